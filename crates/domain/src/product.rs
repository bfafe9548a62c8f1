//! A product's state: what all its events, folded, say is so now. Cloning it is
//! cheap (persistent maps, shared values), so the writer changes a copy and a
//! page keeps the one it began with.
//!
//! No field here may be changed but by `evolve`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::file::Stored;
use crate::ids::{GoalId, ItemId, PersonId, Position, SprintId, SurveyId, TeamId, TemplateId};
use crate::item::relate::Links;
use crate::item::{Item, Place};
use crate::map::StoryMap;
use crate::mention::Mentions;
use crate::order::Places;
use crate::place::link::OpenLink;
use crate::poker::Voting;
use crate::policy::Policies;
use crate::refusal::Refusal;
use crate::rights::{Role, Roles};
use crate::roadmap::Goal;
use crate::scale::Scale;
use crate::score::Method;
use crate::sprint::{Sprint, Status};
use crate::survey::Survey;
use crate::template::Kept;
use crate::text::ProductKey;
use crate::touch::Undoing;

/// A team of a product. It has at most one running sprint (A5).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Team {
    /// Its number.
    pub id: TeamId,
    /// What it is called.
    pub name: Arc<str>,
}

/// Everything that is so in one product.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Product {
    /// The last event folded in; 0 before the first.
    pub position: Position,
    /// Its key and name; `None` before it is opened.
    pub identity: Option<Identity>,
    /// Who holds which roles in it.
    pub people: OrdMap<PersonId, Roles>,
    /// The scale the team estimates on.
    pub scale: Scale,
    /// Who changed it last, and when.
    pub scale_changed: Option<(Option<PersonId>, Timestamp)>,
    /// The formula its items are scored by, if any (C7).
    pub scoring: Option<Method>,
    /// Who changed that last, and when.
    pub scoring_changed: Option<(Option<PersonId>, Timestamp)>,
    /// Its teams.
    pub teams: OrdMap<TeamId, Team>,
    /// All items that ever were, removed ones too.
    pub items: OrdMap<ItemId, Arc<Item>>,
    /// The product backlog: a total order (A1), most important first. An epic
    /// that is broken down does not stand in it; its items do (A4).
    pub order: Arc<Vec<ItemId>>,
    /// The places of what stands in the order, and of what is out of it.
    pub places: Places,
    /// The items of each epic, but removed ones.
    pub children: OrdMap<ItemId, OrdSet<ItemId>>,
    /// For each item, those that wait for it.
    pub blocks: OrdMap<ItemId, OrdSet<ItemId>>,
    /// What items are to each other beside that, as each of both sees it.
    pub links: OrdMap<ItemId, Links>,
    /// Items whose planning poker is open.
    pub votings: OrdMap<ItemId, Arc<Voting>>,
    /// Pairs of items that were weighed against each other (C8), the lower number
    /// first.
    pub weighed: OrdSet<(ItemId, ItemId)>,
    /// When somebody last refined, see [`crate::refine`].
    pub refined_at: Option<Timestamp>,
    /// What the product is to reach; goals that were removed, too.
    pub goals: OrdMap<GoalId, Arc<Goal>>,
    /// What its users do, and where items belong to it (C6).
    pub story_map: Arc<StoryMap>,
    /// All sprints, closed ones too.
    pub sprints: OrdMap<SprintId, Arc<Sprint>>,
    /// The number of the newest sprint, so that a discarded one's number is not
    /// used again.
    pub last_sprint: u32,
    /// How its team works.
    pub policies: Arc<Policies>,
    /// Where imported items went, by their original key.
    pub originals: OrdMap<Arc<str>, ItemId>,
    /// What waits in suggestions, the oldest first.
    pub suggestions: OrdSet<ItemId>,
    /// What lies in the icebox, by review date.
    pub icebox: OrdSet<(Date, ItemId)>,
    /// The files that were ever attached to its items.
    pub stored: Stored,
    /// Every crossing of an item, the oldest first: its event and whose it is.
    pub crossings: Vector<(Position, ItemId)>,
    /// What each person ever suggested.
    pub suggested: OrdMap<PersonId, OrdSet<ItemId>>,
    /// The suggestion link, while it is open.
    pub suggestion_link: Option<OpenLink>,
    /// What came through the suggestion link, by the receipts of guests.
    pub receipts: OrdMap<Arc<str>, ItemId>,
    /// Where each person is mentioned (C18).
    pub mentions: OrdMap<PersonId, Mentions>,
    /// The templates for new items that somebody added, changed or removed.
    pub templates: OrdMap<TemplateId, Kept>,
    /// All surveys (C5), closed ones too.
    pub surveys: OrdMap<SurveyId, Arc<Survey>>,
    /// The newest undo, of which more events may follow.
    pub(crate) undoing: Option<Undoing>,
}

/// How a product is called.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Identity {
    /// The `PAY` of `PAY-123`.
    pub key: ProductKey,
    /// The name people read.
    pub name: Arc<str>,
    /// IANA name of the zone its sprints are planned in, unless they say
    /// otherwise.
    pub time_zone: Arc<str>,
}

impl Product {
    /// The product's key, as it begins item keys.
    pub fn key(&self) -> &str {
        self.identity
            .as_ref()
            .map_or("", |identity| identity.key.as_str())
    }

    /// What it is called, who is in it, who is mentioned where and how it estimates, without
    /// anything else.
    #[must_use]
    pub fn outline(&self) -> Product {
        Product {
            position: self.position,
            identity: self.identity.clone(),
            people: self.people.clone(),
            scale: self.scale,
            mentions: self.mentions.clone(),
            ..Product::default()
        }
    }

    /// The product's name.
    pub fn name(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.name)
    }

    /// The zone new sprints are planned in.
    pub fn time_zone(&self) -> &str {
        self.identity
            .as_ref()
            .map_or("UTC", |identity| &identity.time_zone)
    }

    /// `PAY-123`.
    pub fn item_key(&self, item: ItemId) -> String {
        format!("{}-{item}", self.key())
    }

    /// The item a key names, `pay-123` and a bare `123` too.
    pub fn parse_item_key(&self, text: &str) -> Option<ItemId> {
        let text = text.trim();
        let number = match text.rsplit_once('-') {
            Some((key, number)) if key.eq_ignore_ascii_case(self.key()) => number,
            Some(_) => return None,
            None => text,
        };
        let item = ItemId(number.parse().ok()?);
        self.items.contains_key(&item).then_some(item)
    }

    /// An item.
    ///
    /// # Errors
    /// [`Refusal::NoSuchItem`].
    pub fn item(&self, id: ItemId) -> Result<&Arc<Item>, Refusal> {
        self.items.get(&id).ok_or(Refusal::NoSuchItem { item: id })
    }

    /// An item that is still in the product.
    ///
    /// # Errors
    /// [`Refusal::NoSuchItem`], [`Refusal::ItemRemoved`].
    pub fn live_item(&self, id: ItemId) -> Result<&Arc<Item>, Refusal> {
        match self.item(id)? {
            item if item.place == Place::Removed => Err(Refusal::ItemRemoved { item: id }),
            item => Ok(item),
        }
    }

    /// A sprint.
    ///
    /// # Errors
    /// [`Refusal::NoSuchSprint`].
    pub fn sprint(&self, id: SprintId) -> Result<&Arc<Sprint>, Refusal> {
        self.sprints
            .get(&id)
            .ok_or(Refusal::NoSuchSprint { sprint: id })
    }

    /// The sprint `team` is running, if any.
    pub fn running_sprint(&self, team: TeamId) -> Option<&Arc<Sprint>> {
        self.sprints
            .values()
            .find(|sprint| sprint.team == team && sprint.is_running())
    }

    /// The newest sprint with this status.
    pub fn newest_sprint(&self, fits: impl Fn(&Status) -> bool) -> Option<&Arc<Sprint>> {
        self.sprints
            .values()
            .rev()
            .find(|sprint| fits(&sprint.status))
    }

    /// The rank of an item in the product backlog, counted from 1.
    pub fn rank(&self, item: ItemId) -> Option<u32> {
        // Most that is asked for is in a sprint or done, and needs no search.
        if self.items.get(&item)?.place != Place::ProductBacklog {
            return None;
        }
        let index = self.order.iter().position(|other| *other == item)?;
        Some(index as u32 + 1)
    }

    /// The index in the order of each of `items` that stands in it: one scan for
    /// many, where [`Product::rank`] would scan for each.
    pub fn indices(&self, items: &[ItemId]) -> BTreeMap<ItemId, usize> {
        if let [item] = items {
            let index = self.order.iter().position(|other| other == item);
            return index.map(|index| (*item, index)).into_iter().collect();
        }
        let wanted: BTreeSet<ItemId> = items.iter().copied().collect();
        let standing = self.order.iter().enumerate();
        standing
            .filter(|(_, item)| wanted.contains(item))
            .map(|(index, item)| (*item, index))
            .collect()
    }

    /// Whether this item is an epic whose items stand in its stead (A4).
    pub fn is_broken_down(&self, item: ItemId) -> bool {
        self.children.contains_key(&item)
    }

    /// The people who hold any of these roles.
    pub fn people_with<'a>(&'a self, roles: &'a [Role]) -> impl Iterator<Item = PersonId> + 'a {
        self.people
            .iter()
            .filter(|(_, held)| roles.iter().any(|role| held.has(*role)))
            .map(|(person, _)| *person)
    }

    /// The number the next item gets.
    pub fn next_item(&self) -> ItemId {
        ItemId(self.items.get_max().map_or(0, |(id, _)| id.0) + 1)
    }

    /// The number the next sprint gets.
    pub fn next_sprint(&self) -> SprintId {
        SprintId(self.last_sprint + 1)
    }
}

/// How `evolve` changes the state; nobody else can.
impl Product {
    pub(crate) fn change_item(&mut self, id: ItemId, change: impl FnOnce(&mut Item)) {
        if let Some(item) = self.items.get_mut(&id) {
            change(Arc::make_mut(item));
        }
    }

    pub(crate) fn change_sprint(&mut self, id: SprintId, change: impl FnOnce(&mut Sprint)) {
        if let Some(sprint) = self.sprints.get_mut(&id) {
            change(Arc::make_mut(sprint));
        }
    }

    pub(crate) fn suggested_by(&mut self, person: PersonId, item: ItemId) {
        let mut own = self.suggested.get(&person).cloned().unwrap_or_default();
        own.insert(item);
        self.suggested.insert(person, own);
    }
}
