//! What does not come over as it stands in a file, where, and what becomes of
//! it. One table holds all sentences, so that pages, the API and the command
//! line say the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::values::text::shortened;

/// One thing in one place of a file.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Problem {
    /// The row, counted from 1, headers included.
    pub row: u64,
    /// The column's header, where it is about one.
    pub column: Option<Arc<str>>,
    /// What it is.
    #[serde(rename = "code")]
    pub fault: Fault,
    /// What stands there, shortened.
    pub value: String,
}

/// Characters of a cell that a problem shows.
const SHOWN: usize = 80;

impl Problem {
    /// A problem with what stands in the cell.
    pub fn new(row: u64, column: Option<&Arc<str>>, fault: Fault, value: &str) -> Problem {
        let value = value.trim();
        Problem {
            row,
            column: column.cloned(),
            fault,
            value: shortened(value, SHOWN).unwrap_or_else(|| value.to_owned()),
        }
    }

    /// All of it in one paragraph: where, what, and what becomes of it.
    pub fn sentence(&self) -> String {
        let place = match &self.column {
            Some(column) => format!("Row {}, column \u{201c}{column}\u{201d}", self.row),
            None => format!("Row {}", self.row),
        };
        let shown = match self.value.is_empty() {
            true => String::new(),
            false => format!(" (\u{201c}{}\u{201d})", self.value),
        };
        let (what, consequence) = (self.fault.what(), self.fault.consequence());
        format!("{place}: {what}{shown}. {consequence}.")
    }
}

/// What can be wrong.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[expect(missing_docs, reason = "the sentences in `TEXTS` say what each is")]
pub enum Fault {
    AboveHeader,
    NoTitle,
    KeyTwice,
    TooManyCells,
    NoKey,
    KeyTooLong,
    TitleTooLong,
    TextTooLong,
    UnknownKind,
    NoNumber,
    OutOfRange,
    Rounded,
    NoDate,
    AmbiguousDate,
    LabelTooLong,
    TooManyLabels,
    CriterionTooLong,
    TooManyCriteria,
    UnknownPerson,
    EpicNotHere,
    ParentNoEpic,
    EpicInEpic,
}

/// A fault's name in JSON, whether its row stays behind, what it is, and what
/// becomes of it.
type Text = (Fault, &'static str, bool, &'static str, &'static str);

const STAYS: bool = true;
const COMES: bool = false;

const TEXTS: &[Text] = &[
    (
        Fault::AboveHeader,
        "above_header",
        STAYS,
        "the row stands above the header",
        "It does not come",
    ),
    (
        Fault::NoTitle,
        "no_title",
        STAYS,
        "there is no title",
        "The row does not come: an item needs a title",
    ),
    (
        Fault::KeyTwice,
        "key_twice",
        STAYS,
        "an earlier row has the same key",
        "The row does not come: the first row with a key counts",
    ),
    (
        Fault::TooManyCells,
        "too_many_cells",
        COMES,
        "the row has more cells than the header",
        "What is too much is kept with the item; perhaps a text with a separator in it lacks its \
         quotation marks",
    ),
    (
        Fault::NoKey,
        "no_key",
        COMES,
        "there is no key",
        "The item comes; in a later import it is recognised by its title",
    ),
    (
        Fault::KeyTooLong,
        "key_too_long",
        COMES,
        "the key is longer than 200 characters",
        "The item comes; in a later import it is recognised by its title, and the key is kept with \
         it",
    ),
    (
        Fault::TitleTooLong,
        "title_too_long",
        COMES,
        "the title is longer than 500 characters",
        "It comes shortened; the whole title stands at the top of the description",
    ),
    (
        Fault::TextTooLong,
        "text_too_long",
        COMES,
        "the text is longer than 200,000 characters",
        "It comes shortened; what is beyond that stays in the file",
    ),
    (
        Fault::UnknownKind,
        "unknown_kind",
        COMES,
        "the type is none that Millpond knows",
        "The item comes as a story, and its type is kept with it",
    ),
    (
        Fault::NoNumber,
        "no_number",
        COMES,
        "the estimate is no number",
        "The item comes without an estimate, and what stood there is kept with it",
    ),
    (
        Fault::OutOfRange,
        "out_of_range",
        COMES,
        "the estimate is not between 0 and 9,999",
        "The item comes without an estimate, and what stood there is kept with it",
    ),
    (
        Fault::Rounded,
        "rounded",
        COMES,
        "the estimate is finer than a hundredth of a point",
        "It comes rounded, and what stood there is kept with the item",
    ),
    (
        Fault::NoDate,
        "no_date",
        COMES,
        "the date cannot be read",
        "The item comes as created today, and what stood there is kept with it",
    ),
    (
        Fault::AmbiguousDate,
        "ambiguous_date",
        COMES,
        "nothing in this column shows whether the day or the month comes first",
        "Dates with slashes are read month first, with dots day first, and what stood there is \
         kept with each item",
    ),
    (
        Fault::LabelTooLong,
        "label_too_long",
        COMES,
        "a label is longer than 60 characters",
        "The item comes without that label, and what stood there is kept with it",
    ),
    (
        Fault::TooManyLabels,
        "too_many_labels",
        COMES,
        "there are more than 200 labels",
        "The first 200 come, and what stood there is kept with the item",
    ),
    (
        Fault::CriterionTooLong,
        "criterion_too_long",
        COMES,
        "an acceptance criterion is longer than 500 characters",
        "It comes shortened, and what stood there is kept with the item",
    ),
    (
        Fault::TooManyCriteria,
        "too_many_criteria",
        COMES,
        "there are more than 200 acceptance criteria",
        "The first 200 come, and what stood there is kept with the item",
    ),
    (
        Fault::UnknownPerson,
        "unknown_person",
        COMES,
        "nobody here has this name or address",
        "The item comes without an assignee, and the name is kept with it",
    ),
    (
        Fault::EpicNotHere,
        "epic_not_here",
        COMES,
        "the epic or parent is not in this file",
        "The item joins it only if it is in the product already; its name is kept with the item",
    ),
    (
        Fault::ParentNoEpic,
        "parent_no_epic",
        COMES,
        "the parent is no epic",
        "The item comes on its own, and its parent is kept with it",
    ),
    (
        Fault::EpicInEpic,
        "epic_in_epic",
        COMES,
        "an epic stands under another item",
        "The epic comes on its own, and what it stood under is kept with it",
    ),
];

impl Fault {
    /// The table has the order of the faults; a test holds it.
    fn text(self) -> &'static Text {
        &TEXTS[self as usize]
    }

    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        self.text().1
    }

    /// Whether the row does not come at all.
    pub fn stays(self) -> bool {
        self.text().2
    }

    /// What it is, as the middle of a sentence.
    pub fn what(self) -> &'static str {
        self.text().3
    }

    /// What becomes of the item, as a sentence without its full stop.
    pub fn consequence(self) -> &'static str {
        self.text().4
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// All problems of one sort in one column.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Group {
    /// What it is.
    #[serde(rename = "code")]
    pub fault: Fault,
    /// The column's header, where it is about one.
    pub column: Option<Arc<str>>,
    /// Whether these rows do not come at all.
    pub stays: bool,
    /// What it is, in words.
    pub what: &'static str,
    /// What becomes of the items.
    pub consequence: &'static str,
    /// How many rows have it.
    pub count: usize,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// One of a group's rows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Example {
    /// The row, counted from 1, headers included.
    pub row: u64,
    /// What stands there, shortened.
    pub value: String,
}

/// Problems by sort and column, what stays behind first, each with its first
/// `examples` rows.
pub fn grouped(problems: &[Problem], examples: usize) -> Vec<Group> {
    let mut groups: BTreeMap<(bool, Fault, Option<&Arc<str>>), Group> = BTreeMap::new();
    for problem in problems {
        let fault = problem.fault;
        let place = (!fault.stays(), fault, problem.column.as_ref());
        let group = groups.entry(place).or_insert_with(|| Group {
            fault,
            column: problem.column.clone(),
            stays: fault.stays(),
            what: fault.what(),
            consequence: fault.consequence(),
            count: 0,
            examples: Vec::new(),
        });
        group.count += 1;
        if group.examples.len() < examples {
            let (row, value) = (problem.row, problem.value.clone());
            group.examples.push(Example { row, value });
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_fault_has_its_own_words() {
        // `EpicInEpic` is the last.
        assert_eq!(TEXTS.len(), Fault::EpicInEpic as usize + 1);
        let codes: BTreeSet<&str> = TEXTS.iter().map(|text| text.1).collect();
        assert_eq!(codes.len(), TEXTS.len());
        for (place, (fault, ..)) in TEXTS.iter().enumerate() {
            assert_eq!(*fault as usize, place);
        }
    }

    #[test]
    fn a_problem_says_where_what_and_what_becomes_of_it() {
        let column: Arc<str> = "Points".into();
        let problem = Problem::new(12, Some(&column), Fault::NoNumber, " XL ");
        assert_eq!(
            problem.sentence(),
            "Row 12, column \u{201c}Points\u{201d}: the estimate is no number \
             (\u{201c}XL\u{201d}). The item comes without an estimate, and what stood there is \
             kept with it."
        );
    }

    #[test]
    fn problems_are_counted_by_sort_and_column() {
        let problem = |row, fault| Problem::new(row, None, fault, "x");
        let problems = [
            problem(2, Fault::NoNumber),
            problem(3, Fault::NoTitle),
            problem(4, Fault::NoNumber),
        ];
        let groups = grouped(&problems, 1);
        assert_eq!(groups[0].fault, Fault::NoTitle);
        assert_eq!((groups[1].count, groups[1].examples.len()), (2, 1));
    }
}
