//! A stream that is in use: one task decides its commands one after another,
//! and commits those that arrive together in one append. Readers take the last
//! published snapshot and never wait.
//!
//! A command is answered only when its events are durable.

use std::collections::HashSet;
use std::sync::Arc;

use arc_swap::ArcSwap;
use domain::{Context, ItemId, Recorded, Refusal, SprintId};
use store::codec;
use store::log::{Append, AppendError, Log, NewRow, Row, StreamId};
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::aggregate::{Aggregate, Snapshot};
use crate::failure::{Failure, OpenError};

/// Rows read at once while loading.
const PAGE: usize = 2_000;
/// Commands committed together at most.
const BATCH: usize = 256;
/// Commands that may wait before callers do.
const QUEUE: usize = 4_096;
/// Changes a slow listener may fall behind before it is told that it lagged.
const LISTEN: usize = 1_024;
/// How often an append is tried again when another node was faster.
const TRIES: usize = 16;

/// What was done.
#[derive(Debug)]
pub struct Done<A: Aggregate> {
    /// The command; undoing it takes this id.
    pub command: domain::CommandId,
    /// What happened, in order; empty when everything was so already.
    pub events: Vec<Recorded<A::Event>>,
    /// In [`Mode::Each`]: which commands were refused, and why.
    pub refused: Vec<(usize, Refusal)>,
    /// The state after it.
    pub state: Arc<Snapshot<A>>,
}

/// How several commands belong together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// All or none.
    All,
    /// Each that may is carried out; the others are named.
    Each,
}

/// What others need to know of a change: enough to fetch what they show anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// The stream's last position now.
    pub position: u64,
    /// Where each of the commands that were committed together ended: who gave one
    /// of them knows by it what is news.
    pub ends: Vec<u64>,
    /// Items that were touched.
    pub items: Vec<ItemId>,
    /// Sprints that were touched.
    pub sprints: Vec<SprintId>,
    /// Whether the product backlog's order or contents changed.
    pub order: bool,
    /// Whether it changed how everything is shown.
    pub all: bool,
}

/// A stream in use. Clones share it; when the last one goes, its task ends.
pub(crate) struct Live<A: Aggregate> {
    state: Arc<ArcSwap<Snapshot<A>>>,
    queue: mpsc::Sender<Request<A>>,
    changes: broadcast::Sender<Change>,
    /// Held by every clone of this and by every request until it is answered.
    held: Arc<()>,
}

impl<A: Aggregate> Clone for Live<A> {
    fn clone(&self) -> Live<A> {
        let (state, queue) = (self.state.clone(), self.queue.clone());
        Live {
            state,
            queue,
            changes: self.changes.clone(),
            held: self.held.clone(),
        }
    }
}

struct Request<A: Aggregate> {
    context: Context,
    commands: Vec<A::Command>,
    mode: Mode,
    /// Rows of other streams that must be written together with this.
    also: Vec<Append>,
    reply: oneshot::Sender<Result<Done<A>, Failure>>,
    /// Also when whoever asked has gone, it is somebody's until it is done.
    _held: Arc<()>,
}

impl<A: Aggregate> Live<A> {
    /// Reads a stream from its beginning and starts its task.
    ///
    /// # Errors
    /// When the storage fails or an event cannot be read.
    pub(crate) async fn load(log: Arc<dyn Log>, stream: StreamId) -> Result<Live<A>, OpenError> {
        let mut state = A::default();
        catch_up(log.as_ref(), stream, &mut state).await?;
        let (queue, requests) = mpsc::channel(QUEUE);
        let (changes, _) = broadcast::channel(LISTEN);
        let state = Arc::new(ArcSwap::from_pointee(Snapshot::new(state)));
        let live = Live {
            state: state.clone(),
            queue,
            changes: changes.clone(),
            held: Arc::new(()),
        };
        tokio::spawn(
            Writer {
                log,
                stream,
                state,
                changes,
            }
            .run(requests),
        );
        Ok(live)
    }

    /// The state as it was last published.
    pub(crate) fn now(&self) -> Arc<Snapshot<A>> {
        self.state.load_full()
    }

    /// Whether its task still takes commands.
    pub(crate) fn writes(&self) -> bool {
        !self.queue.is_closed()
    }

    /// Whether nothing holds it but this: no clone, no command that waits or is being
    /// carried out, nobody who listens.
    pub(crate) fn is_free(&mut self) -> bool {
        Arc::get_mut(&mut self.held).is_some() && self.changes.receiver_count() == 0
    }

    /// What changes from now on.
    pub(crate) fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Carries commands out, durably.
    ///
    /// # Errors
    /// A refusal, or that the storage failed. Nothing was changed then.
    pub(crate) async fn execute(
        &self,
        context: Context,
        commands: Vec<A::Command>,
        mode: Mode,
        also: Vec<Append>,
    ) -> Result<Done<A>, Failure> {
        let (reply, answer) = oneshot::channel();
        let request = Request {
            context,
            commands,
            mode,
            also,
            reply,
            _held: self.held.clone(),
        };
        self.queue
            .send(request)
            .await
            .map_err(|_| Failure::Stopping)?;
        answer.await.map_err(|_| Failure::Stopping)?
    }
}

/// Folds everything after `state`'s position into it.
async fn catch_up<A: Aggregate>(
    log: &dyn Log,
    stream: StreamId,
    state: &mut A,
) -> Result<(), OpenError> {
    let mut rows = log.read(stream, state.position(), PAGE).await?;
    while let Some(last) = rows.last()
        && rows.len() == PAGE
    {
        // The next rows come from the disk while these are folded in.
        let next = log.read(stream, last.position, PAGE);
        let (next, folded) = tokio::join!(next, async { fold(state, &rows) });
        folded?;
        rows = next?;
    }
    fold(state, &rows)
}

fn fold<A: Aggregate>(state: &mut A, rows: &[Row]) -> Result<(), OpenError> {
    for row in rows {
        state.evolve(&codec::from_row(row)?);
    }
    Ok(())
}

struct Writer<A: Aggregate> {
    log: Arc<dyn Log>,
    stream: StreamId,
    state: Arc<ArcSwap<Snapshot<A>>>,
    changes: broadcast::Sender<Change>,
}

/// A request with what it was decided to lead to.
struct Decided<A: Aggregate> {
    request: Request<A>,
    outcome: Result<Outcome<A>, Refusal>,
}

struct Outcome<A: Aggregate> {
    events: Vec<Recorded<A::Event>>,
    refused: Vec<(usize, Refusal)>,
}

impl<A: Aggregate> Writer<A> {
    async fn run(self, mut requests: mpsc::Receiver<Request<A>>) {
        let mut batch = Vec::new();
        while requests.recv_many(&mut batch, BATCH).await > 0 {
            while !batch.is_empty() {
                self.commit(take_distinct(&mut batch)).await;
            }
        }
    }

    /// Decides a batch, appends what comes of it, publishes, answers. Refusals
    /// too are answered only then: they may rest on what the batch did.
    async fn commit(&self, mut batch: Vec<Request<A>>) {
        let mut tries = 0;
        while tries < TRIES {
            let mut state: A = A::clone(&self.state.load());
            let expected = state.position();
            let decided = decide_batch(&mut state, batch);
            match self.append(expected, &decided).await {
                Ok(()) => return self.publish(state, decided),
                Err(AppendError::PositionTaken { .. }) => {
                    tries += 1;
                    batch = decided.into_iter().map(|decided| decided.request).collect();
                    if let Err(failure) = self.catch_up().await {
                        return refuse_all(batch, &failure);
                    }
                }
                // Not a try: the batch is smaller by what was repeated.
                Err(AppendError::CommandRepeated { cause, .. }) => {
                    batch = self.answer_repeated(decided, cause).await;
                }
                Err(AppendError::Storage(error)) => {
                    let batch = decided.into_iter().map(|decided| decided.request).collect();
                    return refuse_all(batch, &Failure::Storage(error));
                }
            }
        }
        refuse_all(batch, &Failure::Stopping);
    }

    async fn append(&self, expected: u64, decided: &[Decided<A>]) -> Result<(), AppendError> {
        let rows: Vec<NewRow> = decided
            .iter()
            .filter_map(|decided| decided.outcome.as_ref().ok())
            .flat_map(|outcome| &outcome.events)
            .map(codec::to_row)
            .collect();
        let also = decided.iter().filter(|decided| decided.outcome.is_ok());
        let also: Vec<Append> = also
            .flat_map(|decided| decided.request.also.clone())
            .collect();
        if rows.is_empty() && also.is_empty() {
            return Ok(());
        }
        let own = Append {
            stream: self.stream,
            expected,
            rows,
        };
        self.log
            .append([own].into_iter().chain(also).collect())
            .await
    }

    fn publish(&self, state: A, decided: Vec<Decided<A>>) {
        let outcomes = decided
            .iter()
            .filter_map(|decided| decided.outcome.as_ref().ok());
        let commands = outcomes.map(|outcome| &outcome.events[..]);
        let change = change(&state, commands);
        let before = self.state.load_full();
        let snapshot = match &change {
            Some(change) => Arc::new(before.followed_by(state, &change.items)),
            None => before,
        };
        self.state.store(snapshot.clone());
        if let Some(change) = change {
            // Nobody listening is no failure.
            let _ = self.changes.send(change);
        }
        for Decided { request, outcome } in decided {
            answer(request, outcome, &snapshot);
        }
    }

    async fn catch_up(&self) -> Result<(), Failure> {
        let mut state: A = A::clone(&self.state.load());
        catch_up(self.log.as_ref(), self.stream, &mut state).await?;
        self.state.store(Arc::new(Snapshot::new(state)));
        Ok(())
    }

    /// A command that was done before is answered with what it did then.
    async fn answer_repeated(
        &self,
        decided: Vec<Decided<A>>,
        cause: uuid::Uuid,
    ) -> Vec<Request<A>> {
        let mut rest = Vec::new();
        for Decided { request, .. } in decided {
            if request.context.command.0 != cause {
                rest.push(request);
                continue;
            }
            let answer = self.earlier(&request.context).await;
            let _ = request.reply.send(answer);
        }
        rest
    }

    async fn earlier(&self, context: &Context) -> Result<Done<A>, Failure> {
        self.catch_up().await?;
        let rows = self.log.by_cause(self.stream, context.command.0).await?;
        let events = rows.iter().map(codec::from_row).collect::<Result<_, _>>()?;
        let state = self.state.load_full();
        Ok(Done {
            command: context.command,
            events,
            refused: Vec::new(),
            state,
        })
    }
}

/// Takes the first request of each command out of a batch. One that was sent
/// again at once must find what the first led to in the log.
fn take_distinct<A: Aggregate>(batch: &mut Vec<Request<A>>) -> Vec<Request<A>> {
    let mut seen = HashSet::new();
    let first = |request: &mut Request<A>| seen.insert(request.context.command.0);
    batch.extract_if(.., first).collect()
}

/// Decides each request against what those before it did.
fn decide_batch<A: Aggregate>(state: &mut A, batch: Vec<Request<A>>) -> Vec<Decided<A>> {
    batch
        .into_iter()
        .map(|request| {
            let outcome = decide_request(state, &request);
            Decided { request, outcome }
        })
        .collect()
}

fn decide_request<A: Aggregate>(
    state: &mut A,
    request: &Request<A>,
) -> Result<Outcome<A>, Refusal> {
    let mut working = state.clone();
    let mut outcome = Outcome {
        events: Vec::new(),
        refused: Vec::new(),
    };
    for (index, command) in request.commands.iter().enumerate() {
        match (working.decide(&request.context, command), request.mode) {
            (Ok(decision), _) => {
                for recorded in decision.record(&request.context, working.position()) {
                    working.evolve(&recorded);
                    outcome.events.push(recorded);
                }
            }
            (Err(refusal), Mode::All) => return Err(refusal),
            (Err(refusal), Mode::Each) => outcome.refused.push((index, refusal)),
        }
    }
    *state = working;
    Ok(outcome)
}

fn answer<A: Aggregate>(
    request: Request<A>,
    outcome: Result<Outcome<A>, Refusal>,
    state: &Arc<Snapshot<A>>,
) {
    let answer = match outcome {
        Ok(Outcome { events, refused }) => Ok(Done {
            command: request.context.command,
            events,
            refused,
            state: state.clone(),
        }),
        Err(refusal) => Err(Failure::refused(refusal)),
    };
    // Whoever asked may have gone; what was done is done.
    let _ = request.reply.send(answer);
}

fn refuse_all<A: Aggregate>(batch: Vec<Request<A>>, failure: &Failure) {
    for request in batch {
        let _ = request.reply.send(Err(failure.clone()));
    }
}

/// What these commands' events touch, or nothing when there are none.
fn change<'a, A: Aggregate>(
    state: &A,
    commands: impl Iterator<Item = &'a [Recorded<A::Event>]>,
) -> Option<Change> {
    let mut change = Change {
        position: state.position(),
        ends: Vec::new(),
        items: Vec::new(),
        sprints: Vec::new(),
        order: false,
        all: false,
    };
    for events in commands {
        change
            .ends
            .extend(events.last().map(|recorded| recorded.position));
        for recorded in events {
            let (items, sprint, order, all) = state.touched(&recorded.event);
            change.items.extend(items);
            change.sprints.extend(sprint);
            change.order |= order;
            change.all |= all;
        }
    }
    change.items.sort_unstable();
    change.items.dedup();
    change.sprints.sort_unstable();
    change.sprints.dedup();
    (!change.ends.is_empty()).then_some(change)
}
