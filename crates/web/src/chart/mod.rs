//! Charts as SVG, drawn on the server: they print, need no script, follow the page's colours and
//! are the same bytes for the same record (E7).
//!
//! Compared before writing: plotters draws with literal colours and has neither classes nor
//! tooltips, so a dark page would need a second picture and every mark's words would be lost;
//! charming writes the options of a JavaScript library and needs an engine to draw them on a
//! server. What is left to write is a linear scale, round ticks and paths: less than either's glue.
//!
//! A chart is a function from figures (`domain::report`) to markup. On a page its colours are
//! classes (`assets/css/chart.css`); as a file of its own they are written out ([`Ink`]).
//! Deliberately not here: what a figure means; the domain computes that.

mod burndown;
mod ink;
mod kano;
mod load;
mod scale;
mod sparkline;
mod table;
mod words;

pub use burndown::{Figure, Size, burndown};
pub use ink::Ink;
pub use kano::{Spot, kano};
pub use load::{Load, load};
pub use scale::number;
pub use sparkline::sparkline;
pub use table::table;
pub use words::{amount, answer, moment, step_words};
