//! Kano (C5): categories by hand, surveys and their results, and taking over what they say.

use app::{App, Mode};
use axum::extract::{Form, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::item::kano::{Categorize, Category};
use domain::survey::close::CloseSurvey;
use domain::survey::open::{Asked as AskedItem, OpenSurvey};
use domain::survey::{MAX_QUESTIONS, Survey};
use domain::{Command, ItemId, Right, SurveyId};
use maud::{Markup, html};
use serde::Deserialize;

use super::listing::{Asked, filter, opened, value};
use super::sprints::execute;
use crate::answer::{Answer, carry_out, carry_out_all};
use crate::error::WebError;
use crate::input;
use crate::reach::Reach;
use crate::ui::layout::Page;
use crate::urls::{route, with_query};
use crate::views::frame::{Here, page};
use crate::views::{counted, kano, menus};
use crate::visit::Visit;

/// The fields of a form, repeated ones too.
type Fields = Vec<(String, String)>;

/// `GET /p/{key}/kano?survey=2`: the survey asked for, else the newest.
pub(crate) async fn show(
    visit: Visit,
    reach: Reach,
    Query(asked): Asked,
) -> Result<Markup, WebError> {
    let (panel, panel_src) = opened(&visit, &asked);
    let shown = shown(&visit, &asked)?;
    let shown = Page {
        title: format!("Kano, {}", visit.product.name()),
        crumbs: crumbs(&visit),
        // What is answered touches no item.
        live: "*".into(),
        main: kano::main(&visit, shown, &reach.origin),
        panel,
        panel_src,
        floats: html! { (menus::menus(&visit)) },
        ..Page::default()
    };
    Ok(page(&visit, Here::Kano, &shown))
}

fn shown<'a>(visit: &'a Visit, asked: &Fields) -> Result<Option<&'a Survey>, WebError> {
    let surveys = &visit.product.surveys;
    let Some(number) = value(asked, "survey") else {
        return Ok(surveys.get_max().map(|(_, newest)| &**newest));
    };
    let id = number.parse().map(SurveyId);
    let found = id.ok().and_then(|id| surveys.get(&id));
    found.map(|one| Some(&**one)).ok_or(WebError::NotFound)
}

fn crumbs(visit: &Visit) -> Vec<(String, String)> {
    vec![
        (visit.urls.root(), visit.product.name().to_owned()),
        (visit.urls.to(route::KANO), "Kano".to_owned()),
    ]
}

/// Items chosen elsewhere.
#[derive(Debug, Deserialize)]
pub(crate) struct Chosen {
    items: String,
}

/// `POST /p/{key}/kano/choices`: on to the form over these.
pub(crate) async fn choose(visit: Visit, Form(wish): Form<Chosen>) -> Result<Response, WebError> {
    let items = input::items(&visit.product, &wish.items)?;
    let items: Vec<String> = items.iter().map(ItemId::to_string).collect();
    let form = visit.urls.to(route::NEW_SURVEY);
    let to = with_query(&form, [("items", items.join(",").as_str())]);
    Ok(Redirect::to(&to).into_response())
}

/// `GET /p/{key}/kano/new?items=3,4`, or with a filter of the product backlog; else its first items.
pub(crate) async fn new(visit: Visit, Query(asked): Asked) -> Result<Markup, WebError> {
    let chosen = value(&asked, "items");
    let (items, of) = match chosen {
        Some(items) => {
            let items = input::items(&visit.product, items)?;
            let of = items.len();
            (items, of)
        }
        None => {
            let found = filter(&visit, &asked)?.page(&visit.product, 0, MAX_QUESTIONS);
            (
                found.items.iter().map(|(_, item)| *item).collect(),
                found.total,
            )
        }
    };
    let first = &items[..items.len().min(MAX_QUESTIONS)];
    let main = match visit.may(Right::Order) {
        true => kano::form(&visit, first, chosen.is_some(), of),
        false => html! { div.pad { p { "A survey is the product owner’s to open." } } },
    };
    let mut crumbs = crumbs(&visit);
    crumbs.push((visit.urls.to(route::NEW_SURVEY), "New survey".to_owned()));
    let shown = Page {
        title: format!("New survey, {}", visit.product.name()),
        crumbs,
        main,
        ..Page::default()
    };
    Ok(page(&visit, Here::Kano, &shown))
}

/// `POST /p/{key}/kano/surveys`: each chosen `item`, with its `description-3`.
pub(crate) async fn open(visit: Visit, Form(fields): Form<Fields>) -> Result<Response, WebError> {
    let chosen = fields.iter().filter(|(name, _)| name == "item");
    let asked = chosen.map(|(_, item)| {
        let item = input::item(&visit.product, item)?;
        let description = value(&fields, &format!("description-{item}"));
        Ok(AskedItem {
            item,
            description: description.map(str::to_owned),
        })
    });
    let asked = asked.collect::<Result<_, WebError>>()?;
    let link = App::new_survey_link(visit.view.id);
    execute(&visit, OpenSurvey { link, asked }).await?;
    Ok(Redirect::to(&visit.urls.to(route::KANO)).into_response())
}

/// The survey meant.
#[derive(Debug, Deserialize)]
pub(crate) struct Closing {
    survey: u32,
}

/// `POST /p/{key}/kano/surveys/closing`.
pub(crate) async fn close(visit: Visit, Form(wish): Form<Closing>) -> Answer {
    let survey = SurveyId(wish.survey);
    carry_out(&visit, CloseSurvey { survey }, |_, _| {
        "The survey is closed. Its answers stay.".into()
    })
    .await
}

/// `POST /p/{key}/kano/categories`: each `category` as "3:basic", which is what the page showed.
pub(crate) async fn take_over(visit: Visit, Form(fields): Form<Fields>) -> Answer {
    let pairs = fields.iter().filter(|(name, _)| name == "category");
    let commands = pairs.map(|(_, pair)| {
        let (item, category) = pair.split_once(':').ok_or(WebError::NotFound)?;
        let item = input::item(&visit.product, item)?;
        let to = Category::parse(category).ok_or(WebError::NotFound)?;
        Ok(Command::from(Categorize { item, to: Some(to) }))
    });
    let commands = commands.collect::<Result<Vec<_>, WebError>>()?;
    carry_out_all(&visit, commands, Mode::All, |_, done| {
        format!(
            "{} got the category people gave it.",
            counted(done.events.len(), "item")
        )
    })
    .await
}
