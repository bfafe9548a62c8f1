//! The application through its front door, on a store in memory.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use std::sync::Arc;

use app::accounts::{Browser, NewAdministrator, NewInvite};
use app::{App, Failure, ManualClock, Mode, NewProduct, ProductView, Snapshot};
use domain::item::create::{CreateItems, NewItem};
use domain::item::reorder::{MoveItems, Rank};
use domain::query::Filter;
use domain::report::inflation::Inflation;
use domain::roadmap::cover::Coverage;
use domain::{Actor, GoalId, Item, ItemId, PersonId, Priority, Product, Refusal, Role};
use store::Store;

async fn app_on(store: Store) -> App {
    let clock = ManualClock::at("2026-11-02T09:00:00Z".parse().unwrap());
    App::with(store, Arc::new(clock)).await.unwrap()
}

async fn set_up(app: &App) -> PersonId {
    let new = NewAdministrator {
        name: "Ana".into(),
        email: "ana@example.com".into(),
        password: "a long password".into(),
        workspace: "Acme".into(),
    };
    app.set_up(new).await.unwrap()
}

async fn product(app: &App, owner: PersonId) -> ProductView {
    let (key, name) = ("PAY".into(), "Payments".into());
    let new = NewProduct {
        key,
        name,
        time_zone: "UTC".into(),
        owner,
        sample: false,
        begins: Default::default(),
    };
    app.create_product(app.actor(owner), new).await.unwrap();
    app.product(app.actor(owner), "pay").await.unwrap()
}

fn creates(title: &str) -> CreateItems {
    CreateItems {
        items: vec![NewItem::titled(title)],
        at: Rank::Bottom,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let store = Store::memory();
    let app = app_on(store.clone()).await;
    let ana = set_up(&app).await;
    let view = product(&app, ana).await;
    let writes = (0..50).map(|number| {
        let (app, actor, id) = (app.clone(), view.actor, view.id);
        tokio::spawn(async move { app.execute(actor, id, creates(&format!("{number}"))).await })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap();
    }
    let again = app_on(store).await;
    let before = app.product(view.actor, "PAY").await.unwrap();
    let after = again.product(view.actor, "PAY").await.unwrap();
    assert_eq!(after.state.order.len(), 50);
    assert_eq!(**after.state, **before.state, "the record is all there is");
}

#[tokio::test]
async fn an_undo_is_read_from_the_record() {
    let app = app_on(Store::memory()).await;
    let view = {
        let ana = set_up(&app).await;
        product(&app, ana).await
    };
    for title in ["A", "B"] {
        app.execute(view.actor, view.id, creates(title))
            .await
            .unwrap();
    }
    let up = MoveItems {
        items: vec![ItemId(2)],
        to: Rank::Top,
        reason: None,
    };
    let done = app.execute(view.actor, view.id, up).await.unwrap();
    assert_eq!(*done.state.order, [2, 1].map(ItemId));
    let undone = app.undo(view.actor, view.id, done.command).await.unwrap();
    assert_eq!(*undone.state.order, [1, 2].map(ItemId));
}

#[tokio::test]
async fn the_same_command_twice_is_done_once() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    let view = product(&app, ana).await;
    let context = app.context(view.actor);
    let once = || vec![creates("A").into()];
    let first = app
        .execute_as(context, view.id, once(), Mode::All)
        .await
        .unwrap();
    let second = app
        .execute_as(context, view.id, once(), Mode::All)
        .await
        .unwrap();
    assert_eq!(first.events, second.events);
    assert_eq!(second.state.order.len(), 1);
}

#[tokio::test]
async fn each_refused_command_of_many_is_named() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    let view = product(&app, ana).await;
    let commands = ["A", " ", "C"].map(|title| creates(title).into()).to_vec();
    let done = app
        .execute_many(view.actor, view.id, commands.clone(), Mode::Each)
        .await
        .unwrap();
    assert_eq!(done.refused, [(1, Refusal::TextMissing { field: "title" })]);
    assert_eq!(done.state.order.len(), 2);
    let all = app
        .execute_many(view.actor, view.id, commands, Mode::All)
        .await;
    assert!(matches!(all, Err(Failure::Refused { .. })));
    assert_eq!(
        app.product(view.actor, "PAY")
            .await
            .unwrap()
            .state
            .order
            .len(),
        2
    );
}

#[tokio::test]
async fn an_invite_lets_one_person_in_with_its_roles() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    let view = product(&app, ana).await;
    let new = NewInvite {
        roles: vec![Role::Stakeholder],
        email: None,
    };
    let link = app.invite(&view, new).await.unwrap();
    let password = "another long one";
    let taken = app
        .take_invite(link.reveal(), "Bo", "bo@example.com", password)
        .await;
    let (bo, _) = taken.unwrap();
    let seen = app.product(app.actor(bo), "PAY").await.unwrap();
    assert!(seen.state.people[&bo].has(Role::Stakeholder));
    let again = app
        .take_invite(link.reveal(), "Cy", "cy@example.com", password)
        .await;
    assert!(matches!(again, Err(Failure::Account(_))));
    let refused = app.execute(seen.actor, seen.id, creates("X")).await;
    assert!(matches!(
        refused.unwrap_err().refusal(),
        Some(Refusal::Forbidden { .. })
    ));
    let session = app
        .sign_in("BO@example.com", password, Browser::default())
        .await
        .unwrap();
    let identity = app
        .identify_session(session.reveal())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(identity.person, bo);
    app.sign_out(&identity).await.unwrap();
    assert_eq!(app.identify_session(session.reveal()).await.unwrap(), None);
}

#[tokio::test]
async fn strangers_are_told_that_there_is_no_such_product() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    product(&app, ana).await;
    let stranger = Actor::Person {
        id: PersonId(uuid::Uuid::from_u128(9)),
        administrator: false,
    };
    let seen = app.product(stranger, "PAY").await;
    assert_eq!(seen.unwrap_err().refusal(), Some(&Refusal::NoSuchProduct));
}

#[tokio::test]
async fn the_workspace_is_renamed_by_administrators_only() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    app.rename_workspace(app.actor(ana), "Umbra".into())
        .await
        .unwrap();
    assert_eq!(&*app.workspace().name, "Umbra");
    let other = Actor::Person {
        id: PersonId(uuid::Uuid::from_u128(9)),
        administrator: false,
    };
    let refused = app.rename_workspace(other, "Mine".into()).await;
    assert_eq!(
        refused.unwrap_err().refusal(),
        Some(&Refusal::AdministratorsOnly)
    );
}

#[tokio::test]
async fn sessions_are_listed_until_they_end() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    let here = app.sign_in_new(ana, Some("Here")).await.unwrap();
    app.sign_in_new(ana, Some("There")).await.unwrap();
    assert_eq!(app.sessions(ana).await.unwrap().len(), 2);
    let identity = app.identify_session(here.reveal()).await.unwrap().unwrap();
    app.sign_out_elsewhere(&identity).await.unwrap();
    let left = app.sessions(ana).await.unwrap();
    assert_eq!(left[0].user_agent.as_deref(), Some("Here"));
    assert_eq!(left.len(), 1);
}

#[tokio::test]
async fn the_answers_of_an_import_are_kept_by_those_who_may_import() {
    let app = app_on(Store::memory()).await;
    let ana = set_up(&app).await;
    let view = product(&app, ana).await;
    app.keep_import_mapping(&view, "csv", "{}").await.unwrap();
    let kept = app.import_mapping(view.id, "csv").await.unwrap();
    assert_eq!(kept.as_deref(), Some("{}"));
    let actor = Actor::Person {
        id: PersonId(uuid::Uuid::from_u128(9)),
        administrator: true,
    };
    let reader = ProductView { actor, ..view };
    let refused = app.keep_import_mapping(&reader, "csv", "[]").await;
    assert!(refused.unwrap_err().refusal().is_some());
}

#[tokio::test]
async fn the_sample_has_a_history_wherever_and_whenever_it_is_made() {
    for (day, zone) in [
        ("2026-11-02T09:00:00Z", "Europe/Warsaw"),
        ("2026-11-22T23:30:00Z", "Pacific/Auckland"),
        ("2027-01-06T02:00:00Z", "America/Los_Angeles"),
    ] {
        let clock = ManualClock::at(day.parse().unwrap());
        let app = App::with(Store::memory(), Arc::new(clock)).await.unwrap();
        let ana = set_up(&app).await;
        app.create_sample(app.actor(ana), ana, zone).await.unwrap();
        let view = app.product(app.actor(ana), "BIKE").await.unwrap();
        assert!(view.sample);
        let sprints: Vec<&str> = view
            .state
            .sprints
            .values()
            .map(|s| s.status.as_str())
            .collect();
        assert_eq!(
            sprints,
            [
                "closed", "closed", "closed", "closed", "closed", "running", "planned"
            ]
        );
        for sprint in view
            .state
            .sprints
            .values()
            .filter(|sprint| sprint.is_closed())
        {
            let outcome = sprint.outcome.as_ref().unwrap();
            assert!(
                outcome.points_done() >= domain::Points::whole(10),
                "{}",
                sprint.name
            );
        }
        let running = view
            .state
            .newest_sprint(|s| matches!(s, domain::Status::Running { .. }));
        let running = running.unwrap();
        assert!(running.burndown.remaining().points > domain::Points::ZERO);
        assert!(running.calendar.ends() > app.now(), "{day}");
        assert!(view.state.order.len() > 10);
        every_page_has_something(&view.state, &app);
        assert!(view.state.items.values().any(|item| item.carried_over > 0));
        let made_up = app.workspace();
        let made_up = made_up.members().filter(|(_, one)| one.sample.is_some());
        assert_eq!(made_up.count(), 6, "and no more for the second one");
        app.remove_product(app.actor(ana), view.id).await.unwrap();
        assert!(app.products(app.actor(ana)).await.unwrap().is_empty());
        assert_eq!(app.workspace().members().count(), 1, "its people went, too");
        app.create_sample(app.actor(ana), ana, zone).await.unwrap();
    }
}

/// What the pages beside backlog and sprints show of the sample.
fn every_page_has_something(product: &Snapshot<Product>, app: &App) {
    assert_eq!(domain::refine::overdue(product, app.now()), None);
    let top = domain::refine::top(product);
    assert!(top.ready > 0 && top.ready < top.of, "{top:?}");
    let asks = |item: &Arc<Item>| item.open_questions().next().is_some();
    assert!(product.items.values().any(asks));
    let parts = product.goal(GoalId(2)).unwrap().parts(product);
    let of = |wanted: Coverage| parts.iter().filter(|part| part.coverage == wanted).count();
    assert!(of(Coverage::None) > 0 && of(Coverage::Open) > 0 && of(Coverage::Done) > 0);
    assert!(product.roadmap().iter().any(|goal| goal.span.is_none()));
    let share = |priority| product.summary().share(priority).items;
    for priority in [
        None,
        Some(Priority::Must),
        Some(Priority::Should),
        Some(Priority::Could),
    ] {
        assert!(share(priority) > 2, "{priority:?}: {}", share(priority));
    }
    assert!(!Inflation::of(product, product.summary()).is_above());
    assert_eq!(domain::query::wont(product, &Filter::default()).len(), 2);
    assert_eq!((product.suggestions.len(), product.icebox.len()), (3, 2));
    let planned = product.sprints.values().find(|one| one.is_planned());
    let planned = planned.unwrap();
    assert!(planned.plan.len() > 1 && !planned.goal.value.is_empty());
}

/// Looking for doubles is left to a thread that nobody else waits for.
#[tokio::test]
async fn the_clean_up_pass_keeps_nobody_waiting() {
    let world = testkit::big(500).await;
    let state = world.state().await;
    let now = world.app.now();
    tokio::select! {
        biased;
        _ = state.clean_up(now) => panic!("it was worked out here"),
        () = std::future::ready(()) => {}
    }
    let (one, other) = tokio::join!(state.clean_up(now), state.clean_up(now));
    assert_eq!(one.unwrap(), other.unwrap());
}
