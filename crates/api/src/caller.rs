//! Who calls: a bearer token on every request, never a cookie, so that no other
//! web site can make a browser call this API. And the one way from a handler to
//! a durable command.

use app::{App, Done, Mode, ProductView};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::{Actor, Command, CommandId, PersonId, Product, Recorded};
use uuid::Uuid;

use crate::problem::{Problem, sentences};

/// The header that makes a request safe to repeat.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Whoever a request's token stands for.
pub(crate) struct Caller {
    /// The application.
    pub(crate) app: App,
    /// Who.
    pub(crate) person: PersonId,
    /// The same, with what the workspace gave them.
    pub(crate) actor: Actor,
    /// The command id they chose, if they did.
    key: Option<CommandId>,
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Caller, Problem> {
        let token = bearer(&parts.headers).ok_or_else(|| unauthorized("Bearer"))?;
        let identity = app.identify_token(token).await?;
        let challenge = r#"Bearer error="invalid_token""#;
        let person = identity.ok_or_else(|| unauthorized(challenge))?.person;
        Ok(Caller {
            app: app.clone(),
            person,
            actor: app.actor(person),
            key: idempotency_key(&parts.headers)?,
        })
    }
}

impl Caller {
    /// A product that the caller may see.
    pub(crate) async fn product(&self, key: &str) -> Result<ProductView, Problem> {
        Ok(self.app.product(self.actor, key).await?)
    }

    /// Carries commands out, durably, all or none. With an idempotency key that
    /// was used before, answers with what was done then.
    pub(crate) async fn submit(
        &self,
        view: &ProductView,
        commands: Vec<Command>,
    ) -> Result<Done<Product>, Problem> {
        let mut context = self.app.context(self.actor);
        if let Some(key) = self.key {
            context.command = key;
            let events = self.app.caused(view.id, key).await?;
            if !events.is_empty() {
                return self.repeated(view, key, events).await;
            }
        }
        let done = self.app.execute_as(context, view.id, commands, Mode::All);
        Ok(done.await?)
    }

    async fn repeated(
        &self,
        view: &ProductView,
        key: CommandId,
        events: Vec<Recorded<domain::Event>>,
    ) -> Result<Done<Product>, Problem> {
        if events.iter().any(|event| event.actor != Some(self.person)) {
            return Err(key_reused());
        }
        // Read anew: the earlier command may be younger than `view`.
        let view = self.product(view.state.key()).await?;
        Ok(Done {
            command: key,
            events,
            refused: Vec::new(),
            state: view.state,
        })
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

fn unauthorized(challenge: &'static str) -> Problem {
    let explanation = sentences(
        "Nothing was done.",
        "This request carries no token that counts.",
        "Make a token on your profile page, or on the server with `millpond token create \
         --data DIR --email YOU`, and send it as `Authorization: Bearer millpond_…`.",
    );
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorized", explanation).with_header(
        header::WWW_AUTHENTICATE,
        HeaderValue::from_static(challenge),
    )
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<CommandId>, Problem> {
    let Some(value) = headers.get(IDEMPOTENCY_KEY) else {
        return Ok(None);
    };
    let id = value
        .to_str()
        .ok()
        .and_then(|text| text.parse::<Uuid>().ok());
    let id = id.ok_or_else(|| {
        let explanation = sentences(
            "Nothing was done.",
            "The header Idempotency-Key is not a UUID.",
            "Send a new random UUID with each request, and the same one when repeating it.",
        );
        Problem::new(StatusCode::BAD_REQUEST, "header-invalid", explanation)
            .about("Idempotency-Key")
    })?;
    Ok(Some(CommandId(id)))
}

fn key_reused() -> Problem {
    let explanation = sentences(
        "Nothing was done.",
        "Somebody else used this Idempotency-Key.",
        "Send a new random UUID.",
    );
    Problem::new(StatusCode::CONFLICT, "idempotency-key-reused", explanation)
}
