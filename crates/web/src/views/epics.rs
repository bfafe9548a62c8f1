//! An epic as a row of a list, and how far one is.

use domain::query::EpicLine;
use domain::report::epic::Progress;
use domain::scale::Measure;
use domain::{Item, Points};
use maud::{Markup, html};

use super::sprint::items_word;
use crate::ui::{Row, row};
use crate::visit::Visit;

/// An epic at `index` of the list of epics.
pub(crate) fn epic_row(visit: &Visit, epic: &Item, line: &EpicLine, index: usize) -> Markup {
    row(
        &Row {
            item: epic.id.0,
            key: &visit.key(epic.id),
            href: &visit.urls.item(epic.id),
            rank: line.begins,
            kind: epic.kind.as_str(),
            title: &epic.title.value,
            labels: epic.labels.iter().map(|label| label.as_str()).collect(),
            points: visit.mark(epic.estimate),
            instead: Some(far(visit, epic, &line.progress)),
            ..Row::default()
        },
        index,
    )
}

/// How far an epic is, or how large it is thought to be while it has no items.
fn far(visit: &Visit, epic: &Item, progress: &Progress) -> Markup {
    let measure = visit.product.scale.measure();
    html! {
        @if progress.items > 0 {
            span.far { (items_done(progress)) span.more { (points_done(progress, measure)) } }
            (progress_bar(progress))
        } @else {
            span.far.quieter {
                @match epic.estimate {
                    Some(points) => { "Not broken down, " (visit.size(points)) }
                    None => { "Not broken down" }
                }
            }
        }
    }
}

/// "5 of 8 done, 21 of 34 points", "8 items, none done, 2 not estimated".
pub(crate) fn progress_words(progress: &Progress, measure: Measure) -> String {
    items_done(progress) + &points_done(progress, measure)
}

fn items_done(progress: &Progress) -> String {
    match progress.done {
        0 => format!("{}, none done", items_word(progress.items)),
        done if progress.is_complete() => format!("{}, all done", items_word(done)),
        done => format!("{done} of {} done", progress.items),
    }
}

fn points_done(progress: &Progress, measure: Measure) -> String {
    let mut words = match (progress.points, progress.points_done) {
        (Points::ZERO, _) => String::new(),
        (points, Points::ZERO) => format!(", {}", measure.say(points)),
        (points, _) if progress.is_complete() => format!(", {}", measure.say(points)),
        (points, done) => format!(", {done} of {}", measure.say(points)),
    };
    if progress.unestimated > 0 && !progress.is_complete() {
        words += &format!(", {} not estimated", progress.unestimated);
    }
    words
}

/// The share of the points that is done, or of the items where nothing is estimated. It only
/// repeats the words beside it.
pub(crate) fn progress_bar(progress: &Progress) -> Markup {
    let (done, all) = match progress.points {
        Points::ZERO => (progress.done as f64, progress.items as f64),
        points => (progress.points_done.as_f64(), points.as_f64()),
    };
    html! {
        svg.share viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" {
            rect width="100" height="4" {}
            rect.done width=(format!("{:.1}", done / all * 100.0)) height="4" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_said_in_words() {
        let progress = |items, done, points, points_done, unestimated| {
            progress_words(
                &Progress {
                    items,
                    done,
                    points: Points::whole(points),
                    points_done: Points::whole(points_done),
                    unestimated,
                },
                Measure::Points,
            )
        };
        assert_eq!(progress(8, 5, 34, 21, 0), "5 of 8 done, 21 of 34 points");
        assert_eq!(
            progress(1, 0, 0, 0, 1),
            "1 item, none done, 1 not estimated"
        );
        assert_eq!(progress(2, 2, 8, 8, 0), "2 items, all done, 8 points");
    }
}
