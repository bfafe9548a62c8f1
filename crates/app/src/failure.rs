//! What keeps a wish from being carried out.

use std::sync::Arc;

use domain::{Product, Refusal};
use store::codec::Undecodable;
use store::{StoreError, accounts::AccountError};

/// Why something was not done. Nothing was changed.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Failure {
    /// A rule stands against it; the product is what it was decided against.
    #[error("{}", .refusal.explain(product).sentence())]
    Refused {
        /// Which rule.
        refusal: Refusal,
        /// For the keys in its sentences.
        product: Arc<Product>,
    },
    /// An account, invite or session stands against it.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// What somebody typed into a form about people does not fit.
    #[error("{0}")]
    Input(InputError),
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StoreError),
    /// The log holds something that this version cannot read.
    #[error(transparent)]
    Unreadable(#[from] Undecodable),
    /// The server is stopping.
    #[error("Millpond is stopping. Try again in a moment.")]
    Stopping,
}

/// What is wrong with what somebody typed about themselves.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// No name.
    #[error("Your name is empty. Type it as others should see it.")]
    NameMissing,
    /// A name that is too long.
    #[error("This name is longer than 100 characters. Shorten it.")]
    NameTooLong,
    /// Not an address.
    #[error("“{0}” is not an e-mail address. It needs a name, an @ and a host.")]
    Email(String),
    /// An address that never exists.
    #[error("No mail can arrive at an address that ends in .invalid. Type one of your own.")]
    EmailReserved,
    /// A password that is too short.
    #[error("This password has fewer than 10 characters. Choose a longer one; a sentence is good.")]
    PasswordTooShort,
    /// A password that is too long.
    #[error("This password is longer than 1,000 characters. Choose a shorter one.")]
    PasswordTooLong,
    /// Wrong address or password.
    #[error("The e-mail address or the password is wrong.")]
    WrongPassword,
    /// Somebody who may not sign in.
    #[error("This account is disabled. An administrator can enable it again.")]
    Disabled,
    /// Too many attempts.
    #[error("Too many attempts. Wait {seconds} seconds and try again.")]
    TooManyAttempts {
        /// How long to wait.
        seconds: u64,
    },
    /// A setup link that does not count.
    #[error("This setup link is not valid. The newest one is printed when Millpond starts.")]
    SetupLink,
    /// An invite whose maker may no longer invite.
    #[error(
        "Whoever made this invite may no longer invite people here. Ask somebody of the product \
         for a new link."
    )]
    InviterMayNot,
    /// An invite into a product that is not there any more.
    #[error(
        "The product this link leads to was removed. Ask whoever sent it; an administrator can \
         bring it back."
    )]
    InviteLeadsNowhere,
    /// A role that no product has.
    #[error("“{0}” is no role. Choose product owner, scrum master, developer or stakeholder.")]
    Role(String),
}

impl InputError {
    /// The form field it is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            InputError::NameMissing | InputError::NameTooLong => Some("name"),
            InputError::Email(_) | InputError::EmailReserved => Some("email"),
            InputError::PasswordTooShort
            | InputError::PasswordTooLong
            | InputError::WrongPassword => Some("password"),
            InputError::Role(_) => Some("roles"),
            InputError::Disabled
            | InputError::TooManyAttempts { .. }
            | InputError::SetupLink
            | InputError::InviterMayNot
            | InputError::InviteLeadsNowhere => None,
        }
    }
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Failure {
        Failure::Input(error)
    }
}

impl Failure {
    /// A refusal of the workspace, which has no item keys.
    pub(crate) fn refused(refusal: Refusal) -> Failure {
        Failure::Refused {
            refusal,
            product: Arc::default(),
        }
    }

    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Failure::Refused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }
}

/// Why a data folder could not be opened.
#[derive(Clone, Debug, thiserror::Error)]
pub enum OpenError {
    /// The storage failed.
    #[error(transparent)]
    Storage(#[from] StoreError),
    /// The log holds something that this version cannot read.
    #[error(transparent)]
    Unreadable(#[from] Undecodable),
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Failure {
        match error {
            OpenError::Storage(error) => Failure::Storage(error),
            OpenError::Unreadable(error) => Failure::Unreadable(error),
        }
    }
}
