//! The parts of a requirement document (C3): its headings, and the points of the lists below them.
//!
//! Only what is needed to find them is read: `#` headings and list points outside of fenced code. A
//! point that is indented deeper than the first of its list belongs to the point above it. What a
//! text looks like is not the matter of this crate.
//!
//! This rule is part of the record. A goal's event says which numbers its parts have, in order, and
//! `cover.rs` lays them on the parts that are found here, also when a record of years ago is read
//! again. Were one part more or less found then, the numbers behind it would move on, and what covers
//! one part would cover another. So it does not change: a test holds it word for word, and a better
//! rule comes beside this one, with a new version of the events of a goal's text.

use std::sync::Arc;

use crate::text::one_line;

/// Headings and list points of one document at most.
pub const MAX_PARTS: usize = 500;

/// What a part is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Sort {
    /// A heading, of this level.
    Section(u8),
    /// A point of a list.
    Point,
}

impl Sort {
    /// Whether it is a heading.
    pub fn is_section(self) -> bool {
        matches!(self, Sort::Section(_))
    }
}

/// A part as it stands in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// What it is.
    pub sort: Sort,
    /// Its heading or first line, without marks.
    pub text: Arc<str>,
    /// What stands below it and belongs to it, in Markdown.
    pub body: String,
    /// The heading it stands under, by its place among the parts.
    pub under: Option<usize>,
}

/// The parts of a text, in order.
pub fn lines(text: &str) -> Vec<Line> {
    let mut scan = Scan::default();
    for line in text.lines() {
        scan.read(line);
    }
    for line in &mut scan.found {
        line.body = line.body.trim().to_owned();
    }
    scan.found
}

#[derive(Default)]
struct Scan {
    found: Vec<Line>,
    /// The last heading.
    section: Option<usize>,
    /// How deep the first point of the list stands.
    list: Option<usize>,
    /// What ends the fenced code one is in.
    fence: Option<&'static str>,
}

impl Scan {
    fn read(&mut self, line: &str) {
        let start = line.trim_start();
        let indent = line.len() - start.len();
        let fence = ["```", "~~~"]
            .into_iter()
            .find(|mark| start.starts_with(mark));
        if self.fence.is_some() || fence.is_some() {
            self.fence = match (self.fence, fence) {
                (None, begun) => begun,
                (Some(open), Some(mark)) if open == mark => None,
                (open, _) => open,
            };
            return self.belongs(line);
        }
        if let Some((level, text)) = heading(start).filter(|_| indent < 4) {
            self.list = None;
            self.add(Sort::Section(level), text);
            self.section = Some(self.found.len() - 1);
        } else if let Some(text) = point(start).filter(|_| self.list.is_none_or(|at| indent <= at))
        {
            self.list = Some(indent);
            self.add(Sort::Point, text);
        } else {
            // Text that is not indented ends a list.
            self.list = self.list.filter(|_| indent > 0 || start.is_empty());
            self.belongs(line);
        }
    }

    fn add(&mut self, sort: Sort, text: &str) {
        self.found.push(Line {
            sort,
            text: one_line(&text.replace("**", "").replace('`', "")).into(),
            body: String::new(),
            under: self.section.filter(|_| !sort.is_section()),
        });
    }

    /// A line that belongs to the point it is indented under, else to its section.
    fn belongs(&mut self, line: &str) {
        let at = match self.list {
            Some(_) => self.found.len().checked_sub(1),
            None => self.section,
        };
        if let Some(part) = at.and_then(|at| self.found.get_mut(at)) {
            part.body.push_str(if self.list.is_some() {
                line.trim_start()
            } else {
                line
            });
            part.body.push('\n');
        }
    }
}

/// The level and the text of `## Heading ##`.
fn heading(line: &str) -> Option<(u8, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let spaced = text.starts_with([' ', '\t']) && !text.trim().is_empty();
    let level = u8::try_from(level)
        .ok()
        .filter(|level| (1..=6).contains(level) && spaced)?;
    Some((level, text.trim().trim_end_matches('#').trim_end()))
}

/// The text of `- point`, `* point`, `1. point` and `- [ ] point`.
fn point(line: &str) -> Option<&str> {
    let marked = line.strip_prefix(['-', '*', '+']).or_else(|| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len() - rest.len();
        let rest = rest.strip_prefix(['.', ')'])?;
        (1..=9).contains(&digits).then_some(rest)
    })?;
    let text = marked.strip_prefix([' ', '\t'])?.trim();
    let ticked = ["[ ] ", "[x] ", "[X] "].into_iter();
    let text = ticked.fold(text, |text, mark| text.strip_prefix(mark).unwrap_or(text));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Option<usize>, String)> {
        let lines = lines(text).into_iter();
        let shown = lines.map(|line| (line.text.to_string(), line.under, line.body));
        shown.collect()
    }

    #[test]
    fn headings_and_points_are_found_with_what_belongs_to_them() {
        let text = "# Pay ##\nWhy.\n\n- **Visa**\n  Also debit.\n  - nested\n- [x] Amex\nEnd.\n## 2\n1. One\n";
        let own = |text: &str, under, body: &str| (text.to_owned(), under, body.to_owned());
        assert_eq!(
            found(text),
            [
                own("Pay", None, "Why.\n\nEnd."),
                own("Visa", Some(0), "Also debit.\n- nested"),
                own("Amex", Some(0), ""),
                own("2", None, ""),
                own("One", Some(3), ""),
            ]
        );
    }

    /// If this fails, the rule has changed, and with it what released records say. See above.
    #[test]
    fn the_rule_is_the_one_that_records_were_written_by() {
        let read = |text: &str| {
            let lines = lines(text).into_iter().map(|line| {
                let sort = match line.sort {
                    Sort::Section(level) => "#".repeat(level.into()),
                    Sort::Point => "-".to_owned(),
                };
                let under = line.under.map_or(String::new(), |at| format!(" <{at}"));
                format!("{sort} {}{under}", line.text)
            });
            lines.collect::<Vec<_>>()
        };
        let pinned: [(&str, &[&str]); 12] = [
            ("", &[]),
            ("Plain\n\ntext.", &[]),
            (
                "# A\n## B ##\n###### F #\n####### no\n#\tTab",
                &["# A", "## B", "###### F", "# Tab"],
            ),
            ("   # three\n    # four", &["# three"]),
            ("# **Bold** `code` *it*", &["# Bold code *it*"]),
            ("Setext\n===\nElse\n---", &[]),
            (
                "- a\n* b\n+ c\n1. d\n12) e\n1234567890. no\n-no",
                &["- a", "- b", "- c", "- d", "- e"],
            ),
            (
                "- [ ] open\n- [x] done\n- [X] Done\n- [-] else\n- ",
                &["- open", "- done", "- Done", "- [-] else"],
            ),
            (
                "# A\n- one\n  - nested\n\n  more\n- two\ntext\n  - deep\n- flat",
                &["# A", "- one <0", "- two <0", "- deep <0", "- flat <0"],
            ),
            (
                "# A\n```\n# no\n~~~\n- no\n```\n- yes\n~~~ md\n- no",
                &["# A", "- yes <0"],
            ),
            ("> # quoted\n> - quoted\n| - | - |", &[]),
            (
                "- before\r\n# A\r\n-\ttab\u{a0}end\r\n***\n- * -",
                &["- before", "# A", "- tab end <1", "- * - <1"],
            ),
        ];
        for (text, expected) in pinned {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn code_and_what_only_looks_alike_is_no_part() {
        let text = "```\n# no\n- no\n~~~\n```\n#no\n-no\n---\n1986 was\n#\n- \n* yes";
        let texts: Vec<String> = found(text).into_iter().map(|one| one.0).collect();
        assert_eq!(texts, ["yes"]);
    }
}
