//! A product as a list of products shows it: what it is called, who is in it, and a few
//! figures. For that no record is read as a whole: a product that is in memory knows it,
//! one that has left kept it, and of all others only those few events are read that say
//! who is in it.

use std::sync::Arc;

use domain::mention::Mentions;
use domain::rights::{self, Roles};
use domain::{Actor, Event, PersonId, Points, Product, ProductId, Recorded, Right, Scale, Status};
use store::codec;
use store::log::StreamId;

use crate::App;
use crate::aggregate::Snapshot;
use crate::failure::Failure;

/// A product in a list, as somebody may see it.
#[derive(Clone, Debug)]
pub struct ProductCard {
    /// Which.
    pub id: ProductId,
    /// Whether it is the sample product.
    pub sample: bool,
    /// Who looks.
    pub actor: Actor,
    /// The last event of its record.
    pub position: u64,
    known: Known,
}

/// Where a card is from.
#[derive(Clone, Debug)]
enum Known {
    InMemory(Arc<Snapshot<Product>>),
    Outlined(Arc<Outline>),
}

/// What is kept of a product that is not in memory.
#[derive(Debug)]
pub(crate) struct Outline {
    product: Product,
    /// Nothing when it was not in memory since the start.
    figures: Option<Figures>,
}

/// What a product amounts to, in a list.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    /// Items in its product backlog.
    pub items: usize,
    /// The sum of their estimates.
    pub points: Points,
    /// All items that ever were.
    pub all_items: usize,
    /// All sprints that ever were.
    pub sprints: usize,
    /// What the running sprint is called.
    pub running: Option<Arc<str>>,
}

impl Outline {
    /// What stays of a product when it leaves the memory.
    pub(crate) fn of(state: &Snapshot<Product>) -> Outline {
        Outline {
            product: state.outline(),
            figures: Some(Figures::of(state)),
        }
    }
}

impl Figures {
    fn of(state: &Snapshot<Product>) -> Figures {
        let sum = state.summary();
        let running = state.newest_sprint(|status| matches!(status, Status::Running { .. }));
        Figures {
            items: sum.items,
            points: sum.points,
            all_items: state.items.len(),
            sprints: state.sprints.len(),
            running: running.map(|sprint| sprint.name.clone()),
        }
    }
}

impl Known {
    fn product(&self) -> &Product {
        match self {
            Known::InMemory(state) => state,
            Known::Outlined(outline) => &outline.product,
        }
    }
}

impl ProductCard {
    fn product(&self) -> &Product {
        self.known.product()
    }

    /// The `PAY` of `PAY-123`.
    pub fn key(&self) -> &str {
        self.product().key()
    }

    /// The name people read.
    pub fn name(&self) -> &str {
        self.product().name()
    }

    /// The zone its sprints are planned in, unless they say otherwise.
    pub fn time_zone(&self) -> &str {
        self.product().time_zone()
    }

    /// How many people are in it.
    pub fn people(&self) -> usize {
        self.product().people.len()
    }

    /// The roles that whoever looks holds in it by themselves, and as administrator.
    pub fn roles(&self) -> Roles {
        self.actor.roles(self.product())
    }

    /// Where somebody is mentioned in it, the oldest first.
    pub fn mentions_of(&self, person: PersonId) -> Mentions {
        self.product().mentions_of(person)
    }

    /// Whether whoever looks has a right here.
    pub fn may(&self, right: Right) -> bool {
        rights::may(self.product(), self.actor, right)
    }

    /// What it amounts to; nothing when nobody has opened it since the start.
    pub fn figures(&self) -> Option<Figures> {
        match &self.known {
            Known::InMemory(state) => Some(Figures::of(state)),
            Known::Outlined(outline) => outline.figures.clone(),
        }
    }

    /// The scale it estimates on, where there are [`figures`](Self::figures).
    pub fn scale(&self) -> Scale {
        self.product().scale
    }
}

impl App {
    /// The products `actor` may see, by name. None of them is read for it, nor kept in
    /// memory for longer.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn products(&self, actor: Actor) -> Result<Vec<ProductCard>, Failure> {
        let workspace = self.workspace();
        let there = workspace.products.iter();
        let mut cards = Vec::new();
        for (id, listed) in there.filter(|(_, listed)| !listed.removed) {
            let known = self.known(*id).await?;
            let position = match &known {
                Known::InMemory(state) => state.position,
                Known::Outlined(outline) => outline.product.position,
            };
            let (id, sample) = (*id, listed.sample);
            cards.push(ProductCard {
                id,
                sample,
                actor,
                position,
                known,
            });
        }
        cards.retain(|card| card.may(Right::Read));
        cards.sort_by_key(|card| card.name().to_lowercase());
        Ok(cards)
    }

    /// Whether `actor` may see a product, which is not read for it.
    pub(crate) async fn may_read(&self, id: ProductId, actor: Actor) -> Result<bool, Failure> {
        let known = self.known(id).await?;
        Ok(rights::may(known.product(), actor, Right::Read))
    }

    async fn known(&self, id: ProductId) -> Result<Known, Failure> {
        let products = &self.inner.products;
        if let Some(state) = products.state(id) {
            return Ok(Known::InMemory(state));
        }
        let since = match products.outline(id) {
            Ok(outline) => return Ok(Known::Outlined(outline)),
            Err(since) => since,
        };
        let outline = Arc::new(self.read_outline(id).await?);
        products.keep_outline(id, since, outline.clone());
        Ok(Known::Outlined(outline))
    }

    async fn read_outline(&self, id: ProductId) -> Result<Outline, Failure> {
        let (log, stream) = (&self.inner.store.log, StreamId(id.0));
        let mut product = Product::default();
        for row in log.of_kinds(stream, codec::MEMBERSHIP).await? {
            let recorded: Recorded<Event> = codec::from_row(&row)?;
            domain::evolve(&mut product, &recorded);
        }
        product.position = log.last_position(stream).await?;
        Ok(Outline {
            product,
            figures: None,
        })
    }
}
