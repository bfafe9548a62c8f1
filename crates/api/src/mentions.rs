//! Where the caller is mentioned, and what of it they have read.

use std::collections::BTreeSet;

use app::{Mentioned, ProductView};
use axum::Json;
use axum::http::StatusCode;
use domain::text::{counted, thousands};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Query};
use crate::problem::{Problem, sentences};
use crate::wire::{Comment, Reading, Whole};

/// Mentions in one answer unless asked, and at most.
const SOME: u32 = 50;
const MOST: u32 = 200;
/// Mentions that are named as read at most.
const READ_AT_ONCE: usize = 1_000;

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(read))
}

/// Where the caller is mentioned.
#[derive(Serialize, ToSchema)]
struct Mentions {
    /// The newest first.
    items: Vec<Mention>,
    /// How many there are.
    total: usize,
    /// How many of them are not read.
    unread: usize,
}

/// That the caller was mentioned.
#[derive(Serialize, ToSchema)]
struct Mention {
    /// The key of the product.
    product: String,
    /// The event that mentioned them: with the product its name.
    position: u64,
    /// The key of the item.
    item: String,
    /// What that is called.
    title: String,
    /// The comment, as its item lists it.
    comment: Comment,
    /// When.
    at: Timestamp,
    /// Whether they have seen it: on a page, or as a program said.
    read: bool,
}

/// Which part of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Window {
    /// How many at most: 50 unless given, 200 at most.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// How many newer ones are left out.
    after: Option<u32>,
}

/// List mentions of the caller
///
/// In the products they may see, the newest first.
#[utoipa::path(get, path = "/me/mentions", operation_id = "list_mentions", tag = "me",
    params(Window), responses((status = 200, body = Mentions)))]
async fn list(caller: Caller, Query(window): Query<Window>) -> Result<Json<Mentions>, Problem> {
    let all = caller.app.mentions(caller.actor).await?;
    let limit = window.limit.unwrap_or(SOME).clamp(1, MOST);
    let shown = all.iter().skip(window.after.unwrap_or(0) as usize);
    let shown: Vec<&Mentioned> = shown.take(limit as usize).collect();
    let mut items = Vec::with_capacity(shown.len());
    for one in shown {
        let view = caller.product(&one.key).await?;
        items.extend(mention(&caller, one, view));
    }
    let total = all.len();
    let unread = all.iter().filter(|one| !one.read).count();
    Ok(Json(Mentions {
        items,
        total,
        unread,
    }))
}

/// Nothing when what was said went since.
fn mention(caller: &Caller, one: &Mentioned, view: ProductView) -> Option<Mention> {
    let reading = Reading::of(&caller.app, view.state);
    let item = reading.product.items.get(&one.mention.item)?;
    let said = item.comment(one.mention.comment)?;
    Some(Mention {
        product: one.key.to_string(),
        position: one.mention.position,
        item: reading.product.item_key(item.id),
        title: item.title.value.to_string(),
        comment: reading.comment(item.id, said),
        at: one.mention.at,
        read: one.read,
    })
}

/// What was read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadMentions {
    /// Which; all that there are if not given.
    #[schema(max_items = 1000)]
    mentions: Option<Vec<ReadMention>>,
}

/// A mention.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadMention {
    /// The key of the product.
    product: String,
    /// The event that mentioned them.
    position: Whole,
}

/// Say that mentions are read
///
/// What is no mention of the caller is passed over.
#[utoipa::path(post, path = "/me/mentions/reading", operation_id = "read_mentions", tag = "me",
    request_body = ReadMentions, responses((status = 204)))]
async fn read(caller: Caller, Body(body): Body<ReadMentions>) -> Result<StatusCode, Problem> {
    let all = caller.app.mentions(caller.actor).await?;
    let named = body.mentions.map(named).transpose()?;
    let name = |one: &Mentioned| (one.key.to_ascii_uppercase(), one.mention.position);
    let meant = |one: &&Mentioned| {
        let named = named.as_ref();
        named.is_none_or(|named| named.contains(&name(one)))
    };
    let read = all.iter().filter(meant);
    let read = read.map(|one| (one.product, one.mention.position));
    caller.app.note_read(caller.person, read).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The names of those that were read: product and position.
fn named(read: Vec<ReadMention>) -> Result<BTreeSet<(String, u64)>, Problem> {
    if read.len() > READ_AT_ONCE {
        let count = counted(read.len(), "mention");
        let limit = thousands(READ_AT_ONCE);
        let why = format!("There are {count} in it; {limit} are the most.");
        let remedy = format!("Send {limit} at most, or none to read all there are.");
        let explanation = sentences("None of them was marked as read.", &why, &remedy);
        return Err(Problem::invalid("too-many", "mentions", explanation));
    }
    let read = read.into_iter();
    let named = read.map(|one| (one.product.to_ascii_uppercase(), one.position.get()));
    Ok(named.collect())
}
