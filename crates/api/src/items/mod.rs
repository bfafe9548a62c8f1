//! Items, one file per thing one can do with them.

mod comments;
mod create;
mod criteria;
mod dependencies;
mod edit;
mod get;
mod history;
mod merge;
mod poker;
mod questions;
mod remove;
mod split;
mod ticks;
mod why;

use app::ProductView;
use axum::Json;
use axum::http::StatusCode;
use domain::{Command, ItemId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::problem::{Problem, internal};
use crate::wire::{ItemAccepted, find};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(create::create))
        .routes(routes!(get::get, edit::edit))
        .routes(routes!(history::get))
        .routes(routes!(why::get))
        .routes(routes!(remove::remove))
        .routes(routes!(remove::restore))
        .merge(poker::routes())
        .routes(routes!(merge::merge))
        .routes(routes!(split::split))
        .merge(criteria::routes())
        .merge(comments::routes())
        .merge(questions::routes())
        .merge(ticks::routes())
        .merge(dependencies::routes())
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

impl ItemPath {
    /// The product, and the item in it.
    pub(crate) async fn open(&self, caller: &Caller) -> Result<(ProductView, ItemId), Problem> {
        let view = caller.product(&self.product).await?;
        let item = find(&view.state, &self.item)?;
        Ok((view, item))
    }
}

/// Carries one command about the item of an address out.
pub(crate) async fn change<C: Into<Command>>(
    caller: &Caller,
    path: &ItemPath,
    command: impl FnOnce(ItemId) -> C,
) -> Result<Json<ItemAccepted>, Problem> {
    let (view, item) = path.open(caller).await?;
    submit(caller, &view, item, vec![command(item).into()]).await
}

/// The same, where the command makes something new.
pub(crate) async fn add<C: Into<Command>>(
    caller: &Caller,
    path: &ItemPath,
    command: impl FnOnce(ItemId) -> C,
) -> Result<(StatusCode, Json<ItemAccepted>), Problem> {
    Ok((StatusCode::CREATED, change(caller, path, command).await?))
}

/// Carries commands about one item out, and answers with the item after them.
pub(crate) async fn submit(
    caller: &Caller,
    view: &ProductView,
    item: ItemId,
    commands: Vec<Command>,
) -> Result<Json<ItemAccepted>, Problem> {
    let done = caller.submit(view, commands).await?;
    // Items never leave a product's state, so it is there.
    ItemAccepted::of(&caller.app, done, item)
        .map(Json)
        .ok_or_else(internal)
}
