//! Turning one snapshot of a product into what goes over the wire. Everything a
//! request answers is read through one [`Reading`], so that it fits together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use app::{App, People, Snapshot};
use domain::gradient::Gradient;
use domain::history::{Entry, What};
use domain::item::Relation;
use domain::mention::text;
use domain::{ItemId, PersonId, Product, ready};
use jiff::Timestamp;

use super::item::{OriginalField, Waived};
use super::{
    Answer, Attachment, Comment, Criterion, Crossing, Detail, EpicRef, Guest, Item, PersonRef,
    Place, Question, Row,
};
use crate::problem::Problem;
use crate::scores;

/// A product and the names of the people in it, as they were at one moment.
pub(crate) struct Reading {
    /// The product.
    pub(crate) product: Arc<Snapshot<Product>>,
    people: Arc<People>,
    /// When it is read: how old things are.
    pub(crate) now: Timestamp,
    /// What is near and far in the product backlog, once somebody asks.
    gradient: OnceLock<Gradient>,
}

/// What somebody is called who was erased.
const LEFT: &str = "Somebody who left";

/// The item with this key, removed ones too.
///
/// # Errors
/// When there is none.
pub(crate) fn find(product: &Product, key: &str) -> Result<ItemId, Problem> {
    product.parse_item_key(key).ok_or_else(|| {
        let what = format!("There is no item “{key}” in {}.", product.key());
        let remedy = format!("Item keys here look like {}-12.", product.key());
        Problem::not_found("no-such-item", what, &remedy)
    })
}

impl Reading {
    /// What `product` says.
    pub(crate) fn of(app: &App, product: Arc<Snapshot<Product>>) -> Reading {
        let people = app.people();
        Reading {
            product,
            people,
            now: app.now(),
            gradient: OnceLock::new(),
        }
    }

    /// How what is known of an item at this rank does not fit its place.
    fn detail(&self, item: &domain::Item, rank: u32) -> Option<Detail> {
        let product = &self.product;
        let gradient = self.gradient.get_or_init(|| Gradient::of(product));
        gradient.mark(product, rank, item).map(Into::into)
    }

    /// Somebody, by name.
    pub(crate) fn person(&self, id: PersonId) -> PersonRef {
        let name = self.people.get(&id).map(|card| card.name.clone());
        PersonRef { id: id.0, name }
    }

    /// A comment's text as people read it.
    pub(crate) fn with_names(&self, said: &str) -> String {
        let name = |person| self.people.get(&person).map_or(LEFT, |card| &*card.name);
        text::with_names(said, name)
    }

    /// The keys of items.
    pub(crate) fn keys<'a>(&self, items: impl IntoIterator<Item = &'a ItemId>) -> Vec<String> {
        let items = items.into_iter();
        items.map(|item| self.product.item_key(*item)).collect()
    }

    /// The rows of items, each with its rank where it has one. One walk over
    /// the order for all of them.
    pub(crate) fn rows(&self, items: impl IntoIterator<Item = ItemId>) -> Vec<Row> {
        let items: Vec<ItemId> = items.into_iter().collect();
        let wanted = items.iter().copied().filter(|item| self.may_rank(*item));
        let wanted: BTreeSet<ItemId> = wanted.collect();
        let ranked = self.product.order.iter().zip(1..);
        let ranked = ranked.filter(|(item, _)| wanted.contains(item));
        // No further than the last of them: what is in a sprint is not looked for at all.
        let ranked = ranked.take(wanted.len());
        let ranks: BTreeMap<ItemId, u32> = ranked.map(|(item, rank)| (*item, rank)).collect();
        let found = items.iter().filter_map(|id| self.product.items.get(id));
        found
            .map(|item| self.row(item, ranks.get(&item.id).copied()))
            .collect()
    }

    /// Whether an item can stand in the order.
    fn may_rank(&self, item: ItemId) -> bool {
        let item = self.product.items.get(&item);
        item.is_some_and(|item| item.place == domain::Place::ProductBacklog)
    }

    /// An item as it stands in a list.
    pub(crate) fn row(&self, item: &domain::Item, rank: Option<u32>) -> Row {
        let product = &self.product;
        let missing = ready::missing(product, item);
        let (place, sprint) = Place::of(item.place);
        let epic = item.epic.and_then(|epic| product.items.get(&epic));
        Row {
            key: product.item_key(item.id),
            kind: item.kind.into(),
            title: item.title.value.clone(),
            rank,
            points: item.estimate.map(Into::into),
            estimate: item.estimate.map(|points| product.scale.show(points)),
            priority: item.priority.map(Into::into),
            kano: item.category.map(Into::into),
            score: product
                .scoring
                .and_then(|method| method.score(item))
                .map(|score| score.as_f64()),
            labels: item.labels.iter().map(ToString::to_string).collect(),
            epic: epic.map(|epic| EpicRef {
                key: product.item_key(epic.id),
                title: epic.title.value.clone(),
            }),
            goal: item.goal.map(|goal| goal.0),
            step: product.step_of(item).map(|step| step.0),
            assignee: item.assignee.map(|person| self.person(person)),
            ready: missing.is_empty(),
            missing: missing.into_iter().map(Into::into).collect(),
            detail: rank.and_then(|rank| self.detail(item, rank)),
            carried_over: item.carried_over,
            open_questions: item.open_questions().count(),
            blocked_by: self.keys(&item.blocked_by),
            place,
            sprint,
            original_key: item.original.as_ref().map(|original| original.key.clone()),
            changed_at: item.changed_at,
            revision: item.revision,
        }
    }

    /// An item with everything it says.
    pub(crate) fn item(&self, item: &domain::Item) -> Item {
        let product = &self.product;
        let original = item.original.iter().flat_map(|original| &original.rest);
        Item {
            row: self.row(item, product.rank(item.id)),
            title_revision: item.title.revision,
            description: item.description.value.clone(),
            description_revision: item.description.revision,
            score_inputs: item.into(),
            score_missing: scores::missing(product, item),
            criteria: item.criteria.iter().map(criterion).collect(),
            comments: self.comments(item),
            attachments: item
                .attachments
                .iter()
                .map(|a| self.attachment(a))
                .collect(),
            questions: item.questions.iter().map(|q| self.question(q)).collect(),
            blockers: item
                .blockers
                .iter()
                .map(|one| self.blocker(item, one))
                .collect(),
            blocks: self.keys(product.blocks.get(&item.id).into_iter().flatten()),
            relates_to: self.linked(item, Relation::RelatesTo),
            duplicates: self.linked(item, Relation::Duplicates),
            duplicated_by: self.linked(item, Relation::DuplicatedBy),
            children: self.keys(product.children.get(&item.id).into_iter().flatten()),
            progress: product
                .is_broken_down(item.id)
                .then(|| domain::report::epic::Progress::of(product, item.id).into()),
            crossings: item
                .history
                .iter()
                .filter_map(|entry| self.crossing(entry))
                .collect(),
            original: original
                .map(|(name, value)| OriginalField {
                    name: name.clone(),
                    value: value.clone(),
                })
                .collect(),
            suggested_by_guest: Guest::of(item),
            suggested_because: item.suggestion.as_ref().and_then(|one| one.why.clone()),
            iced_until: item.iced.as_ref().map(|iced| iced.until),
            way: item.gone.as_ref().map(|gone| gone.way.into()),
            merged_into: item.gone.as_ref().and_then(|gone| match gone.way {
                domain::place::Way::Merged(into) => Some(product.item_key(into)),
                _ => None,
            }),
            aside_because: aside_because(item),
            merged: self.keys(product.merged_into(item).iter().map(|merged| &merged.id)),
            split_from: item.split_from.map(|whole| product.item_key(whole)),
            split_into: self.keys(&item.split_into),
            created_at: item.created_at,
            created_by: item.created_by.map(|person| self.person(person)),
        }
    }

    fn linked(&self, item: &domain::Item, relation: Relation) -> Vec<String> {
        let linked: Vec<ItemId> = self.product.linked(item.id, relation).collect();
        self.keys(&linked)
    }

    fn comments(&self, item: &domain::Item) -> Vec<Comment> {
        let mut mentioned = self.product.mentioned_on(item.id);
        let comments = item.comments.iter();
        comments
            .map(|one| self.said(one, mentioned.remove(&one.id).unwrap_or_default()))
            .collect()
    }

    /// A comment on an item.
    pub(crate) fn comment(&self, item: ItemId, comment: &domain::item::Comment) -> Comment {
        self.said(comment, self.product.mentioned_in(item, comment.id))
    }

    fn said(&self, comment: &domain::item::Comment, mentioned: BTreeSet<PersonId>) -> Comment {
        let mentioned = mentioned.into_iter();
        Comment {
            id: comment.id.0,
            author: comment.author.map(|person| self.person(person)),
            at: comment.at,
            text: self.with_names(&comment.text.value),
            mentions: mentioned.map(|person| self.person(person)).collect(),
            revision: comment.text.revision,
            edited: comment.edited,
        }
    }

    fn attachment(&self, attachment: &domain::item::Attachment) -> Attachment {
        let file = &attachment.file;
        Attachment {
            id: attachment.id.0,
            name: file.name.clone(),
            size: file.size,
            media_type: file.media_type.clone(),
            sha256: file.sha256.to_string(),
            by: attachment.added.by.map(|person| self.person(person)),
            at: attachment.added.at,
        }
    }

    fn question(&self, question: &domain::item::Question) -> Question {
        let answer = |answer: &domain::item::Answer| Answer {
            id: answer.id.0,
            by: answer.by.map(|person| self.person(person)),
            at: answer.at,
            text: answer.text.clone(),
            outcome: answer.outcome.map(Into::into),
        };
        Question {
            id: question.id.0,
            text: question.text.clone(),
            challenge: question.challenge,
            open: question.open,
            asked_by: question.asked_by.map(|person| self.person(person)),
            asked_at: question.asked_at,
            to: question.to.map(|person| self.person(person)),
            answers: question.answers.iter().map(answer).collect(),
        }
    }

    /// The crossing an entry of an item's history tells of, if it tells of one.
    pub(crate) fn crossing(&self, entry: &Entry) -> Option<Crossing> {
        let What::Crossed {
            from,
            to,
            reason,
            snapshot,
            ..
        } = &entry.what
        else {
            return None;
        };
        let ((from, from_sprint), (to, to_sprint)) = (Place::of(*from), Place::of(*to));
        let waived = snapshot.waived.iter().map(|(worded, reason)| Waived {
            check: worded.check.into(),
            reason: reason.clone(),
        });
        Some(Crossing {
            position: entry.position,
            at: entry.at,
            by: entry.actor.map(|person| self.person(person)),
            role: entry.role.map(Into::into),
            from,
            from_sprint,
            to,
            to_sprint,
            reason: reason.clone(),
            points: snapshot.estimate.map(Into::into),
            missing: snapshot
                .missing
                .iter()
                .map(|worded| worded.check.into())
                .collect(),
            waived: waived.collect(),
            way: snapshot.way.map(Into::into),
            had_left: snapshot.had_left.map(Into::into),
            until: snapshot.until,
        })
    }
}

/// Why an item lies in the icebox or left the product.
fn aside_because(item: &domain::Item) -> Option<Arc<str>> {
    let iced = item.iced.as_ref().and_then(|iced| iced.reason.clone());
    let gone = || item.gone.as_ref().and_then(|gone| gone.reason.clone());
    iced.or_else(gone)
}

fn criterion(criterion: &domain::item::Criterion) -> Criterion {
    Criterion {
        id: criterion.id.0,
        text: criterion.text.value.clone(),
        revision: criterion.text.revision,
        met: criterion.met,
    }
}
