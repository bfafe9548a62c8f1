//! The form that opens a survey: which items, and what is said about them to those who are asked.

use domain::survey::{MAX_DESCRIPTION, MAX_QUESTIONS};
use domain::{Item, ItemId};
use maud::{Markup, html};

use crate::ui::{self, Weight};
use crate::urls::{route, with_query};
use crate::views::{counted, thousands};
use crate::visit::Visit;

/// Items that are ticked where nobody has chosen any: as many as people answer with care.
const TICKED: usize = 10;

/// The form over these items, which were chosen or are the first; `of` is how many were meant, of which
/// only the first are offered.
pub(crate) fn form(visit: &Visit, items: &[ItemId], chosen: bool, of: usize) -> Markup {
    let items = items
        .iter()
        .filter_map(|item| visit.product.items.get(item));
    let items: Vec<&Item> = items.map(AsRef::as_ref).collect();
    html! {
        div.pad.narrow.stack.wide {
            div.stack {
                h2 { @if chosen { "Ask about " (counted(items.len(), "item")) } @else { "Tick what to ask about" } }
                p.quiet {
                    "Whoever gets the link sees these titles and what you write here, and nothing else of this product. \
                    At most " (MAX_QUESTIONS) " items; " (TICKED) " are answered with more care."
                }
                @if of > items.len() {
                    p { "These are the first " (items.len()) " of " (thousands(of)) ", in the order of the product backlog. " (others()) }
                }
                @else {
                    p { (others()) " Or take "
                        a href=(with_query(&visit.urls.to(route::NEW_SURVEY), [("kano", "none")])) { "the first without a Kano category" } "." }
                }
            }
            @if items.is_empty() { (nothing(visit)) } @else { (fields(visit, &items, chosen)) }
        }
    }
}

/// How one comes to others: by keys, or by what a finger can press.
fn others() -> Markup {
    html! {
        span.keys-only { "Choose others in the product backlog: X chooses an item, O Q asks about those." }
        span.touch-only { "To ask about others, filter the product backlog and follow “Ask people”, or open an item and take “Ask people about it” from its menu." }
    }
}

fn nothing(visit: &Visit) -> Markup {
    let back = ui::link_button(&visit.urls.backlog(), "Product backlog", Weight::Main);
    ui::empty(
        "Nothing to ask about",
        "A survey asks about items. Choose some first.",
        &back,
    )
}

fn fields(visit: &Visit, items: &[&Item], chosen: bool) -> Markup {
    html! {
        form.stack.wide method="post" action=(visit.urls.to(route::SURVEYS)) data-send {
            @for (at, item) in items.iter().enumerate() { (asked(visit, item, chosen || at < TICKED)) }
            p.error data-error-for="description" {}
            div.actions.start { (ui::submit("Open the survey", Weight::Main)) }
        }
    }
}

fn asked(visit: &Visit, item: &Item, ticked: bool) -> Markup {
    let (id, key) = (item.id, visit.key(item.id));
    html! {
        div.stack.tight.asked-item {
            label.line {
                input type="checkbox" name="item" value=(id) checked[ticked];
                b { (key) " " (item.title.value) }
            }
            label.field {
                span.hint { "What it is, in words for those who are asked. May be left empty." }
                input.input type="text" name={ "description-" (id) } maxlength=(MAX_DESCRIPTION) autocomplete="off"
                    aria-label={ "What " (key) " is, for those who are asked" };
            }
        }
    }
}
