//! Requests of people who need not be signed in: setup, sign in, invitations, and those who have a
//! link and no account. Their pages are sheets without navigation that also work without script.
//!
//! A sheet leads nowhere else and tells search engines to keep off. Its address may be a secret: the
//! referrer policy of all pages keeps it from other sites. `no-referrer` would do no more, and takes
//! the `Origin` from a form where there is no HTTPS, which is what tells our forms from foreign ones.

use app::App;
use app::accounts::{Identity, Secret};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use crate::WebState;
use crate::error::{Said, WebError};
use crate::extract::{self, identity, preferences_of, session_cookie};
use crate::reach::Reach;
use crate::ui::layout::{Preferences, alone};

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// A field that people do not see and programs fill in.
const TRAP: &str = "website";

/// A request that nobody need be signed in for.
pub(crate) struct Guest {
    /// The application.
    pub app: App,
    /// How the request came.
    pub reach: Reach,
    /// What was set for this browser.
    pub preferences: Preferences,
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// The word of a browser that somebody signed in with before.
    pub known: Option<String>,
    /// Who is signed in all the same.
    pub identity: Option<Identity>,
}

impl FromRequestParts<WebState> for Guest {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        let agent = parts.headers.get(header::USER_AGENT);
        let reach = Reach::of(parts, &state.settings);
        let known = extract::cookie(&parts.headers, browser_cookie(reach.secure));
        Ok(Self {
            app: state.app.clone(),
            known: known.map(str::to_owned),
            reach,
            preferences: preferences_of(&parts.headers),
            agent: agent.and_then(|agent| Some(agent.to_str().ok()?.to_owned())),
            identity: identity(state, parts).await?,
        })
    }
}

impl Guest {
    /// A sheet. It is never kept: what stands on it depends on who is signed in.
    pub(crate) fn sheet(&self, status: StatusCode, title: &str, sheet: &Markup) -> Response {
        let page = alone(title, self.preferences, sheet);
        let headers = [(header::CACHE_CONTROL, "no-store"), (ROBOTS, "noindex")];
        (status, headers, page).into_response()
    }

    /// The form again, with what was wrong beside the field. A failure of ours has a page of its
    /// own: typing again would not help.
    pub(crate) fn again(
        &self,
        error: WebError,
        title: &str,
        form: impl FnOnce(&Said) -> Markup,
    ) -> Response {
        let (status, said) = (error.status(), error.said());
        if status.is_server_error() {
            return error.into_response();
        }
        self.sheet(status, title, &form(&said))
    }

    /// A link that does not count, explained, with what to do about it.
    pub(crate) fn explained(&self, title: &str, why: &str, actions: &Markup) -> Response {
        let sheet = html! {
            h1 { (title) }
            p { (why) }
            div.actions.start { (actions) }
        };
        self.sheet(StatusCode::GONE, title, &sheet)
    }

    /// Goes on to `to` with the session's cookie, and the one by which the browser is known when
    /// somebody signs in with it again.
    ///
    /// # Errors
    /// When the storage fails.
    pub(crate) async fn signed_in(&self, session: &Secret, to: &str) -> Result<Response, WebError> {
        let secure = self.reach.secure;
        let mut response = with_cookie(
            Redirect::to(to),
            &cookie(session_cookie(secure), secure, session.reveal(), LASTS),
        );
        if let Some(identity) = self.app.identify_session(session.reveal()).await? {
            make_known(&self.app, secure, &identity, &mut response).await?;
        }
        Ok(response)
    }

    /// Goes on to `to` without the session's cookie.
    pub(crate) fn signed_out(&self, to: &str) -> Response {
        let secure = self.reach.secure;
        let gone = cookie(session_cookie(secure), secure, "", 0);
        with_cookie(Redirect::to(to), &gone)
    }
}

/// The field that only a program fills in, for a form that anybody may send.
pub(crate) fn trap() -> Markup {
    html! {
        div.unseen aria-hidden="true" {
            label for=(TRAP) { "Leave this empty" }
            input id=(TRAP) name=(TRAP) type="text" tabindex="-1" autocomplete="off";
        }
    }
}

/// That the trap is empty. Whoever filled it in by mistake is told, and loses nothing.
///
/// # Errors
/// When there is something in it.
pub(crate) fn not_trapped(filled: &str) -> Result<(), WebError> {
    match filled.trim() {
        "" => Ok(()),
        _ => Err(WebError::Unreadable(
            "This looks as if a program had filled it in, so it was not sent. If it was you, send it again.".into(),
            None,
        )),
    }
}

/// Longer than browsers keep any cookie: the server decides when a session ends.
const LASTS: u32 = 400 * 86_400;

/// The cookie that a browser is known by; what it is good for stands in `app`.
fn browser_cookie(secure: bool) -> &'static str {
    if secure { "__Host-browser" } else { "browser" }
}

/// Gives the browser of somebody signed in the cookie that it is known by.
///
/// # Errors
/// When the storage fails.
pub(crate) async fn make_known(
    app: &App,
    secure: bool,
    identity: &Identity,
    response: &mut Response,
) -> Result<(), WebError> {
    if let Some(word) = app.word_for_browser(identity).await? {
        let known = cookie(browser_cookie(secure), secure, &word, LASTS);
        add_cookie(response, &known);
    }
    Ok(())
}

fn cookie(name: &str, secure: bool, value: &str, lasts: u32) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={lasts}; HttpOnly; SameSite=Lax{secure}")
}

fn with_cookie(redirect: Redirect, cookie: &str) -> Response {
    let mut response = redirect.into_response();
    add_cookie(&mut response, cookie);
    response
}

fn add_cookie(response: &mut Response, cookie: &str) {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Where to go after signing in: a path of ours, never another site. Browsers drop tabs and line
/// breaks and read `\` as `/`, so neither may be in it.
pub(crate) fn local_path(wanted: &str) -> &str {
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    let ours = wanted.starts_with('/') && !wanted.starts_with("//") && wanted.chars().all(plain);
    if ours { wanted } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "",
            "p/PAY",
        ] {
            assert_eq!(local_path(elsewhere), "/", "{elsewhere:?}");
        }
        assert_eq!(
            local_path("/p/PAY/backlog?q=a%20b"),
            "/p/PAY/backlog?q=a%20b"
        );
    }

    #[test]
    fn the_cookie_is_ours_alone() {
        let plain = cookie(session_cookie(false), false, "x", LASTS);
        assert!(plain.starts_with("session=x; Path=/;") && !plain.contains("Secure"));
        assert!(plain.contains("HttpOnly") && plain.contains("SameSite=Lax"));
        let https = cookie(session_cookie(true), true, "x", LASTS);
        assert!(https.starts_with("__Host-session=") && https.ends_with("; Secure"));
    }
}
