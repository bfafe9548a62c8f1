//! Where code stands in a Markdown text, as far as mentions ask: blocks between fences, indented
//! blocks, spans between backticks. One walk over the text, whatever is in it.
//!
//! Deliberately not here: the rest of Markdown. What this takes for words and the page for code only
//! means that somebody is called who need not have been.

use std::collections::BTreeMap;

/// How far in a line stands that is a block of code.
const INDENT: usize = 4;

/// Where code stands, in order.
pub(super) struct Code(Vec<(usize, usize)>);

impl Code {
    /// Of a text.
    pub(super) fn of(text: &str) -> Code {
        let mut walk = Walk {
            text,
            ..Walk::default()
        };
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            walk.line(at, line);
            at += line.len();
        }
        match walk.fence {
            Some((from, _)) => walk.found.push((from, at)),
            None => walk.say(at, at),
        }
        Code(walk.found)
    }

    /// Whether the byte at `at` is part of it.
    pub(super) fn contains(&self, at: usize) -> bool {
        let next = self.0.partition_point(|(_, to)| *to <= at);
        self.0.get(next).is_some_and(|(from, _)| *from <= at)
    }
}

/// Line by line through a text.
#[derive(Default)]
struct Walk<'a> {
    text: &'a str,
    found: Vec<(usize, usize)>,
    /// Where a block between fences began, and with which marks.
    fence: Option<(usize, &'a str)>,
    /// Where the words began that were not looked at yet.
    words: usize,
    /// Whether the line before was words that this one may go on with.
    goes_on: bool,
    /// How far in the words of the list stand that one is in.
    margin: usize,
}

impl<'a> Walk<'a> {
    fn line(&mut self, at: usize, line: &'a str) {
        let (trimmed, end) = (line.trim(), at + line.len());
        let indented = indent(line) >= self.margin + INDENT;
        if let Some((from, opening)) = self.fence {
            let marks = trimmed.trim_start_matches(&opening[..1]).is_empty();
            if marks && trimmed.len() >= opening.len() {
                self.found.push((from, end));
                (self.fence, self.words) = (None, end);
            }
        } else if trimmed.is_empty() {
            self.say(at, end);
        } else if indented && !self.goes_on {
            self.say(at, end);
            self.found.push((at, end));
        } else if let Some(opening) = fence(trimmed).filter(|_| !indented) {
            self.say(at, end);
            self.fence = Some((at, opening));
        } else {
            self.words(line, trimmed);
        }
    }

    fn words(&mut self, line: &str, trimmed: &str) {
        let indent = indent(line);
        match marker(trimmed) {
            Some(marker) => self.margin = indent + marker,
            None if !self.goes_on => self.margin = self.margin.min(indent),
            None => {}
        }
        self.goes_on = !trimmed.starts_with('#');
    }

    /// Words end at `at`, and what follows begins at `next`.
    fn say(&mut self, at: usize, next: usize) {
        spans(self.text, (self.words, at), &mut self.found);
        (self.words, self.goes_on) = (next, false);
    }
}

/// How many columns a line stands in.
fn indent(line: &str) -> usize {
    let blank = line.chars().take_while(|c| [' ', '\t'].contains(c));
    blank.fold(0, |columns, c| match c {
        '\t' => columns + INDENT - columns % INDENT,
        _ => columns + 1,
    })
}

/// The backticks or tildes a line opens a block with.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| ['`', '~'].contains(c))?;
    let rest = line.trim_start_matches(mark);
    let run = line.len() - rest.len();
    // Backticks that are closed in the same line are a span.
    (run >= 3 && !(mark == '`' && rest.contains(mark))).then(|| &line[..run])
}

/// How far a list's mark moves its words in, if the line begins with one.
fn marker(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks: &[char] = if digits > 0 {
        &['.', ')']
    } else {
        &['-', '*', '+']
    };
    let rest = line[digits..].strip_prefix(marks)?;
    let blank = rest.len() - rest.trim_start_matches(' ').len();
    let is_mark = rest.is_empty() || blank > 0;
    (is_mark && digits < 10).then(|| digits + 1 + blank.clamp(1, INDENT))
}

/// Spans of code within words that no empty line parts: from a run of backticks to the next one as long.
fn spans(text: &str, (from, to): (usize, usize), found: &mut Vec<(usize, usize)>) {
    let runs = runs(&text[from..to]);
    let mut last = BTreeMap::new();
    let ends = runs.iter().enumerate().rev();
    let ends: Vec<Option<usize>> = ends
        .map(|(index, (_, length))| last.insert(*length, index))
        .collect();
    let mut at = 0;
    while let Some((open, _)) = runs.get(at) {
        // They were looked for from the end.
        let end = ends[runs.len() - 1 - at];
        if let Some(end) = end {
            let (closing, length) = runs[end];
            found.push((from + open, from + closing + length));
        }
        at = end.unwrap_or(at) + 1;
    }
}

/// Where backticks stand, and how many.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some((from, length)) if *from + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with what is code in brackets.
    fn marked(text: &str) -> String {
        let mut shown = String::new();
        let mut at = 0;
        for (from, to) in Code::of(text).0 {
            shown += &format!("{}[{}]", &text[at..from], &text[from..to]);
            at = to;
        }
        shown + &text[at..]
    }

    #[test]
    fn spans_end_at_as_many_backticks_in_their_paragraph() {
        assert_eq!(marked("a `b` ``c ` d`` e"), "a [`b`] [``c ` d``] e");
        assert_eq!(marked("`a\nb` c"), "[`a\nb`] c");
        for words in ["`a\n\nb`", "`a\n \t\nb`", "``a`", "a"] {
            assert_eq!(marked(words), words);
        }
        assert_eq!(marked("```a``` b"), "[```a```] b", "no block");
    }

    #[test]
    fn blocks_stand_between_fences_or_far_in() {
        assert_eq!(
            marked("```ts\na\n\n```x\n```\nb"),
            "[```ts\na\n\n```x\n```\n]b"
        );
        assert_eq!(marked("a\n~~~~\nb\n~~~\nc"), "a\n[~~~~\nb\n~~~\nc]");
        assert_eq!(marked("a\n\n    b\n\tc\nd"), "a\n\n[    b\n][\tc\n]d");
        assert_eq!(marked("# a\n    b"), "# a\n[    b]");
        assert_eq!(
            marked("- a\n\n      b\n\nc\n\n    d"),
            "- a\n\n[      b\n]\nc\n\n[    d]"
        );
        for words in [
            "a\n    b",
            "- a\n\n    b",
            "10. a\n\n    b\n\n       c",
            "- a\n  - b\n\n    c",
        ] {
            assert_eq!(marked(words), words);
        }
    }
}
