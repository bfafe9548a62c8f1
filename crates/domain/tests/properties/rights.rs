//! Nothing happens but by those who hold the roles it needs, whatever the wish.

use domain::Event;

use crate::needed::Deed;
use crate::run::Tried;

/// Whoever made something happen holds the roles that let them, and did it under
/// one they hold.
pub(crate) fn were_held(tried: &Tried) {
    let held = tried.context.actor.roles(&tried.before);
    let happened = || tried.outcome.iter().flatten();
    let events: Vec<&Event> = happened().map(|recorded| &recorded.event).collect();
    let deed = Deed {
        before: &tried.before,
        by: tried.context.actor,
        command: &tried.command,
        events,
    };
    for any_of in deed.needed() {
        assert!(
            any_of.iter().any(|role| held.has(*role)),
            "{held:?} did {:?}",
            deed.events
        );
    }
    for recorded in happened() {
        let under = recorded.role.expect("everything happens under a role");
        assert!(held.has(under), "{held:?} acted as {under}");
    }
}
