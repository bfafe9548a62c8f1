//! Story points over the wire: a plain number.

use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

/// An estimate in story points.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Points(domain::Points);

impl From<domain::Points> for Points {
    fn from(points: domain::Points) -> Points {
        Points(points)
    }
}

impl From<Points> for domain::Points {
    fn from(points: Points) -> domain::Points {
        points.0
    }
}

impl PartialSchema for Points {
    fn schema() -> RefOr<Schema> {
        let text = "Story points from 0 to 9,999, kept to a hundredth.";
        let number = ObjectBuilder::new().schema_type(Type::Number);
        let number = number.minimum(Some(0)).maximum(Some(9_999));
        number.description(Some(text)).into()
    }
}

impl ToSchema for Points {}

/// A sum of estimates.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = f64, minimum = 0)]
pub(crate) struct Total(domain::Points);

impl From<domain::Points> for Total {
    fn from(points: domain::Points) -> Total {
        Total(points)
    }
}
