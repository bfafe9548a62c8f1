//! Two people edited the same text: both texts, and the choice (I3). Nobody's words are lost.

use domain::ItemId;
use maud::{Markup, html};

use crate::ui;

/// Where a conflict about a text of an item is shown; empty while there is none.
pub(super) fn slot(field: &str, item: ItemId) -> Markup {
    html! { div id={ "conflict-" (field) "-" (item) } {} }
}

/// A text that changed while somebody edited it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Conflict<'a> {
    /// Which text: "title" or "description".
    pub field: &'a str,
    /// Of which item.
    pub item: ItemId,
    /// Where the text is sent.
    pub action: &'a str,
    /// What it says now.
    pub theirs: &'a str,
    /// What this person wanted it to say.
    pub yours: &'a str,
    /// The revision of what it says now.
    pub revision: u64,
}

/// Both texts, one above the other; the own one can still be changed before it is saved.
pub(crate) fn conflict(both: &Conflict<'_>) -> Markup {
    let Conflict { field, item, .. } = both;
    let form = format!("{field}-{item}");
    html! {
        div id={ "conflict-" (field) "-" (item) } {
            div.both-texts role="alert" {
                p { b { "Somebody changed this " (field) " while you were writing." } " Nothing of yours is lost: both texts are here." }
                div.field { span.label { "Theirs, saved now" } pre { (both.theirs) } }
                form.stack method="post" action=(both.action) data-send data-then={ "discard:" (form) } {
                    input type="hidden" name="revision" value=(both.revision);
                    div.field {
                        label for={ "yours-" (form) } { "Yours, not saved; change it as you like" }
                        textarea.input id={ "yours-" (form) } name=(field) rows="6" { (both.yours) }
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
