//! What stands in the way of a running sprint (E4): first thing on its page, on the cards, and the menu that
//! raises one.
//!
//! Deliberately not here: an item's own list of blockers, with those that were resolved; that is
//! `views/item/blockers.rs`.

use std::collections::BTreeSet;

use domain::sprint::Blocker;
use domain::sprint::blocker::is_blocked;
use domain::{Item, ItemId, Right, Sprint};
use maud::{Markup, html};

use crate::ui::{self, Icon, Weight, icon, select_options};
use crate::urls::route;
use crate::views::counted;
use crate::views::item::item_link;
use crate::visit::Visit;

/// Blockers shown at first; more unfold.
const SHOWN: usize = 4;

/// "2 blocked", and what it is that blocks them, the oldest first; nothing where nothing is blocked.
pub(super) fn strip(visit: &Visit, sprint: &Sprint) -> Markup {
    let blocked = visit.product.blocked(sprint);
    let items: BTreeSet<ItemId> = blocked.iter().map(|(item, _)| item.id).collect();
    html! {
        @if !blocked.is_empty() {
            section.blockers aria-labelledby="blockers-head" {
                h3 #blockers-head { (icon(Icon::TriangleAlert)) (items.len()) " blocked" }
                ul { @for (item, blocker) in blocked.iter().take(SHOWN) { (line(visit, item, blocker)) } }
                @if blocked.len() > SHOWN {
                    details {
                        summary.words { (counted(blocked.len() - SHOWN, "more blocker")) }
                        ul { @for (item, blocker) in blocked.iter().skip(SHOWN) { (line(visit, item, blocker)) } }
                    }
                }
            }
        }
    }
}

fn line(visit: &Visit, item: &Item, blocker: &Blocker) -> Markup {
    let to = visit
        .urls
        .part(route::BLOCKER_RESOLUTION, item.id, blocker.id.0);
    html! {
        li {
            b { (age(visit, item, blocker)) }
            (item_link(visit, item.id))
            span.grow { (blocker.text) @if let Some(helper) = blocker.helper { span.quiet { " · " (visit.names.of(helper)) " can help" } } }
            @if visit.may(Right::Board) {
                button.words type="button" data-items="" data-post=(to) aria-label={ "Resolved: the blocker of " (visit.key(item.id)) } { "Resolved" }
            }
        }
    }
}

/// How long a blocker has stood there: "today", "1 day", in working days of the sprint.
pub(crate) fn age(visit: &Visit, item: &Item, blocker: &Blocker) -> String {
    match visit.product.age_of(item, blocker, visit.now) {
        0 => "today".to_owned(),
        days => counted(days, "day"),
    }
}

/// What stands in the way of a card: "Blocked 1 day: no keys".
pub(super) fn on_card(visit: &Visit, sprint: &Sprint, item: &Item) -> Markup {
    html! {
        @if is_blocked(sprint, item) {
            @for blocker in item.open_blockers() {
                p.blocked title="Counted in the sprint’s working days" { b { "Blocked " (age(visit, item, blocker)) ":" } " " (blocker.text) }
            }
        }
    }
}

/// The menu that raises a blocker on the chosen cards.
pub(crate) fn menu(visit: &Visit) -> Markup {
    html! {
        div.menu.wide #menu-blocker popover="auto" role="dialog" aria-label="Raise a blocker" {
            form.stack method="post" action=(visit.urls.to(route::BLOCKERS)) data-send data-then="reset close" data-subjects {
                input type="hidden" name="items" value="";
                input.input name="blocker" maxlength="500" autocomplete="off" aria-label="What stands in the way" placeholder="What stands in the way" autofocus;
                p.error data-error-for="blocker" {}
                (who_helps(visit))
            }
        }
    }
}

/// Who can help, and the button that raises it.
pub(crate) fn who_helps(visit: &Visit) -> Markup {
    let mut options = vec![(String::new(), "Who can help…".to_owned())];
    let people = visit.product.people.keys();
    let mut people: Vec<_> = people
        .map(|person| (person.to_string(), visit.names.of(*person).to_owned()))
        .collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    options.extend(people);
    html! {
        div.line.asking {
            select.input name="helper" aria-label="Who can help" { (select_options(&options, "")) }
            (ui::submit("Raise", Weight::Outlined))
            p.error data-error-for="helper" {}
        }
    }
}
