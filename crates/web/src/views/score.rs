//! What an item is scored by (C7): the score and its numbers in the panel and on the item's page, and the
//! same numbers in a dialog, for whoever presses the key.

use domain::score::{Input, Method, effort, plain};
use domain::{Item, Right};
use maud::{Markup, html};

use crate::ui::{self, Weight};
use crate::urls::route;
use crate::views::enumerated;
use crate::visit::Visit;

/// The section of the panel, where the product scores its items.
pub(crate) fn section(visit: &Visit, item: &Item) -> Markup {
    let Some(method) = visit.product.scoring else {
        return html! {};
    };
    let form = format!("score-of-{}", item.id);
    html! {
        section.section aria-labelledby={ "score-" (item.id) } {
            header {
                h3 id={ "score-" (item.id) } { (method.title()) }
                (result(method, item))
            }
            @if visit.may(Right::Order) && !item.is_finished() {
                form.score-form method="post" action=(visit.urls.about(route::SCORE, item.id)) data-send="change" id=(form) {
                    (fields(method, item))
                }
            } @else { (said(method, item)) }
        }
    }
}

/// "6.5", or what is missing.
fn result(method: Method, item: &Item) -> Markup {
    html! {
        @match method.score(item) {
            Some(score) => { b.num { (score) } }
            None => { span.quieter { (missing(method, item)) } }
        }
    }
}

/// "no score yet: value and effort are missing".
pub(crate) fn missing(method: Method, item: &Item) -> String {
    let missing = method.missing(item);
    let words: Vec<String> = missing
        .iter()
        .map(|input| input.word().to_owned())
        .collect();
    let verb = if words.len() == 1 { "is" } else { "are" };
    format!("no score yet: {} {verb} missing", enumerated(&words))
}

/// A field for each number the formula asks for.
fn fields(method: Method, item: &Item) -> Markup {
    html! {
        @for input in method.inputs() { (field(item, *input)) }
        @for input in method.inputs() { p.error data-error-for=(input.as_str()) {} }
    }
}

fn field(item: &Item, input: Input) -> Markup {
    let value = item.scores.get(input).map(plain).unwrap_or_default();
    let usual = !input.usual().is_empty();
    let estimate = (input == Input::Effort).then(|| effort(item)).flatten();
    html! {
        label {
            span { (input.title()) }
            input.input type="text" inputmode="decimal" autocomplete="off" data-enter name=(input.as_str()) value=(value)
                placeholder=[estimate.map(plain)] list=[usual.then(|| list(input))];
        }
    }
}

fn list(input: Input) -> String {
    format!("usual-{}", input.as_str())
}

/// What people usually say, for the fields; once on a page.
pub(crate) fn usual(visit: &Visit) -> Markup {
    let inputs = visit.product.scoring.map_or(&[][..], Method::inputs);
    html! {
        @for input in inputs.iter().filter(|input| !input.usual().is_empty()) {
            datalist id=(list(*input)) { @for number in input.usual() { option value=(number) {} } }
        }
    }
}

/// The numbers for whoever may not change them.
fn said(method: Method, item: &Item) -> Markup {
    let number = |input: Input| match input {
        Input::Effort => effort(item),
        input => item.scores.get(input),
    };
    html! {
        dl.score-said {
            @for input in method.inputs() {
                div { dt { (input.title()) } dd { (number(*input).map_or_else(|| "–".to_owned(), plain)) } }
            }
        }
    }
}

/// The dialog; its form comes when it opens, for the item it is about.
pub(crate) fn dialog(visit: &Visit) -> Markup {
    let src = visit.urls.to(route::SCORE);
    ui::dialog(
        "score",
        "Score an item",
        html! { div #score-form data-src=(src) {} },
    )
}

/// The dialog's form.
pub(crate) fn form(visit: &Visit, method: Method, item: &Item) -> Markup {
    html! {
        form.fields method="post" action=(visit.urls.about(route::SCORE, item.id)) data-send data-then="close" #score-item {
            p.line { (ui::kind_badge(item.kind.as_str())) b { (visit.key(item.id)) " " (item.title.value) } }
            p.quiet { (formula(method)) }
            div.score-form { (fields(method, item)) }
            div.actions {
                button.button type="button" data-close-dialog { "Cancel" }
                (ui::submit("Save", Weight::Main))
            }
        }
    }
}

/// The formula in words, and where it is from.
pub(crate) fn formula(method: Method) -> &'static str {
    match method {
        Method::ValueEffort => {
            "Value ÷ effort. The value is relative to other items, such as 1 to 20; the effort is the \
             estimate unless you say another."
        }
        Method::Rice => {
            "Reach × impact × confidence ÷ effort (Intercom). Reach: people in a period, the same for all \
             items. Impact: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal. The effort is the estimate \
             unless you say another."
        }
        Method::Wsjf => {
            "(Value + time criticality + risk reduction) ÷ effort: weighted shortest job first (SAFe). All \
             relative to other items, such as 1 to 20; the effort is the estimate unless you say another."
        }
    }
}

/// The column of a list: the score, and it in a sentence.
pub(crate) fn cell(visit: &Visit, item: &Item) -> Option<(String, String)> {
    let method = visit.product.scoring?;
    let title = method.title();
    Some(match method.score(item) {
        Some(score) => (score.to_string(), format!("{title} {score}")),
        None => (
            "–".to_owned(),
            format!("{title}: {}", missing(method, item)),
        ),
    })
}
