//! The ledger: all crossings of the product, the newest first, page by page.

use axum::extract::Query;
use domain::history::What;
use domain::ledger::{self, Line, Sort, Wanted};
use domain::place::Way;
use maud::{Markup, html};
use serde::Deserialize;

use crate::error::WebError;
use crate::ui::layout::Page;
use crate::ui::{self, Field, Weight};
use crate::urls::{route, with_query};
use crate::views::frame::{Here, page};
use crate::views::{ago, day};
use crate::visit::Visit;

/// Lines on a page.
const LINES: usize = 100;

/// Which crossings are wanted.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    item: String,
    #[serde(default)]
    place: String,
    before: Option<usize>,
}

/// `GET /p/{key}/ledger`.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Markup, WebError> {
    let wanted = wanted(&visit, &asked)?;
    let shown = Page {
        title: format!("Ledger, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::LEDGER), "Ledger".to_owned()),
        ],
        live: if asked.before.is_none() {
            "order sprints".into()
        } else {
            String::new()
        },
        main: main(&visit, &asked, wanted),
        ..Page::default()
    };
    Ok(page(&visit, Here::Ledger, &shown))
}

fn wanted(visit: &Visit, asked: &Asked) -> Result<Wanted, WebError> {
    let item = match asked.item.trim() {
        "" => None,
        key => Some(visit.product.parse_item_key(key).ok_or_else(|| {
            let sentence = format!("There is no item “{key}” in this product.");
            WebError::Unreadable(sentence, Some("item"))
        })?),
    };
    Ok(Wanted {
        item,
        place: Sort::parse(&asked.place),
        before: asked.before,
    })
}

fn main(visit: &Visit, asked: &Asked, wanted: Wanted) -> Markup {
    let mut lines = ledger::ledger(&visit.product, wanted, LINES + 1);
    let more = lines.len() > LINES;
    lines.truncate(LINES);
    html! {
        div.pad.roomy {
            (filter(visit, asked))
            @if lines.is_empty() { (nothing(visit, wanted)) } @else { (table(visit, &lines)) }
            (older(visit, asked, more.then(|| lines.last()).flatten()))
        }
    }
}

fn filter(visit: &Visit, asked: &Asked) -> Markup {
    let mut places = vec![(String::new(), "Every place".to_owned())];
    places.extend(Sort::ALL.map(|sort| (sort.as_str().to_owned(), words(sort))));
    html! {
        form.ledger-filter method="get" action=(visit.urls.to(route::LEDGER)) {
            (ui::choice(&Field { name: "place", label: "From or to", value: &asked.place, ..Field::default() }, &places))
            (ui::field(&Field { name: "item", label: "Of the item", value: &asked.item, ..Field::default() }))
            (ui::submit("Show", Weight::Outlined))
        }
    }
}

fn words(sort: Sort) -> String {
    ui::sentence_case(&sort.as_str().replace('_', " "))
}

fn nothing(visit: &Visit, wanted: Wanted) -> Markup {
    let next = html! { a.button href=(visit.urls.to(route::LEDGER)) { "Show every crossing" } };
    match wanted == Wanted::default() {
        true => ui::empty(
            "Nothing has crossed yet",
            "Whatever goes from one place to another is written down here, with who, when and why.",
            &html! {},
        ),
        false => ui::empty(
            "No such crossing",
            "The ledger is narrowed by the choices above.",
            &next,
        ),
    }
}

fn table(visit: &Visit, lines: &[Line<'_>]) -> Markup {
    html! {
        div.scroll-x tabindex="0" role="region" aria-label="Crossings" {
            table.table.ledger {
                thead { tr {
                    th scope="col" { "When" } th scope="col" { "Item" } th scope="col" { "From" } th scope="col" { "To" }
                    th scope="col" { "Who" } th scope="col" { "Why" } th scope="col" { "State then" }
                } }
                tbody { @for line in lines { (row(visit, line)) } }
            }
        }
    }
}

fn row(visit: &Visit, line: &Line<'_>) -> Markup {
    let What::Crossed {
        from,
        to,
        reason,
        snapshot,
        ..
    } = &line.entry.what
    else {
        return html! {};
    };
    let key = visit.key(line.item.id);
    html! {
        tr {
            td.at { (ago(line.entry.at, visit.now)) }
            th scope="row" { a href=(visit.urls.item(line.item.id)) data-open-item=(key) { (key) } " " span.quiet { (line.item.title.value) } }
            td.from {
                @match snapshot.had_left {
                    Some(Way::Merged(into)) => { "merged into " (visit.key(into)) }
                    _ => { (snapshot.origin(*from)) }
                }
            }
            td.to {
                @match (snapshot.way, snapshot.until) {
                    (Some(Way::Merged(into)), _) => { "merged into " (visit.key(into)) }
                    (Some(way), _) => { (way.title()) }
                    (_, Some(until)) => { "icebox until " (day(until)) }
                    _ => { (to.title()) }
                }
            }
            td.by { (visit.names.actor(line.entry.actor)) @if let Some(role) = line.entry.role { ", " span.quieter { (role.title().to_lowercase()) } } }
            td.because { @if let Some(reason) = reason { (reason) } @for (check, why) in &snapshot.waived { p.quieter { "waived “" (check.title) "”: " (why) } } }
            td.then {
                @match snapshot.estimate { Some(points) => { (snapshot.scale.say(points)) } None => { span.quieter { "not estimated" } } }
                @if snapshot.missing.is_empty() { ", ready" }
                @for check in &snapshot.missing { @if check.check != domain::ready::Check::Estimate { ", " (check.lack) } }
            }
        }
    }
}

fn older(visit: &Visit, asked: &Asked, last: Option<&Line<'_>>) -> Markup {
    let address = |before: Option<usize>| {
        let before = before.map(|before| before.to_string());
        let pairs = [
            ("item", Some(asked.item.as_str())),
            ("place", Some(asked.place.as_str())),
            ("before", before.as_deref()),
        ];
        let pairs = pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
        with_query(&visit.urls.to(route::LEDGER), pairs)
    };
    html! {
        div.actions.start {
            @if asked.before.is_some() { a.button href=(address(None)) { "The newest" } }
            @if let Some(last) = last { a.button href=(address(Some(last.number))) { "Older ones" } }
        }
    }
}
