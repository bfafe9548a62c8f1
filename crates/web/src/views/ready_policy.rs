//! The Definition of Ready among the policies: what a program can see, and the team's own checks.

use domain::policy::checklist::{ALL, Checklist};
use domain::policy::{OwnCheck, Topic};
use domain::{ReadyCheckId, Right};
use maud::{Markup, html};

use crate::ui::{Icon, icon};
use crate::urls::route;
use crate::views::item::conflict;
use crate::views::policy_lines::{lines, who};
use crate::visit::Visit;

/// The two sections: the checks a program can see, and the team's own.
pub(crate) fn sections(visit: &Visit) -> Markup {
    html! {
        section.group {
            h2 { "Definition of Ready" }
            p.quiet { "What an item needs before it crosses into a sprint. It is the team's to change. That an epic is broken down first is a rule and no policy." }
            (lines(visit, Topic::Ready))
        }
        (own_checks(visit))
    }
}

fn own_checks(visit: &Visit) -> Markup {
    let may = visit.may(Right::Ready);
    let none = visit.product.policies.own_checks().next().is_none();
    html! {
        section.group {
            h2 { "The team's own checks" }
            p.quiet { "What no program can see. Somebody of the team ticks them for each item, in the item's Definition of Ready." }
            ul.checks {
                @for check in visit.product.policies.own_checks() {
                    li id={ "check-" (check.id) } {
                        @if may { (editable(visit, check)) } @else { span.grow { (check.text.value) } }
                    }
                }
            }
            @if may { (next(visit)) (checklists(visit)) } @else if none { p.quieter { "None yet." } }
        }
    }
}

/// Lists of checks to take over: what is in them, and a button while something of it is missing here.
fn checklists(visit: &Visit) -> Markup {
    html! {
        details.edit #checklists {
            summary.words { "Take over a checklist" }
            ul.lines {
                @for list in &ALL {
                    li {
                        div.grow {
                            b { (list.title) }
                            ul.checklist { @for check in list.checks { li.quiet { (check) } } }
                        }
                        (take_over(visit, list))
                    }
                }
            }
        }
    }
}

fn take_over(visit: &Visit, list: &Checklist) -> Markup {
    let there = list.commands(&visit.product).is_empty();
    html! {
        @if there { span.quieter { "All of it is there" } }
        @else {
            button.button type="button" data-items="" data-post=(visit.urls.checklist(list.name))
                aria-label={ "Take over “" (list.title) "”" } { "Take over" }
        }
    }
}

/// The id of the form in which a check is reworded.
pub(crate) fn check_form(check: ReadyCheckId) -> String {
    format!("check-text-{check}")
}

fn editable(visit: &Visit, check: &OwnCheck) -> Markup {
    let form = check_form(check.id);
    html! {
        div.grow {
            form method="post" action=(visit.urls.ready_check(route::READY_CHECK, check.id)) data-send="change" id=(form) {
                input type="hidden" name="revision" value=(check.text.revision);
                textarea.in-place name="check" rows="1" data-enter aria-label="Check" { (check.text.value) }
                p.error data-error-for="check" {}
            }
            (conflict::slot(&form))
            (who(visit, &check.changed))
        }
        button.button.plain.square.small type="button" data-items="" aria-label="Remove this check"
            data-post=(visit.urls.ready_check(route::READY_CHECK_REMOVAL, check.id)) { (icon(Icon::X)) }
    }
}

fn next(visit: &Visit) -> Markup {
    html! {
        form method="post" action=(visit.urls.to(route::READY_CHECKS)) data-send data-then="reset" #new-check {
            textarea.in-place name="check" rows="1" data-enter aria-label="New check" placeholder="Add a check, then Enter: “The designer has seen it”" {}
            p.error data-error-for="check" {}
        }
    }
}
