//! What people press and fill in: buttons, fields with their error beside them.

use maud::{Markup, html};

use super::icon::{Icon, icon};
use crate::commands::{COMMANDS, shown};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one main action of a product-backlog page.
    Main,
    /// The one main action of a sprint page.
    Race,
    /// Outlined.
    #[default]
    Outlined,
    /// No border until hovered.
    Plain,
    /// Removes something.
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Race => "race",
            Self::Outlined => "",
            Self::Plain => "plain",
            Self::Danger => "danger",
        }
    }
}

/// A button that sends the form around it.
pub fn submit(text: &str, weight: Weight) -> Markup {
    html! { button class={ "button " (weight.class()) } type="submit" { (text) } }
}

/// The button that closes an editor in place without saving (`assets/src/edits.ts`); Esc does the same.
pub fn cancel_edit() -> Markup {
    html! { button.button.plain type="button" data-cancel-edit { "Cancel" } }
}

/// A link that looks like a button.
pub fn link_button(href: &str, text: &str, weight: Weight) -> Markup {
    html! { a class={ "button " (weight.class()) } href=(href) { (text) } }
}

/// A button that runs a command of the registry; its key shows when `key` is given.
pub fn command_button(command: &str, text: &str, key: Option<&str>, weight: Weight) -> Markup {
    html! {
        button class={ "button " (weight.class()) } type="button" data-command=(command) {
            (text)
            @if let Some(key) = key { kbd aria-hidden="true" { (key) } }
        }
    }
}

/// A link to where a command of the registry leads, with its key.
pub fn command_link(command: &str, href: &str, text: &str, weight: Weight) -> Markup {
    let known = COMMANDS.iter().find(|one| one.id == command);
    let key = known.and_then(|one| one.keys.first());
    html! {
        a class={ "button " (weight.class()) } href=(href) {
            (text)
            @if let Some(key) = key { kbd aria-hidden="true" { (shown(key)) } }
        }
    }
}

/// An icon alone, named for screen readers and the tooltip.
pub fn icon_button(command: &str, name: &str, picture: Icon) -> Markup {
    html! {
        button.button.plain.square type="button" data-command=(command) aria-label=(name) data-tip=(name) {
            (icon(picture))
        }
    }
}

/// One field of a form.
#[derive(Clone, Debug, Default)]
pub struct Field<'a> {
    /// The form's name of it; also its `id` and what a refusal points at.
    pub name: &'a str,
    /// The words above it.
    pub label: &'a str,
    /// `text`, `email`, `password`, `date`, `number`; "" is `text`.
    pub kind: &'a str,
    /// What stands in it.
    pub value: &'a str,
    /// A sentence below it.
    pub hint: &'a str,
    /// What was wrong with it.
    pub error: Option<&'a str>,
    /// Whether it must be filled.
    pub required: bool,
    /// The browser's `autocomplete` word, if any.
    pub autocomplete: &'a str,
    /// Whether typing begins here.
    pub first: bool,
}

/// A label, an input, a hint and a place for the error.
pub fn field(field: &Field<'_>) -> Markup {
    let kind = if field.kind.is_empty() {
        "text"
    } else {
        field.kind
    };
    let complete = (!field.autocomplete.is_empty()).then_some(field.autocomplete);
    framed(
        field,
        html! {
            input id=(field.name) name=(field.name) type=(kind) value=(field.value) required[field.required] data-missing=[missing(field)]
                autofocus[field.first] autocomplete=[complete] aria-describedby={ (field.name) "-said" }
                aria-invalid=[field.error.map(|_| "true")];
        },
    )
}

/// What is said beside a field that must be filled and is not, before anything is sent.
fn missing(field: &Field<'_>) -> Option<String> {
    let words = || format!("“{}” is empty. Fill it in to go on.", field.label);
    field.required.then(words)
}

/// A password with a button that shows what is typed. Where there is no script there is no button.
pub fn password(field: &Field<'_>) -> Markup {
    let complete = (!field.autocomplete.is_empty()).then_some(field.autocomplete);
    framed(
        field,
        html! {
            div.with-button {
                input id=(field.name) name=(field.name) type="password" required[field.required] data-missing=[missing(field)] autocomplete=[complete]
                    aria-describedby={ (field.name) "-said" } aria-invalid=[field.error.map(|_| "true")];
                button.words type="button" data-reveal=(field.name) aria-pressed="false" hidden { "Show" }
            }
        },
    )
}

/// A label, a text area, a hint and a place for the error. Drafts are kept under `draft`.
pub fn text_area(field: &Field<'_>, draft: Option<&str>) -> Markup {
    framed(
        field,
        html! {
            textarea id=(field.name) name=(field.name) required[field.required] data-draft=[draft]
                aria-describedby={ (field.name) "-said" } aria-invalid=[field.error.map(|_| "true")] {
                (field.value)
            }
        },
    )
}

/// A label, a choice of (value, words), a hint and a place for the error.
pub fn choice(field: &Field<'_>, options: &[(String, String)]) -> Markup {
    framed(
        field,
        html! {
            select id=(field.name) name=(field.name) aria-describedby={ (field.name) "-said" } {
                (select_options(options, field.value))
            }
        },
    )
}

/// The options of a select with `chosen` chosen.
pub fn select_options(options: &[(String, String)], chosen: &str) -> Markup {
    html! {
        @for (value, words) in options {
            option value=(value) selected[value == chosen] { (words) }
        }
    }
}

fn framed(field: &Field<'_>, control: Markup) -> Markup {
    html! {
        div.field {
            label for=(field.name) { (field.label) }
            (control)
            div id={ (field.name) "-said" } {
                @if !field.hint.is_empty() { p.hint { (field.hint) } }
                p.error data-error-for=(field.name) { (field.error.unwrap_or_default()) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_stands_beside_its_field() {
        let shown = field(&Field {
            name: "email",
            error: Some("Already taken."),
            ..Field::default()
        });
        let shown = shown.into_string();
        assert!(shown.contains("aria-invalid=\"true\""), "{shown}");
        assert!(
            shown.contains("data-error-for=\"email\">Already taken."),
            "{shown}"
        );
    }
}
