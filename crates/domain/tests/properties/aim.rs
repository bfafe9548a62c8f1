//! Most people wish for what is possible: turns the numbers of a random command
//! into numbers of what there is, of the sort the command is about.

use std::sync::Arc;

use domain::cleanup::{ForgetKeeping, KeepItem};
use domain::history::What;
use domain::import::RestoreOriginal;
use domain::item::answer::{AnswerQuestion, MarkQuestion, RestoreAnswer, WithdrawAnswer};
use domain::item::assign::Assign;
use domain::item::comment::{AddComment, EditComment, RemoveComment};
use domain::item::create::CreateItems;
use domain::item::criteria::{AddCriterion, EditCriterion, MarkCriterion, RemoveCriterion};
use domain::item::depend::{AddDependency, RemoveDependency};
use domain::item::edit_text::EditText;
use domain::item::epic::ChangeEpic;
use domain::item::estimate::Estimate;
use domain::item::kano::Categorize;
use domain::item::kind::ChangeKind;
use domain::item::label::ChangeLabels;
use domain::item::priority::Prioritize;
use domain::item::question::{AskQuestion, Question, RestoreQuestion, WithdrawQuestion};
use domain::item::relate::{LinkItem, UnlinkItem};
use domain::item::remove::{RemoveItems, RestoreItems};
use domain::item::reorder::{MoveItems, Rank, RestoreRanks};
use domain::item::split::{JoinParts, SplitAgain, SplitItem};
use domain::item::weigh::{Answer, Weigh};
use domain::item::why::GiveReason;
use domain::place::Way;
use domain::place::admit::AdmitItems;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::link::{CloseSuggestionLink, SuggestAsGuest};
use domain::place::merge::MergeItem;
use domain::place::suggest::{Resubmit, Suggest, Withdraw};
use domain::place::take_back::ReturnItems;
use domain::place::wont::RuleOut;
use domain::policy::own_check::TickItem;
use domain::sprint::availability::SetAvailability;
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::discard::DiscardSprint;
use domain::sprint::fill::FillSprint;
use domain::sprint::goal::SetGoal;
use domain::sprint::plan::RescheduleSprint;
use domain::sprint::pull::PullItems;
use domain::sprint::put_back::PutBack;
use domain::sprint::rearrange::Rearrange;
use domain::{Command, Item, ItemId, Kind, Place, Priority, Product, QuestionId, Sprint, SprintId};

use crate::{blockers, files, goals, guests, map, scores, table};

/// Makes the command about something there is, as far as there is anything.
pub(crate) fn aim(product: &Product, command: &mut Command) {
    match command {
        Command::MoveItems(MoveItems { items, to, .. }) => {
            at_items(items, &product.order);
            at_rank(to, &product.order);
        }
        Command::RemoveItems(RemoveItems { items, .. }) => at_items(items, &product.order),
        Command::RestoreRanks(RestoreRanks { items }) => {
            for (item, left) in items {
                at(item, &product.order);
                at_some(left, &product.order);
            }
        }
        Command::Weigh(Weigh { pair, answer }) => {
            let must = must(product);
            at(&mut pair.0, &must);
            at(&mut pair.1, &must);
            if let Answer::Waits(item) = answer {
                *item = pair.0;
            }
        }
        Command::GiveReason(GiveReason { moves, .. }) => {
            for made in moves {
                at_move(product, &mut made.items, &mut made.position);
            }
        }
        Command::CreateItems(CreateItems { items, at }) => {
            at_rank(at, &product.order);
            for item in items {
                at_some(&mut item.epic, &epics(product));
                item.epic.take_if(|_| item.kind == Kind::Epic);
            }
        }
        Command::RestoreItems(RestoreItems { items }) => {
            at_items(items, &those(product, |item| item.place == Place::Removed));
        }
        Command::ChangeEpic(ChangeEpic { item, to }) => {
            at(item, &those(product, |item| item.kind != Kind::Epic));
            at_some(to, &epics(product));
        }
        Command::AddDependency(AddDependency { item, blocked_by }) => {
            at(item, &live(product));
            at(blocked_by, &live(product));
        }
        Command::RemoveDependency(RemoveDependency { item, blocked_by }) => {
            at(item, &those(product, |item| !item.blocked_by.is_empty()));
            let blockers = product.items.get(item).map(|item| &item.blocked_by);
            at(
                blocked_by,
                &Vec::from_iter(blockers.into_iter().flatten().copied()),
            );
        }
        Command::LinkItem(LinkItem { item, other, .. }) => {
            at(item, &live(product));
            at(other, &live(product));
        }
        Command::UnlinkItem(UnlinkItem {
            item,
            relation,
            other,
        }) => {
            at(item, &Vec::from_iter(product.links.keys().copied()));
            let links = product.links.get(item);
            let links = Vec::from_iter(links.into_iter().flatten().copied());
            if let Some((is, to)) = links.get(other.0 as usize % links.len().max(1)) {
                (*relation, *other) = (*is, *to);
            }
        }
        command => aim_between_places(product, command),
    }
}

fn aim_between_places(product: &Product, command: &mut Command) {
    match command {
        Command::Suggest(Suggest { epic, kind, .. }) => {
            at_some(epic, &epics(product));
            epic.take_if(|_| *kind == Kind::Epic);
        }
        Command::CloseSuggestionLink(CloseSuggestionLink { link })
        | Command::SuggestAsGuest(SuggestAsGuest { link, .. }) => {
            if let Some(open) = &product.suggestion_link {
                *link = open.word.clone();
            }
        }
        Command::Withdraw(Withdraw { item }) => {
            // What a guest suggested nobody takes back.
            let own = |item: &Item| item.place == Place::Suggestions && item.guest().is_none();
            at(item, &those(product, own));
        }
        Command::Resubmit(Resubmit { item }) => {
            let withdrawn = |item: &Item| {
                let gone = item.gone.as_ref();
                gone.is_some_and(|gone| gone.way == Way::Withdrawn)
            };
            at(item, &those(product, withdrawn));
        }
        Command::AdmitItems(AdmitItems {
            items, at: rank, ..
        }) => {
            at_items(items, &those(product, |item| item.place.is_aside()));
            at_rank(rank, &product.order);
        }
        Command::DeclineItems(DeclineItems { items, .. }) => {
            at_items(items, &those(product, |item| item.place.is_aside()));
        }
        Command::RuleOut(RuleOut { items, .. }) => at_items(items, &loose(product)),
        Command::IceItems(IceItems { items, .. }) => at_items(items, &loose(product)),
        Command::MergeItem(MergeItem { item, into, .. }) => {
            at(item, &loose(product));
            at(into, &live(product));
        }
        Command::KeepItem(KeepItem { item, apart_from }) => {
            at(item, &loose(product));
            at_some(apart_from, &live(product));
        }
        Command::ForgetKeeping(ForgetKeeping { kept }) => {
            at(&mut kept.item, &those(product, |item| item.kept.is_some()));
        }
        Command::ReturnItems(ReturnItems { items }) => {
            for (item, _) in items {
                at(item, &loose(product));
            }
        }
        Command::RestoreOriginal(RestoreOriginal { item, to }) => {
            at(item, &those(product, |item| item.original.is_some()));
            let item = product.items.get(item);
            if let Some(original) = item.and_then(|item| item.original.as_ref()) {
                Arc::make_mut(to).key = original.key.clone();
            }
        }
        command => aim_at_parts(product, command),
    }
}

fn aim_at_parts(product: &Product, command: &mut Command) {
    match command {
        Command::EditText(EditText { item, .. })
        | Command::ChangeKind(ChangeKind { item, .. })
        | Command::Estimate(Estimate { item, .. })
        | Command::Prioritize(Prioritize { item, .. })
        | Command::Categorize(Categorize { item, .. })
        | Command::ChangeLabels(ChangeLabels { item, .. })
        | Command::Assign(Assign { item, .. })
        | Command::AddCriterion(AddCriterion { item, .. })
        | Command::AddComment(AddComment { item, .. })
        | Command::TickItem(TickItem { item, .. })
        | Command::SplitItem(SplitItem { item, .. })
        | Command::AskQuestion(AskQuestion { item, .. }) => at(item, &live(product)),
        Command::JoinParts(JoinParts { split }) => {
            at(
                &mut split.item,
                &those(product, |item| !item.split_into.is_empty()),
            );
            split.parts = parts(product, split.item, |part| part.place != Place::Removed);
        }
        Command::SplitAgain(SplitAgain { joined }) => {
            at(
                &mut joined.item,
                &those(product, |item| !item.split_into.is_empty()),
            );
            joined.parts = parts(product, joined.item, |part| part.place == Place::Removed);
        }
        Command::RestoreCriterion(restore) => at(&mut restore.removed.item, &live(product)),
        Command::RestoreComment(restore) => at(&mut restore.removed.item, &live(product)),
        Command::EditCriterion(EditCriterion {
            item, criterion, ..
        })
        | Command::RemoveCriterion(RemoveCriterion { item, criterion })
        | Command::MarkCriterion(MarkCriterion {
            item, criterion, ..
        }) => {
            at(item, &those(product, |item| !item.criteria.is_empty()));
            let criteria = product
                .items
                .get(item)
                .map_or(&[][..], |item| &item.criteria);
            if let Some(found) = criteria.get(criterion.0 as usize % criteria.len().max(1)) {
                *criterion = found.id;
            }
        }
        Command::EditComment(EditComment { item, comment, .. })
        | Command::RemoveComment(RemoveComment { item, comment }) => {
            at(item, &those(product, |item| !item.comments.is_empty()));
            let comments = product
                .items
                .get(item)
                .map_or(&[][..], |item| &item.comments);
            if let Some(found) = comments.get(comment.0 as usize % comments.len().max(1)) {
                *comment = found.id;
            }
        }
        command => aim_at_questions(product, command),
    }
}

/// What was split from an item.
fn parts(product: &Product, item: ItemId, fit: impl Fn(&Item) -> bool) -> Vec<ItemId> {
    those(product, |part| part.split_from == Some(item) && fit(part))
}

fn aim_at_questions(product: &Product, command: &mut Command) {
    match command {
        Command::RestoreQuestion(RestoreQuestion { withdrawn, .. }) => {
            at(&mut withdrawn.item, &live(product));
        }
        Command::RestoreAnswer(RestoreAnswer { withdrawn, .. }) => {
            at_question(
                product,
                &mut withdrawn.item,
                &mut withdrawn.question,
                |_| true,
            );
        }
        Command::AnswerQuestion(AnswerQuestion { item, question, .. })
        | Command::WithdrawQuestion(WithdrawQuestion { item, question }) => {
            at_question(product, item, question, |_| true);
        }
        Command::WithdrawAnswer(WithdrawAnswer {
            item,
            question,
            answer,
        }) => {
            let found = at_question(product, item, question, |q| !q.answers.is_empty());
            if let Some(last) = found.and_then(|question| question.answers.last()) {
                *answer = last.id;
            }
        }
        Command::MarkQuestion(MarkQuestion {
            item,
            question,
            open,
        }) => {
            let found = at_question(product, item, question, |q| !q.answers.is_empty());
            *open = found.map_or(*open, |question| !question.open);
        }
        command => {
            let elsewhere = goals::aim(product, command) || scores::aim(product, command);
            let elsewhere = elsewhere || files::aim(product, command) || map::aim(product, command);
            let elsewhere = elsewhere || blockers::aim(product, command);
            if !elsewhere && !table::aim(product, command) {
                aim_at_sprints(product, command);
            }
        }
    }
}

fn aim_at_sprints(product: &Product, command: &mut Command) {
    let planned = sprints(product, Sprint::is_planned);
    match command {
        Command::PullItems(PullItems { sprint, items, .. }) => {
            at_sprint(sprint, &planned);
            let fit = |item: &Item| item.place == Place::ProductBacklog && item.kind != Kind::Epic;
            at_items(items, &those(product, fit));
        }
        Command::PutBack(PutBack { sprint, items, .. })
        | Command::Rearrange(Rearrange { sprint, items, .. }) => {
            at_sprint(sprint, &planned);
            let plan = product.sprints.get(sprint);
            at_items(items, plan.map_or(&[], |sprint| &sprint.plan));
        }
        Command::FillSprint(FillSprint { sprint, .. })
        | Command::RescheduleSprint(RescheduleSprint { sprint, .. })
        | Command::SetAvailability(SetAvailability { sprint, .. })
        | Command::DiscardSprint(DiscardSprint { sprint }) => at_sprint(sprint, &planned),
        Command::SetGoal(SetGoal { sprint, .. }) => {
            at_sprint(sprint, &sprints(product, |sprint| !sprint.is_closed()));
        }
        Command::CommitSprint(CommitSprint { sprint }) => {
            at_sprint(
                sprint,
                &sprints(product, |s| s.is_planned() && !s.plan.is_empty()),
            );
        }
        Command::CloseSprint(CloseSprint { sprint, .. }) => {
            at_sprint(sprint, &sprints(product, Sprint::is_running));
        }
        Command::MoveCard(MoveCard { item, to, at: rank }) => {
            let running = product.sprints.values().find(|sprint| sprint.is_running());
            at(item, running.map_or(&[], |sprint| &sprint.plan));
            at_rank(rank, running.map_or(&[], |sprint| sprint.cards(*to)));
        }
        command => guests::aim(product, command),
    }
}

/// What is Must in the order.
fn must(product: &Product) -> Vec<ItemId> {
    let must = |item: &&ItemId| product.items[*item].priority == Some(Priority::Must);
    product.order.iter().filter(must).copied().collect()
}

/// The newest move of one item.
fn at_move(product: &Product, items: &mut Vec<ItemId>, position: &mut u64) {
    let moved = |item: &Item| {
        let mut entries = item.history.iter().rev();
        entries.find_map(|e| matches!(e.what, What::Moved { .. }).then_some(e.position))
    };
    at_items(items, &those(product, |item| moved(item).is_some()));
    items.truncate(1);
    let item = items.first().and_then(|item| product.items.get(item));
    *position = item.and_then(|item| moved(item)).unwrap_or(*position);
}

fn at_question<'a>(
    product: &'a Product,
    item: &mut ItemId,
    question: &mut QuestionId,
    fits: impl Fn(&Question) -> bool,
) -> Option<&'a Question> {
    at(
        item,
        &those(product, |item| item.questions.iter().any(|q| fits(q))),
    );
    let questions = &product.items.get(item)?.questions;
    let fitting: Vec<_> = questions.iter().filter(|q| fits(q)).collect();
    let found = *fitting.get(question.0 as usize % fitting.len().max(1))?;
    *question = found.id;
    Some(found)
}

pub(crate) fn at(item: &mut ItemId, from: &[ItemId]) {
    if let Some(one) = from.get(item.0 as usize % from.len().max(1)) {
        *item = *one;
    }
}

fn at_some(item: &mut Option<ItemId>, from: &[ItemId]) {
    if let Some(item) = item {
        at(item, from);
    }
}

fn at_items(items: &mut [ItemId], from: &[ItemId]) {
    for item in items {
        at(item, from);
    }
}

fn at_rank(rank: &mut Rank, from: &[ItemId]) {
    if let Rank::Before(item) | Rank::After(item) = rank {
        at(item, from);
    }
}

fn at_sprint(sprint: &mut SprintId, from: &[SprintId]) {
    if let Some(one) = from.get(sprint.0 as usize % from.len().max(1)) {
        *sprint = *one;
    }
}

pub(crate) fn those(product: &Product, fit: impl Fn(&Item) -> bool) -> Vec<ItemId> {
    let items = product.items.values().filter(|item| fit(item));
    items.map(|item| item.id).collect()
}

pub(crate) fn live(product: &Product) -> Vec<ItemId> {
    those(product, |item| item.place != Place::Removed)
}

/// What is in no sprint, not done and not removed.
fn loose(product: &Product) -> Vec<ItemId> {
    those(product, |item| {
        item.place == Place::ProductBacklog || item.place.is_aside()
    })
}

fn epics(product: &Product) -> Vec<ItemId> {
    those(product, |item| {
        item.kind == Kind::Epic && item.place.joins_epic()
    })
}

fn sprints(product: &Product, fit: impl Fn(&Sprint) -> bool) -> Vec<SprintId> {
    let sprints = product.sprints.values().filter(|sprint| fit(sprint));
    sprints.map(|sprint| sprint.id).collect()
}
