//! Given, when, then: a product in a state, commands, what comes of them. For
//! tests of this crate only.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use crate::decide::{Command, Undo, decide, decide_all};
use crate::event::Event;
use crate::evolve::evolve;
use crate::ids::{CommandId, ItemId, PersonId, SprintId};
use crate::item::Item;
use crate::item::create::{CreateItems, NewItem};
use crate::item::criteria::AddCriterion;
use crate::item::edit_text::{EditText, Field};
use crate::item::estimate::Estimate;
use crate::item::reorder::Rank;
use crate::people::{GrantRole, OpenProduct};
use crate::points::Points;
use crate::product::Product;
use crate::record::{Context, Recorded};
use crate::refusal::Refusal;
use crate::rights::{Actor, Role};
use crate::sprint::commit::CommitSprint;
use crate::sprint::plan::PlanSprint;
use crate::sprint::pull::{PullItems, Unready};
use crate::sprint::{Calendar, Sprint};
use crate::text::ProductKey;

/// The person who holds every role.
pub(crate) const SOLO: PersonId = PersonId(Uuid::from_u128(1));
const OTHER: PersonId = PersonId(Uuid::from_u128(2));

/// A product with its record.
pub(crate) struct Given {
    pub(crate) product: Product,
    pub(crate) recorded: Vec<Recorded<Event>>,
    commands: u128,
}

impl Given {
    /// A product `PAY` with stories of these titles, numbered from 1.
    pub(crate) fn items<const N: usize>(titles: [&str; N]) -> Given {
        let mut given = Given {
            product: Product::default(),
            recorded: Vec::new(),
            commands: 0,
        };
        given.does(OpenProduct {
            key: ProductKey::new("PAY").unwrap(),
            name: "Payments".into(),
            time_zone: "UTC".into(),
            owner: SOLO,
        });
        let items = titles.into_iter().map(NewItem::titled).collect();
        given.does(CreateItems {
            items,
            at: Rank::Bottom,
        });
        given
    }

    /// The same with these items estimated at 3 points and with a criterion.
    pub(crate) fn ready(mut self, items: &[u32]) -> Given {
        for item in items.iter().copied().map(ItemId) {
            self.does(Estimate {
                item,
                to: Some(Points::whole(3)),
            });
            self.does(AddCriterion {
                item,
                text: "It works".into(),
            });
        }
        self
    }

    /// The same with a sprint planned from Monday 2 to Sunday 15 November 2026.
    pub(crate) fn sprint(mut self) -> Given {
        let (start, end) = (date(2026, 11, 2), date(2026, 11, 15));
        let calendar = Calendar::new(start, end, "UTC", BTreeSet::new()).unwrap();
        self.does(PlanSprint {
            team: None,
            name: None,
            goal: None,
            calendar,
        });
        self
    }

    /// The same with these items pulled into sprint 1.
    pub(crate) fn pulled(mut self, items: &[u32]) -> Given {
        let items = items.iter().copied().map(ItemId).collect();
        let (to, waive) = (Rank::Bottom, Vec::new());
        self.does(PullItems {
            sprint: SprintId(1),
            items,
            to,
            waive,
            unready: Unready::Refuse,
        });
        self
    }

    /// A running sprint 1 with these items of 3 points each.
    pub(crate) fn running<const N: usize>(titles: [&str; N]) -> Given {
        let numbers: Vec<u32> = (1..=N as u32).collect();
        let mut given = Given::items(titles)
            .ready(&numbers)
            .sprint()
            .pulled(&numbers);
        given.does(CommitSprint {
            sprint: SprintId(1),
        });
        given
    }

    /// Nine items of three points, and closed sprints of the first three of the order, of which so many were
    /// finished.
    pub(crate) fn after_sprints(finished: &[usize]) -> Given {
        let mut given = Given::items(["A", "B", "C", "D", "E", "F", "G", "H", "I"])
            .ready(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
        for (number, done) in (1..).zip(finished) {
            let pulled: Vec<u32> = given
                .product
                .order
                .iter()
                .take(3)
                .map(|item| item.0)
                .collect();
            given = given.sprint();
            given.begins(number, &pulled);
            for item in &pulled[..*done] {
                given.completes(*item);
            }
            let (sprint, reasons) = (SprintId(number), Default::default());
            given.does(crate::sprint::close::CloseSprint { sprint, reasons });
        }
        given
    }

    /// Pulls these ready items into a planned sprint and commits it.
    pub(crate) fn begins(&mut self, sprint: u32, items: &[u32]) {
        self.does(PullItems {
            sprint: SprintId(sprint),
            items: items.iter().copied().map(ItemId).collect(),
            to: Rank::Bottom,
            waive: Vec::new(),
            unready: Unready::Refuse,
        });
        let sprint = SprintId(sprint);
        self.does(CommitSprint { sprint });
    }

    /// Moves an item's card to Done.
    pub(crate) fn completes(&mut self, item: u32) {
        let (item, to, at) = (ItemId(item), crate::sprint::Column::Done, Rank::Top);
        self.does(crate::sprint::board::MoveCard { item, to, at });
    }

    /// A sprint of these ready items begins, finishes them all and is closed.
    pub(crate) fn finishes(&mut self, sprint: u32, items: &[u32]) {
        self.begins(sprint, items);
        for item in items {
            self.completes(*item);
        }
        let (sprint, reasons) = (SprintId(sprint), Default::default());
        self.does(crate::sprint::close::CloseSprint { sprint, reasons });
    }

    pub(crate) fn creates(&mut self, title: &str) {
        self.does(CreateItems {
            items: vec![NewItem::titled(title)],
            at: Rank::Bottom,
        });
    }

    pub(crate) fn describes(&mut self, item: u32, text: &str) {
        let (item, field) = (ItemId(item), Field::Description);
        self.does(EditText {
            item,
            field,
            text: text.into(),
            base: None,
        });
    }

    /// The solo person gives a command that must be carried out.
    #[track_caller]
    pub(crate) fn does(&mut self, command: impl Into<Command>) {
        self.carries_out(SOLO, &command.into());
    }

    /// The solo person gives commands as one.
    #[track_caller]
    pub(crate) fn does_all(&mut self, commands: &[Command]) {
        self.commands += 1;
        let context = self.context(SOLO);
        let decision = decide_all(&self.product, &context, commands).expect("carried out");
        for recorded in decision.record(&context, self.product.position) {
            evolve(&mut self.product, &recorded);
            self.recorded.push(recorded);
        }
    }

    #[track_caller]
    fn carries_out(&mut self, person: PersonId, command: &Command) {
        self.commands += 1;
        let context = self.context(person);
        self.carries_out_in(&context, command);
    }

    /// Whoever has the suggestion link gives a command that must be carried out.
    #[track_caller]
    pub(crate) fn does_by(&mut self, actor: Actor, command: impl Into<Command>) {
        self.commands += 1;
        let person = self.context(SOLO);
        let context = Context { actor, ..person };
        self.carries_out_in(&context, &command.into());
    }

    /// A command of anybody at all.
    pub(crate) fn attempt_by(
        &self,
        actor: Actor,
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        let person = self.context(SOLO);
        let context = Context { actor, ..person };
        decide(&self.product, &context, command).map(|decision| decision.events)
    }

    #[track_caller]
    fn carries_out_in(&mut self, context: &Context, command: &Command) {
        match decide(&self.product, context, command) {
            Ok(decision) => {
                for recorded in decision.record(context, self.product.position) {
                    evolve(&mut self.product, &recorded);
                    self.recorded.push(recorded);
                }
            }
            Err(refusal) => panic!("{}", refusal.explain(&self.product).sentence()),
        }
    }

    /// Somebody else with only these roles gives a command that must be carried out.
    #[track_caller]
    pub(crate) fn does_as(&mut self, roles: &[Role], command: impl Into<Command>) {
        for role in roles {
            let (person, role) = (OTHER, *role);
            self.does(GrantRole { person, role });
        }
        self.carries_out(OTHER, &command.into());
    }

    /// Somebody else of the product gives a command.
    pub(crate) fn tries_as(
        &mut self,
        person: PersonId,
        command: impl Into<Command>,
    ) -> Result<(), Refusal> {
        self.commands += 1;
        let context = self.context(person);
        let decision = decide(&self.product, &context, &command.into())?;
        for recorded in decision.record(&context, self.product.position) {
            evolve(&mut self.product, &recorded);
            self.recorded.push(recorded);
        }
        Ok(())
    }

    /// What a command of the solo person would lead to.
    #[track_caller]
    pub(crate) fn decides(&self, command: impl Into<Command>) -> Vec<Event> {
        match decide(&self.product, &self.context(SOLO), &command.into()) {
            Ok(decision) => decision.events,
            Err(refusal) => panic!("{}", refusal.explain(&self.product).sentence()),
        }
    }

    /// Why a command of the solo person is refused.
    #[track_caller]
    pub(crate) fn refusal(&self, command: impl Into<Command>) -> Refusal {
        decide(&self.product, &self.context(SOLO), &command.into()).expect_err("carried out")
    }

    /// Why a command of somebody with only these roles is refused.
    #[track_caller]
    pub(crate) fn refusal_as(&self, roles: &[Role], command: impl Into<Command>) -> Refusal {
        self.attempt_as(roles, &command.into())
            .expect_err("carried out")
    }

    /// A command of somebody with only these roles.
    pub(crate) fn attempt_as(
        &self,
        roles: &[Role],
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        let mut product = self.product.clone();
        for role in roles {
            let grant = Command::GrantRole(GrantRole {
                person: OTHER,
                role: *role,
            });
            let context = self.context(SOLO);
            let granted = decide(&product, &context, &grant).unwrap();
            for recorded in granted.record(&context, product.position) {
                evolve(&mut product, &recorded);
            }
        }
        decide(&product, &self.context(OTHER), command).map(|decision| decision.events)
    }

    /// The last command that led to anything.
    pub(crate) fn last_command(&self) -> CommandId {
        self.recorded.last().unwrap().cause
    }

    /// The command that undoes another.
    pub(crate) fn undo_of(&self, command: CommandId) -> Undo {
        let events = self
            .recorded
            .iter()
            .filter(|r| r.cause == command)
            .cloned()
            .collect();
        Undo { command, events }
    }

    #[track_caller]
    pub(crate) fn undoes_last(&mut self) {
        let undo = self.undo_of(self.last_command());
        self.does(undo);
    }

    pub(crate) fn item(&self, item: u32) -> &Arc<Item> {
        &self.product.items[&ItemId(item)]
    }

    pub(crate) fn sprint_state(&self, sprint: u32) -> &Arc<Sprint> {
        &self.product.sprints[&SprintId(sprint)]
    }

    /// Monday 2 November 2026, 09:00 UTC, and a minute more for each command.
    pub(crate) fn now(&self) -> Timestamp {
        let start: Timestamp = "2026-11-02T09:00:00Z".parse().unwrap();
        start + jiff::SignedDuration::from_mins(self.commands as i64)
    }

    pub(crate) fn context(&self, person: PersonId) -> Context {
        Context {
            at: self.now(),
            actor: Actor::Person {
                id: person,
                administrator: false,
            },
            command: CommandId(Uuid::from_u128(self.commands)),
        }
    }
}

/// The titles of the product backlog, in order.
pub(crate) fn titles(product: &Product) -> Vec<String> {
    product
        .order
        .iter()
        .map(|item| product.items[item].title.value.to_string())
        .collect()
}
