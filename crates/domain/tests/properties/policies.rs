//! Wishes about policies: what a team says makes an item ready, and its own checks.

use domain::policy::change::ChangePolicy;
use domain::policy::own_check::{AddReadyCheck, KeepReadyCheck, RewordReadyCheck, TickItem};
use domain::policy::{Setting, TABLE};
use domain::template::{ChangeTemplate, Draft};
use domain::{Command, Kind, ReadyCheckId, TemplateId};
use proptest::collection::vec;
use proptest::option::of;
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
        1 => template(),
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

fn template() -> impl Strategy<Value = Command> {
    let id = of(prop_oneof![1..=3_u32, 101..=103_u32].prop_map(TemplateId));
    (id, of(draft()), base())
        .prop_map(|(template, to, base)| ChangeTemplate { template, to, base }.into())
}

fn draft() -> impl Strategy<Value = Draft> {
    let kind = select(Kind::ALL.to_vec());
    (text(), kind, text(), vec(text(), 0..3)).prop_map(|(name, kind, description, criteria)| {
        let labels = criteria.iter().take(1).cloned().collect();
        Draft {
            name,
            kind,
            description,
            criteria,
            labels,
        }
    })
}
