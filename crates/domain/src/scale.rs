//! The scale a team estimates on (C11). Estimates are points whatever the scale:
//! it says which are offered and how they read. Changing it changes no estimate;
//! one that is not on the scale shows as its number.

use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::points::Points;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;

/// A scale.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// 1, 2, 3, 5, 8 and so on: the larger, the coarser.
    #[default]
    Fibonacci,
    /// 1, 2, 4, 8 and so on.
    PowersOfTwo,
    /// Hours of work.
    Hours,
    /// XS to XL, each worth so many points.
    Sizes(Sizes),
}

/// How many points each T-shirt size is worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sizes {
    /// Extra small.
    pub xs: Points,
    /// Small.
    pub s: Points,
    /// Medium.
    pub m: Points,
    /// Large.
    pub l: Points,
    /// Extra large.
    pub xl: Points,
}

/// What the numbers of a scale count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Measure {
    /// Points.
    #[default]
    Points,
    /// Hours.
    Hours,
}

impl Default for Sizes {
    fn default() -> Sizes {
        let [xs, s, m, l, xl] = [1, 2, 3, 5, 8].map(Points::whole);
        Sizes { xs, s, m, l, xl }
    }
}

impl Sizes {
    /// Each size by its name, smallest first.
    pub fn named(&self) -> [(&'static str, Points); 5] {
        let Sizes { xs, s, m, l, xl } = *self;
        [("XS", xs), ("S", s), ("M", m), ("L", l), ("XL", xl)]
    }

    fn rise(&self) -> bool {
        self.named().is_sorted_by(|(_, a), (_, b)| a < b)
    }
}

impl Scale {
    /// Its name, as written in the API and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Scale::Fibonacci => "fibonacci",
            Scale::PowersOfTwo => "powers_of_two",
            Scale::Hours => "hours",
            Scale::Sizes(_) => "sizes",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Scale::Fibonacci => "Fibonacci points",
            Scale::PowersOfTwo => "Powers of two",
            Scale::Hours => "Hours",
            Scale::Sizes(_) => "T-shirt sizes",
        }
    }

    /// What its numbers count. Sizes are added up in points.
    pub fn measure(self) -> Measure {
        match self {
            Scale::Hours => Measure::Hours,
            Scale::Fibonacci | Scale::PowersOfTwo | Scale::Sizes(_) => Measure::Points,
        }
    }

    /// The estimates it offers, smallest first.
    pub fn steps(self) -> Vec<Points> {
        let whole = |steps: &[u32]| steps.iter().copied().map(Points::whole).collect();
        match self {
            Scale::Fibonacci => Points::FIBONACCI.to_vec(),
            Scale::PowersOfTwo => whole(&[0, 1, 2, 4, 8, 16, 32, 64]),
            Scale::Hours => whole(&[0, 1, 2, 4, 8, 16, 24, 40, 80]),
            Scale::Sizes(sizes) => sizes.named().map(|(_, points)| points).to_vec(),
        }
    }

    /// How an estimate reads: `M` where it is a size, else its number.
    pub fn show(self, points: Points) -> String {
        self.size(points)
            .map_or_else(|| points.to_string(), str::to_owned)
    }

    /// How an estimate reads with its unit: "5 points", "1 hour", "M".
    pub fn say(self, points: Points) -> String {
        self.size(points)
            .map_or_else(|| self.measure().say(points), str::to_owned)
    }

    /// The estimate written as `text`: a size's name or a number.
    pub fn parse(self, text: &str) -> Option<Points> {
        self.size_named(text).or_else(|| Points::parse(text))
    }

    /// What the size with this name is worth, in capitals or not.
    pub fn size_named(self, text: &str) -> Option<Points> {
        let Scale::Sizes(sizes) = self else {
            return None;
        };
        let mut named = sizes.named().into_iter();
        named.find_map(|(name, worth)| name.eq_ignore_ascii_case(text.trim()).then_some(worth))
    }

    fn size(self, points: Points) -> Option<&'static str> {
        let Scale::Sizes(sizes) = self else {
            return None;
        };
        let mut named = sizes.named().into_iter();
        named.find_map(|(name, worth)| (worth == points).then_some(name))
    }
}

impl Product {
    /// A sum of estimates with its unit: "24 points", "24 hours".
    pub fn sum(&self, points: Points) -> String {
        self.scale.measure().say(points)
    }
}

impl Measure {
    /// Many of it: "points", "hours".
    pub fn many(self) -> &'static str {
        match self {
            Measure::Points => "points",
            Measure::Hours => "hours",
        }
    }

    /// A number of it where there is little room: "1 pt", "24 pts", "3 h".
    pub fn short(self, points: Points) -> String {
        match self {
            Measure::Points if points == Points::whole(1) => "1 pt".to_owned(),
            Measure::Points => format!("{points} pts"),
            Measure::Hours => format!("{points} h"),
        }
    }

    /// A number of it: "1 point", "24 hours".
    pub fn say(self, points: Points) -> String {
        let many = self.many();
        match points == Points::whole(1) {
            true => format!("1 {}", &many[..many.len() - 1]),
            false => format!("{} {many}", points.grouped()),
        }
    }
}

/// Estimate on another scale.
#[derive(Clone, PartialEq, Debug)]
pub struct ChangeScale {
    /// Which.
    pub to: Scale,
}

/// The team estimates on another scale.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ScaleChanged {
    /// Which it was.
    pub from: Scale,
    /// Which it is.
    pub to: Scale,
}

pub(crate) fn decide(product: &Product, command: &ChangeScale) -> Result<Vec<Event>, Refusal> {
    let (from, to) = (product.scale, command.to);
    if let Scale::Sizes(sizes) = to
        && !sizes.rise()
    {
        return Err(Refusal::SizesDoNotRise);
    }
    match from == to {
        true => Ok(Vec::new()),
        false => Ok(vec![Event::ScaleChanged(ScaleChanged { from, to })]),
    }
}

pub(crate) fn evolve(product: &mut Product, recorded: &Recorded<Event>, event: &ScaleChanged) {
    product.scale = event.to;
    product.scale_changed = Some((recorded.actor, recorded.at));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use crate::testing::Given;

    fn sizes(worth: [u32; 5]) -> Scale {
        let [xs, s, m, l, xl] = worth.map(Points::whole);
        Scale::Sizes(Sizes { xs, s, m, l, xl })
    }

    #[test]
    fn another_scale_changes_how_an_estimate_reads_and_not_the_estimate() {
        let mut given = Given::items(["A"]).ready(&[1]);
        let before = given.item(1).estimate;
        let reads = |given: &Given| given.product.scale.show(Points::whole(3));
        let to = sizes([1, 2, 3, 5, 8]);
        given.does(ChangeScale { to });
        assert_eq!(
            (given.item(1).estimate, reads(&given)),
            (before, "M".to_owned())
        );
        given.does(ChangeScale {
            to: sizes([1, 2, 4, 5, 8]),
        });
        assert_eq!(reads(&given), "3", "it is none of the sizes");
        given.undoes_last();
        assert_eq!(reads(&given), "M");
        assert!(given.decides(ChangeScale { to }).is_empty());
        assert!(given.product.items.contains_key(&ItemId(1)));
    }

    #[test]
    fn sizes_rise() {
        let given = Given::items(["A"]);
        for worth in [[1, 2, 2, 5, 8], [8, 5, 3, 2, 1]] {
            let to = sizes(worth);
            assert_eq!(given.refusal(ChangeScale { to }), Refusal::SizesDoNotRise);
        }
    }

    #[test]
    fn a_scale_reads_what_it_writes() {
        let shirt = sizes([1, 2, 3, 5, 8]);
        for scale in [Scale::Fibonacci, Scale::PowersOfTwo, Scale::Hours, shirt] {
            let steps = scale.steps();
            assert!(steps.is_sorted());
            for step in steps {
                assert_eq!(scale.parse(&scale.show(step)), Some(step), "{scale:?}");
            }
        }
        assert_eq!(shirt.parse(" xl "), Some(Points::whole(8)));
        assert_eq!(shirt.parse("13"), Some(Points::whole(13)));
        assert_eq!(Scale::Fibonacci.parse("M"), None);
        let said = [Scale::Hours, Scale::Fibonacci].map(|scale| scale.say(Points::whole(1)));
        assert_eq!(said, ["1 hour", "1 point"]);
        assert_eq!(shirt.say(Points::whole(5)), "L");
    }
}
