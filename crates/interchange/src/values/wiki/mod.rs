//! Jira's wiki markup into Markdown: headings, lists, tables, quotes, code and what stands within
//! a line. What has no counterpart (colours, panels, inserted text) loses its marks and keeps its
//! words; what is no markup after all stays as it was written.
//!
//! Our own, because no library for it exists in Rust. The rules are those of Jira's own help on
//! text formatting. Deliberately not here: which cells of which file are read so.

mod block;
mod inline;
mod piece;

use std::borrow::Cow;

/// What is known of where a text comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// Jira writes wiki markup; but people write Markdown there, too.
    Jira,
    /// Anywhere: only what is plainly wiki markup is taken for it.
    Anywhere,
}

/// The text in Markdown. What has nothing of wiki markup in it is unchanged.
pub fn to_markdown(text: &str, from: From) -> Cow<'_, str> {
    if !is_wiki(text, from) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n");
    let pieces = piece::pieces(&lines);
    // A text without markup is left alone to the last space. Only beside markup are line ends
    // known to be Jira's, which ends a line where Markdown goes on.
    if block::written(&pieces, false) == lines {
        return Cow::Borrowed(text);
    }
    Cow::Owned(block::written(&pieces, true))
}

fn is_wiki(text: &str, from: From) -> bool {
    let strong = text.match_indices("**").map(|(at, _)| &text[at + 2..]);
    let strong = strong.map(|after| after.starts_with(|c: char| c.is_alphanumeric()));
    let markdown = text.contains("```") || text.contains("](") || { strong }.any(|one| one);
    match from {
        From::Jira => !markdown || is_plainly_wiki(text),
        From::Anywhere => !markdown && is_plainly_wiki(text),
    }
}

/// Whether something stands in it that is wiki markup and nothing else.
fn is_plainly_wiki(text: &str) -> bool {
    let macros = ["{code}", "{code:", "{noformat}", "{quote}", "{panel"];
    let lines = || text.lines().map(str::trim);
    macros.iter().any(|name| text.contains(name))
        || text.contains("|http://")
        || text.contains("|https://")
        || lines().any(|line| block::heading(line).is_some() || line.starts_with("bq. "))
        || lines().any(|line| line.len() > 4 && line.starts_with("||") && line.ends_with("||"))
}

#[cfg(test)]
mod tests;
