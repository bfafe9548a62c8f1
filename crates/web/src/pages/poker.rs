//! Planning poker: a session over the top items without an estimate, and what is done at its table.

use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::poker::close::CloseVote;
use domain::poker::open::OpenVote;
use domain::poker::reveal::RevealVotes;
use domain::poker::round::NextRound;
use domain::poker::vote::Vote;
use domain::poker::{Card, on_the_table};
use domain::{ItemId, Points};
use maud::Markup;
use serde::Deserialize;

use super::sprints::execute;
use crate::answer::{Answer, carry_out, quiet};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::poker;
use crate::visit::Visit;

/// Which item somebody wants to see; nothing follows the table.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    item: Option<String>,
}

/// `GET /p/{key}/poker?item=PAY-12`.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Markup, WebError> {
    let asked = asked.item.map(|key| input::item(&visit.product, &key));
    let item = asked.transpose()?.or_else(|| on_the_table(&visit.product));
    let shown = Page {
        title: format!("Planning poker, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.backlog(), "Product backlog".to_owned()),
            (visit.urls.to(route::POKER), "Planning poker".to_owned()),
        ],
        live: "items order".into(),
        main: poker::main(&visit, item),
        ..Page::default()
    };
    Ok(page(&visit, Here::Poker, &shown))
}

/// The item somebody chose elsewhere.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    items: String,
}

/// `POST /p/{key}/poker/openings`.
pub(crate) async fn open(visit: Visit, Form(wish): Form<Chosen>) -> Result<Response, WebError> {
    let items = input::items(&visit.product, &wish.items)?;
    let [item] = items[..] else {
        let sentence = "Planning poker is about one item at a time. Choose one.";
        return Err(WebError::Unreadable(sentence.into(), None));
    };
    let done = execute(&visit, OpenVote { item }).await?;
    let to = match on_the_table(&done.state) {
        Some(newest) if newest == item => visit.urls.to(route::POKER),
        _ => visit.urls.poker(item),
    };
    Ok(Redirect::to(&to).into_response())
}

/// The item an address is about.
#[derive(Debug, Deserialize)]
pub(crate) struct OfItem {
    item: String,
}

impl OfItem {
    fn find(&self, visit: &Visit) -> Result<ItemId, WebError> {
        input::item(&visit.product, &self.item)
    }
}

/// The round that somebody saw; 0 when there was none.
#[derive(Debug, Deserialize)]
pub(crate) struct OfRound {
    round: u32,
}

/// `POST /p/{key}/items/{item}/poker/rounds`: the first, or another one.
pub(crate) async fn round(
    visit: Visit,
    Path(path): Path<OfItem>,
    Form(OfRound { round }): Form<OfRound>,
) -> Answer {
    let item = path.find(&visit)?;
    if round == 0 {
        return carry_out(&visit, OpenVote { item }, |after, _| {
            format!("Opened planning poker on {}.", after.key(item))
        })
        .await;
    }
    carry_out(&visit, NextRound { item, round }, |after, _| {
        format!("Began round {} on {}.", round + 1, after.key(item))
    })
    .await
}

/// A card laid down in a round; none takes it back.
#[derive(Debug, Deserialize)]
pub(crate) struct Cast {
    round: u32,
    card: String,
}

/// `POST /p/{key}/items/{item}/poker/votes`.
pub(crate) async fn vote(visit: Visit, Path(path): Path<OfItem>, Form(cast): Form<Cast>) -> Answer {
    let item = path.find(&visit)?;
    let card = match cast.card.as_str() {
        "" => None,
        text => Some(Card::parse(text).ok_or_else(|| {
            let sentence = format!("There is no card “{text}”. Choose one of the cards.");
            WebError::Unreadable(sentence, Some("card"))
        })?),
    };
    let command = Vote {
        item,
        round: cast.round,
        voter: visit.visitor.id,
        card,
    };
    carry_out(&visit, command, |after, _| match card {
        Some(_) => format!("You voted on {}.", after.key(item)),
        None => format!("Took back your vote on {}.", after.key(item)),
    })
    .await
}

/// `POST /p/{key}/items/{item}/poker/reveals`.
pub(crate) async fn reveal(
    visit: Visit,
    Path(path): Path<OfItem>,
    Form(OfRound { round }): Form<OfRound>,
) -> Answer {
    let item = path.find(&visit)?;
    let done = execute(&visit, RevealVotes { item, round }).await?;
    Ok(quiet(&visit, &done))
}

/// What was agreed in a round; nothing ends the poker without an estimate.
#[derive(Debug, Deserialize)]
pub(crate) struct Agreed {
    round: u32,
    points: String,
}

/// `POST /p/{key}/items/{item}/poker/agreement`.
pub(crate) async fn close(
    visit: Visit,
    Path(path): Path<OfItem>,
    Form(agreed): Form<Agreed>,
) -> Answer {
    let item = path.find(&visit)?;
    let estimate = input::points(&visit.product, &agreed.points)?;
    let command = CloseVote {
        item,
        round: agreed.round,
        estimate,
    };
    carry_out(&visit, command, |after, _| said(after, item, estimate)).await
}

fn said(after: &Visit, item: ItemId, estimate: Option<Points>) -> String {
    let key = after.key(item);
    match estimate {
        Some(points) => format!("Estimated {key} at {}.", after.size(points)),
        None => format!("Ended planning poker on {key} without an estimate."),
    }
}
