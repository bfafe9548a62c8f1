//! `millpond import`: items from a file. The dry run and the real run take the same way up
//! to the one command that brings everything, or nothing.
//!
//! Deliberately not here: what a file means (`interchange`) and what that means for the
//! product (`domain`).

mod report;
mod source;

use app::{App, Mode, ProductView};
use domain::import::{FinishedItems, ImportItems, RemovedItems, fates};
use domain::{Actor, PersonId, Roles};
use interchange::csv::{self, Header, Mapping, Sheet};
use interchange::dry_run::DryRun;

use crate::cli::{Closed, ImportOptions};
use crate::complaint::Complaint;
use crate::folder;
use domain::text::counted;
use report::Outcome;
use source::Progress;

pub(crate) fn run(options: &ImportOptions) -> Result<(), Complaint> {
    let progress = Progress::start();
    progress.stage("reading");
    let bytes = source::read(&options.file)?;
    let header = match options.no_header {
        true => Header::Absent,
        false => Header::Guess,
    };
    let sheet =
        Sheet::read_with(&bytes, header).map_err(|error| unreadable(&options.file, &error))?;
    let mapping = mapping(&sheet, &options.map)?;
    let outcome = folder::with_app(&options.data.path, async |app| {
        bring(&app, options, &sheet, &mapping, &progress).await
    })?;
    progress.end();
    report::print(options, &outcome)
}

/// Which column is which field: by their names, unless the caller says otherwise.
fn mapping(sheet: &Sheet, told: &[(csv::Field, String)]) -> Result<Mapping, Complaint> {
    let mut mapping = Mapping::recognise(sheet);
    for (field, column) in told {
        let assigned = mapping.assign(column, Some(*field));
        assigned.map_err(|error| Complaint::new(format!("--map: {error}")))?;
    }
    Ok(mapping)
}

async fn bring(
    app: &App,
    options: &ImportOptions,
    sheet: &Sheet<'_>,
    mapping: &Mapping,
    progress: &Progress,
) -> Result<Outcome, Complaint> {
    progress.stage("checking");
    let view = app.product(Actor::Operator, options.product.trim()).await?;
    let people = |text: &str| person(app, &view, text);
    let plan = csv::plan(sheet, mapping, &people, view.state.scale);
    let plan =
        plan.map_err(|error| Complaint::new(format!("{error} Name it with --map title=…")))?;
    let columns = csv::columns(sheet, mapping);
    let usual = || plan.usual_finished();
    let finished = options.closed.map_or_else(usual, Into::into);
    let command = ImportItems {
        items: plan.items.clone(),
        finished,
        removed: match options.restore {
            true => RemovedItems::Restore,
            false => RemovedItems::Leave,
        },
    };
    let fates = fates(&view.state, view.actor, &command);
    let dry_run = DryRun::new(&plan, columns, &fates, finished);
    let changes = dry_run.fates.change();
    if !options.dry_run && changes {
        progress.stage(&format!("writing {}", counted(command.items.len(), "item")));
        let commands = vec![command.into()];
        app.execute_many(view.actor, view.id, commands, Mode::All)
            .await?;
    }
    Ok(Outcome {
        product: view.state.key().to_owned(),
        written: !options.dry_run && changes,
        dry_run,
    })
}

/// Somebody with a role in the product, by name or address.
fn person(app: &App, view: &ProductView, text: &str) -> Option<PersonId> {
    let text = text.trim().to_lowercase();
    let has_role = |id: &PersonId| {
        view.state
            .people
            .get(id)
            .is_some_and(|roles| !Roles::is_empty(*roles))
    };
    let people = app.people();
    let card = people
        .values()
        .filter(|card| has_role(&card.id))
        .find(|card| card.name.to_lowercase() == text || card.email.to_lowercase() == text)?;
    Some(card.id)
}

fn unreadable(file: &str, error: &csv::Unreadable) -> Complaint {
    let explanation = error.explain();
    let (what, why, remedy) = (explanation.what, explanation.why, explanation.remedy);
    Complaint::new(format!("{}: {what} {why} {remedy}", source::name(file)))
}

impl From<Closed> for FinishedItems {
    fn from(closed: Closed) -> FinishedItems {
        match closed {
            Closed::Backlog => FinishedItems::Reopen,
            Closed::Done => FinishedItems::Done,
            Closed::Skip => FinishedItems::Skip,
        }
    }
}
