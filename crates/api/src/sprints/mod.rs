//! Sprints, one file per thing one can do with them.

mod board;
mod burndown;
mod capacity;
mod close;
mod contract;
mod fill;
mod goal;
mod plan;
mod read;

use domain::{Product, SprintId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::subject::Address;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, plan::create))
        .routes(routes!(read::get, plan::reschedule, plan::discard))
        .routes(routes!(goal::set))
        .routes(routes!(capacity::get))
        .routes(routes!(capacity::set, capacity::forget))
        .routes(routes!(fill::pull))
        .routes(routes!(fill::fill))
        .routes(routes!(fill::put_back))
        .routes(routes!(fill::rearrange))
        .routes(routes!(contract::commit))
        .routes(routes!(contract::get))
        .routes(routes!(board::get))
        .routes(routes!(board::move_card))
        .routes(routes!(burndown::get))
        .routes(routes!(close::close))
        .routes(routes!(close::outcome))
}

/// The sprint an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct SprintPath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The sprint's number in the product, counted from 1.
    #[param(minimum = 1, example = 1)]
    sprint: u32,
}

impl Address for SprintPath {
    type Subject = SprintId;

    fn product(&self) -> &str {
        &self.product
    }

    fn find(&self, product: &Product) -> Result<SprintId, Problem> {
        found(product, self.sprint)
    }
}

/// The sprint with this number.
fn found(product: &Product, number: u32) -> Result<SprintId, Problem> {
    let sprint = product.sprint(SprintId(number));
    let sprint = sprint.map(|sprint| sprint.id);
    sprint.map_err(|refusal| Problem::refused(&refusal, product))
}
