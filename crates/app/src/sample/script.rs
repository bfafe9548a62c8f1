//! What happens in the sample product, day by day. Always the same relative to
//! the day it is made: the running sprint is in its first or second week, and somebody refined on the
//! working day before.

mod refinement;
mod roadmap;

use std::collections::{BTreeMap, BTreeSet};

use domain::item::assign::Assign;
use domain::item::comment::AddComment;
use domain::item::create::{CreateItems, NewItem};
use domain::item::depend::AddDependency;
use domain::item::edit_text::{EditText, Field};
use domain::item::estimate::Estimate;
use domain::item::reorder::{MoveItems, Rank};
use domain::people::GrantRole;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::suggest::Suggest;
use domain::ready::Check;
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::calendar;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::goal::SetGoal;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::{
    Actor, Column, Command, CommandId, Context, ItemId, Kind, PersonId, Points, ProductId, Role,
    SprintId,
};
use jiff::civil::{Date, Time, Weekday, time};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::stories::{COMMENTS, DESCRIPTIONS, EPICS, GOALS, ITEMS, LABELS, REASONS};
use crate::App;
use crate::failure::Failure;
use crate::live::Mode;

/// Sprints that are over.
const CLOSED: u32 = 5;
/// How many items each sprint takes from the top, the last for the one being
/// planned.
const TAKEN: [usize; 7] = [5, 6, 6, 6, 5, 6, 3];
/// How many of those each closed sprint leaves unfinished.
const UNFINISHED: [usize; 5] = [1, 0, 2, 0, 1];

const OWNER: usize = 0;
const MASTER: usize = 1;
const FIRST_DEVELOPER: usize = 2;
const DEVELOPERS: usize = 3;
const STAKEHOLDER: usize = 5;

/// Who suggests what, and why; the first is declined.
const SUGGESTIONS: [(usize, Kind, &str, &str); 4] = [
    (
        STAKEHOLDER,
        Kind::Story,
        "Riders sign in by fax",
        "An uncle of mine has one",
    ),
    (
        STAKEHOLDER,
        Kind::Story,
        "Riders see how full the next station is",
        "Twelve riders wrote that they found no dock",
    ),
    (
        FIRST_DEVELOPER,
        Kind::Bug,
        "The map jumps back while one scrolls",
        "Seen on three telephones in the harbour",
    ),
    (
        MASTER,
        Kind::Task,
        "Keep the addresses of repair shops in one place",
        "They are copied from mail to mail",
    ),
];

/// Something that somebody of the cast does at a time of a day.
type Deed = (Date, Time, usize, Command);

/// Performs the sample's history on a product that has just been opened.
pub(super) async fn perform(
    app: &App,
    product: ProductId,
    cast: &[(PersonId, Role)],
) -> Result<(), Failure> {
    let zone = app.product_state(product).await?.time_zone().to_owned();
    let today = app
        .now()
        .to_zoned(calendar::zone(&zone).unwrap_or(jiff::tz::TimeZone::UTC))
        .date();
    // The last Monday that is at least two working days ago.
    let monday = today.saturating_sub(3.days());
    let monday = monday.saturating_sub(days_since_monday(monday).days());
    let first = monday.saturating_sub((14 * i64::from(CLOSED)).days());
    let mut script = Script {
        app,
        product,
        cast,
        zone,
        last: Timestamp::MIN,
    };
    script
        .write_backlog(first.saturating_sub(10.days()))
        .await?;
    for number in 1..=CLOSED {
        let start = first.saturating_add((14 * i64::from(number - 1)).days());
        script.closed_sprint(number, start).await?;
    }
    script.suggest(monday.saturating_sub(4.days())).await?;
    let friday = monday.saturating_sub(3.days());
    script.prioritize(friday).await?;
    script.reorder(friday).await?;
    script.running_sprint(CLOSED + 1, monday).await
}

fn days_since_monday(date: Date) -> i64 {
    i64::from(date.weekday().since(Weekday::Monday))
}

struct Script<'a> {
    app: &'a App,
    product: ProductId,
    cast: &'a [(PersonId, Role)],
    zone: String,
    last: Timestamp,
}

impl Script<'_> {
    /// Somebody of the cast gives a command at a time of a day; what lies in
    /// the future does not happen.
    async fn at(
        &mut self,
        date: Date,
        clock: Time,
        who: usize,
        command: impl Into<Command>,
    ) -> Result<(), Failure> {
        let zone = calendar::zone(&self.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let zoned = date.to_datetime(clock).to_zoned(zone);
        let wanted = zoned.map_or(self.last, |zoned| zoned.timestamp());
        let at = wanted.max(self.last + 1.second());
        if at > self.app.now() {
            return Ok(());
        }
        let actor = Actor::Person {
            id: self.cast[who].0,
            administrator: false,
        };
        self.give(at, actor, vec![command.into()]).await
    }

    async fn act(&mut self, deeds: Vec<Deed>) -> Result<(), Failure> {
        for (date, clock, who, command) in deeds {
            self.at(date, clock, who, command).await?;
        }
        Ok(())
    }

    async fn give(
        &mut self,
        at: Timestamp,
        actor: Actor,
        commands: Vec<Command>,
    ) -> Result<(), Failure> {
        let context = Context {
            at,
            actor,
            command: CommandId(Uuid::now_v7()),
        };
        self.app
            .execute_as(context, self.product, commands, Mode::All)
            .await?;
        self.last = at;
        Ok(())
    }

    /// The first day: people, epics, items, what they say, what waits for what.
    async fn write_backlog(&mut self, day: Date) -> Result<(), Failure> {
        let zone = calendar::zone(&self.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let morning = day.to_datetime(time(9, 0, 0, 0)).to_zoned(zone);
        let morning = morning.map_or(self.app.now(), |zoned| zoned.timestamp());
        let grants = self.cast.iter().map(|(person, role)| {
            GrantRole {
                person: *person,
                role: *role,
            }
            .into()
        });
        self.give(morning, Actor::Operator, grants.collect())
            .await?;
        let nine = time(9, 30, 0, 0);
        let epics = EPICS.iter().map(|epic| NewItem {
            kind: Kind::Epic,
            description: epic.description.to_owned(),
            ..NewItem::titled(epic.title)
        });
        self.at(
            day,
            nine,
            OWNER,
            CreateItems {
                items: epics.collect(),
                at: Rank::Bottom,
            },
        )
        .await?;
        let items = ITEMS.iter().enumerate().map(|(index, text)| NewItem {
            kind: text.kind,
            epic: text.epic.map(|epic| ItemId(epic as u32 + 1)),
            criteria: text.criteria.iter().map(|c| (*c).to_owned()).collect(),
            labels: labels(index),
            ..NewItem::titled(text.title)
        });
        self.at(
            day,
            nine,
            OWNER,
            CreateItems {
                items: items.collect(),
                at: Rank::Bottom,
            },
        )
        .await?;
        let (items, reason) = (
            vec![ItemId(EPICS.len() as u32)],
            Some("Not this year".to_owned()),
        );
        let later = MoveItems {
            items,
            to: Rank::After(item(46)),
            reason,
        };
        self.at(day, nine, OWNER, later).await?;
        self.refine(day).await?;
        self.draw_roadmap(day.saturating_add(1.day())).await
    }

    async fn refine(&mut self, day: Date) -> Result<(), Failure> {
        let (ten, two) = (time(10, 0, 0, 0), time(14, 0, 0, 0));
        for (index, text) in DESCRIPTIONS {
            let (item, field) = (item(index), Field::Description);
            self.at(
                day,
                ten,
                OWNER,
                EditText {
                    item,
                    field,
                    text: text.into(),
                    base: None,
                },
            )
            .await?;
        }
        for (index, text) in ITEMS.iter().enumerate() {
            if let Some(points) = text.points {
                let to = Some(Points::whole(points));
                let who = FIRST_DEVELOPER + index % DEVELOPERS;
                self.at(
                    day,
                    two,
                    who,
                    Estimate {
                        item: item(index),
                        to,
                    },
                )
                .await?;
            }
        }
        for (waits, blocker) in [(0, 1), (24, 22), (33, 9), (36, 22)] {
            let (item, blocked_by) = (item(waits), item(blocker));
            self.at(day, two, MASTER, AddDependency { item, blocked_by })
                .await?;
        }
        for (index, who, text) in COMMENTS {
            let text = text.to_owned();
            self.at(
                day,
                time(16, 0, 0, 0),
                who,
                AddComment {
                    item: item(index),
                    text,
                },
            )
            .await?;
        }
        Ok(())
    }

    /// Plans a sprint on a day and pulls what is on top and ready.
    async fn plan(
        &mut self,
        number: u32,
        start: Date,
        planning: Date,
    ) -> Result<Vec<ItemId>, Failure> {
        let sprint = SprintId(number);
        let end = start.saturating_add(11.days());
        let calendar = Calendar::new(start, end, &self.zone, BTreeSet::new());
        let calendar = calendar.map_err(Failure::refused)?;
        let plan = PlanSprint {
            team: None,
            name: None,
            goal: None,
            calendar,
        };
        self.at(planning, time(9, 0, 0, 0), MASTER, plan).await?;
        let goal = GOALS[number as usize - 1].to_owned();
        self.at(
            planning,
            time(9, 5, 0, 0),
            OWNER,
            SetGoal {
                sprint,
                goal,
                base: None,
            },
        )
        .await?;
        let mut pulled = Vec::new();
        let state = self.app.product_state(self.product).await?;
        let candidates: Vec<ItemId> = state.order.iter().copied().collect();
        for item in candidates {
            if pulled.len() == TAKEN[number as usize - 1] {
                break;
            }
            if self.pull(sprint, planning, item, Vec::new()).await? {
                pulled.push(item);
            }
        }
        Ok(pulled)
    }

    /// Pulls an item if the gate lets it through.
    async fn pull(
        &mut self,
        sprint: SprintId,
        day: Date,
        item: ItemId,
        waive: Vec<(Check, String)>,
    ) -> Result<bool, Failure> {
        let who = FIRST_DEVELOPER + item.0 as usize % DEVELOPERS;
        let pull = PullItems {
            sprint,
            items: vec![item],
            to: Rank::Bottom,
            waive,
            unready: Unready::Refuse,
        };
        match self.at(day, time(9, 30, 0, 0), who, pull).await {
            Ok(()) => Ok(true),
            Err(Failure::Refused { .. }) => Ok(false),
            Err(failure) => Err(failure),
        }
    }

    /// The work on items one after another, as many at once as there are
    /// developers. The last `unfinished` never get done.
    fn work(&self, items: &[ItemId], start: Date, unfinished: usize) -> Vec<Deed> {
        let mut moves = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let begins = index * 9 / items.len().max(1);
            let lasts = 2 + (item.0 as usize * 7) % 3;
            moves.push((begins, time(9, 45, 0, 0), *item, Column::InProgress));
            if index + unfinished < items.len() {
                let ends = (begins + lasts).min(9);
                let reviewed = ends.saturating_sub(1).max(begins);
                let minute = (item.0 % 50) as i8;
                moves.push((reviewed, time(15, 0, 0, 0), *item, Column::InReview));
                moves.push((ends, time(16, minute, 0, 0), *item, Column::Done));
            }
        }
        moves.sort_by_key(|(day, clock, item, _)| (*day, *clock, *item));
        let deeds = moves.into_iter().flat_map(|(day, clock, item, to)| {
            let who = FIRST_DEVELOPER + item.0 as usize % DEVELOPERS;
            let date = working_day(start, day);
            self.card(item, to, who)
                .into_iter()
                .map(move |command| (date, clock, who, command))
        });
        deeds.collect()
    }

    /// A card is moved; who takes it up is named first.
    fn card(&self, item: ItemId, to: Column, who: usize) -> Vec<Command> {
        let at = Rank::Bottom;
        let moved = MoveCard { item, to, at }.into();
        let to = match to {
            Column::InProgress => Some(self.cast[who].0),
            _ => return vec![moved],
        };
        vec![Assign { item, to }.into(), moved]
    }

    async fn closed_sprint(&mut self, number: u32, start: Date) -> Result<(), Failure> {
        let sprint = SprintId(number);
        let items = self.plan(number, start, start).await?;
        self.at(start, time(10, 0, 0, 0), MASTER, CommitSprint { sprint })
            .await?;
        let unfinished = UNFINISHED[number as usize - 1];
        self.act(self.work(&items, start, unfinished)).await?;
        let late = items.iter().rev().take(unfinished).enumerate();
        let reasons: BTreeMap<ItemId, String> = late
            .map(|(index, item)| {
                (
                    *item,
                    REASONS[(number as usize + index) % REASONS.len()].into(),
                )
            })
            .collect();
        let friday = working_day(start, 9);
        self.at(
            friday,
            time(17, 0, 0, 0),
            MASTER,
            CloseSprint { sprint, reasons },
        )
        .await
    }

    /// The running sprint up to now. On the last working day the team refined and planned ahead.
    async fn running_sprint(&mut self, number: u32, start: Date) -> Result<(), Failure> {
        let sprint = SprintId(number);
        let mut items = self.plan(number, start, start).await?;
        // One item without criteria crosses all the same: the team says why.
        let spike = item(40);
        let reason = "A spike of a day: what to replace it with is the result".to_owned();
        let waive = vec![(Check::AcceptanceCriteria, reason)];
        if self.pull(sprint, start, spike, waive).await? {
            items.push(spike);
        }
        self.at(start, time(10, 0, 0, 0), MASTER, CommitSprint { sprint })
            .await?;
        let recent = working_day_before(self.today());
        let mut deeds = self.work(&items, start, 1);
        deeds.extend(self.session(recent));
        deeds.sort_by_key(|(date, clock, ..)| (*date, *clock));
        let planning = (recent, time(14, 30, 0, 0));
        let rest = deeds.partition_point(|(date, clock, ..)| (*date, *clock) < planning);
        let rest = deeds.split_off(rest);
        self.act(deeds).await?;
        self.plan(number + 1, start.saturating_add(14.days()), recent)
            .await?;
        self.act(rest).await
    }

    /// A product owner's Friday: the order changes, with reasons.
    async fn reorder(&mut self, day: Date) -> Result<(), Failure> {
        let moves = [
            (31, "Four schools want to book before the holidays"),
            (33, "The crew spends a day a week on refunds"),
            (38, "Reported eleven times this month"),
        ];
        for (index, reason) in moves {
            let items = vec![item(index)];
            let reason = Some(reason.to_owned());
            let up = MoveItems {
                items,
                to: Rank::At(2),
                reason,
            };
            match self.at(day, time(11, 0, 0, 0), OWNER, up).await {
                Ok(()) | Err(Failure::Refused { .. }) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }

    /// What others want, and what the product owner has decided about by now.
    async fn suggest(&mut self, day: Date) -> Result<(), Failure> {
        let mut suggested = Vec::new();
        for (who, kind, title, why) in SUGGESTIONS {
            let (title, why) = (title.to_owned(), Some(why.to_owned()));
            let suggest = Suggest {
                kind,
                title,
                description: String::new(),
                epic: None,
                why,
            };
            suggested.push(self.app.product_state(self.product).await?.next_item());
            self.at(day, time(13, 0, 0, 0), who, suggest).await?;
        }
        let decline = DeclineItems {
            items: suggested[..1].to_vec(),
            reason: "Riders sign in with what they have on the phone".to_owned(),
        };
        self.at(day, time(14, 0, 0, 0), OWNER, decline).await?;
        let last = ITEMS.len() - 1;
        for (index, days, reason) in [
            (last, 2, "By then we know how many ask for it"),
            (last - 1, 90, "Only worth it with a second harbour"),
        ] {
            let ice = IceItems {
                items: vec![item(index)],
                until: Some(day.saturating_add(days.days())),
                reason: Some(reason.to_owned()),
                seen: None,
            };
            self.at(day, time(14, 30, 0, 0), OWNER, ice).await?;
        }
        Ok(())
    }

    fn today(&self) -> Date {
        let zone = calendar::zone(&self.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        self.app.now().to_zoned(zone).date()
    }
}

/// The number of the item at `index` of [`ITEMS`]; epics come first.
fn item(index: usize) -> ItemId {
    ItemId((EPICS.len() + index) as u32 + 1)
}

fn labels(index: usize) -> Vec<String> {
    let labels = LABELS.iter().filter(|(_, items)| items.contains(&index));
    labels.map(|(label, _)| (*label).to_owned()).collect()
}

fn working_day_before(day: Date) -> Date {
    let back = match day.weekday() {
        Weekday::Monday => 3,
        Weekday::Sunday => 2,
        _ => 1,
    };
    day.saturating_sub(back.days())
}

/// The working day of a two-week sprint that begins on a Monday, from 0 to 9.
fn working_day(monday: Date, day: usize) -> Date {
    let days = if day < 5 { day } else { day + 2 };
    monday.saturating_add((days as i64).days())
}
