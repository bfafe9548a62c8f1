//! Mentions in a text. A person stands there by id, `<@ID>`, so that whoever is called otherwise
//! later is called so here too, and nobody's name stays in the record. People read and type names:
//! [`with_ids`] and [`with_names`] lead from one to the other.
//!
//! An `@` within a word or an address, behind a backslash or in code is none.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::code::Code;
use crate::ids::PersonId;

/// Names that are looked for in one text at most, each among all people there: no letter has so many.
const MOST_NAMES: usize = 1_000;

/// How many characters an id has.
const ID: usize = 36;

/// A part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// Somebody.
    Person(PersonId),
}

/// A person as they stand in a text.
pub fn token(person: PersonId) -> String {
    format!("<@{person}>")
}

/// The parts of a text, in order.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words = 0;
    for (from, end, person) in tokens(text) {
        pieces.push(Piece::Words(&text[words..from]));
        pieces.push(Piece::Person(person));
        words = end;
    }
    pieces.push(Piece::Words(&text[words..]));
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}

/// Where people stand in a text: from, to and who.
fn tokens(text: &str) -> Vec<(usize, usize, PersonId)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("<@").map(|found| at + found) {
        at = found + 2;
        if let Some((person, end)) = person_at(text, found) {
            tokens.push((found, end, person));
            at = end;
        }
    }
    tokens
}

/// Who stands at `start`, and where the text goes on.
fn person_at(text: &str, start: usize) -> Option<(PersonId, usize)> {
    let id = text.get(start + 2..start + 2 + ID)?;
    let end = start + 2 + ID;
    let rest = text.get(end..)?;
    let id = Uuid::try_parse(id).ok().filter(|_| rest.starts_with('>'))?;
    Some((PersonId(id), end + 1))
}

/// Everybody who stands in a text, in code too.
pub fn people(text: &str) -> BTreeSet<PersonId> {
    let tokens = tokens(text).into_iter();
    tokens.map(|(_, _, person)| person).collect()
}

/// Everybody a text calls: in code people are words.
pub fn called(text: &str) -> BTreeSet<PersonId> {
    let code = Code::of(text);
    let tokens = tokens(text).into_iter();
    let called = tokens.filter(|(from, ..)| !code.contains(*from));
    called.map(|(_, _, person)| person).collect()
}

/// The text as people read and edit it: `@` and a name for everybody.
pub fn with_names<'n>(text: &str, name: impl Fn(PersonId) -> &'n str) -> String {
    with_some_names(text, |person| Some(name(person)))
}

/// The text with `@` and a name for whom `name` has one; everybody else stands there by id.
pub fn with_some_names<'n>(text: &str, name: impl Fn(PersonId) -> Option<&'n str>) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => shown += words,
            Piece::Person(person) => match name(person) {
                Some(name) => {
                    shown.push('@');
                    shown += name;
                }
                None => shown += &token(person),
            },
        }
    }
    shown
}

/// The text as it is kept: everybody of `people` whose whole name stands behind an `@` stands there by
/// id. Where several have that name it is the one who stood there `before`, else it stays words.
pub fn with_ids(text: &str, people: &[(PersonId, &str)], before: &BTreeSet<PersonId>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = 0;
    for at in places(text) {
        if at < rest {
            continue;
        }
        if let Some((person, end)) = named(&text[at + 1..], people, before) {
            kept += &text[rest..at];
            kept += &token(person);
            rest = at + 1 + end;
        }
    }
    kept + &text[rest..]
}

/// Where an `@` begins a mention, if a name follows: the first [`MOST_NAMES`] of them.
fn places(text: &str) -> Vec<usize> {
    let code = Code::of(text);
    let is_free = |at: usize| {
        let before = text[..at].chars().next_back();
        let inside = |c: char| c.is_alphanumeric() || "._%+-/@<\\".contains(c);
        !before.is_some_and(inside) && !code.contains(at)
    };
    let found = text.match_indices('@').map(|(at, _)| at);
    found.filter(|at| is_free(*at)).take(MOST_NAMES).collect()
}

/// Whose name `text` begins with, and where it ends: the longest one counts.
fn named(
    text: &str,
    people: &[(PersonId, &str)],
    before: &BTreeSet<PersonId>,
) -> Option<(PersonId, usize)> {
    let ends = people
        .iter()
        .filter_map(|(person, name)| Some((*person, ending(text, name)?)));
    let ends: Vec<(PersonId, usize)> = ends.collect();
    let end = ends.iter().map(|(_, end)| *end).max()?;
    let mut longest = ends.iter().filter(|(_, other)| *other == end);
    match (longest.next(), longest.next()) {
        (Some(only), None) => Some(*only),
        _ => ends
            .iter()
            .find(|(person, other)| *other == end && before.contains(person))
            .copied(),
    }
}

/// Where `name` ends, if `text` begins with it as a whole.
fn ending(text: &str, name: &str) -> Option<usize> {
    let mut end = 0;
    let mut typed = text.char_indices();
    for letter in name.chars() {
        let (at, c) = typed.next()?;
        if !c.to_lowercase().eq(letter.to_lowercase()) {
            return None;
        }
        end = at + c.len_utf8();
    }
    let mut after = text[end..].chars();
    let goes_on = match (after.next(), after.next()) {
        (Some(c), _) if c.is_alphanumeric() || c == '_' => true,
        (Some('.' | '@' | '-'), Some(c)) => c.is_alphanumeric(),
        _ => false,
    };
    (end > 0 && !goes_on).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANA: PersonId = PersonId(Uuid::from_u128(1));
    const ANA_LEE: PersonId = PersonId(Uuid::from_u128(2));
    const OTHER_LEE: PersonId = PersonId(Uuid::from_u128(3));

    fn people_here() -> Vec<(PersonId, &'static str)> {
        vec![(ANA, "Ana"), (ANA_LEE, "Ana Lee"), (OTHER_LEE, "Žofie Lee")]
    }

    fn kept(text: &str) -> String {
        with_ids(text, &people_here(), &BTreeSet::new())
    }

    #[test]
    fn a_name_becomes_an_id_and_is_read_as_the_name_of_the_day() {
        let text = kept("@ana Lee, (@Žofie Lee) and @Ana: look.");
        assert_eq!(people(&text), [ANA, ANA_LEE, OTHER_LEE].into());
        let renamed = |person| match person {
            ANA => "Anna",
            ANA_LEE => "Ana Lee",
            _ => "Somebody who left",
        };
        let read = with_names(&text, renamed);
        assert_eq!(read, "@Ana Lee, (@Somebody who left) and @Anna: look.");
        assert_eq!(kept(&text), text, "what is kept is kept");
    }

    #[test]
    fn addresses_words_code_and_strangers_are_no_mentions() {
        for text in [
            "ana@Ana",
            "write to ana@ana.example",
            "@Anatol and @Ana_2",
            "@ana.example and @Ana-Maria",
            "@Nobody",
            "\\@Ana",
            "`@Ana`",
            "``a ` @Ana``",
            "```\n@Ana\n```",
            "~~~ts\n@Ana\n```\n@Ana",
            "So:\n\n    @Ana",
            "https://example.org/@Ana",
            "@",
            "@@Ana",
        ] {
            assert_eq!(kept(text), text);
        }
        for text in [
            "`open @Ana",
            "`a`@Ana",
            "```\nx\n```\n@Ana",
            "`a\n\n@Ana`",
            "- a\n\n    @Ana",
        ] {
            assert_eq!(people(&kept(text)), [ANA].into(), "{text}");
        }
    }

    #[test]
    fn of_two_with_one_name_it_is_who_stood_there_before() {
        let people = [(ANA, "Ana"), (ANA_LEE, "Ana")];
        assert_eq!(with_ids("@Ana", &people, &BTreeSet::new()), "@Ana");
        let before = BTreeSet::from([ANA_LEE]);
        assert_eq!(with_ids("@Ana", &people, &before), token(ANA_LEE));
    }

    #[test]
    fn what_only_looks_like_somebody_is_words() {
        for text in [
            "<@",
            "<@12>",
            "<@00000000-0000-0000-0000-00000000000é>",
            "a <@ b",
        ] {
            assert_eq!(pieces(text), [Piece::Words(text)]);
        }
    }

    #[test]
    fn in_code_nobody_is_called() {
        let ana = token(ANA);
        for code in [
            format!("`{ana}`"),
            format!("```\n{ana}\n```"),
            format!("    {ana}"),
        ] {
            assert_eq!(called(&code), [].into(), "{code}");
            assert_eq!(people(&code), [ANA].into());
            assert_eq!(called(&format!("{code}\n\n{ana}")), [ANA].into());
        }
    }

    /// Were a walk as long as the text made at each mark, these would take minutes.
    #[test]
    fn a_text_of_marks_takes_no_time() {
        for marks in ["` ", "`a ", "` \n", "`\n\n", "- ", "~~~\n"] {
            let text = format!("{}\n\n@Ana", marks.repeat(300_000));
            assert_eq!(people(&kept(&text)), [ANA].into(), "{marks:?}");
        }
        let rising: String = (1..2_000).map(|n| "`".repeat(n) + " @Ana ").collect();
        assert_eq!(people(&kept(&rising)), [ANA].into());
    }

    #[test]
    fn no_more_names_are_looked_for_than_a_letter_has() {
        let many = "@Ana ".repeat(20_000);
        assert_eq!(tokens(&kept(&many)).len(), MOST_NAMES);
        let addresses = "a@Ana ".repeat(20_000) + "@Ana";
        assert_eq!(tokens(&kept(&addresses)).len(), 1, "an address is none");
    }
}
