//! A product that wishes are tried on, with its record.

use std::collections::BTreeSet;

use domain::item::answer::AnswerQuestion;
use domain::item::create::{CreateItems, NewItem};
use domain::item::epic::ChangeEpic;
use domain::item::kind::ChangeKind;
use domain::item::priority::Prioritize;
use domain::item::question::AskQuestion;
use domain::item::reorder::Rank;
use domain::map::add::AddStep;
use domain::map::drop::RemoveStep;
use domain::people::{GrantRole, OpenProduct};
use domain::place::link::OpenSuggestionLink;
use domain::poker::Card;
use domain::poker::open::OpenVote;
use domain::poker::vote::Vote;
use domain::policy::own_check::{AddReadyCheck, TickItem};
use domain::roadmap::add::AddGoal;
use domain::score::choose::ChangeScoring;
use domain::score::say::ScoreItem;
use domain::score::{Input, Method};
use domain::sprint::Calendar;
use domain::sprint::blocker::raise::RaiseBlocker;
use domain::sprint::blocker::resolve::ResolveBlocker;
use domain::sprint::commit::CommitSprint;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::text::ProductKey;
use domain::{
    Actor, BlockerId, Command, CommandId, Context, Event, ItemId, Kind, Points, Priority, Product,
    QuestionId, ReadyCheckId, Recorded, Refusal, SprintId, StepId, Undo, decide, evolve,
};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::aim::aim;
use crate::wish::{CAST, What, Wish, person};

/// A product in the making.
#[derive(Clone)]
pub(crate) struct Run {
    /// Its state.
    pub(crate) product: Product,
    /// Everything that happened.
    pub(crate) recorded: Vec<Recorded<Event>>,
    now: Timestamp,
    commands: u128,
}

/// A wish that was tried.
pub(crate) struct Tried {
    /// Whose, when, under which id.
    pub(crate) context: Context,
    /// What it came down to.
    pub(crate) command: Command,
    /// The state before.
    pub(crate) before: Product,
    /// What happened, or why nothing did.
    pub(crate) outcome: Result<Vec<Recorded<Event>>, Refusal>,
}

impl Run {
    /// A product with its people, a sprint being planned, and eight items: five
    /// that are ready, one of them on the table of planning poker, an epic, and two of that epic that
    /// are not ready; two goals; a story map; and an open suggestion link.
    /// If a sprint shall run, two of them are in it, one of which was blocked.
    pub(crate) fn begin(running: bool) -> Run {
        let mut run = Run {
            product: Product::default(),
            recorded: Vec::new(),
            now: "2026-10-26T09:00:00Z".parse().expect("a moment"),
            commands: 0,
        };
        let open = OpenProduct {
            key: ProductKey::new("PAY").expect("a key"),
            name: "Payments".into(),
            time_zone: "UTC".into(),
            owner: person(1),
        };
        run.prepare(open);
        for (number, roles) in &CAST[1..] {
            for role in roles.iter().copied() {
                let person = person(*number);
                run.prepare(GrantRole { person, role });
            }
        }
        let items = (1..=8).map(first_item).collect();
        run.prepare(CreateItems {
            items,
            at: Rank::Bottom,
        });
        let (epic, to) = (ItemId(6), Kind::Epic);
        run.prepare(ChangeKind { item: epic, to });
        for item in [7, 8].map(ItemId) {
            let to = Some(epic);
            run.prepare(ChangeEpic { item, to });
        }
        run.goals();
        run.map();
        run.scores();
        let (item, round, voter) = (ItemId(3), 1, person(1));
        run.prepare(OpenVote { item });
        run.prepare(Vote {
            item,
            round,
            voter,
            card: Some(Card::Unsure),
        });
        let (item, question) = (ItemId(3), QuestionId(1));
        run.prepare(AskQuestion {
            item,
            text: "Which?".into(),
            to: None,
            challenge: false,
        });
        run.prepare(AnswerQuestion {
            item,
            question,
            text: "This".into(),
            outcome: None,
        });
        let text = String::from("Seen");
        run.prepare(AddReadyCheck { text });
        let (check, ticked) = (ReadyCheckId(1), true);
        for item in (1..=7).map(ItemId) {
            run.prepare(TickItem {
                item,
                check,
                ticked,
            });
        }
        for item in [1, 3, 5].map(ItemId) {
            let (to, reason) = (Some(Priority::Must), None);
            run.prepare(Prioritize { item, to, reason });
        }
        run.plan();
        run.link();
        if running {
            run.commit(SprintId(1));
        }
        run
    }

    fn plan(&mut self) {
        let (start, end) = (date(2026, 11, 2), date(2026, 11, 15));
        self.prepare(PlanSprint {
            team: None,
            name: None,
            goal: None,
            calendar: Calendar::new(start, end, "UTC", BTreeSet::new()).expect("a calendar"),
        });
    }

    fn scores(&mut self) {
        let to = Some(Method::ValueEffort);
        self.prepare(ChangeScoring { to });
        for (item, value) in [(1, 1.0), (3, 2.0), (5, 3.0)] {
            let (item, input, to) = (ItemId(item), Input::Value, Some(value));
            self.prepare(ScoreItem { item, input, to });
        }
    }

    fn link(&mut self) {
        let link = "abc".into();
        self.prepare(OpenSuggestionLink { link });
    }

    /// Two activities, the first with a step; and another that was taken away.
    fn map(&mut self) {
        for (activity, name) in [
            (None, "Find"),
            (Some(StepId(1)), "Search"),
            (None, "Rent"),
            (None, "Gone"),
        ] {
            let name = name.into();
            self.prepare(AddStep { activity, name });
        }
        let step = StepId(4);
        self.prepare(RemoveStep { step });
    }

    fn goals(&mut self) {
        for name in ["Pay by card", "Refunds"] {
            let (name, text) = (name.into(), "# Cards\n- Visa\n- Amex".into());
            self.prepare(AddGoal {
                name,
                text,
                span: None,
            });
        }
    }

    fn commit(&mut self, sprint: SprintId) {
        self.prepare(PullItems {
            sprint,
            items: [2, 4].map(ItemId).to_vec(),
            to: Rank::Bottom,
            waive: Vec::new(),
            unready: Unready::Refuse,
        });
        self.prepare(CommitSprint { sprint });
        let (item, blocker, helper) = (ItemId(2), BlockerId(1), None);
        let text = String::from("No keys");
        self.prepare(RaiseBlocker { item, text, helper });
        let text = None;
        self.prepare(ResolveBlocker {
            item,
            blocker,
            text,
        });
    }

    fn prepare(&mut self, command: impl Into<Command>) {
        let actor = Actor::Person {
            id: person(1),
            administrator: true,
        };
        let tried = self.give(actor, command.into());
        assert!(tried.outcome.is_ok(), "{:?}", tried.outcome);
    }

    /// Tries a wish.
    pub(crate) fn grant(&mut self, wish: &Wish) -> Tried {
        self.now += SignedDuration::from_mins(wish.minutes.into());
        let mut command = match &wish.what {
            What::Do(command) => command.clone(),
            What::Undo(before) => self.undo_of(self.cause(*before)).into(),
        };
        if wish.aimed {
            aim(&self.product, &mut command);
        }
        self.give(wish.actor, command)
    }

    /// Gives a command.
    pub(crate) fn give(&mut self, actor: Actor, command: Command) -> Tried {
        self.commands += 1;
        let context = Context {
            at: self.now,
            actor,
            command: CommandId(Uuid::from_u128(self.commands)),
        };
        let before = self.product.clone();
        let decision = decide(&self.product, &context, &command);
        let outcome = decision.map(|decision| decision.record(&context, self.product.position));
        for recorded in outcome.iter().flatten() {
            evolve(&mut self.product, recorded);
            self.recorded.push(recorded.clone());
        }
        Tried {
            context,
            command,
            before,
            outcome,
        }
    }

    /// The command that undoes another.
    pub(crate) fn undo_of(&self, command: CommandId) -> Undo {
        let caused = self.recorded.iter().filter(|r| r.cause == command);
        Undo {
            command,
            events: caused.cloned().collect(),
        }
    }

    /// The command that was carried out so many before the last.
    fn cause(&self, before: usize) -> CommandId {
        let mut causes: Vec<CommandId> = self.recorded.iter().map(|r| r.cause).collect();
        causes.dedup();
        let index = causes.len().saturating_sub(1 + before);
        causes[index]
    }
}

fn first_item(number: u32) -> NewItem {
    let criteria = match number {
        1..=6 => vec!["It works".into(), "It lasts".into()],
        _ => Vec::new(),
    };
    NewItem {
        estimate: (number <= 5).then_some(Points::whole(3)),
        criteria,
        ..NewItem::titled(format!("Item {number}"))
    }
}
