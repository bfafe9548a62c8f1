//! Readings of the record: charts and figures, folded from events.

pub mod burndown;
pub mod capacity;
pub mod chance;
pub mod epic;
pub mod inflation;
pub mod reach;
pub mod roadmap;
pub mod velocity;
pub mod when;
