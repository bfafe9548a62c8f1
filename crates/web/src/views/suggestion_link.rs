//! The suggestion link as the product owner keeps it: open it, pass it on, close it.

use domain::place::link::{MAX_WAITING, OpenLink};
use maud::{Markup, html};

use crate::ui::{self, Weight};
use crate::urls::{route, suggest_as_guest};
use crate::views::since;
use crate::visit::Visit;

/// Whether people without an account may suggest, and the link by which they do. `origin` is what
/// stands before the path in addresses that people pass on.
pub(crate) fn section(visit: &Visit, origin: &str) -> Markup {
    html! {
        div.pad.narrow {
            section.section #suggestion-link tabindex="-1" aria-labelledby="suggestion-link-head" {
                h2 #suggestion-link-head { "Suggestions without an account" }
                @match &visit.product.suggestion_link {
                    Some(open) => (opened(visit, open, origin)),
                    None => (closed(visit)),
                }
            }
        }
    }
}

fn closed(visit: &Visit) -> Markup {
    html! {
        p.quiet {
            "Whoever has the link suggests, without an account. They see nothing of this product but its name, \
            and what becomes of their own suggestion."
        }
        form method="post" action=(visit.urls.to(route::SUGGESTION_LINK)) data-send {
            (ui::submit("Open a link", Weight::Outlined))
        }
    }
}

fn opened(visit: &Visit, open: &OpenLink, origin: &str) -> Markup {
    let address = format!("{origin}{}", suggest_as_guest(&open.word));
    html! {
        div.field {
            label for="suggestion-address" { "Whoever has this link suggests" }
            div.with-button {
                input #suggestion-address type="text" readonly value=(address) aria-describedby="suggestion-address-said" data-select;
                button.words type="button" data-copy="suggestion-address" { "Copy" }
            }
            p.hint #suggestion-address-said {
                "Opened by " (visit.names.actor(open.by)) ", " (since(open.at, visit.now)) ". At most " (MAX_WAITING)
                " suggestions of guests wait at once. Once it is closed, the next link is another one."
            }
        }
        form method="post" action=(visit.urls.to(route::SUGGESTION_LINK_CLOSING)) data-send {
            input type="hidden" name="link" value=(open.word);
            (ui::submit("Close the link", Weight::Outlined))
        }
    }
}
