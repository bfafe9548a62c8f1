//! Everybody of the workspace, for its administrators: who may sign in and who no longer may, and
//! who looks after it.

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

/// `POST /settings/people/{person}/appointment`.
pub(crate) async fn make_administrator(
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Response, WebError> {
    let id = id(&person)?;
    visitor.app.make_administrator(visitor.actor(), id).await?;
    let undo = urls::person(route::PERSON_DISMISSAL, id);
    let said = format!("{} is an administrator.", name(&visitor, id));
    Ok(changed(&visitor, &said, Some(&undo)))
}

/// `POST /settings/people/{person}/dismissal`.
pub(crate) async fn dismiss_administrator(
    visitor: Visitor,
    Path(person): Path<String>,
) -> Result<Response, WebError> {
    let (id, app) = (id(&person)?, &visitor.app);
    app.dismiss_administrator(visitor.actor(), id).await?;
    let undo = urls::person(route::PERSON_APPOINTMENT, id);
    let said = format!("{} is no longer an administrator.", name(&visitor, id));
    Ok(changed(&visitor, &said, Some(&undo)))
}

fn id(text: &str) -> Result<PersonId, WebError> {
    let id = text.parse().map_err(|_| WebError::NotFound)?;
    Ok(PersonId(id))
}

fn name(visitor: &Visitor, person: PersonId) -> String {
    Names(visitor.app.people()).of(person).to_owned()
}

fn changed(visitor: &Visitor, said: &str, undo: Option<&str>) -> Response {
    if !visitor.app.workspace().is_administrator(visitor.id) {
        return Redirect::to(route::HOME).into_response();
    }
    if visitor.part == Part::Whole {
        return Redirect::to(route::SETTINGS).into_response();
    }
    html! { (people(visitor)) (ui::toast(said, undo)) }.into_response()
}

/// Everybody, each with what can be changed about them.
pub(super) fn people(visitor: &Visitor) -> Markup {
    let workspace = visitor.app.workspace();
    let people = visitor.app.people();
    let known = workspace.members();
    let known = known.filter_map(|(id, member)| Some((people.get(&id)?, member)));
    html! {
        section.group #workspace-people {
            h2 { "People" }
            p.quiet { "Roles are given in each product, on its people page. Who is disabled is signed out everywhere and cannot come back; what they did keeps their name. An administrator looks after people and products; that alone is no say in any backlog." }
            ul.lines {
                @for (card, member) in known { (person(&workspace, card, member, card.id == visitor.id)) }
            }
        }
    }
}

fn person(workspace: &Workspace, card: &PersonCard, member: Member, own: bool) -> Markup {
    html! {
        li.member id={ "member-" (card.id) } {
            (ui::avatar(&card.name))
            span.grow {
                (card.name)
                @if member.sample.is_none() { " " span.quieter { (card.email) } }
            }
            @if member.sample.is_some() { (ui::chip("Sample", Tone::Plain)) }
            @if member.administrator { (ui::chip("Administrator", Tone::Plain)) }
            @if member.disabled { (ui::chip("Disabled", Tone::Plain)) }
            // Nobody locks themselves out by a slip: another administrator must be there anyway.
            @if !own { (deeds(workspace, card, member)) }
        }
    }
}

/// What can be done about somebody, as the record allows it now.
fn deeds(workspace: &Workspace, card: &PersonCard, member: Member) -> Markup {
    let spared = workspace.can_spare(card.id).is_ok();
    let may_be_made = workspace.may_make_administrator(card.id).is_ok();
    let button = |to: &str, word: &str, named: &str| {
        html! {
            form method="post" action=(urls::person(to, card.id)) data-send {
                button.button.small.plain type="submit" aria-label=(named) { (word) }
            }
        }
    };
    let of = |word: &str| format!("{word}: {}", card.name);
    let (make, dismiss) = ("Make administrator", "Dismiss as administrator");
    html! {
        @if member.administrator && spared { (button(route::PERSON_DISMISSAL, dismiss, &of(dismiss))) }
        @if !member.administrator && may_be_made { (button(route::PERSON_APPOINTMENT, make, &of(make))) }
        @if member.disabled { (button(route::PERSON_ENABLING, "Enable", &format!("Enable {}", card.name))) }
        @else if spared { (button(route::PERSON_DISABLING, "Disable", &format!("Disable {}", card.name))) }
    }
}
