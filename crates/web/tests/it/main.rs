//! Millpond's pages through HTTP on the real application, in memory: what is answered, to whom.

#![expect(clippy::unwrap_used, reason = "what goes wrong here fails a test")]

mod around;
mod attachments;
mod backlog;
mod blockers;
mod board;
mod chart;
mod closed;
mod coverage;
mod entry;
mod epics;
mod guests;
mod import;
mod item;
mod kept;
mod left;
mod live;
mod map;
mod members;
mod mentions;
mod navigation;
mod planning;
mod poker;
mod policies;
mod questions;
mod ready_policy;
mod refinement;
mod roadmap;
mod scores;
mod split;
mod suggestions;
mod surveys;
mod templates;
mod world;
