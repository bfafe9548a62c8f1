//! What the tests and benchmarks of several crates share: a small world in
//! which everything worth testing is the case, and believable items by the
//! thousand. For `[dev-dependencies]` only.
//!
//! ```ignore
//! let world = testkit::world().await;
//! world.does(world.people.owner, MoveItems { items: vec![item::BLOCKED], to: Rank::Top, reason: None }).await;
//! assert_eq!(world.state().await.order[0], item::BLOCKED);
//! ```
//!
//! Deliberately not here: assertions, HTTP clients, generators of random
//! commands. Whatever goes wrong here panics, because a test is about to.

#![expect(clippy::unwrap_used, reason = "what goes wrong here fails a test")]

mod items;
mod story;
mod world;

pub use items::{import, product};
pub use story::{item, sprint};
pub use world::{NOW, PASSWORD, People, World, big, untouched, world, world_on};
