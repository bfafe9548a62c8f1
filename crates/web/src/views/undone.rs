//! What an undo took back, or did again, in the words of the items' histories (I2). Of many it says how
//! many of what, and never the words of one of them.
//!
//! Deliberately not here: what can be taken back; the domain decides that.

use std::collections::BTreeSet;

use domain::history::What;
use domain::place::Way;
use domain::record::Recorded;
use domain::{Event, ItemId, Place};
use maud::{Markup, html};

use super::item::{item_link, what_happened};
use super::{counted, with_article};
use crate::visit::Visit;

/// "… on PAY-5: moved it from 7 to 3", "…: 12 items put into the icebox", "…: added 2 goals". The visit must
/// know the events.
pub(crate) fn told(visit: &Visit, events: &[Recorded<Event>]) -> Markup {
    let entries: Vec<(ItemId, &What)> = events
        .iter()
        .flat_map(|event| entries(visit, event))
        .filter(|(_, what)| !comes_along(what))
        .collect();
    let items: BTreeSet<ItemId> = entries.iter().map(|(item, _)| *item).collect();
    match (&entries[..], items.len()) {
        ([], _) => html! { ": " (without_items(events)) },
        ([(item, what), ..], 1) => html! {
            " on " (item_link(visit, *item)) ": " (of_one(visit, what, entries.len()))
        },
        ([(_, first), ..], many) => {
            let same = entries.iter().all(|(_, what)| deed(what) == deed(first));
            let done = if same { deed(first) } else { "changed" };
            html! { ": " (counted(many, "item")) " " (done) }
        }
    }
}

/// The lines that an event has in the histories of its items. A link stands in two, and is one.
fn entries<'a>(visit: &'a Visit, event: &Recorded<Event>) -> Vec<(ItemId, &'a What)> {
    let linked = matches!(event.event, Event::ItemLinked(_) | Event::ItemUnlinked(_));
    let items = event.event.items().into_iter();
    let found = items.filter_map(|id| {
        let history = &visit.product.items.get(&id)?.history;
        let mut newest = history.iter().rev();
        let found = newest.find(|entry| entry.position <= event.position)?;
        (found.position == event.position).then_some((id, &found.what))
    });
    found.take(if linked { 1 } else { usize::MAX }).collect()
}

/// What another item's line tells.
fn comes_along(what: &What) -> bool {
    matches!(
        what,
        What::Absorbed(_) | What::Parted(_) | What::SplitFrom(_)
    )
}

/// What was done so often to one item.
fn of_one(visit: &Visit, what: &What, times: usize) -> Markup {
    let files = counted(times, "file");
    match (what, times) {
        (_, 1) => what_happened(visit, what),
        (What::Attached { .. }, _) => html! { "attached " (files) },
        (What::AttachmentRemoved { .. }, _) => html! { "removed " (files) },
        (_, 2) => html! { (what_happened(visit, what)) " and one more change" },
        (_, more) => html! { (what_happened(visit, what)) " and " (more - 1) " more changes" },
    }
}

/// What was done to many: "12 items moved".
fn deed(what: &What) -> &'static str {
    match what {
        What::Created => "added",
        What::Imported => "imported",
        What::ImportedAgain => "imported again",
        What::Moved { .. } => "moved",
        What::Crossed { to, snapshot, .. } => crossed(*to, snapshot.way),
        What::Kind { .. } => "given another kind",
        What::Epic { .. } => "put into another epic",
        What::Goal { .. } => "put under another goal",
        What::Mapped { .. } => "moved on the story map",
        What::Estimate { .. } => "estimated",
        What::Category { .. } => "given another Kano category",
        What::Priority { .. } => "given another priority",
        What::Labels { .. } => "labelled",
        What::Assignee { .. } => "assigned",
        What::Scored { .. } => "scored",
        What::Kept { .. } => "kept",
        What::KeptIced { .. } => "kept in the icebox",
        What::Card { .. } => "moved on the board",
        What::Blocked { .. } => "blocked",
        _ => "changed",
    }
}

fn crossed(to: Place, way: Option<Way>) -> &'static str {
    match (to, way) {
        (_, Some(Way::Declined)) => "declined",
        (_, Some(Way::Wont)) => "made a “Won’t”",
        (_, Some(Way::Merged(_))) => "merged",
        (_, Some(Way::Withdrawn)) => "taken back",
        (Place::Removed, _) => "removed",
        (Place::Icebox, _) => "put into the icebox",
        (Place::ProductBacklog, _) => "put into the product backlog",
        (Place::Sprint(_), _) => "pulled into the sprint",
        (Place::Suggestions, _) => "put among the suggestions",
        (Place::Done(_), _) => "done",
    }
}

/// What was changed where no item is meant: "changed a template", "added 2 goals".
fn without_items(events: &[Recorded<Event>]) -> String {
    let deeds = events.iter().filter_map(|one| thing(&one.event));
    let deeds: Vec<(&str, &str)> = deeds.collect();
    let Some((verb, thing)) = deeds.first() else {
        return "the last change".to_owned();
    };
    let same = deeds.iter().filter(|one| *one == &(*verb, *thing)).count();
    match (thing.strip_prefix("the "), same) {
        (Some(_), _) => format!("{verb} {thing}"),
        (None, 1) => format!("{verb} {}", with_article(thing)),
        (None, many) => format!("{verb} {}", counted(many, thing)),
    }
}

/// What an event did to which thing; "the …" is there but once.
fn thing(event: &Event) -> Option<(&'static str, &'static str)> {
    Some(match event {
        Event::RoleGranted(_) => ("gave", "role"),
        Event::RoleRevoked(_) => ("took away", "role"),
        Event::ScaleChanged(_) => ("changed", "the scale of estimates"),
        Event::TemplateChanged(_) => ("changed", "template"),
        Event::ScoringChanged(_) => ("changed", "the formula of the scores"),
        Event::GoalAdded(_) => ("added", "goal"),
        Event::GoalEdited(_) => ("reworded", "goal"),
        Event::GoalScheduled(_) => ("scheduled", "goal"),
        Event::GoalStateChanged(_) => ("ended or reopened", "goal"),
        Event::CoverChanged(_) => ("changed", "the coverage of a goal"),
        Event::StepAdded(_)
        | Event::StepRenamed(_)
        | Event::StepShifted(_)
        | Event::StepRemoved(_)
        | Event::StepRestored(_) => ("changed", "the story map"),
        Event::SuggestionLinkOpened(_) => ("opened", "the suggestion link"),
        Event::SuggestionLinkClosed(_) => ("closed", "the suggestion link"),
        Event::SurveyOpened(_) => ("opened", "survey"),
        Event::SurveyClosed(_) => ("closed", "survey"),
        Event::SurveyReopened(_) => ("opened again", "survey"),
        Event::SprintPlanned(_) => ("planned", "sprint"),
        Event::SprintRescheduled(_) => ("changed", "the sprint's name or dates"),
        Event::GoalSet(_) => ("changed", "the sprint goal"),
        Event::AvailabilityChanged(_) => ("changed", "the team’s days"),
        Event::Rearranged(_) => ("changed", "the order of the sprint backlog"),
        Event::PolicyChanged(_)
        | Event::ReadyCheckAdded(_)
        | Event::ReadyCheckReworded(_)
        | Event::ReadyCheckKept(_) => ("changed", "the policies"),
        _ => return None,
    })
}
