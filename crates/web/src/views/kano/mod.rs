//! The page of Kano surveys (C5): the link while one is open, the diagram, and what was answered about
//! each item, with the category to take over.

mod opening;

use domain::item::Category;
use domain::survey::evaluate::{ENOUGH, Tally};
use domain::survey::{MAX_SHEETS, Question, Survey};
use domain::{ItemId, Right};
use maud::{Markup, html};

pub(crate) use opening::form;

use crate::chart::{self, Size, Spot};
use crate::ui::{self, Weight, command_link};
use crate::urls::{route, survey, with_query};
use crate::views::{counted, since, thousands};
use crate::visit::Visit;

/// The page; `shown` is the survey whose results stand on it.
pub(crate) fn main(visit: &Visit, shown: Option<&Survey>, origin: &str) -> Markup {
    html! {
        div.pad.stack.wide.kano-page {
            @match shown {
                None => (none_yet(visit)),
                Some(shown) => {
                    @let said = shown.results().any(|(_, tally)| tally.is_enough());
                    (head(visit, shown))
                    // Where nothing can be said yet, passing the link on comes first.
                    @if !said { (link(visit, shown, origin)) }
                    (results(visit, shown))
                    @if said { (link(visit, shown, origin)) }
                    (others(visit, shown))
                }
            }
        }
    }
}

fn none_yet(visit: &Visit) -> Markup {
    let next = html! { @if visit.may(Right::Order) { (new_survey(visit, Weight::Main)) } };
    ui::empty(
        "No survey yet",
        "A Kano survey asks people how they feel if something is there, and if it is not. Their answers tell what they \
        expect, what they want more of and what would delight them.",
        &next,
    )
}

fn new_survey(visit: &Visit, weight: Weight) -> Markup {
    let form = visit.urls.to(route::NEW_SURVEY);
    command_link("go.survey", &form, "New survey", weight)
}

fn head(visit: &Visit, shown: &Survey) -> Markup {
    html! {
        div.stack {
            h2 { (claims(shown)) }
            p.quiet {
                "Survey " (shown.id) " about " (counted(shown.questions.len(), "item")) ", "
                (counted(shown.sheets, "answer sheet")) ". Opened by " (visit.names.actor(shown.opened_by)) ", "
                (since(shown.opened_at, visit.now)) ". "
                @match shown.closed_at {
                    Some(at) => { "Closed " (since(at, visit.now)) "." }
                    None => { "It takes answers, at most " (thousands(MAX_SHEETS)) " sheets." }
                }
            }
            @if !shown.is_open() && visit.may(Right::Order) && visit.product.open_survey().is_none() {
                div.actions.start { (new_survey(visit, Weight::Outlined)) }
            }
        }
    }
}

/// What the survey says, in one line: "2 basic, 1 performance, 3 excitement".
fn claims(shown: &Survey) -> String {
    let categories = shown.results().filter_map(|(_, tally)| tally.category());
    let categories: Vec<Category> = categories.collect();
    let each = Category::ALL.into_iter().filter_map(|one| {
        let times = categories.iter().filter(|other| **other == one).count();
        (times > 0).then(|| format!("{times} {}", one.title().to_lowercase()))
    });
    let each: Vec<String> = each.collect();
    match each.is_empty() {
        true => "Nothing can be said yet".to_owned(),
        false => each.join(", "),
    }
}

/// The address that is passed on, while it takes answers.
fn link(visit: &Visit, shown: &Survey, origin: &str) -> Markup {
    if !shown.is_open() || !visit.may(Right::Order) {
        return html! {};
    }
    let address = format!("{origin}{}", survey(&shown.word));
    html! {
        section.section.narrow aria-labelledby="survey-link-head" {
            h2 #survey-link-head { "The link" }
            div.field {
                label for="survey-address" { "Whoever has this link answers" }
                div.with-button {
                    input #survey-address type="text" readonly value=(address) aria-describedby="survey-address-said" data-select;
                    button.words type="button" data-copy="survey-address" { "Copy" }
                }
                p.hint #survey-address-said {
                    "Without an account. They see the titles as they were when it was opened and what you wrote about them, \
                    and nothing else. Nothing about them is kept but their answers."
                }
            }
            form method="post" action=(visit.urls.to(route::SURVEY_CLOSING)) data-send {
                input type="hidden" name="survey" value=(shown.id);
                (ui::submit("Close the survey", Weight::Outlined))
            }
        }
    }
}

fn results(visit: &Visit, shown: &Survey) -> Markup {
    let claimed = shown.results().filter(|(_, tally)| tally.is_enough());
    let claimed = claimed.count();
    html! {
        section.card aria-labelledby="kano-head" {
            h2 #kano-head { "What people say" }
            p.quiet { (answer(shown, claimed)) }
            @if claimed > 0 { (diagram(visit, shown)) }
            @if visit.may(Right::Order) { (use_all(visit, shown)) }
            (table(visit, shown))
            p.quieter {
                "Better is the share of those who would be satisfied by having it, worse of those who would be dissatisfied \
                by not having it; contradictions and those who do not want it are left out. The category is the one that \
                came out most often; of equal ones basic, then performance, excitement, indifferent."
            }
        }
    }
}

/// In a sentence how much can be said.
fn answer(shown: &Survey, claimed: usize) -> String {
    let all = shown.questions.len();
    match claimed {
        0 => format!(
            "No item has {ENOUGH} answers yet. With fewer, two people could turn a result around, so nothing is claimed."
        ),
        some if some == all => format!(
            "Each of {} has at least {ENOUGH} answers.",
            counted(all, "item")
        ),
        some => format!(
            "{} of {} have at least {ENOUGH} answers; of the others nothing is claimed.",
            thousands(some),
            counted(all, "item")
        ),
    }
}

fn diagram(visit: &Visit, shown: &Survey) -> Markup {
    let spot = |(question, tally): (&Question, &Tally)| {
        let (with, worse) = (tally.better()?, tally.worse()?);
        let key = visit.key(question.item);
        let (title, answers) = (&question.title, counted(tally.answers() as usize, "answer"));
        let words = format!("{key} {title}: {answers}");
        tally.is_enough().then_some(Spot {
            key,
            without: -worse,
            with,
            words,
        })
    };
    let spots: Vec<Spot> = shown.results().filter_map(spot).collect();
    let title = format!("Kano diagram of survey {}", shown.id);
    let description = format!(
        "{} by how satisfied people are with them and how dissatisfied without. The table below has the figures.",
        counted(spots.len(), "item")
    );
    html! {
        (chart::kano(&spots, &title, &description, Size::Wide))
        (chart::kano(&spots, &title, &description, Size::Narrow))
    }
}

/// What stands to be taken over: the item's category is another one, and can be changed.
fn proposed(visit: &Visit, question: &Question, tally: &Tally) -> Option<Category> {
    let item = visit.product.live_item(question.item).ok()?;
    let category = tally.category().filter(|one| item.category != Some(*one))?;
    (!item.is_finished()).then_some(category)
}

fn use_all(visit: &Visit, shown: &Survey) -> Markup {
    let all = shown.results().filter_map(|(question, tally)| {
        let category = proposed(visit, question, tally)?;
        Some(format!("{}:{}", question.item, category.as_str()))
    });
    let all: Vec<String> = all.collect();
    html! {
        @if !all.is_empty() {
            form method="post" action=(visit.urls.to(route::KANO_CATEGORIES)) data-send {
                @for one in &all { input type="hidden" name="category" value=(one); }
                div.actions.start { (ui::submit(&format!("Use {}", of_items(all.len())), Weight::Main)) }
            }
        }
    }
}

fn of_items(count: usize) -> String {
    match count {
        1 => "the category of 1 item".to_owned(),
        many => format!("the categories of {many} items"),
    }
}

fn table(visit: &Visit, shown: &Survey) -> Markup {
    html! {
        div.scroll-x tabindex="0" role="region" aria-label="Answers about each item" {
            table.table.kano-table {
                caption.unseen { "Answers about each item" }
                thead { tr {
                    th scope="col" { "Item" }
                    th scope="col" { "Category" }
                    th.right scope="col" { "Answers" }
                    th.right scope="col" { "Better" }
                    th.right scope="col" { "Worse" }
                    @for one in Category::ALL { th.right scope="col" { (one.title()) } }
                } }
                tbody { @for (question, tally) in shown.results() { (row(visit, question, tally)) } }
            }
        }
    }
}

fn row(visit: &Visit, question: &Question, tally: &Tally) -> Markup {
    let coefficient = |value: Option<f64>| value.filter(|_| tally.is_enough()).map(signed);
    html! {
        tr {
            td { (named(visit, question.item, &question.title)) }
            td { (verdict(visit, question, tally)) }
            td.right { (thousands(tally.answers() as usize)) }
            @for value in [tally.better(), tally.worse()] {
                td.right { @match coefficient(value) { Some(text) => (text), None => { span.quieter { "–" } } } }
            }
            @for one in Category::ALL { td.right { (tally.times(one)) } }
        }
    }
}

/// "0.57", "−0.74".
fn signed(value: f64) -> String {
    format!("{value:.2}").replace('-', "−")
}

/// The category, or that there are too few answers; and taking it over.
fn verdict(visit: &Visit, question: &Question, tally: &Tally) -> Markup {
    let Some(category) = tally.category() else {
        return html! { span.quieter { "Too few answers: " (tally.answers()) " of " (ENOUGH) } };
    };
    let now = visit
        .product
        .items
        .get(&question.item)
        .and_then(|item| item.category);
    html! {
        div.line {
            b { (category.title()) }
            @if now == Some(category) { span.quieter { "in use" } }
            @else if visit.may(Right::Order) && proposed(visit, question, tally).is_some() {
                form method="post" action=(visit.urls.to(route::KANO)) data-send {
                    input type="hidden" name="items" value=(question.item);
                    input type="hidden" name="kano" value=(category.as_str());
                    button.button type="submit" aria-label={ "Use " (category.title()) " for " (visit.key(question.item)) } { "Use" }
                }
            }
        }
    }
}

fn named(visit: &Visit, item: ItemId, title: &str) -> Markup {
    let key = visit.key(item);
    html! {
        a href=(visit.urls.item(item)) data-open-item=(key) { span.key { (key) } " " (title) }
    }
}

/// The other surveys, the newest first.
fn others(visit: &Visit, shown: &Survey) -> Markup {
    let others = visit.product.surveys.values().rev();
    let others: Vec<_> = others.filter(|one| one.id != shown.id).collect();
    let page = visit.urls.to(route::KANO);
    let address = |one: &Survey| with_query(&page, [("survey", one.id.to_string().as_str())]);
    html! {
        @if !others.is_empty() {
            section.section aria-labelledby="surveys-head" {
                h2 #surveys-head { "Other surveys" }
                ul { @for one in others {
                    li {
                        a href=(address(one)) { "Survey " (one.id) } ", " (since(one.opened_at, visit.now)) ", "
                        (counted(one.sheets, "answer sheet"))
                    }
                } }
            }
        }
    }
}
