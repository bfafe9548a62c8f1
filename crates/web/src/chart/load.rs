//! The load bar: what is planned, against what the team usually finishes.

use maud::{Markup, html};

use super::scale::{Linear, number, px, ticks};

const WIDTH: f64 = 480.0;

/// What a load bar shows, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Load {
    /// What is planned.
    pub planned: f64,
    /// What the team usually finishes, from and to, where its history says.
    pub usual: Option<(f64, f64)>,
    /// What it usually finishes in as many days as it has, where that is something else.
    pub capacity: Option<(f64, f64)>,
}

/// The bar. Decorative: the words beside it say the same.
pub fn load(load: Load) -> Markup {
    let end = |range: Option<(f64, f64)>| range.map_or(0.0, |(_, to)| to);
    let most = load.planned.max(end(load.usual)).max(end(load.capacity));
    let last = ticks(most * 1.2, 4).last().copied().unwrap_or(1.0);
    let x = Linear::new((0.0, last), (0.0, WIDTH));
    html! {
        // As wide as its card and never higher: only lengths mean something here.
        svg.chart.load viewBox={ "0 0 " (px(WIDTH)) " 16" } preserveAspectRatio="none" aria-hidden="true" {
            rect.shade x="0" y="4" width=(px(WIDTH)) height="8" {}
            rect.planned x="0" y="4" width=(px(x.at(load.planned))) height="8" {}
            @for (class, range) in [("usual", load.usual), ("capacity", load.capacity)] {
                @if let Some((from, to)) = range {
                    rect class=(class) x=(px(x.at(from))) y="1" width=(px((x.at(to) - x.at(from)).max(4.0))) height="14"
                        fill="none" stroke-width="1.5" vector-effect="non-scaling-stroke" {}
                }
            }
        }
        div.load-ends.quieter aria-hidden="true" {
            span { "0" }
            @if load.capacity.is_some() { span.load-key { i.usual {} "usual" } span.load-key { i.capacity {} "for these days" } }
            span { (number(last)) }
        }
    }
}
