//! What the workspace and a product have in common: a state that commands are
//! decided against and events are folded into.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use domain::cleanup::{self, Candidate};

use domain::forecast::TooLittle;
use domain::likeness::doubles::Doubles;
use domain::likeness::{self, Alike, Weights};
use domain::query::Summary;
use domain::report::reach::{self, Reach};
use domain::report::when::{self, Lookahead, When};
use domain::{Context, Decision, ItemId, Product, Recorded, Refusal, SprintId, Workspace};
use jiff::Timestamp;
use store::codec::Coded;
use tokio::sync::Mutex;

use crate::failure::Failure;

/// A state with its commands and events.
pub trait Aggregate: Clone + Default + Send + Sync + 'static {
    /// What may happen.
    type Event: Coded + Clone + Send + Sync;
    /// What may be wished.
    type Command: Send + Sync;

    /// Decides a command.
    ///
    /// # Errors
    /// Why not.
    fn decide(
        &self,
        context: &Context,
        command: &Self::Command,
    ) -> Result<Decision<Self::Event>, Refusal>;

    /// Makes an event so.
    fn evolve(&mut self, recorded: &Recorded<Self::Event>);

    /// The last event folded in.
    fn position(&self) -> u64;

    /// What `before` amounted to, kept up to date by what touched `items`. `None` when
    /// there is nothing to sum up.
    fn keep_up(
        _summary: &Summary,
        _before: &Self,
        _now: &Self,
        _items: &[ItemId],
    ) -> Option<Summary> {
        None
    }

    /// Whether what tells titles apart still does in `now`.
    fn still_fits(_weights: &Weights, _now: &Self) -> bool {
        false
    }

    /// Whether what was foreseen `before` still is.
    fn still_foreseen(_before: &Self, _now: &Self) -> bool {
        false
    }

    /// The items, sprint and order that an event touches, by the state after it.
    fn touched(&self, _event: &Self::Event) -> (Vec<ItemId>, Option<SprintId>, bool, bool) {
        (Vec::new(), None, false, false)
    }
}

impl Aggregate for Product {
    type Event = domain::Event;
    type Command = domain::Command;

    fn decide(
        &self,
        context: &Context,
        command: &domain::Command,
    ) -> Result<Decision<domain::Event>, Refusal> {
        domain::decide(self, context, command)
    }

    fn evolve(&mut self, recorded: &Recorded<domain::Event>) {
        domain::evolve(self, recorded);
    }

    fn position(&self) -> u64 {
        self.position
    }

    fn keep_up(
        summary: &Summary,
        before: &Product,
        now: &Product,
        items: &[ItemId],
    ) -> Option<Summary> {
        // Past a share of all items, counting them all is no more work.
        let few = items.len() < now.items.len() / 8 + 8;
        let kept = few.then(|| summary.after(before, now, items))?;
        debug_assert_eq!(kept, Summary::of(now), "every test looks that it keeps up");
        Some(kept)
    }

    fn still_fits(weights: &Weights, now: &Product) -> bool {
        weights.still_fit(now)
    }

    fn still_foreseen(before: &Product, now: &Product) -> bool {
        Lookahead::is_same(before, now)
    }

    fn touched(&self, event: &domain::Event) -> (Vec<ItemId>, Option<SprintId>, bool, bool) {
        let (order, all) = (event.changes_order(), event.changes_everything());
        (event.items(), event.concerns(self), order, all)
    }
}

impl Aggregate for Workspace {
    type Event = domain::workspace::Event;
    type Command = domain::workspace::Command;

    fn decide(
        &self,
        context: &Context,
        command: &domain::workspace::Command,
    ) -> Result<Decision<domain::workspace::Event>, Refusal> {
        domain::workspace::decide(self, context, command)
    }

    fn evolve(&mut self, recorded: &Recorded<domain::workspace::Event>) {
        domain::workspace::evolve(self, recorded);
    }

    fn position(&self) -> u64 {
        self.position
    }
}

/// A state as it was published: what a request works with from beginning to
/// end. What is costly to sum up is summed up once, by the first who asks.
#[derive(Debug, Default)]
pub struct Snapshot<A> {
    state: A,
    summary: OnceLock<Summary>,
    weights: OnceLock<Weights>,
    doubles: OnceLock<Doubles>,
    lookahead: OnceLock<Result<Lookahead, TooLittle>>,
    /// What was double in an earlier state, and what was touched since.
    earlier: Option<(Doubles, Vec<ItemId>)>,
    /// Held by whoever looks for doubles: one at a time in all states of a product.
    looking: Arc<Mutex<()>>,
}

/// Items touched since, above which all of them are compared again.
const TOUCHED: usize = 100;

impl<A> Snapshot<A> {
    pub(crate) fn new(state: A) -> Snapshot<A> {
        Snapshot {
            state,
            summary: OnceLock::new(),
            weights: OnceLock::new(),
            doubles: OnceLock::new(),
            lookahead: OnceLock::new(),
            earlier: None,
            looking: Arc::default(),
        }
    }
}

impl<A: Aggregate> Snapshot<A> {
    /// What follows this one: what was summed up stays summed up.
    pub(crate) fn followed_by(&self, state: A, items: &[ItemId]) -> Snapshot<A> {
        let summary = self.summary.get();
        let summary = summary.and_then(|summary| A::keep_up(summary, &self.state, &state, items));
        let lookahead = self.lookahead.get();
        let lookahead = lookahead.filter(|_| A::still_foreseen(&self.state, &state));
        let weights = self.weights.get();
        let weights = weights.filter(|weights| A::still_fits(weights, &state));
        Snapshot {
            doubles: OnceLock::new(),
            lookahead: lookahead.cloned().map(OnceLock::from).unwrap_or_default(),
            // What was compared by other weights says nothing about these.
            earlier: weights.and_then(|_| self.earlier_than(items)),
            looking: self.looking.clone(),
            weights: weights.cloned().map(OnceLock::from).unwrap_or_default(),
            state,
            summary: summary.map(OnceLock::from).unwrap_or_default(),
        }
    }
}

impl<A> Snapshot<A> {
    /// What is known of doubles, for the state that follows after `items` were touched.
    fn earlier_than(&self, items: &[ItemId]) -> Option<(Doubles, Vec<ItemId>)> {
        let (doubles, touched) = match (self.doubles.get(), &self.earlier) {
            (Some(doubles), _) => (doubles, &[][..]),
            (None, Some((doubles, touched))) => (doubles, &touched[..]),
            (None, None) => return None,
        };
        let touched = [touched, items].concat();
        (touched.len() <= TOUCHED).then(|| (doubles.clone(), touched))
    }
}

impl<A> Deref for Snapshot<A> {
    type Target = A;

    fn deref(&self) -> &A {
        &self.state
    }
}

impl Snapshot<Product> {
    /// What the product backlog amounts to.
    pub fn summary(&self) -> &Summary {
        self.summary.get_or_init(|| Summary::of(&self.state))
    }

    /// When the last of the items is done; see [`domain::report::when::done`]. `None` also where too few
    /// sprints were closed to say.
    pub fn done_when(&self, now: Timestamp, items: &[ItemId]) -> Option<When> {
        when::done(&self.state, self.lookahead()?, now, items)
    }

    /// How far the next sprints reach; see [`domain::report::reach::reach`]. Empty also where too few
    /// sprints were closed to say.
    pub fn reach(&self, now: Timestamp) -> Vec<Reach> {
        let lookahead = self.lookahead();
        lookahead.map_or_else(Vec::new, |ahead| reach::reach(&self.state, ahead, now))
    }

    fn lookahead(&self) -> Option<&Lookahead> {
        let lookahead = self.lookahead.get_or_init(|| Lookahead::of(&self.state));
        lookahead.as_ref().ok()
    }

    /// The items most like a title, but `but`; see [`domain::likeness::alike`].
    pub fn alike(&self, title: &str, but: Option<ItemId>, limit: usize) -> Vec<Alike> {
        let weights = self.weights.get_or_init(|| Weights::of(&self.state));
        likeness::alike(&self.state, weights, title, but, limit)
    }

    /// What asks for a decision in the clean-up pass; see
    /// [`domain::cleanup::candidates`]. The first search for doubles takes long, up to
    /// some twenty seconds in 100,000 titles made from a template; it is done in a thread
    /// of its own, once for all who ask at the same time, and only they wait for it.
    ///
    /// # Errors
    /// Only when the server is stopping.
    pub async fn clean_up(self: &Arc<Self>, now: Timestamp) -> Result<Vec<Candidate>, Failure> {
        let turn = self.looking.clone().lock_owned().await;
        let state = self.clone();
        let all = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            cleanup::candidates(&state, state.doubles(), now)
        });
        all.await.map_err(|_| Failure::Stopping)
    }

    fn doubles(&self) -> &Doubles {
        self.doubles.get_or_init(|| {
            let weights = self.weights.get_or_init(|| Weights::of(&self.state));
            match &self.earlier {
                Some((doubles, touched)) => doubles.after(&self.state, weights, touched),
                None => Doubles::of(&self.state, weights),
            }
        })
    }
}
