//! Rows of items: one line each, 36 px high, in groups of [`GROUP`] that the script moves about.
//!
//! The first groups are in the page, the rest come as the list is scrolled
//! (`assets/src/list-window.ts`). Deliberately not here: which items, and in which order.

use maud::{Markup, Render, html};

use super::icon::{Icon, icon};
use super::marks::{
    Mark, ReadyCheck, avatar, kind_badge, nobody, points, priority, readiness, swatch_chip,
};

/// Rows in one group; the script counts with the same number.
pub const GROUP: usize = 50;

/// One item as a line shows it.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// Its number in the product.
    pub item: u32,
    /// `PAY-12`.
    pub key: &'a str,
    /// Its own page.
    pub href: &'a str,
    /// Its place in the whole product backlog from 1, where it stands in one.
    pub rank: Option<u32>,
    /// Epic, story, task, bug; the field's own word.
    pub kind: &'a str,
    /// One line of text.
    pub title: &'a str,
    /// How many sprints ended without it.
    pub carried_over: u32,
    /// Its epic's title.
    pub epic: Option<&'a str>,
    /// How much it matters: Must, Should, Could.
    pub priority: Option<&'a str>,
    /// Its score, where items are scored: in short, and in a sentence.
    pub score: Option<(String, String)>,
    /// Its labels.
    pub labels: Vec<&'a str>,
    /// How many questions about it wait for an answer.
    pub questions: usize,
    /// That its detail does not fit its place: in a word, and in a sentence.
    pub detail: Option<(&'a str, &'a str)>,
    /// The checks of the Definition of Ready.
    pub checks: &'a [ReadyCheck],
    /// The estimate as it reads.
    pub points: Option<Mark>,
    /// Who works on it: nothing where nobody is asked, else the name if there is one.
    pub assignee: Option<Option<&'a str>>,
    /// What a list that is only read says in place of epic, readiness and estimate. Such a row
    /// cannot be chosen.
    pub instead: Option<Markup>,
    /// The line drawn below it.
    pub line: Option<&'a Line>,
}

/// A line between two rows, which takes no room of its own: all rows have one height.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it says.
    pub words: String,
    /// What it says to whoever points at it.
    pub more: String,
    /// Whether it is the more certain of its kind.
    pub sure: bool,
}

impl Row<'_> {
    /// What a gate would say about it: "ready", or what is missing.
    fn verdict(&self) -> String {
        let missing: Vec<&str> = self
            .checks
            .iter()
            .filter(|check| !check.passed)
            .map(|check| &*check.lack)
            .collect();
        if missing.is_empty() {
            "ready".to_owned()
        } else {
            missing.join(", ")
        }
    }
}

/// A row at `index` (from 0) of its list.
pub fn row(row: &Row<'_>, index: usize) -> Markup {
    let rough = row.points.is_none();
    html! {
        div.row.lined[row.line.is_some()].rough[rough && row.instead.is_none()].scored[row.score.is_some()].read[row.instead.is_some()] id={ "row-" (row.item) } role="row" aria-rowindex=(index + 1) aria-selected="false" tabindex="-1"
            data-item=(row.item) data-key=(row.key) data-index=(index) data-rank=[row.rank] data-verdict=(row.verdict()) {
            span.mark role="gridcell" {
                @if row.instead.is_none() { input type="checkbox" tabindex="-1" aria-label={ "Select " (row.key) }; }
            }
            span.rank role="gridcell" { @if let Some(rank) = row.rank { (rank) } }
            span role="gridcell" { (kind_badge(row.kind)) }
            span.key role="gridcell" { (row.key) }
            span role="gridcell" {
                a.title href=(row.href) tabindex="-1" data-open-item=(row.key) draggable="false" { (row.title) }
                (again(row.carried_over))
                (asked(row.questions))
                @if let Some((word, sentence)) = row.detail { (misplaced(word, sentence)) }
                @if let Some(line) = row.line { (drawn(line)) }
            }
            span.labels role="gridcell" { @for label in &row.labels { span.chip { span.text { (label) } } } }
            @if let Some(instead) = &row.instead { span.instead role="gridcell" { (instead) } }
            @else { (weight(row)) }
        }
    }
}

/// A line at `index` that heads the rows below it.
pub fn head_row(text: &Markup, index: usize) -> Markup {
    html! {
        div.row.head role="row" aria-rowindex=(index + 1) tabindex="-1" data-index=(index) { span role="gridcell" { (text) } }
    }
}

/// Epic, readiness, estimate and who works on it: what says how far a row is from a sprint.
fn weight(row: &Row<'_>) -> Markup {
    html! {
        span.epic-of role="gridcell" { @if let Some(epic) = row.epic { (swatch_chip(epic)) } }
        span.moscow role="gridcell" { @if let Some(word) = row.priority { (priority(word)) } }
        @if let Some((short, sentence)) = &row.score { (scored(short, sentence)) }
        span role="gridcell" { (readiness(row.checks)) }
        span.end role="gridcell" {
            (points(row.points.as_ref()))
            @if let Some(name) = row.assignee { (name.map_or_else(nobody, avatar)) }
        }
    }
}

/// A score, in a column of its own.
fn scored(short: &str, sentence: &str) -> Markup {
    let said = format!("{sentence}. A score proposes; the order is the product owner’s.");
    html! {
        span.score role="gridcell" title=(said) { span aria-hidden="true" { (short) } span.unseen { (sentence) } }
    }
}

fn drawn(line: &Line) -> Markup {
    html! { span.line.sure[line.sure] { span title=(line.more) { (line.words) } } }
}

/// The quiet mark of what sprints ended without.
fn again(times: u32) -> Markup {
    let said = match times {
        0 => return html! {},
        1 => "Carried over: a sprint ended without it".to_owned(),
        times => format!("Carried over {times}×: so many sprints ended without it"),
    };
    html! {
        span.again role="img" aria-label=(said) title=(said) {
            (icon(Icon::RotateCcw)) span.word { "carried over" } @if times > 1 { span { (times) "×" } }
        }
    }
}

/// The quiet mark of what waits for an answer.
fn asked(questions: usize) -> Markup {
    let said = match questions {
        0 => return html! {},
        1 => "1 open question".to_owned(),
        questions => format!("{questions} open questions"),
    };
    html! {
        span.again role="img" aria-label=(said) title=(said) {
            (icon(Icon::CircleHelp)) span.word { "open" } @if questions > 1 { span { (questions) } }
        }
    }
}

/// The quiet mark of what is told otherwise than its place asks for.
fn misplaced(word: &str, sentence: &str) -> Markup {
    html! {
        span.again role="img" aria-label=(sentence) title=(sentence) {
            (icon(Icon::CircleDashed)) span.word { (word) }
        }
    }
}

/// Rows from `from` on as the groups the script expects; `from` is a multiple of [`GROUP`].
pub fn row_groups<R: Render>(from: usize, rows: &[R]) -> Markup {
    html! {
        @for (number, group) in rows.chunks(GROUP).enumerate() {
            div.rowgroup role="rowgroup" data-from=(from + number * GROUP) { @for row in group { (row) } }
        }
    }
}

/// A list of items, and what may be done with it.
#[derive(Clone, Debug, Default)]
pub struct List<'a> {
    /// What it is, for screen readers.
    pub name: &'a str,
    /// Address its rows are fetched from.
    pub src: &'a str,
    /// How many rows there are in all.
    pub total: usize,
    /// Characters of the longest key in it.
    pub longest_key: usize,
    /// Address that takes a drop, when its order may be changed.
    pub drop: Option<&'a str>,
    /// Address that takes what is dropped here from another list, with fields to send along.
    pub take: Option<(&'a str, String)>,
    /// Why its order may not be changed, when it may not.
    pub refuses: Option<String>,
    /// Why nothing may be dropped here from another list, when it may not.
    pub refuses_taking: Option<String>,
    /// Whether a drop from another list says first what the item still lacks.
    pub gate: bool,
    /// Whether it shows only some of the backlog: a drop then says the rank it leads to.
    pub filtered: bool,
    /// What a change must touch to concern it ("order items places").
    pub live: &'a str,
}

/// The list with its first groups.
pub fn list(list: &List<'_>, first: &Markup) -> Markup {
    html! {
        pond-list role="grid" aria-label=(list.name) aria-multiselectable="true" aria-rowcount=(list.total)
            data-src=(list.src) data-total=(list.total) data-live=(list.live)
            data-keys=[width(list.longest_key)] data-drag {
            div.rows.race-zone[list.gate] role="presentation" data-drop=[list.drop] data-drop-group="order"
                data-take=[list.take.as_ref().map(|(to, _)| to)] data-take-with=[list.take.as_ref().map(|(_, with)| with)]
                data-refuses=[&list.refuses] data-refuses-taking=[&list.refuses_taking]
                data-reads=[list.gate.then_some("verdict")]
                data-note=[list.filtered.then_some("rank")] data-name=(list.name) { (first) }
        }
    }
}

/// How much room keys need that are longer than most.
fn width(longest: usize) -> Option<&'static str> {
    match longest {
        0..=8 => None,
        9..=11 => Some("long"),
        12..=13 => Some("longer"),
        _ => Some("longest"),
    }
}

/// Rows as an answer of their own, with the list's total; `beside` are elements with an id that
/// change with the list (its summary), wherever they stand.
pub fn rows_answer(total: usize, groups: &Markup, beside: &Markup) -> Markup {
    html! { pond-rows data-total=(total) { (groups) } (beside) }
}
