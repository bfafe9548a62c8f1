//! The events of a product, its people and its items.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::file::{File, Fingerprint};
use domain::import::{Original, OriginalRestored, OriginalUpdated, Seen};
use domain::item::assign::AssigneeChanged;
use domain::item::attach::{Added, AttachmentAdded, AttachmentRemoved, AttachmentRestored};
use domain::item::comment::{CommentAdded, CommentEdited, CommentRemoved, Said};
use domain::item::create::ItemCreated;
use domain::item::criteria::{CriterionAdded, CriterionEdited, CriterionMarked, CriterionRemoved};
use domain::item::depend::{DependencyAdded, DependencyRemoved};
use domain::item::edit_text::{Field, TextEdited};
use domain::item::epic::EpicChanged;
use domain::item::estimate::EstimateChanged;
use domain::item::kano::{Category, CategoryChanged};
use domain::item::kind::KindChanged;
use domain::item::label::LabelsChanged;
use domain::item::priority::PriorityChanged;
use domain::item::relate::{ItemLinked, ItemUnlinked, Relation};
use domain::item::remove::{ItemsRemoved, ItemsRestored, Neighbour};
use domain::item::reorder::{ItemsMoved, Moved};
use domain::item::weigh::PairWeighed;
use domain::item::why::ReasonGiven;
use domain::people::{ProductOpened, RoleGranted, RoleRevoked};
use domain::place::{Guest, Suggestion};
use domain::text::{Label, ProductKey};
use domain::{
    AttachmentId, CommentId, CriterionId, Event, Kind, Place, Points, Priority, Role, SprintId,
};
use jiff::Timestamp;

use crate::{Examples, item, person};

pub(crate) fn examples() -> Examples<Event> {
    [
        people(),
        created(),
        texts(),
        marks(),
        parts(),
        comments(),
        files(),
        order(),
    ]
    .concat()
}

fn people() -> Examples<Event> {
    let (person, role) = (person(2), Role::ProductOwner);
    let granted = Role::IN_PRODUCT.map(|role| Event::RoleGranted(RoleGranted { person, role }));
    vec![
        vec![Event::ProductOpened(ProductOpened {
            key: ProductKey::new("PAY").expect("a key"),
            name: "Payments".into(),
            time_zone: "Europe/Warsaw".into(),
            team: "Team".into(),
        })],
        granted.to_vec(),
        vec![Event::RoleRevoked(RoleRevoked { person, role })],
    ]
}

fn created() -> Examples<Event> {
    let sparse = ItemCreated {
        item: item(1),
        kind: Kind::Story,
        title: "Pay by card".into(),
        description: "".into(),
        epic: None,
        estimate: None,
        criteria: Vec::new(),
        labels: BTreeSet::new(),
        assignee: None,
        place: Place::ProductBacklog,
        left: None,
        written_at: None,
        original: None,
        suggestion: None,
        split_from: None,
    };
    let full = ItemCreated {
        item: item(124),
        kind: Kind::Bug,
        title: "=SUM(A1) \"quoted\" \\ Zażółć 🦆".into(),
        description: "Lines\n\tand tabs\n".into(),
        epic: Some(item(9)),
        estimate: Points::new(0.5),
        criteria: vec!["It works".into(), "It lasts".into()],
        labels: labels(&["UX", "checkout"]),
        assignee: Some(person(3)),
        place: Place::Done(Some(SprintId(7))),
        left: Some(item(12)),
        written_at: Some(at("2019-12-31T23:59:59.123456Z")),
        original: Some(original("One")),
        suggestion: Some(suggestion()),
        split_from: None,
    };
    let elsewhere = [
        Place::Done(None),
        Place::Sprint(SprintId(7)),
        Place::Removed,
        Place::Icebox,
        Place::Suggestions,
    ];
    let elsewhere = elsewhere.map(|place| ItemCreated {
        place,
        ..sparse.clone()
    });
    let part = ItemCreated {
        left: Some(item(3)),
        split_from: Some(item(3)),
        ..sparse.clone()
    };
    let created = [full].into_iter().chain(elsewhere);
    let created = created.chain([sparse.clone(), part]);
    let updated = OriginalUpdated {
        item: item(1),
        from: original("One"),
        to: Arc::new(Original {
            key: "OLD-1".into(),
            rest: Vec::new(),
            seen: Seen {
                title: u64::MAX,
                description: 0,
                kind: Kind::Epic,
                estimate: None,
                labels: 1,
            },
        }),
    };
    let restored = OriginalRestored {
        item: item(1),
        from: updated.to.clone(),
        to: original("One"),
    };
    vec![
        created.map(Event::ItemCreated).collect(),
        vec![Event::OriginalUpdated(updated)],
        vec![Event::OriginalRestored(restored)],
    ]
}

fn suggestion() -> Suggestion {
    let (name, receipt) = (Some("Ida".into()), "5e884898".into());
    Suggestion {
        why: Some("Three customers asked".into()),
        guest: Some(Guest { name, receipt }),
    }
}

fn original(title: &str) -> Arc<Original> {
    Arc::new(Original {
        key: "OLD-1".into(),
        rest: vec![("Reporter".into(), "Bo".into())],
        seen: Seen {
            title: domain::import::fingerprint(title),
            description: domain::import::fingerprint(""),
            kind: Kind::Task,
            estimate: Some(Points::whole(3)),
            labels: domain::import::fingerprint("UX\ncheckout"),
        },
    })
}

fn texts() -> Examples<Event> {
    let edited = |field, from: &str, to: &str| {
        let (item, from, to) = (item(1), from.into(), to.into());
        Event::TextEdited(TextEdited {
            item,
            field,
            from,
            to,
        })
    };
    vec![vec![
        edited(
            Field::Description,
            "A customer pays.\n",
            "A customer\npays by card.\n",
        ),
        edited(Field::Title, "Pay", "Pay by card"),
    ]]
}

fn marks() -> Examples<Event> {
    let item = item(1);
    let kind = |from, to| Event::KindChanged(KindChanged { item, from, to });
    let epic = |from, to| Event::EpicChanged(EpicChanged { item, from, to });
    let estimate = |from, to| Event::EstimateChanged(EstimateChanged { item, from, to });
    let assignee = |from, to| Event::AssigneeChanged(AssigneeChanged { item, from, to });
    let labels = |added, removed| {
        Event::LabelsChanged(LabelsChanged {
            item,
            added: labels(added),
            removed: labels(removed),
        })
    };
    let priority = |from, to, reason: Option<&str>| {
        let reason = reason.map(Into::into);
        Event::PriorityChanged(PriorityChanged {
            item,
            from,
            to,
            reason,
        })
    };
    let category = |from, to| Event::CategoryChanged(CategoryChanged { item, from, to });
    let (nine, ten) = (Some(crate::item(9)), Some(crate::item(10)));
    vec![
        vec![
            kind(Kind::Story, Kind::Epic),
            kind(Kind::Epic, Kind::Task),
            kind(Kind::Task, Kind::Bug),
        ],
        vec![epic(nine, ten), epic(None, None)],
        vec![
            estimate(Some(Points::whole(5)), Points::new(0.25)),
            estimate(None, None),
        ],
        vec![
            priority(
                Some(Priority::Must),
                Some(Priority::Should),
                Some("It can wait"),
            ),
            priority(None, Some(Priority::Could), None),
            priority(None, None, None),
        ],
        vec![
            category(Some(Category::Basic), Some(Category::Performance)),
            category(Some(Category::Excitement), Some(Category::Indifferent)),
            category(Some(Category::Reverse), Some(Category::Questionable)),
            category(None, None),
        ],
        vec![labels(&["UX", "checkout"], &["old"]), labels(&[], &[])],
        vec![
            assignee(Some(person(2)), Some(person(3))),
            assignee(None, None),
        ],
    ]
}

fn parts() -> Examples<Event> {
    let (item, criterion) = (item(1), CriterionId(2));
    let added = |at, met| {
        Event::CriterionAdded(CriterionAdded {
            item,
            criterion,
            text: "It works".into(),
            at,
            met,
        })
    };
    let removed = |met| {
        Event::CriterionRemoved(CriterionRemoved {
            item,
            criterion,
            text: "It works".into(),
            at: 1,
            met,
        })
    };
    let marked = |met| {
        Event::CriterionMarked(CriterionMarked {
            item,
            criterion,
            met,
        })
    };
    let edited = CriterionEdited {
        item,
        criterion,
        from: "It works".into(),
        to: "It works twice".into(),
    };
    let blocked_by = crate::item(2);
    vec![
        vec![added(Some(1), true), added(None, false)],
        vec![Event::CriterionEdited(edited)],
        vec![removed(true), removed(false)],
        vec![marked(true), marked(false)],
        vec![Event::DependencyAdded(DependencyAdded { item, blocked_by })],
        vec![Event::DependencyRemoved(DependencyRemoved {
            item,
            blocked_by,
        })],
        linked(|item, relation, other| {
            Event::ItemLinked(ItemLinked {
                item,
                relation,
                other,
            })
        }),
        linked(|item, relation, other| {
            Event::ItemUnlinked(ItemUnlinked {
                item,
                relation,
                other,
            })
        }),
    ]
}

fn linked(event: impl Fn(domain::ItemId, Relation, domain::ItemId) -> Event) -> Vec<Event> {
    let written = [Relation::RelatesTo, Relation::Duplicates];
    let example = |relation| event(item(1), relation, item(2));
    written.map(example).to_vec()
}

fn files() -> Examples<Event> {
    let (item, attachment) = (item(1), AttachmentId(2));
    let file = File {
        name: "Ekran główny.png".into(),
        size: 48_213,
        media_type: "image/png".into(),
        sha256: Fingerprint(std::array::from_fn(|at| at as u8)),
    };
    let added = |by| Added {
        by,
        at: at("2026-11-04T09:00:00Z"),
    };
    let removed = |by| {
        Event::AttachmentRemoved(AttachmentRemoved {
            item,
            attachment,
            file: file.clone(),
            added: added(by),
        })
    };
    let restored = AttachmentRestored {
        item,
        attachment,
        file: file.clone(),
        added: added(Some(person(3))),
    };
    let attached = AttachmentAdded {
        item,
        attachment,
        file: file.clone(),
    };
    vec![
        vec![Event::AttachmentAdded(attached)],
        vec![removed(Some(person(3))), removed(None)],
        vec![Event::AttachmentRestored(restored)],
    ]
}

fn comments() -> Examples<Event> {
    let (item, comment) = (item(1), CommentId(3));
    let said = |edited: Option<&str>| Said {
        at: at("2026-11-04T09:00:00Z"),
        edited: edited.map(at),
    };
    let twice = said(Some("2026-11-04T09:05:00.5Z"));
    let added = |said| {
        Event::CommentAdded(CommentAdded {
            item,
            comment,
            text: "Why?\nBecause.".into(),
            said,
        })
    };
    let removed = |said| {
        Event::CommentRemoved(CommentRemoved {
            item,
            comment,
            text: "Why?".into(),
            said,
        })
    };
    let edited = CommentEdited {
        item,
        comment,
        from: "Why?".into(),
        to: "Why now?".into(),
    };
    vec![
        vec![added(Some(twice)), added(None)],
        vec![Event::CommentEdited(edited)],
        vec![removed(twice), removed(said(None))],
    ]
}

fn order() -> Examples<Event> {
    let moved = |left, was_below, reason: Option<&str>| {
        Event::ItemsMoved(ItemsMoved {
            items: vec![Moved {
                item: item(5),
                from: 4,
                to: 2,
                was_below,
            }],
            left,
            reason: reason.map(Into::into),
        })
    };
    let removed = |left, reason: Option<&str>| {
        Event::ItemsRemoved(ItemsRemoved {
            items: vec![Neighbour {
                item: item(5),
                left,
            }],
            reason: reason.map(Into::into),
        })
    };
    let reason = |from: Option<&str>, to: Option<&str>| {
        Event::ReasonGiven(ReasonGiven {
            position: 812,
            items: vec![item(5), item(7)],
            from: from.map(Into::into),
            to: to.map(Into::into),
        })
    };
    let weighed = |waits, asked| {
        let pair = (item(5), item(7));
        Event::PairWeighed(PairWeighed { pair, waits, asked })
    };
    let restored = |left, whole: bool| {
        let there = Neighbour {
            item: item(5),
            left,
        };
        let done = Neighbour {
            item: item(6),
            left: None,
        };
        let mentioned = |n| {
            if whole {
                [item(n)].into()
            } else {
                BTreeSet::new()
            }
        };
        Event::ItemsRestored(ItemsRestored {
            items: [there, done][..if whole { 2 } else { 1 }].to_vec(),
            done: mentioned(6),
            without_epic: mentioned(5),
        })
    };
    let left = Some(item(1));
    vec![
        vec![
            moved(left, Some(item(3)), Some("The law")),
            moved(None, None, None),
        ],
        vec![reason(Some("Because"), Some("The law")), reason(None, None)],
        vec![weighed(Some(item(7)), true), weighed(None, false)],
        vec![removed(left, Some("Nobody asked")), removed(None, None)],
        vec![restored(left, true), restored(None, false)],
    ]
}

fn labels(texts: &[&str]) -> BTreeSet<Label> {
    let labels = texts.iter().map(|text| Label::new(text));
    labels.collect::<Result<_, _>>().expect("labels")
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}
