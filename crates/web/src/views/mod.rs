//! What pages share: the frame of a product's pages, a row, an item, times.
//!
//! Functions from a [`crate::visit::Visit`] to markup. Deliberately not here: routes and requests.

pub(crate) mod alike;
pub(crate) mod chooser;
pub(crate) mod cleanup;
pub(crate) mod coverage;
pub(crate) mod desk;
pub(crate) mod epics;
pub(crate) mod filters;
pub(crate) mod forecast;
pub(crate) mod frame;
pub(crate) mod goal;
pub(crate) mod import;
pub(crate) mod item;
pub(crate) mod kano;
pub(crate) mod left;
pub(crate) mod map;
pub(crate) mod mentions;
pub(crate) mod menus;
pub(crate) mod people;
pub(crate) mod picker;
pub(crate) mod poker;
pub(crate) mod policies;
mod policy_lines;
pub(crate) mod priorities;
pub(crate) mod profile;
pub(crate) mod reach;
pub(crate) mod ready_policy;
pub(crate) mod refinement;
pub(crate) mod roadmap;
mod row;
pub(crate) mod score;
pub(crate) mod scores;
pub(crate) mod split;
pub(crate) mod sprint;
pub(crate) mod suggestion_link;
pub(crate) mod suggestions;
pub(crate) mod templates;
pub(crate) mod trade_off;
pub(crate) mod undone;
mod when;
pub(crate) mod why;
mod words;

pub(crate) use domain::text::{counted, thousands};

pub(crate) use row::{Depth, Standing, item_row, ready_checks};
pub(crate) use when::{ago, day, on_day, since, until};
pub(crate) use words::{enumerated, joined, with_article};
