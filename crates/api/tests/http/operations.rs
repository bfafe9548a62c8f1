//! Every operation of the API with what it needs and a request that succeeds
//! for whoever may. `COMMAND` stands for a command that ordered the backlog, `SEEN` for the order that
//! scores propose,
//! `OUTSIDER` for somebody without a role in the product, `MEMBER` for a developer; sprint 1 is closed, 2
//! runs, 3 is being planned with PAY-10 and PAY-12 in it; PAY-6 is voted on, PAY-7
//! has a vote and a file, PAY-3 is blocked, PAY-4 was, the votes on PAY-8 are revealed; the roadmap has goal 1, the story
//! map activity 1.

use domain::Right;

/// What an operation needs.
#[derive(Clone, Copy)]
pub(crate) enum Needs {
    /// All of these rights in the product.
    Rights(&'static [Right]),
    /// An administrator of the workspace.
    Administrator,
    /// Nothing but a token.
    Token,
}
use Needs::{Administrator, Rights, Token};

const READ: Needs = Rights(&[Right::Read]);
const ORDER: Needs = Rights(&[Right::Order]);
const ORDER_AND_ESTIMATE: Needs = Rights(&[Right::Order, Right::Estimate]);
const REFINE: Needs = Rights(&[Right::Refine]);
const READY: Needs = Rights(&[Right::Ready]);
const ESTIMATE: Needs = Rights(&[Right::Estimate]);
const COMMENT: Needs = Rights(&[Right::Comment]);
const SUGGEST: Needs = Rights(&[Right::Suggest]);
const MEMBERSHIP: Needs = Rights(&[Right::Membership]);
const PLAN: Needs = Rights(&[Right::PlanSprint]);
const PLAN_AND_GOAL: Needs = Rights(&[Right::PlanSprint, Right::Goal]);
const GOAL: Needs = Rights(&[Right::Goal]);
const BOARD: Needs = Rights(&[Right::Board]);
const IMPORT: Needs = Rights(&[Right::Import]);
const PEOPLE: Needs = Rights(&[Right::ManagePeople]);

/// Method, template of the path, needs, path, and a JSON body, `CSV` or `FILE` for a
/// file, or nothing.
/// `PAY:` is `/products/PAY`.
type Operation = (
    &'static str,
    &'static str,
    Needs,
    &'static str,
    &'static str,
);

const NO_INVITE: &str =
    "PAY:/invites/0000000000000000000000000000000000000000000000000000000000000000";

/// Of the workspace and its products.
#[rustfmt::skip]
const PRODUCTS: &[Operation] = &[
    ("GET", "/me", Token, "/me", ""),
    ("GET", "/me/mentions", Token, "/me/mentions?limit=10", ""),
    ("POST", "/me/mentions/reading", Token, "/me/mentions/reading", "{}"),
    ("GET", "/people", Administrator, "/people", ""),
    ("PUT", "/people/{person}/disabled", Administrator, "/people/OUTSIDER/disabled", ""),
    ("DELETE", "/people/{person}/disabled", Administrator, "/people/OUTSIDER/disabled", ""),
    ("PUT", "/people/{person}/administrator", Administrator, "/people/OUTSIDER/administrator", ""),
    ("DELETE", "/people/{person}/administrator", Administrator, "/people/OUTSIDER/administrator", ""),
    ("GET", "/products", Token, "/products", ""),
    ("POST", "/products", Administrator, "/products", r#"{"key": "NEW", "name": "N"}"#),
    ("POST", "/products", Administrator, "/products", r#"{"key": "NEW", "name": "N", "starter": "mobile_app"}"#),
    ("GET", "PRODUCT", READ, "PAY:", ""),
    ("DELETE", "PRODUCT", Administrator, "PAY:", ""),
    ("PUT", "PRODUCT/restoration", Administrator, "PAY:/restoration", ""),
    ("GET", "PRODUCT/backlog", READ, "PAY:/backlog", ""),
    ("GET", "PRODUCT/backlog/forecast", READ, "PAY:/backlog/forecast", ""),
    ("GET", "PRODUCT/epics", READ, "PAY:/epics", ""),
    ("GET", "PRODUCT/roadmap", READ, "PAY:/roadmap", ""),
    ("POST", "PRODUCT/roadmap", ORDER, "PAY:/roadmap", r#"{"items": ["PAY-8"], "goal": 1}"#),
    ("GET", "PRODUCT/map", READ, "PAY:/map?slices=sprints", ""),
    ("POST", "PRODUCT/map/steps", REFINE, "PAY:/map/steps", r#"{"name": "N", "activity": 1}"#),
    ("PATCH", "PRODUCT/map/steps/{step}", REFINE, "PAY:/map/steps/1", r#"{"name": "M"}"#),
    ("DELETE", "PRODUCT/map/steps/{step}", REFINE, "PAY:/map/steps/1", ""),
    ("POST", "PRODUCT/map/placements", REFINE, "PAY:/map/placements", r#"{"items": ["PAY-8"], "step": 1}"#),
    ("POST", "PRODUCT/map/drawing", REFINE, "PAY:/map/drawing", ""),
    ("POST", "PRODUCT/goals", ORDER, "PAY:/goals", r#"{"name": "N"}"#),
    ("GET", "PRODUCT/goals/{goal}", READ, "PAY:/goals/1", ""),
    ("GET", "PRODUCT/goals/{goal}/forecast", READ, "PAY:/goals/1/forecast", ""),
    ("PATCH", "PRODUCT/goals/{goal}", ORDER, "PAY:/goals/1", r#"{"span": {"start": "2026-Q4", "end": "2027-Q1"}}"#),
    ("POST", "PRODUCT/goals/{goal}/parts/{part}/epic", ORDER, "PAY:/goals/1/parts/1/epic", r#"{"points": [2]}"#),
    ("PUT", "PRODUCT/goals/{goal}/parts/{part}/items/{item}", ORDER, "PAY:/goals/1/parts/1/items/PAY-8", ""),
    ("DELETE", "PRODUCT/goals/{goal}/parts/{part}/items/{item}", ORDER, "PAY:/goals/1/parts/1/items/PAY-8", ""),
    ("PUT", "PRODUCT/goals/{goal}/state", ORDER, "PAY:/goals/1/state", r#"{"state": "reached"}"#),
    ("GET", "PRODUCT/done", READ, "PAY:/done", ""),
    ("GET", "PRODUCT/removed", READ, "PAY:/removed", ""),
    ("GET", "PRODUCT/search", READ, "PAY:/search?q=pay", ""),
    ("POST", "PRODUCT/undo/{command}", ORDER, "PAY:/undo/COMMAND", ""),
    ("POST", "PRODUCT/imports", IMPORT, "PAY:/imports", "CSV"),
    ("GET", "PRODUCT/scale", READ, "PAY:/scale", ""),
    ("PUT", "PRODUCT/scale", ESTIMATE, "PAY:/scale", r#"{"scale": "hours"}"#),
    ("GET", "PRODUCT/templates", READ, "PAY:/templates", ""),
    ("POST", "PRODUCT/templates", REFINE, "PAY:/templates", r#"{"name": "T", "kind": "bug"}"#),
    ("PUT", "PRODUCT/templates/{template}", REFINE, "PAY:/templates/2", r#"{"name": "T", "kind": "bug"}"#),
    ("PUT", "PRODUCT/templates/{template}/built-in", REFINE, "PAY:/templates/2/built-in", ""),
    ("DELETE", "PRODUCT/templates/{template}", REFINE, "PAY:/templates/2", ""),
    ("GET", "PRODUCT/people", READ, "PAY:/people", ""),
    ("PUT", "PRODUCT/people/{person}/roles/{role}", PEOPLE, "PAY:/people/OUTSIDER/roles/developer", ""),
    ("DELETE", "PRODUCT/people/{person}/roles/{role}", PEOPLE, "PAY:/people/OUTSIDER/roles/developer", ""),
    ("GET", "PRODUCT/policies", READ, "PAY:/policies", ""),
    ("PUT", "PRODUCT/policies/{policy}", READY, "PAY:/policies/ready_size", r#"{"on": true, "limit": 8}"#),
    ("GET", "PRODUCT/checklists", READ, "PAY:/checklists", ""),
    ("POST", "PRODUCT/checklists/{checklist}", READY, "PAY:/checklists/security", ""),
    ("POST", "PRODUCT/ready-checks", READY, "PAY:/ready-checks", r#"{"text": "T"}"#),
    ("PATCH", "PRODUCT/ready-checks/{check}", READY, "PAY:/ready-checks/1", r#"{"text": "T"}"#),
    ("DELETE", "PRODUCT/ready-checks/{check}", READY, "PAY:/ready-checks/1", ""),
    ("GET", "PRODUCT/invites", PEOPLE, "PAY:/invites", ""),
    ("POST", "PRODUCT/invites", PEOPLE, "PAY:/invites", r#"{"roles": ["developer"]}"#),
    ("DELETE", "PRODUCT/invites/{invite}", PEOPLE, NO_INVITE, ""),
];

/// Of items.
#[rustfmt::skip]
const ITEMS: &[Operation] = &[
    ("POST", "PRODUCT/items", ORDER, "PAY:/items", r#"{"items": [{"title": "T"}]}"#),
    ("POST", "PRODUCT/items", ORDER, "PAY:/items", r#"{"items": [{"title": "T", "template": 2}]}"#),
    ("POST", "PRODUCT/items", ORDER_AND_ESTIMATE, "PAY:/items", r#"{"items": [{"title": "T", "points": 1}]}"#),
    ("GET", "ITEM", READ, "PAY:/items/PAY-6", ""),
    ("PATCH", "ITEM", REFINE, "PAY:/items/PAY-6", r#"{"title": "T"}"#),
    ("PATCH", "ITEM", ESTIMATE, "PAY:/items/PAY-6", r#"{"points": 1}"#),
    ("PATCH", "ITEM", BOARD, "PAY:/items/PAY-4", r#"{"assignee": null}"#),
    ("GET", "ITEM/history", READ, "PAY:/items/PAY-6/history", ""),
    ("GET", "ITEM/why", READ, "PAY:/items/PAY-6/why", ""),
    ("GET", "ITEM/forecast", READ, "PAY:/items/PAY-6/forecast", ""),
    ("GET", "PRODUCT/refinement", READ, "PAY:/refinement", ""),
    ("GET", "PRODUCT/poker", READ, "PAY:/poker", ""),
    ("GET", "ITEM/poker", READ, "PAY:/items/PAY-6/poker", ""),
    ("POST", "ITEM/poker", REFINE, "PAY:/items/PAY-11/poker", ""),
    ("PUT", "ITEM/poker/vote", ESTIMATE, "PAY:/items/PAY-6/poker/vote", r#"{"round": 1, "card": 5}"#),
    ("POST", "ITEM/poker/reveal", ESTIMATE, "PAY:/items/PAY-7/poker/reveal", r#"{"round": 1}"#),
    ("POST", "ITEM/poker/rounds", ESTIMATE, "PAY:/items/PAY-8/poker/rounds", r#"{"round": 1}"#),
    ("POST", "ITEM/poker/agreement", ESTIMATE, "PAY:/items/PAY-8/poker/agreement", r#"{"round": 1, "points": 5}"#),
    ("POST", "ITEM/criteria", REFINE, "PAY:/items/PAY-6/criteria", r#"{"text": "T"}"#),
    ("PATCH", "ITEM/criteria/{criterion}", REFINE, "PAY:/items/PAY-6/criteria/1", r#"{"text": "T"}"#),
    ("DELETE", "ITEM/criteria/{criterion}", REFINE, "PAY:/items/PAY-6/criteria/1", ""),
    ("POST", "ITEM/comments", COMMENT, "PAY:/items/PAY-6/comments", r#"{"text": "T"}"#),
    ("GET", "ITEM/comments/{comment}", READ, "PAY:/items/PAY-6/comments/1", ""),
    ("PATCH", "ITEM/comments/{comment}", COMMENT, "PAY:/items/PAY-6/comments/1", r#"{"text": "T"}"#),
    ("DELETE", "ITEM/comments/{comment}", COMMENT, "PAY:/items/PAY-6/comments/1", ""),
    ("POST", "ITEM/attachments", COMMENT, "PAY:/items/PAY-6/attachments?name=a.txt", "FILE"),
    ("GET", "ITEM/attachments/{attachment}", READ, "PAY:/items/PAY-7/attachments/1", ""),
    ("DELETE", "ITEM/attachments/{attachment}", COMMENT, "PAY:/items/PAY-7/attachments/1", ""),
    ("POST", "ITEM/split", REFINE, "PAY:/items/PAY-6/split", r#"{"parts": [{"title": "T"}]}"#),
    ("POST", "ITEM/questions", COMMENT, "PAY:/items/PAY-6/questions", r#"{"text": "T"}"#),
    ("PATCH", "ITEM/questions/{question}", COMMENT, "PAY:/items/PAY-11/questions/1", r#"{"open": false}"#),
    ("DELETE", "ITEM/questions/{question}", COMMENT, "PAY:/items/PAY-11/questions/2", ""),
    ("POST", "ITEM/questions/{question}/answers", COMMENT, "PAY:/items/PAY-11/questions/1/answers", r#"{"text": "T"}"#),
    ("DELETE", "ITEM/questions/{question}/answers/{answer}", COMMENT, "PAY:/items/PAY-11/questions/1/answers/1", ""),
    ("POST", "ITEM/blockers", BOARD, "PAY:/items/PAY-3/blockers", r#"{"text": "T"}"#),
    ("PUT", "ITEM/blockers/{blocker}/resolution", BOARD, "PAY:/items/PAY-3/blockers/1/resolution", r#"{"text": "T"}"#),
    ("DELETE", "ITEM/blockers/{blocker}/resolution", BOARD, "PAY:/items/PAY-4/blockers/1/resolution", ""),
    ("PUT", "ITEM/ready-checks/{check}", READY, "PAY:/items/PAY-6/ready-checks/1", ""),
    ("DELETE", "ITEM/ready-checks/{check}", READY, "PAY:/items/PAY-6/ready-checks/1", ""),
    ("PUT", "ITEM/dependencies/{blocked_by}", REFINE, "PAY:/items/PAY-8/dependencies/PAY-7", ""),
    ("DELETE", "ITEM/dependencies/{blocked_by}", REFINE, "PAY:/items/PAY-12/dependencies/PAY-6", ""),
    ("PUT", "ITEM/links/{relation}/{other}", REFINE, "PAY:/items/PAY-8/links/relates_to/PAY-7", ""),
    ("DELETE", "ITEM/links/{relation}/{other}", REFINE, "PAY:/items/PAY-8/links/duplicates/PAY-11", ""),
    ("POST", "PRODUCT/moves", ORDER, "PAY:/moves", r#"{"items": ["PAY-11"], "to": "top"}"#),
    ("POST", "PRODUCT/moves/reasons", ORDER, "PAY:/moves/reasons", r#"{"commands": ["COMMAND"], "reason": "R"}"#),
    ("POST", "PRODUCT/priorities", ORDER, "PAY:/priorities", r#"{"items": ["PAY-8"], "priority": "must"}"#),
    ("GET", "PRODUCT/surveys", READ, "PAY:/surveys", ""),
    ("POST", "PRODUCT/surveys", ORDER, "PAY:/surveys", r#"{"questions": [{"item": "PAY-8"}]}"#),
    ("POST", "PRODUCT/surveys/{survey}/closing", ORDER, "PAY:/surveys/1/closing", ""),
    ("POST", "PRODUCT/kano", ORDER, "PAY:/kano", r#"{"items": ["PAY-8"], "kano": "basic"}"#),
    ("GET", "PRODUCT/priorities", READ, "PAY:/priorities", ""),
    ("POST", "PRODUCT/trade-offs", ORDER, "PAY:/trade-offs", r#"{"pair": ["PAY-8", "PAY-11"], "waits": "PAY-11"}"#),
    ("GET", "PRODUCT/scoring", READ, "PAY:/scoring", ""),
    ("PUT", "PRODUCT/scoring", ORDER, "PAY:/scoring", r#"{"method": "rice"}"#),
    ("PATCH", "ITEM/scores", ORDER, "PAY:/items/PAY-8/scores", r#"{"value": 13, "reach": null}"#),
    ("GET", "PRODUCT/proposal", READ, "PAY:/proposal", ""),
    ("POST", "PRODUCT/proposal", ORDER, "PAY:/proposal", r#"{"seen": "SEEN"}"#),
    ("POST", "PRODUCT/removals", ORDER, "PAY:/removals", r#"{"items": ["PAY-8"]}"#),
    ("POST", "PRODUCT/restorations", ORDER, "PAY:/restorations", r#"{"items": ["PAY-14"]}"#),
];

/// Of suggestions and the icebox. `PAY-15` waits, `PAY-16` lies in the icebox.
#[rustfmt::skip]
const PLACES: &[Operation] = &[
    ("GET", "PRODUCT/suggestions", READ, "PAY:/suggestions", ""),
    ("POST", "PRODUCT/suggestions", SUGGEST, "PAY:/suggestions", r#"{"title": "T"}"#),
    ("DELETE", "PRODUCT/suggestions/{item}", SUGGEST, "PAY:/suggestions/PAY-15", ""),
    ("GET", "PRODUCT/suggestion-link", ORDER, "PAY:/suggestion-link", ""),
    ("PUT", "PRODUCT/suggestion-link", ORDER, "PAY:/suggestion-link", ""),
    ("DELETE", "PRODUCT/suggestion-link", ORDER, "PAY:/suggestion-link", ""),
    ("GET", "PRODUCT/crossings", READ, "PAY:/crossings?place=sprint&limit=5", ""),
    ("GET", "PRODUCT/icebox", READ, "PAY:/icebox", ""),
    ("POST", "PRODUCT/icebox", ORDER, "PAY:/icebox", r#"{"items": ["PAY-8"]}"#),
    ("POST", "PRODUCT/admissions", ORDER, "PAY:/admissions", r#"{"items": ["PAY-16"], "to": "top"}"#),
    ("GET", "PRODUCT/wont", READ, "PAY:/wont", ""),
    ("POST", "PRODUCT/wont", ORDER, "PAY:/wont", r#"{"items": ["PAY-11"], "reason": "R"}"#),
    ("POST", "PRODUCT/declines", ORDER, "PAY:/declines", r#"{"items": ["PAY-16"], "reason": "R"}"#),
    ("GET", "PRODUCT/clean-up", READ, "PAY:/clean-up", ""),
    ("POST", "PRODUCT/keepings", ORDER, "PAY:/keepings", r#"{"items": ["PAY-8", "PAY-11"]}"#),
    ("POST", "ITEM/keeping", ORDER, "PAY:/items/PAY-8/keeping", "{}"),
    ("POST", "ITEM/merger", ORDER, "PAY:/items/PAY-8/merger", r#"{"into": "PAY-11"}"#),
];

/// Of sprints.
#[rustfmt::skip]
const SPRINTS: &[Operation] = &[
    ("GET", "PRODUCT/sprints", READ, "PAY:/sprints", ""),
    ("POST", "PRODUCT/sprints", PLAN, "PAY:/sprints", r#"{"start": "2026-11-16", "end": "2026-11-29"}"#),
    ("POST", "PRODUCT/sprints", PLAN_AND_GOAL, "PAY:/sprints", r#"{"start": "2026-11-16", "end": "2026-11-29", "goal": "G"}"#),
    ("GET", "SPRINT", READ, "PAY:/sprints/2", ""),
    ("PATCH", "SPRINT", MEMBERSHIP, "PAY:/sprints/3", r#"{"name": "N"}"#),
    ("DELETE", "SPRINT", MEMBERSHIP, "PAY:/sprints/3", ""),
    ("PUT", "SPRINT/goal", GOAL, "PAY:/sprints/3/goal", r#"{"goal": "G"}"#),
    ("GET", "SPRINT/capacity", READ, "PAY:/sprints/3/capacity", ""),
    ("PUT", "SPRINT/capacity/{person}", MEMBERSHIP, "PAY:/sprints/3/capacity/MEMBER", r#"{"percent": 50, "days_off": 1.5}"#),
    ("DELETE", "SPRINT/capacity/{person}", MEMBERSHIP, "PAY:/sprints/3/capacity/MEMBER", ""),
    ("POST", "SPRINT/pulls", MEMBERSHIP, "PAY:/sprints/3/pulls", r#"{"items": ["PAY-6"]}"#),
    ("POST", "SPRINT/fills", MEMBERSHIP, "PAY:/sprints/3/fills", r#"{"up_to": 9999}"#),
    ("POST", "SPRINT/put-backs", MEMBERSHIP, "PAY:/sprints/3/put-backs", r#"{"items": ["PAY-10"]}"#),
    ("POST", "SPRINT/moves", MEMBERSHIP, "PAY:/sprints/3/moves", r#"{"items": ["PAY-12"], "to": "top"}"#),
    ("POST", "SPRINT/commitment", MEMBERSHIP, "PAY:/sprints/3/commitment", ""),
    ("GET", "SPRINT/contract", READ, "PAY:/sprints/2/contract", ""),
    ("GET", "SPRINT/board", READ, "PAY:/sprints/2/board", ""),
    ("POST", "SPRINT/board/moves", BOARD, "PAY:/sprints/2/board/moves", r#"{"item": "PAY-3", "column": "done"}"#),
    ("GET", "SPRINT/burndown", READ, "PAY:/sprints/2/burndown", ""),
    ("POST", "SPRINT/closing", MEMBERSHIP, "PAY:/sprints/2/closing", "{}"),
    ("GET", "SPRINT/outcome", READ, "PAY:/sprints/1/outcome", ""),
];

/// Every operation there is.
pub(crate) fn all() -> impl Iterator<Item = &'static Operation> {
    PRODUCTS.iter().chain(ITEMS).chain(PLACES).chain(SPRINTS)
}

/// Method and template, as the OpenAPI document has them.
pub(crate) fn name((method, template, ..): &Operation) -> String {
    let template = template
        .replace("ITEM", "PRODUCT/items/{item}")
        .replace("SPRINT", "PRODUCT/sprints/{sprint}")
        .replace("PRODUCT", "/products/{product}");
    format!("{method} {template}")
}
