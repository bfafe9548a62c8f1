//! Identities. Numbers are dense inside a product; everything that must be
//! unique across products is a UUID. Nothing here makes an id: new ids come in
//! with the command, so that deciding stays pure.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

uuid_id!(
    /// A person of the workspace. Names and addresses live beside the log, so
    /// that they can be erased; the record only knows this id.
    PersonId
);
uuid_id!(
    /// A product, and the stream of its events.
    ProductId
);
uuid_id!(
    /// One command a person gave. All events it caused carry it, and a retry
    /// with the same id is not done twice.
    CommandId
);
number_id!(
    /// An item's number inside its product: the 123 of `PAY-123`.
    ItemId
);
number_id!(
    /// A sprint's number inside its product, counted from 1.
    SprintId
);
number_id!(
    /// A survey's number inside its product, counted from 1.
    SurveyId
);
number_id!(
    /// A goal's number on its product's roadmap.
    GoalId
);
number_id!(
    /// The number of a heading or list point of a goal's document; nowhere shown.
    PartId
);
number_id!(
    /// The number of an activity or a step on its product's story map.
    StepId
);
number_id!(
    /// A team of a product.
    TeamId
);
number_id!(
    /// A comment's number on its item.
    CommentId
);
number_id!(
    /// A file's number on its item.
    AttachmentId
);
number_id!(
    /// An acceptance criterion's number on its item.
    CriterionId
);

number_id!(
    /// A blocker's number on its item.
    BlockerId
);

number_id!(
    /// A question's number on its item.
    QuestionId
);
number_id!(
    /// An answer's number on its question.
    AnswerId
);

number_id!(
    /// A template for new items.
    TemplateId
);

number_id!(
    /// A check of a team's own Definition of Ready.
    ReadyCheckId
);

/// Where in a product's stream an event stands, counted from 1.
pub type Position = u64;
