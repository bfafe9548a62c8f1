//! Foreign files into what an import brings: bytes in, values out.
//!
//! A format has a folder of its own, such as [`csv`], that says what a file
//! holds and where that goes. What all formats share stands beside them: how
//! other tools write dates, kinds and points ([`values`]), what cannot come as
//! it is and why ([`problem`]), the items that come ([`plan`]) and the report
//! before the deed ([`dry_run`]).
//!
//! Deliberately not here: IO, async, the network, and every decision about the
//! product. Whether an item is created, updated or left alone is decided in
//! [`domain::import`].

pub mod csv;
pub mod dry_run;
pub mod plan;
pub mod problem;
pub mod values;
