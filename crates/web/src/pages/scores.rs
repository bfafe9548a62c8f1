//! Scores (C7): the order they propose, taking it over, how the product scores its items, and saying
//! the numbers about one.

use app::Mode;
use axum::extract::{Form, Path, Query};
use domain::Command;
use domain::score::apply::ApplyProposal;
use domain::score::choose::ChangeScoring;
use domain::score::say::ScoreItem;
use domain::score::{Input, Method};
use maud::{Markup, html};
use serde::Deserialize;

use super::listing::{Asked, opened, value};
use crate::answer::{Answer, carry_out, carry_out_all};
use crate::error::WebError;
use crate::input::{self, OfItem};
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::{counted, menus, score, scores};
use crate::visit::Visit;

/// Moves shown at most, however many are asked for.
const MOST: usize = 6_400;

/// The fields of a form, repeated ones too.
type Fields = Vec<(String, String)>;

/// `GET /p/{key}/scores`, with `show=400` for how many moves are listed.
pub(crate) async fn show(visit: Visit, Query(asked): Asked) -> Markup {
    let (panel, panel_src) = opened(&visit, &asked);
    let shown = value(&asked, "show").and_then(|text| text.parse().ok());
    let shown: usize = shown.unwrap_or(scores::SHOWN);
    let shown = Page {
        title: format!("Scores, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::SCORES), "Scores".to_owned()),
        ],
        live: "order items".into(),
        main: scores::main(&visit, shown.clamp(scores::SHOWN, MOST)),
        panel,
        panel_src,
        floats: html! { (menus::menus(&visit)) },
        ..Page::default()
    };
    page(&visit, Here::Scores, &shown)
}

/// `POST /p/{key}/scores`: the proposal that was `seen`; `all` of it, or each `item` that was chosen.
pub(crate) async fn apply(visit: Visit, Form(fields): Form<Fields>) -> Answer {
    let seen = value(&fields, "seen").and_then(|seen| seen.parse().ok());
    let chosen = fields.iter().filter(|(name, _)| name == "item");
    let chosen: Vec<&str> = chosen.map(|(_, item)| item.as_str()).collect();
    let only = match value(&fields, "all") {
        Some(_) => None,
        None => Some(input::items(&visit.product, &chosen.join(","))?),
    };
    let command = ApplyProposal {
        seen: seen.ok_or(WebError::NotFound)?,
        only,
        reason: value(&fields, "reason").map(str::to_owned),
    };
    carry_out(&visit, command, |_, done| {
        let moved = done.events.iter().flat_map(|one| one.event.items()).count();
        format!("{} changed rank.", counted(moved, "item"))
    })
    .await
}

/// How items are scored.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    method: String,
}

/// `POST /p/{key}/policies/scoring`: "rice", or "none".
pub(crate) async fn choose(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let to = Method::parse(&wish.method);
    if to.is_none() && wish.method != "none" {
        let sentence = "There is no such formula. Choose one.".to_owned();
        return Err(WebError::Unreadable(sentence, Some("method")));
    }
    let said = to.map_or("Items are not scored any more.".to_owned(), |method| {
        format!("Items are scored by {}.", method.title())
    });
    carry_out(&visit, ChangeScoring { to }, |_, _| said).await
}

/// `GET /p/{key}/items/{item}/score`: the form that is filled into the dialog.
pub(crate) async fn form(visit: Visit, Path(path): Path<OfItem>) -> Result<Markup, WebError> {
    let id = path.id(&visit.product)?;
    let refused = |refusal: domain::Refusal| {
        WebError::Unreadable(refusal.explain(&visit.product).sentence(), None)
    };
    let method = visit.product.scored_by().map_err(refused)?;
    let item = visit.product.live_item(id).map_err(refused)?;
    if item.is_finished() {
        return Err(refused(domain::Refusal::ItemFinished { item: id }));
    }
    Ok(score::form(&visit, method, item))
}

/// `POST /p/{key}/items/{item}/score`: numbers by their names; an empty one is taken away.
pub(crate) async fn say(
    visit: Visit,
    Path(path): Path<OfItem>,
    Form(fields): Form<Fields>,
) -> Answer {
    let item = path.id(&visit.product)?;
    let mut commands = Vec::new();
    for input in Input::ALL {
        if let Some(text) = value(&fields, input.as_str()) {
            let to = number(text, input)?;
            commands.push(Command::from(ScoreItem { item, input, to }));
        }
    }
    carry_out_all(&visit, commands, Mode::All, |after, _| {
        let key = after.key(item);
        let (method, item) = (after.product.scoring, after.product.items.get(&item));
        match method.zip(item) {
            Some((method, item)) => match method.score(item) {
                Some(score) => format!("{key} has a {} of {score}.", method.title()),
                None => format!("{key} has {}.", score::missing(method, item)),
            },
            None => format!("Scored {key}."),
        }
    })
    .await
}

fn number(text: &str, input: Input) -> Result<Option<f64>, WebError> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let sentence = || format!("“{text}” is no number. Type one such as 5 or 0.5.");
    let number = text.parse();
    let number = number.map_err(|_| WebError::Unreadable(sentence(), Some(input.as_str())));
    number.map(Some)
}
