//! Refusals about the gate and the sprint, in sentences.

use super::super::{Explanation, Refusal};
use crate::product::Product;

impl Refusal {
    pub(super) fn explain_sprint(&self, product: &Product) -> Explanation {
        match self {
            Refusal::NotReady { item, missing } => {
                let lacks: Vec<&str> = missing.iter().map(|check| check.lack()).collect();
                Explanation::new(
                    format!("{} is not ready for a sprint.", product.item_key(*item)),
                    format!("It lacks something: {}.", lacks.join(", ")),
                    "Refine it, or waive the check with a reason.",
                )
            }
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
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
