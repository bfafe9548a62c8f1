//! The burndown (E6): the ideal line grey over working days, the actual line red as steps, scope
//! changes amber, days off shaded, a dot at the last moment drawn.

use domain::report::burndown::{Chart, ChartDay, Point, Step};
use domain::{ItemId, Position};
use jiff::Timestamp;
use maud::{Markup, html};

use super::ink::Ink;
use super::scale::{Linear, number, px, ticks};
use super::words::{answer, moment, scope_change, signed, step_words, zone_of};

/// Steps that still get a mark of their own; more would be a smear.
const MARKED: usize = 150;
/// Width of a letter, about; good enough to keep labels apart.
const LETTER: f64 = 6.4;

/// A burndown chart and what its words and links need.
#[derive(Clone, Copy)]
pub struct Figure<'a> {
    /// What is to be drawn.
    pub chart: &'a Chart,
    /// "Burndown of Sprint 24".
    pub title: &'a str,
    /// Whether the sprint is over.
    pub closed: bool,
    /// How an item is called.
    pub key: &'a dyn Fn(ItemId) -> String,
    /// The address of the event behind a point, where there is a page to show it.
    pub events: Option<&'a dyn Fn(Position) -> String>,
}

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// On a desk and on paper.
    Wide,
    /// On a phone: the same letters, fewer of them.
    Narrow,
}

impl Size {
    fn width(self) -> f64 {
        match self {
            Size::Wide => 900.0,
            Size::Narrow => 350.0,
        }
    }

    fn height(self) -> f64 {
        match self {
            Size::Wide => 330.0,
            Size::Narrow => 280.0,
        }
    }

    /// Room under the days for the legend and the zone.
    fn foot(self) -> f64 {
        match self {
            Size::Wide => 56.0,
            Size::Narrow => 76.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Size::Wide => "wide",
            Size::Narrow => "narrow",
        }
    }
}

/// The chart as an image with a title and a description.
pub fn burndown(figure: &Figure<'_>, size: Size, ink: &Ink) -> Markup {
    let Some(plot) = Plot::new(figure.chart, size) else {
        return html! {};
    };
    let file = ink.is_file();
    let id = format!("burndown-{}", size.name());
    html! {
        svg class={ "chart burndown " (size.name()) } viewBox={ "0 0 " (px(size.width())) " " (px(size.height())) }
            xmlns=[file.then_some("http://www.w3.org/2000/svg")]
            width=[file.then(|| px(size.width() * 2.0))] height=[file.then(|| px(size.height() * 2.0))]
            font-family=[file.then_some("Inter, Helvetica, Arial, sans-serif")] font-size="11"
            role="img" aria-labelledby={ (id) "-title " (id) "-desc" } {
            title id={ (id) "-title" } { (figure.title) }
            desc id={ (id) "-desc" } { (answer(figure.chart, figure.closed)) }
            @if let Some(paper) = ink.paper { rect width="100%" height="100%" fill=(paper) {} }
            (days_off(&plot, ink))
            (grid(&plot, ink))
            (day_names(&plot, ink))
            (lines(&plot, ink))
            (scope_changes(figure, &plot, ink))
            (marks(figure, &plot, ink))
            (legend(&plot, ink))
        }
    }
}

/// The chart with its scales.
struct Plot<'a> {
    chart: &'a Chart,
    size: Size,
    x: Linear,
    y: Linear,
    ticks: Vec<f64>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Plot<'a> {
    /// `None` when there is no day to draw over.
    fn new(chart: &'a Chart, size: Size) -> Option<Plot<'a>> {
        let (first, last) = (chart.days.first()?, chart.days.last()?);
        let highest = chart.actual.iter().map(|point| point.value);
        let ticks = ticks(highest.fold(chart.committed, f64::max), 5);
        let top_value = ticks.last().copied().unwrap_or(1.0);
        let widest = number(top_value).len() as f64;
        let (left, right) = (12.0 + widest * LETTER, size.width() - 10.0);
        let (top, bottom) = (22.0, size.height() - size.foot());
        // A sprint that was not closed in time is drawn on, past its last day.
        let end = last.ends.max(chart.until);
        Some(Plot {
            chart,
            size,
            x: Linear::new((seconds(first.begins), seconds(end)), (left, right)),
            y: Linear::new((0.0, top_value), (bottom, top)),
            ticks,
            left,
            right,
            top,
            bottom,
        })
    }

    fn x(&self, at: Timestamp) -> f64 {
        self.x.at(seconds(at))
    }
}

fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

fn days_off(plot: &Plot<'_>, ink: &Ink) -> Markup {
    let runs = plot
        .chart
        .days
        .chunk_by(|one, next| one.working == next.working);
    html! {
        @for run in runs.filter(|run| !run[0].working) {
            @let (from, to) = (plot.x(run[0].begins), plot.x(run[run.len() - 1].ends));
            rect.shade x=(px(from)) y=(px(plot.top)) width=(px(to - from)) height=(px(plot.bottom - plot.top)) fill=[ink.shade] {}
        }
    }
}

fn grid(plot: &Plot<'_>, ink: &Ink) -> Markup {
    html! {
        @for tick in &plot.ticks {
            @let y = plot.y.at(*tick);
            line.grid x1=(px(plot.left)) y1=(px(y)) x2=(px(plot.right)) y2=(px(y)) stroke=[ink.grid] stroke-width="1" {}
            text.figure x=(px(plot.left - 6.0)) y=(px(y + 4.0)) text-anchor="end" fill=[ink.text] { (number(*tick)) }
        }
    }
}

/// As many working days as there is room for, each under its middle.
fn day_names(plot: &Plot<'_>, ink: &Ink) -> Markup {
    let each = (plot.right - plot.left) / plot.chart.days.len() as f64;
    let every = (42.0 / each).ceil().max(1.0) as usize;
    let mut month = None;
    let days = plot
        .chart
        .days
        .iter()
        .filter(|day| day.working)
        .step_by(every);
    html! {
        @for day in days {
            text.figure x=(px(middle(plot, day))) y=(px(plot.bottom + 18.0)) text-anchor="middle" fill=[ink.text] {
                (day_name(day, month.replace(day.date.month())))
            }
        }
    }
}

fn middle(plot: &Plot<'_>, day: &ChartDay) -> f64 {
    f64::midpoint(plot.x(day.begins), plot.x(day.ends))
}

/// "17 Nov" where a month begins, else "18".
fn day_name(day: &ChartDay, month_before: Option<i8>) -> String {
    match month_before == Some(day.date.month()) {
        true => day.date.strftime("%-d").to_string(),
        false => day.date.strftime("%-d %b").to_string(),
    }
}

fn lines(plot: &Plot<'_>, ink: &Ink) -> Markup {
    let ideal: Vec<String> = plot
        .chart
        .ideal
        .iter()
        .map(|(at, value)| format!("{},{}", px(plot.x(*at)), px(plot.y.at(*value))))
        .collect();
    html! {
        polyline.ideal points=(ideal.join(" ")) fill="none" stroke=[ink.ideal] stroke-width="1.5" {}
        path.actual d=(steps(plot)) fill="none" stroke=[ink.actual] stroke-width="2" stroke-linejoin="round" {}
    }
}

/// Level until something happens, then straight up or down.
fn steps(plot: &Plot<'_>) -> String {
    let mut path = String::new();
    for point in &plot.chart.actual {
        let (x, y) = (px(plot.x(point.at)), px(plot.y.at(point.value)));
        match path.is_empty() {
            true => path = format!("M{x} {y}"),
            false => path.push_str(&format!("H{x}V{y}")),
        }
    }
    if !path.is_empty() {
        path.push_str(&format!("H{}", px(plot.x(plot.chart.until))));
    }
    path
}

/// Each point with the step before it.
fn pairs(chart: &Chart) -> impl Iterator<Item = (&Point, Option<&Step>)> {
    let before = std::iter::once(None).chain(chart.actual.iter().map(|point| Some(&point.step)));
    chart.actual.iter().zip(before)
}

/// Points at which the scope changed, each with how much.
fn scope_points(chart: &Chart) -> impl Iterator<Item = (&Point, f64)> {
    pairs(chart)
        .map(|(point, before)| (point, scope_change(&point.step, before, chart.unit)))
        .filter(|(_, change)| *change != 0.0)
}

/// A change of scope on the chart; its words only where they find room.
struct ScopeMark {
    x: f64,
    y: f64,
    words: Option<(f64, String)>,
}

fn scope_marks(figure: &Figure<'_>, plot: &Plot<'_>) -> Vec<ScopeMark> {
    let mut free_from = plot.left;
    let mut marks = Vec::new();
    for (point, change) in scope_points(plot.chart) {
        let (x, y) = (plot.x(point.at), plot.y.at(point.value));
        let text = label(figure, &point.step, change);
        let width = text.chars().count() as f64 * LETTER;
        let beside = x + 4.0 + width > plot.right;
        let start = if beside { x - 4.0 - width } else { x + 4.0 };
        let fits = start >= free_from;
        if fits {
            free_from = start + width + 8.0;
        }
        let words = fits.then_some((start, text));
        marks.push(ScopeMark { x, y, words });
    }
    marks
}

/// An amber stroke where the scope changed, and what changed.
fn scope_changes(figure: &Figure<'_>, plot: &Plot<'_>, ink: &Ink) -> Markup {
    html! {
        @for ScopeMark { x, y, words } in scope_marks(figure, plot) {
            line.scope x1=(px(x)) y1=(px(plot.top - 12.0)) x2=(px(x)) y2=(px(y)) stroke=[ink.scope] stroke-width="1.5" {}
            @if let Some((start, text)) = words {
                text.scope x=(px(start)) y=(px(plot.top - 5.0)) font-weight="600" fill=[ink.scope] { (text) }
            }
        }
    }
}

fn label(figure: &Figure<'_>, step: &Step, change: f64) -> String {
    let item = step.item.map(figure.key).unwrap_or_default();
    format!("{} {item}", signed(change))
}

/// A dot per event, with its words; the last moment is a larger one.
fn marks(figure: &Figure<'_>, plot: &Plot<'_>, ink: &Ink) -> Markup {
    let zone = zone_of(plot.chart);
    let unit = plot.chart.unit;
    let each = plot.chart.actual.len() <= MARKED;
    html! {
        @for (point, before) in pairs(plot.chart).filter(|_| each) {
            circle.point cx=(px(plot.x(point.at))) cy=(px(plot.y.at(point.value))) r="3" fill=[ink.actual]
                data-go=[figure.events.map(|events| events(point.step.position))] {
                title {
                    (moment(point.step.at, &zone)) ": " (step_words(&point.step, before, unit, figure.key))
                    ", " (number(point.value)) " remain"
                }
            }
        }
        circle.now cx=(px(plot.x(plot.chart.until))) cy=(px(plot.y.at(plot.chart.remaining))) r="4.5" fill=[ink.actual] {}
    }
}

fn legend(plot: &Plot<'_>, ink: &Ink) -> Markup {
    let y = plot.bottom + 42.0;
    let changed = scope_points(plot.chart).next().is_some();
    let zone = format!("{}, days off shaded", plot.chart.time_zone);
    let (zone_x, zone_y, anchor) = match plot.size {
        Size::Wide => (plot.right, y, "end"),
        Size::Narrow => (plot.left, y + 20.0, "start"),
    };
    html! {
        (entry("ideal", "Ideal", ink.ideal, ink, plot.left, y))
        (entry("actual", "Remaining", ink.actual, ink, plot.left + 70.0, y))
        @if changed { (entry("scope", "Scope changed", ink.scope, ink, plot.left + 162.0, y)) }
        text.figure x=(px(zone_x)) y=(px(zone_y)) text-anchor=(anchor) fill=[ink.text] { (zone) }
    }
}

fn entry(class: &str, text: &str, colour: Option<&str>, ink: &Ink, x: f64, y: f64) -> Markup {
    html! {
        line class=(class) x1=(px(x)) y1=(px(y - 4.0)) x2=(px(x + 14.0)) y2=(px(y - 4.0)) stroke=[colour] stroke-width="2" {}
        text.figure x=(px(x + 20.0)) y=(px(y)) fill=[ink.text] { (text) }
    }
}
