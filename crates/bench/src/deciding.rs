//! The pure middle: deciding a command, folding what came of it into the state, asking the state.

use std::hint::black_box;

use domain::item::create::{CreateItems, NewItem};
use domain::item::edit_text::{EditText, Field};
use domain::item::estimate::Estimate;
use domain::item::reorder::{MoveItems, Rank};
use domain::query::{self, Filter, Summary};
use domain::{
    Actor, Command, CommandId, Context, ItemId, PersonId, Points, Product, decide, evolve,
};
use uuid::Uuid;

use crate::SIZES;
use crate::table::{Table, thousands};
use crate::timing::Times;

const TIMES: usize = 2_000;

pub(crate) fn run() {
    let mut table = Table::new(&["command", "items", "decide p50", "p99", "evolve p50", "p99"]);
    for items in SIZES {
        let product = testkit::product(items);
        for (name, command) in commands(&product) {
            measure(&mut table, name, &product, &command);
        }
    }
    table.print();
    read();
}

/// What pages ask a whole product for.
fn read() {
    let mut table = Table::new(&["question", "items", "p50", "p99"]);
    for items in SIZES {
        let product = testkit::product(items);
        let filter = |name: &str, value: &str| Filter::parse(&product, [(name, value)]).unwrap();
        let (words, ready) = (filter("q", "refunds auditors"), filter("ready", "yes"));
        let questions: [(&str, &dyn Fn() -> usize); 4] = [
            ("sum the backlog up", &|| Summary::of(&product).ready),
            ("filter by words", &|| words.backlog(&product).len()),
            ("filter by readiness", &|| ready.backlog(&product).len()),
            ("search", &|| {
                query::search(&product, "refunds auditors", 20).len()
            }),
        ];
        for (name, ask) in questions {
            let times = Times::of(100, |_| {
                black_box(ask());
            });
            let items = thousands(product.items.len() as u64);
            table.row(&[&name, &items, &times.p50(), &times.p99()]);
        }
    }
    table.print();
}

/// Whoever opened the product holds every role in it.
const CONTEXT: Context = Context {
    at: jiff::Timestamp::UNIX_EPOCH,
    actor: Actor::Person {
        id: PersonId(Uuid::nil()),
        administrator: false,
    },
    command: CommandId(Uuid::nil()),
};

fn commands(product: &Product) -> Vec<(&'static str, Command)> {
    let item = product.order.last().copied().unwrap();
    let to = Rank::Top;
    let create = CreateItems {
        items: vec![NewItem::titled("Pay by card")],
        at: to,
    };
    let edit = EditText {
        item,
        field: Field::Title,
        text: "Pay by card".into(),
        base: None,
    };
    let estimate = Estimate {
        item,
        to: Some(Points::whole(21)),
    };
    vec![
        ("move bottom to top", moved(item, to).into()),
        ("create an item on top", create.into()),
        ("edit a title", edit.into()),
        ("estimate", estimate.into()),
    ]
}

/// The command that puts an item there.
pub(crate) fn moved(item: ItemId, to: Rank) -> MoveItems {
    MoveItems {
        items: vec![item],
        to,
        reason: None,
    }
}

fn measure(table: &mut Table, name: &str, product: &Product, command: &Command) {
    let decided = Times::of(TIMES, |_| {
        black_box(decide(black_box(product), &CONTEXT, command)).unwrap();
    });
    let decision = decide(product, &CONTEXT, command).unwrap();
    let recorded = decision.record(&CONTEXT, product.position);
    assert!(!recorded.is_empty(), "{name} does nothing");
    let mut evolved = Times::default();
    for _ in 0..TIMES {
        // The state before stays with whoever reads it, so the copying is part of it.
        let next = evolved.time(|| {
            let mut next = product.clone();
            for event in &recorded {
                evolve(&mut next, event);
            }
            next
        });
        drop(next);
    }
    let items = thousands(product.items.len() as u64);
    let (d50, d99) = (decided.p50(), decided.p99());
    table.row(&[&name, &items, &d50, &d99, &evolved.p50(), &evolved.p99()]);
}
