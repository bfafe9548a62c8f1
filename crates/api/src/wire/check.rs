//! The checks of the Definition of Ready, as programs name them: one word each,
//! because a team may add checks of its own.

use domain::ready;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// A check of the Definition of Ready: `broken_down` (it is no epic; this one
/// cannot be waived), `acceptance_criteria`, `estimate`, `size`,
/// `no_open_question`, `no_unresolved_dependency`, `serves_roadmap`, or one of
/// the team's own, such as `own_3`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ToSchema)]
#[schema(
    value_type = String,
    pattern = "^(broken_down|acceptance_criteria|estimate|size|no_open_question|no_unresolved_dependency|serves_roadmap|own_[1-9][0-9]{0,3})$",
    example = "estimate"
)]
pub(crate) struct Check(ready::Check);

impl From<ready::Check> for Check {
    fn from(check: ready::Check) -> Check {
        Check(check)
    }
}

impl From<Check> for ready::Check {
    fn from(check: Check) -> ready::Check {
        check.0
    }
}

impl Serialize for Check {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.code())
    }
}

impl<'de> Deserialize<'de> for Check {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Check, D::Error> {
        let code = String::deserialize(deserializer)?;
        let check = ready::Check::parse(&code);
        check
            .map(Check)
            .ok_or_else(|| D::Error::custom(format!("there is no check “{code}”")))
    }
}
