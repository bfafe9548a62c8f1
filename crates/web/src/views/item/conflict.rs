//! Two people edited the same text: both texts, and the choice (I3). Nobody's words are lost.

use domain::PersonId;
use jiff::Timestamp;
use maud::{Markup, html};

use crate::ui;
use crate::views::since;
use crate::visit::Visit;

/// Where a conflict about the text of the form with this id is shown; empty while there is none.
pub(crate) fn slot(form: &str) -> Markup {
    html! { div id={ "conflict-" (form) } {} }
}

/// A text that changed while somebody edited it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conflict<'a> {
    /// The form it was typed into.
    pub form: &'a str,
    /// The form's field, and the word for it: "title", "comment".
    pub field: &'a str,
    /// Where the text is sent.
    pub action: &'a str,
    /// What it says now.
    pub theirs: &'a str,
    /// What this person wanted it to say.
    pub yours: &'a str,
    /// The revision of what it says now.
    pub revision: u64,
    /// Who made it say that, and when, where that is still known.
    pub last: Option<(Option<PersonId>, Timestamp)>,
}

/// Both texts, one above the other; the own one can still be changed before it is saved. The form it was
/// typed into is out of sight as long as they are (`css/item.css`), or the own one would stand there twice.
pub(crate) fn conflict(visit: &Visit, both: &Conflict<'_>) -> Markup {
    let Conflict { form, field, .. } = both;
    html! {
        div id={ "conflict-" (form) } {
            div.both-texts role="alert" {
                p { b { (who(visit, both)) " changed this " (field) (when(visit, both)) ", while you were writing." } " Nothing of yours is lost: both texts are here." }
                div.field { span.label { "Theirs, saved now" } pre { (both.theirs) } }
                form.stack method="post" action=(both.action) data-send data-then={ "discard:" (form) } {
                    input type="hidden" name="revision" value=(both.revision);
                    div.field {
                        label for={ "yours-" (form) } { "Yours, not saved; change it as you like" }
                        textarea.input id={ "yours-" (form) } name=(field) rows="6" data-focus { (both.yours) }
                    }
                    div.actions.start {
                        (ui::submit("Save mine", ui::Weight::Main))
                        button.button type="button" data-discard=(form) { "Keep theirs" }
                    }
                }
            }
        }
    }
}

/// Their name; oneself in another window.
fn who(visit: &Visit, both: &Conflict<'_>) -> String {
    match both.last {
        Some((actor, _)) if actor == Some(visit.visitor.id) => "You, in another window,".into(),
        Some((actor, _)) => visit.names.actor(actor).to_owned(),
        None => "Somebody".into(),
    }
}

fn when(visit: &Visit, both: &Conflict<'_>) -> Markup {
    html! { @if let Some((_, at)) = both.last { " " (since(at, visit.now)) } }
}
