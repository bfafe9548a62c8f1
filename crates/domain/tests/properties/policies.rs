//! Wishes about policies: what a team says makes an item ready, and its own checks.

use domain::policy::change::ChangePolicy;
use domain::policy::own_check::{AddReadyCheck, KeepReadyCheck, RewordReadyCheck, TickItem};
use domain::policy::{Setting, TABLE};
use domain::{Command, ReadyCheckId};
use proptest::prelude::*;
use proptest::sample::select;

use crate::values::{base, item, reason, text};

pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let policy = select(TABLE.map(|entry| entry.policy).to_vec());
    let number = prop_oneof![Just(0), 1..20_u32, Just(10_000)];
    let to = prop_oneof![
        1 => Just(Setting::Off),
        3 => Just(Setting::On),
        2 => number.prop_map(Setting::AtMost),
    ];
    prop_oneof![
        4 => (policy, to, reason())
            .prop_map(|(policy, to, reason)| ChangePolicy { policy, to, reason }.into()),
        1 => text().prop_map(|text| AddReadyCheck { text }.into()),
        1 => (ready_check(), text(), base())
            .prop_map(|(check, text, base)| RewordReadyCheck { check, text, base }.into()),
        3 => (ready_check(), any::<bool>())
            .prop_map(|(check, kept)| KeepReadyCheck { check, kept }.into()),
        3 => (item(), ready_check(), any::<bool>())
            .prop_map(|(item, check, ticked)| TickItem { item, check, ticked }.into()),
    ]
    .boxed()
}

fn ready_check() -> impl Strategy<Value = ReadyCheckId> {
    (1..=3_u32).prop_map(ReadyCheckId)
}
