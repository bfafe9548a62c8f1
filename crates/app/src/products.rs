//! Products: creating, finding, changing them.

use std::sync::Arc;

use domain::people::OpenProduct;
use domain::starter::Outline;
use domain::text::ProductKey;
use domain::workspace::{Command as WorkspaceCommand, Listed};
use domain::{
    Actor, Command, CommandId, Context, Event, PersonId, Product, ProductId, Recorded, Refusal,
    Right, Undo, rights,
};
use store::codec;
use store::log::{Append, StreamId};
use tokio::sync::broadcast;
use uuid::Uuid;

use crate::App;
use crate::aggregate::Snapshot;
use crate::failure::Failure;
use crate::live::{Change, Done, Live, Mode};

/// A product to be made.
#[derive(Clone, Debug)]
pub struct NewProduct {
    /// Its key, as typed.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The zone its sprints are planned in.
    pub time_zone: String,
    /// Who holds every role in it at first.
    pub owner: PersonId,
    /// Whether it is the sample product.
    pub sample: bool,
    /// What its backlog begins with.
    pub begins: Outline,
}

/// A product as somebody may see it: one snapshot for a whole request.
#[derive(Clone, Debug)]
pub struct ProductView {
    /// Which.
    pub id: ProductId,
    /// Whether it is the sample product.
    pub sample: bool,
    /// Its state.
    pub state: Arc<Snapshot<Product>>,
    /// Who looks.
    pub actor: Actor,
}

impl ProductView {
    /// Whether whoever looks has a right here.
    pub fn may(&self, right: Right) -> bool {
        rights::may(&self.state, self.actor, right)
    }

    /// What a refusal is answered with, by the product as it is seen here.
    pub fn refused(&self, refusal: Refusal) -> Failure {
        let product = Arc::new(Product::clone(&self.state));
        Failure::Refused { refusal, product }
    }
}

impl App {
    /// Makes a product and lists it, together or not at all.
    ///
    /// # Errors
    /// When the actor may not, or key, name or zone do not fit.
    pub async fn create_product(
        &self,
        actor: Actor,
        new: NewProduct,
    ) -> Result<ProductId, Failure> {
        self.create_product_as(self.context(actor), new).await
    }

    /// The same under a command id that the caller chose, which names the product
    /// too, so that trying again makes no second one.
    ///
    /// # Errors
    /// As [`App::create_product`].
    pub async fn create_product_as(
        &self,
        context: Context,
        new: NewProduct,
    ) -> Result<ProductId, Failure> {
        let key = ProductKey::new(&new.key).map_err(Failure::refused)?;
        let product = ProductId(context.command.0);
        let (name, sample) = (new.name.clone(), new.sample);
        let list = WorkspaceCommand::ListProduct {
            product,
            key: key.clone(),
            name,
            sample,
        };
        let NewProduct {
            name,
            time_zone,
            owner,
            begins,
            ..
        } = new;
        let open: Command = OpenProduct {
            key,
            name,
            time_zone,
            owner,
        }
        .into();
        let mut commands = vec![open];
        commands.extend(begins.commands());
        let opened = domain::decide_all(&Product::default(), &context, &commands);
        let rows = opened.map_err(Failure::refused)?.record(&context, 0);
        let rows = rows.iter().map(codec::to_row).collect();
        let also = Append {
            stream: StreamId(product.0),
            expected: 0,
            rows,
        };
        let listed = self
            .inner
            .workspace
            .execute(context, vec![list], Mode::All, vec![also])
            .await;
        match listed {
            // Made the first time: its own key stands in its way now.
            Err(_) if self.workspace().products.contains_key(&product) => Ok(product),
            listed => listed.map(|_| product),
        }
    }

    /// Takes a product out of the workspace. Its record stays; an administrator
    /// can bring it back.
    ///
    /// # Errors
    /// When the actor is no administrator, or there is no such product.
    pub async fn remove_product(&self, actor: Actor, product: ProductId) -> Result<(), Failure> {
        self.workspace_command(actor, WorkspaceCommand::RemoveProduct { product })
            .await?;
        self.inner.products.remove(product);
        Ok(())
    }

    /// Brings a removed product back.
    ///
    /// # Errors
    /// When the actor is no administrator, or its key is in use meanwhile.
    pub async fn restore_product(&self, actor: Actor, product: ProductId) -> Result<(), Failure> {
        self.workspace_command(actor, WorkspaceCommand::RestoreProduct { product })
            .await
    }

    /// Calls the workspace something else.
    ///
    /// # Errors
    /// When the actor is no administrator, or the name is empty or too long.
    pub async fn rename_workspace(&self, actor: Actor, name: String) -> Result<(), Failure> {
        self.workspace_command(actor, WorkspaceCommand::Rename { name })
            .await
    }

    pub(crate) async fn workspace_command(
        &self,
        actor: Actor,
        command: WorkspaceCommand,
    ) -> Result<(), Failure> {
        let context = self.context(actor);
        self.inner
            .workspace
            .execute(context, vec![command], Mode::All, Vec::new())
            .await?;
        Ok(())
    }

    /// The product with this key, as `actor` may see it.
    ///
    /// # Errors
    /// [`Refusal::NoSuchProduct`], also for those who may not see it.
    pub async fn product(&self, actor: Actor, key: &str) -> Result<ProductView, Failure> {
        let workspace = self.workspace();
        let found = workspace.product(key);
        let (id, listed) = found.ok_or_else(|| Failure::refused(Refusal::NoSuchProduct))?;
        // Whoever may not see it does not make this read it.
        if !self.may_read(id, actor).await? {
            return Err(Failure::refused(Refusal::NoSuchProduct));
        }
        let view = self.view(id, listed, actor).await?;
        match view.may(Right::Read) {
            true => Ok(view),
            false => Err(Failure::refused(Refusal::NoSuchProduct)),
        }
    }

    async fn view(
        &self,
        id: ProductId,
        listed: &Listed,
        actor: Actor,
    ) -> Result<ProductView, Failure> {
        let state = self.live(id).await?.now();
        Ok(ProductView {
            id,
            sample: listed.sample,
            state,
            actor,
        })
    }

    /// A product's state, for the parts of this crate that act for nobody.
    pub(crate) async fn product_state(
        &self,
        id: ProductId,
    ) -> Result<Arc<Snapshot<Product>>, Failure> {
        Ok(self.live(id).await?.now())
    }

    /// The stream of a product, loaded on first use.
    async fn live(&self, id: ProductId) -> Result<Live<Product>, Failure> {
        if let Ok(live) = self.inner.products.get(id, self.micros()) {
            return Ok(live);
        }
        let turn = self.inner.products.turn(id).await;
        let app = self.clone();
        // A task of its own: when whoever asked has gone, the others wait on for the same.
        let read = tokio::spawn(async move {
            let read = app.read(id).await;
            drop(turn);
            read
        });
        read.await.map_err(|_| Failure::Stopping)?
    }

    /// Reads a product, unless somebody has while this waited for its turn.
    async fn read(&self, id: ProductId) -> Result<Live<Product>, Failure> {
        let products = &self.inner.products;
        loop {
            let since = match products.get(id, self.micros()) {
                Ok(live) => return Ok(live),
                Err(since) => since,
            };
            let read = Live::load(self.inner.store.log.clone(), StreamId(id.0)).await?;
            if let Some(live) = products.keep(id, since, read, self.micros()) {
                return Ok(live);
            }
        }
    }

    /// Carries out one command, durably.
    ///
    /// # Errors
    /// A refusal, or that the storage failed. Nothing was changed then.
    pub async fn execute(
        &self,
        actor: Actor,
        product: ProductId,
        command: impl Into<Command>,
    ) -> Result<Done<Product>, Failure> {
        self.execute_many(actor, product, vec![command.into()], Mode::All)
            .await
    }

    /// Carries out several commands as one, with one undo.
    ///
    /// # Errors
    /// In [`Mode::All`] the first refusal; else only that the storage failed.
    pub async fn execute_many(
        &self,
        actor: Actor,
        product: ProductId,
        commands: Vec<Command>,
        mode: Mode,
    ) -> Result<Done<Product>, Failure> {
        self.execute_as(self.context(actor), product, commands, mode)
            .await
    }

    /// The same under a command id that the caller chose, so that trying again
    /// does nothing twice.
    ///
    /// # Errors
    /// As [`App::execute_many`].
    pub async fn execute_as(
        &self,
        context: Context,
        product: ProductId,
        commands: Vec<Command>,
        mode: Mode,
    ) -> Result<Done<Product>, Failure> {
        let workspace = self.workspace();
        let admitted = commands
            .iter()
            .try_for_each(|one| workspace.admits(product, one));
        admitted.map_err(Failure::refused)?;
        self.carry_out(context, product, commands, mode).await
    }

    /// The same for somebody who is just joining, and known a moment later.
    pub(crate) async fn carry_out(
        &self,
        context: Context,
        product: ProductId,
        commands: Vec<Command>,
        mode: Mode,
    ) -> Result<Done<Product>, Failure> {
        let live = self.live(product).await?;
        live.execute(context, commands, mode, Vec::new())
            .await
            .map_err(|failure| match failure {
                Failure::Refused { refusal, .. } => Failure::Refused {
                    refusal,
                    product: Arc::new(Product::clone(&live.now())),
                },
                failure => failure,
            })
    }

    /// Undoes an earlier command of this product.
    ///
    /// # Errors
    /// When something was changed since, or has no way back.
    pub async fn undo(
        &self,
        actor: Actor,
        product: ProductId,
        command: CommandId,
    ) -> Result<Done<Product>, Failure> {
        let events = self.caused(product, command).await?;
        self.execute(actor, product, Undo { command, events }).await
    }

    /// What a command caused, in order.
    ///
    /// # Errors
    /// When the storage fails or an event cannot be read.
    pub async fn caused(
        &self,
        product: ProductId,
        command: CommandId,
    ) -> Result<Vec<Recorded<Event>>, Failure> {
        let rows = self
            .inner
            .store
            .log
            .by_cause(StreamId(product.0), command.0)
            .await?;
        Ok(rows.iter().map(codec::from_row).collect::<Result<_, _>>()?)
    }

    /// The event at a position of a product's stream: the full text behind an
    /// entry of an item's history or a point of a chart.
    ///
    /// # Errors
    /// When the storage fails or the event cannot be read.
    pub async fn event(
        &self,
        product: ProductId,
        position: u64,
    ) -> Result<Option<Recorded<Event>>, Failure> {
        let after = position.saturating_sub(1);
        let rows = self
            .inner
            .store
            .log
            .read(StreamId(product.0), after, 1)
            .await?;
        Ok(rows.first().map(codec::from_row).transpose()?)
    }

    /// What changes in a product from now on.
    ///
    /// # Errors
    /// When it cannot be loaded.
    pub async fn changes(
        &self,
        product: ProductId,
    ) -> Result<broadcast::Receiver<Change>, Failure> {
        Ok(self.live(product).await?.changes())
    }

    /// The surroundings of a command that arrives now.
    pub fn context(&self, actor: Actor) -> Context {
        Context {
            at: self.now(),
            actor,
            command: CommandId(Uuid::now_v7()),
        }
    }
}
