//! Why one moved what one moved: the moves without a reason, and giving one to several at once.

use axum::extract::Form;
use domain::CommandId;
use domain::item::why::{GiveReason, Move, Unexplained, unexplained};
use jiff::SignedDuration;
use maud::Markup;
use uuid::Uuid;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::{counted, why};
use crate::visit::Visit;

/// How far back one is asked.
const SINCE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Moves shown at most; those given a reason make room for others.
const MOST: usize = 100;

/// `GET /p/{key}/reasons`.
pub(crate) async fn show(visit: Visit) -> Markup {
    let mut open = open(&visit);
    open.truncate(MOST);
    let shown = Page {
        title: format!("Reasons, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.backlog(), "Product backlog".to_owned()),
            (
                visit.urls.to(route::REASONS),
                "Reasons for my moves".to_owned(),
            ),
        ],
        live: "items".into(),
        main: why::reasons(&visit, &open),
        ..Page::default()
    };
    page(&visit, Here::Reasons, &shown)
}

fn open(visit: &Visit) -> Vec<Unexplained> {
    unexplained(&visit.product, visit.visitor.id, visit.now - SINCE)
}

/// `POST /p/{key}/reasons`: `command=UUID` or `move=POSITION`, each as often as there are moves.
pub(crate) async fn give(visit: Visit, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    let values = |wanted: &'static str| {
        let named = fields.iter().filter(move |(name, _)| name == wanted);
        named.map(|(_, value)| value.as_str())
    };
    let reason = values("reason").next().unwrap_or_default();
    if reason.trim().is_empty() {
        return Err(unreadable("The reason is empty. Say why, and try again."));
    }
    let mut events = Vec::new();
    for id in values("command") {
        let command = CommandId(Uuid::parse_str(id).map_err(|_| WebError::NotFound)?);
        let caused = visit.visitor.app.caused(visit.view.id, command).await;
        events.extend(caused.map_err(WebError::from)?);
    }
    let mut command = GiveReason::to(&events, reason.to_owned());
    let chosen: Vec<&str> = values("move").collect();
    let known = open(&visit).into_iter();
    command
        .moves
        .extend(known.filter_map(|one| chosen_move(&chosen, &one)));
    let moves = command.moves.len();
    if moves == 0 && events.is_empty() {
        let sentence = "No move is chosen. Choose the moves this is the reason for.";
        return Err(unreadable(sentence));
    }
    let said = format!("Kept the reason of {}.", counted(moves, "move"));
    carry_out(&visit, command, |_, _| said).await
}

fn unreadable(sentence: &str) -> WebError {
    WebError::Unreadable(sentence.to_owned(), Some("reason"))
}

fn chosen_move(chosen: &[&str], one: &Unexplained) -> Option<Move> {
    let position = one.position.to_string();
    let items = one.items.iter().map(|(item, ..)| *item);
    chosen.contains(&position.as_str()).then(|| Move {
        position: one.position,
        items: items.collect(),
    })
}
