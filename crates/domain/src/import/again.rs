//! What an item was where it comes from, and what a newer file changes of it:
//! what is still as it was imported, and never what people changed here since.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Incoming;
use crate::event::Event;
use crate::ids::ItemId;
use crate::item::create::within_limit;
use crate::item::edit_text::{Field, TextEdited};
use crate::item::estimate::EstimateChanged;
use crate::item::kind::KindChanged;
use crate::item::label::LabelsChanged;
use crate::item::{Item, Kind};
use crate::points::Points;
use crate::product::Product;
use crate::refusal::Refusal;
use crate::text::{self, Label};

/// What an item was in the tool it came from.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Original {
    /// Its key there.
    pub key: Arc<str>,
    /// What has no place in Millpond, by the name it has there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest: Vec<(Arc<str>, Arc<str>)>,
    /// What it said when it last came, so that a newer import can tell what
    /// people changed here since from what changed there.
    pub seen: Seen,
}

/// An item's texts as they last came, by fingerprint.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Seen {
    /// Of the title.
    #[serde(with = "hex")]
    pub title: u64,
    /// Of the description.
    #[serde(with = "hex")]
    pub description: u64,
    /// The kind.
    pub kind: Kind,
    /// The estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
    /// Of the labels.
    #[serde(with = "hex")]
    pub labels: u64,
}

/// Fingerprints as sixteen hexadecimal digits: many readers of JSON keep only
/// 53 bits of a number.
mod hex {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
    pub(super) fn serialize<S: Serializer>(print: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{print:016x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        let digits = std::borrow::Cow::<str>::deserialize(from)?;
        u64::from_str_radix(&digits, 16).map_err(D::Error::custom)
    }
}

/// An imported item came again, changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OriginalUpdated {
    /// Which item.
    pub item: ItemId,
    /// What it was.
    pub from: Arc<Original>,
    /// What it is.
    pub to: Arc<Original>,
}

pub(super) fn labels(incoming: &Incoming) -> Result<BTreeSet<Label>, Refusal> {
    let labels: BTreeSet<Label> = incoming
        .labels
        .iter()
        .map(|label| Label::new(label))
        .collect::<Result<_, _>>()?;
    within_limit("labels", labels.len())?;
    Ok(labels)
}

pub(super) fn original(incoming: &Incoming) -> Result<Original, Refusal> {
    Ok(Original {
        key: incoming.key.as_str().into(),
        rest: incoming.rest.clone(),
        seen: Seen {
            title: fingerprint(&text::line("title", &incoming.title)?),
            description: fingerprint(&text::body("description", &incoming.description)?),
            kind: incoming.kind,
            estimate: incoming.estimate,
            labels: labels_fingerprint(&labels(incoming)?),
        },
    })
}

fn labels_fingerprint(labels: &BTreeSet<Label>) -> u64 {
    let joined: Vec<&str> = labels.iter().map(Label::as_str).collect();
    fingerprint(&joined.join("\n"))
}

/// The events that bring what changed there over here, where nobody changed it
/// here. Estimates only where `estimates` says that whoever imports may give
/// them. `None` when the incoming item is malformed.
pub(super) fn changes(item: &Item, incoming: &Incoming, estimates: bool) -> Option<Vec<Event>> {
    let before = item.original.as_ref()?;
    let mut after = original(incoming).ok()?;
    let mut events = Vec::new();
    let id = item.id;
    let title = text::line("title", &incoming.title).ok()?;
    if after.seen.title != before.seen.title && fingerprint(&item.title.value) == before.seen.title
    {
        events.push(edited(id, Field::Title, &item.title.value, title));
    }
    let description = text::body("description", &incoming.description).ok()?;
    if after.seen.description != before.seen.description
        && fingerprint(&item.description.value) == before.seen.description
    {
        events.push(edited(
            id,
            Field::Description,
            &item.description.value,
            description,
        ));
    }
    if !estimates {
        // Not seen, as it were: whoever may estimate brings it another time.
        after.seen.estimate = before.seen.estimate;
    }
    if after.seen.estimate != before.seen.estimate && item.estimate == before.seen.estimate {
        let (from, to) = (item.estimate, after.seen.estimate);
        events.push(Event::EstimateChanged(EstimateChanged {
            item: id,
            from,
            to,
        }));
    }
    let plain = item.kind != Kind::Epic && after.seen.kind != Kind::Epic;
    if after.seen.kind != before.seen.kind && item.kind == before.seen.kind && plain {
        let (from, to) = (item.kind, after.seen.kind);
        events.push(Event::KindChanged(KindChanged { item: id, from, to }));
    }
    let incoming_labels = labels(incoming).ok()?;
    if after.seen.labels != before.seen.labels
        && labels_fingerprint(&item.labels) == before.seen.labels
    {
        let added = incoming_labels.difference(&item.labels).cloned().collect();
        let removed = item.labels.difference(&incoming_labels).cloned().collect();
        events.push(Event::LabelsChanged(LabelsChanged {
            item: id,
            added,
            removed,
        }));
    }
    after.key = before.key.clone();
    if after != **before {
        let (from, to) = (before.clone(), Arc::new(after));
        events.push(Event::OriginalUpdated(OriginalUpdated {
            item: id,
            from,
            to,
        }));
    }
    Some(events)
}

fn edited(item: ItemId, field: Field, from: &Arc<str>, to: Arc<str>) -> Event {
    Event::TextEdited(TextEdited {
        item,
        field,
        from: from.clone(),
        to,
    })
}

pub(crate) fn evolve(product: &mut Product, event: &OriginalUpdated) {
    product.change_item(event.item, |item| item.original = Some(event.to.clone()));
}

/// FNV-1a, 64 bits: the same for ever and everywhere, unlike the standard
/// library's hasher.
/// Source: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
