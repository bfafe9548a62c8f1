//! A product's policies (B5): where a team adapts the rules to itself. One table
//! says what there is, what holds unless somebody changes it, and whose it is;
//! another policy is another line of it. The Definition of Ready (C12) is made
//! of policies and of the team's own checks. What a check means is in
//! [`crate::ready`].

pub mod change;
pub mod checklist;
pub mod own_check;
pub(crate) mod undo;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, Position, ReadyCheckId};
use crate::points::Points;
use crate::product::Product;
use crate::ready::Check;
use crate::refine;
use crate::rights::Right;
use crate::scale::Measure;
use crate::text::Revised;

/// One thing a team decides about how it works.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Policy {
    /// Ready: an item has acceptance criteria.
    ReadyCriteria,
    /// Ready: an item is estimated.
    ReadyEstimate,
    /// Ready: an item is no larger than so many points.
    ReadySize,
    /// Ready: no question about an item is open.
    ReadyQuestions,
    /// Ready: nothing an item waits for is still open.
    ReadyDependencies,
    /// Ready: a story serves a goal of the roadmap.
    ReadyRoadmap,
    /// Order: no more than this share is Must (C8).
    MustShare,
    /// Refinement: so many days may pass without any (C9).
    RefinementPause,
    /// Detail: items that the next so many sprints may take are near (C9).
    DetailNear,
    /// Detail: items behind so many sprints are far.
    DetailFar,
    /// Detail: what is far is told in so many characters.
    DetailLength,
    /// Refinement: so many items at the top are refined (C9).
    RefinementTop,
    /// Clean-up: what nobody has touched for so many days is asked about (C14).
    CleanUpAge,
    /// Icebox: what is put there is looked at again after so many months (C13).
    IceboxReview,
    /// Planning: a new sprint is proposed to last so many days (D1).
    SprintLength,
}

/// What a policy is about: those of one topic are read together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Topic {
    /// What makes an item ready.
    Ready,
    /// What the product owner holds the order to.
    Order,
    /// How the backlog is kept refined.
    Refinement,
    /// When what waits is looked at again.
    CleanUp,
    /// How sprints are planned.
    Planning,
}

/// What a policy says.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// It does not hold.
    Off,
    /// It holds.
    On,
    /// It holds up to, or with, this number.
    AtMost(u32),
}

/// The numbers a policy takes, both included.
pub type Range = (u32, u32);

/// The number of a policy that has one.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Which it takes.
    pub range: Range,
    /// What stands before it: "at most", "after".
    pub lead: &'static str,
    /// What it counts.
    pub unit: &'static str,
    /// Whether it can't be switched off: there is always such a number.
    pub always: bool,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Which policy.
    pub policy: Policy,
    /// What it is about.
    pub topic: Topic,
    /// What it asks for, as people read it.
    pub title: &'static str,
    /// Why it holds unless somebody changes it.
    pub why: &'static str,
    /// What holds unless somebody changes it.
    pub default: Setting,
    /// Its number, for a policy that has one.
    pub number: Option<Number>,
    /// Who may change it.
    pub right: Right,
}

/// All policies, in the order people read them.
pub static TABLE: [Entry; 15] = [
    Entry {
        policy: Policy::ReadyCriteria,
        topic: Topic::Ready,
        title: "Has acceptance criteria",
        why: "Without them nobody can say when the item is done.",
        default: Setting::On,
        number: None,
        right: Right::Ready,
    },
    Entry {
        policy: Policy::ReadyEstimate,
        topic: Topic::Ready,
        title: "Estimated by the team",
        why: "What nobody has estimated cannot be planned against a capacity.",
        default: Setting::On,
        number: None,
        right: Right::Ready,
    },
    Entry {
        policy: Policy::ReadySize,
        topic: Topic::Ready,
        title: "Small enough",
        why: "Large items hide surprises and rarely fit into one sprint; split them.",
        default: Setting::AtMost(13),
        number: Some(Number {
            range: (1, 9_999),
            lead: "at most",
            unit: "points",
            always: false,
        }),
        right: Right::Ready,
    },
    Entry {
        policy: Policy::ReadyQuestions,
        topic: Topic::Ready,
        title: "All questions answered",
        why: "An answer that comes during the sprint comes too late to plan for.",
        default: Setting::On,
        number: None,
        right: Right::Ready,
    },
    Entry {
        policy: Policy::ReadyDependencies,
        topic: Topic::Ready,
        title: "Waits for nothing unfinished",
        why: "What waits for something else cannot be finished at will.",
        default: Setting::On,
        number: None,
        right: Right::Ready,
    },
    // Off, because a backlog that was just brought here has no goals yet.
    Entry {
        policy: Policy::ReadyRoadmap,
        topic: Topic::Ready,
        title: "Serves the roadmap",
        why: "A story that serves no goal may be work nobody asked for. Bugs and tasks need none.",
        default: Setting::Off,
        number: None,
        right: Right::Ready,
    },
    Entry {
        policy: Policy::MustShare,
        topic: Topic::Order,
        title: "Share of Must",
        why: "When most is Must, the word says nothing any more. Above this share of the items or the \
              points, and above what the next quarter holds, the backlog asks which one waits.",
        default: Setting::AtMost(40),
        number: Some(Number {
            range: (1, 100),
            lead: "at most",
            unit: "%",
            always: false,
        }),
        right: Right::Order,
    },
    Entry {
        policy: Policy::RefinementPause,
        topic: Topic::Refinement,
        title: "Time without refinement",
        why: "What nobody refines is not ready when the next sprint is planned. After so many days without \
              any the backlog page says so, while something at the top is not ready.",
        default: Setting::AtMost(7),
        number: Some(Number {
            range: (1, 90),
            lead: "at most",
            unit: "days",
            always: false,
        }),
        right: Right::Ready,
    },
    Entry {
        policy: Policy::DetailNear,
        topic: Topic::Refinement,
        title: "Near the top",
        why: "What one of the next sprints may take and is not ready is marked as vague, so that it is \
              refined in time. A sprint is what the teams usually finish, or ten items until that is known.",
        default: Setting::AtMost(2),
        number: Some(Number {
            range: (1, 10),
            lead: "at most",
            unit: "sprints ahead",
            always: false,
        }),
        right: Right::Ready,
    },
    Entry {
        policy: Policy::DetailFar,
        topic: Topic::Refinement,
        title: "Not far yet",
        why: "What is written about an item that is further away than that has often changed when it comes near.",
        default: Setting::AtMost(6),
        number: Some(Number {
            range: (2, 50),
            lead: "at most",
            unit: "sprints ahead",
            always: false,
        }),
        right: Right::Ready,
    },
    Entry {
        policy: Policy::DetailLength,
        topic: Topic::Refinement,
        title: "Detail of what is far",
        why: "Text and criteria above this length, of an item that is far, are marked as much detail for its place.",
        default: Setting::AtMost(2_000),
        number: Some(Number {
            range: (1, 100_000),
            lead: "at most",
            unit: "characters",
            always: false,
        }),
        right: Right::Ready,
    },
    Entry {
        policy: Policy::RefinementTop,
        topic: Topic::Refinement,
        title: "The top that is refined",
        why: "What the next two or three sprints are likely to take. A session goes through those of it that are \
              not ready; what is further away may still change.",
        default: Setting::AtMost(20),
        number: Some(Number {
            range: (5, refine::MOST as u32),
            lead: "the first",
            unit: "items",
            always: true,
        }),
        right: Right::Ready,
    },
    Entry {
        policy: Policy::CleanUpAge,
        topic: Topic::CleanUp,
        title: "Long untouched",
        why: "What nobody has touched for so long is often not wanted any more, so the clean-up pass asks. What \
              is kept there is not asked about for as long.",
        default: Setting::AtMost(90),
        number: Some(Number {
            range: (7, 3_650),
            lead: "after",
            unit: "days",
            always: false,
        }),
        right: Right::Order,
    },
    Entry {
        policy: Policy::IceboxReview,
        topic: Topic::CleanUp,
        title: "Review of what is iced",
        why: "What lies in the icebox is looked at again some day, or it would lie there for ever. Another day \
              can be chosen for each item.",
        default: Setting::AtMost(3),
        number: Some(Number {
            range: (1, 60),
            lead: "after",
            unit: "months",
            always: true,
        }),
        right: Right::Order,
    },
    Entry {
        policy: Policy::SprintLength,
        topic: Topic::Planning,
        title: "Length of a sprint",
        why: "Sprints of one length are compared with each other. A new one is proposed with it; its first and last \
              day can be changed.",
        default: Setting::AtMost(14),
        number: Some(Number {
            range: (1, 31),
            lead: "",
            unit: "days",
            always: true,
        }),
        right: Right::PlanSprint,
    },
];

impl Policy {
    /// Its line of the table.
    pub fn entry(self) -> &'static Entry {
        &TABLE[self as usize]
    }

    /// As written in the record, forms and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Policy::ReadyCriteria => "ready_criteria",
            Policy::ReadyEstimate => "ready_estimate",
            Policy::ReadySize => "ready_size",
            Policy::ReadyQuestions => "ready_questions",
            Policy::ReadyDependencies => "ready_dependencies",
            Policy::ReadyRoadmap => "ready_roadmap",
            Policy::MustShare => "must_share",
            Policy::RefinementPause => "refinement_pause",
            Policy::DetailNear => "detail_near",
            Policy::DetailFar => "detail_far",
            Policy::DetailLength => "detail_length",
            Policy::RefinementTop => "refinement_top",
            Policy::CleanUpAge => "clean_up_age",
            Policy::IceboxReview => "icebox_review",
            Policy::SprintLength => "sprint_length",
        }
    }

    /// The policy written as `text`.
    pub fn parse(text: &str) -> Option<Policy> {
        let found = TABLE.iter().find(|entry| entry.policy.as_str() == text);
        found.map(|entry| entry.policy)
    }
}

impl Entry {
    /// What a setting of it says: "on", "off", "at most 13 points", "after 90 days".
    pub fn words(&self, setting: Setting) -> String {
        match (setting, &self.number) {
            (Setting::Off, _) => "off".to_owned(),
            (Setting::On, _) => "on".to_owned(),
            (Setting::AtMost(count), None) => count.to_string(),
            (Setting::AtMost(count), Some(number)) => {
                let (lead, unit) = (number.lead, number.unit);
                let unit = match count {
                    1 => unit.strip_suffix('s').unwrap_or(unit),
                    _ => unit,
                };
                format!("{lead} {count} {unit}").trim_start().to_owned()
            }
        }
    }

    /// Whether it can't be switched off.
    pub fn is_always(&self) -> bool {
        self.number.as_ref().is_some_and(|number| number.always)
    }
}

/// Who changed a policy, when and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Who; `None` for the command line.
    pub by: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// Why, if they said.
    pub reason: Option<Arc<str>>,
    /// The event.
    pub position: Position,
}

/// A check of the team's own, ticked by hand for each item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnCheck {
    /// Its number.
    pub id: ReadyCheckId,
    /// What must be so.
    pub text: Revised<Arc<str>>,
    /// Whether it was taken away. It stays, because waivers name it.
    pub removed: bool,
    /// Who added, reworded or restored it last, and when.
    pub changed: Changed,
}

/// What a product's policies say now.
#[derive(Clone, PartialEq, Debug)]
pub struct Policies {
    settings: [Setting; TABLE.len()],
    changes: BTreeMap<Policy, Changed>,
    own: Vec<OwnCheck>,
}

impl Default for Policies {
    fn default() -> Policies {
        Policies {
            settings: TABLE.map(|entry| entry.default),
            changes: BTreeMap::new(),
            own: Vec::new(),
        }
    }
}

/// Hours an item has at most to be ready, unless somebody says otherwise: a week
/// of one person's work.
const MOST_HOURS: u32 = 40;

impl Product {
    /// What a policy says here. A size nobody has set fits the scale.
    pub fn policy(&self, policy: Policy) -> Setting {
        let unset = self.policies.changed(policy).is_none();
        match policy {
            Policy::ReadySize if unset && self.scale.measure() == Measure::Hours => {
                Setting::AtMost(MOST_HOURS)
            }
            policy => self.policies.get(policy),
        }
    }

    /// What an item may be estimated at most to be ready, where that is limited.
    pub fn largest(&self) -> Option<Points> {
        match self.policy(Policy::ReadySize) {
            Setting::AtMost(most) => Some(Points::whole(most)),
            Setting::On | Setting::Off => None,
        }
    }
}

impl Policies {
    /// What a policy says.
    pub fn get(&self, policy: Policy) -> Setting {
        self.settings[policy as usize]
    }

    /// Who changed it last; `None` when nobody has.
    pub fn changed(&self, policy: Policy) -> Option<&Changed> {
        self.changes.get(&policy)
    }

    /// The team's own checks.
    pub fn own_checks(&self) -> impl Iterator<Item = &OwnCheck> {
        self.own.iter().filter(|check| !check.removed)
    }

    /// One of them, removed ones too.
    pub fn own_check(&self, id: ReadyCheckId) -> Option<&OwnCheck> {
        self.own.iter().find(|check| check.id == id)
    }

    /// The number of a policy that is never off.
    pub fn number(&self, policy: Policy) -> u32 {
        let usual = match policy.entry().default {
            Setting::AtMost(number) => number,
            Setting::On | Setting::Off => 0,
        };
        self.limit(policy).unwrap_or(usual)
    }

    /// The number up to which a policy holds; `None` for one that does not, or that has none.
    pub fn limit(&self, policy: Policy) -> Option<u32> {
        match self.get(policy) {
            Setting::AtMost(number) => Some(number),
            Setting::On | Setting::Off => None,
        }
    }

    /// The checks every item is held to, in the order people read them.
    /// [`Check::BrokenDown`] is not among them: it is a matter of kind and no
    /// policy.
    pub fn checks(&self) -> impl Iterator<Item = Check> {
        let built_in = [
            (Policy::ReadyCriteria, Check::AcceptanceCriteria),
            (Policy::ReadyEstimate, Check::Estimate),
            (Policy::ReadySize, Check::Size),
            (Policy::ReadyQuestions, Check::NoOpenQuestion),
            (Policy::ReadyDependencies, Check::NoUnresolvedDependency),
            (Policy::ReadyRoadmap, Check::ServesRoadmap),
        ];
        let on = built_in
            .into_iter()
            .filter(move |(policy, _)| self.get(*policy) != Setting::Off);
        let own = self.own_checks().map(|check| Check::Own(check.id));
        on.map(|(_, check)| check).chain(own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_stands_in_its_line_and_its_default_fits() {
        for (index, entry) in TABLE.iter().enumerate() {
            assert_eq!(entry.policy as usize, index);
            assert_eq!(Policy::parse(entry.policy.as_str()), Some(entry.policy));
            let number = matches!(entry.default, Setting::AtMost(_));
            assert!(number || !entry.is_always(), "{:?}", entry.policy);
            assert_eq!(
                change::fitting(entry.policy, entry.default),
                Ok(entry.default)
            );
        }
    }
}
