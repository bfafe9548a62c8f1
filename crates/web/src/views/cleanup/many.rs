//! The parts of the clean-up pass, and one answer to all of a part: what it will do stands there
//! before it is given.

use domain::cleanup::{Answer, Candidate, Part, Why, ages, long};
use domain::place::ice;
use maud::{Markup, html};

use super::pass::Pass;
use crate::ui::{self, Weight};
use crate::urls::route;
use crate::views::{counted, day, thousands};
use crate::visit::Visit;

/// Items that are named before all of them are answered.
const NAMED: usize = 5;

/// Every part that has something in it, each an address.
pub(super) fn parts(visit: &Visit, pass: &Pass) -> Markup {
    let parts = [Part::All, Part::Due, Part::Alike];
    let ages = ages(&visit.product).into_iter().map(Part::Untouched);
    let parts = parts.into_iter().chain(ages).chain([Part::Undated]);
    html! {
        nav.filters aria-label="What to go through" {
            @for part in parts {
                @let count = part.of(&pass.all, visit.now).len();
                @if count > 0 || part == pass.part {
                    a.chip.on[part == pass.part] href=(pass.through(visit, part)) data-visit
                        aria-current=[(part == pass.part).then_some("true")] {
                        (title(part)) " " span.quieter { (thousands(count)) }
                    }
                }
            }
        }
    }
}

fn title(part: Part) -> String {
    match part {
        Part::All => "All".to_owned(),
        Part::Due => "Due in the icebox".to_owned(),
        Part::Alike => "There twice".to_owned(),
        Part::Untouched(days) => format!("Untouched for {}", age(days)),
        Part::Undated => "Age unknown".to_owned(),
    }
}

/// "6 months".
pub(crate) fn age(days: i64) -> String {
    match days {
        182 => "6 months".to_owned(),
        365 => "1 year".to_owned(),
        730 => "2 years".to_owned(),
        days => format!("{days} days"),
    }
}

/// The way from one candidate to all that are asked about for the same reason.
pub(super) fn same_reason(visit: &Visit, pass: &Pass, open: Candidate) -> Markup {
    let part = match open.why {
        Why::Due => Part::Due,
        Why::Alike(_) => Part::Alike,
        Why::Untouched(_) => long(&visit.product).map_or(Part::All, Part::Untouched),
        Why::Undated => Part::Undated,
    };
    let count = part.of(&pass.all, visit.now).len();
    html! {
        @if pass.part == Part::All && count > 1 {
            a.button.plain href=(pass.through(visit, part)) data-visit data-desk="part" { "Answer many at once" kbd aria-hidden="true" { "⇧A" } }
        }
    }
}

/// One answer to all of the part that is gone through.
pub(super) fn answers(visit: &Visit, pass: &Pass) -> Markup {
    let (answers, rest, all) = (pass.part.answers(), pass.rest(), pass.all_of_it().len());
    if answers.is_empty() || all < 2 {
        return html! {};
    }
    let skipped = Pass::skipped_text(&pass.skipped);
    html! {
        details.many #clean-many open[pass.most.is_some()] {
            summary { "Answer many at once" kbd aria-hidden="true" { "⇧A" } }
            (how_many(visit, pass, all))
            (named(visit, pass, &rest))
            p.error data-error-for="seen" {}
            @for answer in answers {
                form.line method="post" action=(visit.urls.to(route::CLEAN_UP_ANSWERS)) data-send {
                    input type="hidden" name="part" value=(pass.part.name());
                    input type="hidden" name="skipped" value=(skipped);
                    input type="hidden" name="most" value=[pass.most];
                    input type="hidden" name="seen" value=(Pass::seen(&rest));
                    input type="hidden" name="answer" value=(answer.as_str());
                    (ui::submit(&button(*answer, rest.len()), Weight::Outlined))
                    span.quiet { (consequence(visit, pass.part, *answer)) }
                }
            }
            p.quieter { "What you skipped stays out of it. One undo takes all of it back." }
        }
    }
}

/// All of the part, or only the first of it.
fn how_many(visit: &Visit, pass: &Pass, all: usize) -> Markup {
    let first = match pass.part {
        Part::Undated => ", from the bottom of the product backlog up",
        Part::Due => ", due for the longest first",
        Part::Untouched(_) => ", untouched for the longest first",
        Part::All | Part::Alike => "",
    };
    html! {
        form.line method="get" action=(visit.urls.to(route::CLEAN_UP)) {
            input type="hidden" name="part" value=(pass.part.name());
            input type="hidden" name="skipped" value=(Pass::skipped_text(&pass.skipped));
            label for="many-most" { "How many" }
            input.input #many-most type="number" name="most" min="1" max=(all) value=(pass.rest().len());
            span.quiet { "of " (thousands(all)) (first) }
            (ui::submit("Show them", Weight::Outlined))
        }
    }
}

fn named(visit: &Visit, pass: &Pass, rest: &[Candidate]) -> Markup {
    let items = rest.iter().take(NAMED).map(|one| one.item);
    html! {
        ul.lines {
            @for item in items.filter_map(|id| visit.product.items.get(&id)) {
                li { span.key { (visit.key(item.id)) } span.grow { (item.title.value) } }
            }
            @if rest.len() > NAMED { li { a href=(pass.all_ahead(visit)) { "and " (thousands(rest.len() - NAMED)) " more" } } }
        }
    }
}

fn button(answer: Answer, count: usize) -> String {
    let items = counted(count, "item");
    match answer {
        Answer::Keep => format!("Keep {items}"),
        Answer::Ice => format!("Put {items} into the icebox"),
        Answer::Remove => format!("Remove {items}"),
    }
}

fn consequence(visit: &Visit, part: Part, answer: Answer) -> String {
    let review = day(ice::usual_review(&visit.product, visit.now));
    match (part, answer) {
        (Part::Alike, Answer::Keep) => {
            "They are not the same as what they are like; that is not asked again.".to_owned()
        }
        (Part::Due, Answer::Keep) => format!("They stay in the icebox until {review}."),
        (_, Answer::Keep) => match long(&visit.product) {
            Some(days) => format!("They stay, and are not asked about for {}.", age(days)),
            None => "They stay.".to_owned(),
        },
        (_, Answer::Ice) => format!("They leave the order, to be looked at again on {review}."),
        (_, Answer::Remove) => "They leave the product, and can be found and restored.".to_owned(),
    }
}
