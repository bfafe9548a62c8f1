//! What an undo took back, or did again, in the words of the items' histories (I2).
//!
//! Deliberately not here: what can be taken back; the domain decides that.

use std::collections::BTreeSet;

use domain::history::What;
use domain::record::Recorded;
use domain::{Event, ItemId};
use maud::{Markup, html};

use super::item::{item_link, what_happened};
use crate::visit::Visit;

/// "… on PAY-5: moved it from 7 to 3", "… on PAY-5 and 3 more: …"; where no item is meant, what was changed.
/// The visit must know the events.
pub(crate) fn told(visit: &Visit, events: &[Recorded<Event>]) -> Markup {
    let touched: BTreeSet<ItemId> = events.iter().flat_map(|one| one.event.items()).collect();
    match events.iter().find_map(|one| entry(visit, one)) {
        Some((item, what)) => html! {
            " on " (item_link(visit, item))
            @if touched.len() > 1 { " and " (touched.len() - 1) " more" }
            ": " (what_happened(visit, what))
        },
        None => {
            html! { ": " (events.first().map_or("the last change", |one| without_item(&one.event))) }
        }
    }
}

/// The line that an event has in the history of one of its items.
fn entry<'a>(visit: &'a Visit, event: &Recorded<Event>) -> Option<(ItemId, &'a What)> {
    event.event.items().into_iter().find_map(|id| {
        let history = &visit.product.items.get(&id)?.history;
        let mut newest = history.iter().rev();
        let found = newest.find(|entry| entry.position <= event.position)?;
        (found.position == event.position).then_some((id, &found.what))
    })
}

fn without_item(event: &Event) -> &'static str {
    match event {
        Event::RoleGranted(_) => "gave a role",
        Event::RoleRevoked(_) => "took a role away",
        Event::ScaleChanged(_) => "changed the scale of estimates",
        Event::TemplateChanged(_) => "changed a template",
        Event::ScoringChanged(_) => "changed the formula of the scores",
        Event::StepAdded(_)
        | Event::StepRenamed(_)
        | Event::StepShifted(_)
        | Event::StepRemoved(_)
        | Event::StepRestored(_) => "changed the story map",
        Event::SuggestionLinkOpened(_) => "opened the suggestion link",
        Event::SuggestionLinkClosed(_) => "closed the suggestion link",
        Event::SurveyOpened(_) => "opened a survey",
        Event::SurveyClosed(_) => "closed a survey",
        Event::SurveyReopened(_) => "opened a survey again",
        Event::SprintPlanned(_) => "planned a sprint",
        Event::SprintRescheduled(_) => "changed a sprint's name or dates",
        Event::GoalSet(_) => "changed the sprint goal",
        Event::Rearranged(_) => "changed the order of the sprint backlog",
        Event::PolicyChanged(_)
        | Event::ReadyCheckAdded(_)
        | Event::ReadyCheckReworded(_)
        | Event::ReadyCheckKept(_) => "changed the policies",
        _ => "the last change",
    }
}
