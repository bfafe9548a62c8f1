//! CSV files: any table of items with a header.
//!
//! [`Sheet::read`] says what a file is or why it cannot be read, [`Mapping`]
//! which column is which field, [`fn@plan`] what comes of each row. The same
//! bytes, mapping and people always give the same plan.
//!
//! Deliberately not here: what only one tool's CSV means, such as Jira's
//! comment cells. That becomes a module beside this one.

mod disguise;
mod encoding;
mod field;
mod layout;
mod mapping;
mod plan;
mod row;
mod scan;
mod sheet;
mod unreadable;

pub use disguise::Disguise;
pub use encoding::Encoding;
pub use field::Field;
pub use layout::Header;
pub use mapping::{ColumnUse, Mapped, Mapping, UnknownColumn, columns};
pub use plan::{NoTitleColumn, plan};
pub use sheet::{Column, MAX_COLUMNS, Row, Rows, Sheet};
pub use unreadable::Unreadable;
