//! The scale a team estimates on.

use axum::Json;
use domain::scale::{self, ChangeScale};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::wire::{Accepted, Points};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new().routes(routes!(get, change))
}

/// A scale. Points over the wire are numbers on every scale.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
struct EstimateScale {
    /// Which.
    scale: Name,
    /// What each T-shirt size is worth; only with `sizes`.
    #[serde(default)]
    sizes: Option<Sizes>,
}

/// Which scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Name {
    /// 1, 2, 3, 5, 8 and so on.
    Fibonacci,
    /// 1, 2, 4, 8 and so on.
    PowersOfTwo,
    /// Hours of work.
    Hours,
    /// XS to XL.
    Sizes,
}

/// What each T-shirt size is worth, rising.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Sizes {
    /// Extra small.
    xs: Points,
    /// Small.
    s: Points,
    /// Medium.
    m: Points,
    /// Large.
    l: Points,
    /// Extra large.
    xl: Points,
}

impl From<scale::Scale> for EstimateScale {
    fn from(now: scale::Scale) -> EstimateScale {
        let (scale, sizes) = match now {
            scale::Scale::Fibonacci => (Name::Fibonacci, None),
            scale::Scale::PowersOfTwo => (Name::PowersOfTwo, None),
            scale::Scale::Hours => (Name::Hours, None),
            scale::Scale::Sizes(sizes) => (Name::Sizes, Some(sizes.into())),
        };
        EstimateScale { scale, sizes }
    }
}

impl From<scale::Sizes> for Sizes {
    fn from(worth: scale::Sizes) -> Sizes {
        let scale::Sizes { xs, s, m, l, xl } = worth;
        let [xs, s, m, l, xl] = [xs, s, m, l, xl].map(Points::from);
        Sizes { xs, s, m, l, xl }
    }
}

impl From<EstimateScale> for scale::Scale {
    fn from(wanted: EstimateScale) -> scale::Scale {
        match wanted.scale {
            Name::Fibonacci => scale::Scale::Fibonacci,
            Name::PowersOfTwo => scale::Scale::PowersOfTwo,
            Name::Hours => scale::Scale::Hours,
            Name::Sizes => {
                scale::Scale::Sizes(wanted.sizes.map_or_else(Default::default, Into::into))
            }
        }
    }
}

impl From<Sizes> for scale::Sizes {
    fn from(worth: Sizes) -> scale::Sizes {
        let Sizes { xs, s, m, l, xl } = worth;
        let [xs, s, m, l, xl] = [xs, s, m, l, xl].map(domain::Points::from);
        scale::Sizes { xs, s, m, l, xl }
    }
}

/// Read the estimate scale
///
/// It says which estimates are offered and how they read; over the wire they are
/// numbers on every scale.
#[utoipa::path(get, path = "/products/{product}/scale", operation_id = "get_scale",
    tag = "products", params(ProductPath), responses((status = 200, body = EstimateScale)))]
async fn get(
    caller: Caller,
    Path(path): Path<ProductPath>,
) -> Result<Json<EstimateScale>, Problem> {
    let view = caller.product(&path.product).await?;
    Ok(Json(view.state.scale.into()))
}

/// Estimate on another scale
///
/// Needs the right to estimate. Changes no estimate.
#[utoipa::path(put, path = "/products/{product}/scale", operation_id = "change_scale",
    tag = "products", params(ProductPath), request_body = EstimateScale,
    responses((status = 200, body = Accepted)))]
async fn change(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<EstimateScale>,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let command = ChangeScale { to: body.into() };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(Accepted::from(&done)))
}
