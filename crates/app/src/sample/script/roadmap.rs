//! What the product owner of the sample says about what is to come: the goals of the roadmap, with a
//! requirement document that is covered in part; how much things matter; and what won't be built.

use domain::item::priority::{Prioritize, Priority};
use domain::place::wont::RuleOut;
use domain::roadmap::add::AddGoal;
use domain::roadmap::cover::CoverPart;
use domain::roadmap::serve::ChangeGoal;
use domain::roadmap::{Quarter, Span};
use domain::{GoalId, ItemId};
use jiff::civil::{Date, time};

use super::{OWNER, Script, item};
use crate::failure::Failure;

/// A goal, its quarters counted from the one the sample is made in, and the epic that serves it.
struct GoalText {
    name: &'static str,
    text: &'static str,
    quarters: Option<(i32, i32)>,
    epic: u32,
}

const GOALS: [GoalText; 5] = [
    GoalText {
        name: "You know before you walk",
        text: "Nobody stands at an empty station any more. Measured by how many open the map and then rent.",
        quarters: Some((-1, 0)),
        epic: 1,
    },
    GoalText {
        name: "The telephone is the card reader",
        text: DOCUMENT,
        quarters: Some((0, 1)),
        epic: 2,
    },
    GoalText {
        name: "No bike stands broken for a day",
        text: "Nine days on average today. The workshop says that one is possible.",
        quarters: Some((0, 0)),
        epic: 3,
    },
    GoalText {
        name: "Six ride as easily as one",
        text: "Families first, school classes before the summer.",
        quarters: Some((1, 2)),
        epic: 4,
    },
    GoalText {
        name: "Riders stay for the season",
        text: "",
        quarters: None,
        epic: 5,
    },
];

const DOCUMENT: &str = "\
Every station has a card reader, and every second one is broken by the salt air.

## Rent without a reader

- The telephone opens the lock
- The price is known before the ride
- A saved card pays in one tap

## When the bank says no

- The rider learns why
- A ride on a broken bike is refunded without asking
- An expired card is replaced on the spot
- Somebody answers within a day

## Companies

- One invoice a month
- Whoever pays sees the rides of their people
";

/// The goal with the document.
const WITH_DOCUMENT: GoalId = GoalId(2);
/// Which part of the document, by its place in it, is covered by which item.
const COVERED: [(usize, usize); 7] = [(1, 4), (2, 14), (3, 7), (5, 15), (6, 33), (7, 32), (10, 25)];

/// Items that serve a goal without an epic between.
const BY_THEMSELVES: [(usize, GoalId); 1] = [(54, GoalId(3))];

const MUST: &[usize] = &[31, 32, 33, 38, 39, 41, 54];
const SHOULD: &[usize] = &[25, 26, 30, 34, 36, 52, 53, 55];
const COULD: &[usize] = &[35, 37, 42, 43, 45, 46, 48, 57, 61];

/// What was decided against.
const WONT: [(usize, &str); 2] = [
    (
        49,
        "The sea rescue would rather have its own page than cents from receipts",
    ),
    (60, "The ferry company closed its card to others"),
];

impl Script<'_> {
    /// The goals, on the first day, and what serves them.
    pub(super) async fn draw_roadmap(&mut self, day: Date) -> Result<(), Failure> {
        let this = Quarter::of(self.today());
        let clock = time(11, 0, 0, 0);
        for (number, goal) in (1..).zip(&GOALS) {
            let span = goal.quarters.map(|(start, end)| Span {
                start: this.later(start),
                end: this.later(end),
            });
            let add = AddGoal {
                name: goal.name.to_owned(),
                text: goal.text.to_owned(),
                span,
            };
            self.at(day, clock, OWNER, add).await?;
            self.serve(day, ItemId(goal.epic), GoalId(number)).await?;
        }
        for (index, goal) in BY_THEMSELVES {
            self.serve(day, item(index), goal).await?;
        }
        self.cover(day).await
    }

    async fn serve(&mut self, day: Date, item: ItemId, goal: GoalId) -> Result<(), Failure> {
        let to = Some(goal);
        self.at(day, time(11, 30, 0, 0), OWNER, ChangeGoal { item, to })
            .await
    }

    async fn cover(&mut self, day: Date) -> Result<(), Failure> {
        let state = self.app.product_state(self.product).await?;
        let parts = state.goal(WITH_DOCUMENT).map_err(Failure::refused)?;
        let parts = parts.parts.clone();
        for (place, index) in COVERED {
            let Some(part) = parts.get(place).copied() else {
                continue;
            };
            let cover = CoverPart {
                goal: WITH_DOCUMENT,
                part,
                item: item(index),
                covers: true,
            };
            self.at(day, time(12, 0, 0, 0), OWNER, cover).await?;
        }
        Ok(())
    }

    /// How much things matter, and what is left out on purpose.
    pub(super) async fn prioritize(&mut self, day: Date) -> Result<(), Failure> {
        let clock = time(10, 0, 0, 0);
        for (priority, indexes) in [
            (Priority::Must, MUST),
            (Priority::Should, SHOULD),
            (Priority::Could, COULD),
        ] {
            for index in indexes {
                let (to, reason) = (Some(priority), None);
                let item = item(*index);
                self.at(day, clock, OWNER, Prioritize { item, to, reason })
                    .await?;
            }
        }
        for (index, reason) in WONT {
            let (items, reason) = (vec![item(index)], reason.to_owned());
            self.at(day, clock, OWNER, RuleOut { items, reason })
                .await?;
        }
        Ok(())
    }
}
