//! The same as the chart, for those who read: every point with its moment and its event.

use domain::ItemId;
use domain::report::burndown::Chart;
use maud::{Markup, html};

use super::burndown::Figure;
use super::scale::number;
use super::words::{moment, step_words, zone_of};

/// A folded table of the chart's points.
pub fn table(figure: &Figure<'_>) -> Markup {
    let chart = figure.chart;
    let zone = zone_of(chart);
    let before = std::iter::once(None).chain(chart.actual.iter().map(|point| Some(&point.step)));
    html! {
        details.figures-table {
            summary.words { "The figures as a table" }
            div.scroll-x tabindex="0" role="region" aria-label={ (figure.title) ", as a table" } {
                table.table {
                    thead {
                        tr {
                            th scope="col" { "When, " (chart.time_zone) } th scope="col" { "What happened" }
                            th.right scope="col" { "Remaining" } th.right scope="col" { "Ideal" }
                            @if figure.events.is_some() { th scope="col" { span.unseen { "Event" } } }
                        }
                    }
                    tbody {
                        @for (point, before) in chart.actual.iter().zip(before) {
                            tr {
                                td { (moment(point.step.at, &zone)) }
                                td { (step_words(&point.step, before, chart.unit, figure.key)) }
                                td.right { (number(point.value)) }
                                td.right { (number((ideal_at(chart, point.at) * 10.0).round() / 10.0)) }
                                @if let Some(events) = figure.events {
                                    td { a href=(events(point.step.position)) { "Show the event" span.unseen { " of " (said(point.step.item, figure)) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn said(item: Option<ItemId>, figure: &Figure<'_>) -> String {
    item.map_or_else(|| "the commitment".to_owned(), figure.key)
}

/// Where the ideal line stands at a moment.
fn ideal_at(chart: &Chart, at: jiff::Timestamp) -> f64 {
    for pair in chart.ideal.windows(2) {
        let ((from, high), (to, low)) = (pair[0], pair[1]);
        if at < to {
            let whole = (to.as_second() - from.as_second()).max(1) as f64;
            let part = (at.as_second() - from.as_second()).max(0) as f64;
            return high + (low - high) * part / whole;
        }
    }
    0.0
}
