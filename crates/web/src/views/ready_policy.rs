//! The Definition of Ready among the policies, a line each: what holds, why it does by default, and
//! who changed it.

use domain::policy::{Changed, Entry, OwnCheck, Setting, TABLE};
use domain::{ReadyCheckId, Right};
use maud::{Markup, html};

use crate::ui::{self, Icon, Tone, Weight, icon};
use crate::urls::route;
use crate::views::ago;
use crate::views::item::conflict;
use crate::visit::Visit;

/// The two sections: the checks a program can see, and the team's own.
pub(crate) fn sections(visit: &Visit) -> Markup {
    html! {
        section.group {
            h2 { "Definition of Ready" }
            p.quiet { "What an item needs before it crosses into a sprint. It is the team's to change. That an epic is broken down first is a rule and no policy." }
            ul.lines { @for entry in &TABLE { (line(visit, entry)) } }
        }
        (own_checks(visit))
    }
}

fn line(visit: &Visit, entry: &Entry) -> Markup {
    let now = visit.product.policies.get(entry.policy);
    let changed = visit.product.policies.changed(entry.policy);
    html! {
        li.policy id={ "policy-" (entry.policy.as_str()) } {
            div.grow {
                div.line {
                    b { (entry.title) }
                    (ui::chip(&words(entry, now), if now == Setting::Off { Tone::Plain } else { Tone::Pond }))
                    @if now != entry.default { span.quieter { "by default " (words(entry, entry.default)) } }
                }
                p.quiet { (entry.why) }
                @if let Some(changed) = changed { (who(visit, changed)) }
            }
            @if visit.may(entry.right) { (change(visit, entry, now)) }
        }
    }
}

/// "on", "off", "at most 13 points".
fn words(entry: &Entry, setting: Setting) -> String {
    match (setting, entry.number) {
        (Setting::AtMost(_), Some((_, unit))) => format!("{setting} {unit}"),
        _ => setting.to_string(),
    }
}

fn who(visit: &Visit, changed: &Changed) -> Markup {
    html! {
        p.quieter {
            "Changed by " (visit.names.actor(changed.by)) " " (ago(changed.at, visit.now))
            @if let Some(reason) = &changed.reason { ": “" (reason) "”" }
        }
    }
}

fn change(visit: &Visit, entry: &Entry, now: Setting) -> Markup {
    let id = entry.policy.as_str();
    let limit = match (now, entry.default) {
        (Setting::AtMost(number), _) | (_, Setting::AtMost(number)) => Some(number),
        _ => None,
    };
    html! {
        details.edit id={ "change-" (id) } {
            summary.words aria-label={ "Change: " (entry.title) } { "Change" }
            form.stack method="post" action=(visit.urls.policy(entry.policy)) data-send data-then="close" id={ "form-" (id) } {
                label.line { input type="checkbox" name="on" value="yes" checked[now != Setting::Off]; "It holds" }
                @if let (Some(((least, most), unit)), Some(limit)) = (entry.number, limit) {
                    label.line { "At most" input.input.number type="number" name="limit" value=(limit) min=(least) max=(most) step="1"; (unit) }
                    p.error data-error-for="limit" {}
                }
                input.input name="reason" maxlength="500" autocomplete="off" aria-label="Why" placeholder="Why, if you like";
                p.error data-error-for="reason" {}
                div.actions.start { (ui::submit("Save", Weight::Outlined)) }
            }
        }
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
            @if may { (next(visit)) } @else if none { p.quieter { "None yet." } }
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
