//! Planning poker: opening it, voting, turning the cards over, another round, and
//! writing what was agreed.

use app::ProductView;
use axum::Json;
use axum::http::StatusCode;
use domain::poker::Table;
use domain::poker::close::CloseVote;
use domain::poker::open::OpenVote;
use domain::poker::reveal::RevealVotes;
use domain::poker::round::NextRound;
use domain::poker::vote::Vote;
use domain::{Command, ItemId, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ItemPath;
use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::Problem;
use crate::products::ProductPath;
use crate::subject::Address;
use crate::wire::{Accepted, Card, Points, Poker, Reading, Whole};

pub(super) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get, open))
        .routes(routes!(vote))
        .routes(routes!(reveal))
        .routes(routes!(next_round))
        .routes(routes!(close))
}

/// The items that are voted on.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct OpenPoker {
    /// By their number.
    items: Vec<Poker>,
}

/// Planning poker on an item.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct ItemPoker {
    /// `null` when nobody votes on the item now.
    poker: Option<Poker>,
}

/// A command at the table was carried out.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct PokerAccepted {
    /// The command.
    #[serde(flatten)]
    accepted: Accepted,
    /// The table as it is now; `null` when nobody votes on the item any more.
    poker: Option<Poker>,
}

/// List what is voted on
///
/// The items whose planning poker is open. Nobody sees what another voted before
/// the reveal; who voted what is for the team, the spread for everybody.
#[utoipa::path(get, path = "/products/{product}/poker", operation_id = "list_poker",
    tag = "items", params(ProductPath), responses((status = 200, body = OpenPoker)))]
async fn list(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<OpenPoker>, Problem> {
    let view = caller.product(&path.product).await?;
    let open: Vec<ItemId> = view.state.votings.keys().copied().collect();
    let reading = Reading::of(&caller.app, view.state);
    let seen = |item| Table::seen_by(&reading.product, caller.actor, item);
    let tables = open.into_iter().filter_map(seen);
    let items = tables.map(|table| reading.poker(table)).collect();
    Ok(Json(OpenPoker { items }))
}

/// Read planning poker on an item
///
/// As the caller may see it.
#[utoipa::path(get, path = "/products/{product}/items/{item}/poker", operation_id = "get_poker",
    tag = "items", params(ItemPath), responses((status = 200, body = ItemPoker)))]
async fn get(caller: Caller, Path(path): Path<ItemPath>) -> Result<Json<ItemPoker>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let reading = Reading::of(&caller.app, view.state);
    let poker = seen(&reading, &caller, item);
    Ok(Json(ItemPoker { poker }))
}

/// Open planning poker on an item
///
/// Needs the right to refine: asking decides nothing.
#[utoipa::path(post, path = "/products/{product}/items/{item}/poker", operation_id = "open_poker",
    tag = "items", params(ItemPath), responses((status = 201, body = PokerAccepted)))]
async fn open(
    caller: Caller,
    Path(path): Path<ItemPath>,
) -> Result<(StatusCode, Json<PokerAccepted>), Problem> {
    let answer = change(&caller, &path, |item| OpenVote { item }).await?;
    Ok((StatusCode::CREATED, answer))
}

/// The number of a round, counted from 1.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(try_from = "Whole")]
#[schema(value_type = u64, minimum = 1, maximum = 9007199254740991_u64)]
struct RoundNumber(u32);

impl TryFrom<Whole> for RoundNumber {
    type Error = &'static str;

    fn try_from(number: Whole) -> Result<RoundNumber, &'static str> {
        match number.clamped() {
            0 => Err("rounds are counted from 1"),
            number => Ok(RoundNumber(number)),
        }
    }
}

/// A vote.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CastVote {
    /// The round it is for.
    round: RoundNumber,
    /// The card; `null` takes the vote back.
    card: Option<Card>,
}

/// Vote on an item
///
/// Needs the right to estimate. Until the reveal nobody else sees the card, and
/// another may be laid down.
#[utoipa::path(put, path = "/products/{product}/items/{item}/poker/vote", operation_id = "vote",
    tag = "items", params(ItemPath), request_body = CastVote,
    responses((status = 200, body = PokerAccepted)))]
async fn vote(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<CastVote>,
) -> Result<Json<PokerAccepted>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let voter = caller.actor.person();
    let voter = voter.ok_or_else(|| Problem::refused(&Refusal::NotYourVote, &view.state))?;
    let command = Vote {
        item,
        round: body.round.0,
        voter,
        card: body.card.map(Into::into),
    };
    submit(&caller, &view, item, command.into()).await
}

/// Which round it is about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfRound {
    /// Its number.
    round: RoundNumber,
}

/// Reveal the votes
///
/// Needs the right to estimate. Votes may be missing. There is no way back, but
/// another round.
#[utoipa::path(post, path = "/products/{product}/items/{item}/poker/reveal",
    operation_id = "reveal_votes", tag = "items", params(ItemPath), request_body = OfRound,
    responses((status = 200, body = PokerAccepted)))]
async fn reveal(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<OfRound>,
) -> Result<Json<PokerAccepted>, Problem> {
    let round = body.round.0;
    change(&caller, &path, |item| RevealVotes { item, round }).await
}

/// Begin another round
///
/// Needs the right to estimate; `round` is the one that was revealed.
#[utoipa::path(post, path = "/products/{product}/items/{item}/poker/rounds",
    operation_id = "next_round", tag = "items", params(ItemPath), request_body = OfRound,
    responses((status = 200, body = PokerAccepted)))]
async fn next_round(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<OfRound>,
) -> Result<Json<PokerAccepted>, Problem> {
    let round = body.round.0;
    change(&caller, &path, |item| NextRound { item, round }).await
}

/// What the team agreed on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Agreement {
    /// The round that led to it.
    round: RoundNumber,
    /// The estimate, after a reveal; `null` ends the poker without one.
    points: Option<Points>,
}

/// Write what was agreed
///
/// Needs the right to estimate. Estimates the item, keeps the votes in its
/// history, and ends the poker on it.
#[utoipa::path(post, path = "/products/{product}/items/{item}/poker/agreement",
    operation_id = "close_poker", tag = "items", params(ItemPath), request_body = Agreement,
    responses((status = 200, body = PokerAccepted)))]
async fn close(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<Agreement>,
) -> Result<Json<PokerAccepted>, Problem> {
    change(&caller, &path, |item| CloseVote {
        item,
        round: body.round.0,
        estimate: body.points.map(Into::into),
    })
    .await
}

fn seen(reading: &Reading, caller: &Caller, item: ItemId) -> Option<Poker> {
    let table = Table::seen_by(&reading.product, caller.actor, item)?;
    Some(reading.poker(table))
}

/// Carries one command about the item of an address out.
async fn change<C: Into<Command>>(
    caller: &Caller,
    path: &ItemPath,
    command: impl FnOnce(ItemId) -> C,
) -> Result<Json<PokerAccepted>, Problem> {
    let (view, item) = path.open(caller).await?;
    submit(caller, &view, item, command(item).into()).await
}

async fn submit(
    caller: &Caller,
    view: &ProductView,
    item: ItemId,
    command: Command,
) -> Result<Json<PokerAccepted>, Problem> {
    let done = caller.submit(view, vec![command]).await?;
    let accepted = Accepted::from(&done);
    let reading = Reading::of(&caller.app, done.state);
    let poker = seen(&reading, caller, item);
    Ok(Json(PokerAccepted { accepted, poker }))
}
