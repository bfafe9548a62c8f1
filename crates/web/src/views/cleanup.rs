//! The clean-up pass as a desk: the open candidate, why it is asked about, and the
//! decisions.

use domain::cleanup::{Candidate, DAYS, Why};
use domain::{Item, Right};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Weight};
use crate::urls::{route, with_query};
use crate::views::alike::whereabouts;
use crate::views::{counted, day, desk, since, thousands};
use crate::visit::Visit;

/// Lines shown of what comes after.
const AHEAD: usize = 20;

/// The open candidate and what comes after it; an empty list teaches.
pub(crate) fn main(visit: &Visit, all: &[Candidate], at: usize) -> Markup {
    let open = all.get(at);
    let item = open.and_then(|open| visit.product.items.get(&open.item));
    let (Some(open), Some(item)) = (open, item) else {
        return nothing(visit);
    };
    html! {
        div.pad data-fields=(fields(*open)) {
            p.quiet { (counted(all.len(), "item")) " to look at: what is due in the icebox, what is there twice, what nobody touched for " (DAYS) " days." }
            article.desk data-page-item=(item.id) aria-label=(visit.key(item.id)) {
                header.spread { p.quieter { (thousands(at + 1)) " of " (thousands(all.len())) } (walk(visit, all, at)) }
                (line(visit, item))
                h2 { (item.title.value) }
                (why(visit, open.why))
                @if !item.description.value.is_empty() { (ui::markdown(&item.description.value)) }
                @if visit.may(Right::Order) { (decisions(open.why)) }
            }
            (ahead(visit, all, at))
        }
    }
}

/// What a decision about the open candidate is sent along with.
fn fields(open: Candidate) -> String {
    match open.why {
        Why::Alike(other) => json!({ "apart_from": other.to_string() }).to_string(),
        _ => "{}".to_owned(),
    }
}

fn line(visit: &Visit, item: &Item) -> Markup {
    html! {
        div.item-line {
            (ui::kind_badge(item.kind.as_str()))
            a.key href=(visit.urls.item(item.id)) data-open-item=(visit.key(item.id)) { (visit.key(item.id)) }
            span.quieter { (whereabouts(item)) }
        }
    }
}

fn why(visit: &Visit, why: Why) -> Markup {
    html! {
        @match why {
            Why::Due => { p { "It lies in the icebox, and the day has come to look at it again." } }
            Why::Untouched(at) => { p { "Nobody has touched it since " (since(at, visit.now)) "." } }
            Why::Alike(other) => {
                @if let Some(other) = visit.product.items.get(&other) {
                    p { "It says nearly the same as:" }
                    div.double {
                        (line(visit, other))
                        p { b { (other.title.value) } }
                        @if !other.description.value.is_empty() { (ui::markdown(&other.description.value)) }
                    }
                    datalist #alike-keys data-into=(visit.key(other.id)) { option value=(visit.key(other.id)) {} }
                }
            }
        }
    }
}

fn decisions(why: Why) -> Markup {
    let (keep, main) = match why {
        Why::Alike(_) => ("Keep both", Weight::Outlined),
        _ => ("Keep", Weight::Main),
    };
    let merge = if main == Weight::Main {
        Weight::Outlined
    } else {
        Weight::Main
    };
    html! {
        div.actions.start {
            @if why == Why::Due {
                (ui::command_button("clean.keep", "Keep for longer", Some("K"), Weight::Main))
                (ui::command_button("clean.ice", "Keep until a day", Some("I"), Weight::Outlined))
                (ui::command_button("clean.admit", "Bring back", Some("A"), Weight::Outlined))
            } @else {
                (ui::command_button("clean.keep", keep, Some("K"), main))
                (ui::command_button("clean.ice", "Icebox", Some("I"), Weight::Outlined))
            }
            (ui::command_button("clean.merge", "Merge", Some("M"), merge))
            (ui::command_button("clean.remove", "Remove", Some("R"), Weight::Outlined))
        }
    }
}

fn address(visit: &Visit, one: &Candidate) -> String {
    let path = visit.urls.to(route::CLEAN_UP);
    with_query(&path, [("at", visit.key(one.item).as_str())])
}

fn walk(visit: &Visit, all: &[Candidate], at: usize) -> Markup {
    let before = at.checked_sub(1).and_then(|at| all.get(at));
    html! {
        div.line {
            @if let Some(before) = before { a.button.plain href=(address(visit, before)) data-visit data-desk="previous" { "Previous" } }
            @if let Some(next) = all.get(at + 1) { a.button.plain href=(address(visit, next)) data-visit data-desk="next" { "Skip" } }
        }
    }
}

fn ahead(visit: &Visit, all: &[Candidate], at: usize) -> Markup {
    let rest = &all[at + 1..];
    html! {
        @if !rest.is_empty() {
            section.section {
                h3 { "After this" }
                ul.lines.after {
                    @for one in rest.iter().take(AHEAD) {
                        @if let Some(item) = visit.product.items.get(&one.item) {
                            li {
                                (ui::kind_badge(item.kind.as_str()))
                                a.grow href=(address(visit, one)) data-visit { (item.title.value) }
                                span.quieter { (in_short(visit, one.why)) }
                            }
                        }
                    }
                }
                @if rest.len() > AHEAD { p.quieter { "and " (thousands(rest.len() - AHEAD)) " more" } }
            }
        }
    }
}

fn in_short(visit: &Visit, why: Why) -> String {
    match why {
        Why::Due => "due in the icebox".to_owned(),
        Why::Alike(other) => format!("like {}", visit.key(other)),
        Why::Untouched(at) => {
            let date = at.to_zoned(jiff::tz::TimeZone::UTC).date();
            format!("untouched since {}", day(date))
        }
    }
}

fn nothing(visit: &Visit) -> Markup {
    let next = html! { (ui::link_button(&visit.urls.backlog(), "To the product backlog", Weight::Outlined)) };
    ui::empty(
        "Nothing to clean up",
        "A product backlog stays short: what is there twice, untouched or due in the icebox is asked about here.",
        &next,
    )
}

/// The dialogs and the menu of the decisions.
pub(crate) fn floats(visit: &Visit) -> Markup {
    html! {
        @if visit.may(Right::Order) {
            (desk::admit_menu(visit))
            (desk::ice_dialog(visit, ""))
            (desk::merge_dialog(visit, ""))
        }
    }
}
