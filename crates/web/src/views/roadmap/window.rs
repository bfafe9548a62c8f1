//! Which part of the roadmap an address asks for.

use domain::place::ice::today;
use domain::roadmap::{Quarter, Span};

use crate::urls::{route, with_query};
use crate::visit::Visit;

/// Quarters shown at once, by name.
pub(super) const ZOOMS: [(i32, &str); 3] = [(4, "1 year"), (8, "2 years"), (12, "3 years")];
/// How many when nothing is said.
const USUAL: i32 = 8;

/// A part of the roadmap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    /// The first quarter shown.
    pub(super) from: Quarter,
    /// How many.
    pub(super) quarters: i32,
    /// The quarter it is now.
    pub(super) now: Quarter,
    /// Whether goals stand under now, next and later instead.
    pub(super) horizon: bool,
}

impl Window {
    /// What an address asks for; nothing when it names no quarter.
    pub(crate) fn asked<'a>(
        visit: &Visit,
        value: impl Fn(&str) -> Option<&'a str>,
    ) -> Option<Window> {
        let now = now(visit);
        let from = match value("from") {
            Some(from) => Quarter::parse(from)?,
            None => now,
        };
        let zoom = value("quarters").and_then(|count| count.parse().ok());
        let known = |count: &i32| ZOOMS.iter().any(|(zoom, _)| zoom == count);
        Some(Window {
            from,
            quarters: zoom.filter(known).unwrap_or(USUAL),
            now,
            horizon: value("view") == Some("horizon"),
        })
    }

    /// The last quarter shown.
    pub(super) fn last(self) -> Quarter {
        self.from.later(self.quarters - 1)
    }

    /// The quarters shown.
    pub(super) fn shown(self) -> impl Iterator<Item = Quarter> {
        (0..self.quarters).map(move |by| self.from.later(by))
    }

    /// Whether any of a goal's quarters is shown.
    pub(super) fn has(self, span: Span) -> bool {
        span.start <= self.last() && self.from <= span.end
    }

    /// The column a goal begins in, from 1, and how many it has here.
    pub(super) fn columns(self, span: Span) -> (i32, i32) {
        let (start, end) = (span.start.max(self.from), span.end.min(self.last()));
        (start.since(self.from) + 1, end.since(start) + 1)
    }

    /// The address of the same view from another quarter on.
    pub(super) fn moved(self, visit: &Visit, from: Quarter) -> String {
        Window { from, ..self }.address(visit)
    }

    /// The address of another zoom.
    pub(super) fn zoomed(self, visit: &Visit, quarters: i32) -> String {
        Window { quarters, ..self }.address(visit)
    }

    fn address(self, visit: &Visit) -> String {
        let (from, quarters) = (self.from.to_string(), self.quarters.to_string());
        let from = (self.from != self.now).then_some(("from", from.as_str()));
        let zoom = (self.quarters != USUAL).then_some(("quarters", quarters.as_str()));
        let asked = from.into_iter().chain(zoom);
        with_query(&visit.urls.to(route::ROADMAP), asked)
    }
}

/// The quarter it is in the product's zone.
pub(crate) fn now(visit: &Visit) -> Quarter {
    Quarter::of(today(&visit.product, visit.now))
}
