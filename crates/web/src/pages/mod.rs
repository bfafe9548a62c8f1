//! One file per page, and one per kind of command; each is listed here, once.
//!
//! A handler parses, calls, renders. It never decides.

mod alike;
mod answer_survey;
mod attachments;
mod backlog;
mod blockers;
mod both_texts;
mod burndown;
mod capacity;
mod cards;
mod cleanup;
mod closing;
mod comments;
mod coverage;
mod criteria;
mod crossings;
mod decisions;
mod dependencies;
mod epics;
mod facts;
mod find;
mod goals;
mod icebox;
mod import;
mod invitation;
mod item;
mod kano;
mod ledger;
mod left;
mod links;
mod listing;
mod login;
mod map;
mod members;
mod mentions;
mod moves;
mod new_epic;
mod new_items;
mod new_product;
mod people;
mod planning;
mod poker;
mod policies;
mod priorities;
mod products;
mod products_menu;
mod profile;
mod questions;
mod ready_policy;
mod reasons;
mod refinement;
mod reset;
mod roadmap;
mod scores;
mod settings;
mod setup;
mod split;
mod sprint;
mod sprints;
mod suggest_as_guest;
mod suggestions;
mod templates;
mod texts;
mod tokens;
mod trade_off;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::Uri;
use axum::response::Redirect;
use axum::routing::{any, get, post};

use crate::WebState;
use crate::error::WebError;
use crate::guest::local_path;
use crate::urls::route;
use crate::visit::Visit;

/// Bytes of a form that anybody may send, signed in or not.
const GUEST_FORM: usize = 16 << 10;
/// Bytes of a form in which somebody without an account writes: what the domain takes of a guest, in
/// characters that a form sends as twelve bytes each.
const GUEST_TEXT: usize = 80 << 10;

/// Every page and command there is.
pub(crate) fn router() -> Router<WebState> {
    Router::new()
        .merge(entry_pages())
        .merge(guest_pages())
        .merge(workspace_pages())
        .merge(people_pages())
        .merge(import::router())
        .merge(item_pages())
        .merge(item_commands())
        .merge(files())
        .merge(roadmap_pages())
        .merge(map_pages())
        .merge(score_pages())
        .merge(poker_pages())
        .merge(sprint_pages())
        .merge(sprint_commands())
        .route(route::WITHIN, any(nowhere))
        .fallback(elsewhere)
        .method_not_allowed_fallback(|| async { WebError::OnlyForms })
}

/// For people who are not signed in yet.
fn entry_pages() -> Router<WebState> {
    Router::new()
        .route(route::SETUP, get(setup::show).post(setup::submit))
        .route(route::LOGIN, get(login::show).post(login::submit))
        .route(route::LOGOUT, post(login::sign_out))
        .route(
            route::INVITATION,
            get(invitation::show).post(invitation::join),
        )
        .route(route::RESET, get(reset::show).post(reset::choose))
        .route(route::ACCEPTANCE, post(invitation::accept))
        .layer(DefaultBodyLimit::max(GUEST_FORM))
}

/// For people without an account.
fn guest_pages() -> Router<WebState> {
    Router::new()
        .route(
            route::SUGGEST_AS_GUEST,
            get(suggest_as_guest::show).post(suggest_as_guest::suggest),
        )
        .route(route::GUEST_OUTCOME, get(suggest_as_guest::outcome))
        .route(
            route::SURVEY,
            get(answer_survey::show).post(answer_survey::answer),
        )
        .route(route::SURVEY_THANKS, get(answer_survey::thanks))
        .layer(DefaultBodyLimit::max(GUEST_TEXT))
}

/// Outside of products.
fn workspace_pages() -> Router<WebState> {
    Router::new()
        .route(route::HOME, get(products::show))
        .route(route::PRODUCTS_MENU, get(products_menu::menu))
        .route(
            route::PRODUCTS,
            get(|| async { Redirect::to(route::HOME) }).post(new_product::create),
        )
        .route(route::NEW_PRODUCT, get(new_product::show))
        .route(route::PRODUCT_KEYS, get(new_product::key))
        .route(route::SAMPLE, post(new_product::sample))
        .route(route::PRODUCT_REMOVAL, post(products::remove))
        .route(route::PRODUCT_RESTORATION, post(products::restore))
        .route(route::SETTINGS, get(settings::show).post(settings::rename))
        .route(route::PERSON_DISABLING, post(members::disable))
        .route(route::PERSON_ENABLING, post(members::enable))
        .route(route::PERSON_APPOINTMENT, post(members::make_administrator))
        .route(
            route::PERSON_DISMISSAL,
            post(members::dismiss_administrator),
        )
        .route(route::MENTIONS, get(mentions::show))
        .route(route::MENTIONS_COUNT, get(mentions::count))
        .route(route::MENTIONS_READING, post(mentions::read_all))
        .route(route::PROFILE, get(profile::show))
        .route(route::PROFILE_NAME, post(profile::rename))
        .route(route::PROFILE_EMAIL, post(profile::change_email))
        .route(route::PROFILE_PASSWORD, post(profile::change_password))
        .route(route::SESSIONS_END, post(profile::sign_out_elsewhere))
        .route(route::TOKENS, post(tokens::create))
        .route(route::TOKEN_REVOCATION, post(tokens::revoke))
}

/// Around a product's backlogs.
fn people_pages() -> Router<WebState> {
    Router::new()
        .route(route::POLICIES, get(policies::show))
        .route(route::SCALE, post(policies::scale))
        .route(route::TEMPLATES, post(templates::add))
        .route(route::TEMPLATE, post(templates::change))
        .route(route::TEMPLATE_REMOVAL, post(templates::remove))
        .route(route::TEMPLATE_BUILT_IN, post(templates::bring_back))
        .route(route::PEOPLE, get(people::show))
        .route(route::MENTIONABLE, get(mentions::mentionable))
        .route(route::POLICY, post(ready_policy::change))
        .route(route::READY_CHECKS, post(ready_policy::add))
        .route(route::CHECKLIST, post(ready_policy::take_over))
        .route(route::READY_CHECK, post(ready_policy::reword))
        .route(route::READY_CHECK_REMOVAL, post(ready_policy::remove))
        .route(route::PERSON_ROLE, post(people::role))
        .route(route::INVITES, post(people::invite))
        .route(route::INVITE_WITHDRAWAL, post(people::withdraw))
}

fn item_pages() -> Router<WebState> {
    Router::new()
        .route(route::PRODUCT, get(product))
        .route(route::BACKLOG, get(backlog::show))
        .route(route::ROWS, get(backlog::rows))
        .route(route::EPICS, get(epics::show).post(facts::epic))
        .route(route::EPIC_ROWS, get(epics::rows))
        .route(route::NEW_EPIC, post(new_epic::make))
        .route(route::EPIC_CHOICES, get(epics::choices))
        .route(route::DONE, get(left::done_items))
        .route(route::DONE_ROWS, get(left::done_rows))
        .route(route::REMOVED, get(left::removed_items))
        .route(route::REMOVED_ROWS, get(left::removed_rows))
        .route(route::WONT, get(left::wont_items).post(decisions::wont))
        .route(route::WONT_ROWS, get(left::wont_rows))
        .route(route::ITEM, get(item::show))
        .route(route::FIND, get(find::find))
        .route(route::ITEM_CHOICES, get(find::choices))
        .route(route::LEDGER, get(ledger::show))
        .route(route::REFINEMENT, get(refinement::show))
        .route(route::CLEAN_UP, get(cleanup::show))
        .route(route::CLEAN_UP_ANSWERS, post(cleanup::answer_many))
        .route(route::ALIKE, get(alike::show))
        .route(
            route::SUGGESTIONS,
            get(suggestions::show).post(suggestions::suggest),
        )
        .route(route::SUGGESTIONS_COUNT, get(suggestions::count))
        .route(route::SUGGESTION_LINK, post(suggestions::open_link))
        .route(
            route::SUGGESTION_LINK_CLOSING,
            post(suggestions::close_link),
        )
        .route(route::ICEBOX, get(icebox::show))
        .route(route::ICEBOX_COUNT, get(icebox::count))
        .route(route::LIVE, get(crate::live::live))
}

fn roadmap_pages() -> Router<WebState> {
    Router::new()
        .route(route::ROADMAP, get(roadmap::show).post(roadmap::serve))
        .route(route::GOALS, post(goals::add))
        .route(route::GOAL_PAGE, get(goals::show))
        .route(route::GOAL_TEXT, post(goals::edit))
        .route(route::GOAL_SPAN, post(goals::schedule))
        .route(route::GOAL_STATE, post(goals::state))
        .route(route::GOAL_PART, post(coverage::break_down))
        .route(route::GOAL_COVERAGE, post(coverage::cover))
}

fn map_pages() -> Router<WebState> {
    Router::new()
        .route(route::MAP, get(map::show))
        .route(route::MAP_CARDS, post(map::place))
        .route(route::MAP_CHOICES, get(map::choose))
        .route(route::MAP_ITEMS, post(map::new_card))
        .route(route::MAP_DRAWING, post(map::draw))
        .route(route::MAP_STEPS, post(map::add))
        .route(route::MAP_STEP, post(map::rename))
        .route(route::MAP_STEP_MENU, get(map::menu))
        .route(route::MAP_STEP_PLACE, post(map::shift))
        .route(route::MAP_STEP_REMOVAL, post(map::remove))
}

fn score_pages() -> Router<WebState> {
    Router::new()
        .route(route::SCORES, get(scores::show).post(scores::apply))
        .route(route::SCORING, post(scores::choose))
        .route(route::SCORE, get(scores::form).post(scores::say))
}

fn poker_pages() -> Router<WebState> {
    Router::new()
        .route(route::POKER, get(poker::show))
        .route(route::POKER_OPENINGS, post(poker::open))
        .route(route::POKER_ROUNDS, post(poker::round))
        .route(route::VOTES, post(poker::vote))
        .route(route::REVEALS, post(poker::reveal))
        .route(route::AGREEMENT, post(poker::close))
}

fn sprint_pages() -> Router<WebState> {
    Router::new()
        .route(route::BOARD, get(sprint::running))
        .route(route::BOARD_CLOSING, get(closing::running))
        .route(route::PLANNING, get(planning::next))
        .route(route::SPRINTS, get(sprints::list).post(sprints::create))
        .route(route::NEW_SPRINT, get(sprints::new))
        .route(route::SPRINT, get(sprint::show))
        .route(route::SPRINT_PLANNING, get(planning::show))
        .route(route::CANDIDATES, get(planning::candidates))
        .route(route::SPRINT_ROWS, get(planning::rows))
        .route(route::CLOSING, get(closing::show).post(closing::close))
        .route(route::BURNDOWN_NOW, get(burndown::now))
        .route(route::BURNDOWN, get(burndown::show))
        .route(route::BURNDOWN_FILE, get(burndown::file))
}

fn sprint_commands() -> Router<WebState> {
    Router::new()
        .route(route::PULLS, post(crossings::pull))
        .route(route::PUT_BACKS, post(crossings::put_back))
        .route(route::CARDS, post(cards::cards))
        .route(route::BLOCKERS, post(blockers::raise))
        .route(route::BLOCKER_RESOLUTION, post(blockers::resolve))
        .route(route::BLOCKER_REOPENING, post(blockers::reopen))
        .route(route::SCHEDULE, post(sprints::reschedule))
        .route(route::GOAL, post(sprints::goal))
        .route(route::CAPACITY, post(capacity::set))
        .route(route::FILLS, post(planning::fill))
        .route(route::COMMITMENT, post(planning::commit))
        .route(route::SPRINT_REMOVAL, post(sprints::remove))
}

fn item_commands() -> Router<WebState> {
    Router::new()
        .route(route::UNDO, post(moves::undo))
        .route(route::ITEMS, post(new_items::one))
        .route(route::MANY_ITEMS, post(new_items::many))
        .route(route::MOVES, post(moves::reorder))
        .route(
            route::PRIORITIES,
            get(priorities::show).post(priorities::set),
        )
        .route(route::TRADE_OFF, get(trade_off::show))
        .route(route::TRADE_OFFS, post(trade_off::weigh))
        .route(route::REASONS, get(reasons::show).post(reasons::give))
        .route(route::REMOVALS, post(moves::remove))
        .route(route::RESTORATIONS, post(moves::restore))
        .route(route::ADMISSIONS, post(decisions::admit))
        .route(route::DECLINES, post(decisions::decline))
        .route(route::ICINGS, post(decisions::ice))
        .route(route::MERGERS, post(decisions::merge))
        .route(route::KEEPINGS, post(cleanup::keep))
        .route(route::WITHDRAWALS, post(suggestions::withdraw))
        .route(route::RESUBMISSIONS, post(suggestions::resubmit))
        .route(route::ESTIMATES, post(facts::estimate))
        .route(route::LABELS, post(facts::label))
        .route(route::KINDS, post(facts::kind))
        .route(route::KANO, get(kano::show).post(facts::kano))
        .route(route::KANO_CATEGORIES, post(kano::take_over))
        .route(route::KANO_CHOICES, post(kano::choose))
        .route(route::NEW_SURVEY, get(kano::new))
        .route(route::SURVEYS, post(kano::open))
        .route(route::SURVEY_CLOSING, post(kano::close))
        .route(route::ASSIGNMENTS, post(facts::assign))
        .route(route::TEXT, post(texts::edit))
        .route(route::SPLIT, get(split::show).post(split::split))
        .route(route::CRITERIA, post(criteria::add))
        .route(route::CRITERION, post(criteria::edit))
        .route(route::CRITERION_MET, post(criteria::mark))
        .route(route::CRITERION_REMOVAL, post(criteria::remove))
        .route(route::COMMENTS, post(comments::add))
        .route(route::COMMENT, post(comments::edit))
        .route(route::COMMENT_REMOVAL, post(comments::remove))
        .route(route::TICK, post(ready_policy::tick))
        .route(route::QUESTIONS, post(questions::ask))
        .route(route::ANSWERS, post(questions::answer))
        .route(route::QUESTION_STATE, post(questions::mark))
        .route(route::QUESTION_REMOVAL, post(questions::withdraw))
        .route(route::ANSWER_REMOVAL, post(questions::withdraw_answer))
        .route(route::DEPENDENCIES, post(dependencies::add))
        .route(route::DEPENDENCY_REMOVAL, post(dependencies::remove))
        .route(route::LINKS, post(links::add))
        .route(route::LINK_REMOVALS, post(links::remove))
}

fn files() -> Router<WebState> {
    // What is too large is counted on its way, and refused in words.
    let unlimited = DefaultBodyLimit::disable();
    Router::new()
        .route(
            route::ATTACHMENTS,
            get(attachments::again)
                .post(attachments::add)
                .layer(unlimited),
        )
        .route(route::ATTACHMENT, get(attachments::show))
        .route(route::ATTACHMENT_REMOVAL, post(attachments::remove))
}

/// An address with a slash too many at its end is the one without; any other is nowhere.
async fn elsewhere(uri: Uri) -> Result<Redirect, WebError> {
    let whole = uri.path_and_query().map_or("/", |whole| whole.as_str());
    let (path, query) = whole.split_at(uri.path().len());
    match path.strip_suffix('/') {
        Some(bare) => Ok(Redirect::permanent(&format!("{}{query}", local_path(bare)))),
        None => Err(WebError::NotFound),
    }
}

/// Whatever else stands below a product's address: there is nothing, but a way back to the product.
async fn nowhere(visit: Result<Visit, WebError>, uri: Uri) -> Result<Redirect, WebError> {
    let elsewhere = elsewhere(uri).await;
    visit.and(elsewhere)
}

/// `GET /p/{key}`: a product is its backlog.
async fn product(visit: Visit) -> Redirect {
    Redirect::to(&visit.urls.backlog())
}
