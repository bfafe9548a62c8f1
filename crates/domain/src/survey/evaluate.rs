//! From answers to categories and coefficients.
//!
//! The two questions and the table are those of Noriaki Kano, Nobuhiko Seraku, Fumio Takahashi and
//! Shinichi Tsuji, "Attractive Quality and Must-Be Quality", Journal of the Japanese Society for Quality
//! Control 14 (2), 1984; the coefficients those of Charles Berger and others, "Kano's Methods for
//! Understanding Customer-defined Quality", Center for Quality of Management Journal 2 (4), 1993; the rule
//! for ties that of Kurt Matzler and others, 1996, both as the README of the R package stp25kano gives
//! them. There a basic need is called must-be, performance one-dimensional, excitement
//! attractive.

use serde::{Deserialize, Serialize};

use crate::item::Category;

/// Answers to one question below which nothing is claimed: each of fewer would be more than a twentieth
/// of all, and two people could turn most results around.
pub const ENOUGH: u32 = 20;

/// How somebody feels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// I like it that way.
    Like,
    /// It must be that way.
    Expect,
    /// I am neutral.
    Neutral,
    /// I can live with it that way.
    LiveWith,
    /// I dislike it that way.
    Dislike,
}

impl Answer {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Answer; 5] = [
        Answer::Like,
        Answer::Expect,
        Answer::Neutral,
        Answer::LiveWith,
        Answer::Dislike,
    ];

    /// As written in the record and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Answer::Like => "like",
            Answer::Expect => "expect",
            Answer::Neutral => "neutral",
            Answer::LiveWith => "live_with",
            Answer::Dislike => "dislike",
        }
    }

    /// As people read it: the usual words of the questionnaire.
    pub fn title(self) -> &'static str {
        match self {
            Answer::Like => "I like it that way",
            Answer::Expect => "It must be that way",
            Answer::Neutral => "I am neutral",
            Answer::LiveWith => "I can live with it that way",
            Answer::Dislike => "I dislike it that way",
        }
    }

    /// The answer written as `text`.
    pub fn parse(text: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|one| one.as_str() == text)
    }
}

/// The evaluation table: how somebody feels if it is there (the functional question), and if it is not
/// (the dysfunctional one).
pub fn category(with: Answer, without: Answer) -> Category {
    match (with, without) {
        (Answer::Like, Answer::Like) | (Answer::Dislike, Answer::Dislike) => Category::Questionable,
        (Answer::Like, Answer::Dislike) => Category::Performance,
        (Answer::Like, _) => Category::Excitement,
        (Answer::Dislike, _) | (_, Answer::Like) => Category::Reverse,
        (_, Answer::Dislike) => Category::Basic,
        _ => Category::Indifferent,
    }
}

/// How often each category came out for one item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally([u32; Category::ALL.len()]);

impl Tally {
    /// A tally of these counts, in the order of [`Category::ALL`].
    pub fn of(counts: [u32; Category::ALL.len()]) -> Tally {
        Tally(counts)
    }

    pub(crate) fn count(&mut self, category: Category) {
        let count = &mut self.0[category as usize];
        *count = count.saturating_add(1);
    }

    /// How often this one came out.
    pub fn times(&self, category: Category) -> u32 {
        self.0[category as usize]
    }

    /// How many people answered: the sample size.
    pub fn answers(&self) -> u32 {
        self.0.iter().sum()
    }

    /// Whether they are [`ENOUGH`] to claim anything.
    pub fn is_enough(&self) -> bool {
        self.answers() >= ENOUGH
    }

    /// The category that came out most often; of equal ones the first of must-be, one-dimensional,
    /// attractive, indifferent (Matzler et al.: what must be there matters more than what delights),
    /// then reverse and questionable. `None` while there are too few answers.
    pub fn category(&self) -> Option<Category> {
        // The order of the categories is the order of that rule.
        let first = |one: Category, other: Category| match self.times(other) > self.times(one) {
            true => other,
            false => one,
        };
        let most = Category::ALL.into_iter().reduce(first);
        most.filter(|_| self.is_enough())
    }

    /// Better, 0 to 1: how many would be satisfied by having it; `None` when nobody's answer counts.
    pub fn better(&self) -> Option<f64> {
        self.share([Category::Excitement, Category::Performance])
    }

    /// Worse, −1 to 0: how many would be dissatisfied by not having it; `None` when nobody's answer
    /// counts.
    pub fn worse(&self) -> Option<f64> {
        let share = self.share([Category::Performance, Category::Basic])?;
        // No "−0" for none.
        Some(if share == 0.0 { 0.0 } else { -share })
    }

    /// The share of two categories among those that say how somebody is satisfied.
    fn share(&self, of: [Category; 2]) -> Option<f64> {
        let all: u32 = Category::ALL[..4].iter().map(|one| self.times(*one)).sum();
        let some: u32 = of.iter().map(|one| self.times(*one)).sum();
        (all > 0).then(|| f64::from(some) / f64::from(all))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The table as it is printed: rows are the answers if it is there, columns if it is not.
    const TABLE: [&str; 5] = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];

    fn letter(category: Category) -> char {
        match category {
            Category::Basic => 'M',
            Category::Performance => 'O',
            Category::Excitement => 'A',
            Category::Indifferent => 'I',
            Category::Reverse => 'R',
            Category::Questionable => 'Q',
        }
    }

    #[test]
    fn the_table_is_the_published_one() {
        for (with, row) in Answer::ALL.into_iter().zip(TABLE) {
            let letters: String = Answer::ALL
                .map(|without| letter(category(with, without)))
                .into_iter()
                .collect();
            assert_eq!(letters, row, "{with:?}");
        }
    }

    /// The worked example of Wolfgang Peter, "Kano Analyse", README of the R package stp25kano, 2024
    /// (github.com/stp4/stp25kano): counts, most frequent category, CS plus and CS minus of five
    /// attributes, 296 respondents. The author names the figures as simulated ones for attributes of
    /// a real questionnaire, and Berger et al. 1993 as the source of the coefficients.
    #[test]
    fn a_published_example_comes_out_as_published() {
        let published = [
            ("Service app", [95, 123, 45, 33, 0, 0], 'O', 0.568, -0.736),
            (
                "Excellent service",
                [101, 54, 54, 81, 3, 3],
                'M',
                0.372,
                -0.534,
            ),
            ("Hotline", [15, 24, 121, 124, 6, 6], 'I', 0.511, -0.137),
            ("Loan machine", [65, 87, 93, 51, 0, 0], 'A', 0.608, -0.514),
            (
                "Ready-to-use return",
                [9, 18, 83, 177, 6, 3],
                'I',
                0.352,
                -0.094,
            ),
        ];
        for (attribute, counts, most, better, worse) in published {
            let tally = Tally::of(counts);
            assert_eq!(tally.answers(), 296, "{attribute}");
            assert_eq!(tally.category().map(letter), Some(most), "{attribute}");
            let close = |ours: Option<f64>, theirs: f64| (ours.unwrap() - theirs).abs() <= 0.000_5;
            assert!(close(tally.better(), better), "{attribute} {tally:?}");
            assert!(close(tally.worse(), worse), "{attribute} {tally:?}");
        }
    }

    #[test]
    fn of_equal_ones_what_must_be_there_counts_first() {
        let most = |counts| Tally::of(counts).category().map(letter);
        assert_eq!(most([10, 10, 10, 10, 0, 0]), Some('M'));
        assert_eq!(most([0, 10, 10, 10, 0, 0]), Some('O'));
        assert_eq!(most([0, 0, 10, 10, 0, 0]), Some('A'));
        assert_eq!(most([0, 0, 0, 10, 10, 10]), Some('I'));
        assert_eq!(most([0, 0, 0, 0, 10, 10]), Some('R'));
        assert_eq!(most([0, 0, 1, 0, 9, 10]), Some('Q'));
    }

    #[test]
    fn with_few_answers_nothing_is_claimed() {
        assert_eq!(Tally::of([ENOUGH - 1, 0, 0, 0, 0, 0]).category(), None);
        let enough = Tally::of([ENOUGH, 0, 0, 0, 0, 0]);
        assert_eq!(enough.category(), Some(Category::Basic));
        assert_eq!(Tally::default().better(), None);
        let contradictions = Tally::of([0, 0, 0, 0, 3, 4]);
        assert_eq!(
            (contradictions.better(), contradictions.worse()),
            (None, None)
        );
    }

    proptest! {
        #[test]
        fn coefficients_stay_within_their_range_and_follow_an_answer(
            counts in prop::array::uniform6(0..3_000_u32),
        ) {
            let tally = Tally::of(counts);
            prop_assert_eq!(tally.answers(), counts.iter().sum::<u32>());
            if let (Some(better), Some(worse)) = (tally.better(), tally.worse()) {
                prop_assert!((0.0..=1.0).contains(&better) && (-1.0..=0.0).contains(&worse));
                let mut delighted = tally;
                delighted.count(Category::Excitement);
                prop_assert!(delighted.better() >= Some(better) && delighted.worse() >= Some(worse));
                let mut expecting = tally;
                expecting.count(Category::Basic);
                prop_assert!(expecting.better() <= Some(better) && expecting.worse() <= Some(worse));
            }
        }
    }
}
