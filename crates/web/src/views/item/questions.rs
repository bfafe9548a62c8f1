//! Questions about an item: those that wait first, the answered ones folded below them.

use domain::item::answer::may_mark;
use domain::item::{Answer, Outcome, Question};
use domain::{Item, Right};
use maud::{Markup, html};

use crate::ui::{self, select_options};
use crate::urls::route;
use crate::views::ago;
use crate::visit::Visit;

/// The questions, and the field for the next one.
pub(crate) fn questions(visit: &Visit, item: &Item) -> Markup {
    let open = item.open_questions().count();
    let answered = item.questions.iter().filter(|question| !question.open);
    html! {
        section.section id={ "questions-" (item.id) } {
            header { h3 { "Questions" } @if open > 0 { small { (open) " open" } } }
            ul.events { @for question in item.open_questions() { (one(visit, item, question)) } }
            @if open < item.questions.len() {
                details.edit id={ "answered-" (item.id) } {
                    summary.words { (item.questions.len() - open) " answered" }
                    ul.events { @for question in answered { (one(visit, item, question)) } }
                }
            }
            @if visit.may(Right::Comment) && item.place != domain::Place::Removed { (next(visit, item)) }
            @else if item.questions.is_empty() { p.quieter { "None." } }
        }
    }
}

fn one(visit: &Visit, item: &Item, question: &Question) -> Markup {
    let asker = visit.names.actor(question.asked_by);
    let may = visit.may(Right::Comment);
    html! {
        li id={ "question-" (item.id) "-" (question.id) } {
            span.tick.yes[!question.open].asks[question.open] role="img" aria-label=(if question.open { "Open" } else { "Answered" }) {}
            div.comment {
                span {
                    b { (asker) } @if question.challenge { " challenges" } @else { " asks" }
                    @if let Some(to) = question.to { " " b { (visit.names.of(to)) } }
                }
                (ui::markdown(&question.text))
                @for given in &question.answers { (answer(visit, item, question, given)) }
                @if may { (controls(visit, item, question)) }
            }
            (ago(question.asked_at, visit.now))
        }
    }
}

fn answer(visit: &Visit, item: &Item, question: &Question, answer: &Answer) -> Markup {
    let own = answer.by == Some(visit.visitor.id) && visit.may(Right::Comment);
    html! {
        div.answer {
            span { b { (visit.names.actor(answer.by)) } @if let Some(outcome) = answer.outcome { ": " (outcome) } " " (ago(answer.at, visit.now)) }
            (ui::markdown(&answer.text))
            @if own {
                button.words type="button" data-items="" data-post=(visit.urls.answer_removal(item.id, question.id, answer.id)) { "Take back" }
            }
        }
    }
}

/// What one may do with a question.
fn controls(visit: &Visit, item: &Item, question: &Question) -> Markup {
    let to = |route| visit.urls.part(route, item.id, question.id.0);
    let own = question.asked_by == Some(visit.visitor.id);
    let marks = may_mark(&visit.product, visit.visitor.actor(), question);
    let mark = |open: &str| serde_json::json!({ "open": open });
    html! {
        @if question.open { (reply(visit, item, question)) }
        div.line {
            @if question.open && own && question.answers.is_empty() {
                button.words type="button" data-items="" data-post=(to(route::QUESTION_REMOVAL)) { "Withdraw" }
            }
            @if question.open && marks && !question.answers.is_empty() {
                button.words type="button" data-items="" data-post=(to(route::QUESTION_STATE)) data-with=(mark("no")) { "It is answered" }
            }
            @if !question.open && marks {
                button.words type="button" data-items="" data-post=(to(route::QUESTION_STATE)) data-with=(mark("yes")) { "Ask again" }
            }
        }
    }
}

fn reply(visit: &Visit, item: &Item, question: &Question) -> Markup {
    let form = format!("answer-{}-{}", item.id, question.id);
    html! {
        form.stack method="post" action=(visit.urls.part(route::ANSWERS, item.id, question.id.0)) data-send data-then="reset" id=(form) {
            textarea.in-place name="answer" rows="1" aria-label="Answer" placeholder="Answer, then Ctrl Enter" data-draft=(form) {}
            p.error data-error-for="answer" {}
            div.line.asking {
                @if question.challenge { (outcomes()) }
                (ui::submit("Answer", ui::Weight::Outlined))
            }
            p.error data-error-for="outcome" {}
        }
    }
}

fn outcomes() -> Markup {
    let mut options = vec![(String::new(), "What comes of it…".to_owned())];
    let all =
        Outcome::ALL.map(|one| (one.as_str().to_owned(), ui::sentence_case(&one.to_string())));
    options.extend(all);
    html! { select.input name="outcome" aria-label="What comes of it" { (select_options(&options, "")) } }
}

fn next(visit: &Visit, item: &Item) -> Markup {
    html! {
        form.stack method="post" action=(visit.urls.to(route::QUESTIONS)) data-send data-then="reset" id={ "new-question-" (item.id) } {
            input type="hidden" name="items" value=(item.id);
            textarea.in-place name="question" rows="1" data-enter aria-label="New question" placeholder="Ask what must be known, then Enter" data-draft={ "question:" (item.id) } {}
            p.error data-error-for="question" {}
            (addressing(visit))
        }
    }
}

/// Whom a question asks, and whether it is a challenge; shown while it is typed.
pub(crate) fn addressing(visit: &Visit) -> Markup {
    let mut options = vec![(String::new(), "Anybody".to_owned())];
    let mut people: Vec<_> = visit
        .product
        .people
        .keys()
        .map(|person| (person.to_string(), visit.names.of(*person).to_owned()))
        .collect();
    people.sort_by(|a, b| a.1.cmp(&b.1));
    options.extend(people);
    html! {
        div.line.asking {
            select.input name="to" aria-label="Whom" { (select_options(&options, "")) }
            label.line { input type="checkbox" name="challenge" value="yes"; "It challenges the item" }
            (ui::submit("Ask", ui::Weight::Outlined))
            p.error data-error-for="to" {}
        }
    }
}
