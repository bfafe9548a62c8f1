//! Believable items by the thousand: the same ones every time, without a random
//! number that a test could not repeat.

use domain::import::{FinishedItems, ImportItems, Incoming};
use domain::people::OpenProduct;
use domain::text::ProductKey;
use domain::{Actor, Command, CommandId, Context, Kind, PersonId, Points, Product, decide, evolve};
use jiff::Timestamp;
use uuid::Uuid;

/// An item in this many is an epic.
const PER_EPIC: usize = 40;

/// The command that brings `items` items, from another tool as it were.
pub fn import(items: usize) -> ImportItems {
    ImportItems {
        items: (0..items).map(incoming).collect(),
        finished: FinishedItems::Reopen,
        removed: domain::import::RemovedItems::Leave,
    }
}

/// A product `BIG` with `items` items and nobody in it but the command line:
/// the bare state, for what needs no application.
pub fn product(items: usize) -> Product {
    let mut product = Product::default();
    let owner = PersonId(Uuid::nil());
    let open = OpenProduct {
        key: ProductKey::new("BIG").unwrap(),
        name: "Big".into(),
        time_zone: "UTC".into(),
        owner,
    };
    for command in [Command::from(open), import(items).into()] {
        let context = Context {
            at: Timestamp::UNIX_EPOCH,
            actor: Actor::Operator,
            command: CommandId(Uuid::nil()),
        };
        let decision = decide(&product, &context, &command).unwrap();
        for recorded in decision.record(&context, product.position) {
            evolve(&mut product, &recorded);
        }
    }
    product
}

const VERBS: [&str; 16] = [
    "Add",
    "Show",
    "Export",
    "Import",
    "Filter",
    "Sort",
    "Merge",
    "Archive",
    "Encrypt",
    "Cache",
    "Validate",
    "Translate",
    "Preview",
    "Schedule",
    "Retry",
    "Rename",
];
const THINGS: [&str; 20] = [
    "invoices",
    "payments",
    "refunds",
    "receipts",
    "customers",
    "sessions",
    "reports",
    "webhooks",
    "currencies",
    "addresses",
    "discounts",
    "coupons",
    "orders",
    "shipments",
    "contracts",
    "statements",
    "exchange rates",
    "tax rules",
    "bank accounts",
    "audit entries",
];
const WHERE: [&str; 12] = [
    "in the checkout",
    "on the phone",
    "for auditors",
    "in bulk",
    "by region",
    "per quarter",
    "on the dashboard",
    "in e-mails",
    "for new customers",
    "behind a proxy",
    "without a password",
    "in dark mode",
];
const LABELS: [&str; 8] = [
    "backend",
    "frontend",
    "UX",
    "performance",
    "security",
    "documentation",
    "mobile",
    "api",
];
const ESTIMATES: [u32; 8] = [1, 2, 3, 5, 8, 13, 2, 3];

fn incoming(index: usize) -> Incoming {
    let dice = Dice(index as u64);
    let kind = match index % PER_EPIC {
        0 => Kind::Epic,
        rest if rest % 7 == 3 => Kind::Bug,
        rest if rest % 5 == 4 => Kind::Task,
        _ => Kind::Story,
    };
    let plain = kind != Kind::Epic;
    let title = match kind {
        Kind::Epic => format!(
            "{} {}",
            capital(dice.pick(1, &THINGS)),
            dice.pick(2, &WHERE)
        ),
        Kind::Bug => format!(
            "{} are wrong {}",
            capital(dice.pick(1, &THINGS)),
            dice.pick(2, &WHERE)
        ),
        _ => format!(
            "{} {} {}",
            dice.pick(0, &VERBS),
            dice.pick(1, &THINGS),
            dice.pick(2, &WHERE)
        ),
    };
    Incoming {
        row: index as u64 + 2,
        key: format!("OLD-{}", index + 1),
        kind,
        description: description(dice, &title),
        title,
        estimate: (plain && dice.chance(3, 60)).then(|| Points::whole(dice.pick(4, &ESTIMATES))),
        labels: labels(dice),
        criteria: match plain && dice.chance(5, 50) {
            true => vec![format!(
                "{} see them",
                capital(dice.pick(6, &["users", "customers", "auditors"]))
            )],
            false => Vec::new(),
        },
        finished: false,
        written_at: Timestamp::from_second(1_600_000_000 + 3_600 * index as i64).ok(),
        assignee: None,
        epic: (plain && dice.chance(7, 70))
            .then(|| format!("OLD-{}", index - index % PER_EPIC + 1)),
        rest: Vec::new(),
    }
}

fn description(dice: Dice, title: &str) -> String {
    let sentences = dice.roll(8) % 6;
    (0..sentences)
        .map(|number| {
            let salt = 20 + 2 * number;
            let (what, place) = (dice.pick(salt, &THINGS), dice.pick(salt + 1, &WHERE));
            format!("{title}: somebody who looks at {what} {place} expects this. ")
        })
        .collect()
}

fn labels(dice: Dice) -> Vec<String> {
    let count = dice.roll(9) % 3;
    (0..count)
        .map(|salt| dice.pick(10 + salt, &LABELS).to_owned())
        .collect()
}

fn capital(word: &str) -> String {
    let mut word = word.to_owned();
    word[..1].make_ascii_uppercase();
    word
}

/// Numbers that look random and are always the same for the same item.
#[derive(Clone, Copy)]
struct Dice(u64);

impl Dice {
    /// SplitMix64. Source: Steele, Lea, Flood, "Fast splittable pseudorandom
    /// number generators", 2014.
    fn roll(self, salt: u64) -> u64 {
        let mut z = (self.0 * 64 + salt)
            .wrapping_add(1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn pick<T: Copy>(self, salt: u64, from: &[T]) -> T {
        from[(self.roll(salt) % from.len() as u64) as usize]
    }

    fn chance(self, salt: u64, percent: u64) -> bool {
        self.roll(salt) % 100 < percent
    }
}
