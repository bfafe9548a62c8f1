//! A text cut where a macro stands that goes over several lines.

use std::collections::BTreeSet;

/// A part of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Piece<'a> {
    /// Lines with markup in them.
    Prose(&'a str),
    /// Between two `{code}` or `{noformat}`: to be shown as it is.
    Code { language: &'a str, body: &'a str },
    /// Between two Markdown fences, with them.
    Fence(&'a str),
    /// A quotation begins or ends.
    Quote,
    /// What a panel is called.
    Title(&'a str),
}

/// The parts of a text, in order.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut cutter = Cutter::default();
    let (mut pieces, mut prose, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = text[at..].find(['{', '`']) {
        let next = at + found;
        let Some((piece, length)) = cutter.special(&text[next..]) else {
            at = next + 1;
            continue;
        };
        pieces.push(Piece::Prose(&text[prose..next]));
        pieces.push(piece);
        (at, prose) = (next + length, next + length);
    }
    pieces.push(Piece::Prose(&text[prose..]));
    paired(pieces)
}

/// A quotation that is not ended is none.
fn paired(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let quotes = pieces.iter().filter(|piece| **piece == Piece::Quote);
    if quotes.count() % 2 == 1
        && let Some(last) = pieces.iter().rposition(|piece| *piece == Piece::Quote)
    {
        pieces[last] = Piece::Prose("{quote}");
    }
    pieces
}

#[derive(Default)]
struct Cutter {
    /// What does not come any more, so that it is looked for once.
    gone: BTreeSet<String>,
}

impl Cutter {
    /// What begins here, and its length.
    fn special<'a>(&mut self, text: &'a str) -> Option<(Piece<'a>, usize)> {
        if let Some(inside) = text.strip_prefix("```") {
            let (body, _) = self.until(inside, "```")?;
            let length = body.len() + 6;
            return Some((Piece::Fence(&text[..length]), length));
        }
        let (name, parameters, opening) = a_macro(text)?;
        match name {
            "quote" => Some((Piece::Quote, opening)),
            "panel" => Some((Piece::Title(named(parameters, "title")), opening)),
            "code" | "noformat" => {
                let end = format!("{{{name}}}");
                let (body, rest) = self.until(&text[opening..], &end)?;
                let language = parameters.split('|').next().unwrap_or_default();
                let language = if language.contains('=') {
                    named(parameters, "language")
                } else {
                    language
                };
                let length = text.len() - rest.len();
                Some((Piece::Code { language, body }, length))
            }
            _ => None,
        }
    }

    /// What stands before and after `end`.
    fn until<'a>(&mut self, text: &'a str, end: &str) -> Option<(&'a str, &'a str)> {
        if self.gone.contains(end) {
            return None;
        }
        let found = text.split_once(end);
        if found.is_none() {
            self.gone.insert(end.to_owned());
        }
        found
    }
}

/// `{name:parameters}` at the beginning: its name, its parameters, its length.
pub(super) fn a_macro(text: &str) -> Option<(&str, &str, usize)> {
    /// The longest seen have a title.
    const LONGEST: usize = 300;
    let inside = text.strip_prefix('{')?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b'}')?;
    let inside = &inside[..end];
    let (name, parameters) = inside.split_once(':').unwrap_or((inside, ""));
    let known = ["code", "noformat", "quote", "panel", "color"];
    (known.contains(&name) && !inside.contains('\n')).then_some((name, parameters, end + 2))
}

/// `title` of `title=Notes|borderStyle=solid`.
fn named<'a>(parameters: &'a str, name: &str) -> &'a str {
    let mut parts = parameters
        .split('|')
        .filter_map(|part| part.split_once('='));
    let found = parts.find(|(other, _)| *other == name);
    found.map_or("", |(_, value)| value.trim())
}
