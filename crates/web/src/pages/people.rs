//! Who is in a product, as what, and who is invited (B1, B3, B4).

use app::accounts::{InviteView, NewInvite};
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect, Response};
use domain::people::{GrantRole, RevokeRole};
use domain::{PersonId, Right, Role};
use maud::Markup;
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::guest::Guest;
use crate::hex::token_hash;
use crate::ui;
use crate::ui::layout::{Page, Part};
use crate::urls::{self, route};
use crate::views::frame::{Here, page};
use crate::views::people as view;
use crate::visit::Visit;

/// A role of somebody.
#[derive(Debug, Deserialize)]
pub(crate) struct OfPerson {
    person: String,
    role: String,
}

/// Whether they hold it.
#[derive(Debug, Deserialize)]
pub(crate) struct Held {
    held: Option<String>,
}

/// An open invite.
#[derive(Debug, Deserialize)]
pub(crate) struct OfInvite {
    token: String,
}

/// `GET /p/{key}/people`.
pub(crate) async fn show(visit: Visit) -> Result<Markup, WebError> {
    let invites = open_invites(&visit).await?;
    let may = visit.may(Right::ManagePeople);
    let shown = Page {
        title: format!("People of {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::PEOPLE), "People".to_owned()),
        ],
        actions: view::invite_button(may),
        live: "*".into(),
        main: view::main(&visit, &invites),
        floats: view::invite_dialog(&visit),
        ..Page::default()
    };
    Ok(page(&visit, Here::People, &shown))
}

async fn open_invites(visit: &Visit) -> Result<Vec<InviteView>, WebError> {
    if !visit.may(Right::ManagePeople) {
        return Ok(Vec::new());
    }
    Ok(visit.visitor.app.open_invites(visit.view.id).await?)
}

/// `POST /p/{key}/people/{person}/roles/{role}`: `held` says whether they shall have it.
pub(crate) async fn role(
    visit: Visit,
    Path(path): Path<OfPerson>,
    Form(wish): Form<Held>,
) -> Answer {
    let person = PersonId(path.person.parse().map_err(|_| WebError::NotFound)?);
    let role = Role::parse(&path.role).ok_or(WebError::NotFound)?;
    let name = visit.names.of(person).to_owned();
    let title = role.title().to_lowercase();
    if wish.held.is_some() {
        let said = format!("{name} is {title} now.");
        carry_out(&visit, GrantRole { person, role }, |_, _| said).await
    } else {
        let said = format!("{name} is no longer {title}.");
        carry_out(&visit, RevokeRole { person, role }, |after, _| {
            said + unordered(after, role)
        })
        .await
    }
}

/// What it means when the last product owner went.
fn unordered(after: &Visit, role: Role) -> &'static str {
    let mut owners = after.product.people_with(&[Role::ProductOwner]);
    match role == Role::ProductOwner && owners.next().is_none() {
        true => " Nobody orders the product backlog now, and nobody sets a sprint goal.",
        false => "",
    }
}

/// `POST /p/{key}/invites`: the link is shown once.
pub(crate) async fn invite(
    visit: Visit,
    guest: Guest,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let invite = read(&fields)?;
    let roles = invite.roles.clone();
    let secret = visit.visitor.app.invite(&visit.view, invite).await?;
    let link = format!(
        "{}{}",
        guest.reach.origin,
        urls::invitation(secret.reveal())
    );
    let invites = open_invites(&visit).await?;
    let fragments =
        maud::html! { (view::made(&link, &roles)) (view::open_invites(&visit, &invites)) };
    if visit.visitor.part == Part::Whole {
        return Ok(guest.sheet(axum::http::StatusCode::OK, "Invite link", &fragments));
    }
    Ok(fragments.into_response())
}

fn read(fields: &[(String, String)]) -> Result<NewInvite, WebError> {
    let values = |wanted: &'static str| {
        let of = fields.iter().filter(move |(name, _)| name == wanted);
        of.map(|(_, value)| value.as_str())
    };
    let roles: Vec<Role> = values("roles").filter_map(Role::parse).collect();
    if roles.is_empty() {
        let sentence = "An invite gives at least one role. Choose what they will be here.";
        return Err(WebError::Unreadable(sentence.into(), Some("roles")));
    }
    Ok(NewInvite {
        roles,
        email: values("email").next().map(str::to_owned),
    })
}

/// `POST /p/{key}/invites/{token}/withdrawal`.
pub(crate) async fn withdraw(
    visit: Visit,
    Path(path): Path<OfInvite>,
) -> Result<Response, WebError> {
    let token = token_hash(&path.token).ok_or(WebError::NotFound)?;
    let was_open = visit
        .visitor
        .app
        .withdraw_invite(&visit.view, token)
        .await?;
    if visit.visitor.part == Part::Whole {
        return Ok(Redirect::to(&visit.urls.to(route::PEOPLE)).into_response());
    }
    let said = match was_open {
        true => "The invite is withdrawn; its link no longer counts.",
        false => "This invite was no longer open.",
    };
    let invites = open_invites(&visit).await?;
    let fragments = maud::html! { (view::open_invites(&visit, &invites)) (ui::toast(said, None)) };
    Ok(fragments.into_response())
}
