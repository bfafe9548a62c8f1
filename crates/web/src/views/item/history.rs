//! Everything that happened to an item, newest first; crossings stand out (A3).

use domain::history::{Entry, What};
use domain::place::Way;
use domain::{GoalId, Item, ItemId, Points};
use maud::{Markup, html};

use super::extent::{self, Extent};
use crate::ui;
use crate::views::{ago, day, with_article};
use crate::visit::Visit;

/// Entries shown before the others unfold.
const SHOWN: usize = 12;
/// Entries shown of an item that was merged, the newest ones.
const MERGED: usize = 50;

/// The history; a long one is folded, and a very long one is cut off where nobody asked for more.
pub(super) fn history(visit: &Visit, item: &Item, extent: Extent) -> Markup {
    let entries = item.history.iter().rev().take(extent.history());
    let folded = entries.len().saturating_sub(SHOWN);
    html! {
        section.section {
            header { h3 { "History" } }
            ul.events id={ "history-" (item.id) } { @for entry in entries.clone().take(SHOWN) { (own_line(visit, item, entry)) } }
            @if folded > 0 {
                details.edit id={ "all-history-" (item.id) } open[extent.asked_for_history()] {
                    summary.words { (folded) " more" }
                    ul.events { @for entry in entries.skip(SHOWN) { (own_line(visit, item, entry)) } }
                    (extent::earlier_history(visit, item, extent))
                }
            }
            (of_merged(visit, item))
        }
    }
}

/// The newest entry, to be put on top of the list.
pub(super) fn newest(visit: &Visit, item: &Item) -> Markup {
    html! { @if let Some(entry) = item.history.last() { (own_line(visit, item, entry)) } }
}

/// One thing that happened, in a sentence.
pub(crate) fn line(visit: &Visit, entry: &Entry) -> Markup {
    html! { li { (sentence(visit, entry)) } }
}

/// What happened to items before they were merged into this one.
fn of_merged(visit: &Visit, item: &Item) -> Markup {
    html! {
        @for other in visit.product.merged_into(item) {
            details.edit id={ "history-of-" (other.id) } {
                summary.words { "History of " (visit.key(other.id)) }
                ul.events { @for entry in other.history.iter().rev().take(MERGED) { (line(visit, entry)) } }
            }
        }
    }
}

/// The same, where it can be put on top of its item's list.
fn own_line(visit: &Visit, item: &Item, entry: &Entry) -> Markup {
    html! {
        li id={ "entry-" (item.id) "-" (entry.position) } data-into={ "history-" (item.id) } data-first {
            (sentence(visit, entry))
        }
    }
}

fn sentence(visit: &Visit, entry: &Entry) -> Markup {
    let name = visit.names.behind(entry.actor, entry.role);
    let role = entry.role.map(|role| role.title());
    html! {
        (ui::avatar(name))
        span { b title=[role] { (name) } " " (what(visit, &entry.what)) }
        (ago(entry.at, visit.now))
    }
}

/// What was done, without who did it: "moved it from 7 to 3".
pub(crate) fn what(visit: &Visit, what: &What) -> Markup {
    match what {
        What::Crossed {
            from,
            to,
            reason,
            snapshot,
            ..
        } => html! {
            span.crossing {
                @match (snapshot.way, snapshot.until) {
                    (Some(Way::Merged(into)), _) => { "merged it into " (link(visit, into)) }
                    (Some(Way::Declined), _) => { "declined it" }
                    (Some(Way::Wont), _) => { "made it a “Won’t”" }
                    (Some(Way::Withdrawn), _) => { "took the suggestion back" }
                    (_, Some(until)) => { "put it from " (snapshot.origin(*from)) " into the icebox until " (day(until)) }
                    _ => { "moved it from " (snapshot.origin(*from)) " to " (to.title()) }
                }
            }
            @if let Some(points) = snapshot.estimate { ", " (snapshot.scale.say(points)) }
            @for (check, why) in &snapshot.waived { "; waived “" (check.title) "”: " (why) }
            (because(reason.as_deref()))
        },
        What::Moved { from, to, reason } => html! {
            "moved it from " (from) " to " (to) (because(reason.as_deref()))
        },
        What::Priority {
            to: Some(to),
            reason,
            ..
        } => html! { "made it a “" (to) "”" (because(reason.as_deref())) },
        What::Kept {
            apart_from: Some(other),
        } => html! { "said it is not the same as " (link(visit, *other)) },
        What::Split { into, estimate } => html! {
            "split " (links(visit, into)) " off it"
            @if let Some(points) = estimate { "; the whole was " (visit.size(*points)) }
        },
        What::SplitFrom(whole) => html! { "split it off " (link(visit, *whole)) },
        What::Joined { parts } => html! { "took " (links(visit, parts)) " into it again" },
        What::Absorbed(other) => html! { "merged " (link(visit, *other)) " into it" },
        What::Parted(other) => html! { "parted it from " (link(visit, *other)) },
        What::WaitsFor(other) => html! { "made it wait for " (link(visit, *other)) },
        What::NoLongerWaitsFor(other) => {
            html! { "said it no longer waits for " (link(visit, *other)) }
        }
        What::Linked {
            relation,
            other,
            linked: true,
        } => html! { "said it " (relation) " " (link(visit, *other)) },
        What::Linked {
            relation, other, ..
        } => html! { "took away that it " (relation) " " (link(visit, *other)) },
        What::VotesRevealed { round, votes } => super::poker::revealed(visit, *round, votes),
        What::Goal { to, .. } => goal(visit, *to),
        What::Epic { to: Some(epic), .. } => html! { "put it into " (link(visit, *epic)) },
        other => html! { (words(visit, other)) },
    }
}

fn words(visit: &Visit, what: &What) -> String {
    match what {
        What::Created => "wrote it down".into(),
        What::Imported => "imported it".into(),
        What::ImportedAgain => "imported it again, changed".into(),
        What::ImportRestored => "restored what it was imported as".into(),
        What::Edited(field) => format!("changed the {}", field.as_str()),
        What::Kind { from, to } => {
            format!("made the {from} {}", with_article(to.as_str()))
        }
        What::Epic { .. } => "took it out of its epic".into(),
        What::Estimate { from, to } => estimate(visit, *from, *to),
        What::Priority { to: None, .. } => "took its priority away".into(),
        What::Category { to: Some(to), .. } => format!("said its Kano category is “{to}”"),
        What::Category { to: None, .. } => "took its Kano category away".into(),
        What::Scored { input, to, .. } => match to {
            Some(to) => format!("set its {} to {}", input.word(), domain::score::plain(*to)),
            None => format!("took its {} away", input.word()),
        },
        What::Mapped { to: Some(to), .. } => format!("put it at “{to}” of the story map"),
        What::Mapped { to: None, .. } => "took it off the story map".into(),
        What::Labels { added, removed: 0 } => format!("added {}", count(*added, "label")),
        What::Labels { added: 0, removed } => format!("removed {}", count(*removed, "label")),
        What::Labels { .. } => "changed the labels".into(),
        What::Assignee { to: Some(person) } => {
            format!("assigned it to {}", visit.names.of(*person))
        }
        What::Assignee { to: None } => "assigned it to nobody".into(),
        What::CriterionAdded => "added an acceptance criterion".into(),
        What::CriterionEdited => "reworded an acceptance criterion".into(),
        What::CriterionRemoved => "removed an acceptance criterion".into(),
        What::CriterionMarked { met: true } => "marked a criterion as met".into(),
        What::CriterionMarked { met: false } => "marked a criterion as not met".into(),
        What::Commented => "commented".into(),
        What::CommentEdited => "changed a comment".into(),
        What::CommentRemoved => "deleted a comment".into(),
        What::Attached { name, again: false } => format!("attached “{name}”"),
        What::Attached { name, again: true } => format!("attached “{name}” again"),
        What::AttachmentRemoved { name } => format!("removed the file “{name}”"),
        What::VoteOpened => "opened planning poker".into(),
        What::VoteClosed { estimate } => super::poker::closed(visit, *estimate),
        What::Asked { challenge: true } => "challenged it".into(),
        What::Asked { challenge: false } => "asked a question".into(),
        What::QuestionWithdrawn => "withdrew a question".into(),
        What::Answered {
            outcome: Some(outcome),
        } => format!("answered a challenge: {outcome}"),
        What::Answered { outcome: None } => "answered a question".into(),
        What::QuestionMarked { open: true } => "asked a question again".into(),
        What::QuestionMarked { open: false } => "closed a question".into(),
        What::AnswerWithdrawn => "took an answer back".into(),
        What::Kept { .. } => "kept it as it is".into(),
        What::KeepingForgotten => "took that back".into(),
        What::KeptIced { until } => format!("kept it in the icebox until {}", day(*until)),
        What::Ticked { check, ticked } => {
            let check = domain::ready::Check::Own(*check).title(&visit.product);
            let verb = if *ticked { "ticked" } else { "unticked" };
            format!("{verb} “{check}”")
        }
        What::Card { from, to } => {
            format!("moved the card from {} to {}", from.title(), to.title())
        }
        what => blocker(visit, what),
    }
}

/// What happened to what stands in its way.
fn blocker(visit: &Visit, what: &What) -> String {
    match what {
        What::Blocked { text, helper: None } => format!("raised a blocker: “{text}”"),
        What::Blocked {
            text,
            helper: Some(helper),
        } => format!(
            "raised a blocker: “{text}”; {} can help",
            visit.names.of(*helper)
        ),
        What::BlockerWithdrawn { text } => format!("took the blocker “{text}” back"),
        What::Unblocked {
            text,
            resolution: None,
        } => format!("resolved the blocker “{text}”"),
        What::Unblocked {
            text,
            resolution: Some(resolution),
        } => format!("resolved the blocker “{text}”: “{resolution}”"),
        What::BlockedAgain { text } => format!("said that “{text}” blocks it again"),
        _ => String::new(),
    }
}

fn goal(visit: &Visit, to: Option<GoalId>) -> Markup {
    match to.and_then(|goal| visit.product.goals.get(&goal)) {
        Some(goal) => {
            html! { "put it under the goal " a href=(visit.urls.goal(goal.id)) { (goal.name.value) } }
        }
        None => html! { "took it from under its goal" },
    }
}

fn estimate(visit: &Visit, from: Option<Points>, to: Option<Points>) -> String {
    let show = |points| visit.product.scale.show(points);
    match (from, to) {
        (Some(from), Some(to)) => {
            format!("changed the estimate from {} to {}", show(from), show(to))
        }
        (None, Some(to)) => format!("estimated it at {}", visit.size(to)),
        (_, None) => "took the estimate away".into(),
    }
}

fn because(reason: Option<&str>) -> Markup {
    html! { @if let Some(reason) = reason { ": “" (reason) "”" } }
}

/// The item's key, which opens it.
pub(crate) fn link(visit: &Visit, item: ItemId) -> Markup {
    html! { a href=(visit.urls.item(item)) data-open-item=(visit.key(item)) { (visit.key(item)) } }
}

/// "PAY-8, PAY-9".
fn links(visit: &Visit, items: &[ItemId]) -> Markup {
    html! { @for (at, item) in items.iter().enumerate() { @if at > 0 { ", " } (link(visit, *item)) } }
}

fn count(number: u32, thing: &str) -> String {
    domain::text::counted(number as usize, thing)
}
