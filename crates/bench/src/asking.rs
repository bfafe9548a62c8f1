//! What others said in the measured product: a Kano survey that many answered, and comments that mention the
//! product owner.

use app::accounts::NewInvite;
use app::{App, Mode, ProductView};
use domain::item::comment::AddComment;
use domain::survey::answer::{AnswerSurvey, Reply};
use domain::survey::evaluate::Answer;
use domain::survey::open::{Asked, OpenSurvey};
use domain::{Actor, Command, ItemId, PersonId, Role, mention};

/// The word in the survey's address.
pub(crate) const SURVEY: &str = "a-word-that-nobody-guesses-in-a-bench";
/// What is asked about: as much as a survey takes.
const ASKED: usize = domain::survey::MAX_QUESTIONS;
/// Answer sheets.
const SHEETS: usize = 300;
/// Comments that mention the product owner.
const MENTIONS: usize = 1_000;

/// Opens the survey, fills its sheets, and says so many times what the owner shall read.
pub(crate) async fn ask(app: &App, owner: PersonId, view: &ProductView) {
    let items = &view.state.order[..view.state.order.len().min(ASKED)];
    carry_out(app, view, view.actor, vec![open(items)]).await;
    let sheets = (0..SHEETS).map(|sheet| answers(items, sheet)).collect();
    carry_out(app, view, Actor::Guest, sheets).await;
    let developer = developer(app, view).await;
    let commented = view.state.order.iter().cycle().take(MENTIONS);
    let text = format!("{} What do you think of this?", mention::text::token(owner));
    let comments = commented.map(|item| comment(*item, text.clone())).collect();
    carry_out(app, view, app.actor(developer), comments).await;
}

async fn carry_out(app: &App, view: &ProductView, actor: Actor, commands: Vec<Command>) {
    let context = app.context(actor);
    let done = app.execute_as(context, view.id, commands, Mode::All);
    done.await.unwrap();
}

fn open(items: &[ItemId]) -> Command {
    let asked = items.iter().map(|item| Asked {
        item: *item,
        description: Some("What it would be like".into()),
    });
    let (link, asked) = (SURVEY.into(), asked.collect());
    OpenSurvey { link, asked }.into()
}

/// Every sheet another mixture of answers.
fn answers(items: &[ItemId], sheet: usize) -> Command {
    let answer = |number: usize| Answer::ALL[number % Answer::ALL.len()];
    let replies = items.iter().zip(0..).map(|(item, at)| Reply {
        item: *item,
        with: answer(sheet * 7 + at),
        without: answer(sheet * 3 + at * at),
    });
    let (link, replies) = (SURVEY.into(), replies.collect());
    AnswerSurvey { link, replies }.into()
}

fn comment(item: ItemId, text: String) -> Command {
    AddComment { item, text }.into()
}

async fn developer(app: &App, view: &ProductView) -> PersonId {
    let new = NewInvite {
        roles: vec![Role::Developer],
        email: None,
    };
    let link = app.invite(view, new).await.unwrap();
    let taken = app.take_invite(link.reveal(), "Dan", "dan@example.com", "a long password");
    taken.await.unwrap().0
}
