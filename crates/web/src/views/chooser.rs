//! A field that names another item: its key is what is sent, and where the script runs words of its title find
//! it (`assets/src/choose.ts`). Deliberately not here: choosing an epic from a menu (`picker.rs`).

use domain::ItemId;
use maud::{Markup, html};

use crate::urls::{route, with_query};
use crate::visit::Visit;

/// The field; its label stands outside where it has none of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chooser<'a> {
    /// The form's name of it.
    pub name: &'a str,
    /// Its `id`, where a label stands beside it.
    pub id: Option<&'a str>,
    /// Its label, where none stands beside it.
    pub label: Option<&'a str>,
    /// The element that says more about it.
    pub said: Option<&'a str>,
    /// What stands in it while it is empty.
    pub placeholder: &'a str,
    /// The item that asks, which is not the other one.
    pub but: Option<ItemId>,
    /// A `datalist` of keys that are offered before anything is typed.
    pub near: Option<&'a str>,
    /// Whether it is a line of a list, which Enter sends.
    pub in_place: bool,
}

/// The field.
pub(crate) fn chooser(visit: &Visit, field: &Chooser<'_>) -> Markup {
    let but = field.but.map(|item| item.to_string()).unwrap_or_default();
    let but = (!but.is_empty()).then_some(("but", but.as_str()));
    let src = with_query(&visit.urls.to(route::ITEM_CHOICES), but);
    html! {
        input.input[!field.in_place].in-place[field.in_place] id=[field.id] name=(field.name) type="text" role="combobox"
            aria-expanded="false" aria-autocomplete="list" aria-label=[field.label] aria-describedby=[field.said]
            autocomplete="off" placeholder=(field.placeholder) required[!field.in_place]
            data-enter[field.in_place] data-chooses=(src) data-near=[field.near];
    }
}
