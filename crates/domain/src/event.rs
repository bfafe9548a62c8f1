//! Everything that can happen in a product. How events are written down, and
//! under which names, is the store's matter.

use crate::cleanup::{ItemKept, KeepingForgotten};
use crate::ids::{ItemId, SprintId};
use crate::import::{OriginalRestored, OriginalUpdated};
use crate::item::Place;
use crate::item::answer::{AnswerWithdrawn, QuestionAnswered, QuestionMarked};
use crate::item::arrange::ItemsArranged;
use crate::item::assign::AssigneeChanged;
use crate::item::attach::{AttachmentAdded, AttachmentRemoved, AttachmentRestored};
use crate::item::comment::{CommentAdded, CommentEdited, CommentRemoved};
use crate::item::create::ItemCreated;
use crate::item::criteria::{CriterionAdded, CriterionEdited, CriterionMarked, CriterionRemoved};
use crate::item::depend::{DependencyAdded, DependencyRemoved};
use crate::item::edit_text::TextEdited;
use crate::item::epic::EpicChanged;
use crate::item::estimate::EstimateChanged;
use crate::item::kano::CategoryChanged;
use crate::item::kind::KindChanged;
use crate::item::label::LabelsChanged;
use crate::item::priority::PriorityChanged;
use crate::item::question::{QuestionAsked, QuestionWithdrawn};
use crate::item::relate::{ItemLinked, ItemUnlinked};
use crate::item::remove::{ItemsRemoved, ItemsRestored, Neighbour};
use crate::item::reorder::ItemsMoved;
use crate::item::split::{ItemSplit, PartsJoined};
use crate::item::weigh::PairWeighed;
use crate::item::why::ReasonGiven;
use crate::map::add::StepAdded;
use crate::map::drop::{StepRemoved, StepRestored};
use crate::map::place::ItemsPlaced;
use crate::map::rename::StepRenamed;
use crate::map::shift::StepShifted;
use crate::mention::MentionsChanged;
use crate::people::{ProductOpened, RoleGranted, RoleRevoked};
use crate::place::admit::ItemsAdmitted;
use crate::place::decline::ItemsDismissed;
use crate::place::ice::ItemsIced;
use crate::place::link::{SuggestionLinkClosed, SuggestionLinkOpened};
use crate::place::merge::ItemMerged;
use crate::place::take_back::{ItemsReturned, Returning};
use crate::place::{Leaving, Standing};
use crate::poker::close::{VoteClosed, VoteReopened};
use crate::poker::open::VoteOpened;
use crate::poker::reveal::VotesRevealed;
use crate::poker::round::{RoundOpened, RoundTakenBack};
use crate::poker::vote::VoteCast;
use crate::policy::change::PolicyChanged;
use crate::policy::own_check::{ItemTicked, ReadyCheckAdded, ReadyCheckKept, ReadyCheckReworded};
use crate::product::Product;
use crate::roadmap::add::GoalAdded;
use crate::roadmap::cover::CoverChanged;
use crate::roadmap::edit::GoalEdited;
use crate::roadmap::end::GoalStateChanged;
use crate::roadmap::schedule::GoalScheduled;
use crate::roadmap::serve::GoalChanged;
use crate::scale::ScaleChanged;
use crate::score::choose::ScoringChanged;
use crate::score::say::ScoreChanged;
use crate::sprint::availability::AvailabilityChanged;
use crate::sprint::blocker::raise::{BlockerRaised, BlockerWithdrawn};
use crate::sprint::blocker::resolve::{BlockerReopened, BlockerResolved};
use crate::sprint::board::CardMoved;
use crate::sprint::close::SprintClosed;
use crate::sprint::commit::SprintCommitted;
use crate::sprint::discard::SprintDiscarded;
use crate::sprint::goal::GoalSet;
use crate::sprint::plan::{SprintPlanned, SprintRescheduled};
use crate::sprint::pull::ItemsPulled;
use crate::sprint::put_back::ItemsPutBack;
use crate::sprint::rearrange::Rearranged;
use crate::survey::answer::SurveyAnswered;
use crate::survey::close::{SurveyClosed, SurveyReopened};
use crate::survey::open::SurveyOpened;
use crate::template::TemplateChanged;
use crate::touch::CommandUndone;

/// An event of a product's stream.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "each variant is documented at the type it carries"
)]
pub enum Event {
    ProductOpened(ProductOpened),
    RoleGranted(RoleGranted),
    RoleRevoked(RoleRevoked),
    ScaleChanged(ScaleChanged),
    TemplateChanged(TemplateChanged),
    SuggestionLinkOpened(SuggestionLinkOpened),
    SuggestionLinkClosed(SuggestionLinkClosed),
    SurveyOpened(SurveyOpened),
    SurveyClosed(SurveyClosed),
    SurveyReopened(SurveyReopened),
    SurveyAnswered(SurveyAnswered),
    ItemCreated(ItemCreated),
    OriginalUpdated(OriginalUpdated),
    OriginalRestored(OriginalRestored),
    TextEdited(TextEdited),
    KindChanged(KindChanged),
    EpicChanged(EpicChanged),
    EstimateChanged(EstimateChanged),
    LabelsChanged(LabelsChanged),
    AssigneeChanged(AssigneeChanged),
    CriterionAdded(CriterionAdded),
    CriterionEdited(CriterionEdited),
    CriterionRemoved(CriterionRemoved),
    CriterionMarked(CriterionMarked),
    CommentAdded(CommentAdded),
    CommentEdited(CommentEdited),
    CommentRemoved(CommentRemoved),
    MentionsChanged(MentionsChanged),
    AttachmentAdded(AttachmentAdded),
    AttachmentRemoved(AttachmentRemoved),
    AttachmentRestored(AttachmentRestored),
    QuestionAsked(QuestionAsked),
    QuestionWithdrawn(QuestionWithdrawn),
    QuestionAnswered(QuestionAnswered),
    QuestionMarked(QuestionMarked),
    AnswerWithdrawn(AnswerWithdrawn),
    DependencyAdded(DependencyAdded),
    DependencyRemoved(DependencyRemoved),
    ItemLinked(ItemLinked),
    ItemUnlinked(ItemUnlinked),
    VoteOpened(VoteOpened),
    VoteCast(VoteCast),
    VotesRevealed(VotesRevealed),
    RoundOpened(RoundOpened),
    RoundTakenBack(RoundTakenBack),
    VoteClosed(VoteClosed),
    VoteReopened(VoteReopened),
    PolicyChanged(PolicyChanged),
    ReadyCheckAdded(ReadyCheckAdded),
    ReadyCheckReworded(ReadyCheckReworded),
    ReadyCheckKept(ReadyCheckKept),
    ItemTicked(ItemTicked),
    ItemSplit(ItemSplit),
    PartsJoined(PartsJoined),
    ItemsMoved(ItemsMoved),
    ReasonGiven(ReasonGiven),
    PriorityChanged(PriorityChanged),
    CategoryChanged(CategoryChanged),
    PairWeighed(PairWeighed),
    ItemsRemoved(ItemsRemoved),
    ItemsRestored(ItemsRestored),
    ItemsAdmitted(ItemsAdmitted),
    ItemsIced(ItemsIced),
    ItemsDismissed(ItemsDismissed),
    ItemMerged(ItemMerged),
    ItemsReturned(ItemsReturned),
    ItemKept(ItemKept),
    KeepingForgotten(KeepingForgotten),
    GoalAdded(GoalAdded),
    GoalEdited(GoalEdited),
    GoalScheduled(GoalScheduled),
    GoalStateChanged(GoalStateChanged),
    GoalChanged(GoalChanged),
    CoverChanged(CoverChanged),
    ScoreChanged(ScoreChanged),
    ScoringChanged(ScoringChanged),
    ItemsArranged(ItemsArranged),
    StepAdded(StepAdded),
    StepRenamed(StepRenamed),
    StepShifted(StepShifted),
    StepRemoved(StepRemoved),
    StepRestored(StepRestored),
    ItemsPlaced(ItemsPlaced),
    SprintPlanned(SprintPlanned),
    SprintRescheduled(SprintRescheduled),
    SprintDiscarded(SprintDiscarded),
    GoalSet(GoalSet),
    AvailabilityChanged(AvailabilityChanged),
    ItemsPulled(ItemsPulled),
    ItemsPutBack(ItemsPutBack),
    Rearranged(Rearranged),
    SprintCommitted(SprintCommitted),
    CardMoved(CardMoved),
    BlockerRaised(BlockerRaised),
    BlockerResolved(BlockerResolved),
    BlockerReopened(BlockerReopened),
    BlockerWithdrawn(BlockerWithdrawn),
    SprintClosed(SprintClosed),
    CommandUndone(CommandUndone),
}

impl Event {
    /// The items this event is about: whose rows, cards and panels it changes.
    pub fn items(&self) -> Vec<ItemId> {
        let of = |neighbours: &[Neighbour]| neighbours.iter().map(|n| n.item).collect();
        match self {
            Event::ProductOpened(_)
            | Event::RoleGranted(_)
            | Event::RoleRevoked(_)
            | Event::ScaleChanged(_)
            | Event::TemplateChanged(_)
            | Event::ScoringChanged(_)
            | Event::GoalAdded(_)
            | Event::GoalEdited(_)
            | Event::GoalScheduled(_)
            | Event::GoalStateChanged(_)
            | Event::CoverChanged(_)
            | Event::SuggestionLinkOpened(_)
            | Event::SuggestionLinkClosed(_)
            // The results show by themselves; a sheet changes no item.
            | Event::SurveyOpened(_)
            | Event::SurveyClosed(_)
            | Event::SurveyReopened(_)
            | Event::SurveyAnswered(_)
            | Event::SprintPlanned(_)
            | Event::SprintRescheduled(_)
            | Event::GoalSet(_)
            | Event::PolicyChanged(_)
            | Event::ReadyCheckAdded(_)
            | Event::ReadyCheckReworded(_)
            | Event::ReadyCheckKept(_) => Vec::new(),
            Event::ItemCreated(e) => [e.item].into_iter().chain(e.epic).collect(),
            Event::OriginalUpdated(e) => vec![e.item],
            Event::OriginalRestored(e) => vec![e.item],
            Event::TextEdited(e) => vec![e.item],
            Event::KindChanged(e) => vec![e.item],
            Event::EpicChanged(e) => [e.item].into_iter().chain(e.from).chain(e.to).collect(),
            Event::GoalChanged(e) => vec![e.item],
            Event::EstimateChanged(e) => vec![e.item],
            Event::ScoreChanged(e) => vec![e.item],
            Event::LabelsChanged(e) => vec![e.item],
            Event::AssigneeChanged(e) => vec![e.item],
            Event::CriterionAdded(e) => vec![e.item],
            Event::CriterionEdited(e) => vec![e.item],
            Event::CriterionRemoved(e) => vec![e.item],
            Event::CriterionMarked(e) => vec![e.item],
            Event::CommentAdded(e) => vec![e.item],
            Event::CommentEdited(e) => vec![e.item],
            Event::CommentRemoved(e) => vec![e.item],
            Event::MentionsChanged(e) => vec![e.item],
            Event::AttachmentAdded(e) => vec![e.item],
            Event::AttachmentRemoved(e) => vec![e.item],
            Event::AttachmentRestored(e) => vec![e.item],
            Event::QuestionAsked(e) => vec![e.item],
            Event::QuestionWithdrawn(e) => vec![e.item],
            Event::QuestionAnswered(e) => vec![e.item],
            Event::QuestionMarked(e) => vec![e.item],
            Event::AnswerWithdrawn(e) => vec![e.item],
            Event::DependencyAdded(e) => vec![e.item, e.blocked_by],
            Event::DependencyRemoved(e) => vec![e.item, e.blocked_by],
            Event::ItemLinked(e) => vec![e.item, e.other],
            Event::ItemUnlinked(e) => vec![e.item, e.other],
            Event::ItemTicked(e) => vec![e.item],
            Event::ItemSplit(e) => [&[e.item], &e.parts[..]].concat(),
            Event::PartsJoined(e) => [&[e.item], &e.parts[..]].concat(),
            Event::ItemsMoved(e) => e.items.iter().map(|moved| moved.item).collect(),
            Event::ItemsArranged(e) => e.items.iter().map(|moved| moved.item).collect(),
            Event::ReasonGiven(e) => e.items.clone(),
            Event::PriorityChanged(e) => vec![e.item],
            Event::CategoryChanged(e) => vec![e.item],
            Event::PairWeighed(e) => vec![e.pair.0, e.pair.1],
            Event::ItemsRemoved(e) => of(&e.items),
            Event::ItemsRestored(e) => of(&e.items),
            Event::ItemsAdmitted(e) => concerned(&e.items),
            Event::ItemsIced(e) => concerned(&e.items),
            Event::ItemsDismissed(e) => concerned(&e.items),
            Event::ItemMerged(e) => vec![e.leaving.item, e.into],
            Event::ItemKept(e) => vec![e.item],
            Event::KeepingForgotten(e) => vec![e.kept.item],
            Event::ItemsReturned(e) => e.items.iter().flat_map(parted).collect(),
            event => event.items_of_poker(),
        }
    }

    /// Of what is placed on the map, and of votes.
    fn items_of_poker(&self) -> Vec<ItemId> {
        match self {
            Event::ItemsPlaced(e) => e.items.iter().map(|placed| placed.item).collect(),
            Event::VoteOpened(e) => vec![e.item],
            Event::VoteCast(e) => vec![e.item],
            Event::VotesRevealed(e) => vec![e.item],
            Event::RoundOpened(e) => vec![e.item],
            Event::RoundTakenBack(e) => vec![e.item],
            Event::VoteClosed(e) => vec![e.item],
            Event::VoteReopened(e) => vec![e.closed.item],
            event => event.items_of_sprint(),
        }
    }

    fn items_of_sprint(&self) -> Vec<ItemId> {
        let of = |neighbours: &[Neighbour]| neighbours.iter().map(|n| n.item).collect();
        match self {
            Event::SprintDiscarded(e) => of(&e.items),
            Event::ItemsPulled(e) => e.items.iter().map(|pulled| pulled.item).collect(),
            Event::ItemsPutBack(e) => of(&e.items),
            Event::Rearranged(e) => e.items.clone(),
            Event::SprintCommitted(e) => e.contract.items.iter().map(|item| item.item).collect(),
            Event::CardMoved(e) => vec![e.item],
            Event::BlockerRaised(e) => vec![e.item],
            Event::BlockerResolved(e) => vec![e.item],
            Event::BlockerReopened(e) => vec![e.item],
            Event::BlockerWithdrawn(e) => vec![e.item],
            Event::SprintClosed(e) => {
                let done = e.outcome.done.iter().map(|item| item.item);
                done.chain(e.outcome.returned.iter().map(|item| item.item))
                    .collect()
            }
            // What is in neither list is about no item; the laws of the property tests would say so.
            _ => Vec::new(),
        }
    }

    /// The sprint this event is about, if it is about one.
    pub fn sprint(&self) -> Option<SprintId> {
        match self {
            Event::SprintPlanned(e) => Some(e.sprint),
            Event::SprintRescheduled(e) => Some(e.sprint),
            Event::SprintDiscarded(e) => Some(e.sprint),
            Event::GoalSet(e) => Some(e.sprint),
            Event::AvailabilityChanged(e) => Some(e.sprint),
            Event::ItemsPulled(e) => Some(e.sprint),
            Event::ItemsPutBack(e) => Some(e.sprint),
            Event::Rearranged(e) => Some(e.sprint),
            Event::SprintCommitted(e) => Some(e.sprint),
            Event::CardMoved(e) => Some(e.sprint),
            Event::SprintClosed(e) => Some(e.sprint),
            _ => None,
        }
    }

    /// The sprint whose charts it changes: the one it is about, and for a new
    /// estimate the one the item is in.
    pub fn concerns(&self, product: &Product) -> Option<SprintId> {
        match self {
            Event::EstimateChanged(e) => match product.items.get(&e.item)?.place {
                Place::Sprint(sprint) => Some(sprint),
                _ => None,
            },
            event => event.sprint(),
        }
    }

    /// Whether it changes how things are shown, whatever they are.
    pub fn changes_everything(&self) -> bool {
        matches!(
            self,
            Event::ScaleChanged(_)
                | Event::ScoringChanged(_)
                | Event::GoalAdded(_)
                | Event::GoalEdited(_)
                | Event::GoalScheduled(_)
                | Event::GoalStateChanged(_)
                | Event::CoverChanged(_)
                | Event::StepAdded(_)
                | Event::StepRenamed(_)
                | Event::StepShifted(_)
                | Event::StepRemoved(_)
                | Event::StepRestored(_)
                // An epic's items serve with it.
                | Event::GoalChanged(_)
        )
    }

    /// Whether it changes the product backlog as a whole: which items stand in
    /// it, their order, when they are ready, or who may suggest.
    pub fn changes_order(&self) -> bool {
        matches!(
            self,
            Event::ItemCreated(_)
                | Event::SuggestionLinkOpened(_)
                | Event::SuggestionLinkClosed(_)
                | Event::PolicyChanged(_)
                | Event::ReadyCheckAdded(_)
                | Event::ReadyCheckReworded(_)
                | Event::ReadyCheckKept(_)
                | Event::EpicChanged(_)
                | Event::ItemsMoved(_)
                | Event::ItemsArranged(_)
                | Event::ItemsRemoved(_)
                | Event::ItemsRestored(_)
                | Event::ItemsAdmitted(_)
                | Event::ItemsIced(_)
                | Event::ItemsDismissed(_)
                | Event::ItemMerged(_)
                | Event::ItemsReturned(_)
                | Event::ItemsPulled(_)
                | Event::ItemsPutBack(_)
                | Event::SprintDiscarded(_)
                | Event::SprintClosed(_)
        )
    }
}

fn concerned(leaving: &[Leaving]) -> Vec<ItemId> {
    leaving.iter().map(|leaving| leaving.item).collect()
}

/// An item that goes back, and the one it was or is merged into.
fn parted(returning: &Returning) -> Vec<ItemId> {
    let merged = [&returning.was, &returning.to].map(Standing::merged_into);
    [returning.item]
        .into_iter()
        .chain(merged.into_iter().flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::estimate::Estimate;
    use crate::points::Points;
    use crate::testing::Given;

    #[test]
    fn a_new_estimate_concerns_the_sprint_the_item_is_in() {
        let mut given = Given::running(["A"]);
        given.creates("B");
        for (item, sprint) in [(ItemId(1), Some(SprintId(1))), (ItemId(2), None)] {
            let to = Some(Points::whole(8));
            given.does(Estimate { item, to });
            let event = &given.recorded.last().unwrap().event;
            assert_eq!(event.concerns(&given.product), sprint);
        }
    }
}
