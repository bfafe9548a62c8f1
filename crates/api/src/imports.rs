//! Bringing items from a CSV file. Reading it is `interchange`'s matter; what
//! that means for the product is decided in `domain`. All of it comes as one
//! command, or nothing; the same file again changes nothing.

mod report;

use std::collections::{BTreeMap, BTreeSet};

use app::{Done, ProductView};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request};
use axum::http::StatusCode;
use domain::import::{Fate, ImportItems, fates};
use domain::{Actor, Event, PersonId, Place, Product, Right};
use interchange::csv::{self, Field as CsvField, Header, Mapping, Sheet};
use interchange::dry_run::{DryRun, Fates};
use serde::Deserialize;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{self, Path, Query, bad_query};
use crate::idempotency;
use crate::problem::{Problem, sentences};
use crate::products::ProductPath;
use report::Imported;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// Bytes a file has at most.
const LARGEST: usize = 100 << 20;

/// How a file is read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ImportQuery {
    /// Only say what would come, and change nothing.
    dry_run: Option<bool>,
    /// Whether the first row names the columns. If not given, it does, unless the
    /// file is a plain list: one column, and no name that is known. Without names
    /// the columns are called `Column 1`, `Column 2` and so on.
    header: Option<bool>,
    /// What becomes of items that are finished where they come from. If not given,
    /// they come as done, unless they are more than half of the file: then they
    /// come into the product backlog like all others.
    #[param(inline)]
    finished: Option<FinishedRows>,
    /// What becomes of items that came earlier and were removed here since. They
    /// stay removed if not given.
    #[param(inline)]
    removed: Option<RemovedRows>,
    /// Which column is which field, as `field=column`, such as
    /// `estimate=Story Points`; a column without field as `=column`. May be
    /// repeated. Columns that are not named here are recognised by their names.
    #[serde(default)]
    #[param(inline, example = json!(["estimate=Story Points"]))]
    mapping: Vec<ColumnMapping>,
}

/// Which field a column is, as `field=column`.
#[derive(Deserialize)]
#[serde(transparent)]
struct ColumnMapping(String);

impl PartialSchema for ColumnMapping {
    fn schema() -> RefOr<Schema> {
        let fields = CsvField::ALL.map(|field| field.as_str()).join("|");
        let text = ObjectBuilder::new().schema_type(Type::String);
        text.pattern(Some(format!("^({fields})?="))).into()
    }
}

impl ToSchema for ColumnMapping {}

/// What becomes of items that are finished where they come from.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum FinishedRows {
    /// They come into the product backlog like all others.
    Backlog,
    /// They come as done.
    Done,
    /// They stay where they are.
    Skip,
}

impl From<FinishedRows> for domain::import::FinishedItems {
    fn from(finished: FinishedRows) -> Self {
        match finished {
            FinishedRows::Backlog => Self::Reopen,
            FinishedRows::Done => Self::Done,
            FinishedRows::Skip => Self::Skip,
        }
    }
}

/// What becomes of items that came earlier and were removed here since.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum RemovedRows {
    /// They stay removed.
    Leave,
    /// They come back to where they stood.
    Restore,
}

impl From<RemovedRows> for domain::import::RemovedItems {
    fn from(removed: RemovedRows) -> Self {
        match removed {
            RemovedRows::Leave => Self::Leave,
            RemovedRows::Restore => Self::Restore,
        }
    }
}

/// Import items from a CSV file
///
/// Needs the right to import. The body is the file itself. All rows come as one
/// command, or none; the same file again changes nothing, and a newer one updates
/// what is still as it was imported. With `dry_run` nothing is changed: the report
/// says what would come, what would not, and why.
#[utoipa::path(post, path = "/products/{product}/imports", operation_id = "import_items",
    tag = "imports", params(ProductPath, ImportQuery),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, body = Imported)))]
async fn create(caller: Caller, request: Request) -> Result<Json<Imported>, Problem> {
    let (mut parts, body) = request.into_parts();
    let Path(path) = Path::<ProductPath>::from_request_parts(&mut parts, &caller.app).await?;
    let Query(query) = Query::<ImportQuery>::from_request_parts(&mut parts, &caller.app).await?;
    let view = caller.product(&path.product).await?;
    domain::rights::check(&view.state, view.actor, &[Right::Import])
        .map_err(|refusal| Problem::refused(&refusal, &view.state))?;
    if !extract::is(&parts.headers, &["text/csv"]) {
        return Err(extract::media_type("CSV", "text/csv"));
    }
    let request = Request::from_parts(parts.clone(), body);
    let bytes = extract::read(request, &caller.app).await?;
    let caller = caller.calling(idempotency::of(&parts, &bytes)?);
    let dry = query.dry_run.unwrap_or_default();
    let mut prepared = prepare(&caller, &view, query, bytes).await?;
    if dry {
        return Ok(Json(Imported::dry(&prepared.report)));
    }
    let done = caller.submit(&view, vec![prepared.command.into()]).await?;
    prepared.report.fates = as_it_was(&prepared.fates, &done);
    Ok(Json(Imported::done(&prepared.report, &done)))
}

/// What became of the items, also when that was when the request came first:
/// by now they are all there.
fn as_it_was(fates: &[Fate], done: &Done<Product>) -> Fates {
    let (mut created, mut updated) = (BTreeSet::new(), BTreeSet::new());
    let (mut restored, mut finished) = (BTreeSet::new(), 0);
    for recorded in &done.events {
        match &recorded.event {
            Event::ItemCreated(event) => {
                finished += usize::from(event.place != Place::ProductBacklog);
                created.insert(event.item)
            }
            Event::ItemsRestored(event) => {
                restored.extend(event.items.iter().map(|back| back.item));
                continue;
            }
            event => event.items().first().is_some_and(|id| updated.insert(*id)),
        };
    }
    let then = fates.iter().map(|fate| match fate {
        Fate::Update(id) | Fate::Unchanged(id) if created.contains(id) => Fate::Create,
        Fate::Update(id) | Fate::Unchanged(id) if restored.contains(id) => Fate::Restore(*id),
        Fate::Update(id) | Fate::Unchanged(id) if updated.contains(id) => Fate::Update(*id),
        fate => *fate,
    });
    Fates::of(&then.collect::<Vec<_>>(), finished)
}

/// A file that was read: what it brings, and the report on it.
struct Prepared {
    command: ImportItems,
    fates: Vec<Fate>,
    report: DryRun,
}

/// Reads the file aside, because a long one would hold other requests up.
async fn prepare(
    caller: &Caller,
    view: &ProductView,
    query: ImportQuery,
    bytes: Bytes,
) -> Result<Prepared, Problem> {
    let people = people(caller, view);
    let (product, actor) = (view.state.clone(), view.actor);
    let read = move || {
        let find = |name: &str| people.get(&name.trim().to_lowercase()).copied().flatten();
        read(&bytes, &query, (&product, actor), &find)
    };
    caller.app.read_aside(read).await?
}

fn read(
    bytes: &[u8],
    query: &ImportQuery,
    (product, actor): (&Product, Actor),
    people: &dyn Fn(&str) -> Option<PersonId>,
) -> Result<Prepared, Problem> {
    let header = match query.header {
        Some(true) => Header::Present,
        Some(false) => Header::Absent,
        None => Header::Guess,
    };
    let sheet = Sheet::read_with(bytes, header).map_err(|error| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Problem::new(status, "file-unreadable", error.explain())
    })?;
    let mut mapping = Mapping::recognise(&sheet);
    for one in &query.mapping {
        assign(&mut mapping, &one.0)?;
    }
    let mut plan = csv::plan(&sheet, &mapping, people, product.scale).map_err(|error| {
        let explanation = sentences(
            "Nothing was imported.",
            &error.to_string(),
            "Name the column, such as mapping=title=Name.",
        );
        Problem::invalid("no-title-column", "mapping", explanation)
    })?;
    let usual = || plan.usual_finished();
    let finished = query.finished.map_or_else(usual, Into::into);
    let removed = query.removed.map(Into::into).unwrap_or_default();
    let items = std::mem::take(&mut plan.items);
    let command = ImportItems {
        items,
        finished,
        removed,
    };
    let fates: Vec<Fate> = fates(product, actor, &command);
    plan.items = command.items;
    let report = DryRun::new(&plan, csv::columns(&sheet, &mapping), &fates, finished);
    let command = ImportItems {
        items: plan.items,
        finished,
        removed,
    };
    Ok(Prepared {
        command,
        fates,
        report,
    })
}

fn assign(mapping: &mut Mapping, text: &str) -> Result<(), Problem> {
    let pair = text
        .split_once('=')
        .and_then(|(field, column)| match field {
            "" => Some((None, column)),
            field => Some((Some(CsvField::parse(field)?), column)),
        });
    let Some((field, column)) = pair else {
        let fields: Vec<&str> = CsvField::ALL.iter().map(|field| field.as_str()).collect();
        let fields = fields.join(", ");
        return Err(bad_query(&format!(
            "“{text}” is no mapping. Write field=column; the fields are {fields}."
        )));
    };
    mapping.assign(column, field).map_err(|unknown| {
        let why = unknown.to_string();
        let explanation = sentences("Nothing was imported.", &why, "Name one of those.");
        Problem::invalid("no-such-column", "mapping", explanation)
    })
}

/// The people of the product by name and by address, in lower case; nobody where
/// several have the same.
fn people(caller: &Caller, view: &ProductView) -> BTreeMap<String, Option<PersonId>> {
    let everybody = caller.app.people();
    let mut known = BTreeMap::new();
    for card in view.state.people.keys().filter_map(|id| everybody.get(id)) {
        for name in [card.name.to_lowercase(), card.email.to_lowercase()] {
            let one = known.entry(name).or_insert(Some(card.id));
            *one = one.filter(|id| *id == card.id);
        }
    }
    known
}
