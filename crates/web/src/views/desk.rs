//! The desk: what waits, one at a time, with the keys that decide about it; and
//! the dialogs of those decisions, which lists of items use, too.

use domain::{Item, ItemId, Place, Right};
use maud::{Markup, html};
use serde_json::json;

use crate::ui::{self, Field, Weight, menu, menu_post};
use crate::urls::{route, with_query};
use crate::views::alike::alike;
use crate::views::chooser::{Chooser, chooser};
use crate::visit::Visit;

/// Lines shown of what comes after.
const AHEAD: usize = 20;
/// Items shown that say nearly the same.
const ALIKE: usize = 5;

/// What waits, and which of it one looks at.
pub(crate) struct Desk<'a> {
    /// In the order in which it is gone through.
    pub queue: &'a [ItemId],
    /// Which of the queue is open.
    pub at: usize,
    /// The page's own address.
    pub path: String,
    /// What taking it in is called.
    pub admit: &'static str,
    /// What putting it into the icebox is called.
    pub ice: &'static str,
}

impl Desk<'_> {
    fn link(&self, visit: &Visit, at: usize) -> Option<String> {
        let item = self.queue.get(at)?;
        Some(with_query(&self.path, [("at", visit.key(*item).as_str())]))
    }
}

/// The open item with `about` it, what is like it, the decisions, and what comes after.
pub(crate) fn desk(
    visit: &Visit,
    desk: &Desk<'_>,
    about: impl Fn(&Item) -> Markup,
    line: impl Fn(&Item) -> Markup,
) -> Markup {
    let item = desk.queue.get(desk.at);
    let Some(item) = item.and_then(|id| visit.product.items.get(id)) else {
        return html! {};
    };
    let found = visit.product.alike(&item.title.value, Some(item.id), ALIKE);
    html! {
        article.desk data-page-item=(item.id) aria-label=(visit.key(item.id)) {
            header.spread {
                p.quieter { (desk.at + 1) " of " (desk.queue.len()) }
                (walk(visit, desk))
            }
            div.item-line {
                (ui::kind_badge(item.kind.as_str()))
                a.key href=(visit.urls.item(item.id)) data-open-item=(visit.key(item.id)) { (visit.key(item.id)) }
            }
            h2 { (item.title.value) }
            (about(item))
            @if !item.description.value.is_empty() { (ui::markdown(&item.description.value)) }
            (alike(visit, &found, "Perhaps the same:"))
            datalist #alike-keys { @for one in &found { option value=(visit.key(one.item)) {} } }
            @if visit.may(Right::Order) { (decisions(desk)) }
        }
        (ahead(visit, desk, line))
    }
}

fn walk(visit: &Visit, desk: &Desk<'_>) -> Markup {
    let step = |to: Option<String>, name: &str, text: &str| {
        html! { @if let Some(to) = to { a.button.plain href=(to) data-visit data-desk=(name) { (text) } } }
    };
    let before = desk.at.checked_sub(1).and_then(|at| desk.link(visit, at));
    html! {
        div.line {
            (step(before, "previous", "Previous"))
            (step(desk.link(visit, desk.at + 1), "next", "Next"))
        }
    }
}

fn decisions(desk: &Desk<'_>) -> Markup {
    html! {
        div.actions.start {
            (ui::command_button("desk.admit", desk.admit, Some("A"), Weight::Main))
            (ui::command_button("desk.merge", "Merge", Some("M"), Weight::Outlined))
            (ui::command_button("desk.ice", desk.ice, Some("I"), Weight::Outlined))
            (ui::command_button("desk.decline", "Decline", Some("D"), Weight::Outlined))
        }
    }
}

fn ahead(visit: &Visit, desk: &Desk<'_>, line: impl Fn(&Item) -> Markup) -> Markup {
    let first = (desk.at + 1).min(desk.queue.len());
    let rest = &desk.queue[first..];
    let items = rest.iter().take(AHEAD).zip(first..);
    html! {
        @if !rest.is_empty() {
            section.section {
                h3 { "After this" }
                ul.lines.after {
                    @for (id, at) in items {
                        @if let (Some(item), Some(to)) = (visit.product.items.get(id), desk.link(visit, at)) {
                            li {
                                (ui::kind_badge(item.kind.as_str()))
                                a.grow href=(to) data-visit { (item.title.value) }
                                (line(item))
                            }
                        }
                    }
                }
                @if rest.len() > AHEAD { p.quieter { "and " (rest.len() - AHEAD) " more" } }
            }
        }
    }
}

/// The menu and the dialogs of the decisions about what waits.
pub(crate) fn floats(visit: &Visit, place: Place) -> Markup {
    if !visit.may(Right::Order) {
        return html! {};
    }
    let seen = match place {
        Place::Suggestions => "suggestions",
        _ => "icebox",
    };
    html! {
        (admit_menu(visit))
        (decline_dialog(visit))
        (ice_dialog(visit, seen))
        (merge_dialog(visit, seen))
    }
}

/// The menu that takes what waits into the product backlog.
pub(crate) fn admit_menu(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::ADMISSIONS);
    menu(
        "menu-admit",
        "Take into the product backlog",
        html! {
            div.head { "Into the product backlog" }
            (menu_post(&to, &json!({ "to": "top" }), "On top"))
            (menu_post(&to, &json!({ "to": "bottom" }), "At the bottom"))
            form method="post" action=(to) data-send data-then="reset close" data-subjects {
                input type="hidden" name="items" value="";
                input.input name="to" aria-label="Position, or the item to put it below" autocomplete="off"
                    placeholder={ "Position, or below " (visit.product.key()) "-…" };
                p.error data-error-for="to" {}
            }
        },
    )
}

fn decline_dialog(visit: &Visit) -> Markup {
    let to = visit.urls.to(route::DECLINES);
    let reason = Field {
        name: "reason",
        label: "Why not?",
        hint: "Whoever suggested it reads this; so does who suggests it again.",
        required: true,
        ..Field::default()
    };
    ui::dialog(
        "decline",
        "Decline",
        html! { (decision(&to, None, ui::field(&reason), "Decline")) },
    )
}

/// The dialog that decides that items won't be built (C4).
pub(crate) fn wont_dialog(visit: &Visit) -> Markup {
    let why = html! {
        div.field {
            label for="wont-reason" { "Why not?" }
            input #wont-reason name="reason" type="text" required maxlength="500" autocomplete="off" autofocus aria-describedby="wont-hint";
            p.hint #wont-hint { "It leaves the order and stands in the register with this reason. Whoever suggests it again reads it." }
            p.error data-error-for="reason" {}
        }
    };
    let to = visit.urls.to(route::WONT);
    ui::dialog(
        "wont",
        "Won’t have",
        decision(&to, None, why, "Leave it out"),
    )
}

/// The dialog that puts items into the icebox; `seen` is where they were seen, if
/// all of them are in one place.
pub(crate) fn ice_dialog(visit: &Visit, seen: &str) -> Markup {
    let until = domain::place::ice::usual_review(&visit.product, visit.now).to_string();
    let date = Field {
        name: "until",
        label: "Look at it again on",
        kind: "date",
        value: &until,
        ..Field::default()
    };
    let reason = Field {
        name: "ice-reason",
        label: "Why not now?",
        hint: "May be left empty.",
        ..Field::default()
    };
    let fields = html! { (ui::field(&reason)) (ui::field(&date)) };
    let to = visit.urls.to(route::ICINGS);
    ui::dialog(
        "ice",
        "Into the icebox",
        decision(&to, Some(seen), fields, "Put into the icebox"),
    )
}

/// The dialog that merges an item into another.
pub(crate) fn merge_dialog(visit: &Visit, seen: &str) -> Markup {
    let into = html! {
        div.field {
            label for="into" { "Into which item?" }
            (chooser(visit, &Chooser {
                name: "into",
                id: Some("into"),
                said: Some("into-said"),
                placeholder: "Words of its title, or a key",
                near: Some("alike-keys"),
                ..Chooser::default()
            }))
            div #into-said {
                p.hint { "Criteria, comments and history of both are kept. This one leaves as merged." }
                p.error data-error-for="into" {}
            }
        }
    };
    let to = visit.urls.to(route::MERGERS);
    ui::dialog(
        "merge",
        "Merge into another item",
        decision(&to, Some(seen), into, "Merge"),
    )
}

fn decision(to: &str, seen: Option<&str>, fields: Markup, text: &str) -> Markup {
    html! {
        form.fields method="post" action=(to) data-send data-then="reset close" data-subjects {
            input type="hidden" name="items" value="";
            @if let Some(seen) = seen.filter(|seen| !seen.is_empty()) { input type="hidden" name="seen" value=(seen); }
            (fields)
            p.error data-error-for="items" {}
            div.actions {
                button.button type="button" data-close-dialog { "Cancel" }
                (ui::submit(text, Weight::Main))
            }
        }
    }
}
