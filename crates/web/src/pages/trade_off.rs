//! "Which one waits?" (C8): one pair of Must items after the other, until what is Must fits.

use axum::extract::Form;
use domain::item::weigh::{Answer as Waits, Weigh};
use maud::Markup;
use serde::Deserialize;

use crate::answer::{Answer, carry_out};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::trade_off;
use crate::visit::Visit;

/// `GET /p/{key}/priorities/trade-off`.
pub(crate) async fn show(visit: Visit) -> Markup {
    let shown = Page {
        title: format!("Which one waits?, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::PRIORITIES), "Priorities".to_owned()),
            (
                visit.urls.to(route::TRADE_OFF),
                "Which one waits?".to_owned(),
            ),
        ],
        live: "order items".into(),
        main: trade_off::main(&visit),
        ..Page::default()
    };
    page(&visit, Here::TradeOff, &shown)
}

/// Two items, "3,7", and the one that waits; nothing when nobody can say.
#[derive(Debug, Deserialize)]
pub(crate) struct Weighed {
    pair: String,
    #[serde(default)]
    waits: String,
}

/// `POST /p/{key}/trade-offs`.
pub(crate) async fn weigh(visit: Visit, Form(wish): Form<Weighed>) -> Answer {
    let pair = input::items(&visit.product, &wish.pair)?;
    let [one, other] = pair[..] else {
        return Err(WebError::NotFound);
    };
    let answer = match wish.waits.trim() {
        "" => Waits::Open,
        key => Waits::Waits(input::item(&visit.product, key)?),
    };
    let said = match answer {
        Waits::Waits(item) => format!("{} waits: it is Should now.", visit.key(item)),
        _ => "Left open. This pair is not asked again.".to_owned(),
    };
    let pair = (one, other);
    carry_out(&visit, Weigh { pair, answer }, |_, _| said).await
}
