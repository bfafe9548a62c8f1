//! The gate's refusal (D3), shown at the row it is about: what is missing, a way to the item, and
//! a waiver with a reason for each check.

use domain::ItemId;
use domain::ready::Check;
use domain::{Right, Sprint};
use maud::{Markup, html};

use crate::ui::{self, Icon, Weight, icon};
use crate::urls::route;
use crate::visit::Visit;

/// The place in the page where a refusal lands; the script opens it beside the row.
pub(crate) fn place() -> Markup {
    html! { div.gate #gate popover="auto" {} }
}

/// What the gate says about an item that is not ready for `sprint`. `to` is where it was to go.
pub(crate) fn refused(
    visit: &Visit,
    sprint: &Sprint,
    item: ItemId,
    missing: &[Check],
    to: &str,
) -> Markup {
    let key = visit.key(item);
    let row = if sprint.plan.contains(&item) {
        "plan-"
    } else {
        "row-"
    };
    html! {
        div.gate #gate popover="auto" role="dialog" aria-labelledby="gate-title" data-at={ (row) (item) } {
            div.stack {
                div.spread {
                    h2 #gate-title { (key) " is not ready" }
                    button.button.plain.square type="button" popovertarget="gate" popovertargetaction="hide" aria-label="Close" { (icon(Icon::X)) }
                }
                p.quiet { "Only what a team can start on crosses into a sprint, and is committed to. Missing:" }
                ul.checks {
                    @for check in missing {
                        li { span.tick.asks aria-hidden="true" {} span.grow { (ui::sentence_case(&check.lack(&visit.product))) } }
                    }
                }
                div.line { a.button href=(visit.urls.item(item)) data-open-item=(key) { "Open the item" } }
                @if waivable(missing) && visit.may(Right::Membership) { (waiver(visit, sprint, item, missing, to)) }
            }
        }
    }
}

/// An epic is broken down; no reason makes it small.
fn waivable(missing: &[Check]) -> bool {
    !missing.contains(&Check::BrokenDown)
}

fn waiver(visit: &Visit, sprint: &Sprint, item: ItemId, missing: &[Check], to: &str) -> Markup {
    html! {
        form.stack method="post" action=(visit.urls.to(route::PULLS)) data-send data-then="close" {
            input type="hidden" name="items" value=(item);
            input type="hidden" name="sprint" value=(sprint.id);
            input type="hidden" name="to" value=(to);
            @for (index, check) in missing.iter().enumerate() {
                @let name = format!("waive-{}", check.code());
                div.field {
                    label for=(name) { "Why may it cross with “" (check.lack(&visit.product)) "”?" }
                    input type="text" id=(name) name=(name) required maxlength="500" autocomplete="off" autofocus[index == 0]
                        aria-describedby={ (name) "-said" } data-missing="The reason is missing. Say in a few words why it may cross.";
                    p.error id={ (name) "-said" } data-error-for=(name) {}
                }
            }
            p.error data-error-for="waiver reason" {}
            @let text = if sprint.plan.contains(&item) { "Waive" } else { "Waive and pull" };
            div.actions { (ui::submit(text, Weight::Race)) }
        }
    }
}
