//! The values that random wishes are made of: numbers, ranks, texts, answers.

use std::collections::BTreeSet;

use domain::item::question::Outcome;
use domain::item::reorder::Rank;
use domain::ready::Check;
use domain::scale::{Scale, Sizes};
use domain::sprint::Calendar;
use domain::sprint::pull::Unready;
use domain::{
    AnswerId, CommentId, CriterionId, ItemId, Points, QuestionId, ReadyCheckId, SprintId,
};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::option::{self, of};
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn item() -> impl Strategy<Value = ItemId> {
    (1..=16_u32).prop_map(ItemId)
}

pub(crate) fn items() -> impl Strategy<Value = Vec<ItemId>> {
    vec(item(), 0..4)
}

pub(crate) fn sprint_id() -> impl Strategy<Value = SprintId> {
    (1..=4_u32).prop_map(SprintId)
}

pub(crate) fn criterion() -> impl Strategy<Value = CriterionId> {
    (1..=4_u32).prop_map(CriterionId)
}

pub(crate) fn comment() -> impl Strategy<Value = CommentId> {
    (1..=3_u32).prop_map(CommentId)
}

pub(crate) fn question() -> impl Strategy<Value = QuestionId> {
    (1..=3_u32).prop_map(QuestionId)
}

pub(crate) fn answer() -> impl Strategy<Value = AnswerId> {
    (1..=3_u32).prop_map(AnswerId)
}

pub(crate) fn outcome() -> impl Strategy<Value = Option<Outcome>> {
    of(select(&Outcome::ALL[..]))
}

pub(crate) fn rank() -> impl Strategy<Value = Rank> {
    prop_oneof![
        3 => Just(Rank::Top),
        3 => Just(Rank::Bottom),
        2 => (0..12_u32).prop_map(Rank::At),
        1 => item().prop_map(Rank::Before),
        1 => item().prop_map(Rank::After),
    ]
}

/// Scales; the last has sizes that do not rise.
pub(crate) fn scales() -> Vec<Scale> {
    let sizes = Sizes::default();
    let flat = Sizes {
        xl: sizes.xs,
        ..sizes
    };
    let sizes = [sizes, flat].map(Scale::Sizes);
    [&[Scale::Fibonacci, Scale::Hours][..], &sizes].concat()
}

pub(crate) fn points() -> impl Strategy<Value = Option<Points>> {
    option::weighted(0.8, select(&Points::FIBONACCI[..]))
}

pub(crate) fn waivers() -> impl Strategy<Value = Vec<(Check, String)>> {
    let own = (1..=3).map(|number| Check::Own(ReadyCheckId(number)));
    let checks: Vec<_> = Check::BUILT_IN.into_iter().chain(own).collect();
    let all = checks.iter().map(|check| (*check, "We know".to_owned()));
    let all: Vec<_> = all.collect();
    prop_oneof![
        2 => Just(Vec::new()),
        3 => Just(all),
        1 => vec((select(checks), text()), 1..3),
    ]
}

pub(crate) fn unready() -> impl Strategy<Value = Unready> {
    select(&[Unready::Refuse, Unready::LeaveOut][..])
}

/// The revision an edit began from: mostly none, sometimes one that is or is not current.
pub(crate) fn base() -> impl Strategy<Value = Option<u64>> {
    option::weighted(0.2, 0..40_u64)
}

pub(crate) fn reason() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.3, text())
}

pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        30 => select(vec!["A", "B", "=SUM(A1)", "Zażółć\ngęślą", " padded "]).prop_map(str::to_owned),
        1 => Just(" \t\n".to_owned()),
        1 => Just("a\0b".to_owned()),
        1 => (499..502_usize).prop_map(|length| "ä".repeat(length)),
    ]
}

pub(crate) fn label() -> impl Strategy<Value = String> {
    select(vec!["ui", "UI", "api", "db", " "]).prop_map(str::to_owned)
}

pub(crate) fn calendar() -> BoxedStrategy<Calendar> {
    let zones = vec![
        "UTC",
        "Asia/Kolkata",
        "Pacific/Auckland",
        "America/Los_Angeles",
    ];
    (0..40_i32, 5..20_i32, select(zones))
        .prop_map(|(first, days, zone)| {
            let start = date(2026, 10, 20).saturating_add(first.days());
            let end = start.saturating_add(days.days());
            let holidays = BTreeSet::from([start.saturating_add(3.days())]);
            Calendar::new(start, end, zone, holidays)
                .expect("five days in a row hold a working day")
        })
        .boxed()
}
