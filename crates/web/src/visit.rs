//! Who looks at what: the snapshot, the person and their rights that one request holds for its
//! whole life. Pages are functions of it.
//!
//! Deliberately not here: how a request becomes a visit (`extract.rs`).

use std::sync::Arc;

use app::accounts::Identity;
use app::{App, People, ProductView, Snapshot};
use domain::scale::Scale;
use domain::sprint::Sprint;
use domain::{Actor, ItemId, PersonId, Points, Product, Right, Role};
use jiff::Timestamp;

use crate::ui::Mark;
use crate::ui::layout::{Part, Preferences};
use crate::urls::ProductUrls;

/// Names of people, which live beside the record so that they can be erased.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(pub Arc<People>);

impl Names {
    /// A person's name; who was erased has none any more.
    pub(crate) fn of(&self, person: PersonId) -> &str {
        self.0
            .get(&person)
            .map_or("Somebody who left", |card| &card.name)
    }

    /// Who did something; nobody is the command line.
    pub(crate) fn actor(&self, actor: Option<PersonId>) -> &str {
        actor.map_or("The command line", |person| self.of(person))
    }

    /// Who did something under this role; a guest has no account.
    pub(crate) fn behind(&self, actor: Option<PersonId>, role: Option<Role>) -> &str {
        match role {
            Some(Role::Guest) => "A guest",
            _ => self.actor(actor),
        }
    }
}

/// A signed-in person's request.
#[derive(Clone)]
pub(crate) struct Visitor {
    /// The application, to give commands to.
    pub app: App,
    /// Who.
    pub id: PersonId,
    /// Their session.
    pub identity: Identity,
    /// Their name.
    pub name: String,
    /// Whether they look after the workspace.
    pub administrator: bool,
    /// What they set for this browser.
    pub preferences: Preferences,
    /// Which part of the page is asked for.
    pub part: Part,
    /// How many mentions they have not read, where the navigation says so.
    pub unread: usize,
}

impl Visitor {
    /// As the domain knows them.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Person {
            id: self.id,
            administrator: self.administrator,
        }
    }
}

/// A signed-in person's request about one product.
#[derive(Clone)]
pub(crate) struct Visit {
    /// Which product, and who looks.
    pub view: ProductView,
    /// The product as it was when the request came; nothing in it changes any more.
    pub product: Arc<Snapshot<Product>>,
    /// Its addresses.
    pub urls: ProductUrls,
    /// Who asks.
    pub visitor: Visitor,
    /// Everybody's names.
    pub names: Names,
    /// When the request came.
    pub now: Timestamp,
    /// The scale that estimates are read on.
    pub scale: Scale,
}

impl Visit {
    /// Whether the person has this right here; the domain's table says so.
    pub(crate) fn may(&self, right: Right) -> bool {
        self.view.may(right)
    }

    /// Why the person lacks this right here, in the domain's words, if they lack it.
    pub(crate) fn refusal(&self, right: Right) -> Option<String> {
        let refused = domain::rights::check(&self.product, self.view.actor, &[right]).err()?;
        Some(refused.explain(&self.product).sentence())
    }

    /// How an item's estimate reads on the team's scale.
    pub(crate) fn mark(&self, estimate: Option<Points>) -> Option<Mark> {
        let scale = self.scale;
        estimate.map(|points| Mark {
            shown: scale.show(points),
            said: scale.say(points),
        })
    }

    /// An estimate with its unit: "5 points", "M".
    pub(crate) fn size(&self, points: Points) -> String {
        self.scale.say(points)
    }

    /// A sum of estimates with its unit: "24 points", "24 hours".
    pub(crate) fn sum(&self, points: Points) -> String {
        self.scale.measure().say(points)
    }

    /// What sums of estimates count: "points", "hours".
    pub(crate) fn units(&self) -> &'static str {
        self.scale.measure().many()
    }

    /// `PAY-12`.
    pub(crate) fn key(&self, item: ItemId) -> String {
        self.product.item_key(item)
    }

    /// Characters of the longest key of this product: its lists leave room for it.
    pub(crate) fn longest_key(&self) -> usize {
        self.key(self.product.next_item()).len()
    }

    /// The same visit after a command: the snapshot is the new one.
    #[must_use]
    pub(crate) fn after(&self, product: Arc<Snapshot<Product>>) -> Self {
        Self {
            scale: product.scale,
            product,
            ..self.clone()
        }
    }

    /// The same visit with estimates read as this sprint's are: once it is committed, as they were.
    #[must_use]
    pub(crate) fn reading(&self, sprint: &Sprint) -> Self {
        self.on_scale(sprint.scale(&self.product))
    }

    /// The same visit with estimates read on this scale.
    #[must_use]
    pub(crate) fn on_scale(&self, scale: Scale) -> Self {
        Self {
            scale,
            ..self.clone()
        }
    }
}
