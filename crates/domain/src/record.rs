//! What surrounds a command and an event: who, when, under which role, why.

use jiff::Timestamp;

use crate::ids::{CommandId, PersonId, Position};
use crate::rights::{Actor, Role};

/// What a decision needs to know and may not find out by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Context {
    /// The moment the command arrived.
    pub at: Timestamp,
    /// Who gave it.
    pub actor: Actor,
    /// Its own id, which all its events carry.
    pub command: CommandId,
}

/// An event as it stands in a stream.
#[derive(Clone, PartialEq, Debug)]
pub struct Recorded<E> {
    /// Its place in the stream, from 1, without gaps.
    pub position: Position,
    /// When it was decided.
    pub at: Timestamp,
    /// Whose command caused it; `None` for the command line.
    pub actor: Option<PersonId>,
    /// The role that allowed it.
    pub role: Option<Role>,
    /// The command.
    pub cause: CommandId,
    /// What happened.
    pub event: E,
}

/// What a command leads to.
#[derive(Clone, PartialEq, Debug)]
pub struct Decision<E> {
    /// The role that allowed it.
    pub role: Option<Role>,
    /// What happens, in order. Empty when everything is so already.
    pub events: Vec<E>,
}

impl<E> Decision<E> {
    /// The events as they will stand in a stream whose last event is at `last`.
    pub fn record(self, context: &Context, last: Position) -> Vec<Recorded<E>> {
        let role = self.role;
        self.events
            .into_iter()
            .zip(last + 1..)
            .map(|(event, position)| Recorded {
                position,
                at: context.at,
                actor: context.actor.person(),
                role,
                cause: context.command,
                event,
            })
            .collect()
    }
}
