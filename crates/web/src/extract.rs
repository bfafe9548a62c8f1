//! How a request becomes a [`Visitor`] (somebody signed in) or a [`Visit`] (somebody who may see
//! this product). Handlers take these as arguments; without them there is no page.

use app::accounts::Identity;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, header};
use domain::Actor;
use serde::Deserialize;

use crate::WebState;
use crate::error::{WayBack, WebError};
use crate::reach::is_secure;
use crate::ui::layout::{Part, Preferences, Theme};
use crate::urls::ProductUrls;
use crate::visit::{Names, Visit, Visitor};

const PART: HeaderName = HeaderName::from_static("x-part");

/// The session's cookie: over HTTPS a name that only HTTPS can set.
pub(crate) fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

/// Which part of a page the script asks for; a browser alone asks for all of it.
pub(crate) fn part_of(headers: &HeaderMap) -> Part {
    headers
        .get(PART)
        .and_then(|word| word.to_str().ok())
        .map_or(Part::Whole, Part::parse)
}

/// What somebody set for this browser, from its cookies.
pub(crate) fn preferences_of(headers: &HeaderMap) -> Preferences {
    Preferences {
        theme: Theme::parse(cookie(headers, "theme").unwrap_or_default()),
        single_keys: cookie(headers, "keys") != Some("off"),
    }
}

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|line| line.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// Who is signed in, if anybody.
///
/// # Errors
/// When the storage fails.
pub(crate) async fn identity(
    state: &WebState,
    parts: &Parts,
) -> Result<Option<Identity>, WebError> {
    let secure = is_secure(&parts.headers, &state.settings);
    match cookie(&parts.headers, session_cookie(secure)) {
        Some(secret) => Ok(state.app.identify_session(secret).await?),
        None => Ok(None),
    }
}

impl FromRequestParts<WebState> for Visitor {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        let identity = identity(state, parts).await?.ok_or(WebError::SignedOut)?;
        let people = state.app.people();
        let card = people.get(&identity.person).ok_or(WebError::SignedOut)?;
        let part = part_of(&parts.headers);
        let actor = Actor::Person {
            id: identity.person,
            administrator: state.app.workspace().is_administrator(identity.person),
        };
        let unread = match part {
            Part::Whole | Part::Main | Part::Around => state.app.unread(actor).await?,
            _ => 0,
        };
        Ok(Self {
            app: state.app.clone(),
            id: identity.person,
            unread,
            name: card.name.to_string(),
            administrator: state.app.workspace().is_administrator(identity.person),
            preferences: preferences_of(&parts.headers),
            part,
            identity,
        })
    }
}

/// The `{key}` of a product's addresses.
#[derive(Deserialize)]
struct InProduct {
    key: String,
}

impl FromRequestParts<WebState> for Visit {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, WebError> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let path = Path::<InProduct>::from_request_parts(parts, state).await;
        let Path(InProduct { key }) = path.map_err(|_| WebError::NotFound)?;
        let view = state.app.product(visitor.actor(), &key).await?;
        if let Some(way) = parts.extensions.get::<WayBack>() {
            way.leads_to(&view.state);
        }
        Ok(Self {
            product: view.state.clone(),
            scale: view.state.scale,
            urls: ProductUrls::of(&view.state),
            names: Names(state.app.people()),
            now: state.app.now(),
            view,
            visitor,
        })
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn cookies_are_found_among_others() {
        let headers = HeaderMap::from_iter([(
            header::COOKIE,
            HeaderValue::from_static("a=1; theme=dark; keys=off"),
        )]);
        assert_eq!(cookie(&headers, "theme"), Some("dark"));
        assert_eq!(cookie(&headers, "them"), None);
        assert!(!preferences_of(&headers).single_keys);
    }
}
