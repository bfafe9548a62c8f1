//! The clean-up pass as a desk: the open candidate, why it is asked about, and the
//! decisions.

mod many;
mod pass;

use domain::cleanup::{self, Candidate, Part, Why};
use domain::place::ice;
use domain::{Item, Right};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Weight};
use crate::views::alike::whereabouts;
use crate::views::{counted, desk, on_day, thousands};
use crate::visit::Visit;

pub(crate) use many::age;
pub(crate) use pass::Pass;

/// The open candidate and what comes after it; an empty list teaches.
pub(crate) fn main(visit: &Visit, pass: &Pass) -> Markup {
    if pass.all.is_empty() {
        return nothing(visit);
    }
    let open = pass.at.and_then(|at| Some((at, *pass.inside.get(at)?)));
    let open = open.and_then(|(at, open)| Some((at, open, visit.product.items.get(&open.item)?)));
    html! {
        div.pad data-fields=[open.map(|(_, open, _)| fields(open))] {
            div.stack.tight {
                p.quiet { (counted(pass.all.len(), "item")) " to look at: what is due in the icebox, what is there twice" @if let Some(days) = cleanup::long(&visit.product) { ", what nobody touched for " (many::age(days)) ", what came without a date" } "." }
                (without_dates(pass))
                (progress(visit, pass))
            }
            (many::parts(visit, pass))
            @if visit.may(Right::Order) { (many::answers(visit, pass)) }
            @match open {
                Some((at, open, item)) => { (asked(visit, pass, (at, open), item)) (ahead(visit, pass, at)) }
                None => { (all_skipped(visit, pass)) }
            }
        }
    }
}

/// Where an import said nothing of when its items were written, nothing can be told by age.
fn without_dates(pass: &Pass) -> Markup {
    let undated = |one: &Candidate| one.why == Why::Undated;
    let aged = |one: &Candidate| matches!(one.why, Why::Untouched(_));
    let blind = pass.all.iter().any(undated) && !pass.all.iter().any(aged);
    html! {
        @if blind {
            p.quiet { "What was imported names no date, so nothing can be told by its age. It is asked about from the bottom of the product backlog up: what stands there was put behind everything else. Answer one by one, or choose “Age unknown” and answer many at once." }
        }
    }
}

/// One candidate, why it is asked about, and the decisions.
fn asked(visit: &Visit, pass: &Pass, (at, open): (usize, Candidate), item: &Item) -> Markup {
    html! {
        article.desk data-page-item=(item.id) aria-label=(visit.key(item.id)) {
            header.spread { p.quieter { (thousands(at + 1)) " of " (thousands(pass.inside.len())) } (walk(visit, pass, open)) }
            @if let Some(other) = like(visit, open.why) {
                (merging(visit, item, other))
            } @else {
                (line(visit, item))
                h2 { (item.title.value) }
                (why(open.why))
                (described(item))
            }
            @if visit.may(Right::Order) { (decisions(open.why)) }
        }
    }
}

/// What was answered today, and what is left of all.
fn progress(visit: &Visit, pass: &Pass) -> Markup {
    let today = ice::today(&visit.product, visit.now);
    let done = cleanup::answered_on(&visit.product, today);
    let left = pass.all.len();
    html! {
        @if done > 0 {
            div.line {
                progress value=(done) max=(done + left) aria-label="Answered today" {}
                span.quieter { (thousands(done)) " kept, iced or removed today, " (thousands(left)) " to go" }
            }
        }
    }
}

fn all_skipped(visit: &Visit, pass: &Pass) -> Markup {
    let again =
        html! { (ui::link_button(&pass.again(visit), "Look at them again", Weight::Outlined)) };
    let all = html! { (ui::link_button(&pass.through(visit, Part::All), "All that ask", Weight::Outlined)) };
    match pass.inside.is_empty() {
        true => ui::empty(
            "Nothing of this asks any more",
            "What you answered is done; other things may still ask.",
            &all,
        ),
        false => ui::empty(
            "You skipped the rest",
            "What is skipped keeps asking, until it is decided.",
            &again,
        ),
    }
}

/// The other of what is there twice.
fn like(visit: &Visit, why: Why) -> Option<&Item> {
    let Why::Alike(other) = why else { return None };
    visit.product.items.get(&other).map(|item| &**item)
}

fn described(item: &Item) -> Markup {
    html! { @if !item.description.value.is_empty() { (ui::markdown(&item.description.value)) } }
}

/// Which of two goes into which.
fn merging(visit: &Visit, item: &Item, other: &Item) -> Markup {
    let side = |one: &Item, id: &str, fate: &str, means: &str| {
        html! {
            section.double aria-labelledby=(id) {
                p { b { (fate) } span.quieter { " " (means) } }
                h3 id=(id) { (visit.key(one.id)) " " (one.title.value) }
                (line(visit, one))
                (described(one))
            }
        }
    };
    html! {
        h2 { (visit.key(item.id)) " says nearly the same as " (visit.key(other.id)) }
        p.quiet { "If they are merged:" }
        div.two-sides {
            (side(item, "merge-goes", "Goes into it.", "It leaves; what was said about it stays readable there."))
            (side(other, "merge-lives", "Lives on.", "It stays where it stands and takes criteria and labels over."))
        }
        datalist #alike-keys data-into=(visit.key(other.id)) { option value=(visit.key(other.id)) {} }
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

fn why(why: Why) -> Markup {
    html! {
        @match why {
            Why::Due => { p { "It lies in the icebox, and the day has come to look at it again." } }
            Why::Undated => { p { "It was imported without a date, and nobody has touched it here: how old it is is not known." } }
            Why::Untouched(at) => { p { "Nobody has touched it since " (on_day(at)) "." } }
            Why::Alike(_) => {}
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

fn walk(visit: &Visit, pass: &Pass, open: Candidate) -> Markup {
    html! {
        div.line {
            @if visit.may(Right::Order) { (many::same_reason(visit, pass, open)) }
            @if let Some(back) = pass.back(visit) { a.button.plain href=(back) data-visit data-desk="previous" { "Previous" } }
            @if let Some(next) = pass.skipping(visit) { a.button.plain href=(next) data-visit data-desk="next" { "Skip" } }
        }
    }
}

fn ahead(visit: &Visit, pass: &Pass, at: usize) -> Markup {
    let rest: Vec<&Candidate> = pass.after(at).collect();
    html! {
        @if !rest.is_empty() {
            section.section #after {
                h3 { "After this" }
                ul.lines.after {
                    @for one in rest.iter().take(pass.ahead) {
                        @if let Some(item) = visit.product.items.get(&one.item) {
                            li {
                                (ui::kind_badge(item.kind.as_str()))
                                a.grow href=(pass.opening(visit, one)) data-visit { (item.title.value) }
                                span.quieter { (in_short(visit, one.why)) }
                            }
                        }
                    }
                }
                @if let Some(more) = rest.len().checked_sub(pass.ahead).filter(|more| *more > 0) {
                    p { a href=(pass.all_ahead(visit)) data-visit { "and " (thousands(more)) " more" } }
                }
            }
        }
    }
}

fn in_short(visit: &Visit, why: Why) -> Markup {
    match why {
        Why::Due => html! { "due in the icebox" },
        Why::Alike(other) => html! { "like " (visit.key(other)) },
        Why::Undated => html! { "age unknown" },
        Why::Untouched(at) => html! { "untouched since " (on_day(at)) },
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
