//! Everybody of the workspace, for its administrators: who may sign in, and who no longer may.

use app::PersonCard;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::PersonId;
use domain::workspace::{Member, Workspace};
use maud::{Markup, html};

use crate::error::WebError;
use crate::ui::layout::Part;
use crate::ui::{self, Tone};
use crate::urls::{self, route};
use crate::visit::{Names, Visitor};

/// `POST /settings/people/{person}/disabling`.
pub(crate) async fn disable(
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Response, WebError> {
    let id = id(&person)?;
    visitor.app.disable_person(visitor.actor(), id).await?;
    let undo = urls::person(route::PERSON_ENABLING, id);
    let said = format!("{} can no longer sign in.", name(&visitor, id));
    Ok(changed(&visitor, &said, Some(&undo)))
}

/// `POST /settings/people/{person}/enabling`.
pub(crate) async fn enable(
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Response, WebError> {
    let id = id(&person)?;
    visitor.app.enable_person(visitor.actor(), id).await?;
    let said = format!("{} can sign in again.", name(&visitor, id));
    Ok(changed(&visitor, &said, None))
}

fn id(text: &str) -> Result<PersonId, WebError> {
    let id = text.parse().map_err(|_| WebError::NotFound)?;
    Ok(PersonId(id))
}

fn name(visitor: &Visitor, person: PersonId) -> String {
    Names(visitor.app.people()).of(person).to_owned()
}

fn changed(visitor: &Visitor, said: &str, undo: Option<&str>) -> Response {
    if visitor.part == Part::Whole {
        return Redirect::to(route::SETTINGS).into_response();
    }
    html! { (people(visitor)) (ui::toast(said, undo)) }.into_response()
}

/// Everybody, each with the way to disable or enable them.
pub(super) fn people(visitor: &Visitor) -> Markup {
    let workspace = visitor.app.workspace();
    let people = visitor.app.people();
    let known = workspace.members();
    let known = known.filter_map(|(id, member)| Some((people.get(&id)?, member)));
    html! {
        section.group #workspace-people {
            h2 { "People" }
            p.quiet { "Roles are given in each product, on its people page. Who is disabled is signed out everywhere and cannot come back; what they did keeps their name." }
            ul.lines {
                @for (card, member) in known { (person(&workspace, card, member)) }
            }
        }
    }
}

fn person(workspace: &Workspace, card: &PersonCard, member: Member) -> Markup {
    html! {
        li id={ "member-" (card.id) } {
            (ui::avatar(&card.name))
            span.grow {
                (card.name)
                @if member.sample.is_none() { " " span.quieter { (card.email) } }
            }
            @if member.sample.is_some() { (ui::chip("Sample", Tone::Plain)) }
            @if member.administrator { (ui::chip("Administrator", Tone::Plain)) }
            @if member.disabled {
                (ui::chip("Disabled", Tone::Plain))
                (button(route::PERSON_ENABLING, "Enable", card))
            } @else if workspace.may_disable(card.id).is_ok() {
                (button(route::PERSON_DISABLING, "Disable", card))
            }
        }
    }
}

fn button(to: &str, word: &str, card: &PersonCard) -> Markup {
    html! {
        form method="post" action=(urls::person(to, card.id)) data-send {
            button.button.small.plain type="submit" aria-label={ (word) " " (card.name) } { (word) }
        }
    }
}
