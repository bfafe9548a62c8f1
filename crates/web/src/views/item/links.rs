//! What an item is to others beside that one waits for another: it relates to them, or one
//! duplicates the other. The double can be merged into its original right here.

use domain::item::Relation;
use domain::{Item, ItemId, Place, Right};
use maud::{Markup, html};
use serde_json::json;

use super::dependencies::other_item;
use crate::ui::{self, Icon, icon};
use crate::urls::route;
use crate::views::chooser::{Chooser, chooser};
use crate::visit::Visit;

/// All its links; nothing at all when there is none and one may not add any.
pub(super) fn links(visit: &Visit, item: &Item) -> Markup {
    let links = visit.product.links.get(&item.id);
    let may = visit.may(Right::Refine) && item.place != Place::Removed;
    if !may && links.is_none() {
        return html! {};
    }
    html! {
        section.section {
            header { h3 { "Links" } }
            ul.checks {
                @for (relation, other) in links.into_iter().flatten() {
                    li { (one(visit, item, *relation, *other, may)) }
                }
            }
            @if may { (next(visit, item)) }
        }
    }
}

fn one(visit: &Visit, item: &Item, relation: Relation, other: ItemId, may: bool) -> Markup {
    let link = json!({ "relation": relation.as_str(), "other": visit.key(other) });
    html! {
        span.quieter { (ui::sentence_case(&relation.to_string())) }
        (other_item(visit, other))
        @if relation == Relation::Duplicates && can_merge(visit, item.id, other) {
            button.button.outlined.small.stays type="button" data-items=(item.id)
                data-post=(visit.urls.to(route::MERGERS)) data-with=(json!({ "into": visit.key(other) })) { "Merge into it" }
        }
        @if may {
            button.button.plain.square.small type="button" data-items="" aria-label={ "No longer " (infinitive(relation)) " " (visit.key(other)) }
                data-post=(visit.urls.about(route::LINK_REMOVALS, item.id)) data-with=(link) { (icon(Icon::X)) }
        }
    }
}

/// Whether the double can go into its original: the domain decides again, and may refuse.
fn can_merge(visit: &Visit, double: ItemId, original: ItemId) -> bool {
    let place = |item: ItemId| visit.product.items.get(&item).map(|item| item.place);
    let leaves =
        place(double).is_some_and(|place| place == Place::ProductBacklog || place.is_aside());
    let stays = place(original).is_some_and(|place| place != Place::Removed);
    visit.may(Right::Order) && leaves && stays
}

fn infinitive(relation: Relation) -> &'static str {
    match relation {
        Relation::RelatesTo => "relate to",
        Relation::Duplicates => "duplicate",
        Relation::DuplicatedBy => "be duplicated by",
    }
}

fn next(visit: &Visit, item: &Item) -> Markup {
    let said = format!("link-said-{}", item.id);
    html! {
        form.linking method="post" action=(visit.urls.about(route::LINKS, item.id)) data-send data-then="reset" id={ "new-link-" (item.id) } {
            select.in-place name="relation" aria-label="What it is to the other" {
                @for relation in Relation::ALL {
                    option value=(relation.as_str()) { (ui::sentence_case(&relation.to_string())) }
                }
            }
            (chooser(visit, &Chooser {
                name: "other",
                label: Some("Link to"),
                said: Some(&said),
                placeholder: "Words of its title, or a key",
                but: Some(item.id),
                in_place: true,
                ..Chooser::default()
            }))
            p.error id=(said) data-error-for="other" {}
        }
    }
}
