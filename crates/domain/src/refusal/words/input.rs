//! Refusals about what was typed, in sentences.

use super::super::{Explanation, Refusal};
use crate::file::{self, size_in_words};
use crate::text::thousands;

impl Refusal {
    pub(super) fn explain_input(&self) -> Explanation {
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
                format!(
                    "It has {} characters; {} are the most.",
                    thousands(*length),
                    thousands(*limit)
                ),
                "Shorten it; nothing you typed is lost.",
            ),
            Refusal::TooMany { what, count, limit } => Explanation::new(
                format!("Too many {what}."),
                format!(
                    "There would be {}; {} are the most.",
                    thousands(*count),
                    thousands(*limit)
                ),
                "Do it in smaller parts.",
            ),
            Refusal::KeyMalformed { key } => Explanation::new(
                format!("“{key}” cannot be a product's key."),
                "A key is two to ten letters and digits, a letter first, such as PAY.",
                "Choose another key.",
            ),
            Refusal::ReadyChecksUsedUp { limit } => Explanation::new(
                "This check was not added.",
                format!(
                    "The team has added {limit} checks so far, and those taken away stay in the \
                     histories of items."
                ),
                "Reword one that is there.",
            ),
            Refusal::SizesDoNotRise => Explanation::new(
                "The sizes were not changed.",
                "Each size must be worth more than the one before, from XS to XL.",
                "Give them rising numbers.",
            ),
            Refusal::RowTwice { key, row, first } => Explanation::new(
                format!("Row {row} cannot be imported."),
                format!("It has the key {key}, as row {first} has; a key names one item."),
                "Give one of them another key, or take it out of the file.",
            ),
            Refusal::NotAProductRole { role } => Explanation::new(
                format!("{role} is no role in a product."),
                "A product has product owners, scrum masters, developers and stakeholders.",
                "Choose one of these.",
            ),
            Refusal::NotInProduct => Explanation::new(
                "This person has no role here.",
                "Only people of the product can be chosen.",
                "Invite them first.",
            ),
            _ => self.explain_file(),
        }
    }

    /// Files that do not fit.
    fn explain_file(&self) -> Explanation {
        match self {
            Refusal::FileTooLarge { size } => Explanation::new(
                "The file is too large.",
                format!(
                    "It has {}; {} are the most.",
                    size_in_words(*size),
                    size_in_words(file::MAX_SIZE)
                ),
                "Attach a smaller one, or put it elsewhere and link to it.",
            ),
            Refusal::FilesFull { .. } => Explanation::new(
                "The file was not attached.",
                format!(
                    "The product has been given {} of files, as many as it holds; those that \
                     were taken away count, because they can come back.",
                    size_in_words(file::MAX_STORED)
                ),
                "Put the file elsewhere and link to it.",
            ),
            Refusal::ShareFull { .. } => Explanation::new(
                "The file was not attached.",
                format!(
                    "You have given the product {} of files, as many as it takes from one \
                     stakeholder; those that were taken away count, because they can come back.",
                    size_in_words(file::MAX_SHARE)
                ),
                "Put the file elsewhere and link to it, or ask somebody of the team to attach it.",
            ),
            _ => self.explain_number(),
        }
    }

    /// Numbers and days that do not fit.
    fn explain_number(&self) -> Explanation {
        match self {
            Refusal::OutOfRange {
                what,
                number,
                range: Some((least, most)),
            } => Explanation::new(
                format!("“{what}” was not changed."),
                format!("{number} is not between {least} and {most}."),
                "Choose a number in between, or switch it off.",
            ),
            Refusal::AlwaysHolds { what } => Explanation::new(
                format!("“{what}” is not switched off."),
                "There is always such a number.",
                "Choose another number.",
            ),
            Refusal::OutOfRange { what, .. } => Explanation::new(
                format!("“{what}” was not changed."),
                "It has no number: it holds or it does not.",
                "Switch it on or off.",
            ),
            Refusal::NumberOutside { input, number } => {
                let (least, most) = input.range();
                let most = thousands(most as usize);
                Explanation::new(
                    format!("The {} was not changed.", input.word()),
                    format!("{number} is not between {least} and {most}."),
                    "Type a number in between, such as 5 or 0.5.",
                )
            }
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
            Refusal::GoalEndsBeforeStart { start, end } => Explanation::new(
                "The goal would end before it starts.",
                format!("It starts in {start} and ends in {end}."),
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
            Refusal::ReviewDate { date } => Explanation::new(
                format!("{date} cannot be the review date."),
                "It lies in the past, or more than ten years ahead.",
                "Choose a day from tomorrow on.",
            ),
            _ => Explanation::new("This was not done.", "", ""),
        }
    }
}
