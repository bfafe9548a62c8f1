//! What an address is about, and the one frame of the operations that change it:
//! read the product, find it there, carry commands out, answer with how it is
//! then. Operations only say which command.
//!
//! Deliberately not here: what may be done (that is the domain's), and
//! operations on many items or on none.

use app::{Done, ProductView};
use axum::Json;
use axum::http::StatusCode;
use domain::{Command, Event, ItemId, Product, SprintId};

use crate::caller::Caller;
use crate::problem::{Problem, internal};
use crate::wire::{ItemAccepted, SprintAccepted};

/// One thing in a product that commands change.
pub(crate) trait Subject: Copy + Send {
    /// What a command about it answers.
    type Accepted;

    /// What was done, and this as it is now; `None` where it is not there any more.
    fn accepted(self, caller: &Caller, done: Done<Product>) -> Option<Self::Accepted>;
}

impl Subject for ItemId {
    type Accepted = ItemAccepted;

    fn accepted(self, caller: &Caller, done: Done<Product>) -> Option<ItemAccepted> {
        ItemAccepted::of(&caller.app, done, self)
    }
}

impl Subject for SprintId {
    type Accepted = SprintAccepted;

    fn accepted(self, caller: &Caller, done: Done<Product>) -> Option<SprintAccepted> {
        SprintAccepted::of(&caller.app, done, self)
    }
}

/// What a command about something answers.
type Accepted<S> = Json<<S as Subject>::Accepted>;

/// An address that is about one thing in a product.
pub(crate) trait Address: Sync {
    /// What sort of thing.
    type Subject: Subject;

    /// The key of its product.
    fn product(&self) -> &str;

    /// What it is about.
    fn find(&self, product: &Product) -> Result<Self::Subject, Problem>;

    /// The product, and what the address is about in it.
    fn open(
        &self,
        caller: &Caller,
    ) -> impl Future<Output = Result<(ProductView, Self::Subject), Problem>> + Send {
        async move {
            let view = caller.product(self.product()).await?;
            let subject = self.find(&view.state)?;
            Ok((view, subject))
        }
    }
}

/// Carries one command about what an address is about out.
pub(crate) async fn change<A: Address, C: Into<Command>>(
    caller: &Caller,
    path: &A,
    command: impl FnOnce(A::Subject) -> C,
) -> Result<Accepted<A::Subject>, Problem> {
    change_in(caller, path, |_, subject| Ok(command(subject))).await
}

/// The same, where the command names other things of the product.
pub(crate) async fn change_in<A: Address, C: Into<Command>>(
    caller: &Caller,
    path: &A,
    command: impl FnOnce(&Product, A::Subject) -> Result<C, Problem>,
) -> Result<Accepted<A::Subject>, Problem> {
    let (view, subject) = path.open(caller).await?;
    let command = command(&view.state, subject)?.into();
    submit(caller, &view, subject, vec![command]).await
}

/// The same as [`change`], where the command adds to what the address is about.
pub(crate) async fn add<A: Address, C: Into<Command>>(
    caller: &Caller,
    path: &A,
    command: impl FnOnce(A::Subject) -> C,
) -> Result<(StatusCode, Accepted<A::Subject>), Problem> {
    Ok((StatusCode::CREATED, change(caller, path, command).await?))
}

/// Carries commands out, all or none, and answers with `subject` after them.
pub(crate) async fn submit<S: Subject>(
    caller: &Caller,
    view: &ProductView,
    subject: S,
    commands: Vec<Command>,
) -> Result<Accepted<S>, Problem> {
    let done = caller.submit(view, commands).await?;
    // None of these commands takes away what it is about.
    let accepted = subject.accepted(caller, done);
    accepted.map(Json).ok_or_else(internal)
}

/// Carries a command out that makes something new, which `made` finds in what
/// happened, and answers with that.
pub(crate) async fn create<S: Subject>(
    caller: &Caller,
    view: &ProductView,
    command: impl Into<Command>,
    made: impl Fn(&Event) -> Option<S>,
) -> Result<(StatusCode, Accepted<S>), Problem> {
    let done = caller.submit(view, vec![command.into()]).await?;
    let subject = done.events.iter().find_map(|one| made(&one.event));
    let accepted = subject.and_then(|subject| subject.accepted(caller, done));
    Ok((StatusCode::CREATED, Json(accepted.ok_or_else(internal)?)))
}
