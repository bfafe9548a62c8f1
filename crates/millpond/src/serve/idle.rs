//! Products that nobody looks at leave the memory.

use std::time::Duration;

use app::App;

/// How often is looked for them.
const LOOK: Duration = Duration::from_secs(60);

/// Looks for them from now on; with 0 minutes never.
pub(super) fn watch(app: &App, minutes: u32) {
    let idle = Duration::from_secs(60 * u64::from(minutes));
    if idle.is_zero() {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(LOOK).await;
            let gone = app.drop_idle_products(idle);
            if gone > 0 {
                tracing::debug!(products = gone, "left the memory");
            }
        }
    });
}
