//! What of the product backlog serves no goal.

use domain::Points;
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
                    " of the product backlog" (points(visit, orphans)) "."
                    @if orphans.upkeep > 0 {
                        " " (upkeep(orphans))
                    }
                }
                p.quieter { "Put each under a goal, or ask why it is in the backlog." span.keys-only { " In the backlog " kbd { "O" } " " kbd { "G" } " does it for all that are chosen." } }
            }
        }
    }
}

/// ", 34 of 140 points"; nothing where nothing is estimated.
fn points(visit: &Visit, orphans: &Orphans) -> String {
    match orphans.of_points {
        Points::ZERO => String::new(),
        of => format!(", {} of {}", orphans.points.grouped(), visit.sum(of)),
    }
}

/// As the second half of a sentence: what share of the work serves none. Where nothing is estimated
/// there is no share of the work, so items are counted.
pub(super) fn share(orphans: &Orphans) -> String {
    match (orphans.of_items, orphans.items, orphans.points) {
        (0, ..) => String::new(),
        (_, 0, _) => ", and everything in the product backlog serves one".to_owned(),
        (of, items, Points::ZERO) => format!(
            ", and {} of {} items in the product backlog serve none",
            thousands(items),
            thousands(of)
        ),
        _ => format!(
            ", and {} % of the work in the product backlog serves none",
            orphans.share().round()
        ),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(items: usize, of_items: usize, points: u32, of_points: u32) -> String {
        share(&Orphans {
            items,
            of_items,
            points: Points::whole(points),
            of_points: Points::whole(of_points),
            ..Orphans::default()
        })
    }

    #[test]
    fn what_is_not_estimated_is_counted_in_items() {
        assert!(said(1200, 1200, 0, 0).contains("1,200 of 1,200 items"));
        assert!(said(2, 5, 0, 8).contains("2 of 5 items"));
        assert!(said(2, 5, 3, 8).contains("38 % of the work"));
        assert!(said(0, 5, 0, 8).contains("everything"));
        assert_eq!(said(0, 0, 0, 0), "");
    }
}
