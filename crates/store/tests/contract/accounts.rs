//! What the accounts must do.

use store::Store;
use store::accounts::{
    AccountError, ApiToken, Invite, PasswordHash, Person, Session, Taker, TokenHash,
};
use uuid::Uuid;

const NOW: i64 = 1_700_000_000_000_000;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(crate) fn token(number: u8) -> TokenHash {
    TokenHash([number; 32])
}

pub(crate) fn person(number: u128, email: &str) -> Person {
    Person {
        id: id(number),
        name: format!("Person {number}"),
        email: email.to_owned(),
        password_hash: Some(PasswordHash(format!("$argon2id${number}"))),
        created: NOW,
        disabled: None,
    }
}

pub(crate) fn session(number: u8, person: u128) -> Session {
    Session {
        token: token(number),
        person: id(person),
        created: NOW,
        seen: NOW,
        expires: NOW + 100,
        user_agent: Some("Browser ✓".to_owned()),
    }
}

fn api_token(number: u8, person: u128) -> ApiToken {
    let created = NOW + i64::from(number);
    let name = format!("Token {number}");
    ApiToken {
        token: token(number),
        person: id(person),
        name,
        created,
        last_used: None,
    }
}

pub(crate) fn invite(number: u8, by: u128) -> Invite {
    Invite {
        token: token(number),
        product: Some(id(900)),
        roles: vec!["developer".to_owned(), "\"scrum\" master".to_owned()],
        email: Some("New@Example.org".to_owned()),
        by: id(by),
        created: NOW + i64::from(number),
        expires: NOW + 100,
        used_by: None,
    }
}

async fn with_people(store: Store) -> Store {
    for (number, email) in [(1, "ada@example.org"), (2, "bob@example.org")] {
        store
            .accounts
            .add_person(person(number, email))
            .await
            .unwrap();
    }
    store
}

pub(crate) async fn only_one_first_person(Store { accounts, .. }: Store) {
    let attempts: Vec<_> = (0..8)
        .map(|n| {
            let accounts = accounts.clone();
            let person = person(n, &format!("{n}@example.org"));
            tokio::spawn(async move { accounts.add_first_person(person).await })
        })
        .collect();
    let mut made = 0;
    for attempt in attempts {
        match attempt.await.unwrap() {
            Ok(()) => made += 1,
            Err(error) => assert_eq!(error, AccountError::AlreadySetUp),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(accounts.people().await.unwrap().len(), 1);
}

pub(crate) async fn people_are_found_by_id_and_address(Store { accounts, .. }: Store) {
    let ada = person(2, "Ada@Example.org");
    let bob = Person {
        password_hash: None,
        disabled: Some(NOW),
        ..person(1, "bob@example.org")
    };
    accounts.add_person(ada.clone()).await.unwrap();
    accounts.add_person(bob.clone()).await.unwrap();

    assert_eq!(accounts.person(id(2)).await, Ok(Some(ada.clone())));
    assert_eq!(accounts.person(id(3)).await, Ok(None));
    assert_eq!(
        accounts.person_by_email(" ADA@example.ORG ").await,
        Ok(Some(ada.clone()))
    );
    assert_eq!(accounts.person_by_email("a_a@example.org").await, Ok(None));
    assert_eq!(accounts.people().await, Ok(vec![bob, ada]));
}

pub(crate) async fn an_address_belongs_to_one_person(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts
        .add_person(person(3, "ÄRGER@example.org"))
        .await
        .unwrap();

    let taken = [" ADA@example.org", "ada@EXAMPLE.org", "ärger@example.org"];
    for email in taken {
        let refused = accounts.add_person(person(9, email)).await;
        assert_eq!(refused, Err(AccountError::EmailTaken), "{email}");
        let refused = accounts.change_email(id(2), email).await;
        assert_eq!(refused, Err(AccountError::EmailTaken), "{email}");
    }
    let again = accounts.add_person(person(1, "ada@example.org")).await;
    assert_eq!(again, Err(AccountError::PersonExists));
    assert_eq!(accounts.people().await.unwrap().len(), 3);
}

pub(crate) async fn people_change(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts.rename_person(id(1), "Ada Lovelace").await.unwrap();
    accounts
        .change_email(id(1), "ADA@example.org")
        .await
        .expect("their own, in other letters");
    accounts
        .change_email(id(1), "lovelace@example.org")
        .await
        .unwrap();
    let hash = PasswordHash("$argon2id$new".to_owned());
    accounts
        .change_password(id(1), hash.clone(), None)
        .await
        .unwrap();

    let expected = Person {
        name: "Ada Lovelace".to_owned(),
        password_hash: Some(hash),
        ..person(1, "lovelace@example.org")
    };
    assert_eq!(accounts.person(id(1)).await, Ok(Some(expected.clone())));
    assert_eq!(
        accounts.person_by_email("lovelace@example.org").await,
        Ok(Some(expected))
    );
    assert_eq!(accounts.person_by_email("ada@example.org").await, Ok(None));
    accounts
        .add_person(person(3, "ada@example.org"))
        .await
        .expect("the old address is free");
}

pub(crate) async fn unknown_people_are_refused(Store { accounts, .. }: Store) {
    let hash = PasswordHash(String::new());
    let refusals = [
        accounts.rename_person(id(5), "Nobody").await,
        accounts.change_email(id(5), "nobody@example.org").await,
        accounts.change_password(id(5), hash, None).await,
        accounts.set_disabled(id(5), Some(NOW)).await,
        accounts.add_session(session(1, 5)).await,
        accounts.add_api_token(api_token(1, 5)).await,
        accounts.add_invite(invite(1, 5)).await,
    ];
    for refusal in refusals {
        assert_eq!(refusal, Err(AccountError::UnknownPerson));
    }
    assert_eq!(accounts.erase_person(id(5)).await, Ok(false));
}

pub(crate) async fn a_session_lasts_until_it_expires(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts.add_session(session(1, 1)).await.unwrap();
    let found = Some((session(1, 1), person(1, "ada@example.org")));
    assert_eq!(accounts.session(token(1), NOW).await, Ok(found.clone()));
    assert_eq!(accounts.session(token(1), NOW + 99).await, Ok(found));
    assert_eq!(accounts.session(token(1), NOW + 100).await, Ok(None));
    assert_eq!(accounts.session(token(2), NOW).await, Ok(None));

    accounts
        .extend_session(token(1), NOW + 50, NOW + 150)
        .await
        .unwrap();
    accounts
        .extend_session(token(2), NOW, NOW + 150)
        .await
        .unwrap();
    let later = Session {
        seen: NOW + 50,
        expires: NOW + 150,
        ..session(1, 1)
    };
    let (found, _) = accounts
        .session(token(1), NOW + 149)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found, later);
    assert_eq!(accounts.session(token(2), NOW).await, Ok(None));
}

pub(crate) async fn sessions_end(store: Store) {
    let accounts = with_people(store).await.accounts;
    for number in 1..=4 {
        let seen = NOW + i64::from(number);
        accounts
            .add_session(Session {
                seen,
                ..session(number, 1)
            })
            .await
            .unwrap();
    }
    accounts.add_session(session(5, 2)).await.unwrap();
    let of = async |person| {
        let sessions = accounts.sessions_of(id(person), NOW).await.unwrap();
        sessions
            .iter()
            .map(|session| session.token)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(1).await, [4, 3, 2, 1].map(token));
    assert_eq!(accounts.sessions_of(id(1), NOW + 100).await, Ok(vec![]));

    assert_eq!(accounts.end_session(token(4)).await, Ok(true));
    assert_eq!(accounts.end_session(token(4)).await, Ok(false));
    assert_eq!(accounts.end_sessions(id(1), Some(token(2))).await, Ok(2));
    assert_eq!(of(1).await, [token(2)]);
    assert_eq!(accounts.end_sessions(id(1), None).await, Ok(1));

    for number in [1, 2] {
        accounts.add_session(session(number, 1)).await.unwrap();
    }
    let hash = PasswordHash("$argon2id$new".to_owned());
    accounts
        .change_password(id(1), hash, Some(token(1)))
        .await
        .unwrap();
    assert_eq!(of(1).await, [token(1)]);
    assert_eq!(of(2).await, [token(5)]);
}

pub(crate) async fn a_disabled_person_has_no_way_in(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts.add_session(session(1, 1)).await.unwrap();
    accounts.add_api_token(api_token(2, 1)).await.unwrap();
    accounts.set_disabled(id(1), Some(NOW)).await.unwrap();
    assert_eq!(
        accounts.person(id(1)).await.unwrap().unwrap().disabled,
        Some(NOW)
    );
    assert_eq!(accounts.session(token(1), NOW).await, Ok(None));
    assert_eq!(accounts.api_token(token(2)).await, Ok(None));

    accounts.add_session(session(3, 1)).await.unwrap();
    assert_eq!(
        accounts.session(token(3), NOW).await,
        Ok(None),
        "a sign-in that raced"
    );

    accounts.set_disabled(id(1), None).await.unwrap();
    assert_eq!(
        accounts.session(token(1), NOW).await,
        Ok(None),
        "that session has ended"
    );
    assert!(accounts.api_token(token(2)).await.unwrap().is_some());
}

pub(crate) async fn api_tokens_act_as_their_person(store: Store) {
    let accounts = with_people(store).await.accounts;
    for (number, person) in [(1, 1), (2, 1), (3, 2)] {
        accounts
            .add_api_token(api_token(number, person))
            .await
            .unwrap();
    }
    let ada = person(1, "ada@example.org");
    assert_eq!(
        accounts.api_token(token(1)).await,
        Ok(Some((api_token(1, 1), ada.clone())))
    );
    assert_eq!(accounts.api_token(token(9)).await, Ok(None));

    accounts
        .note_api_token_use(token(1), NOW + 5)
        .await
        .unwrap();
    let used = ApiToken {
        last_used: Some(NOW + 5),
        ..api_token(1, 1)
    };
    assert_eq!(
        accounts.api_tokens_of(id(1)).await,
        Ok(vec![api_token(2, 1), used])
    );

    assert_eq!(
        accounts.revoke_api_token(id(2), token(1)).await,
        Ok(false),
        "not theirs"
    );
    assert_eq!(accounts.revoke_api_token(id(1), token(1)).await, Ok(true));
    assert_eq!(accounts.api_token(token(1)).await, Ok(None));
    assert_eq!(
        accounts.api_tokens_of(id(1)).await,
        Ok(vec![api_token(2, 1)])
    );
}

pub(crate) async fn an_invite_is_taken_once(store: Store) {
    let accounts = with_people(store).await.accounts;
    let unlimited = Invite {
        product: None,
        roles: vec![],
        email: None,
        ..invite(2, 1)
    };
    accounts.add_invite(invite(1, 1)).await.unwrap();
    accounts.add_invite(unlimited.clone()).await.unwrap();
    assert_eq!(accounts.invite(token(1)).await, Ok(Some(invite(1, 1))));
    assert_eq!(accounts.invite(token(9)).await, Ok(None));
    assert_eq!(
        accounts.open_invites(NOW).await,
        Ok(vec![unlimited, invite(1, 1)])
    );

    let new = person(3, "new@example.org");
    let taken = Invite {
        used_by: Some(id(3)),
        ..invite(1, 1)
    };
    let answer = accounts
        .take_invite(token(1), Taker::New(new.clone()), NOW)
        .await;
    assert_eq!(answer, Ok(taken.clone()));
    assert_eq!(accounts.person(id(3)).await, Ok(Some(new)));
    assert_eq!(accounts.invite(token(1)).await, Ok(Some(taken)));
    assert_eq!(accounts.open_invites(NOW).await.unwrap().len(), 1);

    let again = accounts
        .take_invite(token(1), Taker::Existing(id(2)), NOW + 500)
        .await;
    assert_eq!(again, Err(AccountError::InviteUsed { by: id(3) }));
    let answer = accounts
        .take_invite(token(2), Taker::Existing(id(2)), NOW)
        .await;
    assert_eq!(answer.unwrap().used_by, Some(id(2)));
}

pub(crate) async fn an_invite_survives_a_failed_taking(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts.add_invite(invite(1, 1)).await.unwrap();
    let failures = [
        (
            Taker::New(person(3, "BOB@example.org")),
            AccountError::EmailTaken,
        ),
        (
            Taker::New(person(1, "new@example.org")),
            AccountError::PersonExists,
        ),
        (Taker::Existing(id(3)), AccountError::UnknownPerson),
    ];
    for (taker, error) in failures {
        assert_eq!(accounts.take_invite(token(1), taker, NOW).await, Err(error));
        assert_eq!(accounts.open_invites(NOW).await, Ok(vec![invite(1, 1)]));
    }
    assert_eq!(accounts.people().await.unwrap().len(), 2);
    accounts
        .take_invite(token(1), Taker::New(person(3, "new@example.org")), NOW)
        .await
        .unwrap();
}

pub(crate) async fn an_invite_is_taken_by_one_of_many(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts.add_invite(invite(1, 1)).await.unwrap();
    let takers: Vec<_> = (10..20)
        .map(|n| {
            let accounts = accounts.clone();
            let taker = Taker::New(person(n, &format!("{n}@example.org")));
            tokio::spawn(async move { accounts.take_invite(token(1), taker, NOW).await })
        })
        .collect();
    let (mut taken, mut refused) = (vec![], vec![]);
    for taker in takers {
        match taker.await.unwrap() {
            Ok(invite) => taken.push(invite.used_by.unwrap()),
            Err(error) => refused.push(error),
        }
    }
    let [by] = taken[..] else {
        panic!("taken by {taken:?}")
    };
    assert!(
        refused
            .iter()
            .all(|error| *error == AccountError::InviteUsed { by })
    );
    assert_eq!(accounts.people().await.unwrap().len(), 3);
}

pub(crate) async fn invites_expire_and_are_withdrawn(store: Store) {
    let accounts = with_people(store).await.accounts;
    for number in 1..=3 {
        accounts.add_invite(invite(number, 1)).await.unwrap();
    }
    let taker = || Taker::Existing(id(2));
    let late = accounts.take_invite(token(1), taker(), NOW + 100).await;
    assert_eq!(late, Err(AccountError::InviteExpired));
    assert_eq!(accounts.open_invites(NOW + 100).await, Ok(vec![]));

    assert_eq!(accounts.withdraw_invite(token(1)).await, Ok(true));
    assert_eq!(accounts.withdraw_invite(token(1)).await, Ok(false));
    let gone = accounts.take_invite(token(1), taker(), NOW).await;
    assert_eq!(gone, Err(AccountError::UnknownInvite));

    accounts
        .take_invite(token(2), taker(), NOW + 99)
        .await
        .unwrap();
    assert_eq!(
        accounts.withdraw_invite(token(2)).await,
        Ok(false),
        "it was taken"
    );
    assert_eq!(accounts.open_invites(NOW).await, Ok(vec![invite(3, 1)]));
}

pub(crate) async fn an_erased_person_leaves_nothing(store: Store) {
    let accounts = with_people(store).await.accounts;
    accounts.add_session(session(1, 1)).await.unwrap();
    accounts.add_api_token(api_token(2, 1)).await.unwrap();
    let plain = |number, by| Invite {
        email: None,
        ..invite(number, by)
    };
    accounts.add_invite(plain(3, 1)).await.unwrap();
    accounts.add_invite(plain(4, 2)).await.unwrap();
    accounts
        .take_invite(token(4), Taker::Existing(id(1)), NOW)
        .await
        .unwrap();
    let to_ada = Invite {
        email: Some("ADA@Example.org".to_owned()),
        ..invite(5, 2)
    };
    accounts.add_invite(to_ada).await.unwrap();
    accounts.add_invite(invite(6, 2)).await.unwrap();

    assert_eq!(accounts.erase_person(id(1)).await, Ok(true));
    assert_eq!(accounts.person(id(1)).await, Ok(None));
    assert_eq!(accounts.person_by_email("ada@example.org").await, Ok(None));
    assert_eq!(accounts.session(token(1), NOW).await, Ok(None));
    assert_eq!(accounts.sessions_of(id(1), NOW).await, Ok(vec![]));
    assert_eq!(accounts.api_token(token(2)).await, Ok(None));
    for number in [3, 4, 5] {
        assert_eq!(
            accounts.invite(token(number)).await,
            Ok(None),
            "invite {number}"
        );
    }
    assert_eq!(accounts.open_invites(NOW).await, Ok(vec![invite(6, 2)]));
    assert_eq!(
        accounts.people().await,
        Ok(vec![person(2, "bob@example.org")])
    );
}

pub(crate) async fn settings_are_kept(Store { accounts, .. }: Store) {
    assert_eq!(accounts.setting("secret").await, Ok(None));
    accounts.set_setting("secret", "one").await.unwrap();
    accounts.set_setting("secret", "two").await.unwrap();
    accounts.set_setting("Secret", "").await.unwrap();
    assert_eq!(accounts.setting("secret").await, Ok(Some("two".to_owned())));
    assert_eq!(accounts.setting("Secret").await, Ok(Some(String::new())));
    assert_eq!(accounts.remove_setting("secret").await, Ok(true));
    assert_eq!(accounts.remove_setting("secret").await, Ok(false));
    assert_eq!(accounts.setting("secret").await, Ok(None));
}

pub(crate) async fn import_mappings_are_kept_per_product(Store { accounts, .. }: Store) {
    accounts
        .keep_import_mapping(id(1), "jira", "{}")
        .await
        .unwrap();
    accounts
        .keep_import_mapping(id(1), "jira", r#"{"title":2}"#)
        .await
        .unwrap();
    accounts
        .keep_import_mapping(id(1), "trello", "[]")
        .await
        .unwrap();
    accounts
        .keep_import_mapping(id(2), "jira", "null")
        .await
        .unwrap();
    let mapping = async |product, source| accounts.import_mapping(id(product), source).await;
    assert_eq!(
        mapping(1, "jira").await,
        Ok(Some(r#"{"title":2}"#.to_owned()))
    );
    assert_eq!(mapping(1, "clickup").await, Ok(None));

    assert_eq!(accounts.forget_import_mappings(id(1)).await, Ok(2));
    assert_eq!(mapping(1, "jira").await, Ok(None));
    assert_eq!(mapping(2, "jira").await, Ok(Some("null".to_owned())));
}

pub(crate) async fn what_somebody_has_read_is_kept_as_long_as_they_are(store: Store) {
    let accounts = with_people(store).await.accounts;
    let read = async |person| {
        let mut read = accounts.notices_read(id(person)).await.unwrap();
        read.sort_unstable();
        read
    };
    let (one, two) = ((id(7), 1), (id(8), 1));
    accounts.note_read(id(1), vec![two, one]).await.unwrap();
    accounts.note_read(id(1), vec![one]).await.unwrap();
    accounts.note_read(id(2), vec![one]).await.unwrap();
    accounts.note_read(id(99), vec![one]).await.unwrap();
    assert_eq!(read(1).await, [one, two]);
    assert_eq!(read(99).await, []);
    accounts.erase_person(id(1)).await.unwrap();
    assert_eq!(read(1).await, []);
    assert_eq!(read(2).await, [one]);
}

pub(crate) async fn what_has_expired_is_removed(store: Store) {
    let accounts = with_people(store).await.accounts;
    for (number, expires) in [(1, NOW + 10), (2, NOW + 20), (3, NOW + 30)] {
        accounts
            .add_session(Session {
                expires,
                ..session(number, 1)
            })
            .await
            .unwrap();
        accounts
            .add_invite(Invite {
                expires,
                ..invite(number, 1)
            })
            .await
            .unwrap();
    }
    accounts
        .take_invite(token(1), Taker::Existing(id(2)), NOW)
        .await
        .unwrap();
    assert_eq!(accounts.remove_expired(NOW + 20).await, Ok(4));
    assert_eq!(accounts.remove_expired(NOW + 20).await, Ok(0));
    assert_eq!(accounts.invite(token(2)).await, Ok(None));
    assert_eq!(accounts.sessions_of(id(1), NOW).await.unwrap().len(), 1);
    assert_eq!(accounts.open_invites(NOW).await.unwrap().len(), 1);
    assert!(accounts.session(token(3), NOW).await.unwrap().is_some());
}
