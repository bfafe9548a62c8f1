//! Mentions as somebody sees them: all of theirs over all products, and which they have read. What
//! was read is a row of the reader beside the log; who was mentioned is in the record.
//!
//! Deliberately not here: anything else somebody could be told. It would be read by the same rows,
//! because they name an event and not what it tells.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::mention::{Mention, Mentions, text};
use domain::{Actor, PersonId, Position, Product, ProductId};

use crate::App;
use crate::directory::PersonCard;
use crate::failure::Failure;

/// What somebody has read.
type Read = Arc<HashSet<(ProductId, Position)>>;

/// What people have read, as far as somebody asked.
#[derive(Default)]
pub(crate) struct ReadBy {
    people: Mutex<HashMap<PersonId, Read>>,
    /// How many of a product somebody has not read, and of what that was counted: every page says
    /// it, and few change it.
    counts: Mutex<HashMap<(PersonId, ProductId), (Counted, usize)>>,
}

/// What a count was made of: how many mentions, the last of them, and how much was read. Each change
/// makes it another one, because positions only rise and what was read stays read.
type Counted = (usize, Position, usize);

/// That somebody was mentioned, as they see it in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Mentioned {
    /// In which product.
    pub product: ProductId,
    /// Its key.
    pub key: Arc<str>,
    /// Where there.
    pub mention: Mention,
    /// Whether they have seen it.
    pub read: bool,
}

impl App {
    /// A comment's text as it is kept: people of the product by id. Where several have one name it
    /// is whoever stood in the text `before`. Who can no longer sign in is called no more, but stays
    /// where they stood.
    pub fn with_ids(&self, product: &Product, said: &str, before: &str) -> String {
        let people = self.people();
        let before = text::people(before);
        let there = product.people.keys().filter_map(|id| people.get(id));
        let is_called = |card: &PersonCard| !card.disabled || before.contains(&card.id);
        let named = there.filter(|card| is_called(card));
        let named: Vec<(PersonId, &str)> = named.map(|card| (card.id, &*card.name)).collect();
        let kept = text::with_ids(said, &named, &before);
        text::with_some_names(&kept, |id| {
            let card = people
                .get(&id)
                .filter(|_| product.people.contains_key(&id))?;
            (!is_called(card)).then_some(&*card.name)
        })
    }

    /// A comment's text as people read and edit it.
    pub fn with_names(&self, said: &str) -> String {
        let people = self.people();
        let name = |person| {
            people
                .get(&person)
                .map_or("Somebody who left", |card| &card.name)
        };
        text::with_names(said, name)
    }

    /// Where whoever acts is mentioned, in the products they may see, the newest first.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn mentions(&self, actor: Actor) -> Result<Vec<Mentioned>, Failure> {
        let Some(person) = actor.person() else {
            return Ok(Vec::new());
        };
        let read = self.read_by(person).await?;
        let mut all = Vec::new();
        for card in self.products(actor).await? {
            let key: Arc<str> = card.key().into();
            let mentions = card.mentions_of(person).into_iter();
            let mentioned = mentions.map(|mention| Mentioned {
                product: card.id,
                key: key.clone(),
                mention,
                read: read.contains(&(card.id, mention.position)),
            });
            all.extend(mentioned);
        }
        all.sort_by_key(|one| std::cmp::Reverse((one.mention.at, one.mention.position)));
        Ok(all)
    }

    /// How many of them they have not read.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn unread(&self, actor: Actor) -> Result<usize, Failure> {
        let Some(person) = actor.person() else {
            return Ok(0);
        };
        let read = self.read_by(person).await?;
        let cards = self.products(actor).await?;
        let counts = cards.iter().map(|card| {
            let mentions = card.mentions_of(person);
            self.inner.read_by.unread(person, card.id, &mentions, &read)
        });
        Ok(counts.sum())
    }

    /// Notes that somebody has read these. Answers whether any was new to them.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn note_read(
        &self,
        person: PersonId,
        now: impl IntoIterator<Item = (ProductId, Position)>,
    ) -> Result<bool, Failure> {
        let before = self.read_by(person).await?;
        let new = now.into_iter().filter(|one| !before.contains(one));
        let new: Vec<(ProductId, Position)> = new.collect();
        if new.is_empty() {
            return Ok(false);
        }
        let rows = new.iter().map(|(product, position)| (product.0, *position));
        self.rows().note_read(person.0, rows.collect()).await?;
        let mut people = self.inner.read_by.lock();
        let kept = people.entry(person).or_insert(before);
        Arc::make_mut(kept).extend(new);
        Ok(true)
    }

    async fn read_by(&self, person: PersonId) -> Result<Read, Failure> {
        if let Some(read) = self.inner.read_by.lock().get(&person) {
            return Ok(read.clone());
        }
        let rows = self.rows().notices_read(person.0).await?;
        let rows = rows.into_iter();
        let read: HashSet<_> = rows
            .map(|(product, position)| (ProductId(product), position))
            .collect();
        let mut people = self.inner.read_by.lock();
        Ok(people.entry(person).or_insert(Arc::new(read)).clone())
    }
}

impl ReadBy {
    fn unread(
        &self,
        person: PersonId,
        product: ProductId,
        mentions: &Mentions,
        read: &Read,
    ) -> usize {
        let Some(last) = mentions.get_max() else {
            return 0;
        };
        let of = (mentions.len(), last.position, read.len());
        let mut counts = locked(&self.counts);
        match counts.get(&(person, product)) {
            Some((counted, unread)) if *counted == of => *unread,
            _ => {
                let new = |one: &&Mention| !read.contains(&(product, one.position));
                let unread = mentions.iter().filter(new).count();
                counts.insert((person, product), (of, unread));
                unread
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PersonId, Read>> {
        locked(&self.people)
    }
}

// A poisoned lock only means that a thread panicked while holding it; what is inside is whole.
fn locked<T>(inside: &Mutex<T>) -> MutexGuard<'_, T> {
    inside.lock().unwrap_or_else(PoisonError::into_inner)
}
