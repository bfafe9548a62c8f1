//! Wishes about the suggestion link, and of those who have it.

use domain::place::link::{CloseSuggestionLink, OpenSuggestionLink, SuggestAsGuest};
use domain::{Actor, Command};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use crate::values::{reason, text};
use crate::wish::What;

/// The suggestion link, and what comes through it.
pub(crate) fn wishes() -> BoxedStrategy<Command> {
    let link = select(&["abc", "other"][..]);
    prop_oneof![
        4 => link.clone().prop_map(|link| OpenSuggestionLink { link: link.into() }.into()),
        2 => link.clone().prop_map(|link| CloseSuggestionLink { link: link.into() }.into()),
        2 => (link, text(), text(), reason(), of(text()), 1..99_u32).prop_map(
            |(link, title, description, why, name, receipt)| {
                let (link, receipt) = (link.into(), receipt.to_string().into());
                SuggestAsGuest { link, title, description, why, name, receipt }.into()
            }
        ),
    ]
    .boxed()
}

/// What comes through the suggestion link comes from a guest, mostly.
pub(crate) fn whose(actor: Actor, what: &What, aimed: bool) -> Actor {
    match what {
        What::Do(Command::SuggestAsGuest(_)) if aimed => Actor::Guest,
        _ => actor,
    }
}
