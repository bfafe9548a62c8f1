//! Who calls: a bearer token on every request, never a cookie, so that no other
//! web site can make a browser call this API. And the one way from a handler to
//! a durable command.

use app::accounts::Secret;
use app::{App, Done, Mode, ProductView};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use domain::{Actor, Command, CommandId, Context, PersonId, Product, Recorded};

use crate::idempotency::Named;
use crate::problem::{Problem, sentences};

/// Whoever a request's token stands for.
pub(crate) struct Caller {
    /// The application.
    pub(crate) app: App,
    /// Who.
    pub(crate) person: PersonId,
    /// The same, with what the workspace gave them.
    pub(crate) actor: Actor,
    /// What their request calls its command, if it does.
    command: Option<CommandId>,
    /// Their token, for secrets that must be the same when they ask again.
    token: String,
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
            command: parts.extensions.get().map(|named: &Named| named.by(person)),
            token: token.to_owned(),
        })
    }
}

impl Caller {
    /// A product that the caller may see.
    pub(crate) async fn product(&self, key: &str) -> Result<ProductView, Problem> {
        Ok(self.app.product(self.actor, key).await?)
    }

    /// The same caller, whose request calls its command this.
    pub(crate) fn calling(mut self, named: Option<Named>) -> Caller {
        self.command = named.map(|named| named.by(self.person));
        self
    }

    /// The surroundings of their command.
    pub(crate) fn context(&self) -> Context {
        let context = self.app.context(self.actor);
        let command = self.command.unwrap_or(context.command);
        Context { command, ..context }
    }

    /// A secret for them: when their request is repeated with its key, the same.
    pub(crate) fn secret(&self) -> Secret {
        match self.command {
            Some(command) => Secret::following(&self.token, command.0),
            None => Secret::random(),
        }
    }

    /// Carries commands out, durably, all or none. A request that is repeated
    /// with its key is answered with what was done then.
    pub(crate) async fn submit(
        &self,
        view: &ProductView,
        commands: Vec<Command>,
    ) -> Result<Done<Product>, Problem> {
        let context = self.context();
        if let Some(command) = self.command {
            let events = self.app.caused(view.id, command).await?;
            if !events.is_empty() {
                return self.repeated(view, command, events).await;
            }
        }
        let done = self.app.execute_as(context, view.id, commands, Mode::All);
        Ok(done.await?)
    }

    async fn repeated(
        &self,
        view: &ProductView,
        command: CommandId,
        events: Vec<Recorded<domain::Event>>,
    ) -> Result<Done<Product>, Problem> {
        // Read anew: the earlier command may be younger than `view`.
        let state = self.product(view.state.key()).await?.state;
        Ok(Done {
            command,
            events,
            refused: Vec::new(),
            state,
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
