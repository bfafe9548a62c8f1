//! Scores: the formula a product uses, the numbers about items, and the order they propose.

use axum::Json;
use domain::score::apply::ApplyProposal;
use domain::score::choose::ChangeScoring;
use domain::score::proposal::{self, propose};
use domain::score::say::ScoreItem;
use domain::{Command, score};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::items::ItemPath;
use crate::problem::{Problem, sentences};
use crate::products::ProductPath;
use crate::subject::{Address, submit};
use crate::wire::{Accepted, Input, ItemAccepted, ItemKeys, Method, double};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(get, change))
        .routes(routes!(say))
        .routes(routes!(read, apply))
}

/// How a product scores its items.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Scoring {
    /// The formula; `null` for none.
    method: Option<Method>,
}

/// Read how items are scored
///
/// By one formula at a time, or by none, which is how a product begins.
#[utoipa::path(get, path = "/products/{product}/scoring", operation_id = "get_scoring",
    tag = "backlog", params(ProductPath), responses((status = 200, body = Scoring)))]
async fn get(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Scoring>, Problem> {
    let product = caller.product(&path.product).await?.state;
    let method = product.scoring.map(Into::into);
    Ok(Json(Scoring { method }))
}

/// Score items by another formula
///
/// Needs the right to order. What was said about items stays.
#[utoipa::path(put, path = "/products/{product}/scoring", operation_id = "change_scoring",
    tag = "backlog", params(ProductPath), request_body = Scoring,
    responses((status = 200, body = Accepted)))]
async fn change(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Scoring>,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let to = body.method.map(Into::into);
    let done = caller
        .submit(&view, vec![ChangeScoring { to }.into()])
        .await?;
    Ok(Json(Accepted::from(&done)))
}

/// Numbers about an item. What is not there stays; `null` takes one away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Numbers {
    /// What it is worth, relative to other items. From 0 to 1,000.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 1000)]
    value: Option<Option<f64>>,
    /// How much of its worth is lost by waiting. From 0 to 1,000.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 1000)]
    time_criticality: Option<Option<f64>>,
    /// What it takes away of risk, or makes possible. From 0 to 1,000.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 1000)]
    risk_reduction: Option<Option<f64>>,
    /// How many people it reaches in a period of one's choice, the same for all
    /// items. From 0 to 10,000,000.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 10000000)]
    reach: Option<Option<f64>>,
    /// How much it changes for each of them. From 0 to 10.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 10)]
    impact: Option<Option<f64>>,
    /// How sure one is of that, in percent.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 100)]
    confidence: Option<Option<f64>>,
    /// How much work it is; unless it is given, the estimate. From 0.01 to 9,999.
    #[serde(default, deserialize_with = "double")]
    #[schema(value_type = Option<f64>, minimum = 0.01, maximum = 9999)]
    effort: Option<Option<f64>>,
}

impl Numbers {
    fn of(&self, input: score::Input) -> Option<Option<f64>> {
        match input {
            score::Input::Value => self.value,
            score::Input::TimeCriticality => self.time_criticality,
            score::Input::RiskReduction => self.risk_reduction,
            score::Input::Reach => self.reach,
            score::Input::Impact => self.impact,
            score::Input::Confidence => self.confidence,
            score::Input::Effort => self.effort,
        }
    }
}

/// Say the numbers an item is scored by
///
/// Needs the right to order. The order stays as it is: scores only propose one.
#[utoipa::path(patch, path = "/products/{product}/items/{item}/scores", operation_id = "score_item",
    tag = "items", params(ItemPath), request_body = Numbers,
    responses((status = 200, body = ItemAccepted)))]
async fn say(
    caller: Caller,
    Path(path): Path<ItemPath>,
    Body(body): Body<Numbers>,
) -> Result<Json<ItemAccepted>, Problem> {
    let (view, item) = path.open(&caller).await?;
    let command = |input: score::Input| {
        let to = body.of(input)?;
        Some(Command::from(ScoreItem { item, input, to }))
    };
    let commands = score::Input::ALL.into_iter().filter_map(command).collect();
    submit(&caller, &view, item, commands).await
}

/// The order that scores propose.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Proposal {
    /// The formula it is by.
    method: Method,
    /// Items that would change their rank, by their new one.
    changes: Vec<RankChange>,
    /// Dependencies that would be turned around.
    clashes: Vec<Clash>,
    /// How many items have a score.
    scored: usize,
    /// What names this proposal when it is taken over.
    #[schema(pattern = "^[0-9]{1,20}$")]
    seen: String,
}

/// An item that would change its rank.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct RankChange {
    /// Its key.
    #[schema(example = "PAY-12")]
    item: String,
    /// Its rank.
    from: u32,
    /// The rank it would have.
    to: u32,
    /// Its score.
    score: f64,
}

/// An item that would stand above one it waits for and stands below now.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Clash {
    /// Its key.
    #[schema(example = "PAY-12")]
    item: String,
    /// The key of what it waits for.
    #[schema(example = "PAY-7")]
    blocked_by: String,
}

/// Read the order that scores propose
///
/// The highest score first, equal ones as they stand; what has no score keeps its
/// rank. Refused as `not-scored` where the product uses no formula.
#[utoipa::path(get, path = "/products/{product}/proposal", operation_id = "get_proposal",
    tag = "backlog", params(ProductPath), responses((status = 200, body = Proposal)))]
async fn read(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Proposal>, Problem> {
    let product = caller.product(&path.product).await?.state;
    let method = product.scored_by();
    let method = method.map_err(|refusal| Problem::refused(&refusal, &product))?;
    let proposal = propose(&product, method);
    let change = |one: &proposal::Change| RankChange {
        item: product.item_key(one.item),
        from: one.from,
        to: one.to,
        score: one.score.as_f64(),
    };
    let clash = |(item, blocked_by): &(domain::ItemId, domain::ItemId)| Clash {
        item: product.item_key(*item),
        blocked_by: product.item_key(*blocked_by),
    };
    Ok(Json(Proposal {
        method: method.into(),
        changes: proposal.changes.iter().map(change).collect(),
        clashes: proposal.clashes.iter().map(clash).collect(),
        scored: proposal.scored,
        seen: proposal.fingerprint().to_string(),
    }))
}

/// A proposal to be taken over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Apply {
    /// The proposal, as reading it named it.
    #[schema(pattern = "^[0-9]{1,20}$")]
    seen: String,
    /// The keys of those that shall go to the rank proposed for them; left out, all.
    items: Option<ItemKeys>,
    /// Why, beside the formula and the day. One line.
    #[schema(max_length = 500)]
    reason: Option<String>,
}

/// Take over the order that scores propose
///
/// Needs the right to order. One command with one undo. If another order is
/// proposed by now, that is refused as `proposal-changed`.
#[utoipa::path(post, path = "/products/{product}/proposal", operation_id = "apply_proposal",
    tag = "backlog", params(ProductPath), request_body = Apply,
    responses((status = 200, body = Accepted)))]
async fn apply(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(body): Body<Apply>,
) -> Result<Json<Accepted>, Problem> {
    let view = caller.product(&path.product).await?;
    let only = body
        .items
        .map(|items| items.find(&view.state))
        .transpose()?;
    let command = ApplyProposal {
        seen: body.seen.parse().map_err(|_| no_proposal())?,
        only,
        reason: body.reason,
    };
    let done = caller.submit(&view, vec![command.into()]).await?;
    Ok(Json(Accepted::from(&done)))
}

fn no_proposal() -> Problem {
    let (what, why) = ("Nothing was moved.", "The proposal is named by no number.");
    let explanation = sentences(
        what,
        why,
        "Send `seen` as reading the proposal answered it.",
    );
    Problem::invalid("body-invalid", "seen", explanation)
}

impl From<&domain::Item> for Said {
    fn from(item: &domain::Item) -> Said {
        let said = |input| item.scores.get(input);
        Said {
            value: said(score::Input::Value),
            time_criticality: said(score::Input::TimeCriticality),
            risk_reduction: said(score::Input::RiskReduction),
            reach: said(score::Input::Reach),
            impact: said(score::Input::Impact),
            confidence: said(score::Input::Confidence),
            effort: said(score::Input::Effort),
        }
    }
}

/// What was said about an item to score it by.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Said {
    /// What it is worth, relative to other items.
    value: Option<f64>,
    /// How much of its worth is lost by waiting.
    time_criticality: Option<f64>,
    /// What it takes away of risk, or makes possible.
    risk_reduction: Option<f64>,
    /// How many people it reaches.
    reach: Option<f64>,
    /// How much it changes for each of them.
    impact: Option<f64>,
    /// How sure one is of that, in percent.
    confidence: Option<f64>,
    /// How much work it is; `null` for as much as the estimate says.
    effort: Option<f64>,
}

/// What a score still needs, by the product's formula.
pub(crate) fn missing(product: &domain::Product, item: &domain::Item) -> Vec<Input> {
    let method = product.scoring.into_iter();
    let missing = method.flat_map(|method| method.missing(item));
    missing.map(Into::into).collect()
}
