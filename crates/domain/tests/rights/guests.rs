//! What is done with the suggestion link, and through it.

use std::sync::Arc;

use domain::place::link::{CloseSuggestionLink, OpenSuggestionLink, SuggestAsGuest};

use super::{Command, Product, give};

/// The suggestion link, closed and open.
pub(crate) fn samples(busy: &Product) -> Vec<(Product, Command)> {
    let link: Arc<str> = "abc".into();
    let opening = OpenSuggestionLink { link: link.clone() };
    let closing = CloseSuggestionLink { link: link.clone() };
    let suggesting = SuggestAsGuest {
        link,
        title: "Pay by card".into(),
        description: String::new(),
        why: None,
        name: None,
        receipt: "1".into(),
    };
    let mut open = busy.clone();
    give(&mut open, opening.clone());
    vec![
        (busy.clone(), opening.into()),
        (open.clone(), closing.into()),
        (open, suggesting.into()),
    ]
}
