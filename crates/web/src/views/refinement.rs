//! A refinement session (C9): the items of the top that were not ready when it began, one by one;
//! then what became of them. Which items it is about stands in its address, so that everybody who
//! opens it goes through the same ones.

use std::sync::Arc;

use domain::gradient::{Gradient, VagueRule};
use domain::refine;
use domain::{Item, ItemId, ready};
use maud::{Markup, html};

use crate::ui::{self, Weight};
use crate::urls::{route, with_query};
use crate::views::item::refining;
use crate::views::{counted, ready_checks};
use crate::visit::Visit;

/// The word in the address that stands for what is behind the last item.
pub(crate) const END: &str = "end";

/// Checks named that most of the top fail.
const LACKS: usize = 3;

/// Lines shown of what comes after.
const AHEAD: usize = 20;

/// What a session goes through, and where one is.
pub(crate) struct Session {
    /// The items, as they stood when it began.
    pub queue: Vec<ItemId>,
    /// Which of them is open; its length behind the last one.
    pub at: usize,
}

impl Session {
    /// The address of the item at this place, or of the end behind them.
    pub(crate) fn link(&self, visit: &Visit, at: usize) -> String {
        let of: Vec<String> = self.queue.iter().map(ToString::to_string).collect();
        let of = of.join(".");
        let at = self.queue.get(at);
        let at = at.map_or_else(|| END.to_owned(), |item| visit.key(*item));
        let path = visit.urls.to(route::REFINEMENT);
        with_query(&path, [("of", of.as_str()), ("at", at.as_str())])
    }
}

/// The page.
pub(crate) fn main(visit: &Visit, session: &Session) -> Markup {
    if session.queue.is_empty() {
        return nothing(visit);
    }
    let item = session.queue.get(session.at);
    let item = item.and_then(|id| visit.product.items.get(id));
    html! {
        div.pad {
            (progress(visit))
            @match item {
                Some(item) => { (open(visit, session, item)) (ahead(visit, session)) }
                None => { (end(visit, session)) }
            }
        }
    }
}

/// "5 of the top 20 are ready", in words and as a bar.
fn progress(visit: &Visit) -> Markup {
    let top = refine::top(&visit.product);
    html! {
        p.line #progress role="status" {
            progress max=(top.of) value=(top.ready) aria-label="Ready at the top" {}
            span { b { (top.ready) } " of the top " (top.of) " are ready" }
        }
    }
}

fn open(visit: &Visit, session: &Session, item: &Item) -> Markup {
    html! {
        article.desk.refining data-page-item=(item.id) aria-label=(visit.key(item.id)) {
            h2.unseen { (visit.key(item.id)) " " (item.title.value) }
            header.spread { p.quieter { (session.at + 1) " of " (session.queue.len()) } (walk(visit, session)) }
            div.item-line {
                (ui::kind_badge(item.kind.as_str()))
                a.key href=(visit.urls.item(item.id)) { (visit.key(item.id)) }
                @if let Some(rank) = visit.product.rank(item.id) { span.quieter { (rank) " in the product backlog" } }
            }
            (refining(visit, item))
        }
    }
}

fn walk(visit: &Visit, session: &Session) -> Markup {
    let last = session.at + 1 == session.queue.len();
    let before = session.at.checked_sub(1);
    html! {
        div.line {
            @if let Some(before) = before { a.button.plain href=(session.link(visit, before)) data-visit data-desk="previous" { "Previous" } }
            a.button href=(session.link(visit, session.at + 1)) data-visit data-desk="next" { @if last { "Finish" } @else { "Next" } }
        }
    }
}

fn ahead(visit: &Visit, session: &Session) -> Markup {
    let rest = &session.queue[session.at + 1..];
    let items = rest.iter().take(AHEAD).zip(session.at + 1..);
    html! {
        @if !rest.is_empty() {
            section.section {
                h3 { "After this" }
                ul.lines.after {
                    @for (id, at) in items {
                        @if let Some(item) = visit.product.items.get(id) {
                            li {
                                (ui::kind_badge(item.kind.as_str()))
                                a.grow href=(session.link(visit, at)) data-visit { (item.title.value) }
                                (ui::readiness(&ready_checks(visit, item)))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the session came to.
fn end(visit: &Visit, session: &Session) -> Markup {
    let items = session.queue.iter().enumerate();
    let items = items.filter_map(|(at, id)| Some((at, visit.product.items.get(id)?)));
    let product = &visit.product;
    let is_ready = |(_, item): &(usize, &Arc<Item>)| {
        ready::is_ready(product, item) || product.is_broken_down(item.id)
    };
    let (done, open): (Vec<_>, Vec<_>) = items.partition(is_ready);
    let before = session.link(visit, session.queue.len() - 1);
    html! {
        article.desk {
            header.spread {
                h2 { @if done.is_empty() { "Nothing became ready this time" } @else { (counted(done.len(), "item")) " became ready" } }
                a.button.plain href=(before) data-visit data-desk="previous" { "Previous" }
            }
            @if !done.is_empty() { ul.lines { @for (at, item) in done { (line(visit, session, at, item)) } } }
            @if !open.is_empty() {
                h3 { "Not ready yet" }
                ul.lines { @for (at, item) in open { (line(visit, session, at, item)) } }
            }
            div.actions.start {
                (ui::link_button(&visit.urls.to(route::REFINEMENT), "Go on with what is left", Weight::Main))
                (ui::link_button(&visit.urls.backlog(), "To the product backlog", Weight::Outlined))
            }
        }
    }
}

/// An item with what it still lacks.
fn line(visit: &Visit, session: &Session, at: usize, item: &Item) -> Markup {
    let checks = ready_checks(visit, item);
    let lacks: Vec<&str> = checks
        .iter()
        .filter(|check| !check.passed)
        .map(|check| &*check.lack)
        .collect();
    html! {
        li {
            (ui::kind_badge(item.kind.as_str()))
            a.grow href=(session.link(visit, at)) data-visit { (visit.key(item.id)) " " (item.title.value) }
            @if !lacks.is_empty() { span.quieter { (lacks.join(", ")) } }
        }
    }
}

fn nothing(visit: &Visit) -> Markup {
    let next = html! { (ui::link_button(&visit.urls.backlog(), "To the product backlog", Weight::Outlined)) };
    let (title, text) = if visit.product.order.is_empty() {
        (
            "Nothing to refine",
            "Refinement gets the top of the product backlog ready for the next sprints. It begins when there is an item.",
        )
    } else {
        (
            "The top is ready",
            "Every item at the top passes the Definition of Ready. What stands further below may stay rough until it comes near.",
        )
    };
    ui::empty(title, text, &next)
}

/// For the backlog page: that nobody has refined for too long, or that most of the top is vague, which
/// its rows then do not say each. Quiet, and off by policy.
pub(crate) fn reminder(visit: &Visit) -> Markup {
    let days = refine::overdue(&visit.product, visit.now);
    let days = days.filter(|_| visit.may(domain::Right::Refine));
    let top = days.map(|_| refine::top(&visit.product));
    html! {
        div #reminder {
            @if let (Some(days), Some(top)) = (days, top) {
                p.list-note {
                    "Nobody has refined for " (days) " days, and " (top.of - top.ready) " of the top " (top.of) " are not ready. "
                    a href=(visit.urls.to(route::REFINEMENT)) { "Refine them" }
                }
            } @else if let Some(rule) = Gradient::of(&visit.product).vague_rule(&visit.product) {
                (vague_top(visit, &rule))
            }
        }
    }
}

/// "28 of the next 30 items are not ready: no acceptance criteria (28), not estimated (3)."
fn vague_top(visit: &Visit, rule: &VagueRule) -> Markup {
    let mut lacks: Vec<_> = rule.lacks.iter().collect();
    lacks.sort_by_key(|(_, items)| std::cmp::Reverse(**items));
    let lacks = lacks
        .iter()
        .map(|(check, items)| format!("{} ({items})", check.lack(&visit.product)));
    let lacks: Vec<String> = lacks.take(LACKS).collect();
    html! {
        p.list-note {
            @if rule.vague == rule.of { "None of the next " (rule.of) " items is ready: " }
            @else { (rule.vague) " of the next " (rule.of) " items are not ready: " }
            (lacks.join(", ")) ". "
            @if visit.may(domain::Right::Refine) { a href=(visit.urls.to(route::REFINEMENT)) { "Refine them" } }
        }
    }
}
