//! How somebody mapped the columns of a file the last time, so that the next file of the same make
//! needs no answers. What a mapping says is the importer's matter; here it is kept as text.

use domain::{ProductId, Right, rights};

use crate::App;
use crate::failure::Failure;
use crate::products::ProductView;

impl App {
    /// The answers given the last time for files of this make.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn import_mapping(
        &self,
        product: ProductId,
        source: &str,
    ) -> Result<Option<String>, Failure> {
        Ok(self.rows().import_mapping(product.0, source).await?)
    }

    /// Keeps the answers for files of this make.
    ///
    /// # Errors
    /// When the actor may not import here, or the storage fails.
    pub async fn keep_import_mapping(
        &self,
        product: &ProductView,
        source: &str,
        mapping: &str,
    ) -> Result<(), Failure> {
        rights::check(&product.state, product.actor, &[Right::Import]).map_err(Failure::refused)?;
        Ok(self
            .rows()
            .keep_import_mapping(product.id.0, source, mapping)
            .await?)
    }
}
