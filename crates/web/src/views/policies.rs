//! The policies of a product: a section each, with what holds, what holds unless it is changed, and
//! who changed it.

use domain::Right;
use domain::policy::Topic;
use domain::scale::{Scale, Sizes};
use maud::{Markup, html};

use super::{policy_lines, ready_policy, scores, since, templates};
use crate::ui::{self, Weight};
use crate::urls::route;
use crate::visit::Visit;

/// The page.
pub(crate) fn main(visit: &Visit) -> Markup {
    html! {
        div.pad.narrow {
            p.quiet { "What this product has agreed on. Each change is on the record and can be undone." }
            (ready_policy::sections(visit))
            (refining(visit))
            (scale(visit))
            (order(visit))
            (waiting(visit))
            (planning(visit))
            (scores::policy(visit))
            (templates::section(visit))
        }
    }
}

/// What the product owner holds the order to.
fn order(visit: &Visit) -> Markup {
    html! {
        section.group {
            h2 { "Priorities" }
            p.quiet { "What the product backlog is held to. It is the product owner’s to change." }
            (policy_lines::lines(visit, Topic::Order))
        }
    }
}

/// When what waits is looked at again.
fn waiting(visit: &Visit) -> Markup {
    html! {
        section.group {
            h2 { "Icebox and clean-up" }
            p.quiet { "When what waits is looked at again. It is the product owner’s to change." }
            (policy_lines::lines(visit, Topic::CleanUp))
        }
    }
}

/// How sprints are planned.
fn planning(visit: &Visit) -> Markup {
    html! {
        section.group {
            h2 { "Planning" }
            p.quiet { "What a new sprint begins with." }
            (policy_lines::lines(visit, Topic::Planning))
        }
    }
}

/// How the backlog is kept refined.
fn refining(visit: &Visit) -> Markup {
    html! {
        section.group {
            h2 { "Refinement" }
            p.quiet { "How the top of the product backlog is kept ready. It is the team's to change." }
            (policy_lines::lines(visit, Topic::Refinement))
        }
    }
}

/// The scale the team estimates on.
fn scale(visit: &Visit) -> Markup {
    let now = visit.product.scale;
    html! {
        section.group aria-labelledby="scale-head" {
            h2 #scale-head { "Estimate scale" }
            p.quiet {
                "Estimates stay the points they are; the scale says which are offered and how they read. \
                 One that is not on the scale shows as its number."
            }
            p.quieter {
                "Now: " (now.title()) ". Unless changed: " (Scale::default().title()) "."
                @if let Some((who, at)) = visit.product.scale_changed {
                    " Changed by " (visit.names.actor(who)) ", " (since(at, visit.now)) "."
                }
            }
            @if visit.may(Right::Estimate) { (form(visit, now)) }
            @else { p { "How the team estimates is the team’s to decide." } }
        }
    }
}

fn form(visit: &Visit, now: Scale) -> Markup {
    let sizes = match now {
        Scale::Sizes(sizes) => sizes,
        _ => Sizes::default(),
    };
    let scales = [
        Scale::Fibonacci,
        Scale::PowersOfTwo,
        Scale::Hours,
        Scale::Sizes(sizes),
    ];
    html! {
        form.stack method="post" action=(visit.urls.to(route::SCALE)) data-send #scale-form {
            fieldset.scales {
                legend.unseen { "Scale" }
                @for scale in scales {
                    label {
                        input type="radio" name="scale" value=(scale.as_str()) checked[scale.as_str() == now.as_str()];
                        b { (scale.title()) } span.quieter { (steps(scale)) }
                    }
                }
                p.error data-error-for="scale" {}
            }
            fieldset {
                legend { "What each T-shirt size is worth, in points" }
                div.sizes {
                    @for (name, points) in sizes.named() {
                        label { (name) input.input name=(name.to_lowercase()) inputmode="decimal" size="4" value=(points) required; }
                    }
                }
                p.error data-error-for="sizes" {}
            }
            div.actions.start { (ui::submit("Save the scale", Weight::Main)) }
        }
    }
}

/// "0, 1, 2, 3, 5, 8", "XS to XL".
fn steps(scale: Scale) -> String {
    let steps = scale.steps().into_iter();
    let shown: Vec<String> = steps.map(|points| scale.show(points)).collect();
    shown.join(", ")
}
