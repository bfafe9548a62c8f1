//! Why a command is not carried out: always what, why and what to do. The
//! routes (pages, API, command line) only choose how to show it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::ids::{ItemId, Position, SprintId};
use crate::item::Place;
use crate::product::Product;
use crate::ready::Check;
use crate::rights::{Right, Role, Roles};
use crate::text::ProductKey;

/// A refused command.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are what the sentences in `explain` name"
)]
pub enum Refusal {
    /// The actor lacks a right.
    Forbidden { right: Right, held: Roles },
    /// Nobody but an administrator changes their own roles.
    OwnRoles,
    /// Only administrators look after the workspace.
    AdministratorsOnly,
    /// A comment is its author's.
    NotYourComment,

    /// There is no such product, or none that the actor may see.
    NoSuchProduct,
    /// There is no such item.
    NoSuchItem { item: ItemId },
    /// There is no such sprint.
    NoSuchSprint { sprint: SprintId },
    /// There is no such team.
    NoSuchTeam,
    /// The item has no such criterion or comment.
    NoSuchPart { item: ItemId, what: &'static str },
    /// There is no such command to undo.
    NoSuchCommand,

    /// Two people edited the same text.
    TextChanged {
        field: &'static str,
        theirs: Arc<str>,
        yours: Arc<str>,
        revision: Position,
    },
    /// Something changed since, so that undoing would undo that too.
    ChangedSince { what: &'static str },
    /// Some commands have no way back.
    NoWayBack { what: &'static str },
    /// The neighbour an item stood below is no longer in the order.
    NeighbourGone { item: ItemId },
    /// The product's key is in use.
    KeyTaken { key: ProductKey },

    /// A text is needed.
    TextMissing { field: &'static str },
    /// A text is too long.
    TextTooLong {
        field: &'static str,
        length: usize,
        limit: usize,
    },
    /// Too many things at once.
    TooMany {
        what: &'static str,
        count: usize,
        limit: usize,
    },
    /// A product key is not well formed.
    KeyMalformed { key: String },
    /// Two rows of one import have the same key.
    RowTwice { key: String, row: u64, first: u64 },
    /// No such zone.
    UnknownTimeZone { name: String },
    /// A sprint cannot end before it starts.
    SprintEndsBeforeStart { start: Date, end: Date },
    /// A sprint is too long.
    SprintTooLong { days: i32, limit: i32 },
    /// A sprint needs a day to work.
    SprintWithoutWorkingDay,
    /// The role is not one for products.
    NotAProductRole { role: Role },
    /// The person has no role in the product.
    NotInProduct,

    /// The item was removed.
    ItemRemoved { item: ItemId },
    /// The item was not removed.
    NotRemoved { item: ItemId },
    /// The item is done.
    ItemFinished { item: ItemId },
    /// The item is elsewhere.
    NotInProductBacklog { item: ItemId, place: Place },
    /// The item is not in that sprint.
    NotInSprint {
        item: ItemId,
        sprint: SprintId,
        place: Place,
    },
    /// The item has no card.
    NotOnBoard { item: ItemId },
    /// The neighbour named is not in that order.
    NeighbourNotInOrder { item: ItemId },
    /// An epic that is broken down has no rank of its own.
    EpicStandsApart { item: ItemId },
    /// An epic with items stays one and stays here.
    EpicHasItems { item: ItemId, count: usize },
    /// An epic that is broken down is as large as its items.
    EpicEstimatedByItems { item: ItemId },
    /// Epics hold no epics.
    EpicInEpic,
    /// Only epics hold items.
    NotAnEpic { item: ItemId },
    /// A dependency would close a cycle.
    DependencyCycle { path: Vec<ItemId> },

    /// The item does not pass the gate.
    NotReady { item: ItemId, missing: Vec<Check> },
    /// The sprint runs: nothing enters or leaves.
    SprintRunning {
        sprint: SprintId,
        name: Arc<str>,
        day: usize,
        days: usize,
    },
    /// The sprint is over.
    SprintClosed { sprint: SprintId, name: Arc<str> },
    /// The sprint does not run.
    SprintNotRunning { sprint: SprintId },
    /// There is nothing to commit to.
    SprintEmpty { sprint: SprintId },
    /// The team runs another sprint.
    AnotherSprintRunning { sprint: SprintId, name: Arc<str> },
}

/// What sort of refusal it is: which HTTP status and exit code it gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    /// The actor may not.
    Forbidden,
    /// There is no such thing.
    NotFound,
    /// It was so when the actor looked, and is no longer.
    Conflict,
    /// What was typed does not fit.
    Invalid,
    /// A rule of the product stands against it.
    Rule,
}

/// A refusal in sentences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// What was refused.
    pub what: String,
    /// Why.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

impl Explanation {
    fn new(
        what: impl Into<String>,
        why: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Explanation {
        Explanation {
            what: what.into(),
            why: why.into(),
            remedy: remedy.into(),
        }
    }

    /// All three, as one paragraph.
    pub fn sentence(&self) -> String {
        [&self.what, &self.why, &self.remedy]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl Refusal {
    /// What sort it is.
    pub fn sort(&self) -> Sort {
        use Refusal::*;
        match self {
            Forbidden { .. } | OwnRoles | AdministratorsOnly | NotYourComment => Sort::Forbidden,
            NoSuchProduct
            | NoSuchItem { .. }
            | NoSuchSprint { .. }
            | NoSuchTeam
            | NoSuchPart { .. }
            | NoSuchCommand => Sort::NotFound,
            TextChanged { .. }
            | ChangedSince { .. }
            | NeighbourGone { .. }
            | NeighbourNotInOrder { .. }
            | KeyTaken { .. } => Sort::Conflict,
            TextMissing { .. }
            | TextTooLong { .. }
            | TooMany { .. }
            | KeyMalformed { .. }
            | RowTwice { .. }
            | UnknownTimeZone { .. }
            | SprintEndsBeforeStart { .. }
            | SprintTooLong { .. }
            | SprintWithoutWorkingDay
            | NotAProductRole { .. }
            | NotInProduct => Sort::Invalid,
            _ => Sort::Rule,
        }
    }

    /// A name for programs, for ever the same.
    pub fn code(&self) -> &'static str {
        use Refusal::*;
        match self {
            Forbidden { .. } => "forbidden",
            OwnRoles => "own-roles",
            AdministratorsOnly => "administrators-only",
            NotYourComment => "not-your-comment",
            NoSuchProduct => "no-such-product",
            NoSuchItem { .. } => "no-such-item",
            NoSuchSprint { .. } => "no-such-sprint",
            NoSuchTeam => "no-such-team",
            NoSuchPart { .. } => "no-such-part",
            NoSuchCommand => "no-such-command",
            TextChanged { .. } => "text-changed",
            ChangedSince { .. } => "changed-since",
            NoWayBack { .. } => "no-way-back",
            NeighbourGone { .. } => "neighbour-gone",
            KeyTaken { .. } => "key-taken",
            TextMissing { .. } => "text-missing",
            TextTooLong { .. } => "text-too-long",
            TooMany { .. } => "too-many",
            KeyMalformed { .. } => "key-malformed",
            RowTwice { .. } => "row-twice",
            UnknownTimeZone { .. } => "unknown-time-zone",
            SprintEndsBeforeStart { .. } => "sprint-ends-before-start",
            SprintTooLong { .. } => "sprint-too-long",
            SprintWithoutWorkingDay => "sprint-without-working-day",
            NotAProductRole { .. } => "not-a-product-role",
            NotInProduct => "not-in-product",
            ItemRemoved { .. } => "item-removed",
            NotRemoved { .. } => "not-removed",
            ItemFinished { .. } => "item-finished",
            NotInProductBacklog { .. } => "not-in-product-backlog",
            NotInSprint { .. } => "not-in-sprint",
            NotOnBoard { .. } => "not-on-board",
            NeighbourNotInOrder { .. } => "neighbour-not-in-order",
            EpicStandsApart { .. } => "epic-stands-apart",
            EpicHasItems { .. } => "epic-has-items",
            EpicEstimatedByItems { .. } => "epic-estimated-by-items",
            EpicInEpic => "epic-in-epic",
            NotAnEpic { .. } => "not-an-epic",
            DependencyCycle { .. } => "dependency-cycle",
            NotReady { .. } => "not-ready",
            SprintRunning { .. } => "sprint-running",
            SprintClosed { .. } => "sprint-closed",
            SprintNotRunning { .. } => "sprint-not-running",
            SprintEmpty { .. } => "sprint-empty",
            AnotherSprintRunning { .. } => "another-sprint-running",
        }
    }

    /// The form field it is about, if it is about one.
    pub fn field(&self) -> Option<&'static str> {
        use Refusal::*;
        match self {
            TextMissing { field } | TextTooLong { field, .. } | TextChanged { field, .. } => {
                Some(field)
            }
            KeyMalformed { .. } | KeyTaken { .. } => Some("key"),
            UnknownTimeZone { .. } => Some("time_zone"),
            SprintEndsBeforeStart { .. } | SprintTooLong { .. } | SprintWithoutWorkingDay => {
                Some("end")
            }
            _ => None,
        }
    }

    /// In sentences, with `product`'s item keys.
    pub fn explain(&self, product: &Product) -> Explanation {
        use Refusal::*;
        match self {
            Forbidden { .. } | OwnRoles | AdministratorsOnly | NotYourComment => {
                self.explain_right()
            }
            NoSuchProduct
            | NoSuchItem { .. }
            | NoSuchSprint { .. }
            | NoSuchTeam
            | NoSuchPart { .. }
            | NoSuchCommand => self.explain_missing(product),
            TextChanged { .. }
            | ChangedSince { .. }
            | NoWayBack { .. }
            | NeighbourGone { .. }
            | NeighbourNotInOrder { .. }
            | KeyTaken { .. } => self.explain_conflict(product),
            NotReady { .. }
            | SprintRunning { .. }
            | SprintClosed { .. }
            | SprintNotRunning { .. }
            | SprintEmpty { .. }
            | AnotherSprintRunning { .. } => self.explain_sprint(product),
            _ if self.sort() == Sort::Invalid => self.explain_input(),
            _ => self.explain_item(product),
        }
    }

    fn explain_right(&self) -> Explanation {
        match self {
            Refusal::Forbidden { right, held } => {
                let may: Vec<String> = right
                    .roles()
                    .iter()
                    .map(|r| r.title().to_lowercase())
                    .collect();
                let held: Vec<String> = held.iter().map(|r| r.title().to_lowercase()).collect();
                let held = match held.is_empty() {
                    true => "no role".to_owned(),
                    false => held.join(" and "),
                };
                Explanation::new(
                    format!("You may not {}.", right.deed()),
                    format!(
                        "That is for the {}; here you are {held}.",
                        may.join(" or the ")
                    ),
                    "Ask one of them, or ask an administrator for the role.",
                )
            }
            Refusal::OwnRoles => Explanation::new(
                "You cannot change your own roles.",
                "Ordering the backlog and filling a sprint are separate rights.",
                "Ask an administrator.",
            ),
            Refusal::NotYourComment => Explanation::new(
                "This comment cannot be changed by you.",
                "A comment belongs to whoever wrote it.",
                "Add a comment of your own.",
            ),
            _ => Explanation::new(
                "Only an administrator may do this.",
                "It concerns the whole workspace.",
                "Ask an administrator.",
            ),
        }
    }

    fn explain_missing(&self, product: &Product) -> Explanation {
        let what = match self {
            Refusal::NoSuchItem { item } => format!("There is no {}.", product.item_key(*item)),
            Refusal::NoSuchSprint { sprint } => format!("There is no sprint {sprint} here."),
            Refusal::NoSuchTeam => "There is no such team here.".to_owned(),
            Refusal::NoSuchPart { item, what } => {
                format!("{} has no such {what}.", product.item_key(*item))
            }
            Refusal::NoSuchCommand => "There is nothing to undo.".to_owned(),
            _ => "There is no such product, or you have no role in it.".to_owned(),
        };
        let remedy = match self {
            Refusal::NoSuchProduct => "Ask its product owner to invite you.",
            Refusal::NoSuchCommand => "Reload the page to see how things are.",
            _ => "It may have been removed meanwhile; reload to see how things are.",
        };
        Explanation::new(what, "", remedy)
    }

    fn explain_conflict(&self, product: &Product) -> Explanation {
        match self {
            Refusal::TextChanged { field, .. } => Explanation::new(
                format!("The {field} was not saved."),
                "Somebody else changed it while you were writing.",
                "Both texts are shown: take one, or join them and save again.",
            ),
            Refusal::ChangedSince { what } => Explanation::new(
                "This cannot be undone any more.",
                format!("The {what} was changed again since."),
                "Change it by hand if you still want to.",
            ),
            Refusal::NoWayBack { what } => Explanation::new(
                "This cannot be undone.",
                format!("{what} is for ever."),
                "What it did can be read on the sprint's page.",
            ),
            Refusal::NeighbourGone { item } => Explanation::new(
                format!("{} cannot go back.", product.item_key(*item)),
                "The item it stood below is no longer in the product backlog.",
                "Move it by hand.",
            ),
            Refusal::NeighbourNotInOrder { item } => Explanation::new(
                format!("Nothing can be put beside {}.", product.item_key(*item)),
                "It is not in this list, or no longer.",
                "Name another neighbour, or a rank.",
            ),
            Refusal::KeyTaken { key } => Explanation::new(
                format!("The key {key} is taken."),
                "Another product of this workspace has it.",
                "Choose another key.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }

    fn explain_input(&self) -> Explanation {
        match self {
            Refusal::TextMissing { field } => Explanation::new(
                format!("The {field} is empty."),
                "It cannot be done without one.",
                "Type it and try again.",
            ),
            Refusal::TextTooLong {
                field,
                length,
                limit,
            } => Explanation::new(
                format!("The {field} is too long."),
                format!("It has {length} characters; {limit} are the most."),
                "Shorten it; nothing you typed is lost.",
            ),
            Refusal::TooMany { what, count, limit } => Explanation::new(
                format!("Too many {what}."),
                format!("There would be {count}; {limit} are the most."),
                "Do it in smaller parts.",
            ),
            Refusal::KeyMalformed { key } => Explanation::new(
                format!("“{key}” cannot be a product's key."),
                "A key is two to ten letters and digits, a letter first, such as PAY.",
                "Choose another key.",
            ),
            Refusal::RowTwice { key, row, first } => Explanation::new(
                format!("Row {row} cannot be imported."),
                format!("It has the key {key}, as row {first} has; a key names one item."),
                "Give one of them another key, or take it out of the file.",
            ),
            Refusal::UnknownTimeZone { name } => Explanation::new(
                format!("“{name}” is not a time zone."),
                "Zones are named after places, such as Europe/Warsaw.",
                "Choose one from the list.",
            ),
            Refusal::SprintEndsBeforeStart { start, end } => Explanation::new(
                "The sprint would end before it starts.",
                format!("It starts on {start} and ends on {end}."),
                "Choose a later end.",
            ),
            Refusal::SprintTooLong { days, limit } => Explanation::new(
                "The sprint is too long.",
                format!("It has {days} days; {limit} are the most, better 7 to 28."),
                "Choose an earlier end.",
            ),
            Refusal::SprintWithoutWorkingDay => Explanation::new(
                "The sprint has no working day.",
                "All its days are weekends or holidays.",
                "Choose other dates.",
            ),
            Refusal::NotAProductRole { role } => Explanation::new(
                format!("{role} is no role in a product."),
                "A product has product owners, scrum masters, developers and stakeholders.",
                "Choose one of these.",
            ),
            _ => Explanation::new(
                "This person has no role here.",
                "Only people of the product can be chosen.",
                "Invite them first.",
            ),
        }
    }

    fn explain_item(&self, product: &Product) -> Explanation {
        let key = |item: &ItemId| product.item_key(*item);
        match self {
            Refusal::ItemRemoved { item } => Explanation::new(
                format!("{} was removed.", key(item)),
                "A removed item does not change.",
                "Restore it first.",
            ),
            Refusal::NotRemoved { item } => {
                Explanation::new(format!("{} is not removed.", key(item)), "", "")
            }
            Refusal::ItemFinished { item } => Explanation::new(
                format!("{} is done.", key(item)),
                "What a finished sprint delivered stays as it was.",
                "Write a new item for what is still to do.",
            ),
            Refusal::NotInProductBacklog { item, place } => Explanation::new(
                format!("{} is not in the product backlog.", key(item)),
                format!("It is in one place only: {}.", place.title()),
                "Only what is in the product backlog can be ranked, removed or pulled.",
            ),
            Refusal::NotInSprint {
                item,
                sprint,
                place,
            } => Explanation::new(
                format!("{} is not in sprint {sprint}.", key(item)),
                format!("It is in one place only: {}.", place.title()),
                "Reload to see how things are.",
            ),
            Refusal::NotOnBoard { item } => Explanation::new(
                format!("{} has no card on a board.", key(item)),
                "Only items of a running sprint have one.",
                "Pull it into the next sprint.",
            ),
            Refusal::EpicStandsApart { item } => Explanation::new(
                format!("{} has no rank of its own.", key(item)),
                "It is broken down: its items stand in the order instead.",
                "Move its items.",
            ),
            Refusal::EpicHasItems { item, count } => Explanation::new(
                format!("{} must stay an epic of this product.", key(item)),
                format!("It holds {count} items."),
                "Take its items out first.",
            ),
            Refusal::EpicEstimatedByItems { item } => Explanation::new(
                format!("{} is not estimated by itself.", key(item)),
                "It is broken down: it is as large as its items.",
                "Estimate its items.",
            ),
            Refusal::EpicInEpic => Explanation::new(
                "An epic cannot belong to an epic.",
                "Epics hold stories, tasks and bugs.",
                "Choose another kind, or no epic.",
            ),
            Refusal::NotAnEpic { item } => Explanation::new(
                format!("{} is not an epic.", key(item)),
                "Only an epic holds items.",
                "Choose an epic, or make it one.",
            ),
            Refusal::DependencyCycle { path } => {
                let chain: Vec<String> = path.iter().chain(path.first()).map(key).collect();
                Explanation::new(
                    "This dependency would close a circle.",
                    format!("Each waits for the next: {}.", chain.join(" → ")),
                    "Take one of these dependencies away first.",
                )
            }
            _ => Explanation::new("This was not done.", "", ""),
        }
    }

    fn explain_sprint(&self, product: &Product) -> Explanation {
        match self {
            Refusal::NotReady { item, missing } => {
                let lacks: Vec<&str> = missing.iter().map(|check| check.lack()).collect();
                Explanation::new(
                    format!("{} is not ready for a sprint.", product.item_key(*item)),
                    format!("It lacks something: {}.", lacks.join(", ")),
                    "Refine it, or waive the check with a reason.",
                )
            }
            Refusal::SprintRunning {
                name, day, days, ..
            } => Explanation::new(
                format!("{name} is committed (day {day} of {days})."),
                "After the commitment nothing enters or leaves a sprint.",
                "Wait for the next sprint.",
            ),
            Refusal::SprintClosed { name, .. } => Explanation::new(
                format!("{name} is closed."),
                "A closed sprint stays as it was.",
                "Plan the next one.",
            ),
            Refusal::SprintNotRunning { sprint } => Explanation::new(
                format!("Sprint {sprint} does not run."),
                "The team has not committed to it.",
                "Commit it first.",
            ),
            Refusal::SprintEmpty { sprint } => Explanation::new(
                format!("Sprint {sprint} is empty."),
                "There is nothing to commit to.",
                "Pull items in first.",
            ),
            Refusal::AnotherSprintRunning { name, .. } => Explanation::new(
                format!("{name} still runs."),
                "A team runs one sprint at a time.",
                "Close it first.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
