//! The application on a store in memory with a clock that stands, people of
//! every role, and a product in the middle of its second sprint.

use std::sync::Arc;

use app::accounts::{NewAdministrator, NewInvite, Secret};
use app::{App, Failure, ManualClock, Mode, NewProduct, ProductView, Snapshot};
use domain::{Command, Event, PersonId, Product, ProductId, Recorded, Role};
use jiff::Timestamp;
use store::Store;

use crate::{items, story};

/// What the clock says in a new world: Wednesday of the running sprint's first week.
pub const NOW: &str = "2026-11-04T09:00:00Z";

/// Everybody's password.
pub const PASSWORD: &str = "a long password";

/// Who there is. Each signs in as `owner@example.com` and so on.
#[derive(Clone, Copy, Debug)]
pub struct People {
    /// Looks after the workspace, and holds every role of the team in both
    /// products: one person alone.
    pub administrator: PersonId,
    /// Product owner of `PAY`, and nothing else.
    pub owner: PersonId,
    /// Scrum master of `PAY`.
    pub scrum_master: PersonId,
    /// Developer of `PAY`; works on what is in progress.
    pub developer: PersonId,
    /// Stakeholder of `PAY`.
    pub stakeholder: PersonId,
    /// Has an account and a role in the other product, none in `PAY`.
    pub outsider: PersonId,
}

/// A running Millpond with something in it.
#[derive(Clone)]
pub struct World {
    /// The application.
    pub app: App,
    /// What it runs on, for a second application on the same data.
    pub store: Store,
    /// What it takes for the time.
    pub clock: Arc<ManualClock>,
    /// Who there is.
    pub people: People,
    /// `PAY`, in the middle of its second sprint; see [`crate::item`] and
    /// [`crate::sprint`] for what is in it.
    pub product: ProductId,
    /// `WEB`, in which there is nothing yet.
    pub other: ProductId,
}

/// A new world in memory.
pub async fn world() -> World {
    world_on(Store::memory()).await
}

/// A new world on an empty store.
pub async fn world_on(store: Store) -> World {
    let clock = Arc::new(ManualClock::at(time("2026-10-16T09:00:00Z")));
    let app = App::with(store.clone(), clock.clone()).await.unwrap();
    let administrator = set_up(&app).await;
    let product = open(&app, administrator, "PAY", "Payments").await;
    let other = open(&app, administrator, "WEB", "Website").await;
    let people = People {
        administrator,
        owner: join(&app, administrator, "PAY", Role::ProductOwner, "owner").await,
        scrum_master: join(
            &app,
            administrator,
            "PAY",
            Role::ScrumMaster,
            "scrum.master",
        )
        .await,
        developer: join(&app, administrator, "PAY", Role::Developer, "developer").await,
        stakeholder: join(&app, administrator, "PAY", Role::Stakeholder, "stakeholder").await,
        outsider: join(&app, administrator, "WEB", Role::Stakeholder, "outsider").await,
    };
    let world = World {
        app,
        store,
        clock,
        people,
        product,
        other,
    };
    story::tell(&world).await;
    world.at(NOW);
    world
}

/// A Millpond in memory that nobody has set up yet.
pub async fn untouched() -> App {
    let clock = Arc::new(ManualClock::at(time(NOW)));
    App::with(Store::memory(), clock).await.unwrap()
}

/// A new world whose `PAY` holds `items` believable items more, at the bottom
/// of its product backlog.
pub async fn big(items: usize) -> World {
    let world = world().await;
    world.does(world.people.owner, items::import(items)).await;
    world
}

impl World {
    /// Sets the clock.
    pub fn at(&self, moment: &str) {
        self.clock.set(time(moment));
    }

    /// `PAY` as it is now.
    pub async fn state(&self) -> Arc<Snapshot<Product>> {
        self.view(self.people.administrator).await.state
    }

    /// `PAY` as somebody with a role in it sees it.
    pub async fn view(&self, person: PersonId) -> ProductView {
        let actor = self.app.actor(person);
        self.app.product(actor, "PAY").await.unwrap()
    }

    /// Somebody gives a command about `PAY` that must be carried out; what came
    /// of it.
    pub async fn does(
        &self,
        person: PersonId,
        command: impl Into<Command>,
    ) -> Vec<Recorded<Event>> {
        match self.tries(person, command).await {
            Ok(events) => events,
            Err(failure) => panic!("{failure}"),
        }
    }

    /// Somebody gives a command about `PAY` that may be refused.
    ///
    /// # Errors
    /// Why it was not carried out.
    pub async fn tries(
        &self,
        person: PersonId,
        command: impl Into<Command>,
    ) -> Result<Vec<Recorded<Event>>, Failure> {
        let (actor, commands) = (self.app.actor(person), vec![command.into()]);
        let done = self
            .app
            .execute_many(actor, self.product, commands, Mode::All);
        Ok(done.await?.events)
    }

    /// Signs somebody in: what the cookie of their browser holds.
    pub async fn session(&self, person: PersonId) -> Secret {
        self.app.sign_in_new(person, None).await.unwrap()
    }

    /// A new API token of somebody's.
    pub async fn token(&self, person: PersonId) -> Secret {
        self.app.create_token(person, "Test").await.unwrap()
    }
}

async fn set_up(app: &App) -> PersonId {
    let new = NewAdministrator {
        name: "Administrator".into(),
        email: "administrator@example.com".into(),
        password: PASSWORD.into(),
        workspace: "Acme".into(),
    };
    app.set_up(new).await.unwrap()
}

async fn open(app: &App, owner: PersonId, key: &str, name: &str) -> ProductId {
    let new = NewProduct {
        key: key.into(),
        name: name.into(),
        time_zone: "Europe/Warsaw".into(),
        owner,
        sample: false,
        begins: Default::default(),
    };
    app.create_product(app.actor(owner), new).await.unwrap()
}

/// Somebody joins by invite, as everybody does.
async fn join(app: &App, by: PersonId, product: &str, role: Role, address: &str) -> PersonId {
    let view = app.product(app.actor(by), product).await.unwrap();
    let new = NewInvite {
        roles: vec![role],
        email: None,
    };
    let link = app.invite(&view, new).await.unwrap();
    let mut name = address.replace('.', " ");
    name[..1].make_ascii_uppercase();
    let email = format!("{address}@example.com");
    let taken = app.take_invite(link.reveal(), &name, &email, PASSWORD);
    taken.await.unwrap().0
}

fn time(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}
