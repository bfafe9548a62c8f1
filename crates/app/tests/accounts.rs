//! Ways in, as time passes: setup links, sessions, invites, guesses.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use std::sync::Arc;

use app::accounts::{Browser, Identity, NewAdministrator, NewInvite, Secret};
use app::{AccountError, App, Failure, InputError, ManualClock};
use domain::people::RevokeRole;
use domain::{PersonId, Refusal, Role};
use store::Store;
use testkit::{PASSWORD, World};

/// Days after the world's now.
fn day(world: &World, days: i64) {
    let now: jiff::Timestamp = testkit::NOW.parse().unwrap();
    world
        .clock
        .set(now + jiff::SignedDuration::from_hours(24 * days));
}

async fn identity(world: &World, session: &Secret) -> Option<Identity> {
    world.app.identify_session(session.reveal()).await.unwrap()
}

#[tokio::test]
async fn a_session_that_is_used_lasts_and_one_that_is_not_ends() {
    let world = testkit::world().await;
    let session = world.session(world.people.owner).await;
    for days in [29, 58, 87] {
        day(&world, days);
        assert!(identity(&world, &session).await.is_some(), "day {days}");
    }
    day(&world, 87 + 30);
    assert_eq!(identity(&world, &session).await, None);
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_elsewhere() {
    let world = testkit::world().await;
    let here = world.session(world.people.owner).await;
    let elsewhere = world.session(world.people.owner).await;
    assert!(identity(&world, &elsewhere).await.is_some());
    let me = identity(&world, &here).await.unwrap();
    let change = world
        .app
        .change_password(&me, PASSWORD, "quite another one");
    change.await.unwrap();
    assert_eq!(identity(&world, &elsewhere).await, None);
    assert!(identity(&world, &here).await.is_some());
    let old = world
        .app
        .sign_in("owner@example.com", PASSWORD, Browser::default());
    assert!(matches!(
        old.await,
        Err(Failure::Input(InputError::WrongPassword))
    ));
}

#[tokio::test]
async fn guessing_ends_in_waiting_even_with_the_right_password() {
    let world = testkit::world().await;
    let guess = |password| {
        world
            .app
            .sign_in("owner@example.com", password, Browser::default())
    };
    let mut wrong = 0;
    // One more guess is allowed every six seconds, which a slow machine may need.
    for _ in 0..100 {
        match guess("some other password").await {
            Err(Failure::Input(InputError::WrongPassword)) => wrong += 1,
            Err(Failure::Input(InputError::TooManyAttempts { seconds })) => {
                assert!((1..=60).contains(&seconds));
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!((10..100).contains(&wrong), "{wrong} guesses");
    let other = world
        .app
        .sign_in("developer@example.com", PASSWORD, Browser::default());
    assert!(other.await.is_ok(), "others sign in meanwhile");
}

#[tokio::test]
async fn who_guesses_from_many_networks_shuts_nobody_out_of_a_browser_of_theirs() {
    let world = testkit::world().await;
    let email = "owner@example.com";
    let here = world.session(world.people.owner).await;
    let me = identity(&world, &here).await.unwrap();
    let word = world.app.word_for_browser(&me).await.unwrap().unwrap();
    let other = world.session(world.people.developer).await;
    let other = identity(&world, &other).await.unwrap();
    let others = world.app.word_for_browser(&other).await.unwrap().unwrap();
    let sign_in = async |network: u16, word, password| {
        let address = [0x2001, 0xdb8, 0, network, 0, 0, 0, 1];
        let address = Some(std::net::IpAddr::from(address));
        let agent = None;
        let browser = Browser {
            address,
            agent,
            word,
        };
        world.app.sign_in(email, password, browser).await
    };
    // So long that it is wrong without a look: a slow machine, too, guesses fast enough.
    let wrong = "x".repeat(5_000);
    let is_stopped = async |word, guesses: u16| {
        for guess in 0..guesses {
            let guessed = sign_in(guess % 20, word, &wrong).await.unwrap_err();
            if matches!(guessed, Failure::Input(InputError::TooManyAttempts { .. })) {
                return true;
            }
        }
        false
    };
    assert!(is_stopped(None, 100).await, "whoever guesses");
    let made_up = format!("{word}x");
    for unknown in [&*others, &*made_up, "x"] {
        assert!(is_stopped(Some(unknown), 8).await, "{unknown}");
    }
    assert!(!is_stopped(Some(&*word), 8).await, "a browser of hers");
    sign_in(1, Some(&word), PASSWORD).await.unwrap();
    let change = world
        .app
        .change_password(&me, PASSWORD, "quite another one");
    change.await.expect("nobody else's guesses stop it");
    assert!(is_stopped(None, 100).await, "still");
    let after = is_stopped(Some(&*word), 8).await;
    assert!(after, "the word went with the password");
}

fn first() -> NewAdministrator {
    NewAdministrator {
        name: "Ana".into(),
        email: "ana@example.com".into(),
        password: PASSWORD.into(),
        workspace: "Acme".into(),
    }
}

#[tokio::test]
async fn a_setup_link_counts_for_a_day_until_there_is_a_newer_one() {
    let clock = Arc::new(ManualClock::at(testkit::NOW.parse().unwrap()));
    let app = App::with(Store::memory(), clock.clone()).await.unwrap();
    let check = async |secret: &Secret| app.check_setup_secret(secret.reveal()).await;
    let older = app.renew_setup_secret().await.unwrap();
    assert!(check(&older).await.is_ok());
    let newer = app.renew_setup_secret().await.unwrap();
    let refused = |answer| matches!(answer, Err(Failure::Input(InputError::SetupLink)));
    assert!(refused(check(&older).await), "the newest one only");
    assert!(
        refused(app.check_setup_secret("").await),
        "and no other text"
    );
    clock.set("2026-11-05T08:59:59Z".parse().unwrap());
    assert!(check(&newer).await.is_ok());
    clock.set("2026-11-05T09:00:00Z".parse().unwrap());
    assert!(refused(check(&newer).await), "a day later");
}

#[tokio::test]
async fn there_is_one_first_administrator() {
    let clock = Arc::new(ManualClock::at(testkit::NOW.parse().unwrap()));
    let app = App::with(Store::memory(), clock).await.unwrap();
    let secret = app.renew_setup_secret().await.unwrap();
    let (one, other) = tokio::join!(app.set_up(first()), app.set_up(first()));
    assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
    let set_up = |answer| matches!(answer, Err(Failure::Account(AccountError::AlreadySetUp)));
    assert!(set_up(app.check_setup_secret(secret.reveal()).await));
    assert!(set_up(app.renew_setup_secret().await.map(|_| ())));
    assert_eq!(app.people().len(), 1);
}

async fn invite(world: &World, by: PersonId, role: Role) -> Secret {
    let new = NewInvite {
        roles: vec![role],
        email: None,
    };
    world.app.invite(&world.view(by).await, new).await.unwrap()
}

/// Takes an invite as somebody who has an account.
async fn take(world: &World, person: PersonId, link: &Secret) -> Result<(), Failure> {
    let session = world.session(person).await;
    let identity = identity(world, &session).await.unwrap();
    let taken = world.app.take_invite_as(link.reveal(), &identity).await;
    taken.map(|_| ())
}

async fn roles(world: &World, person: PersonId) -> Vec<Role> {
    let state = world.state().await;
    let roles = state.people.get(&person).copied().unwrap_or_default();
    roles.iter().collect()
}

#[tokio::test]
async fn an_invite_is_no_way_to_a_role_of_ones_own() {
    let world = testkit::world().await;
    let owner = world.people.owner;
    let link = invite(&world, owner, Role::Developer).await;
    let taken = take(&world, owner, &link).await.unwrap_err();
    assert_eq!(taken.refusal(), Some(&Refusal::OwnRoles));
    assert_eq!(roles(&world, owner).await, [Role::ProductOwner]);
    let outsider = world.people.outsider;
    take(&world, outsider, &link).await.unwrap();
    assert_eq!(roles(&world, outsider).await, [Role::Developer]);
}

#[tokio::test]
async fn an_administrator_may_take_their_own() {
    let world = testkit::world().await;
    let administrator = world.people.administrator;
    let link = invite(&world, administrator, Role::Stakeholder).await;
    take(&world, administrator, &link).await.unwrap();
    assert!(
        roles(&world, administrator)
            .await
            .contains(&Role::Stakeholder)
    );
}

#[tokio::test]
async fn an_invite_counts_for_a_week_and_once() {
    let world = testkit::world().await;
    let (owner, outsider) = (world.people.owner, world.people.outsider);
    let late = invite(&world, owner, Role::Developer).await;
    day(&world, 7);
    let expired = |taken| matches!(taken, Err(Failure::Account(AccountError::InviteExpired)));
    assert!(expired(take(&world, outsider, &late).await));
    assert!(expired(
        world.app.open_invite(late.reveal()).await.map(|_| ())
    ));
    let link = invite(&world, owner, Role::Developer).await;
    take(&world, outsider, &link).await.unwrap();
    assert!(take(&world, outsider, &link).await.is_ok(), "opened again");
    let other = take(&world, world.people.stakeholder, &link).await;
    assert!(matches!(
        other,
        Err(Failure::Account(AccountError::InviteUsed { .. }))
    ));
}

#[tokio::test]
async fn an_invite_is_worth_what_its_maker_may_still_give() {
    let world = testkit::world().await;
    let (owner, outsider) = (world.people.owner, world.people.outsider);
    let link = invite(&world, owner, Role::Developer).await;
    let revoke = RevokeRole {
        person: owner,
        role: Role::ProductOwner,
    };
    world.does(world.people.administrator, revoke).await;
    let refused = take(&world, outsider, &link).await;
    assert!(matches!(
        refused,
        Err(Failure::Input(InputError::InviterMayNot))
    ));
    assert_eq!(roles(&world, outsider).await, []);
}

#[tokio::test]
async fn a_role_that_was_taken_away_does_not_come_back_by_the_old_link() {
    let world = testkit::world().await;
    let (owner, outsider) = (world.people.owner, world.people.outsider);
    let link = invite(&world, owner, Role::Developer).await;
    take(&world, outsider, &link).await.unwrap();
    let revoke = RevokeRole {
        person: outsider,
        role: Role::Developer,
    };
    world.does(world.people.administrator, revoke).await;
    take(&world, outsider, &link).await.unwrap();
    assert_eq!(roles(&world, outsider).await, []);
}

#[tokio::test]
async fn a_setup_that_ended_halfway_can_be_begun_again() {
    let store = store::Store::memory();
    let orphan = store::accounts::Person {
        id: uuid::Uuid::from_u128(9),
        name: "Nobody".into(),
        email: "nobody@example.com".into(),
        password_hash: None,
        created: 0,
        disabled: None,
    };
    store.accounts.add_first_person(orphan).await.unwrap();
    let clock = Arc::new(ManualClock::at("2026-11-02T09:00:00Z".parse().unwrap()));
    let app = App::with(store, clock).await.unwrap();
    app.set_up(first()).await.unwrap();
    assert_eq!(app.people().len(), 1);
    assert!(app.set_up(first()).await.is_err());
}

/// Disables the developer.
async fn disable_developer(world: &World) {
    let actor = world.app.actor(world.people.administrator);
    let disabled = world.app.disable_person(actor, world.people.developer);
    disabled.await.unwrap();
}

#[tokio::test]
async fn who_is_disabled_gets_in_by_no_door() {
    let world = testkit::world().await;
    let (app, developer) = (&world.app, world.people.developer);
    let (session, token) = (world.session(developer).await, world.token(developer).await);
    let by_token = async || app.identify_token(token.reveal()).await.unwrap();
    assert!(identity(&world, &session).await.is_some() && by_token().await.is_some());
    disable_developer(&world).await;
    assert_eq!(identity(&world, &session).await, None);
    assert_eq!(by_token().await, None);
    let password = app.sign_in("developer@example.com", PASSWORD, Browser::default());
    assert!(matches!(
        password.await,
        Err(Failure::Input(InputError::WrongPassword))
    ));
    let another = app.create_token(developer, "Another").await;
    assert!(matches!(another, Err(Failure::Input(InputError::Disabled))));
    // Signing in and being disabled may cross.
    let crossed = world.session(developer).await;
    assert_eq!(identity(&world, &crossed).await, None);

    let actor = app.actor(world.people.administrator);
    app.enable_person(actor, developer).await.unwrap();
    assert_eq!(identity(&world, &session).await, None, "it has ended");
    assert_eq!(identity(&world, &crossed).await, None, "and so has this");
    assert!(by_token().await.is_some());
}

#[tokio::test]
async fn an_invite_of_somebody_who_is_disabled_lets_nobody_in() {
    let world = testkit::world().await;
    let (app, master) = (&world.app, world.people.scrum_master);
    let new = NewInvite {
        roles: vec![Role::Developer],
        email: None,
    };
    let link = app.invite(&world.view(master).await, new).await.unwrap();
    let actor = app.actor(world.people.administrator);
    app.disable_person(actor, master).await.unwrap();
    let taken = app.take_invite(link.reveal(), "Eve", "eve@example.com", PASSWORD);
    assert!(matches!(
        taken.await,
        Err(Failure::Input(InputError::InviterMayNot))
    ));
    assert!(app.people().values().all(|card| &*card.name != "Eve"));
}

#[tokio::test]
async fn who_was_disabled_when_the_server_stopped_stays_out_after_the_start() {
    let world = testkit::world().await;
    let developer = world.people.developer;
    disable_developer(&world).await;
    // As if the server had stopped between the record and the row.
    let row = world.store.accounts.set_disabled(developer.0, None);
    row.await.unwrap();
    let app = App::with(world.store.clone(), world.clock.clone()).await;
    let app = app.unwrap();
    assert!(app.people()[&developer].disabled);
    assert_eq!(&*app.people()[&developer].name, "Developer", "a name stays");
    let row = world.store.accounts.person(developer.0).await.unwrap();
    assert!(row.unwrap().disabled.is_some());
}

#[tokio::test]
async fn nobody_signs_in_as_somebody_of_the_sample_or_takes_their_address() {
    let world = testkit::world().await;
    let (app, ana) = (&world.app, world.people.administrator);
    app.create_sample(app.actor(ana), ana, "UTC").await.unwrap();
    let made_up = app.workspace();
    let (id, _) = made_up
        .members()
        .find(|(_, one)| one.sample.is_some())
        .unwrap();
    let token = app.create_token(id, "Mine").await;
    assert!(matches!(token, Err(Failure::Input(InputError::Disabled))));
    let session = world.session(id).await;
    assert_eq!(identity(&world, &session).await, None);
    for address in ["me@invalid", "me@a.sample.INVALID", "me@b.invalid."] {
        let taken = app.change_email(ana, address).await;
        let refused = matches!(taken, Err(Failure::Input(InputError::EmailReserved)));
        assert!(refused, "{address}");
    }
    let fine = app.change_email(ana, "ana@invalid.example.com").await;
    assert!(fine.is_ok());
}

#[tokio::test]
async fn an_invite_into_a_product_that_was_removed_makes_no_account() {
    let world = testkit::world().await;
    let (app, people) = (&world.app, world.people);
    let link = invite(&world, people.owner, Role::Developer).await;
    let administrator = app.actor(people.administrator);
    app.remove_product(administrator, world.product)
        .await
        .unwrap();
    let nowhere = |failure| matches!(failure, Failure::Input(InputError::InviteLeadsNowhere));
    assert!(nowhere(app.open_invite(link.reveal()).await.unwrap_err()));
    let known = app.people().len();
    let taken = app.take_invite(link.reveal(), "Eve", "eve@example.com", PASSWORD);
    assert!(nowhere(taken.await.unwrap_err()));
    assert_eq!(app.people().len(), known);
    let taken = take(&world, people.outsider, &link).await;
    assert!(nowhere(taken.unwrap_err()));
    app.restore_product(administrator, world.product)
        .await
        .unwrap();
    take(&world, people.outsider, &link).await.unwrap();
    assert_eq!(roles(&world, people.outsider).await, [Role::Developer]);
}
