//! The way back (I2). An undo is a reading of the record: the commands that
//! take an earlier command's events back, decided like any other, under the
//! rights of whoever undoes. What somebody changed since is not undone.

mod ranks;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cleanup::{ForgetKeeping, KeepItem};
use crate::decide::{Command, Sequence, Undo};
use crate::event::Event;
use crate::ids::ItemId;
use crate::import::{Original, RestoreOriginal};
use crate::item::answer::{MarkQuestion, RestoreAnswer, WithdrawAnswer};
use crate::item::assign::Assign;
use crate::item::comment::{EditComment, RemoveComment, RestoreComment};
use crate::item::criteria::{EditCriterion, MarkCriterion, RemoveCriterion, RestoreCriterion};
use crate::item::edit_text::{EditText, Field};
use crate::item::epic::ChangeEpic;
use crate::item::estimate::Estimate;
use crate::item::kano::Categorize;
use crate::item::kind::ChangeKind;
use crate::item::label::ChangeLabels;
use crate::item::priority::Prioritize;
use crate::item::question::{RestoreQuestion, WithdrawQuestion};
use crate::item::remove::{Neighbour, RemoveItems, RestoreItems};
use crate::item::reorder::Rank;
use crate::item::split::{JoinParts, SplitAgain};
use crate::item::{self, Kind, Place};
use crate::people::{GrantRole, RevokeRole};
use crate::place::link::{CloseSuggestionLink, OpenSuggestionLink};
use crate::place::suggest::{Resubmit, Withdraw};
use crate::place::take_back::ReturnItems;
use crate::place::{Leaving, Standing, Way};
use crate::product::Product;
use crate::record::{Context, Decision, Recorded};
use crate::refusal::Refusal;
use crate::scale::ChangeScale;
use crate::sprint::blocker;
use crate::sprint::board::MoveCard;
use crate::sprint::discard::DiscardSprint;
use crate::sprint::goal::SetGoal;
use crate::sprint::plan::RescheduleSprint;
use crate::sprint::pull::{PullItems, Unready};
use crate::sprint::put_back::{ItemsPutBack, PutBack};
use crate::sprint::rearrange::{Rearrange, arranged};
use crate::text::Label;
use crate::{map, poker, policy, roadmap, score, sprint, survey, template, touch};

/// Takes `undo`'s events back, the last one first, each from what is so after
/// those behind it were taken back.
///
/// # Errors
/// When something was changed since, or has no way back.
pub(crate) fn decide(
    product: &Product,
    context: &Context,
    undo: &Undo,
) -> Result<Decision<Event>, Refusal> {
    if undo.events.is_empty() {
        return Err(Refusal::NoSuchCommand);
    }
    let mut back = Sequence::new(product, context);
    back.says(vec![Event::CommandUndone(touch::undone(undo))]);
    let splits = undo.events.iter().any(is_split);
    let mut created = Vec::new();
    for recorded in undo.events.iter().rev() {
        match &recorded.event {
            Event::ItemCreated(e) if e.suggestion.is_some() => {
                back.then(&Withdraw { item: e.item }.into())?;
            }
            event if splits && comes_with_a_split(event) => {}
            Event::ItemCreated(e) => created.push(e.item),
            _ => {
                for command in take_back(&back.so_far, context, recorded)? {
                    back.then(&command)?;
                }
            }
        }
    }
    if !created.is_empty() {
        created.reverse();
        remove(&mut back, created)?;
    }
    // Where everything is so already, there is nothing to say.
    if back.decision.events.len() == 1 {
        back.decision.events.clear();
    }
    Ok(back.decision)
}

/// An epic is empty only when its items are gone.
fn remove(back: &mut Sequence<'_>, created: Vec<ItemId>) -> Result<(), Refusal> {
    let epic = |item: &ItemId| {
        let item = back.so_far.items.get(item);
        item.is_some_and(|item| item.kind == Kind::Epic)
    };
    let (epics, others): (Vec<_>, Vec<_>) = created.into_iter().partition(epic);
    for items in [others, epics] {
        if !items.is_empty() {
            let reason = None;
            back.then(&RemoveItems { items, reason }.into())?;
        }
    }
    Ok(())
}

/// The parts of a split come and go with it.
fn comes_with_a_split(event: &Event) -> bool {
    matches!(
        event,
        Event::ItemCreated(_) | Event::ItemsDismissed(_) | Event::ItemsReturned(_)
    )
}

fn is_split(recorded: &Recorded<Event>) -> bool {
    matches!(recorded.event, Event::ItemSplit(_) | Event::PartsJoined(_))
}

fn take_back(
    product: &Product,
    context: &Context,
    recorded: &Recorded<Event>,
) -> Result<Vec<Command>, Refusal> {
    let one = |command: Command| Ok(vec![command]);
    match &recorded.event {
        Event::ItemsMoved(e) => {
            ranks::moved_by_nobody_else(product, context, recorded.position, &e.items)?;
            one(ranks::former(e))
        }
        Event::ItemsArranged(e) => {
            ranks::moved_by_nobody_else(product, context, recorded.position, &e.items)?;
            one(ranks::former_arrangement(e))
        }
        Event::ReasonGiven(e) => one(ranks::former_reason(product, e)?),
        Event::PairWeighed(e) => one(ranks::former_answer(e)),
        Event::ItemsRemoved(e) => one(RestoreItems {
            items: of(&e.items),
        }
        .into()),
        Event::ItemsRestored(e) => one(RemoveItems {
            items: of(&e.items),
            reason: None,
        }
        .into()),
        Event::RoleGranted(e) => one(RevokeRole {
            person: e.person,
            role: e.role,
        }
        .into()),
        Event::RoleRevoked(e) => one(GrantRole {
            person: e.person,
            role: e.role,
        }
        .into()),
        Event::ScaleChanged(e) => {
            still(product.scale == e.to, "scale")?;
            one(ChangeScale { to: e.from }.into())
        }
        Event::OriginalUpdated(e) => one(former_original(product, e.item, &e.from, &e.to)?),
        Event::OriginalRestored(e) => one(former_original(product, e.item, &e.from, &e.to)?),
        // Mentions come and go with what was said.
        Event::MentionsChanged(_) | Event::CommandUndone(_) => Ok(Vec::new()),
        Event::ProductOpened(_) | Event::ItemCreated(_) => Err(Refusal::NoWayBack {
            what: "Opening a product",
        }),
        Event::SprintCommitted(_) => Err(Refusal::NoWayBack {
            what: "A commitment",
        }),
        Event::SprintClosed(_) => Err(Refusal::NoWayBack {
            what: "Closing a sprint",
        }),
        Event::SprintDiscarded(_) => Err(Refusal::NoWayBack {
            what: "Discarding a sprint",
        }),
        _ => match take_back_decision(product, recorded)? {
            Some(command) => Ok(vec![command]),
            None => take_back_plan(product, recorded),
        },
    }
}

/// What was done to the roadmap, to scores, to a survey, to a template, to the story map or to a sprint.
fn take_back_plan(product: &Product, recorded: &Recorded<Event>) -> Result<Vec<Command>, Refusal> {
    for take_back in [
        roadmap::undo::take_back,
        score::undo::take_back,
        survey::undo::take_back,
        template::undo::take_back,
        sprint::undo::take_back,
    ] {
        if let Some(command) = take_back(product, recorded)? {
            return Ok(vec![command]);
        }
    }
    if let Some(commands) = map::undo::take_back(product, recorded)? {
        return Ok(commands);
    }
    if let Some(command) = blocker::undo::take_back(product, &recorded.event)? {
        return Ok(vec![command]);
    }
    take_back_sprint(product, recorded)
}

/// A decision about suggestions, the icebox or a merger.
fn take_back_decision(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let command = match &recorded.event {
        Event::ItemsAdmitted(e) => put_again(product, &e.items, Place::ProductBacklog)?,
        Event::ItemsIced(e) => {
            for leaving in &e.items {
                let iced = &product.live_item(leaving.item)?.iced;
                let same = iced.as_ref().is_some_and(|iced| iced.until == e.until);
                still(same, "review date")?;
            }
            put_again(product, &e.items, Place::Icebox)?
        }
        Event::ItemsDismissed(e) if e.way == Way::Withdrawn => {
            let item = e.items.first().map(|leaving| leaving.item);
            let item = item.ok_or(Refusal::NoSuchCommand)?;
            Resubmit { item }.into()
        }
        Event::ItemsDismissed(e) => put_again(product, &e.items, Place::Removed)?,
        Event::ItemMerged(e) => {
            let leaving = std::slice::from_ref(&e.leaving);
            put_again(product, leaving, Place::Removed)?
        }
        Event::SuggestionLinkOpened(e) => {
            let link = e.link.clone();
            CloseSuggestionLink { link }.into()
        }
        Event::SuggestionLinkClosed(e) => {
            let link = e.link.clone();
            OpenSuggestionLink { link }.into()
        }
        Event::ItemKept(e) => ForgetKeeping { kept: e.clone() }.into(),
        Event::KeepingForgotten(e) => {
            let (item, apart_from) = (e.kept.item, e.kept.apart_from);
            // To keep what lies in the icebox is to put it off.
            let iced = product.item(item)?.place == Place::Icebox;
            still(!iced || apart_from.is_some(), "place")?;
            KeepItem { item, apart_from }.into()
        }
        Event::ItemsReturned(e) => match own_again(product, recorded) {
            Some(item) => Withdraw { item }.into(),
            None => {
                for one in &e.items {
                    let place = product.item(one.item)?.place;
                    still(place == one.to.place(), "place")?;
                }
                let items = e.items.iter().map(|one| (one.item, one.was.clone()));
                let items = items.collect();
                ReturnItems { items }.into()
            }
        },
        _ => return Ok(None),
    };
    Ok(Some(command))
}

/// Puts items where they were, if they are still where they went.
fn put_again(product: &Product, items: &[Leaving], place: Place) -> Result<Command, Refusal> {
    for leaving in items {
        still(product.item(leaving.item)?.place == place, "place")?;
    }
    let items = items.iter().map(|one| (one.item, one.was.clone()));
    let items = items.collect();
    Ok(ReturnItems { items }.into())
}

/// The suggestion that somebody brought back who had taken it back themselves.
fn own_again(product: &Product, recorded: &Recorded<Event>) -> Option<ItemId> {
    let Event::ItemsReturned(e) = &recorded.event else {
        return None;
    };
    let one = e.items.first()?;
    let withdrawn = matches!(&one.was, Standing::Removed(gone) if gone.way == Way::Withdrawn);
    let own = product.items.get(&one.item)?.created_by == recorded.actor;
    (withdrawn && own && e.items.len() == 1).then_some(one.item)
}

fn take_back_sprint(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Vec<Command>, Refusal> {
    let command: Command = match &recorded.event {
        Event::SprintPlanned(e) => DiscardSprint { sprint: e.sprint }.into(),
        Event::SprintRescheduled(e) => {
            let now = product.sprint(e.sprint)?;
            let unchanged = now.name == e.to.name && now.calendar == e.to.calendar;
            still(unchanged, "sprint")?;
            RescheduleSprint {
                sprint: e.sprint,
                name: e.from.name.to_string(),
                calendar: e.from.calendar.clone(),
            }
            .into()
        }
        Event::GoalSet(e) => {
            let base = Some(recorded.position);
            still(
                product.sprint(e.sprint)?.goal.revision == recorded.position,
                "goal",
            )?;
            SetGoal {
                sprint: e.sprint,
                goal: e.from.to_string(),
                base,
            }
            .into()
        }
        Event::ItemsPulled(e) => {
            let items = e.items.iter().map(|pulled| pulled.item).collect();
            PutBack {
                sprint: e.sprint,
                items,
                reason: None,
            }
            .into()
        }
        Event::ItemsPutBack(e) => return Ok(pull_again(product, e)),
        Event::Rearranged(e) => {
            // What was pulled in since stands where it stands; it is not in the way.
            let plan = &product.sprint(e.sprint)?.plan;
            let known = plan.iter().filter(|item| e.was.contains(item));
            still(known.eq(&arranged(e)), "order of the sprint")?;
            Rearrange {
                sprint: e.sprint,
                items: e.was.clone(),
                to: Rank::Top,
            }
            .into()
        }
        Event::CardMoved(e) => {
            let sprint = product.sprint(e.sprint)?;
            still(sprint.column_of(e.item) == Some(e.to), "card")?;
            let left = e
                .was_below
                .filter(|left| sprint.cards(e.from).contains(left));
            let at = left.map_or(Rank::Top, Rank::After);
            MoveCard {
                item: e.item,
                to: e.from,
                at,
            }
            .into()
        }
        _ => return take_back_item(product, recorded),
    };
    Ok(vec![command])
}

fn take_back_item(product: &Product, recorded: &Recorded<Event>) -> Result<Vec<Command>, Refusal> {
    let command: Command = match &recorded.event {
        Event::KindChanged(e) => {
            still(product.live_item(e.item)?.kind == e.to, "kind")?;
            ChangeKind {
                item: e.item,
                to: e.from,
            }
            .into()
        }
        Event::EpicChanged(e) => {
            still(product.live_item(e.item)?.epic == e.to, "epic")?;
            ChangeEpic {
                item: e.item,
                to: e.from,
            }
            .into()
        }
        Event::EstimateChanged(e) => {
            still(product.live_item(e.item)?.estimate == e.to, "estimate")?;
            Estimate {
                item: e.item,
                to: e.from,
            }
            .into()
        }
        Event::CategoryChanged(e) => {
            still(product.live_item(e.item)?.category == e.to, "Kano category")?;
            Categorize {
                item: e.item,
                to: e.from,
            }
            .into()
        }
        Event::PriorityChanged(e) => {
            still(product.live_item(e.item)?.priority == e.to, "priority")?;
            Prioritize {
                item: e.item,
                to: e.from,
                reason: None,
            }
            .into()
        }
        Event::AssigneeChanged(e) => {
            still(product.live_item(e.item)?.assignee == e.to, "assignee")?;
            Assign {
                item: e.item,
                to: e.from,
            }
            .into()
        }
        Event::LabelsChanged(e) => ChangeLabels {
            item: e.item,
            add: texts(&e.removed),
            remove: texts(&e.added),
        }
        .into(),
        Event::ItemSplit(e) => JoinParts { split: e.clone() }.into(),
        Event::PartsJoined(e) => SplitAgain { joined: e.clone() }.into(),
        _ => return take_back_text(product, recorded),
    };
    Ok(vec![command])
}

fn take_back_text(product: &Product, recorded: &Recorded<Event>) -> Result<Vec<Command>, Refusal> {
    let base = Some(recorded.position);
    let command: Command = match &recorded.event {
        Event::TextEdited(e) => {
            let item = product.live_item(e.item)?;
            let revision = match e.field {
                Field::Title => item.title.revision,
                Field::Description => item.description.revision,
            };
            still(revision == recorded.position, e.field.as_str())?;
            EditText {
                item: e.item,
                field: e.field,
                text: e.from.to_string(),
                base,
            }
            .into()
        }
        Event::CriterionAdded(e) => RemoveCriterion {
            item: e.item,
            criterion: e.criterion,
        }
        .into(),
        Event::CriterionEdited(e) => {
            let (criterion, text) = (e.criterion, e.from.to_string());
            EditCriterion {
                item: e.item,
                criterion,
                text,
                base,
            }
            .into()
        }
        Event::CriterionRemoved(e) => RestoreCriterion { removed: e.clone() }.into(),
        Event::CriterionMarked(e) => MarkCriterion {
            item: e.item,
            criterion: e.criterion,
            met: !e.met,
        }
        .into(),
        Event::CommentAdded(e) => RemoveComment {
            item: e.item,
            comment: e.comment,
        }
        .into(),
        Event::CommentEdited(e) => {
            let (comment, text) = (e.comment, e.from.to_string());
            EditComment {
                item: e.item,
                comment,
                text,
                base,
            }
            .into()
        }
        Event::CommentRemoved(e) => RestoreComment {
            removed: e.clone(),
            author: recorded.actor,
        }
        .into(),
        event if let Some(command) = item::undo::take_back(event) => command,
        _ => match take_back_question(product, recorded)? {
            Some(command) => command,
            None => match policy::undo::take_back(product, recorded)? {
                Some(command) => command,
                None => poker::undo::take_back(product, recorded)?,
            },
        },
    };
    Ok(vec![command])
}

/// What takes back what was asked or answered, if `recorded` was.
fn take_back_question(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let author = recorded.actor;
    let command: Command = match &recorded.event {
        Event::QuestionAsked(e) => WithdrawQuestion {
            item: e.item,
            question: e.question,
        }
        .into(),
        Event::QuestionWithdrawn(e) => RestoreQuestion {
            withdrawn: e.clone(),
            author,
        }
        .into(),
        Event::QuestionAnswered(e) => WithdrawAnswer {
            item: e.item,
            question: e.question,
            answer: e.answer,
        }
        .into(),
        Event::AnswerWithdrawn(e) => RestoreAnswer {
            withdrawn: e.clone(),
            author,
        }
        .into(),
        Event::QuestionMarked(e) => {
            let found = product.item(e.item)?.question(e.question);
            still(
                found.is_some_and(|question| question.open == e.open),
                "question",
            )?;
            MarkQuestion {
                item: e.item,
                question: e.question,
                open: !e.open,
            }
            .into()
        }
        _ => return Ok(None),
    };
    Ok(Some(command))
}

/// What was put back crosses again, under the waivers it had, and the sprint
/// gets its order back as far as its items are still there.
fn pull_again(product: &Product, event: &ItemsPutBack) -> Vec<Command> {
    let (sprint, items) = (event.sprint, of(&event.items));
    let waivers = event.waivers.iter();
    let waive = waivers.map(|waiver| (waiver.worded.check, waiver.reason.to_string()));
    let there = product.sprints.get(&sprint);
    let there = |item: &ItemId| there.is_some_and(|sprint| sprint.plan.contains(item));
    let was = event.was.iter().copied();
    let arranged = was.filter(|item| items.contains(item) || there(item));
    let arrange = Rearrange {
        sprint,
        items: arranged.collect(),
        to: Rank::Top,
    };
    let pull = PullItems {
        sprint,
        items,
        to: Rank::Bottom,
        waive: waive.collect(),
        unready: Unready::Refuse,
    };
    vec![pull.into(), arrange.into()]
}

fn texts(labels: &BTreeSet<Label>) -> Vec<String> {
    labels.iter().map(Label::to_string).collect()
}

fn former_original(
    product: &Product,
    item: ItemId,
    from: &Arc<Original>,
    to: &Arc<Original>,
) -> Result<Command, Refusal> {
    let now = product.item(item)?.original.as_ref();
    still(now == Some(to), "imported item")?;
    let to = from.clone();
    Ok(RestoreOriginal { item, to }.into())
}

fn of(neighbours: &[Neighbour]) -> Vec<ItemId> {
    neighbours.iter().map(|neighbour| neighbour.item).collect()
}

pub(crate) fn still(unchanged: bool, what: &'static str) -> Result<(), Refusal> {
    match unchanged {
        true => Ok(()),
        false => Err(Refusal::ChangedSince { what }),
    }
}

#[cfg(test)]
mod tests;
