//! What a team says about itself for the sprint it plans.

use domain::sprint::Availability;
use domain::sprint::availability::SetAvailability;

use super::{PLANNED, person};

pub(crate) fn half_time() -> SetAvailability {
    let to = Some(Availability {
        percent: 50,
        half_days_off: 0,
    });
    SetAvailability {
        sprint: PLANNED,
        person: person(1),
        to,
    }
}
