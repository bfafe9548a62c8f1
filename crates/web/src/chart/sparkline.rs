//! The burndown as a sign of a few pixels, beside words that say the same.

use domain::report::burndown::Chart;
use jiff::Timestamp;
use maud::{Markup, html};

use super::scale::{Linear, px};

const WIDTH: f64 = 180.0;
const HEIGHT: f64 = 40.0;
const EDGE: f64 = 4.0;

/// The line of what remains above the dashed ideal line. Decorative: words stand beside it.
pub fn sparkline(chart: &Chart) -> Markup {
    let (Some(first), Some(last)) = (chart.days.first(), chart.days.last()) else {
        return html! {};
    };
    let end = last.ends.max(chart.until);
    let x = Linear::new((seconds(first.begins), seconds(end)), (EDGE, WIDTH - EDGE));
    let highest = chart.actual.iter().map(|point| point.value);
    let highest = highest.fold(chart.committed, f64::max);
    let y = Linear::new((0.0, highest.max(1.0)), (HEIGHT - EDGE, EDGE));
    let ideal = chart
        .ideal
        .iter()
        .map(|(at, value)| (x.at(seconds(*at)), y.at(*value)));
    let (now, level) = (x.at(seconds(chart.until)), y.at(chart.remaining));
    html! {
        svg.chart.sparkline viewBox={ "0 0 " (px(WIDTH)) " " (px(HEIGHT)) } aria-hidden="true" {
            polyline.ideal points=(joined(ideal)) fill="none" stroke-width="1.2" stroke-dasharray="3 3" {}
            path.actual d=(actual(chart, x, y)) fill="none" stroke-width="1.6" stroke-linejoin="round" {}
            circle.now cx=(px(now)) cy=(px(level)) r="3" {}
        }
    }
}

fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

fn joined(points: impl Iterator<Item = (f64, f64)>) -> String {
    let points: Vec<String> = points
        .map(|(x, y)| format!("{},{}", px(x), px(y)))
        .collect();
    points.join(" ")
}

/// Steps; of all that fall on one pixel only the last is drawn.
fn actual(chart: &Chart, x: Linear, y: Linear) -> String {
    let mut path = String::new();
    let mut places = chart.actual.iter().peekable();
    while let Some(point) = places.next() {
        let at = x.at(seconds(point.at));
        let next = places.peek().map(|next| x.at(seconds(next.at)).round());
        if path.is_empty() {
            path = format!("M{} {}", px(at), px(y.at(point.value)));
        } else if next != Some(at.round()) {
            path.push_str(&format!("H{}V{}", px(at), px(y.at(point.value))));
        }
    }
    if !path.is_empty() {
        path.push_str(&format!("H{}", px(x.at(seconds(chart.until)))));
    }
    path
}
