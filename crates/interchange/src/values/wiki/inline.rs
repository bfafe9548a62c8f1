//! Within a line: bold, links, mentions, pictures, code, deleted and inserted words.

use std::collections::BTreeMap;

use super::piece::a_macro;

/// Bytes in which what begins must end.
const FAR: usize = 2_000;
/// Ends of the names of files that are put into a text.
const SHOWN: [&str; 10] = [
    "png", "jpg", "jpeg", "gif", "svg", "bmp", "webp", "mp4", "mov", "pdf",
];

/// What stands within a line, in Markdown.
pub(super) fn inline(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    let mut line = Line {
        text,
        at: 0,
        ends: BTreeMap::new(),
    };
    while let Some(first) = line.rest().chars().next() {
        line.at += match line.markup(first) {
            Some((markdown, length)) => {
                written += &markdown;
                length
            }
            None => {
                written.push(first);
                first.len_utf8()
            }
        };
    }
    written
}

/// A line that is being read.
struct Line<'a> {
    text: &'a str,
    at: usize,
    /// Where each mark comes next, so that it is looked for once.
    ends: BTreeMap<&'static str, Option<usize>>,
}

impl<'a> Line<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// What begins here, in Markdown, and how long it was.
    fn markup(&mut self, first: char) -> Option<(String, usize)> {
        let before = self.before();
        match first {
            'h' => address(self.rest(), before),
            '`' => {
                let (inside, length) = self.between("`", "`")?;
                Some((format!("`{inside}`"), length))
            }
            '\\' => escaped(self.rest()),
            '{' => self.braces(),
            '[' => self.between("[", "]").and_then(link),
            '!' => self.between("!", "!").and_then(|one| picture(one, before)),
            '*' => self.span("*", |inside| format!("**{inside}**")),
            '?' => self.span("??", |inside| format!("*{inside}*")),
            '-' => self.closed("-", |inside| format!("~~{inside}~~")),
            '+' => self.closed("+", |inside| inside),
            _ => None,
        }
    }

    /// What stands between `open`, here, and the next `close`, and the length of all.
    fn between(&mut self, open: &str, close: &'static str) -> Option<(&'a str, usize)> {
        let from = self.at + self.rest().strip_prefix(open).map(|_| open.len())?;
        let known = self.ends.get(close).copied();
        let end = match known {
            Some(end) if end.is_none_or(|end| end >= from) => end,
            _ => self.text[from..].find(close).map(|found| found + from),
        };
        self.ends.insert(close, end);
        let end = end.filter(|end| *end > from && end - from <= FAR)?;
        Some((&self.text[from..end], end + close.len() - self.at))
    }

    /// Words between two marks that touch them, and no others.
    fn span(
        &mut self,
        mark: &'static str,
        written: impl Fn(String) -> String,
    ) -> Option<(String, usize)> {
        let touches = |c: char| c.is_alphanumeric() || mark.starts_with(c);
        let (inside, length) = self.between(mark, mark)?;
        let after = self.rest()[length..].chars().next();
        let touched = self.before().into_iter().chain(after).any(touches);
        (!touched && inside.trim() == inside).then(|| (written(inline(inside)), length))
    }

    /// The same, where the marks also stand in words, numbers and options.
    fn closed(
        &mut self,
        mark: &'static str,
        written: impl Fn(String) -> String,
    ) -> Option<(String, usize)> {
        let begins = self.before().is_none_or(|c| c.is_whitespace() || c == '(');
        let (written, length) = begins.then(|| self.span(mark, written))??;
        let after = self.rest()[length..].chars().next();
        let ends = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        ends.then_some((written, length))
    }

    fn braces(&mut self) -> Option<(String, usize)> {
        if let Some((inside, length)) = self.between("{{", "}}") {
            return Some((code(inside.trim()), length));
        }
        let (name, _, length) = a_macro(self.rest())?;
        (name == "color").then(|| (String::new(), length))
    }
}

/// A bare address stays as it is, whatever signs are in it.
fn address(text: &str, before: Option<char>) -> Option<(String, usize)> {
    let begins = text.starts_with("http://") || text.starts_with("https://");
    if !begins || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || "|]}\"<>".contains(c));
    let end = end.unwrap_or(text.len());
    Some((text[..end].to_owned(), end))
}

/// `\\` ends a line; a sign after one backslash is only that sign, in Markdown too.
fn escaped(text: &str) -> Option<(String, usize)> {
    let after = text[1..].chars().next()?;
    if after == '\\' {
        let ends = text[2..].chars().next().is_none_or(char::is_whitespace);
        return ends.then(|| ("<br>".to_owned(), 2));
    }
    let sign = after.is_ascii_punctuation();
    sign.then(|| (text[..2].to_owned(), 2))
}

/// `[words|address]`, `[address]`, `[~somebody]`, `[^file]`.
fn link((inside, length): (&str, usize)) -> Option<(String, usize)> {
    if let Some(somebody) = inside.strip_prefix('~') {
        let name = somebody.trim_start_matches("accountid:");
        return Some((format!("@{name}"), length));
    }
    if let Some(file) = inside.strip_prefix('^') {
        return Some((code(file), length));
    }
    let mut parts = inside.split('|').map(str::trim);
    let words = parts.next()?;
    let written = match parts.next() {
        None if is_address(words) => format!("<{words}>"),
        Some(to) if is_address(to) && (words.is_empty() || words == to) => format!("<{to}>"),
        Some(to) if is_address(to) && to.contains(['(', ')']) => {
            format!("[{}](<{to}>)", inline(words))
        }
        Some(to) if is_address(to) => format!("[{}]({to})", inline(words)),
        Some(to) if to.starts_with(['#', '^', '~']) => inline(words),
        _ => return None,
    };
    Some((written, length))
}

fn is_address(text: &str) -> bool {
    let schemes = ["http://", "https://", "ftp://", "mailto:"];
    let begins = schemes.iter().any(|scheme| text.starts_with(scheme));
    begins && !text.contains(|c: char| c.is_whitespace() || "<>".contains(c))
}

/// `!shot.png|thumbnail!`: its name, or a link to it. No page shows pictures of other places.
fn picture((inside, length): (&str, usize), before: Option<char>) -> Option<(String, usize)> {
    let name = inside.split('|').next().unwrap_or_default();
    let (stem, end) = name.rsplit_once('.')?;
    let known = SHOWN.iter().any(|known| end.eq_ignore_ascii_case(known));
    if !known || stem.starts_with(' ') || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let last = name.rsplit('/').next().unwrap_or(name);
    match is_address(name) {
        true => Some((format!("[{last}]({name})"), length)),
        false => Some((code(name), length)),
    }
}

/// Code within a line.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    match fence.len() {
        1 => format!("`{text}`"),
        _ => format!("{fence} {text} {fence}"),
    }
}

/// How many backticks stand beside each other at most.
pub(super) fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}

/// The cells of a row of a table, in Markdown. What stands between brackets is one cell.
pub(super) fn cells(line: &str) -> Vec<String> {
    let line = line.trim_start_matches('|');
    let (mut cells, mut cell, mut depth) = (Vec::new(), String::new(), 0_usize);
    for c in line.chars() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if c != '|' || depth > 0 || cell.ends_with('\\') {
            cell.push(c);
        } else if !cell.is_empty() {
            cells.push(std::mem::take(&mut cell));
        }
    }
    if !cell.trim().is_empty() {
        cells.push(cell);
    }
    let written = |cell: &String| inline(cell.trim()).replace("\\|", "|").replace('|', "\\|");
    cells.iter().map(written).collect()
}
