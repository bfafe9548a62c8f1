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
}

/// The bar. Decorative: the words beside it say the same.
pub fn load(load: Load) -> Markup {
    let most = load.usual.map_or(0.0, |(_, to)| to).max(load.planned);
    let last = ticks(most * 1.2, 4).last().copied().unwrap_or(1.0);
    let x = Linear::new((0.0, last), (0.0, WIDTH));
    html! {
        // As wide as its card and never higher: only lengths mean something here.
        svg.chart.load viewBox={ "0 0 " (px(WIDTH)) " 16" } preserveAspectRatio="none" aria-hidden="true" {
            rect.shade x="0" y="4" width=(px(WIDTH)) height="8" {}
            rect.planned x="0" y="4" width=(px(x.at(load.planned))) height="8" {}
            @if let Some((from, to)) = load.usual {
                rect.usual x=(px(x.at(from))) y="1" width=(px((x.at(to) - x.at(from)).max(4.0))) height="14"
                    fill="none" stroke-width="1.5" vector-effect="non-scaling-stroke" {}
            }
        }
        div.load-ends.quieter aria-hidden="true" { span { "0" } span { (number(last)) } }
    }
}
