//! Refusals about the gate and the sprint, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;
use crate::ready::Check;
use crate::scale::Measure;
use crate::text::counted;

/// What is missing, in one list.
fn lacks(product: &Product, missing: &[Check]) -> String {
    let lacks: Vec<_> = missing.iter().map(|check| check.lack(product)).collect();
    lacks.join(", ")
}

/// What the team's estimates add up in.
fn measure(product: &Product) -> Measure {
    product.scale.measure()
}

impl Refusal {
    pub(super) fn explain_sprint(&self, product: &Product) -> Explanation {
        match self {
            Refusal::NotReady { item, missing } => Explanation::new(
                format!("{} is not ready for a sprint.", product.item_key(*item)),
                format!("It lacks something: {}.", lacks(product, missing)),
                "Refine it, or waive the check with a reason.",
            ),
            Refusal::NoneReady {
                count,
                item,
                missing,
            } => Explanation::new(
                format!(
                    "None of these {} is ready for a sprint.",
                    counted(*count, "item")
                ),
                format!(
                    "The first, {}, lacks something: {}.",
                    product.item_key(*item),
                    lacks(product, missing)
                ),
                "Refine them first.",
            ),
            Refusal::NothingFits { up_to } => Explanation::new(
                format!("Nothing was pulled up to {}.", measure(product).say(*up_to)),
                "No ready item of the product backlog is small enough for what is left.",
                format!(
                    "Refine the top of the product backlog, or fill up to more {}.",
                    measure(product).many()
                ),
            ),
            Refusal::SprintRunning {
                name, day, days, ..
            } => Explanation::new(
                format!("{name} is committed (day {day} of {days})."),
                "After the commitment nothing enters or leaves a sprint.",
                "Wait for the next sprint.",
            ),
            Refusal::SprintClosed { name, .. } => Explanation::new(
                format!("{name} is closed."),
                "A closed sprint stays as it was.",
                "Plan the next one.",
            ),
            Refusal::SprintNotRunning { sprint } => Explanation::new(
                format!("Sprint {sprint} does not run."),
                "The team has not committed to it.",
                "Commit it first.",
            ),
            Refusal::SprintEmpty { sprint } => Explanation::new(
                format!("Sprint {sprint} is empty."),
                "There is nothing to commit to.",
                "Pull items in first.",
            ),
            Refusal::AnotherSprintRunning { name, .. } => Explanation::new(
                format!("{name} still runs."),
                "A team runs one sprint at a time.",
                "Close it first.",
            ),
            _ => self.explain_team(),
        }
    }

    /// What a team says about itself.
    fn explain_team(&self) -> Explanation {
        match self {
            Refusal::NotInTeam => Explanation::new(
                "This was not kept.",
                "Only developers and the scrum master are the team of a sprint.",
                "Name somebody of the team, or give them a role in it first.",
            ),
            Refusal::DaysBeyondSprint { days } => Explanation::new(
                "The days were not changed.",
                format!("The sprint has {}.", counted(*days, "working day")),
                format!("Say a part of each day from 0 to 100 %, and at most {days} days off."),
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
