//! Sprints, one file per thing one can do with them.

mod board;
mod burndown;
mod close;
mod contract;
mod fill;
mod goal;
mod plan;
mod read;

use app::ProductView;
use axum::Json;
use domain::{Command, SprintId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::problem::{Problem, internal};
use crate::wire::SprintAccepted;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(read::list, plan::create))
        .routes(routes!(read::get, plan::reschedule, plan::discard))
        .routes(routes!(goal::set))
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

impl SprintPath {
    /// The product, and the sprint in it.
    async fn open(&self, caller: &Caller) -> Result<(ProductView, SprintId), Problem> {
        let view = caller.product(&self.product).await?;
        let sprint = view.state.sprint(SprintId(self.sprint));
        match sprint.map(|sprint| sprint.id) {
            Ok(sprint) => Ok((view, sprint)),
            Err(refusal) => Err(Problem::refused(&refusal, &view.state)),
        }
    }
}

/// Carries a command about a sprint out, and answers with the sprint after it.
async fn submit(
    caller: &Caller,
    view: &ProductView,
    sprint: SprintId,
    command: impl Into<Command>,
) -> Result<Json<SprintAccepted>, Problem> {
    let done = caller.submit(view, vec![command.into()]).await?;
    // Only discarding takes a sprint away, and that answers without one.
    SprintAccepted::of(&caller.app, done, sprint)
        .map(Json)
        .ok_or_else(internal)
}
