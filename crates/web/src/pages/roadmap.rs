//! The roadmap (C2): its page, and putting items under goals.

use axum::extract::{Form, Query};
use domain::roadmap::serve::ChangeGoal;
use domain::{Command, GoalId, Right};
use maud::{Markup, html};
use serde::Deserialize;

use super::listing::{opened, value};
use crate::answer::{Answer, carry_out_all, counted};
use crate::error::WebError;
use crate::input;
use crate::ui::layout::Page;
use crate::ui::{Weight, command_button};
use crate::urls::route;
use crate::views::frame::{Here, page};
use crate::views::roadmap::{Window, dialog, main};
use crate::visit::Visit;

/// `GET /p/{key}/roadmap?from=2026-Q4&quarters=8`, or `view=horizon`.
pub(crate) async fn show(
    visit: Visit,
    Query(asked): super::listing::Asked,
) -> Result<Markup, WebError> {
    let window = Window::asked(&visit, |name| value(&asked, name));
    let window = window.ok_or_else(|| {
        let sentence = "A quarter is written like 2026-Q4. Change it in the address.";
        WebError::Unreadable(sentence.into(), None)
    })?;
    let (panel, panel_src) = opened(&visit, &asked);
    let may = visit.may(Right::Order);
    let shown = Page {
        title: format!("Roadmap, {}", visit.product.name()),
        crumbs: vec![
            (visit.urls.root(), visit.product.name().to_owned()),
            (visit.urls.to(route::ROADMAP), "Roadmap".to_owned()),
        ],
        live: "order items sprints".into(),
        main: main(&visit, &window),
        panel,
        panel_src,
        actions: html! { @if may { (command_button("goal.new", "New goal", Some("C"), Weight::Main)) } },
        floats: html! { @if may { (dialog(&visit)) } },
    };
    Ok(page(&visit, Here::Roadmap, &shown))
}

/// Items, and the goal they serve; "none" takes them out of theirs.
#[derive(Debug, Deserialize)]
pub(crate) struct Service {
    items: String,
    goal: String,
}

/// `POST /p/{key}/roadmap`.
pub(crate) async fn serve(visit: Visit, Form(wish): Form<Service>) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let to = match wish.goal.trim() {
        "" | "none" => None,
        number => Some(GoalId(number.parse().map_err(|_| WebError::NotFound)?)),
    };
    let name = to.and_then(|goal| visit.product.goals.get(&goal));
    let said = match name {
        Some(goal) => format!(
            "Put {} under “{}”.",
            counted(&visit, &items),
            goal.name.value
        ),
        None => format!("Took {} from under the goal.", counted(&visit, &items)),
    };
    let commands: Vec<Command> = items
        .iter()
        .map(|item| ChangeGoal { item: *item, to }.into())
        .collect();
    let mode = match commands.len() {
        1 => app::Mode::All,
        _ => app::Mode::Each,
    };
    carry_out_all(&visit, commands, mode, |_, _| said).await
}
