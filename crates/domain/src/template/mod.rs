//! Templates (C16): what a new item begins with, per product: Millpond's own for each kind,
//! until somebody changes or removes them, and those that were added. Those who refine keep them.
//!
//! Deliberately not here: filling items later. An item that begins with a template is created
//! with its words like any other, and nothing ties it to the template afterwards.

pub mod built_in;
pub(crate) mod undo;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::ids::{PersonId, Position, TemplateId};
use crate::item::Kind;
use crate::item::create::{NewItem, within_limit};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text::{self, Label};
use built_in::built_in;

/// Templates a product has at most: a longer list is not chosen from.
pub const MOST: usize = 40;

/// Bytes that templates fill into the items of one command at most.
pub const MOST_COPIED: usize = 5_000_000;

/// The number of the first template that is a product's own; below are Millpond's.
pub const FIRST_OWN: TemplateId = TemplateId(101);

/// What a new item begins with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Template {
    /// What it is called.
    pub name: Arc<str>,
    /// The kind of what begins with it.
    pub kind: Kind,
    /// Markdown, perhaps empty.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub description: Arc<str>,
    /// Acceptance criteria, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Arc<str>>,
    /// Words it is grouped by.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub labels: BTreeSet<Label>,
}

/// What a template shall say, as it was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// What it is called.
    pub name: String,
    /// The kind of what begins with it.
    pub kind: Kind,
    /// Markdown, perhaps empty.
    pub description: String,
    /// Acceptance criteria; empty ones are left out.
    pub criteria: Vec<String>,
    /// Words it is grouped by; empty ones are left out.
    pub labels: Vec<String>,
}

/// Add, change or remove a template.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeTemplate {
    /// Which; `None` for a new one.
    pub template: Option<TemplateId>,
    /// What it says; `None` removes it.
    pub to: Option<Draft>,
    /// The revision the change began from.
    pub base: Option<Position>,
}

/// A template was added, changed or removed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TemplateChanged {
    /// Which.
    pub template: TemplateId,
    /// What it said; nothing when it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Arc<Template>>,
    /// What it says; nothing when it is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Arc<Template>>,
}

/// A template somebody changed, and who did so last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kept {
    /// What it says; nothing when it is gone.
    pub template: Option<Arc<Template>>,
    /// Who changed it; `None` for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// The event that changed it.
    pub revision: Position,
}

impl Product {
    /// A template, if it is there.
    pub fn template(&self, id: TemplateId) -> Option<Arc<Template>> {
        match self.templates.get(&id) {
            Some(kept) => kept.template.clone(),
            None => built_in(id),
        }
    }

    /// All that are there: Millpond's first, then the product's own, as they were added.
    pub fn all_templates(&self) -> Vec<(TemplateId, Arc<Template>)> {
        let ids: BTreeSet<TemplateId> = self
            .templates
            .keys()
            .copied()
            .chain(built_in::ids())
            .collect();
        let there = ids.into_iter();
        there
            .filter_map(|id| Some((id, self.template(id)?)))
            .collect()
    }

    /// The revision a change of this template begins from.
    pub fn template_revision(&self, id: TemplateId) -> Position {
        self.templates.get(&id).map_or(0, |kept| kept.revision)
    }

    fn next_template(&self) -> TemplateId {
        let last = self.templates.get_max().map(|(id, _)| *id);
        let next = last.filter(|id| *id >= FIRST_OWN);
        next.map_or(FIRST_OWN, |id| TemplateId(id.0 + 1))
    }
}

impl Template {
    /// The same as somebody would type it.
    pub fn draft(&self) -> Draft {
        Draft {
            name: self.name.to_string(),
            kind: self.kind,
            description: self.description.to_string(),
            criteria: self.criteria.iter().map(ToString::to_string).collect(),
            labels: self.labels.iter().map(ToString::to_string).collect(),
        }
    }

    /// A new item that begins with it, where it says nothing by itself. The kind stays
    /// whose it is that asks.
    pub fn begin(&self, mut item: NewItem) -> NewItem {
        let draft = self.draft();
        if item.description.trim().is_empty() {
            item.description = draft.description;
        }
        if item.criteria.is_empty() {
            item.criteria = draft.criteria;
        }
        if item.labels.is_empty() {
            item.labels = draft.labels;
        }
        item
    }
}

impl Template {
    /// Bytes of it that a new item takes over.
    fn copied_to(&self, item: &NewItem) -> usize {
        let description = match item.description.trim().is_empty() {
            true => self.description.len(),
            false => 0,
        };
        let criteria = self.criteria.iter().map(|one| one.len());
        let criteria = criteria.filter(|_| item.criteria.is_empty());
        let labels = self.labels.iter().map(|one| one.as_str().len());
        let labels = labels.filter(|_| item.labels.is_empty());
        description + criteria.chain(labels).sum::<usize>()
    }
}

/// New items that begin with their templates, if they have one.
///
/// # Errors
/// [`Refusal::TooMany`] when the templates fill in more than [`MOST_COPIED`] bytes, so that a short
/// wish does not become a long record.
pub fn begin_all(items: Vec<(NewItem, Option<Arc<Template>>)>) -> Result<Vec<NewItem>, Refusal> {
    let copied = items
        .iter()
        .filter_map(|(item, template)| Some(template.as_ref()?.copied_to(item)));
    let count: usize = copied.sum();
    if count > MOST_COPIED {
        return Err(Refusal::TooMany {
            what: "bytes of text from templates",
            count,
            limit: MOST_COPIED,
        });
    }
    let begun = items.into_iter().map(|(item, template)| match template {
        Some(template) => template.begin(item),
        None => item,
    });
    Ok(begun.collect())
}

impl Draft {
    fn read(&self) -> Result<Template, Refusal> {
        let said = |text: &&String| !text.trim().is_empty();
        let criteria = self.criteria.iter().filter(said);
        let criteria: Vec<_> = criteria
            .map(|criterion| text::line("criteria", criterion))
            .collect::<Result<_, _>>()?;
        let labels = self.labels.iter().filter(said);
        let labels: BTreeSet<_> = labels
            .map(|label| Label::new(label))
            .collect::<Result<_, _>>()?;
        within_limit("acceptance criteria", criteria.len())?;
        within_limit("labels", labels.len())?;
        text::template("criteria", &criteria.concat())?;
        Ok(Template {
            name: text::line("name", &self.name)?,
            kind: self.kind,
            description: text::template("description", &self.description)?,
            criteria,
            labels,
        })
    }
}

pub(crate) fn decide(product: &Product, command: &ChangeTemplate) -> Result<Vec<Event>, Refusal> {
    let template = find(product, command.template)?;
    let from = product.template(template);
    let to = command.to.as_ref().map(Draft::read).transpose()?;
    let to = to.map(Arc::new);
    if from == to {
        return Ok(Vec::new());
    }
    let revision = product.template_revision(template);
    if command.base.is_some_and(|base| base != revision) {
        return Err(Refusal::TemplateSince);
    }
    if from.is_none() {
        within_most(product)?;
    }
    Ok(vec![Event::TemplateChanged(TemplateChanged {
        template,
        from,
        to,
    })])
}

/// The one that is named, gone or not; a number of its own for a new one.
fn find(product: &Product, named: Option<TemplateId>) -> Result<TemplateId, Refusal> {
    match named {
        None => Ok(product.next_template()),
        Some(id) if product.templates.contains_key(&id) || built_in(id).is_some() => Ok(id),
        Some(_) => Err(Refusal::NoSuchTemplate),
    }
}

fn within_most(product: &Product) -> Result<(), Refusal> {
    match product.all_templates().len() + 1 {
        count if count > MOST => Err(Refusal::TooMany {
            what: "templates",
            count,
            limit: MOST,
        }),
        _ => Ok(()),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &TemplateChanged) {
    let kept = Kept {
        template: event.to.clone(),
        by: recorded.actor,
        at: recorded.at,
        revision: recorded.position,
    };
    product.templates.insert(event.template, kept);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Role;
    use crate::testing::Given;
    use built_in::{BUG, STORY};

    fn draft(name: &str, description: &str) -> Draft {
        Draft {
            name: name.into(),
            kind: Kind::Bug,
            description: description.into(),
            criteria: vec!["Works".into(), "  ".into()],
            labels: vec!["ui".into(), String::new()],
        }
    }

    fn change(template: Option<TemplateId>, to: Option<Draft>) -> ChangeTemplate {
        let base = None;
        ChangeTemplate { template, to, base }
    }

    fn names(given: &Given) -> Vec<String> {
        let all = given.product.all_templates();
        all.iter().map(|(_, one)| one.name.to_string()).collect()
    }

    #[test]
    fn a_new_item_begins_with_it_and_what_is_said_stays() {
        let mut given = Given::items([]);
        given.does(change(None, Some(draft("Outage", "**What happens**"))));
        let template = given.product.template(FIRST_OWN).unwrap();
        assert_eq!(template.criteria, ["Works".into()]);
        let new = template.begin(NewItem::titled("It broke"));
        assert_eq!(
            (&*new.title, &*new.description),
            ("It broke", "**What happens**")
        );
        assert_eq!((new.criteria.len(), new.labels.len()), (1, 1));
        let typed = NewItem {
            description: "Mine".into(),
            criteria: vec!["One".into(), "Two".into()],
            ..NewItem::titled("It broke")
        };
        let new = template.begin(typed);
        assert_eq!((&*new.description, new.criteria.len()), ("Mine", 2));
    }

    #[test]
    fn its_text_is_short_because_every_item_has_it_once_more() {
        let mut given = Given::items([]);
        let long = draft("Long", &"é".repeat(text::MAX_TEMPLATE));
        given.does(change(None, Some(long)));
        let longer = draft("Longer", &"e".repeat(text::MAX_TEMPLATE + 1));
        let mut many = draft("Many", "");
        many.criteria = vec!["c".repeat(text::MAX_LINE); text::MAX_TEMPLATE / text::MAX_LINE + 1];
        for (too_long, about) in [(longer, "description"), (many, "criteria")] {
            let refused = given.refusal(change(None, Some(too_long)));
            assert!(
                matches!(refused, Refusal::TextTooLong { field, limit: text::MAX_TEMPLATE, .. } if field == about),
                "{refused:?}"
            );
        }
    }

    #[test]
    fn what_templates_fill_in_at_once_is_bounded() {
        let mut given = Given::items([]);
        given.does(change(None, Some(draft("Outage", &"a".repeat(10_000)))));
        let template = given.product.template(FIRST_OWN);
        let item = || (NewItem::titled("It broke"), template.clone());
        let refused = begin_all(vec![item(); 500]).unwrap_err();
        let count = 500 * (10_000 + "Works".len() + "ui".len());
        assert!(
            matches!(refused, Refusal::TooMany { limit: MOST_COPIED, count: found, .. } if found == count)
        );
        assert_eq!(begin_all(vec![item(); 499]).unwrap().len(), 499);
        let own = NewItem {
            description: "Mine".into(),
            ..item().0
        };
        let own = vec![(own, template.clone()); 5_000];
        assert_eq!(begin_all(own).unwrap()[4_999].labels, ["ui"]);
    }

    #[test]
    fn millponds_own_are_there_until_they_are_removed_and_come_back() {
        let mut given = Given::items([]);
        assert_eq!(names(&given), ["Story", "Bug", "Task"]);
        given.does(change(Some(BUG), None));
        assert_eq!(names(&given), ["Story", "Task"]);
        given.undoes_last();
        assert_eq!(names(&given), ["Story", "Bug", "Task"]);
        let words = given.product.template(BUG);
        assert_eq!(words, built_in(BUG), "with its words");
    }

    #[test]
    fn undo_brings_the_words_before_back_and_takes_an_added_one_away() {
        let mut given = Given::items([]);
        given.does(change(None, Some(draft("Outage", "One"))));
        given.does(change(Some(FIRST_OWN), Some(draft("Outage", "Two"))));
        let two = given.last_command();
        given.does(given.undo_of(two));
        let said = |given: &Given| {
            given
                .product
                .template(FIRST_OWN)
                .map(|one| one.description.clone())
        };
        assert_eq!(said(&given).as_deref(), Some("One"));
        let refused = given.refusal(given.undo_of(two));
        assert_eq!(refused, Refusal::ChangedSince { what: "template" });
        given.does(change(Some(FIRST_OWN), None));
        assert_eq!(said(&given), None);
        given.undoes_last();
        assert_eq!(said(&given).as_deref(), Some("One"));
        given.does(change(None, Some(draft("Spike", ""))));
        assert!(given.product.template(TemplateId(102)).is_some());
        given.undoes_last();
        assert_eq!(names(&given), ["Story", "Bug", "Task", "Outage"]);
    }

    #[test]
    fn two_who_change_it_do_not_overwrite_each_other() {
        let mut given = Given::items([]);
        given.does(change(Some(STORY), Some(draft("Story", "One"))));
        let late = ChangeTemplate {
            base: Some(0),
            ..change(Some(STORY), Some(draft("Story", "Mine")))
        };
        let refused = given.refusal_as(&[Role::Developer], late);
        assert_eq!(refused, Refusal::TemplateSince);
    }

    #[test]
    fn there_are_no_more_than_one_chooses_from_and_none_without_a_name() {
        let mut given = Given::items([]);
        let nameless = given.refusal(change(None, Some(draft(" ", "One"))));
        assert_eq!(nameless, Refusal::TextMissing { field: "name" });
        let unknown = given.refusal(change(Some(TemplateId(99)), None));
        assert_eq!(unknown, Refusal::NoSuchTemplate);
        for number in 3..MOST {
            given.does(change(None, Some(draft(&number.to_string(), ""))));
        }
        let refused = given.refusal(change(None, Some(draft("More", ""))));
        assert!(matches!(refused, Refusal::TooMany { limit: MOST, .. }));
    }

    #[test]
    fn what_millpond_offers_would_be_taken() {
        for id in built_in::ids() {
            let offered = built_in(id).unwrap();
            assert_eq!(offered.draft().read().unwrap(), *offered);
        }
    }
}
