//! Pages, fragments, live updates and assets: what a person sees of Millpond.
//!
//! Deliberately not here: deciding anything (`domain`), appending anything (`app`), JSON (`api`).

pub mod assets;
pub mod commands;
pub mod ui;
