//! The import itself, aside from the request that asked for it: reads, compares, writes in one
//! command, and says how far it is.

use std::sync::Arc;

use app::App;
use domain::import::{Fate, ImportItems, fates};
use domain::{Actor, PersonId, Product};
use interchange::csv::{self, Sheet};
use interchange::dry_run::DryRun;
use interchange::plan::Plan;

use super::look::ordered;
use super::report::{Brought, Report};
use super::{Inside, Stage, Step, Upload};

/// Whom a name or an address in a file means, if it is somebody here.
pub(crate) type FindsPeople = Arc<dyn Fn(&str) -> Option<PersonId> + Send + Sync>;

/// Who imports, and whom the names in the file may mean.
#[derive(Clone)]
pub(crate) struct Order {
    /// The application.
    pub app: App,
    /// Who.
    pub actor: Actor,
    /// Their name, for the report.
    pub by: String,
    /// The product as it is.
    pub product: Arc<app::Snapshot<Product>>,
    /// Finds somebody of the product by name or address.
    pub people: FindsPeople,
}

/// What is written, and what is said about it.
struct Prepared {
    command: ImportItems,
    fates: Vec<Fate>,
    plan: Plan,
    dry: DryRun,
}

/// Imports a file that has begun. However it ends, the upload says so.
pub(crate) async fn run(order: Order, upload: Arc<Upload>) {
    let stage = match import(&order, &upload).await {
        Ok(report) => Stage::Done(Arc::new(report)),
        Err(sentence) => Stage::Failed(sentence),
    };
    upload.reach(stage);
}

async fn import(order: &Order, upload: &Arc<Upload>) -> Result<Report, String> {
    let inside = upload.now();
    let (aside, reader) = (order.clone(), upload.clone());
    let read = move || prepare(&aside, &reader, &inside);
    let prepared = order.app.read_aside(read).await;
    let prepared = prepared.map_err(|failure| failure.to_string())??;
    upload.reach(Stage::Running(Step::Writing));
    let Prepared {
        command,
        fates,
        plan,
        dry,
    } = prepared;
    let rows: Vec<(u64, String)> = command
        .items
        .iter()
        .map(|item| (item.row, item.key.clone()))
        .collect();
    let done = order
        .app
        .execute(order.actor, upload.product, command)
        .await
        .map_err(|failure| failure.to_string())?;
    Ok(Report {
        file: upload.name.clone(),
        product: order.product.key().to_owned(),
        by: order.by.clone(),
        at: order.app.now(),
        problems: plan.problems,
        items: Brought::all(rows, &fates, &done.state),
        command: (!done.events.is_empty()).then_some(done.command),
        dry,
    })
}

fn prepare(order: &Order, upload: &Upload, inside: &Inside) -> Result<Prepared, String> {
    let sheet = Sheet::read_with(&inside.bytes, inside.answers.header)
        .map_err(|error| error.explain().sentence())?;
    let answers = &inside.answers;
    let people = order.people.as_ref();
    let plan = csv::plan(&sheet, &answers.mapping, people, order.product.scale)
        .map_err(|none| none.to_string())?;
    upload.reach(Stage::Running(Step::Checking));
    let columns = csv::columns(&sheet, &answers.mapping);
    let (command, mut plan) = ordered(plan, answers);
    let fates = fates(&order.product, order.actor, &command);
    let finished = command.finished;
    plan.items = command.items;
    let dry = DryRun::new(&plan, columns, &fates, finished);
    let (command, plan) = ordered(plan, answers);
    Ok(Prepared {
        command,
        fates,
        plan,
        dry,
    })
}
