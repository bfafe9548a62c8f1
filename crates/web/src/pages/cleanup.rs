//! The clean-up pass: what asks for a decision, one by one, under four keys, or many at once.

use app::Mode;
use axum::extract::{Form, Query};
use domain::ItemId;
use domain::cleanup::{self, KeepItem, Part};
use maud::Markup;
use serde::Deserialize;

use crate::answer::{Answer, carry_out, carry_out_all};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::cleanup::{self as view, Pass, age};
use crate::views::counted;
use crate::views::day;
use crate::views::frame::{Here, page};
use crate::visit::Visit;

/// Which part is gone through, what was skipped, and which one is open.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    part: String,
    skipped: String,
    at: String,
    ahead: String,
    most: String,
}

/// `GET /p/{key}/clean-up`.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Markup, WebError> {
    let all = visit.view.state.clean_up(visit.now).await?;
    let pass = Pass::new(&visit, all, (&asked.part, &asked.skipped, &asked.at));
    let pass = pass.listing(&asked.ahead).up_to(&asked.most);
    let shown = Page {
        title: format!("Clean up, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::CLEAN_UP), "Clean up".to_owned()),
        ],
        live: "order items".into(),
        main: view::main(&visit, &pass),
        floats: view::floats(&visit),
        ..Page::default()
    };
    Ok(page(&visit, Here::CleanUp, &shown))
}

/// One answer to all of a part, as it was seen.
#[derive(Debug, Deserialize)]
pub(crate) struct ToMany {
    part: String,
    #[serde(default)]
    skipped: String,
    #[serde(default)]
    most: String,
    seen: String,
    answer: String,
}

/// `POST /p/{key}/clean-up/answers`: one command, with one undo.
pub(crate) async fn answer_many(visit: Visit, Form(wish): Form<ToMany>) -> Answer {
    let all = visit.view.state.clean_up(visit.now).await?;
    let pass = Pass::new(&visit, all, (&wish.part, &wish.skipped, ""));
    let pass = pass.up_to(&wish.most);
    let rest = pass.rest();
    let answer = cleanup::Answer::parse(&wish.answer);
    let answer = answer.filter(|answer| pass.part.answers().contains(answer));
    let (Some(answer), true) = (answer, Pass::seen(&rest) == wish.seen) else {
        let changed = "Nothing was done: what asks for an answer has changed since you looked. Look at it again, then answer.";
        return Err(WebError::Unreadable(changed.into(), Some("seen")));
    };
    let commands = answer.commands(&rest, because(pass.part, answer));
    carry_out_all(&visit, commands, Mode::All, |_, _| {
        said(answer, &counted(rest.len(), "item"))
    })
    .await
}

/// What the record says about why they left.
fn because(part: Part, answer: cleanup::Answer) -> Option<String> {
    match (part, answer) {
        (_, cleanup::Answer::Keep) => None,
        (Part::Undated, _) => Some("Clean-up: age unknown".to_owned()),
        (Part::Untouched(days), _) => Some(format!("Clean-up: untouched for {}", age(days))),
        _ => Some("Clean-up".to_owned()),
    }
}

fn said(answer: cleanup::Answer, items: &str) -> String {
    match answer {
        cleanup::Answer::Keep => format!("Kept {items}."),
        cleanup::Answer::Ice => format!("Put {items} into the icebox."),
        cleanup::Answer::Remove => format!("Removed {items}."),
    }
}

/// What is kept, and what it is not the same as.
#[derive(Debug, Deserialize)]
pub(crate) struct Keeping {
    items: String,
    #[serde(default)]
    apart_from: String,
}

/// `POST /p/{key}/keepings`.
pub(crate) async fn keep(visit: Visit, Form(wish): Form<Keeping>) -> Answer {
    let item = input::item(&visit.product, &wish.items)?;
    let apart_from: Option<ItemId> = match wish.apart_from.trim() {
        "" => None,
        other => Some(input::item(&visit.product, other)?),
    };
    carry_out(
        &visit,
        KeepItem { item, apart_from },
        |after, _| match apart_from {
            Some(other) => format!(
                "{} and {} are not the same.",
                after.key(item),
                after.key(other)
            ),
            None => kept(after, item),
        },
    )
    .await
}

/// What lies in the icebox is kept there until a day.
fn kept(after: &Visit, item: ItemId) -> String {
    let iced = after
        .product
        .items
        .get(&item)
        .and_then(|item| item.iced.as_ref());
    match iced {
        Some(iced) => format!(
            "Kept {} in the icebox until {}.",
            after.key(item),
            day(iced.until)
        ),
        None => format!("Kept {}.", after.key(item)),
    }
}
