//! The Definition of Ready among the policies (C12, B5): what a team switches on and off, and its
//! own checks, which are ticked for an item.

use app::Mode;
use axum::extract::{Form, Path};
use domain::ReadyCheckId;
use domain::policy::change::ChangePolicy;
use domain::policy::checklist::Checklist;
use domain::policy::own_check::{AddReadyCheck, KeepReadyCheck, RewordReadyCheck, TickItem};
use domain::policy::{Policy, Setting};
use serde::Deserialize;

use crate::answer::{Answer, carry_out, carry_out_or_say};
use crate::error::WebError;
use crate::input;
use crate::pages::both_texts::{About, both_texts};
use crate::urls::route;
use crate::views::ready_policy as view;
use crate::visit::Visit;

/// Which policy.
#[derive(Debug, Deserialize)]
pub(crate) struct OfPolicy {
    policy: String,
}

/// What it shall say: a box that is absent when it is not ticked, a number where it has one.
#[derive(Debug, Deserialize)]
pub(crate) struct Says {
    on: Option<String>,
    limit: Option<String>,
    #[serde(default)]
    reason: String,
}

/// `POST /p/{key}/policies/{policy}`.
pub(crate) async fn change(
    visit: Visit,
    Path(path): Path<OfPolicy>,
    Form(wish): Form<Says>,
) -> Answer {
    let policy = Policy::parse(&path.policy).ok_or(WebError::NotFound)?;
    let limit = wish.limit.as_deref().map(str::trim);
    let to = match (wish.on, limit.filter(|limit| !limit.is_empty())) {
        (None, _) => Setting::Off,
        (Some(_), None) => Setting::On,
        (Some(_), Some(number)) => Setting::AtMost(number.parse().map_err(|_| {
            let sentence = format!("“{number}” is no whole number. Type one, such as 8.");
            WebError::Unreadable(sentence, Some("limit"))
        })?),
    };
    let reason = Some(wish.reason);
    let command = ChangePolicy { policy, to, reason };
    carry_out(&visit, command, |after, _| {
        let now = policy.entry().words(after.product.policy(policy));
        format!("“{}” is now: {now}.", policy.entry().title)
    })
    .await
}

/// What a check says.
#[derive(Debug, Deserialize)]
pub(crate) struct CheckSays {
    check: String,
    revision: Option<u64>,
}

/// `POST /p/{key}/ready-checks`.
pub(crate) async fn add(visit: Visit, Form(wish): Form<CheckSays>) -> Answer {
    let command = AddReadyCheck { text: wish.check };
    carry_out(&visit, command, |_, _| "Added a check.".into()).await
}

/// Which checklist.
#[derive(Debug, Deserialize)]
pub(crate) struct OfChecklist {
    checklist: String,
}

/// `POST /p/{key}/checklists/{checklist}`.
pub(crate) async fn take_over(visit: Visit, Path(path): Path<OfChecklist>) -> Answer {
    let list = Checklist::parse(&path.checklist).ok_or(WebError::NotFound)?;
    let commands = list.commands(&visit.product);
    let said = format!("Took over “{}”.", list.title);
    carry_out_or_say(&visit, commands, Mode::All, said, "All of it is there.").await
}

/// Which check.
#[derive(Debug, Deserialize)]
pub(crate) struct OfCheck {
    part: u32,
}

/// `POST /p/{key}/ready-checks/{part}`.
pub(crate) async fn reword(
    visit: Visit,
    Path(path): Path<OfCheck>,
    Form(wish): Form<CheckSays>,
) -> Answer {
    let check = ReadyCheckId(path.part);
    let command = RewordReadyCheck {
        check,
        text: wish.check,
        base: wish.revision,
    };
    let answer = carry_out(&visit, command, |_, _| "Reworded a check.".into()).await;
    let form = view::check_form(check);
    let action = visit.urls.ready_check(route::READY_CHECK, check);
    both_texts(&visit, About::Other, answer, (&form, "check", &action)).await
}

/// `POST /p/{key}/ready-checks/{part}/removal`.
pub(crate) async fn remove(visit: Visit, Path(path): Path<OfCheck>) -> Answer {
    let (check, kept) = (ReadyCheckId(path.part), false);
    carry_out(&visit, KeepReadyCheck { check, kept }, |_, _| {
        "Removed a check.".into()
    })
    .await
}

/// Which check of which item.
#[derive(Debug, Deserialize)]
pub(crate) struct OfItem {
    item: String,
    part: u32,
}

/// Whether it passes: a box that is absent when it is not ticked.
#[derive(Debug, Deserialize)]
pub(crate) struct Ticked {
    ticked: Option<String>,
}

/// `POST /p/{key}/items/{item}/ready-checks/{part}`.
pub(crate) async fn tick(
    visit: Visit,
    Path(path): Path<OfItem>,
    Form(wish): Form<Ticked>,
) -> Answer {
    let item = input::item(&visit.product, &path.item)?;
    let ticked = wish.ticked.is_some();
    let command = TickItem {
        item,
        check: ReadyCheckId(path.part),
        ticked,
    };
    let verb = if ticked { "Ticked" } else { "Unticked" };
    carry_out(&visit, command, |after, _| {
        format!("{verb} a check of {}.", after.key(item))
    })
    .await
}
