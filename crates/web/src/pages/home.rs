//! All products one can see: where Millpond begins.

use maud::{Markup, html};

use crate::error::WebError;
use crate::ui::layout::{Page, Part};
use crate::ui::{self, Weight};
use crate::urls::{ProductUrls, route};
use crate::views::frame::outside;
use crate::visit::Visitor;

/// `GET /`.
pub(crate) async fn show(visitor: Visitor) -> Result<Markup, WebError> {
    let products = visitor.app.products(visitor.actor()).await?;
    let page = Page {
        title: "Products".into(),
        crumbs: vec![(route::HOME.into(), "Products".into())],
        main: html! {
            div.pad {
                @if products.is_empty() { (nothing(&visitor)) }
                div.cards { @for product in &products { (card(product)) } }
            }
        },
        ..Page::default()
    };
    Ok(match visitor.part {
        Part::Whole => page.render(&outside(&visitor), Part::Whole),
        part => page.part(part),
    })
}

fn card(view: &app::ProductView) -> Markup {
    let product = &view.state;
    let summary = product.summary();
    html! {
        a.card href=(ProductUrls::of(product).backlog()) {
            h2 { (product.name()) }
            p.quieter { (product.key()) " · " (summary.items) " items · " (summary.points) " points estimated" }
        }
    }
}

fn nothing(visitor: &Visitor) -> Markup {
    let (rule, next) = if visitor.administrator {
        (
            "A product has one backlog and one product owner.",
            ui::link_button(route::NEW_PRODUCT, "New product", Weight::Main),
        )
    } else {
        (
            "You have no role in a product yet. Ask whoever invited you for one.",
            html! {},
        )
    };
    ui::empty("No products yet", rule, &next)
}
