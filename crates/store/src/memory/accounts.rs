//! The accounts in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Mutex;

use async_trait::async_trait;
use uuid::Uuid;

use super::lock;
use crate::StoreError;
use crate::accounts::{
    AccountError, Accounts, ApiToken, Invite, PasswordHash, Person, Session, Taker, TokenHash,
    same_email,
};

/// The accounts in memory.
#[derive(Default)]
pub(crate) struct MemoryAccounts {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    people: BTreeMap<Uuid, Person>,
    sessions: HashMap<TokenHash, Session>,
    api_tokens: HashMap<TokenHash, ApiToken>,
    invites: HashMap<TokenHash, Invite>,
    settings: HashMap<String, String>,
    import_mappings: HashMap<(Uuid, String), String>,
    read: BTreeSet<(Uuid, Uuid, u64)>,
}

impl State {
    fn known(&mut self, id: Uuid) -> Result<&mut Person, AccountError> {
        self.people.get_mut(&id).ok_or(AccountError::UnknownPerson)
    }

    fn able(&self, id: Uuid) -> Option<Person> {
        self.people
            .get(&id)
            .filter(|person| person.disabled.is_none())
            .cloned()
    }

    fn refuse_email(&self, email: &str, of: Uuid) -> Result<(), AccountError> {
        let taken = self
            .people
            .values()
            .any(|p| p.id != of && same_email(&p.email, email));
        if taken {
            Err(AccountError::EmailTaken)
        } else {
            Ok(())
        }
    }

    fn add(&mut self, person: Person) -> Result<(), AccountError> {
        if self.people.contains_key(&person.id) {
            return Err(AccountError::PersonExists);
        }
        self.refuse_email(&person.email, person.id)?;
        self.people.insert(person.id, person);
        Ok(())
    }

    fn end_sessions(&mut self, person: Uuid, keep: Option<TokenHash>) -> u64 {
        let before = self.sessions.len();
        self.sessions
            .retain(|token, session| session.person != person || Some(*token) == keep);
        (before - self.sessions.len()) as u64
    }
}

#[async_trait]
impl Accounts for MemoryAccounts {
    async fn add_first_person(&self, person: Person) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        if !state.people.is_empty() {
            return Err(AccountError::AlreadySetUp);
        }
        state.add(person)
    }

    async fn add_person(&self, person: Person) -> Result<(), AccountError> {
        lock(&self.state).add(person)
    }

    async fn person(&self, id: Uuid) -> Result<Option<Person>, StoreError> {
        Ok(lock(&self.state).people.get(&id).cloned())
    }

    async fn person_by_email(&self, email: &str) -> Result<Option<Person>, StoreError> {
        let state = lock(&self.state);
        Ok(state
            .people
            .values()
            .find(|person| same_email(&person.email, email))
            .cloned())
    }

    async fn people(&self) -> Result<Vec<Person>, StoreError> {
        Ok(lock(&self.state).people.values().cloned().collect())
    }

    async fn rename_person(&self, id: Uuid, name: &str) -> Result<(), AccountError> {
        name.clone_into(&mut lock(&self.state).known(id)?.name);
        Ok(())
    }

    async fn change_email(&self, id: Uuid, email: &str) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        state.known(id)?;
        state.refuse_email(email, id)?;
        email.clone_into(&mut state.known(id)?.email);
        Ok(())
    }

    async fn change_password(
        &self,
        id: Uuid,
        hash: PasswordHash,
        keep: Option<TokenHash>,
    ) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        state.known(id)?.password_hash = Some(hash);
        state.end_sessions(id, keep);
        Ok(())
    }

    async fn set_disabled(&self, id: Uuid, since: Option<i64>) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        state.known(id)?.disabled = since;
        if since.is_some() {
            state.end_sessions(id, None);
        }
        Ok(())
    }

    async fn erase_person(&self, id: Uuid) -> Result<bool, StoreError> {
        let mut state = lock(&self.state);
        let Some(person) = state.people.remove(&id) else {
            return Ok(false);
        };
        state.end_sessions(id, None);
        state.api_tokens.retain(|_, token| token.person != id);
        state.read.retain(|(person, ..)| *person != id);
        state.invites.retain(|_, invite| {
            let addressed = invite
                .email
                .as_ref()
                .is_some_and(|e| same_email(e, &person.email));
            invite.by != id && invite.used_by != Some(id) && !addressed
        });
        Ok(true)
    }

    async fn add_session(&self, session: Session) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        state.known(session.person)?;
        state.sessions.insert(session.token, session);
        Ok(())
    }

    async fn session(
        &self,
        token: TokenHash,
        now: i64,
    ) -> Result<Option<(Session, Person)>, StoreError> {
        let state = lock(&self.state);
        let session = state
            .sessions
            .get(&token)
            .filter(|session| session.expires > now);
        Ok(session.and_then(|session| Some((session.clone(), state.able(session.person)?))))
    }

    async fn sessions_of(&self, person: Uuid, now: i64) -> Result<Vec<Session>, StoreError> {
        let state = lock(&self.state);
        let theirs = state
            .sessions
            .values()
            .filter(|s| s.person == person && s.expires > now);
        let mut sessions: Vec<_> = theirs.cloned().collect();
        sessions.sort_by_key(|session| (-session.seen, session.token));
        Ok(sessions)
    }

    async fn extend_session(
        &self,
        token: TokenHash,
        seen: i64,
        expires: i64,
    ) -> Result<(), StoreError> {
        if let Some(session) = lock(&self.state).sessions.get_mut(&token) {
            session.seen = seen;
            session.expires = expires;
        }
        Ok(())
    }

    async fn end_session(&self, token: TokenHash) -> Result<bool, StoreError> {
        Ok(lock(&self.state).sessions.remove(&token).is_some())
    }

    async fn end_sessions(&self, person: Uuid, keep: Option<TokenHash>) -> Result<u64, StoreError> {
        Ok(lock(&self.state).end_sessions(person, keep))
    }

    async fn add_api_token(&self, token: ApiToken) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        state.known(token.person)?;
        state.api_tokens.insert(token.token, token);
        Ok(())
    }

    async fn api_token(&self, token: TokenHash) -> Result<Option<(ApiToken, Person)>, StoreError> {
        let state = lock(&self.state);
        let token = state.api_tokens.get(&token);
        Ok(token.and_then(|token| Some((token.clone(), state.able(token.person)?))))
    }

    async fn api_tokens_of(&self, person: Uuid) -> Result<Vec<ApiToken>, StoreError> {
        let state = lock(&self.state);
        let theirs = state
            .api_tokens
            .values()
            .filter(|token| token.person == person);
        let mut tokens: Vec<_> = theirs.cloned().collect();
        tokens.sort_by_key(|token| (-token.created, token.token));
        Ok(tokens)
    }

    async fn note_api_token_use(&self, token: TokenHash, at: i64) -> Result<(), StoreError> {
        if let Some(token) = lock(&self.state).api_tokens.get_mut(&token) {
            token.last_used = Some(at);
        }
        Ok(())
    }

    async fn revoke_api_token(&self, person: Uuid, token: TokenHash) -> Result<bool, StoreError> {
        let mut state = lock(&self.state);
        let theirs = state
            .api_tokens
            .get(&token)
            .is_some_and(|token| token.person == person);
        if theirs {
            state.api_tokens.remove(&token);
        }
        Ok(theirs)
    }

    async fn add_invite(&self, invite: Invite) -> Result<(), AccountError> {
        let mut state = lock(&self.state);
        state.known(invite.by)?;
        state.invites.insert(invite.token, invite);
        Ok(())
    }

    async fn invite(&self, token: TokenHash) -> Result<Option<Invite>, StoreError> {
        Ok(lock(&self.state).invites.get(&token).cloned())
    }

    async fn open_invites(&self, now: i64) -> Result<Vec<Invite>, StoreError> {
        let state = lock(&self.state);
        let open = state
            .invites
            .values()
            .filter(|i| i.used_by.is_none() && i.expires > now);
        let mut invites: Vec<_> = open.cloned().collect();
        invites.sort_by_key(|invite| (-invite.created, invite.token));
        Ok(invites)
    }

    async fn take_invite(
        &self,
        token: TokenHash,
        taker: Taker,
        now: i64,
    ) -> Result<Invite, AccountError> {
        let mut state = lock(&self.state);
        let mut invite = state
            .invites
            .get(&token)
            .cloned()
            .ok_or(AccountError::UnknownInvite)?;
        invite.refuse_taking(now)?;
        invite.used_by = Some(taker.id());
        match taker {
            Taker::New(person) => state.add(person)?,
            Taker::Existing(id) => drop(state.known(id)?),
        }
        state.invites.insert(token, invite.clone());
        Ok(invite)
    }

    async fn withdraw_invite(&self, token: TokenHash) -> Result<bool, StoreError> {
        let mut state = lock(&self.state);
        let open = state
            .invites
            .get(&token)
            .is_some_and(|invite| invite.used_by.is_none());
        if open {
            state.invites.remove(&token);
        }
        Ok(open)
    }

    async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(lock(&self.state).settings.get(key).cloned())
    }

    async fn set_setting(&self, key: &str, value: &str) -> Result<(), StoreError> {
        lock(&self.state)
            .settings
            .insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    async fn remove_setting(&self, key: &str) -> Result<bool, StoreError> {
        Ok(lock(&self.state).settings.remove(key).is_some())
    }

    async fn import_mapping(
        &self,
        product: Uuid,
        source: &str,
    ) -> Result<Option<String>, StoreError> {
        Ok(lock(&self.state)
            .import_mappings
            .get(&(product, source.to_owned()))
            .cloned())
    }

    async fn keep_import_mapping(
        &self,
        product: Uuid,
        source: &str,
        mapping: &str,
    ) -> Result<(), StoreError> {
        let key = (product, source.to_owned());
        lock(&self.state)
            .import_mappings
            .insert(key, mapping.to_owned());
        Ok(())
    }

    async fn forget_import_mappings(&self, product: Uuid) -> Result<u64, StoreError> {
        let mut state = lock(&self.state);
        let before = state.import_mappings.len();
        state.import_mappings.retain(|(of, _), _| *of != product);
        Ok((before - state.import_mappings.len()) as u64)
    }

    async fn notices_read(&self, person: Uuid) -> Result<Vec<(Uuid, u64)>, StoreError> {
        let state = lock(&self.state);
        let own = state.read.iter().filter(|(of, ..)| *of == person);
        Ok(own
            .map(|(_, product, position)| (*product, *position))
            .collect())
    }

    async fn note_read(&self, person: Uuid, read: Vec<(Uuid, u64)>) -> Result<(), StoreError> {
        let mut state = lock(&self.state);
        if state.people.contains_key(&person) {
            let read = read.into_iter();
            let read = read.map(|(product, position)| (person, product, position));
            state.read.extend(read);
        }
        Ok(())
    }

    async fn remove_expired(&self, now: i64) -> Result<u64, StoreError> {
        let mut state = lock(&self.state);
        let before = state.sessions.len() + state.invites.len();
        state.sessions.retain(|_, session| session.expires > now);
        state.invites.retain(|_, invite| invite.expires > now);
        Ok((before - state.sessions.len() - state.invites.len()) as u64)
    }
}
