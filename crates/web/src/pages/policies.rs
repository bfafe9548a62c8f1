//! The policies of a product on one page (B5): what it has agreed on, and who changes which.

use axum::extract::Form;
use domain::Points;
use domain::scale::{ChangeScale, Scale, Sizes};
use maud::Markup;
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::policies;
use crate::visit::Visit;

/// `GET /p/{key}/policies`.
pub(crate) async fn show(visit: Visit) -> Markup {
    let shown = Page {
        title: format!("Policies, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::POLICIES), "Policies".to_owned()),
        ],
        live: "*".into(),
        main: policies::main(&visit),
        ..Page::default()
    };
    page(&visit, Here::Policies, &shown)
}

/// A scale, and what its sizes are worth if it has some.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    scale: String,
    xs: String,
    s: String,
    m: String,
    l: String,
    xl: String,
}

/// `POST /p/{key}/policies/scale`.
pub(crate) async fn scale(visit: Visit, Form(wish): Form<Wish>) -> Answer {
    let to = wish.read()?;
    let said = format!("The team estimates on another scale: {}.", to.title());
    carry_out(&visit, ChangeScale { to }, |_, _| said).await
}

impl Wish {
    fn read(&self) -> Result<Scale, WebError> {
        let plain = [Scale::Fibonacci, Scale::PowersOfTwo, Scale::Hours];
        let plain = plain.into_iter().find(|scale| scale.as_str() == self.scale);
        match (plain, self.scale.as_str()) {
            (Some(scale), _) => Ok(scale),
            (None, "sizes") => self.sizes().map(Scale::Sizes),
            (None, _) => Err(unreadable("There is no such scale. Choose one.", "scale")),
        }
    }

    fn sizes(&self) -> Result<Sizes, WebError> {
        let worth = |text: &str| {
            let sentence = "Each size is worth a number of points, such as 5 or 0.5.";
            Points::parse(text).ok_or_else(|| unreadable(sentence, "sizes"))
        };
        Ok(Sizes {
            xs: worth(&self.xs)?,
            s: worth(&self.s)?,
            m: worth(&self.m)?,
            l: worth(&self.l)?,
            xl: worth(&self.xl)?,
        })
    }
}

fn unreadable(sentence: &str, field: &'static str) -> WebError {
    WebError::Unreadable(sentence.to_owned(), Some(field))
}
