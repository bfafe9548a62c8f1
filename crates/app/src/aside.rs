//! Long work aside from the requests, so many at once. Each keeps its place until it is over, also
//! when nobody waits for it any more: whoever hangs up and asks again stands in line behind it.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::App;
use crate::failure::Failure;

/// Files that are read at once. Reading one takes a core and several times its bytes.
pub(crate) const READINGS: usize = 2;

/// Room for work of one sort.
pub(crate) struct Aside(Arc<Semaphore>);

impl Aside {
    pub(crate) fn new(at_once: usize) -> Aside {
        Aside(Arc::new(Semaphore::new(at_once)))
    }

    /// Does the work when it is its turn.
    ///
    /// # Errors
    /// Only when the server is stopping.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let place = self.0.clone().acquire_owned().await;
        let place = place.map_err(|_| Failure::Stopping)?;
        let work = move || {
            let _place = place;
            work()
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| Failure::Stopping)
    }
}

impl App {
    /// Reads a file that somebody brought, aside and in its turn.
    ///
    /// # Errors
    /// Only when the server is stopping.
    pub async fn read_aside<T: Send + 'static>(
        &self,
        read: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        self.inner.readings.run(read).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn work_keeps_its_place_when_whoever_asked_has_left() {
        let aside = Arc::new(Aside::new(1));
        let (begins, begun) = oneshot::channel();
        let (ends, end) = std::sync::mpsc::channel::<()>();
        let there = aside.clone();
        let caller = tokio::spawn(async move {
            let work = move || {
                let _ = begins.send(());
                let _ = end.recv();
            };
            there.run(work).await
        });
        begun.await.unwrap();
        caller.abort();
        let _ = caller.await;
        assert_eq!(aside.0.available_permits(), 0, "it is not over");
        drop(ends);
        assert_eq!(aside.run(|| 7).await.unwrap(), 7, "the next in its turn");
    }
}
