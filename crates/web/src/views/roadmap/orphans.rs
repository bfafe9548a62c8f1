//! What of the product backlog serves no goal.

use domain::report::roadmap::Orphans;
use maud::{Markup, html};

use crate::urls::with_query;
use crate::views::thousands;
use crate::visit::Visit;

/// The section.
pub(super) fn section(visit: &Visit, orphans: &Orphans) -> Markup {
    let all = with_query(&visit.urls.backlog(), [("goal", "none")]);
    html! {
        section.orphans #orphans aria-labelledby="orphans-head" {
            h3 #orphans-head { "Serves no goal" }
            @if orphans.items == 0 { p.quiet { "Everything in the product backlog serves a goal." } }
            @else {
                p {
                    a href=(all) { (thousands(orphans.items)) " of " (thousands(orphans.of_items)) " items" }
                    " of the product backlog, " (points(visit, orphans)) "."
                    @if orphans.upkeep > 0 {
                        " " (upkeep(orphans))
                    }
                }
                p.quieter { "Put them under a goal with O G, or ask why they are in the backlog." }
            }
        }
    }
}

/// "34 of 140 points".
fn points(visit: &Visit, orphans: &Orphans) -> String {
    format!("{} of {}", orphans.points, visit.sum(orphans.of_points))
}

fn upkeep(orphans: &Orphans) -> String {
    match orphans.upkeep {
        1 => "One of them is a bug or a task, which needs no goal.".to_owned(),
        many => {
            let many = thousands(many);
            format!("{many} of them are bugs and tasks, which need no goal.")
        }
    }
}
