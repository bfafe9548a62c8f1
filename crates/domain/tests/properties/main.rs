//! Laws that hold whatever people wish of a product, in whatever order.
//!
//! `PROPTEST_CASES=20000 cargo test -p domain --test properties` looks harder.

mod aim;
mod blockers;
mod files;
mod goals;
mod guests;
mod imports;
mod laws;
mod map;
#[path = "../rights/needed.rs"]
mod needed;
mod policies;
mod proposals;
mod rights;
mod run;
mod scores;
mod splits;
mod table;
mod values;
mod wish;

use std::collections::BTreeMap;

use domain::likeness::Weights;
use domain::likeness::doubles::Doubles;
use domain::{Command, Event, Product, decide, evolve};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use run::{Run, Tried};
use wish::plot;

proptest! {
    #![proptest_config(wish::config())]

    #[test]
    fn every_state_is_sound_and_every_change_is_lawful(plot in plot()) {
        let mut run = Run::begin(plot.running);
        for wish in &plot.wishes {
            let tried = run.grant(wish);
            laws::structures_agree(&run.product);
            laws::sprints_keep_what_they_are(&tried, &run.product);
            laws::only_the_owner_orders(&tried, &run.product);
            laws::events_name_what_they_change(&tried, &run.product);
            laws::summaries_keep_up(&tried, &run.product);
            rights::were_held(&tried);
            if let Err(refusal) = &tried.outcome {
                prop_assert!(!refusal.explain(&run.product).sentence().is_empty());
            }
        }
    }

    /// Also that a refused wish leaves no trace: it is not in the record.
    #[test]
    fn the_record_gives_the_same_state_again(plot in plot()) {
        let mut run = Run::begin(plot.running);
        for wish in &plot.wishes {
            run.grant(wish);
        }
        let mut again = Product::default();
        for (recorded, position) in run.recorded.iter().zip(1..) {
            prop_assert_eq!(recorded.position, position);
            evolve(&mut again, recorded);
        }
        prop_assert_eq!(again, run.product);
    }

    #[test]
    fn an_undo_brings_back_what_was_there(plot in plot()) {
        let mut run = Run::begin(plot.running);
        for wish in &plot.wishes {
            let tried = run.grant(wish);
            undo_restores(&run, &tried);
        }
    }

    #[test]
    fn the_same_import_again_changes_nothing(plot in plot()) {
        let mut run = Run::begin(plot.running);
        for wish in &plot.wishes {
            let tried = run.grant(wish);
            if tried.outcome.is_ok() && matches!(tried.command, Command::ImportItems(_)) {
                let again = decide(&run.product, &tried.context, &tried.command);
                prop_assert_eq!(again.map(|decision| decision.events), Ok(Vec::new()));
            }
        }
    }
}

proptest! {
    // Searching all again after each wish is what takes the time here.
    #![proptest_config(wish::fewer(8))]

    #[test]
    fn doubles_are_those_a_new_search_would_find(plot in plot()) {
        let mut run = Run::begin(plot.running);
        let weights = Weights::of(&run.product);
        for wish in &plot.wishes {
            let before = Doubles::of(&run.product, &weights);
            let tried = run.grant(wish);
            laws::doubles_keep_up(&before, &weights, &tried, &run.product);
        }
    }
}

/// Undoing what was just done shows everything as it was, unless it has no way
/// back.
fn undo_restores(run: &Run, tried: &Tried) {
    if tried.outcome.iter().flatten().next().is_none() || joins_a_raised_part(tried) {
        return;
    }
    let mut undone = run.clone();
    let undo = undone.undo_of(tried.context.command);
    if undone
        .give(tried.context.actor, undo.into())
        .outcome
        .is_ok()
    {
        let (before, after) = (laws::visible(&tried.before), laws::visible(&undone.product));
        let differences: Vec<_> = before.symmetric_difference(&after).collect();
        assert!(differences.is_empty(), "{differences:#?}");
    }
}

/// Whether a part left that somebody had ordered above its whole: it comes back below that, because
/// whoever splits need not be the one who orders (`item/split/join.rs`).
fn joins_a_raised_part(tried: &Tried) -> bool {
    let rank = |item| tried.before.rank(item);
    let mut events = tried.outcome.iter().flatten();
    events.any(|one| match &one.event {
        Event::PartsJoined(e) => e.parts.iter().any(|part| rank(*part) < rank(e.item)),
        _ => false,
    })
}

/// The laws say nothing about commands that are never carried out, or never
/// refused.
#[test]
fn the_wishes_reach_every_command_both_ways() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for _ in 0..1_500 {
        let plot = plot().new_tree(&mut runner).expect("a plot").current();
        let mut run = Run::begin(plot.running);
        for wish in &plot.wishes {
            let tried = run.grant(wish);
            let (done, refused) = seen.entry(tried.command.name()).or_default();
            match tried.outcome {
                Ok(events) => *done += u32::from(!events.is_empty()),
                Err(_) => *refused += 1,
            }
        }
    }
    for name in Command::NAMES {
        let (done, refused) = seen.get(name).copied().unwrap_or_default();
        let only_at_first = *name == "OpenProduct";
        assert!(done > 0 || only_at_first, "{name} was never carried out");
        assert!(refused > 0, "{name} was never refused");
    }
}
