//! The products that are in memory. One that nobody uses goes after a while, with
//! its task; it is read again from the log when somebody asks for it.
//!
//! One goes only when nothing holds it but this: no request, no command that waits
//! or is being written, no listener. So there is never a second writer beside one
//! that still has something to do, and nobody is shown an older state.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};

use domain::{Product, ProductId};
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

use crate::aggregate::Snapshot;
use crate::card::Outline;
use crate::live::Live;

/// Products in use, or used lately.
#[derive(Default)]
pub(crate) struct Kept {
    inside: RwLock<Inside>,
    /// Whose turn it is to read a product; only while somebody reads or waits.
    turns: Mutex<HashMap<ProductId, Weak<Turn<()>>>>,
}

#[derive(Default)]
struct Inside {
    products: HashMap<ProductId, One>,
    /// What lists show of those that are not in memory.
    outlines: HashMap<ProductId, Arc<Outline>>,
    /// How many have gone so far.
    gone: u64,
}

struct One {
    live: Live<Product>,
    /// When it was last asked for, in microseconds.
    used: AtomicI64,
}

/// The moment a product began to be read: what was read counts only if none has
/// gone since, because that one may have written more.
#[derive(Clone, Copy)]
pub(crate) struct Since(u64);

impl Kept {
    /// The product, if it is in memory and takes commands; else the moment to begin
    /// reading it. A writer that has ended (a bug made it panic) takes none.
    pub(crate) fn get(&self, id: ProductId, now: i64) -> Result<Live<Product>, Since> {
        let inside = self.read();
        let found = inside.products.get(&id).filter(|one| one.live.writes());
        let one = found.ok_or(Since(inside.gone))?;
        one.used.store(now, Ordering::Relaxed);
        Ok(one.live.clone())
    }

    /// The state of a product that is in memory, without counting as a use of it.
    pub(crate) fn state(&self, id: ProductId) -> Option<Arc<Snapshot<Product>>> {
        let inside = self.read();
        let found = inside.products.get(&id).filter(|one| one.live.writes());
        found.map(|one| one.live.now())
    }

    /// What is known of a product that is not in memory; else the moment to begin
    /// reading that.
    pub(crate) fn outline(&self, id: ProductId) -> Result<Arc<Outline>, Since> {
        let inside = self.read();
        let found = inside.outlines.get(&id).cloned();
        found.ok_or(Since(inside.gone))
    }

    /// Keeps what was read of a product, if nobody can have changed it meanwhile.
    pub(crate) fn keep_outline(&self, id: ProductId, since: Since, outline: Arc<Outline>) {
        let mut inside = self.write();
        if inside.gone == since.0 && !inside.products.contains_key(&id) {
            inside.outlines.insert(id, outline);
        }
    }

    /// Waits for the turn to read a product, which is whoever holds what this answers.
    /// Those who waited look again before they read.
    pub(crate) async fn turn(&self, id: ProductId) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            turns.retain(|_, turn| turn.strong_count() > 0);
            turns.get(&id).and_then(Weak::upgrade).unwrap_or_else(|| {
                let turn = Arc::new(Turn::new(()));
                turns.insert(id, Arc::downgrade(&turn));
                turn
            })
        };
        turn.lock_owned().await
    }

    /// Keeps a product that was read, unless somebody else was faster: one writer
    /// per product. Nothing when it must be read again.
    pub(crate) fn keep(
        &self,
        id: ProductId,
        since: Since,
        read: Live<Product>,
        now: i64,
    ) -> Option<Live<Product>> {
        let mut inside = self.write();
        if let Some(one) = inside.products.get(&id).filter(|one| one.live.writes()) {
            return Some(one.live.clone());
        }
        if inside.gone != since.0 {
            return None;
        }
        let (live, used) = (read.clone(), AtomicI64::new(now));
        inside.outlines.remove(&id);
        inside.products.insert(id, One { live, used });
        Some(read)
    }

    /// Lets a product go, whoever holds it: it was removed.
    pub(crate) fn remove(&self, id: ProductId) {
        let mut inside = self.write();
        inside.products.remove(&id);
        inside.outlines.remove(&id);
        inside.gone += 1;
    }

    /// Lets those go that were last asked for at `before` or earlier and that nobody
    /// holds. Says how many went.
    pub(crate) fn drop_unused(&self, before: i64) -> usize {
        let mut inside = self.write();
        let idle = inside.products.extract_if(|_, one| {
            let unused = *one.used.get_mut() <= before;
            unused && one.live.is_free()
        });
        let idle: Vec<_> = idle.collect();
        for (id, one) in &idle {
            let outline = Outline::of(&one.live.now());
            inside.outlines.insert(*id, Arc::new(outline));
        }
        inside.gone += idle.len() as u64;
        idle.len()
    }

    // A poisoned lock only means that a thread panicked while holding it; what is
    // inside is whole.
    fn read(&self) -> RwLockReadGuard<'_, Inside> {
        self.inside.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inside> {
        self.inside.write().unwrap_or_else(PoisonError::into_inner)
    }
}
