//! The suggestion link (B2): while the product owner keeps it open, whoever has
//! it suggests without an account. What they send waits with all other
//! suggestions, and an address of its own tells them what became of it, and
//! nothing else: the backlog is not shown to guests, not even what is like theirs.
//!
//! Deliberately not here: how often one network may send (`app`), and where the
//! words in addresses come from: they are chosen at random by whoever gives the
//! command.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Guest, Suggestion, Way};
use crate::event::Event;
use crate::ids::PersonId;
use crate::item::create::ItemCreated;
use crate::item::{Item, Kind, Place};
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::text;

/// Suggestions of guests that wait at once, at most: a flood ends here.
pub const MAX_WAITING: usize = 200;
/// Characters in the description of a guest's suggestion. Whoever has more to say
/// is somebody to invite.
pub const MAX_DESCRIPTION: usize = 5_000;
/// Characters in what a guest calls themselves.
pub const MAX_NAME: usize = 100;

/// The suggestion link while it is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenLink {
    /// The word in its address.
    pub word: Arc<str>,
    /// Who opened it; `None` for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
}

/// What became of a guest's suggestion: all that they learn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Their title, unless it says something else by now.
    pub title: Option<Arc<str>>,
    /// When they sent it.
    pub sent: Timestamp,
    /// What was decided.
    pub fate: Fate,
}

/// What was decided about a guest's suggestion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Nothing yet.
    Waits,
    /// It was taken in, and whatever came of it then.
    Accepted,
    /// It became part of another item.
    Merged,
    /// It was decided against, with this reason.
    Declined(Option<Arc<str>>),
    /// It might be built or not.
    Iced,
    /// It is no longer in the product.
    Removed,
}

/// Open the suggestion link.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenSuggestionLink {
    /// The word in its address.
    pub link: Arc<str>,
}

/// Close the suggestion link. What was suggested through it stays.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseSuggestionLink {
    /// The word in its address.
    pub link: Arc<str>,
}

/// Suggest an item through the link.
#[derive(Clone, PartialEq, Debug)]
pub struct SuggestAsGuest {
    /// The word in the link's address.
    pub link: Arc<str>,
    /// One line.
    pub title: String,
    /// Markdown, perhaps empty.
    pub description: String,
    /// Why it is wanted. One line.
    pub why: Option<String>,
    /// What the guest calls themselves. One line.
    pub name: Option<String>,
    /// What is kept of the word in the address that tells the guest what became
    /// of it: its SHA-256, so that no reader of the product can be the guest.
    pub receipt: Arc<str>,
}

/// The suggestion link was opened.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SuggestionLinkOpened {
    /// The word in its address.
    pub link: Arc<str>,
}

/// The suggestion link was closed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct SuggestionLinkClosed {
    /// The word in its address.
    pub link: Arc<str>,
}

pub(crate) fn decide_open(
    product: &Product,
    command: &OpenSuggestionLink,
) -> Result<Vec<Event>, Refusal> {
    let link = command.link.clone();
    match &product.suggestion_link {
        Some(open) if open.word == link => Ok(Vec::new()),
        Some(_) => Err(Refusal::SuggestionLinkOpen),
        None => Ok(vec![Event::SuggestionLinkOpened(SuggestionLinkOpened {
            link,
        })]),
    }
}

pub(crate) fn decide_close(
    product: &Product,
    command: &CloseSuggestionLink,
) -> Result<Vec<Event>, Refusal> {
    must_be_open(product, &command.link)?;
    let link = command.link.clone();
    Ok(vec![Event::SuggestionLinkClosed(SuggestionLinkClosed {
        link,
    })])
}

pub(crate) fn decide(product: &Product, command: &SuggestAsGuest) -> Result<Vec<Event>, Refusal> {
    must_be_open(product, &command.link)?;
    if waiting(product) >= MAX_WAITING {
        return Err(Refusal::TooManyGuestsWait { limit: MAX_WAITING });
    }
    let description = text::body("description", &command.description)?;
    let why = text::optional_line("why", command.why.as_deref())?;
    let name = text::optional_line("name", command.name.as_deref())?;
    within("description", &description, MAX_DESCRIPTION)?;
    within("name", name.as_deref().unwrap_or_default(), MAX_NAME)?;
    let receipt = command.receipt.clone();
    Ok(vec![Event::ItemCreated(ItemCreated {
        item: product.next_item(),
        kind: Kind::Story,
        title: text::line("title", &command.title)?,
        description,
        epic: None,
        estimate: None,
        criteria: Vec::new(),
        labels: BTreeSet::new(),
        assignee: None,
        place: Place::Suggestions,
        left: None,
        written_at: None,
        original: None,
        suggestion: Some(Suggestion {
            why,
            guest: Some(Guest { name, receipt }),
        }),
        split_from: None,
    })])
}

/// Strangers get less room than people with an account.
fn within(field: &'static str, text: &str, limit: usize) -> Result<(), Refusal> {
    match text.chars().count() {
        length if length > limit => Err(Refusal::TextTooLong {
            field,
            length,
            limit,
        }),
        _ => Ok(()),
    }
}

/// That the link is the one that is open.
///
/// # Errors
/// [`Refusal::SuggestionLinkClosed`].
pub fn must_be_open(product: &Product, link: &str) -> Result<(), Refusal> {
    match &product.suggestion_link {
        Some(open) if *open.word == *link => Ok(()),
        _ => Err(Refusal::SuggestionLinkClosed),
    }
}

/// How many suggestions of guests wait.
fn waiting(product: &Product) -> usize {
    let waiting = product.suggestions.iter();
    let items = waiting.filter_map(|id| product.items.get(id));
    items.filter(|item| item.guest().is_some()).count()
}

/// What became of the suggestion that this receipt is for; `None` when there is none.
pub fn outcome(product: &Product, receipt: &str) -> Option<Outcome> {
    let item = product.items.get(product.receipts.get(receipt)?)?;
    let written = item.history.first().map(|entry| entry.position);
    let own = written == Some(item.title.revision);
    Some(Outcome {
        title: own.then(|| item.title.value.clone()),
        sent: item.created_at,
        fate: fate(item),
    })
}

fn fate(item: &Item) -> Fate {
    let gone = item.gone.as_ref();
    match (item.place, gone.map(|gone| gone.way)) {
        (Place::Suggestions, _) => Fate::Waits,
        (Place::Icebox, _) => Fate::Iced,
        (Place::Removed, Some(Way::Merged(_))) => Fate::Merged,
        (Place::Removed, Some(Way::Declined | Way::Wont)) => {
            Fate::Declined(gone.and_then(|gone| gone.reason.clone()))
        }
        (Place::Removed, _) => Fate::Removed,
        (Place::ProductBacklog | Place::Sprint(_) | Place::Done(_), _) => Fate::Accepted,
    }
}

pub(crate) fn evolve_opened(
    product: &mut Product,
    recorded: &Recorded<Event>,
    event: &SuggestionLinkOpened,
) {
    product.suggestion_link = Some(OpenLink {
        word: event.link.clone(),
        by: recorded.actor,
        at: recorded.at,
    });
}

pub(crate) fn evolve_closed(product: &mut Product) {
    product.suggestion_link = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ItemId;
    use crate::rights::{Actor, Role};
    use crate::testing::Given;

    fn open() -> OpenSuggestionLink {
        OpenSuggestionLink { link: "abc".into() }
    }

    fn close() -> CloseSuggestionLink {
        CloseSuggestionLink { link: "abc".into() }
    }

    fn suggest(number: usize) -> SuggestAsGuest {
        SuggestAsGuest {
            link: "abc".into(),
            title: format!("Idea {number}"),
            description: String::new(),
            why: None,
            name: Some(" Ida\n".into()),
            receipt: format!("{number:x}").into(),
        }
    }

    #[test]
    fn whoever_has_the_link_suggests_while_it_is_open() {
        let mut given = Given::items(["A"]);
        let closed = Err(Refusal::SuggestionLinkClosed);
        assert_eq!(given.attempt_by(Actor::Guest, &suggest(1).into()), closed);
        given.does(open());
        given.does_by(Actor::Guest, suggest(1));
        let item = given.item(2);
        assert_eq!(item.place, Place::Suggestions);
        assert_eq!(item.guest().unwrap().name.as_deref(), Some("Ida"));
        assert_eq!(given.product.receipts.get("1"), Some(&ItemId(2)));
        given.does(close());
        assert_eq!(given.attempt_by(Actor::Guest, &suggest(2).into()), closed);
        given.undoes_last();
        given.does_by(Actor::Guest, suggest(2));
    }

    #[test]
    fn a_link_of_another_word_is_closed_and_two_are_not_open_at_once() {
        let mut given = Given::items(["A"]);
        given.does(open());
        let link = "other".into();
        let other = OpenSuggestionLink { link };
        assert_eq!(given.refusal(other), Refusal::SuggestionLinkOpen);
        let link = "other".into();
        let guess = SuggestAsGuest { link, ..suggest(1) };
        let tried = given.attempt_by(Actor::Guest, &guess.into());
        assert_eq!(tried, Err(Refusal::SuggestionLinkClosed));
    }

    #[test]
    fn a_guest_learns_what_became_of_theirs_and_nothing_else() {
        use crate::item::edit_text::{EditText, Field};
        use crate::place::{admit::AdmitItems, decline::DeclineItems, ice::IceItems};

        let mut given = Given::items(["A"]);
        given.does(open());
        for number in 1..=4 {
            given.does_by(Actor::Guest, suggest(number));
        }
        let fate = |given: &Given, receipt| outcome(&given.product, receipt).map(|one| one.fate);
        assert_eq!(fate(&given, "1"), Some(Fate::Waits));
        let items = vec![ItemId(2)];
        let reason = "Nobody sells them".to_owned();
        given.does(DeclineItems { items, reason });
        let reason = Some("Nobody sells them".into());
        assert_eq!(fate(&given, "1"), Some(Fate::Declined(reason)));
        given.does(IceItems {
            items: vec![ItemId(3)],
            until: None,
            reason: Some("Not for our best customer".into()),
            seen: None,
        });
        assert_eq!(fate(&given, "2"), Some(Fate::Iced));
        given.does(AdmitItems {
            items: vec![ItemId(4)],
            at: crate::item::reorder::Rank::Top,
            reason: None,
        });
        assert_eq!(fate(&given, "3"), Some(Fate::Accepted));
        given.does(crate::place::merge::MergeItem {
            item: ItemId(5),
            into: ItemId(1),
            reason: None,
            seen: None,
        });
        assert_eq!(fate(&given, "4"), Some(Fate::Merged));
        assert_eq!(outcome(&given.product, "9"), None);
        let title = |given: &Given| outcome(&given.product, "3").and_then(|one| one.title);
        assert_eq!(title(&given).as_deref(), Some("Idea 3"));
        given.does(EditText {
            item: ItemId(4),
            field: Field::Title,
            text: "Beat the competitor".into(),
            base: None,
        });
        assert_eq!(title(&given), None);
    }

    #[test]
    fn strangers_get_less_room() {
        let mut given = Given::items(["A"]);
        given.does(open());
        let long = SuggestAsGuest {
            description: "x".repeat(MAX_DESCRIPTION + 1),
            ..suggest(1)
        };
        let named = SuggestAsGuest {
            name: Some("x".repeat(MAX_NAME + 1)),
            ..suggest(1)
        };
        for (command, field) in [(long, "description"), (named, "name")] {
            let refused = given.attempt_by(Actor::Guest, &command.into()).unwrap_err();
            assert_eq!(refused.field(), Some(field));
        }
    }

    #[test]
    fn a_flood_ends_and_goes_on_when_some_are_decided() {
        let mut given = Given::items(["A"]);
        given.does(open());
        for number in 0..MAX_WAITING {
            given.does_by(Actor::Guest, suggest(number));
        }
        let full = Err(Refusal::TooManyGuestsWait { limit: MAX_WAITING });
        assert_eq!(given.attempt_by(Actor::Guest, &suggest(999).into()), full);
        given.does(crate::place::decline::DeclineItems {
            items: vec![ItemId(2)],
            reason: "No".into(),
        });
        given.does_by(Actor::Guest, suggest(999));
    }

    #[test]
    fn a_guest_may_do_nothing_else_and_learns_of_nothing() {
        let given = Given::items(["A"]);
        for command in [
            open().into(),
            close().into(),
            crate::place::suggest::Withdraw { item: ItemId(1) }.into(),
        ] {
            let tried = given.attempt_by(Actor::Guest, &command);
            assert_eq!(tried, Err(Refusal::NoSuchProduct), "{command:?}");
        }
        let refusal = given.refusal_as(&[Role::Developer, Role::Stakeholder], open());
        assert!(matches!(refusal, Refusal::Forbidden { .. }));
    }
}
