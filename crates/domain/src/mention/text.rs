//! Mentions in a text. A person stands there by id, `<@ID>`, so that whoever is called otherwise
//! later is called so here too, and nobody's name stays in the record. People read and type names:
//! [`with_ids`] and [`with_names`] lead from one to the other.
//!
//! An `@` within a word or an address, behind a backslash or in code is none.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::ids::PersonId;

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
    let (mut words, mut at) = (0, 0);
    while let Some(found) = text[at..].find("<@").map(|found| at + found) {
        match person_at(text, found) {
            Some((person, end)) => {
                pieces.push(Piece::Words(&text[words..found]));
                pieces.push(Piece::Person(person));
                (words, at) = (end, end);
            }
            None => at = found + 2,
        }
    }
    pieces.push(Piece::Words(&text[words..]));
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}

/// Who stands at `start`, and where the text goes on.
fn person_at(text: &str, start: usize) -> Option<(PersonId, usize)> {
    let id = text.get(start + 2..start + 2 + ID)?;
    let end = start + 2 + ID;
    let rest = text.get(end..)?;
    let id = Uuid::try_parse(id).ok().filter(|_| rest.starts_with('>'))?;
    Some((PersonId(id), end + 1))
}

/// Everybody who stands in a text.
pub fn people(text: &str) -> BTreeSet<PersonId> {
    let person = |piece: &Piece<'_>| match piece {
        Piece::Person(person) => Some(*person),
        Piece::Words(_) => None,
    };
    pieces(text).iter().filter_map(person).collect()
}

/// The text as people read and edit it: `@` and a name for everybody.
pub fn with_names<'n>(text: &str, name: impl Fn(PersonId) -> &'n str) -> String {
    let mut shown = String::with_capacity(text.len());
    for piece in pieces(text) {
        match piece {
            Piece::Words(words) => shown += words,
            Piece::Person(person) => {
                shown.push('@');
                shown += name(person);
            }
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

/// Where an `@` begins a mention, if a name follows.
fn places(text: &str) -> Vec<usize> {
    let code = code(text);
    let is_free = |at: usize| {
        let before = text[..at].chars().next_back();
        let inside = |c: char| c.is_alphanumeric() || "._%+-/@<\\".contains(c);
        let next = code.partition_point(|(_, to)| *to <= at);
        let in_code = code.get(next).is_some_and(|(from, _)| *from <= at);
        !before.is_some_and(inside) && !in_code
    };
    let found = text.match_indices('@').map(|(at, _)| at);
    found.filter(|at| is_free(*at)).collect()
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

/// Where code stands: blocks between fences, and spans between as many backticks.
fn code(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut at, mut fence): (usize, Option<(usize, &str)>) = (0, None);
    let mut words = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match (fence, fence_of(line)) {
            (None, Some(opening)) => {
                spans(text, words, at, &mut found);
                fence = Some((at, opening));
            }
            (Some((from, opening)), Some(closing)) if closing.starts_with(opening) => {
                found.push((from, end));
                (fence, words) = (None, end);
            }
            _ => {}
        }
        at = end;
    }
    match fence {
        Some((from, _)) => found.push((from, text.len())),
        None => spans(text, words, text.len(), &mut found),
    }
    found
}

/// The backticks or tildes a line opens or closes a block with.
fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| ['`', '~'].contains(c))?;
    let run = line.len() - line.trim_start_matches(mark).len();
    (run >= 3).then(|| &line[..run])
}

/// Spans of code in a part of the text; none goes over an empty line.
fn spans(text: &str, from: usize, to: usize, found: &mut Vec<(usize, usize)>) {
    let mut at = from;
    while let Some(open) = text[at..to].find('`').map(|open| at + open) {
        let run = run_at(text, open, to);
        let paragraph = text[open..to].find("\n\n").map_or(to, |end| open + end);
        match closing(text, open + run, paragraph, run) {
            Some(end) => {
                found.push((open, end));
                at = end;
            }
            None => at = open + run,
        }
    }
}

/// Where a span of `run` backticks ends that began before `from`.
fn closing(text: &str, from: usize, to: usize, run: usize) -> Option<usize> {
    let mut at = from;
    while let Some(tick) = text[at..to].find('`').map(|tick| at + tick) {
        let found = run_at(text, tick, to);
        if found == run {
            return Some(tick + run);
        }
        at = tick + found;
    }
    None
}

fn run_at(text: &str, from: usize, to: usize) -> usize {
    let run = &text[from..to];
    run.len() - run.trim_start_matches('`').len()
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
            "https://example.org/@Ana",
            "@",
            "@@Ana",
        ] {
            assert_eq!(kept(text), text);
        }
        for text in ["`open @Ana", "`a`@Ana", "```\nx\n```\n@Ana", "`a\n\n@Ana`"] {
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
    fn a_text_of_marks_takes_no_time() {
        let ticks: String = (1..400).map(|n| "`".repeat(n) + " @Ana ").collect();
        assert!(people(&kept(&ticks)).len() <= 1);
        let many = "@Ana ".repeat(20_000);
        assert_eq!(pieces(&kept(&many)).len(), 40_000);
    }
}
