//! The page of scores (C7): the present order beside the one that scores propose, and how the product
//! scores its items.

use domain::score::Method;
use domain::score::proposal::{Change, Proposal, propose};
use domain::{ItemId, Right};
use maud::{Markup, html};

use super::score::formula;
use crate::ui::{self, Tone, Weight};
use crate::urls::{route, with_query};
use crate::views::{counted, since, thousands};
use crate::visit::Visit;

/// Moves shown at first; more come on request.
pub(crate) const SHOWN: usize = 100;
/// Dependencies that are named where they would be turned around.
const NAMED: usize = 5;

/// The page.
pub(crate) fn main(visit: &Visit, shown: usize) -> Markup {
    match visit.product.scoring {
        None => off(visit),
        Some(method) => proposed(visit, &propose(&visit.product, method), shown),
    }
}

/// What an unscored product is told, and how to begin.
fn off(visit: &Visit) -> Markup {
    html! {
        div.pad.narrow {
            div.empty {
                h2 { "Items are not scored" }
                p { "A score weighs what an item is worth against its effort, and proposes an order. The order stays the product owner’s, who takes a proposal over or not." }
            }
            @if visit.may(Right::Order) { (chooser(visit)) }
        }
    }
}

/// Choosing the formula.
pub(crate) fn chooser(visit: &Visit) -> Markup {
    let now = visit.product.scoring;
    html! {
        form.stack method="post" action=(visit.urls.to(route::SCORING)) data-send #scoring-form {
            fieldset.scales {
                legend.unseen { "Formula" }
                label { input type="radio" name="method" value="none" checked[now.is_none()]; b { "No score" } }
                @for method in Method::ALL {
                    label {
                        input type="radio" name="method" value=(method.as_str()) checked[now == Some(method)];
                        b { (method.title()) } span.quieter { (formula(method)) }
                    }
                }
                p.error data-error-for="method" {}
            }
            div.actions.start { (ui::submit("Save the formula", Weight::Main)) }
        }
    }
}

/// The section of the policies: what holds, by whom, and changing it.
pub(crate) fn policy(visit: &Visit) -> Markup {
    let title = |method: Option<Method>| method.map_or("no score", Method::title);
    html! {
        section.group aria-labelledby="scoring-head" {
            h2 #scoring-head { "Scores" }
            p.quiet { "By which formula items are scored. A score proposes an order and changes none; what was said about items stays when the formula changes." }
            p.quieter {
                "Now: " (title(visit.product.scoring)) ". Unless changed: " (title(None)) "."
                @if let Some((who, at)) = visit.product.scoring_changed {
                    " Changed by " (visit.names.actor(who)) ", " (since(at, visit.now)) "."
                }
            }
            @if visit.may(Right::Order) { (chooser(visit)) }
            @else { p { "How items are scored is the product owner’s to decide." } }
        }
    }
}

fn proposed(visit: &Visit, proposal: &Proposal, shown: usize) -> Markup {
    html! {
        div.pad.stack.scores-page {
            (head(visit, proposal))
            @if proposal.changes.is_empty() { (nothing(visit, proposal)) }
            @else {
                (clashes(visit, proposal))
                @if visit.may(Right::Order) { (apply(visit, proposal)) }
                @else { p.quiet { "The product owner takes it over or not." } }
                (table(visit, proposal, shown))
            }
        }
    }
}

fn head(visit: &Visit, proposal: &Proposal) -> Markup {
    let without = visit.product.order.len() - proposal.scored;
    let filter = with_query(&visit.urls.backlog(), [("score", "none")]);
    html! {
        div.stack {
            h2 {
                @match proposal.changes.len() {
                    0 => { "The order by " (proposal.method.title()) }
                    moves => { (counted(moves, "item")) " would change rank by " (proposal.method.title()) }
                }
            }
            p.quiet { (formula(proposal.method)) }
            p.quiet {
                (thousands(proposal.scored)) " of " (counted(visit.product.order.len(), "item")) " have a score. What has none keeps its rank"
                @if without > 0 { ": " a href=(filter) { (counted(without, "item")) " without a score" } }
                ". A score orders nothing by itself. " a href={ (visit.urls.to(route::POLICIES)) "#scoring-head" } { "Change the formula" }
            }
        }
    }
}

fn nothing(visit: &Visit, proposal: &Proposal) -> Markup {
    let (title, rule) = match proposal.scored {
        0 => (
            "Nothing has a score yet",
            "Open an item, or press O V on it, and say what it is worth. The backlog shows the score in a column.",
        ),
        _ => (
            "The order is as the scores have it",
            "The highest score stands first; what has none keeps its rank.",
        ),
    };
    let back = ui::link_button(&visit.urls.backlog(), "Product backlog", Weight::Main);
    ui::empty(title, rule, &back)
}

/// What would stand above what it waits for, said before it is done.
fn clashes(visit: &Visit, proposal: &Proposal) -> Markup {
    let all = proposal.clashes.len();
    let link = |item: ItemId| html! { a href=(visit.urls.item(item)) data-open-item=(visit.key(item)) { (visit.key(item)) } };
    let words = html! {
        b { (turned(all)) " would be turned around." }
        @for (item, blocker) in proposal.clashes.iter().take(NAMED) {
            " " (link(*item)) " would stand above " (link(*blocker)) ", which it waits for."
        }
        @if all > NAMED { " And " (counted(all - NAMED, "other")) ": the rows say so." }
    };
    html! { @if all > 0 { (ui::banner(Tone::Warn, &words, None)) } }
}

/// "2 dependencies".
fn turned(count: usize) -> String {
    match count {
        1 => "1 dependency".to_owned(),
        count => format!("{} dependencies", thousands(count)),
    }
}

/// Taking it over. The rows' boxes stand outside of the form, so that what is proposed stays true while
/// one writes the reason.
fn apply(visit: &Visit, proposal: &Proposal) -> Markup {
    let all = match proposal.clashes.len() {
        0 => format!("Apply all {}", thousands(proposal.changes.len())),
        count => format!(
            "Apply all {}, {} turned around",
            thousands(proposal.changes.len()),
            turned(count)
        ),
    };
    html! {
        div.stack {
            form.field #apply-proposal method="post" action=(visit.urls.to(route::SCORES)) data-send data-then="reset" {
                label for="apply-reason" { "Why, beside the formula and the day" }
                input #apply-reason name="reason" maxlength="400" autocomplete="off" placeholder="If there is something to say";
                p.error data-error-for="reason" {}
            }
            input type="hidden" name="seen" value=(proposal.fingerprint()) form="apply-proposal";
            div.actions.start {
                button.button.main type="submit" form="apply-proposal" name="all" value="yes" data-apply="all" { (all) }
                button.button type="submit" form="apply-proposal" data-apply="some" { "Apply the chosen rows" }
            }
        }
    }
}

/// Now and proposed, rank by rank; what stays is one line.
fn table(visit: &Visit, proposal: &Proposal, shown: usize) -> Markup {
    let mut before = 0;
    let rows = proposal.changes.iter().take(shown).map(|change| {
        let stay = (before + 1, change.to - 1);
        before = change.to;
        html! { (stays(stay)) (row(visit, proposal, change)) }
    });
    let rows: Vec<Markup> = rows.collect();
    let left = proposal.changes.len().saturating_sub(shown);
    html! {
        table.table.proposal {
            caption.unseen { "The present order and the proposed one" }
            thead { tr { th scope="col" { "Rank" } th.now scope="col" { "Now" } th scope="col" { "Proposed" } th.right scope="col" { "Score" } th.right scope="col" { "Moves" } } }
            tbody {
                @for row in &rows { (row) }
                @if left == 0 { (stays((before + 1, visit.product.order.len() as u32))) }
            }
        }
        @if left > 0 { (more(visit, shown, left)) }
    }
}

fn more(visit: &Visit, shown: usize, left: usize) -> Markup {
    let next = (shown * 4).to_string();
    let address = with_query(&visit.urls.to(route::SCORES), [("show", next.as_str())]);
    html! {
        p.line {
            span.quiet { (counted(left, "more move")) "." }
            a.button href=(address) data-visit { "Show more" }
        }
    }
}

fn stays((first, last): (u32, u32)) -> Markup {
    html! {
        @if first <= last {
            tr.stays { td colspan="5" {
                @if first == last { "Rank " (first) " stays" } @else { "Ranks " (first) " to " (last) " stay" }
            } }
        }
    }
}

fn row(visit: &Visit, proposal: &Proposal, change: &Change) -> Markup {
    let key = visit.key(change.item);
    let now = visit.product.order.get(change.to as usize - 1);
    let id = format!("pick-{}", change.item);
    html! {
        tr id={ "move-" (change.item) } {
            td.num { (change.to) }
            td.now { @if let Some(now) = now { (named(visit, *now)) } }
            td {
                div.proposed {
                    @if visit.may(Right::Order) {
                        input type="checkbox" name="item" value=(change.item) form="apply-proposal" id=(id) data-pick
                            aria-label={ (key) " to rank " (change.to) };
                    }
                    (named(visit, change.item))
                }
                @for (item, blocker) in proposal.clashes_of(change.item) {
                    p.clash { (visit.key(item)) " would stand above " (visit.key(blocker)) ", which it waits for." }
                }
            }
            td.right { (change.score) }
            td.right { (shift(change)) }
        }
    }
}

fn named(visit: &Visit, item: ItemId) -> Markup {
    let found = visit.product.items.get(&item);
    let title = found.map_or("", |item| &item.title.value);
    let key = visit.key(item);
    html! {
        a.named href=(visit.urls.item(item)) data-open-item=(key) {
            @if let Some(item) = found { (ui::kind_badge(item.kind.as_str())) }
            span.key { (key) } span.title { (title) }
        }
    }
}

/// "↑ 12", said as "up 12, from 14".
fn shift(change: &Change) -> Markup {
    let (from, to) = (change.from, change.to);
    let (arrow, way) = if to < from {
        ("↑", "up")
    } else {
        ("↓", "down")
    };
    let by = from.abs_diff(to);
    html! {
        span.shift.up[to < from] title={ "from " (from) " to " (to) } {
            span aria-hidden="true" { (arrow) " " (by) }
            span.unseen { (way) " " (by) }
        }
        span.from { "from " (from) }
    }
}
