//! Into a sprint being planned and back: the gate (D3), asked from wherever items are shown.

use app::{Done, Mode};
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use domain::item::reorder::Rank;
use domain::ready::Check;
use domain::sprint::Sprint;
use domain::sprint::pull::{LeftOut, PullItems, Unready};
use domain::sprint::put_back::PutBack;
use domain::{Command, Event, ItemId, Place, Product, Refusal, SprintId};
use maud::{Markup, html};

use super::planning::next_planned;
use crate::answer::{Answer, answer_with, carry_out, counted};
use crate::error::WebError;
use crate::input;
use crate::ui;
use crate::views::sprint::gate;
use crate::views::sprint::row::gap;
use crate::visit::Visit;

/// A form's fields; those of waivers are called after their check.
type Fields = Form<Vec<(String, String)>>;

fn field<'a>(fields: &'a [(String, String)], name: &str) -> &'a str {
    let found = fields.iter().find(|(other, _)| other == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// `POST /p/{key}/pulls`: items, perhaps the sprint, where in it, and reasons to waive checks.
pub(crate) async fn pull(visit: Visit, Form(fields): Fields) -> Answer {
    let mut items = input::items(&visit.product, field(&fields, "items"))?;
    let sprint = planned(&visit, field(&fields, "sprint"))?;
    // Of a selection across both panes only what is not there yet is pulled.
    if items.iter().any(|item| !sprint.plan.contains(item)) {
        items.retain(|item| !sprint.plan.contains(item));
    }
    if let Some(again) = again(&visit, sprint, &items, waivers(&fields)) {
        let said = format!("Waived for {} in {}.", counted(&visit, &items), sprint.name);
        return answer_pull(&visit, sprint, again, "", said).await;
    }
    let place = field(&fields, "to");
    let to = match place {
        "" => Rank::Bottom,
        text => input::rank(&visit.product, &sprint.plan, &items, text)?,
    };
    let command = PullItems {
        sprint: sprint.id,
        items,
        to,
        waive: waivers(&fields),
        unready: Unready::LeaveOut,
    };
    answer_pull(&visit, sprint, vec![command.into()], place, String::new()).await
}

/// What stands in the plan and has lost since what let it in goes through the gate once more, to
/// where it stands: the same decision, with the same waivers.
fn again(
    visit: &Visit,
    sprint: &Sprint,
    items: &[ItemId],
    waive: Vec<(Check, String)>,
) -> Option<Vec<Command>> {
    let [item] = items else { return None };
    let at = sprint.plan.iter().position(|id| id == item)?;
    gap(visit, sprint, visit.product.items.get(item)?)?;
    let above = at.checked_sub(1).and_then(|above| sprint.plan.get(above));
    let back = PutBack {
        sprint: sprint.id,
        items: items.to_vec(),
        reason: None,
    };
    let pull = PullItems {
        sprint: sprint.id,
        items: items.to_vec(),
        to: above.map_or(Rank::Top, |above| Rank::After(*above)),
        waive,
        unready: Unready::Refuse,
    };
    Some(vec![back.into(), pull.into()])
}

/// The sprint a form names, or the one that is planned next.
fn planned<'a>(visit: &'a Visit, word: &str) -> Result<&'a Sprint, WebError> {
    match word.parse().ok().map(SprintId) {
        Some(sprint) => visit
            .product
            .sprints
            .get(&sprint)
            .map(AsRef::as_ref)
            .ok_or(WebError::NotFound),
        None => next_planned(visit).ok_or_else(|| {
            let sentence =
                "No sprint is being planned. Plan one first (G L), then pull items into it.";
            WebError::Unreadable(sentence.into(), None)
        }),
    }
}

fn waivers(fields: &[(String, String)]) -> Vec<(Check, String)> {
    let waiver = |(name, reason): &(String, String)| {
        let check = Check::parse(name.strip_prefix("waive-")?)?;
        Some((check, reason.clone()))
    };
    fields.iter().filter_map(waiver).collect()
}

/// What crossed, and what was asked for too and stayed.
pub(super) fn crossed(done: &Done<Product>) -> (Vec<ItemId>, &[LeftOut]) {
    let pulled = done
        .events
        .iter()
        .find_map(|recorded| match &recorded.event {
            Event::ItemsPulled(pulled) => Some(pulled),
            _ => None,
        });
    pulled.map_or((Vec::new(), &[]), |pulled| {
        let items = pulled.items.iter().map(|pulled| pulled.item).collect();
        (items, &pulled.left_out)
    })
}

/// One item that is not ready is shown what it lacks; of several, those that are ready cross and
/// the others are named.
async fn answer_pull(
    visit: &Visit,
    sprint: &Sprint,
    commands: Vec<Command>,
    place: &str,
    said: String,
) -> Answer {
    let (app, actor) = (&visit.visitor.app, visit.visitor.actor());
    let done = app.execute_many(actor, visit.view.id, commands, Mode::All);
    match done.await {
        Ok(done) => {
            let (items, left_out) = crossed(&done);
            let pulled = format!("Pulled {} into {}.", counted(visit, &items), sprint.name);
            let said = if said.is_empty() { pulled } else { said };
            let stayed = stayed(visit, left_out);
            Ok(answer_with(visit, &done, |_, _| said, &stayed))
        }
        Err(failure) => match failure.refusal() {
            Some(Refusal::NotReady { item, missing }) => {
                let shown = gate::refused(visit, sprint, *item, missing, place);
                Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
            }
            _ => Err(failure.into()),
        },
    }
}

/// Names what stayed behind.
fn stayed(visit: &Visit, left_out: &[LeftOut]) -> Markup {
    let Some(LeftOut { item: first, .. }) = left_out.first() else {
        return html! {};
    };
    let sentence = match left_out.len() {
        1 => format!(
            "{} is not ready and stayed in the product backlog.",
            visit.key(*first)
        ),
        many => format!(
            "{} are not ready and stayed in the product backlog, the first is {}.",
            domain::text::counted(many, "item"),
            visit.key(*first)
        ),
    };
    ui::refusal(&sentence, None)
}

/// `POST /p/{key}/put-backs`: items out of the sprint they are planned in.
pub(crate) async fn put_back(visit: Visit, Form(fields): Fields) -> Answer {
    let items = input::items(&visit.product, field(&fields, "items"))?;
    let place = |item: &ItemId| visit.product.items.get(item).map(|item| item.place);
    let sprint = items.iter().find_map(|item| match place(item) {
        Some(Place::Sprint(sprint)) => Some(sprint),
        _ => None,
    });
    let sprint = sprint.ok_or_else(|| {
        let sentence = "This stands in the product backlog already.";
        WebError::Unreadable(sentence.into(), None)
    })?;
    // Of a selection across both panes only what is in the sprint goes back.
    let items: Vec<ItemId> = items
        .into_iter()
        .filter(|item| place(item) == Some(Place::Sprint(sprint)))
        .collect();
    let command = PutBack {
        sprint,
        items: items.clone(),
        reason: None,
    };
    carry_out(&visit, command, |after, _| {
        format!(
            "Put {} back into the product backlog.",
            counted(after, &items)
        )
    })
    .await
}
