//! Markdown that people wrote, made into HTML that cannot harm: pulldown-cmark, then ammonia.
//!
//! HTML in the text is shown as it was typed, a bare address of the web is a link, and nesting has a limit, so the cleaner, whose time
//! grows with the square of the depth, only ever sees shallow HTML of ours.
//!
//! A pure function of the text, so callers may keep its answer for as long as the text stands.
//! Deliberately not here: any cache.

use std::sync::LazyLock;

use ammonia::Builder;
use domain::PersonId;
use domain::mention::text::{Piece, pieces, with_names};
use linkify::{LinkFinder, LinkKind};
use maud::{Markup, html};
use pulldown_cmark::{
    CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream,
};

use super::raw;

/// Levels of quotes, lists and emphasis within each other; what is deeper stands at the last one.
const DEEPEST: usize = 50;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::default();
    cleaner
        .add_tags(["input"])
        .add_tag_attributes("input", ["disabled", "checked", "aria-label"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("code", ["class"])
        .add_allowed_classes("span", ["mention", "mine"])
        .rm_tags(["img"])
        .link_rel(Some("noopener noreferrer nofollow"));
    cleaner
});

/// Pieces (beginnings and ends of elements, texts between them) of a text that is formatted; some
/// 3,000 cells of a table. The longest real descriptions seen have some 2,500. More would hold
/// up everybody's page for the sake of one text.
const MOST_PIECES: usize = 10_000;

/// How somebody who is mentioned is called, and whether it is whoever reads.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// Their name.
    pub name: &'a str,
    /// Whether they read it themselves.
    pub own: bool,
}

/// The text as a block of prose; as it was typed where that would be too much work.
pub fn markdown(text: &str) -> Markup {
    formatted(text, None)
}

/// The same of a text that mentions people, who are called as `called` says.
pub fn with_mentions<'a>(text: &str, called: &dyn Fn(PersonId) -> Called<'a>) -> Markup {
    formatted(text, Some(called))
}

type Calls<'f, 'a> = Option<&'f dyn Fn(PersonId) -> Called<'a>>;

fn formatted(text: &str, called: Calls<'_, '_>) -> Markup {
    let mut tamer = Tamer::default();
    let mut linker = Linker::default();
    let mut caller = Caller { called, code: 0 };
    // Before foreign HTML becomes text: what stands in it is no address somebody wrote for readers.
    let events = TextMergeStream::new(Parser::new_ext(text, options()));
    let events = events.flat_map(|event| linker.link(event));
    let events = events.filter_map(|event| tamer.tame(event)).map(lowered);
    let events = events.flat_map(|event| caller.call(event));
    let events: Vec<Event<'_>> = events.take(MOST_PIECES + 1).collect();
    if events.len() > MOST_PIECES {
        return as_typed(&as_words(text, called));
    }
    let mut rendered = String::with_capacity(text.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut rendered, events.into_iter());
    html! { div.prose { (raw::cleaned(CLEANER.clean(&rendered).to_string())) } }
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

fn as_typed(text: &str) -> Markup {
    html! {
        div.prose {
            p.quieter { "Shown as it was typed: this text has too many parts to be formatted." }
            pre.typed { (text) }
        }
    }
}

/// A text stands in a section, whose heading is of the third level: its own come below.
fn lowered(event: Event<'_>) -> Event<'_> {
    let below = |level| match level {
        HeadingLevel::H1 => HeadingLevel::H4,
        HeadingLevel::H2 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    };
    match event {
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: below(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        Event::TaskListMarker(ticked) => Event::InlineHtml(CowStr::Borrowed(named_box(ticked))),
        event => event,
    }
}

/// A box that says what it means to who cannot see it.
fn named_box(ticked: bool) -> &'static str {
    match ticked {
        true => r#"<input type="checkbox" disabled checked aria-label="Done"/>"#,
        false => r#"<input type="checkbox" disabled aria-label="Not done"/>"#,
    }
}

/// Takes depth and foreign HTML out of what the parser found.
#[derive(Default)]
struct Tamer {
    depth: usize,
    /// Inside a comment that goes on over several lines.
    hidden: bool,
}

impl Tamer {
    fn tame<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {
                self.hidden = false;
                None
            }
            Event::Start(_) => {
                self.depth += 1;
                (self.depth <= DEEPEST).then_some(event)
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                (self.depth < DEEPEST).then_some(event)
            }
            Event::Html(html) => typed(&html, &mut self.hidden),
            Event::InlineHtml(html) if is_line_break(&html) => Some(Event::HardBreak),
            Event::InlineHtml(html) => typed(&html, &mut false),
            event => Some(event),
        }
    }
}

/// Makes links of bare addresses, where none may be one already.
#[derive(Default)]
struct Linker {
    /// How many links, pictures and blocks of code one is in.
    within: usize,
}

impl Linker {
    fn link<'a>(&mut self, event: Event<'a>) -> Vec<Event<'a>> {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                self.within += 1;
            }
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                self.within = self.within.saturating_sub(1);
            }
            Event::Text(text) if self.within == 0 && text.contains("://") => return linked(&text),
            _ => {}
        }
        vec![event]
    }
}

fn linked<'a>(text: &str) -> Vec<Event<'a>> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let spans = finder.spans(text).map(|span| {
        let text = || CowStr::from(span.as_str().to_owned());
        let is_web = span.as_str().starts_with("http://") || span.as_str().starts_with("https://");
        if span.kind().is_none() || !is_web {
            return vec![Event::Text(text())];
        }
        let start = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: text(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        vec![
            Event::Start(start),
            Event::Text(text()),
            Event::End(TagEnd::Link),
        ]
    });
    spans.flatten().collect()
}

/// Puts names where people are mentioned; within code they are words.
struct Caller<'f, 'a> {
    called: Calls<'f, 'a>,
    /// How many blocks of code one is in.
    code: usize,
}

impl Caller<'_, '_> {
    fn call<'e>(&mut self, event: Event<'e>) -> Vec<Event<'e>> {
        match (&event, self.called) {
            (Event::Start(Tag::CodeBlock(_)), _) => self.code += 1,
            (Event::End(TagEnd::CodeBlock), _) => self.code = self.code.saturating_sub(1),
            (Event::Text(text), Some(called)) if text.contains("<@") => {
                return match self.code {
                    0 => pieces(text)
                        .into_iter()
                        .map(|one| spoken(one, called))
                        .collect(),
                    _ => vec![Event::Text(as_words(text, self.called).into())],
                };
            }
            (Event::Code(text), Some(_)) => {
                return vec![Event::Code(as_words(text, self.called).into())];
            }
            _ => {}
        }
        vec![event]
    }
}

fn spoken<'e, 'a>(piece: Piece<'_>, called: &dyn Fn(PersonId) -> Called<'a>) -> Event<'e> {
    match piece {
        Piece::Words(words) => Event::Text(words.to_owned().into()),
        Piece::Person(person) => {
            let Called { name, own } = called(person);
            let class = if own { "mention mine" } else { "mention" };
            let shown = html! { span class=(class) { "@" (name) } };
            Event::InlineHtml(shown.into_string().into())
        }
    }
}

fn as_words(text: &str, called: Calls<'_, '_>) -> String {
    match called {
        Some(called) => with_names(text, |person| called(person).name),
        None => text.to_owned(),
    }
}

/// HTML as it was typed, without its comments: templates of other tools are full of them, and
/// nobody is meant to read them.
fn typed<'a>(html: &str, hidden: &mut bool) -> Option<Event<'a>> {
    let (mut shown, mut rest) = (String::new(), html);
    while let Some((before, after)) = rest.split_once(if *hidden { "-->" } else { "<!--" }) {
        if !*hidden {
            shown += before;
        }
        (*hidden, rest) = (!*hidden, after);
    }
    if !*hidden {
        shown += rest;
    }
    (!shown.trim().is_empty()).then(|| Event::Text(shown.into()))
}

/// `<br>`, without which a table's cell has one line only.
fn is_line_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches('>');
    name.trim_end_matches('/').trim().eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use domain::PersonId;

    use super::{Called, DEEPEST, markdown, with_mentions};

    #[test]
    fn a_bare_address_is_a_link_and_what_is_none_stays() {
        let shown = markdown("See https://example.org/a_b_c?x=1&y=(2).").into_string();
        let href = "href=\"https://example.org/a_b_c?x=1&amp;y=(2)\"";
        assert!(
            shown.contains(href) && shown.contains("nofollow"),
            "{shown}"
        );
        assert!(shown.contains("</a>."), "{shown}");
        for plain in [
            "`https://example.org`",
            "```\nhttps://example.org\n```",
            "    https://example.org",
            "javascript://alert(1)",
            "file:///etc/passwd",
        ] {
            let shown = markdown(plain).into_string();
            assert!(!shown.contains("<a "), "{plain}: {shown}");
        }
        let own = markdown("[our https://example.org](https://example.com)").into_string();
        assert_eq!(own.matches("<a ").count(), 1, "{own}");
    }

    #[test]
    fn a_mention_is_a_name_in_prose_and_words_in_code() {
        let ana = PersonId(uuid::Uuid::from_u128(7));
        let token = domain::mention::text::token(ana);
        let evil = Called {
            name: "<b>Ana</b>",
            own: true,
        };
        let shown = |text: &str| with_mentions(text, &|_| evil).into_string();
        let name = "@&lt;b&gt;Ana&lt;/b&gt;";
        let prose = shown(&format!("Hi {token}: https://example.org **{token}**"));
        let span = format!("<span class=\"mention mine\">{name}</span>");
        assert_eq!(prose.matches(&span).count(), 2, "{prose}");
        for code in [
            format!("`{token}`"),
            format!("```\n{token}\n```"),
            format!("    {token}"),
        ] {
            let code = shown(&code);
            assert!(code.contains(name) && !code.contains("<span"), "{code}");
        }
        for words in ["<@nobody>", "a@b.example", "@Ana"] {
            assert!(!shown(words).contains("<span"), "{words}");
        }
        let typed = shown("<span class=\"mention\">@Ana</span>");
        assert!(!typed.contains("<span"), "{typed}");
    }

    #[test]
    fn lists_and_tasks_are_kept() {
        let shown = markdown("- [x] done\n- [ ] open\n\n**bold**").into_string();
        assert!(shown.contains("<strong>bold</strong>"), "{shown}");
        assert_eq!(shown.matches("type=\"checkbox\"").count(), 2, "{shown}");
        assert!(shown.contains("aria-label=\"Done\"") && shown.contains("aria-label=\"Not done\""));
    }

    #[test]
    fn what_has_too_many_parts_is_shown_as_typed() {
        let row = |cells: usize| format!("|{}\n", "a|".repeat(cells));
        let head = format!("{}|{}\n", row(10), "-|".repeat(10));
        let table = |rows: usize| markdown(&(head.clone() + &row(10).repeat(rows))).into_string();
        assert!(table(200).contains("<table>"), "2,000 cells are a table");
        let large = table(9_500);
        assert!(large.contains("too many parts"), "{}", &large[..200]);
        assert_eq!(elements(&large), ["div", "p", "pre"]);
        assert!(large.contains("|a|a|a|"));
        let wide = format!(
            "{0}|{1}\n{2}",
            row(2_000),
            "-|".repeat(2_000),
            "|a\n".repeat(50_000)
        );
        assert_eq!(
            elements(&markdown(&wide).into_string()),
            ["div", "p", "pre"]
        );
        let long = "at com.example.Thing.run(Thing.java:17)\n".repeat(2_000);
        assert_eq!(elements(&markdown(&long).into_string()), ["div", "p"]);
    }

    #[test]
    fn scripts_handlers_and_foreign_pictures_are_no_elements() {
        let evil = "<script>alert(1)</script><a href=\"javascript:alert(1)\" onclick=x>a</a>\
                    <img src=https://tracker.example/x.png onerror=alert(1)>\n\n[b](javascript:x)\
                    ![c](https://tracker.example/y.png)";
        let shown = markdown(evil).into_string();
        // The link is left without its address.
        assert_eq!(elements(&shown), ["div", "p", "a"], "{shown}");
        assert!(!shown.contains("<a href"), "{shown}");
    }

    #[test]
    fn html_is_shown_as_typed_without_its_comments() {
        let text = "<!-- Say what\nhappens -->\n<details>\n\nthe <EMAIL> of<!-- whom? --> *a*<br>b";
        let shown = markdown(text).into_string();
        assert!(shown.contains("&lt;details&gt;"), "{shown}");
        let line = "<p>the &lt;EMAIL&gt; of <em>a</em><br>\nb</p>";
        assert!(shown.contains(line), "{shown}");
        for hidden in ["Say what", "happens", "whom"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }

    #[test]
    fn nesting_has_a_limit_and_the_text_below_it_stays() {
        let quotes = format!("{}at the bottom\n\nafter", ">".repeat(200_000));
        let lists = format!("{}at the bottom\n\nafter", "- ".repeat(100_000));
        for text in [quotes, lists] {
            let shown = markdown(&text).into_string();
            // One for `div.prose`, and a list's item is a level like its list.
            assert!(
                (30..=DEEPEST + 1).contains(&depth(&shown)),
                "{}",
                depth(&shown)
            );
            assert!(shown.contains("at the bottom") && shown.contains("<p>after</p>"));
        }
    }

    #[test]
    fn html_does_not_nest_at_all() {
        let shown = markdown(&"<div>".repeat(40_000)).into_string();
        assert_eq!(elements(&shown), ["div"]);
        assert_eq!(shown.matches("&lt;div&gt;").count(), 40_000);
    }

    /// The names of the elements, in order.
    fn elements(html: &str) -> Vec<&str> {
        let pieces = html
            .split('<')
            .skip(1)
            .filter(|piece| !piece.starts_with('/'));
        let name = |piece: &'_ str| piece.find([' ', '>']).unwrap_or(piece.len());
        pieces.map(|piece| &piece[..name(piece)]).collect()
    }

    /// How many elements stand within each other at most.
    fn depth(html: &str) -> usize {
        let (mut now, mut most) = (0_usize, 0);
        for piece in html.split('<').skip(1) {
            match piece.starts_with('/') {
                true => now -= 1,
                false if piece.starts_with("br>") || piece.starts_with("hr>") => {}
                false => now += 1,
            }
            most = most.max(now);
        }
        most
    }
}
