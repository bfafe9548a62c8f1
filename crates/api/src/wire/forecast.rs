//! A forecast over the wire.

use domain::ItemId;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::Reading;

/// Until when something will be done, in the order of the product backlog, at the pace of the team's closed
/// sprints. Both dates are `null` where that is more than about a year away.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, ToSchema)]
pub(crate) struct Forecast {
    /// The day until which it is done as likely as not.
    even: Option<Date>,
    /// The day until which it is done in 85 of 100 cases.
    sure: Option<Date>,
}

impl Reading {
    /// When the last of the items is done; nothing where that can't be said.
    pub(crate) fn forecast(&self, now: Timestamp, items: &[ItemId]) -> Option<Forecast> {
        let when = self.product.done_when(now, items)?;
        Some(Forecast {
            even: when.even,
            sure: when.sure,
        })
    }
}
