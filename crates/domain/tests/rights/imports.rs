//! What an imported item came as, before it came again.

use std::sync::Arc;

use super::*;
use domain::import::{Original, RemovedItems, RestoreOriginal};

pub(crate) fn samples(product: &Product) -> Vec<(Product, Command)> {
    let mut product = product.clone();
    let import = ImportItems {
        items: vec![samples::incoming()],
        finished: FinishedItems::Reopen,
        removed: RemovedItems::Leave,
    };
    give(&mut product, import);
    let item = product.items.values().find(|item| item.original.is_some());
    let item = item.expect("what was imported");
    let original = item.original.as_deref().expect("what it came as");
    let rest = vec![("Reporter".into(), "Bo".into())];
    let to = Arc::new(Original {
        rest,
        ..original.clone()
    });
    let restore = RestoreOriginal { item: item.id, to };
    vec![(product, restore.into())]
}
