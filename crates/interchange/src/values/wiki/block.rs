//! Lines: headings, lists, tables, rulers, quotations, code, and where one of them must end for
//! the next to begin.

use super::inline::{self, cells, inline};
use super::piece::Piece;

/// A text as blocks: lines between what goes over several of them.
enum Block<'a> {
    Prose(String),
    Code { language: &'a str, body: &'a str },
    Fence(&'a str),
    Quote,
}

/// The pieces as Markdown. With `breaks`, the ends of lines are kept, and what would be code by its
/// indentation alone is not indented.
pub(super) fn written(pieces: &[Piece<'_>], breaks: bool) -> String {
    let blocks = blocks(pieces);
    let mut writer = Writer::new(breaks);
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Prose(text) => {
                let mut lines: Vec<&str> = text.split('\n').collect();
                // The line of the block before, and of the one after.
                if at > 0 && is_blank(lines.first()) {
                    lines.remove(0);
                }
                if at + 1 < blocks.len() && is_blank(lines.last()) {
                    lines.pop();
                }
                lines.into_iter().for_each(|line| writer.line(line));
            }
            Block::Code { language, body } => writer.code(language, body),
            Block::Fence(text) => writer.raw(text),
            Block::Quote => writer.quote(),
        }
    }
    writer.lines.join("\n")
}

fn is_blank(line: Option<&&str>) -> bool {
    line.is_some_and(|line| line.trim().is_empty())
}

/// Code within a line, and the names of panels, join the lines around them.
fn blocks<'a>(pieces: &[Piece<'a>]) -> Vec<Block<'a>> {
    let mut blocks = vec![Block::Prose(String::new())];
    for (at, piece) in pieces.iter().enumerate() {
        let mut block = match *piece {
            Piece::Prose(text) => {
                say(&mut blocks, text);
                continue;
            }
            Piece::Title(title) => {
                let title = if title.is_empty() {
                    String::new()
                } else {
                    format!("*{title}*\n")
                };
                say(&mut blocks, &title);
                continue;
            }
            Piece::Quote => Block::Quote,
            Piece::Fence(text) => Block::Fence(text),
            Piece::Code { language, body } => Block::Code { language, body },
        };
        let within = !(begins_line(&blocks) && ends_line(pieces.get(at + 1)));
        match &mut block {
            Block::Code { body, .. } if within && !body.contains('\n') => {
                say(&mut blocks, &inline::code(body.trim()));
            }
            Block::Fence(text) if within => say(&mut blocks, text),
            _ => blocks.extend([block, Block::Prose(String::new())]),
        }
    }
    blocks
}

fn say(blocks: &mut Vec<Block<'_>>, words: &str) {
    match blocks.last_mut() {
        Some(Block::Prose(text)) => text.push_str(words),
        _ => blocks.push(Block::Prose(words.to_owned())),
    }
}

fn begins_line(blocks: &[Block<'_>]) -> bool {
    match blocks.last() {
        Some(Block::Prose(text)) => is_end(text.chars().rev()),
        _ => true,
    }
}

fn ends_line(next: Option<&Piece<'_>>) -> bool {
    match next {
        Some(Piece::Prose(text)) => is_end(text.chars()),
        _ => true,
    }
}

/// Whether the line ends before a word.
fn is_end(mut text: impl Iterator<Item = char>) -> bool {
    let first = text.find(|c| *c == '\n' || !c.is_whitespace());
    first.is_none_or(|c| c == '\n')
}

/// What the last line was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Last {
    Blank,
    Words,
    List,
    Row,
    /// A quotation, which words that follow would go on in.
    Open,
    /// Nothing goes on in it.
    Closed,
}

struct Writer {
    lines: Vec<String>,
    last: Last,
    quoted: bool,
    /// How deep the last line of a list is.
    depth: usize,
    breaks: bool,
}

impl Writer {
    fn new(breaks: bool) -> Writer {
        Writer {
            lines: Vec::new(),
            last: Last::Blank,
            quoted: false,
            depth: 0,
            breaks,
        }
    }

    fn push(&mut self, line: &str, is: Last) {
        self.lines.push(match (self.quoted, line) {
            (false, line) => line.to_owned(),
            (true, "") => ">".to_owned(),
            (true, line) => format!("> {line}"),
        });
        self.last = is;
    }

    /// An empty line, where this would otherwise go on in one of these.
    fn apart_from(&mut self, lines: &[Last]) {
        if lines.contains(&self.last) {
            self.push("", Last::Blank);
        }
    }

    fn line(&mut self, line: &str) {
        let trimmed = line.trim();
        if let Some((marks, text)) = listed(trimmed) {
            return self.list(marks, text);
        }
        self.depth = 0;
        if trimmed.is_empty() {
            self.push(if self.breaks { "" } else { line }, Last::Blank);
        } else if let Some((level, title)) = heading(trimmed) {
            self.push(
                &format!("{} {}", "#".repeat(level), inline(title)),
                Last::Closed,
            );
        } else if let Some(words) = trimmed.strip_prefix("bq. ") {
            self.push(&format!("> {}", inline(words)), Last::Open);
        } else if trimmed.len() >= 4 && trimmed.bytes().all(|byte| byte == b'-') {
            // Right below words it would make them a heading.
            self.apart_from(&[Last::Words, Last::List, Last::Open]);
            self.push("---", Last::Closed);
        } else if is_row(trimmed) {
            self.row(trimmed);
        } else {
            self.words(line);
        }
    }

    fn words(&mut self, line: &str) {
        self.apart_from(&[Last::Row, Last::Open]);
        if !self.breaks {
            return self.push(&inline(line), Last::Words);
        }
        let words = line.trim();
        if is_markdown_list(words) {
            return self.push(&inline(line.trim_end()), Last::List);
        }
        if let Some(before) = self.lines.last_mut()
            && matches!(self.last, Last::Words | Last::List)
        {
            before.push_str("  ");
        }
        self.push(&inline(words), Last::Words);
    }

    /// `#*` is a point below a number. A point whose parent is not there is no deeper than it can be.
    fn list(&mut self, marks: &str, text: &str) {
        self.depth = marks.len().min(self.depth + 1);
        let (above, own) = marks[marks.len() - self.depth..].split_at(self.depth - 1);
        let indent = |mark: u8| if mark == b'#' { 3 } else { 2 };
        let indent: usize = above.bytes().map(indent).sum();
        let mark = if own == "#" { "1." } else { own };
        self.push(
            &format!("{}{mark} {}", " ".repeat(indent), inline(text)),
            Last::List,
        );
    }

    fn row(&mut self, line: &str) {
        let cells = cells(line);
        let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
        let rule = row(&vec!["---".to_owned(); cells.len()]);
        if self.last == Last::Row {
            return self.push(&row(&cells), Last::Row);
        }
        self.apart_from(&[Last::Words, Last::List, Last::Open]);
        if !line.starts_with("||") {
            // A table of Markdown has a head.
            self.push(&row(&vec![String::new(); cells.len()]), Last::Row);
            self.push(&rule, Last::Row);
            return self.push(&row(&cells), Last::Row);
        }
        self.push(&row(&cells), Last::Row);
        self.push(&rule, Last::Row);
    }

    fn quote(&mut self) {
        self.depth = 0;
        if self.quoted {
            self.quoted = false;
            self.last = Last::Open;
        } else {
            self.apart_from(&[Last::Words, Last::List, Last::Row, Last::Open]);
            self.quoted = true;
        }
    }

    fn code(&mut self, language: &str, body: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || "+#-".contains(c);
        let language = if language.chars().all(plain) {
            language
        } else {
            ""
        };
        let fence = "`".repeat(inline::longest_run(body).max(2) + 1);
        let body = body.trim_start_matches('\n').trim_end();
        self.raw(&format!("{fence}{language}\n{body}\n{fence}"));
    }

    fn raw(&mut self, text: &str) {
        self.depth = 0;
        text.split('\n')
            .for_each(|line| self.push(line, Last::Closed));
    }
}

/// `h2. Title`.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let (level, title) = line.strip_prefix('h')?.split_once(". ")?;
    let level = level.parse().ok().filter(|level| (1..=6).contains(level))?;
    Some((level, title.trim_start()))
}

/// `** Point`: its marks and its words. Dashes alone are points in Markdown, too.
fn listed(line: &str) -> Option<(&str, &str)> {
    let end = line.find(|c: char| !"*#-".contains(c))?;
    let (marks, text) = line.split_at(end);
    let fits = marks.starts_with(['*', '#']) && text.starts_with([' ', '\t']);
    (fits && marks.len() <= 20).then_some((marks, text.trim()))
}

fn is_markdown_list(line: &str) -> bool {
    line.starts_with("- ") || crate::values::mark::numbered(line).is_some()
}

fn is_row(line: &str) -> bool {
    line.len() > 2 && line.starts_with('|') && line[1..].contains('|')
}
