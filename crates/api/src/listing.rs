//! What the lists of items share: a filter, and pages with cursors.

use domain::query::{BadParameter, Filter};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::cursor::Cursor;
use crate::extract::bad_query;
use crate::problem::{Problem, sentences};
use crate::wire::{Kind, find};

/// Rows of a page, unless asked otherwise.
const PAGE: u16 = 100;
/// Rows of a page at most.
const LONGEST: u16 = 1_000;

/// What the list is narrowed to, and which part of it is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListQuery {
    /// Only these kinds. May be repeated.
    #[serde(default)]
    kind: Vec<Kind>,
    /// Only items of the epic with this key, or `none`: of no epic.
    #[param(pattern = "^(none|([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8})?$")]
    epic: Option<String>,
    /// Only items that serve the goal with this number, by themselves or through their epic, or
    /// `none`.
    #[param(pattern = "^(none|[1-9][0-9]{0,8})?$")]
    goal: Option<String>,
    /// Only items with this label. May be repeated: with all of them.
    #[serde(default)]
    label: Vec<String>,
    /// Only items with this many points, or of this T-shirt size where the team estimates in
    /// sizes, with `some` estimate, or with `none`.
    #[param(
        pattern = r"^(none|some|XS|S|M|L|XL|[0-9]{1,4}|[0-9]{1,3}\.[0-9]{1,2})?$",
        example = "none"
    )]
    estimate: Option<String>,
    /// Only items with this priority, or with `none`. May be repeated: with any of
    /// them.
    #[serde(default)]
    #[param(inline)]
    priority: Vec<WantedPriority>,
    /// Only items that have a score by the product's formula, with `some`, or have
    /// `none`.
    #[param(pattern = "^(some|none)?$")]
    score: Option<String>,
    /// Only items of this Kano category, or of `none`.
    #[param(pattern = "^(basic|performance|excitement|indifferent|reverse|questionable|none)?$")]
    kano: Option<String>,
    /// Only items that pass every check of the Definition of Ready, or only
    /// those that do not.
    ready: Option<bool>,
    /// Only items about which a question waits for an answer.
    #[param(pattern = "^(open)?$")]
    questions: Option<String>,
    /// Only items whose detail does not fit their place: `vague` near the top, or
    /// `elaborate` far below. Of the product backlog alone.
    #[param(pattern = "^(vague|elaborate)?$")]
    detail: Option<String>,
    /// Only items in which all these words occur.
    #[param(max_length = 500)]
    q: Option<String>,
    /// How many rows at most.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<u16>,
    /// Where the page before ended: its `next_cursor`.
    #[param(pattern = r"^([0-9]{1,9}\.[0-9]{1,9}(\.[1-9][0-9]{0,8}){1,8})?$")]
    cursor: Option<String>,
}

/// A priority to narrow a list to.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum WantedPriority {
    /// Without it the rest is worth nothing.
    Must,
    /// Important.
    Should,
    /// Wanted.
    Could,
    /// Nobody has said yet.
    None,
}

impl WantedPriority {
    fn as_str(self) -> &'static str {
        match self {
            WantedPriority::Must => domain::Priority::Must.as_str(),
            WantedPriority::Should => domain::Priority::Should.as_str(),
            WantedPriority::Could => domain::Priority::Could.as_str(),
            WantedPriority::None => "none",
        }
    }
}

impl ListQuery {
    /// Where the page before ended.
    pub(crate) fn cursor(&self) -> Result<Option<Cursor>, Problem> {
        self.cursor.as_deref().map(Cursor::parse).transpose()
    }

    /// How many rows are wanted.
    pub(crate) fn limit(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(PAGE) {
            limit @ 1..=LONGEST => Ok(usize::from(limit)),
            limit => Err(bad_query(&format!(
                "The limit {limit} is not between 1 and {LONGEST}."
            ))),
        }
    }

    /// What the list is narrowed to.
    pub(crate) fn filter(&self, product: &domain::Product) -> Result<Filter, Problem> {
        filter(product, self)
    }
}

fn filter(product: &domain::Product, query: &ListQuery) -> Result<Filter, Problem> {
    if let Some(epic) = query
        .epic
        .as_deref()
        .filter(|epic| !["", "none"].contains(epic))
    {
        find(product, epic)?;
    }
    let kinds = query
        .kind
        .iter()
        .map(|kind| ("kind", domain::Kind::from(*kind).as_str()));
    let labels = query.label.iter().map(|label| ("label", label.as_str()));
    let priorities = query.priority.iter().map(|one| ("priority", one.as_str()));
    let ready = query.ready.map(|ready| if ready { "yes" } else { "no" });
    let single = [
        ("epic", query.epic.as_deref()),
        ("goal", query.goal.as_deref()),
        ("estimate", query.estimate.as_deref()),
        ("kano", query.kano.as_deref()),
        ("score", query.score.as_deref()),
        ("ready", ready),
        ("questions", query.questions.as_deref()),
        ("detail", query.detail.as_deref()),
        ("q", query.q.as_deref()),
    ];
    let single = single
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    Filter::parse(product, kinds.chain(labels).chain(priorities).chain(single))
        .map_err(|bad| means_nothing(&bad))
}

/// A filter that is none.
pub(crate) fn means_nothing(bad: &BadParameter) -> Problem {
    let (what, why) = ("Nothing was read.", format!("{bad}."));
    let explanation = sentences(what, &why, "Leave it out, or say it in another way.");
    Problem::invalid("filter-invalid", &bad.name, explanation)
}
