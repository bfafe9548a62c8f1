//! Foreign files into what an import brings: bytes in, values out.
//!
//! [`csv`] reads tables. How other tools write dates, kinds and points is in [`values`], what cannot
//! come as it is and why in [`problem`].
//!
//! Deliberately not here: IO, async, the network, and every decision about the
//! product. Whether an item is created, updated or left alone is decided in
//! [`domain::import`].

pub mod csv;
pub mod problem;
pub mod values;
