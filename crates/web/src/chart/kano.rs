//! The diagram of a Kano survey (C5): how much people would miss an item across, how much they would
//! like it up, so that each corner is a category.
//!
//! After Mike Timko in Berger et al., "Kano's Methods for Understanding Customer-defined Quality", Center
//! for Quality of Management Journal 2 (4), 1993. Deliberately not here: the coefficients, which are the
//! domain's.

use maud::{Markup, html};

use super::burndown::Size;
use super::scale::{Linear, number, px};

/// Width of a letter and height of a line, about.
const LETTER: f64 = 6.4;
const LINE: f64 = 12.0;

/// An item on the diagram.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// What stands beside it.
    pub key: String,
    /// How dissatisfied people are without it, 0 to 1: worse, without its sign.
    pub without: f64,
    /// How satisfied they are with it, 0 to 1: better.
    pub with: f64,
    /// What a tooltip says.
    pub words: String,
}

/// The diagram as an image with a title and a description.
pub fn kano(spots: &[Spot], title: &str, description: &str, size: Size) -> Markup {
    let plot = Plot::new(size);
    let name = match size {
        Size::Wide => "wide",
        Size::Narrow => "narrow",
    };
    let id = format!("kano-{name}");
    html! {
        svg class={ "chart kano " (name) } viewBox={ "0 0 " (px(plot.width)) " " (px(plot.height)) }
            font-size="11" role="img" aria-labelledby={ (id) "-title " (id) "-desc" } {
            title id={ (id) "-title" } { (title) }
            desc id={ (id) "-desc" } { (description) }
            (grid(&plot))
            (corners(&plot))
            (axes(&plot))
            (marks(&plot, spots))
        }
    }
}

/// The field between the axes.
struct Plot {
    width: f64,
    height: f64,
    x: Linear,
    y: Linear,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Plot {
    fn new(size: Size) -> Plot {
        let (width, height) = match size {
            Size::Wide => (720.0, 440.0),
            Size::Narrow => (350.0, 350.0),
        };
        let (left, right, top, bottom) = (40.0, width - 12.0, 26.0, height - 44.0);
        Plot {
            width,
            height,
            x: Linear::new((0.0, 1.0), (left, right)),
            y: Linear::new((0.0, 1.0), (bottom, top)),
            left,
            right,
            top,
            bottom,
        }
    }
}

fn grid(plot: &Plot) -> Markup {
    html! {
        @for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
            @let (x, y) = (plot.x.at(tick), plot.y.at(tick));
            line.grid.half[tick == 0.5] x1=(px(x)) y1=(px(plot.top)) x2=(px(x)) y2=(px(plot.bottom)) stroke-width="1" {}
            line.grid.half[tick == 0.5] x1=(px(plot.left)) y1=(px(y)) x2=(px(plot.right)) y2=(px(y)) stroke-width="1" {}
            text.figure x=(px(x)) y=(px(plot.bottom + 16.0)) text-anchor="middle" { @if tick > 0.0 { "−" } (number(tick)) }
            text.figure x=(px(plot.left - 6.0)) y=(px(y + 4.0)) text-anchor="end" { (number(tick)) }
        }
    }
}

/// The names of the quarters, each in its corner, with where it begins and its base line.
fn quarters(plot: &Plot) -> [(&'static str, f64, f64); 4] {
    let right = |name: &str| plot.right - 8.0 - width(name);
    let (left, top, bottom) = (plot.left + 8.0, plot.top + 16.0, plot.bottom - 8.0);
    [
        ("Excitement", left, top),
        ("Performance", right("Performance"), top),
        ("Indifferent", left, bottom),
        ("Basic", right("Basic"), bottom),
    ]
}

fn corners(plot: &Plot) -> Markup {
    html! {
        @for (name, x, y) in quarters(plot) { text.corner x=(px(x)) y=(px(y)) { (name) } }
    }
}

fn width(words: &str) -> f64 {
    words.chars().count() as f64 * LETTER
}

fn axes(plot: &Plot) -> Markup {
    html! {
        text.figure x=(px(plot.left)) y=(px(plot.top - 10.0)) { "↑ Better: satisfied with it" }
        text.figure x=(px(plot.right)) y=(px(plot.bottom + 34.0)) text-anchor="end" { "Worse: dissatisfied without it →" }
    }
}

/// A box that words fill: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

/// What words fill that begin at this place.
fn area(words: &str, (left, base): (f64, f64)) -> Area {
    (left, base - LINE + 2.0, left + width(words), base + 2.0)
}

fn marks(plot: &Plot, spots: &[Spot]) -> Markup {
    let place = |spot: &Spot| (plot.x.at(spot.without), plot.y.at(spot.with));
    let around = |(x, y): (f64, f64)| (x - 5.0, y - 5.0, x + 5.0, y + 5.0);
    let names = quarters(plot).map(|(name, left, base)| area(name, (left, base)));
    let spots_taken = spots.iter().map(|spot| around(place(spot)));
    let mut taken: Vec<Area> = spots_taken.chain(names).collect();
    html! {
        @for spot in spots {
            @let (x, y) = place(spot);
            circle.spot cx=(px(x)) cy=(px(y)) r="4.5" { title { (spot.words) } }
            @if let Some((left, base)) = beside(plot, (x, y), &spot.key, &mut taken) {
                text.spot-key x=(px(left)) y=(px(base)) { (spot.key) }
            }
        }
    }
}

/// Where a key finds room beside its spot: right, left, above or below; nowhere in a crowd, where the
/// table says it.
fn beside(plot: &Plot, (x, y): (f64, f64), key: &str, taken: &mut Vec<Area>) -> Option<(f64, f64)> {
    let width = width(key);
    let places = [
        (x + 8.0, y + 4.0),
        (x - 8.0 - width, y + 4.0),
        (x - width / 2.0, y - 9.0),
        (x - width / 2.0, y + 18.0),
    ];
    let inside = |area: &Area| {
        area.0 >= plot.left && area.2 <= plot.right && area.1 >= plot.top && area.3 <= plot.bottom
    };
    let free = |one: &Area, taken: &[Area]| {
        let apart = |other: &Area| {
            one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1
        };
        taken.iter().all(apart)
    };
    let found = places
        .into_iter()
        .find(|place| inside(&area(key, *place)) && free(&area(key, *place), taken))?;
    taken.push(area(key, found));
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(key: &str, without: f64, with: f64) -> Spot {
        Spot {
            key: key.into(),
            without,
            with,
            words: String::new(),
        }
    }

    #[test]
    fn dissatisfaction_goes_right_and_satisfaction_up() {
        let plot = Plot::new(Size::Wide);
        assert_eq!((plot.x.at(0.0), plot.x.at(1.0)), (plot.left, plot.right));
        assert_eq!((plot.y.at(0.0), plot.y.at(1.0)), (plot.bottom, plot.top));
        let drawn = kano(&[spot("PAY-1", 1.0, 0.0)], "T", "D", Size::Wide).into_string();
        let at = format!("cx=\"{}\" cy=\"{}\"", px(plot.right), px(plot.bottom));
        assert!(drawn.contains(&at), "{drawn}");
    }

    #[test]
    fn keys_do_not_cover_each_other_and_stay_within_the_field() {
        let plot = Plot::new(Size::Narrow);
        let mut taken = Vec::new();
        let at = (plot.right, plot.top + 40.0);
        let mut places = Vec::new();
        for _ in 0..6 {
            places.extend(beside(&plot, at, "PAY-1234", &mut taken));
        }
        assert_eq!(places.len(), taken.len());
        assert!(!places.is_empty() && places.len() < 6, "{places:?}");
        assert!(
            places
                .iter()
                .all(|(left, _)| left + 8.0 * LETTER <= plot.right)
        );
        let mut distinct = places.clone();
        distinct.dedup();
        assert_eq!(distinct, places);
    }
}
