//! The sections of one's profile, each with its own form.

use app::accounts::{ApiToken, Session};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::hex::token_hex;
use crate::ui::layout::{Preferences, Theme};
use crate::ui::{self, Field, Tone, Weight};
use crate::urls::{self, route};
use crate::views::since;
use crate::visit::Visitor;

/// The name others see.
pub(crate) fn name(visitor: &Visitor) -> Markup {
    html! {
        section.group {
            h2 { "You" }
            form.in-line method="post" action=(route::PROFILE_NAME) data-send {
                (ui::field(&Field {
                    name: "name",
                    label: "Name",
                    value: &visitor.name,
                    required: true,
                    autocomplete: "name",
                    ..Field::default()
                }))
                (ui::submit("Save name", Weight::Outlined))
            }
        }
    }
}

/// The address one signs in with.
pub(crate) fn email(visitor: &Visitor) -> Markup {
    let people = visitor.app.people();
    let email = people.get(&visitor.id).map(|card| &*card.email);
    html! {
        form.in-line method="post" action=(route::PROFILE_EMAIL) data-send {
            (ui::field(&Field {
                name: "email",
                label: "E-mail",
                kind: "email",
                value: email.unwrap_or_default(),
                hint: "You sign in with it.",
                required: true,
                autocomplete: "email",
                ..Field::default()
            }))
            (ui::submit("Save e-mail", Weight::Outlined))
        }
    }
}

/// Whether a new password ends the API tokens, too: whoever has one goes on without it.
pub(crate) fn tokens_choice(any: bool) -> Markup {
    html! {
        div.field #token-choice {
            @if any {
                label.check {
                    input type="checkbox" name="tokens" value="revoked";
                    span { "Revoke my API tokens, too" }
                }
                p.hint { "Programs with a token need no password, so they go on unless you revoke it." }
            }
        }
    }
}

/// Another password.
pub(crate) fn password(tokens: bool) -> Markup {
    html! {
        section.group {
            h2 { "Password" }
            form.fields method="post" action=(route::PROFILE_PASSWORD) data-send data-then="reset" {
                div.fields.two {
                    (ui::password(&Field {
                        name: "current",
                        label: "Current password",
                        required: true,
                        autocomplete: "current-password",
                        ..Field::default()
                    }))
                    (ui::password(&Field {
                        name: "new",
                        label: "New password",
                        hint: "At least 10 characters; a sentence is good.",
                        required: true,
                        autocomplete: "new-password",
                        ..Field::default()
                    }))
                }
                (tokens_choice(tokens))
                div.actions.start {
                    (ui::submit("Change password", Weight::Outlined))
                    span.quieter { "Other browsers are signed out." }
                }
            }
        }
    }
}

/// Colours and keys, kept for this browser.
pub(crate) fn display(preferences: Preferences) -> Markup {
    let themes = [
        (Theme::System, "As the system"),
        (Theme::Light, "Light"),
        (Theme::Dark, "Dark"),
    ];
    html! {
        section.group {
            h2 { "This browser" }
            fieldset.field {
                legend { "Colours" }
                div.line.wide {
                    @for (theme, words) in themes {
                        label.check {
                            input type="radio" name="theme" data-prefer={ "theme:" (theme.as_str()) } checked[preferences.theme == theme];
                            span { (words) }
                        }
                    }
                }
            }
            fieldset.field {
                legend { "Single keys" }
                div.line.wide {
                    @for (value, words) in [("on", "Act on items"), ("off", "Off")] {
                        label.check {
                            input type="radio" name="keys" data-prefer={ "keys:" (value) } checked[preferences.single_keys == (value == "on")];
                            span { (words) }
                        }
                    }
                }
                p.hint { "Keys such as " kbd { "C" } " for a new item. Turn them off if you use speech input. " kbd { "?" } " shows them all." }
            }
        }
    }
}

/// API tokens; a new one is shown this once.
pub(crate) fn tokens(visitor: &Visitor, tokens: &[ApiToken], made: Option<&str>) -> Markup {
    let now = visitor.app.now();
    html! {
        section.group #tokens {
            h2 { "API tokens" }
            p.quiet { "A program with a token acts as you, with your rights." }
            @if let Some(secret) = made { (new_token(secret)) }
            ul.lines {
                @for token in tokens {
                    li {
                        span.grow { (token.name) " " span.quieter { "made " (moment(token.created, now)) " · " (used(token, now)) } }
                        form method="post" action=(urls::token_revocation(&token_hex(token.token))) data-send {
                            button.button.small.plain type="submit" aria-label={ "Revoke " (token.name) } { "Revoke" }
                        }
                    }
                }
            }
            form.in-line method="post" action=(route::TOKENS) data-send data-then="reset" id="new-token" {
                (ui::field(&Field {
                    name: "token",
                    label: "New token",
                    hint: "What it is for, such as “Nightly report”.",
                    required: true,
                    autocomplete: "off",
                    ..Field::default()
                }))
                (ui::submit("Make a token", Weight::Outlined))
            }
        }
    }
}

fn new_token(secret: &str) -> Markup {
    html! {
        div.field.made role="status" {
            label for="made-token" { "Your new token" }
            div.with-button {
                input id="made-token" type="text" readonly value=(secret) aria-describedby="made-token-said" data-select;
                button.words type="button" data-copy="made-token" { "Copy" }
            }
            p.hint id="made-token-said" { "Copy it now: it is not shown again. Send it as " code { "Authorization: Bearer …" } "." }
        }
    }
}

fn used(token: &ApiToken, now: Timestamp) -> Markup {
    html! {
        @match token.last_used {
            Some(at) => { "last used " (moment(at, now)) }
            None => "never used",
        }
    }
}

fn moment(micros: i64, now: Timestamp) -> Markup {
    since(Timestamp::from_microsecond(micros).unwrap_or(now), now)
}

/// Where one is signed in.
pub(crate) fn sessions(visitor: &Visitor, sessions: &[Session]) -> Markup {
    let now = visitor.app.now();
    html! {
        section.group #sessions {
            h2 { "Signed in" }
            ul.lines {
                @for session in sessions {
                    li {
                        span.grow { (browser(session.user_agent.as_deref())) " " span.quieter { "signed in " (moment(session.created, now)) } }
                        @if visitor.identity.token == session.token { (ui::chip("This browser", Tone::Pond)) }
                    }
                }
            }
            @if sessions.len() > 1 {
                form method="post" action=(route::SESSIONS_END) data-send {
                    (ui::submit("Sign out everywhere else", Weight::Outlined))
                }
            }
        }
    }
}

/// "Firefox on Linux": enough to know one's own browsers again.
fn browser(agent: Option<&str>) -> String {
    let agent = agent.unwrap_or_default();
    let first = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    let name = first(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (name, system) {
        (Some(name), Some(system)) => format!("{name} on {system}"),
        (Some(name), None) => name.to_owned(),
        _ => "A browser".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_known_by_their_names() {
        let agents = [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                "Chrome on Linux",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1",
                "Safari on iPhone",
            ),
            ("curl/8.0", "A browser"),
        ];
        for (agent, name) in agents {
            assert_eq!(browser(Some(agent)), name);
        }
    }
}
