//! What is done to the roadmap, each in a product that has a goal.

use domain::item::reorder::Rank;
use domain::roadmap::add::AddGoal;
use domain::roadmap::break_down::BreakDown;
use domain::roadmap::cover::CoverPart;
use domain::roadmap::edit::{EditGoal, GoalField};
use domain::roadmap::end::ChangeGoalState;
use domain::roadmap::schedule::ScheduleGoal;
use domain::roadmap::serve::ChangeGoal;
use domain::roadmap::{GoalState, Quarter, Span};
use domain::{GoalId, PartId};

use super::{Command, ONE, Product, give};

pub(crate) fn samples(busy: &Product) -> Vec<(Product, Command)> {
    let add = AddGoal {
        name: "Pay by card".into(),
        text: "# Cards\n- Visa".into(),
        span: None,
    };
    let mut product = busy.clone();
    give(&mut product, add.clone());
    let goal = GoalId(1);
    let quarter = Quarter::parse("2026-Q4").expect("a quarter");
    let commands: Vec<Command> = vec![
        add.into(),
        EditGoal {
            goal,
            field: GoalField::Name,
            text: "Cards".into(),
            base: None,
            parts: None,
        }
        .into(),
        ScheduleGoal {
            goal,
            to: Some(Span::new(quarter, quarter).expect("a span")),
        }
        .into(),
        ChangeGoalState {
            goal,
            to: GoalState::Dropped,
            because: Some("No use".into()),
        }
        .into(),
        CoverPart {
            goal,
            part: PartId(1),
            item: ONE,
            covers: true,
        }
        .into(),
        BreakDown {
            goal,
            section: PartId(1),
            points: vec![PartId(2)],
            at: Rank::Bottom,
        }
        .into(),
        ChangeGoal {
            item: ONE,
            to: Some(goal),
        }
        .into(),
    ];
    let each = commands.into_iter();
    each.map(|command| (product.clone(), command)).collect()
}
