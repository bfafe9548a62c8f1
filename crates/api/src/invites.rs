//! Invites: links that let one person in, once, with roles in a product. No
//! mail is sent; whoever invites passes the link on.

use app::accounts::{InviteView, NewInvite, TokenHash};
use axum::Json;
use axum::http::StatusCode;
use domain::Right;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::caller::Caller;
use crate::extract::{Body, Path};
use crate::problem::{Problem, sentences};
use crate::products::ProductPath;
use crate::wire::{PersonRef, ProductRole, Reading, Role};

pub(crate) fn routes() -> OpenApiRouter<app::App> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(withdraw))
}

/// The open invites into a product.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Invites {
    /// Those that can still be taken.
    items: Vec<Invite>,
}

/// An invite that can still be taken.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Invite {
    /// Its id, to withdraw it with. It does not open the invite.
    id: String,
    /// The roles it gives.
    roles: Vec<Role>,
    /// For whom it was made.
    email: Option<String>,
    /// By whom.
    by: PersonRef,
    /// Until when it can be taken.
    expires: Timestamp,
}

/// A new invite, with the secret that opens it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
struct Invited {
    /// The invite.
    #[serde(flatten)]
    invite: Invite,
    /// The secret. It is shown only now; pass it on as the link below.
    secret: String,
    /// The page that takes it, below the server's own address.
    #[schema(example = "/invite/2b5…")]
    path: String,
}

/// List the open invites
///
/// Needs the right to manage people.
#[utoipa::path(get, path = "/products/{product}/invites", operation_id = "list_invites",
    tag = "people", params(ProductPath), responses((status = 200, body = Invites)))]
async fn list(caller: Caller, Path(path): Path<ProductPath>) -> Result<Json<Invites>, Problem> {
    let view = caller.product(&path.product).await?;
    domain::rights::check(&view.state, view.actor, &[Right::ManagePeople])
        .map_err(|refusal| Problem::refused(&refusal, &view.state))?;
    let open = caller.app.open_invites(view.id).await?;
    let reading = Reading::of(&caller.app, view.state);
    let items = open.iter().map(|one| invite(&reading, one)).collect();
    Ok(Json(Invites { items }))
}

fn invite(reading: &Reading, invite: &InviteView) -> Invite {
    Invite {
        id: hex(invite.token),
        roles: invite.roles.iter().map(|role| (*role).into()).collect(),
        email: invite.email.clone(),
        by: reading.person(invite.by),
        expires: invite.expires,
    }
}

fn hex(token: TokenHash) -> String {
    token.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<TokenHash> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(TokenHash(bytes))
}

/// Whom to invite.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateInvite {
    /// The roles they get; at least one.
    #[schema(min_items = 1)]
    roles: Vec<ProductRole>,
    /// For whom it is; shown in the list of open invites.
    #[schema(format = Email)]
    email: Option<String>,
}

/// Make an invite
///
/// Needs the right to manage people. It counts for a week and lets one person in.
#[utoipa::path(post, path = "/products/{product}/invites", operation_id = "create_invite",
    tag = "people", params(ProductPath), request_body = CreateInvite,
    responses((status = 201, body = Invited)))]
async fn create(
    caller: Caller,
    Path(path): Path<ProductPath>,
    Body(new): Body<CreateInvite>,
) -> Result<(StatusCode, Json<Invited>), Problem> {
    let view = caller.product(&path.product).await?;
    let roles = new.roles.into_iter().map(Into::into).collect();
    let email = new.email;
    if email
        .as_deref()
        .is_some_and(|email| email.trim().is_empty())
    {
        return Err(no_address());
    }
    let (new, secret) = (NewInvite { roles, email }, caller.secret());
    let secret = caller.app.invite_with(&view, new, secret).await?;
    let made = caller.app.open_invite(secret.reveal()).await?;
    let reading = Reading::of(&caller.app, view.state);
    let invited = Invited {
        invite: invite(&reading, &made),
        path: format!("/invite/{}", secret.reveal()),
        secret: secret.reveal().to_owned(),
    };
    Ok((StatusCode::CREATED, Json(invited)))
}

fn no_address() -> Problem {
    let explanation = sentences(
        "Nobody was invited.",
        "The e-mail address is empty.",
        "Leave it out, or say for whom the invite is.",
    );
    Problem::invalid("input-invalid", "email", explanation)
}

/// The invite an address is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
struct InvitePath {
    /// The product's key.
    #[param(pattern = "^[A-Za-z][A-Za-z0-9]{1,9}$", example = "PAY")]
    product: String,
    /// The invite's id.
    #[param(pattern = "^[0-9a-f]{64}$")]
    invite: String,
}

/// Withdraw an invite
///
/// Needs the right to manage people. Its link no longer lets anybody in.
#[utoipa::path(delete, path = "/products/{product}/invites/{invite}",
    operation_id = "withdraw_invite", tag = "people", params(InvitePath),
    responses((status = 204)))]
async fn withdraw(caller: Caller, Path(path): Path<InvitePath>) -> Result<StatusCode, Problem> {
    let view = caller.product(&path.product).await?;
    let token = unhex(&path.invite).unwrap_or(TokenHash([0; 32]));
    match caller.app.withdraw_invite(&view, token).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => {
            let what = "There is no such open invite.".to_owned();
            let remedy = "It may have been taken or withdrawn meanwhile.";
            Err(Problem::not_found("no-such-invite", what, remedy))
        }
    }
}
