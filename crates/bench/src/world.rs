//! A data folder as a team would have it: an administrator with all roles, a product with
//! many items, a running sprint with a full board, and a product owner's work.

use std::collections::BTreeSet;
use std::path::Path;

use app::accounts::NewAdministrator;
use app::{App, NewProduct, ProductView};
use domain::item::assign::Assign;
use domain::item::reorder::Rank;
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::commit::CommitSprint;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::{Actor, Column, Command, ItemId, PersonId, ProductId, SprintId, ready};
use jiff::ToSpan;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::{asking, owner};

/// Cards on the board.
const CARDS: usize = 32;

/// A folder, and what one needs to knock at a server over it.
pub(crate) struct World {
    pub(crate) folder: TempDir,
    /// What the browser's cookie holds.
    pub(crate) session: String,
    /// What a program sends.
    pub(crate) token: String,
    /// The product backlog, as it stands once the sprint runs.
    pub(crate) order: Vec<ItemId>,
}

impl World {
    /// An item in the middle of the product backlog.
    pub(crate) fn item(&self) -> ItemId {
        self.order[self.order.len() / 2]
    }
}

/// A folder beside the program, so that it is on a real disk.
pub(crate) fn folder() -> TempDir {
    let program = std::env::current_exe().unwrap();
    tempfile::tempdir_in(program.parent().unwrap()).unwrap()
}

pub(crate) fn runtime() -> Runtime {
    Builder::new_multi_thread().enable_all().build().unwrap()
}

/// Makes such a folder with so many items, and closes it again.
pub(crate) fn make(items: usize) -> World {
    let folder = folder();
    // The folder is free again when the runtime is gone: its tasks hold the store.
    let runtime = runtime();
    let (session, token, order) = runtime.block_on(async {
        let app = App::open(folder.path()).await.unwrap();
        let person = set_up(&app).await;
        let product = fill(&app, person, items).await;
        let actor = app.actor(person);
        begin_sprint(&app, actor, product).await;
        owner::work(&app, actor, product, &view(&app, person).await.state).await;
        let view = view(&app, person).await;
        if items > 0 {
            asking::ask(&app, person, &view).await;
        }
        let order = view.state.order.to_vec();
        let session = app.sign_in_new(person, None).await.unwrap();
        let token = app.create_token(person, "Bench").await.unwrap();
        (
            session.reveal().to_owned(),
            token.reveal().to_owned(),
            order,
        )
    });
    drop(runtime);
    World {
        folder,
        session,
        token,
        order,
    }
}

pub(crate) async fn set_up(app: &App) -> PersonId {
    let new = NewAdministrator {
        name: "Ana".into(),
        email: "ana@example.com".into(),
        password: "a long password".into(),
        workspace: "Bench".into(),
    };
    app.set_up(new).await.unwrap()
}

/// Makes the product `PAY` with so many items.
pub(crate) async fn fill(app: &App, owner: PersonId, items: usize) -> ProductId {
    let new = NewProduct {
        key: "PAY".into(),
        name: "Payments".into(),
        time_zone: "UTC".into(),
        owner,
        sample: false,
        begins: Default::default(),
    };
    let actor = app.actor(owner);
    let product = app.create_product(actor, new).await.unwrap();
    if items > 0 {
        let import = testkit::import(items);
        app.execute(actor, product, import).await.unwrap();
    }
    product
}

/// `PAY` as its owner sees it.
pub(crate) async fn view(app: &App, owner: PersonId) -> ProductView {
    app.product(app.actor(owner), "PAY").await.unwrap()
}

/// A sprint over this week and the next, with cards in every column.
async fn begin_sprint(app: &App, actor: Actor, product: ProductId) {
    let today = app.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let end = today.checked_add(13.days()).unwrap();
    let plan = PlanSprint {
        team: None,
        name: None,
        goal: Some("Customers pay by card".into()),
        calendar: Calendar::new(today, end, "UTC", BTreeSet::new()).unwrap(),
    };
    let state = app.execute(actor, product, plan).await.unwrap().state;
    let ready = state.order.iter().copied();
    let ready = ready.filter(|item| ready::is_ready(&state, &state.items[item]));
    let sprint = SprintId(1);
    let pull = PullItems {
        sprint,
        items: ready.take(CARDS).collect(),
        to: Rank::Bottom,
        waive: Vec::new(),
        unready: Unready::Refuse,
    };
    let cards = pull.items.clone();
    app.execute(actor, product, pull).await.unwrap();
    app.execute(actor, product, CommitSprint { sprint })
        .await
        .unwrap();
    let moves = cards
        .iter()
        .zip(0..)
        .filter_map(|(card, number)| place(*card, number, actor));
    for command in moves.flatten() {
        app.execute(actor, product, command).await.unwrap();
    }
}

/// Every fourth card stays where it is, the others go on.
fn place(item: ItemId, number: usize, actor: Actor) -> Option<[Command; 2]> {
    let to = *Column::ALL.get(number % Column::ALL.len())?;
    if to == Column::ToDo {
        return None;
    }
    let assign = Assign {
        item,
        to: actor.person(),
    };
    let at = Rank::Bottom;
    Some([assign.into(), MoveCard { item, to, at }.into()])
}

/// The size of a folder's files together, in bytes.
pub(crate) fn size(folder: &Path) -> u64 {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().metadata().unwrap().len())
        .sum()
}
