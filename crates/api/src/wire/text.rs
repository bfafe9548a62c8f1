//! Texts in requests, with the limits that the domain holds them to, so that
//! the document says before what a refusal would say after.

use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// A text of one line: a title, a criterion, a name. White space is folded.
#[derive(Clone, PartialEq, Debug, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, min_length = 1, max_length = 500, pattern = r"[^\s\x00-\x20\x7f-\xa0]")]
pub(crate) struct Line(pub(crate) String);

/// A word that items are grouped by. Compared without regard to case.
#[derive(Clone, PartialEq, Debug, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, min_length = 1, max_length = 60, pattern = r"[^\s\x00-\x20\x7f-\xa0]")]
pub(crate) struct LabelText(pub(crate) String);

impl From<LabelText> for String {
    fn from(label: LabelText) -> String {
        label.0
    }
}

impl From<Line> for String {
    fn from(line: Line) -> String {
        line.0
    }
}

/// Tells a field that is `null` (take it away) from one that is not there
/// (leave it).
///
/// # Errors
/// When the value does not fit.
pub(crate) fn double<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
