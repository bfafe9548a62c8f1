//! Charts of a sprint made by hand: a weekend, a holiday, an item done on a Saturday, one taken up
//! again, one estimated anew. What is drawn is held to the byte.

use std::collections::{BTreeMap, BTreeSet};

use domain::item::create::{CreateItems, NewItem};
use domain::item::criteria::AddCriterion;
use domain::item::estimate::Estimate;
use domain::item::reorder::Rank;
use domain::people::OpenProduct;
use domain::report::burndown::{Chart, Unit};
use domain::sprint::Calendar;
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::plan::PlanSprint;
use domain::sprint::pull::{PullItems, Unready};
use domain::text::ProductKey;
use domain::{
    Actor, Column, Command, CommandId, Context, ItemId, PersonId, Points, Position, Product,
    SprintId, decide, evolve,
};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;
use web::chart::{Figure, Ink, Load, Size, answer, burndown, load, sparkline, table};

const SPRINT: SprintId = SprintId(1);

/// A product whose clock stands where it is told to.
struct Story {
    product: Product,
    at: Timestamp,
}

impl Story {
    fn does(&mut self, command: impl Into<Command>) {
        let person = Actor::Person {
            id: PersonId(Uuid::from_u128(1)),
            administrator: false,
        };
        let context = Context {
            at: self.at,
            actor: person,
            command: CommandId(Uuid::nil()),
        };
        let decision = decide(&self.product, &context, &command.into()).unwrap();
        for recorded in decision.record(&context, self.product.position) {
            evolve(&mut self.product, &recorded);
        }
    }

    fn at(&mut self, at: &str, command: impl Into<Command>) {
        self.at = at.parse().unwrap();
        self.does(command);
    }

    fn chart(&self, unit: Unit, until: &str) -> Chart {
        let sprint = self.product.sprint(SPRINT).unwrap();
        sprint
            .burndown
            .chart(&sprint.calendar, unit, until.parse().unwrap())
    }
}

/// Four items of 5, 3, 8 and 2 points in two weeks of November with a holiday, just committed to.
fn committed() -> Story {
    let mut story = Story {
        product: Product::default(),
        at: "2026-11-01T09:00:00Z".parse().unwrap(),
    };
    story.does(OpenProduct {
        key: ProductKey::new("PAY").unwrap(),
        name: "Payments".into(),
        time_zone: "Europe/Warsaw".into(),
        owner: PersonId(Uuid::from_u128(1)),
    });
    let items = ["Pay", "Refund", "Receipt", "Reminder"]
        .map(NewItem::titled)
        .into();
    story.does(CreateItems {
        items,
        at: Rank::Bottom,
    });
    for (item, points) in [(1, 5), (2, 3), (3, 8), (4, 2)] {
        let item = ItemId(item);
        story.does(Estimate {
            item,
            to: Some(Points::whole(points)),
        });
        story.does(AddCriterion {
            item,
            text: "It works".into(),
        });
    }
    let holidays = BTreeSet::from([date(2026, 11, 11)]);
    let calendar = Calendar::new(
        date(2026, 11, 2),
        date(2026, 11, 15),
        "Europe/Warsaw",
        holidays,
    );
    let calendar = calendar.unwrap();
    story.does(PlanSprint {
        team: None,
        name: None,
        goal: None,
        calendar,
    });
    let items = [1, 2, 3, 4].map(ItemId).into();
    story.does(PullItems {
        sprint: SPRINT,
        items,
        to: Rank::Bottom,
        waive: Vec::new(),
        unready: Unready::Refuse,
    });
    story.at("2026-11-02T08:00:00Z", CommitSprint { sprint: SPRINT });
    story
}

fn card(item: u32, to: Column) -> MoveCard {
    MoveCard {
        item: ItemId(item),
        to,
        at: Rank::Top,
    }
}

/// The same up to the second Thursday.
fn told() -> Story {
    let mut story = committed();
    story.at("2026-11-04T14:05:00Z", card(2, Column::Done));
    story.at("2026-11-07T10:00:00Z", card(4, Column::Done));
    story.at(
        "2026-11-09T09:30:00Z",
        Estimate {
            item: ItemId(1),
            to: Some(Points::whole(8)),
        },
    );
    story.at("2026-11-10T15:00:00Z", card(2, Column::InProgress));
    story.at("2026-11-12T11:00:00Z", card(2, Column::Done));
    story
}

const NOW: &str = "2026-11-12T15:00:00Z";

fn key(item: ItemId) -> String {
    format!("PAY-{item}")
}

fn events(position: Position) -> String {
    format!("?at={position}")
}

fn figure(chart: &Chart) -> Figure<'_> {
    Figure {
        chart,
        title: "Burndown of Sprint 1",
        closed: false,
        key: &key,
        events: Some(&events),
    }
}

/// One element a line, so that a difference can be read.
fn lines(markup: maud::Markup) -> String {
    markup.into_string().replace("><", ">\n<")
}

#[test]
fn the_burndown_is_drawn_to_the_byte() {
    let chart = told().chart(Unit::Points, NOW);
    insta::assert_snapshot!(
        "wide",
        lines(burndown(&figure(&chart), Size::Wide, &Ink::PAGE))
    );
    insta::assert_snapshot!(
        "narrow",
        lines(burndown(&figure(&chart), Size::Narrow, &Ink::PAGE))
    );
    insta::assert_snapshot!("sparkline", lines(sparkline(&chart)));
    insta::assert_snapshot!("table", lines(table(&figure(&chart))));
}

#[test]
fn in_items_nothing_is_a_change_of_scope() {
    let chart = told().chart(Unit::Items, NOW);
    let drawn = lines(burndown(&figure(&chart), Size::Wide, &Ink::PAGE));
    assert!(!drawn.contains("Scope changed"), "{drawn}");
    assert_eq!(
        answer(&chart, false),
        "2 of 4 items remain, 1.4 above the ideal line."
    );
}

#[test]
fn the_answer_is_said_in_a_sentence() {
    let now = |story: &Story, at| answer(&story.chart(Unit::Points, at), false);
    assert_eq!(
        now(&committed(), "2026-11-02T08:00:00Z"),
        "18 of 18 points remain, 0.8 above the ideal line."
    );
    assert_eq!(
        now(&told(), NOW),
        "16 of 21 points remain, 13.3 above the ideal line."
    );
    let mut story = told();
    for item in [1, 3] {
        story.at("2026-11-13T09:00:00Z", card(item, Column::Done));
    }
    assert_eq!(
        now(&story, "2026-11-13T10:00:00Z"),
        "Nothing remains: all 21 points are done."
    );
}

#[test]
fn a_file_brings_its_own_colours_and_a_page_brings_none() {
    let chart = told().chart(Unit::Points, NOW);
    let page = burndown(&figure(&chart), Size::Wide, &Ink::PAGE).into_string();
    let file = burndown(&figure(&chart), Size::Wide, &Ink::FILE).into_string();
    assert!(!page.contains('#') && !page.contains("style"), "{page}");
    assert!(file.starts_with("<svg") && file.contains("xmlns=\"http://www.w3.org/2000/svg\""));
    for part in ["<path", "<polyline", "<rect", "<text", "<circle"] {
        let bare = file.split(part).skip(1).find(|rest| {
            let tag = rest.split('>').next().unwrap_or_default();
            !tag.contains("fill=\"#") && !tag.contains("stroke=\"#")
        });
        assert_eq!(bare, None, "{part} without a colour");
    }
}

#[test]
fn a_closed_sprints_chart_stays_the_same_whatever_happens_later() {
    let mut story = told();
    story.at(
        NOW,
        CloseSprint {
            sprint: SPRINT,
            reasons: BTreeMap::new(),
        },
    );
    let closed = |story: &Story| {
        let chart = story.chart(Unit::Points, NOW);
        burndown(
            &Figure {
                closed: true,
                ..figure(&chart)
            },
            Size::Wide,
            &Ink::FILE,
        )
        .into_string()
    };
    let before = closed(&story);
    story.does(Estimate {
        item: ItemId(3),
        to: None,
    });
    assert_eq!(closed(&story), before);
    assert!(before.contains("5 of 21 points were done, 16 returned to the product backlog."));
}

#[test]
fn a_load_bar_shows_what_is_usual() {
    let drawn = load(Load {
        planned: 24.0,
        usual: Some((21.0, 30.0)),
        capacity: None,
    });
    insta::assert_snapshot!("load", lines(drawn));
    let alone = load(Load {
        planned: 0.0,
        usual: None,
        capacity: None,
    })
    .into_string();
    assert!(!alone.contains("usual"), "{alone}");
    let fewer = load(Load {
        planned: 24.0,
        usual: Some((21.0, 30.0)),
        capacity: Some((14.0, 20.0)),
    });
    assert!(fewer.into_string().contains("for these days"));
}
