//! The workspace's events.

use domain::text::ProductKey;
use domain::workspace::{
    AdministratorDismissed, AdministratorMade, Event, PersonAdded, PersonDisabled, PersonEnabled,
    ProductListed, ProductRemoved, ProductRestored, WorkspaceNamed,
};

use crate::{Examples, person, product};

pub(crate) fn examples() -> Examples<Event> {
    let listed = |sample| {
        Event::ProductListed(ProductListed {
            product: product(1),
            key: ProductKey::new("PAY").expect("a key"),
            name: "Payments".into(),
            sample,
        })
    };
    let added = |administrator, sample| {
        Event::PersonAdded(PersonAdded {
            person: person(1),
            administrator,
            sample,
        })
    };
    let (product, person) = (product(1), person(1));
    vec![
        vec![Event::WorkspaceNamed(WorkspaceNamed {
            name: "Zażółć \"Acme\"".into(),
        })],
        vec![
            added(true, None),
            added(false, None),
            added(false, Some(product)),
        ],
        vec![Event::PersonDisabled(PersonDisabled { person })],
        vec![Event::PersonEnabled(PersonEnabled { person })],
        vec![Event::AdministratorMade(AdministratorMade { person })],
        vec![Event::AdministratorDismissed(AdministratorDismissed {
            person,
        })],
        vec![listed(true), listed(false)],
        vec![Event::ProductRemoved(ProductRemoved { product })],
        vec![Event::ProductRestored(ProductRestored { product })],
    ]
}
