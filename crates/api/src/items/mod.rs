//! Items, one file per thing one can do with them.

mod attachments;
mod blockers;
mod comments;
mod create;
mod criteria;
mod dependencies;
mod edit;
mod forecast;
mod get;
mod history;
mod links;
mod merge;
mod poker;
mod questions;
mod remove;
mod split;
mod ticks;
mod why;

use domain::{ItemId, Product};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::subject::Address;
use crate::wire::find;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(create::create))
        .routes(routes!(get::get, edit::edit))
        .routes(routes!(history::get))
        .routes(routes!(why::get))
        .routes(routes!(forecast::get))
        .routes(routes!(remove::remove))
        .routes(routes!(remove::restore))
        .merge(poker::routes())
        .routes(routes!(merge::merge))
        .routes(routes!(split::split))
        .merge(criteria::routes())
        .merge(comments::routes())
        .merge(attachments::routes())
        .merge(questions::routes())
        .merge(blockers::routes())
        .merge(ticks::routes())
        .merge(dependencies::routes())
        .merge(links::routes())
}

/// What takes a file, and reads it as it comes.
pub(crate) fn uploads() -> OpenApiRouter<app::App> {
    attachments::uploads()
}

/// The item an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct ItemPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The item's key, or only its number.
    #[param(
        pattern = "^([A-Za-z][A-Za-z0-9]{1,9}-)?[1-9][0-9]{0,8}$",
        example = "PAY-12"
    )]
    item: String,
}

impl Address for ItemPath {
    type Subject = ItemId;

    fn product(&self) -> &str {
        &self.product
    }

    fn find(&self, product: &Product) -> Result<ItemId, Problem> {
        find(product, &self.item)
    }
}
