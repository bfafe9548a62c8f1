//! A split, the same taken back, and done again.

use super::*;

pub(crate) fn splits() -> Vec<Command> {
    let (title, criteria) = (String::from("The rest"), Vec::new());
    let split = SplitItem {
        item: ONE,
        parts: vec![Part { title, criteria }],
        seen: None,
    };
    let (item, parts, estimate) = (ItemId(5), Vec::new, None);
    let done = ItemSplit {
        item,
        parts: parts(),
        estimate,
    };
    let joined = PartsJoined {
        item: ONE,
        parts: parts(),
        estimate,
    };
    vec![
        split.into(),
        JoinParts { split: done }.into(),
        SplitAgain { joined }.into(),
    ]
}
