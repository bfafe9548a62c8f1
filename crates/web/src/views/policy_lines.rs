//! Policies that a form can change, a line each: what holds, why it does by default, and who changed
//! it.

use domain::policy::{Changed, Entry, Number, Setting, TABLE, Topic};
use maud::{Markup, html};

use crate::ui::{self, Tone, Weight};
use crate::views::ago;
use crate::visit::Visit;

/// Those about one topic.
pub(crate) fn lines(visit: &Visit, topic: Topic) -> Markup {
    let about = TABLE.iter().filter(|entry| entry.topic == topic);
    html! { ul.lines { @for entry in about { (line(visit, entry)) } } }
}

fn line(visit: &Visit, entry: &Entry) -> Markup {
    let now = visit.product.policy(entry.policy);
    let changed = visit.product.policies.changed(entry.policy);
    html! {
        li.policy id={ "policy-" (entry.policy.as_str()) } {
            div.grow {
                div.line {
                    b { (entry.title) }
                    (ui::chip(&entry.words(now), if now == Setting::Off { Tone::Plain } else { Tone::Pond }))
                    @if now != entry.default { span.quieter { "by default " (entry.words(entry.default)) } }
                }
                p.quiet { (entry.why) }
                @if let Some(changed) = changed { (who(visit, changed)) }
            }
            @if visit.may(entry.right) { (change(visit, entry, now)) }
        }
    }
}

/// Who changed it, when and why.
pub(crate) fn who(visit: &Visit, changed: &Changed) -> Markup {
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
                @if entry.is_always() { input type="hidden" name="on" value="yes"; }
                @else { label.line { input type="checkbox" name="on" value="yes" checked[now != Setting::Off]; "It holds" } }
                @if let (Some(Number { range: (least, most), lead, unit, .. }), Some(limit)) = (entry.number, limit) {
                    label.line { (ui::sentence_case(lead)) input.input.number type="number" name="limit" value=(limit) min=(least) max=(most) step="1" aria-label=[lead.is_empty().then_some(entry.title)]; (unit) }
                    p.error data-error-for="limit" {}
                }
                input.input name="reason" maxlength="500" autocomplete="off" aria-label="Why" placeholder="Why, if you like";
                p.error data-error-for="reason" {}
                div.actions.start { (ui::submit("Save", Weight::Outlined)) }
            }
        }
    }
}
