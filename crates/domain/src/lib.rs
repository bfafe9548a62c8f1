//! What a backlog is: commands, decided against a state, become events, folded
//! into the next state. Rights, rules, readiness, reports and queries live
//! here, and nowhere else.
//!
//! Deliberately not here: clocks, randomness, IO, async, databases, HTTP. Time,
//! actor and new ids come in with a command's [`record::Context`]; `clippy.toml`
//! beside this crate and `cargo xtask tidy` hold it so.

pub mod cleanup;
pub mod decide;
pub mod event;
pub mod evolve;
pub mod file;
pub mod forecast;
pub mod gradient;
pub mod history;
pub mod ids;
pub mod import;
pub mod item;
pub mod ledger;
pub mod likeness;
pub mod map;
pub mod mention;
pub mod order;
pub mod people;
pub mod place;
pub mod points;
pub mod poker;
pub mod policy;
pub mod product;
pub mod query;
pub mod ready;
pub mod record;
pub mod refine;
pub mod refusal;
pub mod report;
pub mod rights;
pub mod roadmap;
pub mod scale;
pub mod score;
pub mod sprint;
pub mod starter;
pub mod survey;
pub mod template;
#[cfg(test)]
mod testing;
pub mod text;
pub mod touch;
mod undo;
pub mod workspace;

pub use decide::{Command, Undo, decide, decide_all};
pub use event::Event;
pub use evolve::evolve;
pub use ids::{
    AnswerId, AttachmentId, BlockerId, CommandId, CommentId, CriterionId, GoalId, ItemId, PartId,
    PersonId, Position, ProductId, QuestionId, ReadyCheckId, SprintId, StepId, SurveyId, TeamId,
    TemplateId,
};
pub use item::{Item, Kind, Place, Priority};
pub use points::Points;
pub use product::Product;
pub use record::{Context, Decision, Recorded};
pub use refusal::{Explanation, Refusal, Sort};
pub use rights::{Actor, Right, Role, Roles};
pub use scale::Scale;
pub use sprint::{Column, Sprint, Status};
pub use workspace::Workspace;
