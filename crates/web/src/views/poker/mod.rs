//! Planning poker: the item's text beside the table, and what comes next.
//!
//! Who may see which card is the domain's (`poker::Table`); nothing here looks at a vote otherwise.

mod table;
mod words;

use domain::poker::Table;
use domain::{Item, ItemId, Kind, Right};
use maud::{Markup, html};

use crate::ui;
use crate::urls::route;
use crate::visit::Visit;

pub(crate) use words::{card_words, spread_words};

/// Items shown as the next ones.
const NEXT: usize = 6;

/// The page: `item` is what somebody asked for or what is on the table; else it is the first item
/// without an estimate.
pub(crate) fn main(visit: &Visit, item: Option<ItemId>) -> Markup {
    let next = next(visit);
    let asked = item.and_then(|id| visit.product.items.get(&id));
    let Some(item) = asked.map(AsRef::as_ref).or(next.first().copied()) else {
        return nothing(visit);
    };
    let table = Table::seen_by(&visit.product, visit.visitor.actor(), item.id);
    html! {
        div.poker {
            (text(visit, item))
            div.table-side {
                (elsewhere(visit, item.id))
                section.poker-table aria-label="Planning poker" {
                    @match &table {
                        Some(table) => (table::open(visit, table)),
                        None => (closed(visit, item)),
                    }
                }
                (queue(visit, item.id, &next))
            }
        }
    }
}

fn nothing(visit: &Visit) -> Markup {
    let rule = "Everybody votes unseen, so that nobody follows another; then whoever stands apart \
                speaks first. Every item of this product backlog has its estimate.";
    let back = ui::link_button(
        &visit.urls.backlog(),
        "Go to the product backlog",
        ui::Weight::Main,
    );
    ui::empty("Nothing to estimate", rule, &back)
}

/// The top items without an estimate. An epic is broken down instead.
fn next(visit: &Visit) -> Vec<&Item> {
    if visit.product.summary().unestimated == 0 {
        return Vec::new();
    }
    let items = visit.product.order.iter();
    let items = items.filter_map(|id| visit.product.items.get(id).map(AsRef::as_ref));
    let rough = items.filter(|item| item.estimate.is_none() && item.kind != Kind::Epic);
    rough.take(NEXT + 1).collect()
}

/// What the item says, to be read while voting.
fn text(visit: &Visit, item: &Item) -> Markup {
    let described = !item.description.value.is_empty();
    html! {
        article.item.poker-item tabindex="0" aria-label=(visit.key(item.id)) {
            div.line {
                (ui::kind_badge(item.kind.as_str()))
                a href=(visit.urls.item(item.id)) { (visit.key(item.id)) }
                @if let Some(points) = item.estimate { (ui::points(visit.mark(Some(points)).as_ref())) }
            }
            h2 { (item.title.value) }
            @if described { (ui::markdown(&item.description.value)) }
            @if !item.criteria.is_empty() {
                section.section {
                    header { h3 { "Acceptance criteria" } small { (item.criteria.len()) } }
                    ul.checks {
                        @for criterion in &item.criteria {
                            li { span.tick.yes[criterion.met] role="img" aria-label=(if criterion.met { "Met" } else { "Not met yet" }) {} span.grow { (criterion.text.value) } }
                        }
                    }
                }
            }
            @if !described && item.criteria.is_empty() {
                p.quieter { "Not described yet. What nobody has described, nobody can estimate well." }
            }
        }
    }
}

/// Something else is on the table than what one looks at.
fn elsewhere(visit: &Visit, shown: ItemId) -> Markup {
    let newest = domain::poker::on_the_table(&visit.product).filter(|item| *item != shown);
    let Some(item) = newest else {
        return html! {};
    };
    let go = html! { a href=(visit.urls.to(route::POKER)) data-visit { "Go there" } };
    let said = html! { "The team votes on " (visit.key(item)) " now." };
    ui::banner(ui::Tone::Pond, &said, Some(&go))
}

/// Nobody votes on the item yet, or not any more.
fn closed(visit: &Visit, item: &Item) -> Markup {
    let (title, why) = match item.estimate {
        Some(points) => (
            format!("Estimated at {}", visit.size(points)),
            "A new vote changes nothing until the team writes what it agreed on.",
        ),
        None => (
            "Nobody votes on it yet".to_owned(),
            "Everybody votes unseen; after the reveal, whoever stands apart speaks first.",
        ),
    };
    html! {
        p.poker-status role="status" id="poker-status" { (title) }
        p.quieter { (why) }
        @if visit.may(Right::Refine) {
            div.line { (table::start(visit, item.id)) }
        }
    }
}

/// The next items without an estimate.
fn queue(visit: &Visit, shown: ItemId, next: &[&Item]) -> Markup {
    let others = next.iter().filter(|item| item.id != shown).take(NEXT);
    let others: Vec<_> = others.collect();
    if others.is_empty() {
        return html! {};
    }
    html! {
        section.section.poker-next {
            header { h3 { "Next without an estimate" } }
            ul {
                @for item in others {
                    li {
                        (ui::kind_badge(item.kind.as_str()))
                        a href=(visit.urls.poker(item.id)) data-visit { (item.title.value) }
                    }
                }
            }
        }
    }
}
