//! Inviting people: a link that lets one person in, once, with roles in a
//! product. No mail is sent; whoever invites passes the link on.

use domain::people::GrantRole;
use domain::workspace::Command as WorkspaceCommand;
use domain::{Actor, Command, CommandId, Context, PersonId, ProductId, Right, Role};
use store::accounts::{AccountError, Invite, Person, Taker, TokenHash};
use uuid::Uuid;

use super::identity::Identity;
use super::secret::{self, Secret};
use crate::App;
use crate::failure::{Failure, InputError};
use crate::live::Mode;
use crate::products::ProductView;

/// How long an invite counts, in microseconds: a week.
const COUNTS: i64 = 7 * 86_400_000_000;

/// Whom to invite, and as what.
#[derive(Clone, Debug)]
pub struct NewInvite {
    /// The roles they get in the product; at least one.
    pub roles: Vec<Role>,
    /// For whom it is; shown to whoever looks at the open invites.
    pub email: Option<String>,
}

/// An invite as somebody who opens it sees it.
#[derive(Clone, Debug)]
pub struct InviteView {
    /// Which.
    pub token: TokenHash,
    /// Into which product.
    pub product: ProductId,
    /// As what.
    pub roles: Vec<Role>,
    /// For whom it was made.
    pub email: Option<String>,
    /// By whom.
    pub by: PersonId,
    /// Until when it counts.
    pub expires: jiff::Timestamp,
}

impl App {
    /// Makes an invite link's secret.
    ///
    /// # Errors
    /// When the actor may not manage people here, or a role does not fit.
    pub async fn invite(&self, product: &ProductView, new: NewInvite) -> Result<Secret, Failure> {
        self.invite_with(product, new, Secret::random()).await
    }

    /// The same with a secret that the caller chose, so that trying again makes
    /// no second one.
    ///
    /// # Errors
    /// As [`App::invite`].
    pub async fn invite_with(
        &self,
        product: &ProductView,
        new: NewInvite,
        secret: Secret,
    ) -> Result<Secret, Failure> {
        let refused = |refusal| Failure::Refused {
            refusal,
            product: std::sync::Arc::new(domain::Product::clone(&product.state)),
        };
        domain::rights::check(&product.state, product.actor, &[Right::ManagePeople])
            .map_err(refused)?;
        let Some(by) = product.actor.person() else {
            return Err(AccountError::UnknownPerson.into());
        };
        if new.roles.is_empty() {
            return Err(InputError::Role(String::new()).into());
        }
        let email = new.email.filter(|email| !email.trim().is_empty());
        let (token, now) = (secret.hash(), self.micros());
        if self.rows().invite(token).await?.is_some() {
            return Ok(secret);
        }
        let invite = Invite {
            token,
            product: Some(product.id.0),
            roles: new
                .roles
                .iter()
                .map(|role| role.as_str().to_owned())
                .collect(),
            email: email.as_deref().map(super::email).transpose()?,
            by: by.0,
            created: now,
            expires: now + COUNTS,
            used_by: None,
        };
        self.rows().add_invite(invite).await?;
        Ok(secret)
    }

    /// The invite a link leads to, if it can still be taken.
    ///
    /// # Errors
    /// When it is unknown, used or expired, or its product was removed.
    pub async fn open_invite(&self, presented: &str) -> Result<InviteView, Failure> {
        let invite = self.rows().invite(secret::hash(presented)).await?;
        let invite = invite.ok_or(AccountError::UnknownInvite)?;
        match invite.used_by {
            Some(by) => Err(AccountError::InviteUsed { by }.into()),
            None if invite.expires <= self.micros() => Err(AccountError::InviteExpired.into()),
            None => {
                self.leads_to(&invite)?;
                view(&invite).ok_or_else(|| AccountError::UnknownInvite.into())
            }
        }
    }

    /// The invites into a product that can still be taken.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn open_invites(&self, product: ProductId) -> Result<Vec<InviteView>, Failure> {
        let invites = self.rows().open_invites(self.micros()).await?;
        let invites = invites
            .iter()
            .filter(|invite| invite.product == Some(product.0));
        Ok(invites.filter_map(view).collect())
    }

    /// Takes an invite back.
    ///
    /// # Errors
    /// When the actor may not manage people here.
    pub async fn withdraw_invite(
        &self,
        product: &ProductView,
        token: TokenHash,
    ) -> Result<bool, Failure> {
        domain::rights::check(&product.state, product.actor, &[Right::ManagePeople])
            .map_err(Failure::refused)?;
        let known = self
            .open_invites(product.id)
            .await?
            .iter()
            .any(|invite| invite.token == token);
        Ok(known && self.rows().withdraw_invite(token).await?)
    }

    /// Takes an invite as somebody new.
    ///
    /// # Errors
    /// When the invite does not count, or something typed does not fit.
    pub async fn take_invite(
        &self,
        presented: &str,
        name: &str,
        email: &str,
        password: &str,
    ) -> Result<(PersonId, InviteView), Failure> {
        self.open_invite(presented).await?;
        let id = PersonId(Uuid::now_v7());
        let person = Person {
            id: id.0,
            name: super::name(name)?,
            email: super::email(email)?,
            password_hash: Some(self.inner.accounts.hashing.hash(password).await?),
            created: self.micros(),
            disabled: None,
        };
        let view = self.redeem(presented, Taker::New(person)).await?;
        Ok((id, view))
    }

    /// Takes an invite as somebody who is signed in already.
    ///
    /// # Errors
    /// When the invite does not count, or is their own: nobody but an
    /// administrator gives roles to themselves.
    pub async fn take_invite_as(
        &self,
        presented: &str,
        identity: &Identity,
    ) -> Result<InviteView, Failure> {
        let invite = self.rows().invite(secret::hash(presented)).await?;
        if let Some(invite) = invite {
            let maker = self.actor(PersonId(invite.by));
            domain::people::must_be_anothers(maker, identity.person).map_err(Failure::refused)?;
        }
        self.redeem(presented, Taker::Existing(identity.person.0))
            .await
    }

    /// The taking is one transaction; the roles follow in the record, given by
    /// whoever made the invite, who must still be allowed to. Should the server
    /// die in between, opening the link again gives them to somebody who has
    /// not joined yet. To whoever has, it gives nothing a second time.
    async fn redeem(&self, presented: &str, taker: Taker) -> Result<InviteView, Failure> {
        let (person, token) = (PersonId(taker.id()), secret::hash(presented));
        if let Some(invite) = self.rows().invite(token).await? {
            self.maker_still_may(&invite).await?;
        }
        let taken = self.rows().take_invite(token, taker, self.micros()).await;
        let mut joined = self.workspace().people.contains_key(&person);
        let invite = match taken {
            Err(AccountError::InviteUsed { by }) if by == person.0 => {
                let invite = self.rows().invite(token).await?;
                invite.ok_or(AccountError::UnknownInvite)?
            }
            taken => {
                joined = false;
                taken?
            }
        };
        let view = view(&invite).ok_or(AccountError::UnknownInvite)?;
        if joined {
            return Ok(view);
        }
        // Before the roles are announced: who hears of them looks for the name.
        self.refresh_directory().await?;
        let grant = |role: &Role| {
            Command::from(GrantRole {
                person,
                role: *role,
            })
        };
        let context = Context {
            command: CommandId(grant_id(token)),
            ..self.context(self.actor(view.by))
        };
        let grants = view.roles.iter().map(grant).collect();
        self.carry_out(context, view.product, grants, Mode::All)
            .await?;
        let join = WorkspaceCommand::AddPerson {
            person,
            administrator: false,
            sample: None,
        };
        self.workspace_command(Actor::Operator, join).await?;
        Ok(view)
    }

    /// The product an invite leads into, which must be there.
    fn leads_to(&self, invite: &Invite) -> Result<ProductId, Failure> {
        // A link that leads nowhere is for a forgotten password (`reset.rs`), not to join by.
        let product = invite.product.map(ProductId);
        let product = product.ok_or(AccountError::UnknownInvite)?;
        let workspace = self.workspace();
        let listed = workspace.products.get(&product);
        match listed.is_some_and(|listed| !listed.removed) {
            true => Ok(product),
            false => Err(InputError::InviteLeadsNowhere.into()),
        }
    }

    /// An invite is worth what its maker may give, when it is taken.
    async fn maker_still_may(&self, invite: &Invite) -> Result<(), Failure> {
        let product = self.leads_to(invite)?;
        let state = self.product_state(product).await?;
        let maker = self.actor(PersonId(invite.by));
        let may = domain::rights::may(&state, maker, Right::ManagePeople);
        match may && self.may_enter(PersonId(invite.by)) {
            true => Ok(()),
            false => Err(InputError::InviterMayNot.into()),
        }
    }
}

/// The id of the command that gives an invite's roles: from its hash, so that
/// it is done once however often the link is opened.
fn grant_id(token: TokenHash) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&token.0[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

fn view(invite: &Invite) -> Option<InviteView> {
    Some(InviteView {
        token: invite.token,
        product: ProductId(invite.product?),
        roles: invite
            .roles
            .iter()
            .filter_map(|role| Role::parse(role))
            .collect(),
        email: invite.email.clone(),
        by: PersonId(invite.by),
        expires: jiff::Timestamp::from_microsecond(invite.expires).ok()?,
    })
}
