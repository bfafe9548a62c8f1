//! What floats above a page: menus, dialogs, toasts.
//!
//! Menus are native popovers and dialogs are native dialogs, so that Esc, focus and layers are the
//! browser's. `assets/src/menus.ts` places a menu beside the button that opened it.

use maud::{Markup, Render, html};

use super::controls::icon_button;
use super::icon::{Icon, icon};

/// A menu that `menu_button` with the same id opens.
pub fn menu(id: &str, name: &str, items: Markup) -> Markup {
    html! { div.menu id=(id) popover="auto" role="menu" aria-label=(name) { (items) } }
}

/// The button that opens the menu `id`, looking like a chip.
pub fn menu_chip(id: &str, text: &str, on: bool) -> Markup {
    html! {
        button.chip.on[on] type="button" popovertarget=(id) aria-haspopup="menu" {
            span.text { (text) } (icon(Icon::ChevronDown))
        }
    }
}

/// A float that `picker_chip` with the same id opens: its field and its choices come from `src`
/// when it opens, and again for what is typed (`typed=…`). It is no menu, because one types in it.
pub fn picker(id: &str, name: &str, src: &str) -> Markup {
    html! { div.menu id=(id) popover="auto" role="dialog" aria-label=(name) data-src=(src) {} }
}

/// The button that opens the picker `id`, looking like a chip.
pub fn picker_chip(id: &str, text: &str, on: bool) -> Markup {
    html! {
        button.chip.on[on] type="button" popovertarget=(id) aria-haspopup="dialog" {
            span.text { (text) } (icon(Icon::ChevronDown))
        }
    }
}

/// A line of a menu that goes somewhere; `chosen` marks what holds now.
pub fn menu_link(href: &str, text: &str, chosen: bool) -> Markup {
    html! {
        a.menu-item role="menuitemradio" href=(href) aria-checked=(chosen) {
            span.grow { (text) }
            @if chosen { (icon(Icon::Check)) }
        }
    }
}

/// A line of a menu that runs a command of the registry.
pub fn menu_command(command: &str, text: &str, picture: Icon) -> Markup {
    html! {
        button.menu-item type="button" role="menuitem" data-command=(command) {
            (icon(picture)) span.grow { (text) }
        }
    }
}

/// A line of a menu that posts `with` (JSON object) and the chosen items to `to`.
pub fn menu_post(to: &str, with: &serde_json::Value, text: &str) -> Markup {
    html! {
        button.menu-item type="button" role="menuitem" data-post=(to) data-with=(with) {
            span.grow { (text) }
        }
    }
}

/// A dialog, opened by `data-open-dialog=id` or a command.
pub fn dialog(id: &str, title: &str, body: Markup) -> Markup {
    html! {
        dialog id=(id) aria-labelledby={ (id) "-title" } {
            div.inside {
                header.spread {
                    h2 id={ (id) "-title" } { (title) }
                    button.button.plain.square type="button" data-close-dialog aria-label="Close" { (icon(Icon::X)) }
                }
                (body)
            }
        }
    }
}

/// The bar of what can be done with the chosen items, shown while there are any; a landmark, because
/// it stands outside of the others.
pub fn selection_bar(buttons: &Markup) -> Markup {
    html! {
        section aria-label="Selection" {
            div.selection #selection role="toolbar" aria-label="Selected items" hidden {
                b data-count {} span { "selected" }
                (buttons)
                (icon_button("list.clear", "Clear the selection", Icon::X))
            }
        }
    }
}

/// What was done, with its undo when there is a way back. `undo` is the address to post to.
pub fn toast(text: impl Render, undo: Option<&str>) -> Markup {
    toast_offering(text, undo, &html! {})
}

/// The same, with what more one may do about it.
pub fn toast_offering(text: impl Render, undo: Option<&str>, offer: &Markup) -> Markup {
    html! {
        div.toast data-toast role="status" {
            span { (text) }
            (offer)
            @if let Some(undo) = undo { button type="button" data-undo=(undo) { "Undo" } }
        }
    }
}

/// What was undone, with its redo. `redo` is the address to post to.
pub fn undone_toast(text: &Markup, redo: &str) -> Markup {
    html! {
        div.toast data-toast role="status" {
            span { (text) }
            button type="button" data-redo=(redo) { "Redo" }
        }
    }
}

/// Why something was refused: what, why, what to do. `field` puts it beside that field instead.
pub fn refusal(what: &str, field: Option<&str>) -> Markup {
    html! {
        div.toast.refusal data-toast data-refusal data-field=[field] role="alert" {
            (icon(Icon::CircleAlert)) span { (what) }
            button type="button" data-dismiss { "Close" }
        }
    }
}
