//! Whatever is asked of them, in whatever order, memory and SQLite give the same answers. The cases
//! of the contract are those somebody thought of; these are the others.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use store::Store;
use store::accounts::{PasswordHash, Taker};
use store::log::Append;
use uuid::Uuid;

use crate::accounts::{invite, person, session, token};
use crate::log::{cause, row, stream};

/// Few streams, positions and commands, so that they collide.
fn append() -> impl Strategy<Value = Append> {
    (0..3_u128, 0..6_u64, vec(0..12_u128, 0..4)).prop_map(|(number, expected, causes)| Append {
        stream: stream(number),
        expected,
        rows: causes
            .into_iter()
            .map(|n| row(cause(n), &n.to_string()))
            .collect(),
    })
}

async fn same_log(calls: Vec<Vec<Append>>) -> TestCaseResult {
    let folder = tempfile::tempdir().unwrap();
    let (memory, sqlite) = (Store::memory().log, Store::open(folder.path()).unwrap().log);
    for call in calls {
        let expected = memory.append(call.clone()).await;
        prop_assert_eq!(sqlite.append(call.clone()).await, expected, "{:?}", call);
    }
    prop_assert_eq!(sqlite.streams().await, memory.streams().await);
    for number in 0..3 {
        let all = memory.read(stream(number), 0, usize::MAX).await;
        prop_assert_eq!(sqlite.read(stream(number), 0, usize::MAX).await, all);
        for n in 0..12 {
            let caused = memory.by_cause(stream(number), cause(n)).await;
            prop_assert_eq!(sqlite.by_cause(stream(number), cause(n)).await, caused);
        }
    }
    Ok(())
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Add {
        id: u128,
        email: usize,
    },
    ChangeEmail {
        id: u128,
        email: usize,
    },
    ChangePassword {
        id: u128,
        keep: Option<u8>,
    },
    Disable {
        id: u128,
        since: Option<i64>,
    },
    Erase {
        id: u128,
    },
    SignIn {
        token: u8,
        id: u128,
    },
    SignOut {
        token: u8,
    },
    Invite {
        token: u8,
        by: u128,
    },
    TakeNew {
        token: u8,
        id: u128,
        email: usize,
        now: i64,
    },
    Take {
        token: u8,
        id: u128,
        now: i64,
    },
    Withdraw {
        token: u8,
    },
    RemoveExpired {
        now: i64,
    },
}

const EMAILS: [&str; 4] = ["a@x.org", "A@X.org", "b@x.org", "new@example.org"];

fn step() -> impl Strategy<Value = Step> {
    let (id, token, email) = (0..3_u128, 0..5_u8, 0..EMAILS.len());
    let now = prop_oneof![Just(0), Just(i64::MAX)];
    let since = proptest::option::of(Just(5));
    let keep = proptest::option::of(token.clone());
    prop_oneof![
        (id.clone(), email.clone()).prop_map(|(id, email)| Step::Add { id, email }),
        (id.clone(), email.clone()).prop_map(|(id, email)| Step::ChangeEmail { id, email }),
        (id.clone(), keep).prop_map(|(id, keep)| Step::ChangePassword { id, keep }),
        (id.clone(), since).prop_map(|(id, since)| Step::Disable { id, since }),
        id.clone().prop_map(|id| Step::Erase { id }),
        (token.clone(), id.clone()).prop_map(|(token, id)| Step::SignIn { token, id }),
        token.clone().prop_map(|token| Step::SignOut { token }),
        (token.clone(), id.clone()).prop_map(|(token, by)| Step::Invite { token, by }),
        (token.clone(), id.clone(), email, now.clone()).prop_map(|(token, id, email, now)| {
            Step::TakeNew {
                token,
                id,
                email,
                now,
            }
        }),
        (token.clone(), id, now.clone()).prop_map(|(token, id, now)| Step::Take { token, id, now }),
        token.prop_map(|token| Step::Withdraw { token }),
        now.prop_map(|now| Step::RemoveExpired { now }),
    ]
}

/// What the step answers, as text: the types differ, and equal texts are equal answers.
async fn take(Store { accounts, .. }: &Store, step: Step) -> String {
    let uuid = Uuid::from_u128;
    match step {
        Step::Add { id, email } => {
            format!("{:?}", accounts.add_person(person(id, EMAILS[email])).await)
        }
        Step::ChangeEmail { id, email } => {
            format!("{:?}", accounts.change_email(uuid(id), EMAILS[email]).await)
        }
        Step::ChangePassword { id, keep } => {
            let hash = PasswordHash("new".to_owned());
            format!(
                "{:?}",
                accounts
                    .change_password(uuid(id), hash, keep.map(token))
                    .await
            )
        }
        Step::Disable { id, since } => {
            format!("{:?}", accounts.set_disabled(uuid(id), since).await)
        }
        Step::Erase { id } => format!("{:?}", accounts.erase_person(uuid(id)).await),
        // A token is random, so no two are the same: only one that is free is given out.
        Step::SignIn { token: free, id } => {
            accounts.end_session(token(free)).await.unwrap();
            format!("{:?}", accounts.add_session(session(free, id)).await)
        }
        Step::SignOut { token: of } => format!("{:?}", accounts.end_session(token(of)).await),
        Step::Invite { token: free, by } => match accounts.invite(token(free)).await {
            Ok(None) => format!("{:?}", accounts.add_invite(invite(free, by)).await),
            _ => String::new(),
        },
        Step::TakeNew {
            token: of,
            id,
            email,
            now,
        } => {
            let taker = Taker::New(person(id, EMAILS[email]));
            format!("{:?}", accounts.take_invite(token(of), taker, now).await)
        }
        Step::Take { token: of, id, now } => {
            format!(
                "{:?}",
                accounts
                    .take_invite(token(of), Taker::Existing(uuid(id)), now)
                    .await
            )
        }
        Step::Withdraw { token: of } => format!("{:?}", accounts.withdraw_invite(token(of)).await),
        Step::RemoveExpired { now } => format!("{:?}", accounts.remove_expired(now).await),
    }
}

/// Everything that can be seen of the accounts.
async fn view(Store { accounts, .. }: &Store) -> String {
    let mut view = format!("{:?}", accounts.people().await);
    for id in 0..3 {
        view += &format!("{:?}", accounts.sessions_of(Uuid::from_u128(id), 0).await);
    }
    for number in 0..5 {
        view += &format!("{:?}", accounts.session(token(number), 0).await);
        view += &format!("{:?}", accounts.invite(token(number)).await);
    }
    view
}

async fn same_accounts(steps: Vec<Step>) -> TestCaseResult {
    let folder = tempfile::tempdir().unwrap();
    let (memory, sqlite) = (Store::memory(), Store::open(folder.path()).unwrap());
    for step in steps {
        let expected = take(&memory, step).await;
        prop_assert_eq!(take(&sqlite, step).await, expected, "{:?}", step);
        prop_assert_eq!(view(&sqlite).await, view(&memory).await, "after {:?}", step);
    }
    Ok(())
}

fn run(test: impl Future<Output = TestCaseResult>) -> TestCaseResult {
    tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap()
        .block_on(test)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn logs_answer_alike(calls in vec(vec(append(), 1..4), 1..20)) {
        run(same_log(calls))?;
    }

    #[test]
    fn accounts_answer_alike(steps in vec(step(), 1..30)) {
        run(same_accounts(steps))?;
    }
}
