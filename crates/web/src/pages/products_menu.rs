//! The products one can go to, as lines of the menu in the navigation.

use maud::{Markup, html};

use crate::error::WebError;
use crate::ui::{Icon, icon};
use crate::urls::{ProductUrls, route};
use crate::visit::Visitor;

/// `GET /products/menu`.
pub(crate) async fn menu(visitor: Visitor) -> Result<Markup, WebError> {
    let products = visitor.app.products(visitor.actor()).await?;
    Ok(html! {
        @for product in &products {
            a.menu-item role="menuitem" href=(ProductUrls::of_key(product.key()).backlog()) { span.grow { (product.name()) } }
        }
        hr;
        a.menu-item role="menuitem" href=(route::HOME) { (icon(Icon::Folder)) span.grow { "All products" } }
    })
}
