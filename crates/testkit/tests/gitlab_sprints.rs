//! Some 200 real sprints of four GitLab projects, replayed: planned, filled,
//! committed to, done when their items were closed, closed on their last day.
//! Here and not in `domain`, which reads no files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::Rank;
use domain::people::OpenProduct;
use domain::ready::Check;
use domain::report::burndown::Unit;
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::text::ProductKey;
use domain::{
    Actor, Column, Command, CommandId, Context, ItemId, PersonId, Place, Points, Product, Sprint,
    SprintId, decide, evolve,
};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

const DATA: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../shared/data/agile/gitlab_sprints"
);

/// One project's file, and where its people are.
const PROJECTS: [(&str, &str); 4] = [
    ("minds-engine.json", "America/New_York"),
    ("minds-minds.json", "America/New_York"),
    ("mlreef.json", "Europe/Vienna"),
    ("upchieve-subway.json", "America/New_York"),
];

#[test]
fn real_sprints_burn_down_to_what_was_left() {
    let (mut replayed, mut finished) = (0, 0);
    for (file, zone) in PROJECTS {
        let Ok(text) = std::fs::read_to_string(Path::new(DATA).join(file)) else {
            eprintln!("skipped: ../shared/data/agile/gitlab_sprints/{file} is missing");
            return;
        };
        let project: Value = serde_json::from_str(&text).expect("the file is JSON");
        let mut team = Team::new();
        for sprint in list(&project, "sprints") {
            if let Some(real) = Real::read(sprint, list(&project, "issues"), zone) {
                finished += team.replay(&real);
                replayed += 1;
            }
        }
    }
    assert!(replayed > 100, "only {replayed} sprints make sense");
    assert!(finished > 500, "only {finished} items were done in time");
}

/// A sprint as GitLab remembers it.
struct Real {
    calendar: Calendar,
    items: Vec<(NewItem, Option<Timestamp>)>,
}

impl Real {
    /// Sprints without items, without dates or longer than a month are left out.
    fn read(sprint: &Value, issues: &[Value], zone: &str) -> Option<Real> {
        let day = |name: &str| sprint[name].as_str()?.parse().ok();
        let (start, end) = (day("start_date")?, day("due_date")?);
        let calendar = Calendar::new(start, end, zone, BTreeSet::new()).ok()?;
        let field = match sprint["kind"].as_str()? {
            "iteration" => "iteration_id",
            _ => "milestone_id",
        };
        let of_it = issues.iter().filter(|issue| issue[field] == sprint["id"]);
        let items: Vec<_> = of_it.map(item).collect();
        (!items.is_empty()).then_some(Real { calendar, items })
    }
}

fn item(issue: &Value) -> (NewItem, Option<Timestamp>) {
    let item = NewItem {
        description: issue["description"].as_str().unwrap_or_default().to_owned(),
        estimate: issue["weight"].as_f64().and_then(Points::new),
        ..NewItem::titled(issue["title"].as_str().expect("a title"))
    };
    let closed = issue["closed_at"].as_str();
    (item, closed.map(|closed| closed.parse().expect("a moment")))
}

fn list<'a>(project: &'a Value, name: &str) -> &'a [Value] {
    project[name].as_array().map_or(&[], Vec::as_slice)
}

/// A product whose team does one sprint after another.
struct Team {
    product: Product,
}

impl Team {
    fn new() -> Team {
        let product = Product::default();
        let mut team = Team { product };
        let open = OpenProduct {
            key: ProductKey::new("REAL").expect("a key"),
            name: "Real".into(),
            time_zone: "UTC".into(),
            owner: PersonId(Uuid::nil()),
        };
        team.gives(Timestamp::UNIX_EPOCH, open);
        team
    }

    /// How many of its items were done in time.
    fn replay(&mut self, real: &Real) -> usize {
        let (begins, ends) = (real.calendar.begins(), real.calendar.ends());
        let before = self.product.order.to_vec();
        let (sprint, items) = self.plan(real);
        self.gives(begins, CommitSprint { sprint });
        let closed = real.items.iter().map(|(_, closed)| *closed);
        let mut done: Vec<(Timestamp, ItemId)> = closed
            .zip(&items)
            .filter_map(|(at, item)| Some((at?.max(begins), *item)))
            .filter(|(at, _)| *at < ends)
            .collect();
        done.sort();
        for (at, item) in &done {
            let (to, rank) = (Column::Done, Rank::Top);
            let item = *item;
            self.gives(*at, MoveCard { item, to, at: rank });
        }
        let reasons = BTreeMap::new();
        self.gives(ends, CloseSprint { sprint, reasons });
        let done: BTreeSet<ItemId> = done.into_iter().map(|(_, item)| item).collect();
        self.came_out_right(sprint, &items, &done, &before);
        done.len()
    }

    fn plan(&mut self, real: &Real) -> (SprintId, Vec<ItemId>) {
        let at = real.calendar.begins();
        let first = self.product.next_item().0;
        let (sprint, calendar) = (self.product.next_sprint(), real.calendar.clone());
        let new: Vec<NewItem> = real.items.iter().map(|(item, _)| item.clone()).collect();
        let items: Vec<ItemId> = (first..).take(new.len()).map(ItemId).collect();
        let create = CreateItems {
            items: new,
            at: Rank::Bottom,
        };
        self.gives(at, create);
        let plan = PlanSprint {
            team: None,
            name: None,
            goal: None,
            calendar,
        };
        self.gives(at, plan);
        let why = || String::from("Nobody kept these in GitLab");
        let pull = PullItems {
            sprint,
            items: items.clone(),
            to: Rank::Bottom,
            waive: [Check::AcceptanceCriteria, Check::Estimate, Check::Size]
                .map(|check| (check, why()))
                .to_vec(),
            unready: Unready::Refuse,
        };
        self.gives(at, pull);
        (sprint, items)
    }

    fn gives(&mut self, at: Timestamp, command: impl Into<Command>) {
        let context = Context {
            at,
            actor: Actor::Person {
                id: PersonId(Uuid::nil()),
                administrator: false,
            },
            command: CommandId(Uuid::nil()),
        };
        let decision = decide(&self.product, &context, &command.into());
        let decision = decision
            .unwrap_or_else(|refusal| panic!("{}", refusal.explain(&self.product).sentence()));
        for recorded in decision.record(&context, self.product.position) {
            evolve(&mut self.product, &recorded);
        }
    }

    fn came_out_right(
        &self,
        sprint: SprintId,
        items: &[ItemId],
        done: &BTreeSet<ItemId>,
        before: &[ItemId],
    ) {
        let returned = items.iter().copied().filter(|item| !done.contains(item));
        let order: Vec<ItemId> = returned.chain(before.iter().copied()).collect();
        assert_eq!(*self.product.order, order, "what is left returns on top");
        let place = |item: &ItemId| self.product.items[item].place;
        assert!(
            done.iter()
                .all(|item| place(item) == Place::Done(Some(sprint)))
        );
        let points = |item: &ItemId| self.product.items[item].estimate.unwrap_or_default();
        let points_done: Points = done.iter().map(points).sum();
        let sprint = &self.product.sprints[&sprint];
        let outcome = sprint.outcome.as_ref().expect("an outcome");
        assert_eq!(outcome.points_done(), points_done);
        assert_eq!(outcome.done.len() + outcome.returned.len(), items.len());
        let total: Points = items.iter().map(points).sum();
        let (all, left) = (items.len() as f64, outcome.returned.len() as f64);
        sane(
            sprint,
            Unit::Points,
            total.as_f64(),
            outcome.points_returned().as_f64(),
        );
        sane(sprint, Unit::Items, all, left);
    }
}

/// From everything to what is left, never up and never below nothing.
fn sane(sprint: &Sprint, unit: Unit, total: f64, left: f64) {
    let chart = sprint
        .burndown
        .chart(&sprint.calendar, unit, sprint.calendar.ends());
    assert_eq!((chart.committed, chart.remaining), (total, left));
    let actual: Vec<f64> = chart.actual.iter().map(|point| point.value).collect();
    assert_eq!((actual.first(), actual.last()), (Some(&total), Some(&left)));
    let ideal: Vec<f64> = chart.ideal.iter().map(|(_, value)| *value).collect();
    assert_eq!((ideal.first(), ideal.last()), (Some(&total), Some(&0.0)));
    for line in [actual, ideal] {
        assert!(line.is_sorted_by(|one, next| one >= next), "{line:?}");
    }
    let moments: Vec<Timestamp> = chart.actual.iter().map(|point| point.at).collect();
    assert!(moments.is_sorted(), "{moments:?}");
    let days = chart
        .days
        .windows(2)
        .all(|days| days[0].ends == days[1].begins);
    assert!(days, "a gap between two days");
}
