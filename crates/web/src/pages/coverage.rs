//! Items out of a goal's document (C3), and saying which items cover which part of it.

use axum::extract::{Form, Path};
use domain::item::reorder::Rank;
use domain::roadmap::break_down::BreakDown;
use domain::roadmap::cover::CoverPart;
use domain::{Command, Event, GoalId, ItemId, PartId};
use serde::Deserialize;

use crate::answer::{Answer, carry_out, carry_out_all, counted};
use crate::error::WebError;
use crate::input;
use crate::visit::Visit;

/// Which section of which goal's document.
#[derive(Debug, Deserialize)]
pub(crate) struct OfPart {
    goal: u32,
    part: u32,
}

/// `POST /p/{key}/goals/{goal}/parts/{part}`: `point` for each of its points, and `to`, a position.
pub(crate) async fn break_down(
    visit: Visit,
    Path(path): Path<OfPart>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let points = fields.iter().filter(|(name, _)| name == "point");
    let points = points.map(|(_, value)| value.parse().map(PartId));
    let points: Result<Vec<PartId>, _> = points.collect();
    let to = fields.iter().find(|(name, _)| name == "to");
    let command = BreakDown {
        goal: GoalId(path.goal),
        section: PartId(path.part),
        points: points.map_err(|_| WebError::NotFound)?,
        at: match to.map_or("", |(_, value)| value.trim()) {
            "" => Rank::Bottom,
            text => input::rank(&visit.product, &visit.product.order, &[], text)?,
        },
    };
    carry_out(&visit, command, |after, done| {
        let made = done
            .events
            .iter()
            .filter_map(|recorded| match &recorded.event {
                Event::ItemCreated(e) => Some(e.item),
                _ => None,
            });
        let made: Vec<ItemId> = made.collect();
        format!("Made {} of the section.", counted(after, &made))
    })
    .await
}

/// Items, the part, and whether they cover it.
#[derive(Debug, Deserialize)]
pub(crate) struct Covers {
    items: String,
    part: u32,
    covers: String,
}

/// Which goal's document.
#[derive(Debug, Deserialize)]
pub(crate) struct OfGoal {
    goal: u32,
}

/// `POST /p/{key}/goals/{goal}/coverage`.
pub(crate) async fn cover(
    visit: Visit,
    Path(path): Path<OfGoal>,
    Form(wish): Form<Covers>,
) -> Answer {
    let items = input::items(&visit.product, &wish.items)?;
    let covers = wish.covers == "yes";
    let command = |item: &ItemId| {
        Command::from(CoverPart {
            goal: GoalId(path.goal),
            part: PartId(wish.part),
            item: *item,
            covers,
        })
    };
    let commands = items.iter().map(command).collect();
    let said = match covers {
        true => format!("{} covers it now.", counted(&visit, &items)),
        false => format!("{} covers it no more.", counted(&visit, &items)),
    };
    carry_out_all(&visit, commands, app::Mode::All, |_, _| said).await
}
