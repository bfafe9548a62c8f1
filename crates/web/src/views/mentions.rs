//! Mentions: the list of one's own, and the choices of whom to mention.

use app::{Mentioned, People};
use domain::item::Comment;
use domain::{Item, PersonId, Product};
use jiff::Timestamp;
use maud::{Markup, html};

use crate::ui::{self, Called, Weight};
use crate::urls::{ProductUrls, route, with_query};
use crate::views::{ago, thousands};
use crate::visit::Visit;

/// A mention with what was said.
pub(crate) struct Line<'a> {
    pub product: &'a Product,
    pub item: &'a Item,
    pub said: &'a Comment,
    pub mentioned: &'a Mentioned,
}

/// A page of them.
pub(crate) struct List<'a> {
    pub lines: &'a [Line<'a>],
    /// How many are not read, and how many there are.
    pub unread: usize,
    pub all: usize,
    /// How many newer ones come before these, and how many stand on a page.
    pub after: usize,
    pub most: usize,
    pub now: Timestamp,
    pub people: &'a People,
    pub reader: PersonId,
}

/// The page.
pub(crate) fn list(list: &List<'_>) -> Markup {
    if list.all == 0 {
        return ui::empty(
            "Nobody has mentioned you",
            "Whoever writes @ and your name in a comment calls you here; you see it whichever product it is in.",
            &html! { (ui::link_button(route::HOME, "To the products", Weight::Outlined)) },
        );
    }
    html! {
        div.pad.narrow {
            (head(list))
            ul.mentions { @for line in list.lines { li { (one(list, line)) } } }
            (pages(list))
        }
    }
}

fn head(list: &List<'_>) -> Markup {
    html! {
        div.head-line {
            p.quiet {
                @match list.unread {
                    0 => { "You have read all of them." }
                    unread => { (thousands(unread)) " of " (thousands(list.all)) " not read. Opening the item reads it." }
                }
            }
            @if list.unread > 0 {
                form method="post" action=(route::MENTIONS_READING) { (ui::submit("Mark all as read", Weight::Outlined)) }
            }
        }
    }
}

fn one(list: &List<'_>, line: &Line<'_>) -> Markup {
    let Line {
        product,
        item,
        said,
        ..
    } = line;
    let author = said.author.and_then(|author| list.people.get(&author));
    let author = author.map_or("Somebody who left", |card| &card.name);
    let new = !line.mentioned.read;
    html! {
        (ui::avatar(author))
        div.grow.new[new] {
            @if new { span.unseen { "Not read: " } }
            b { (author) } " mentioned you on "
            a href=(address(line)) { (product.item_key(item.id)) " " (item.title.value) }
            div.excerpt { (ui::with_mentions(&said.text.value, &|person| called(list.people, list.reader, person))) }
        }
        (ago(line.mentioned.mention.at, list.now))
    }
}

/// The comment on its item's page, with as many as it takes to see it.
fn address(line: &Line<'_>) -> String {
    let (item, comment) = (line.item, line.said.id);
    let page = ProductUrls::of(line.product).item(item.id);
    let later = item.comments.iter().filter(|other| other.id >= comment);
    let many = later.count().to_string();
    let page = with_query(&page, [("comments", many.as_str())]);
    format!("{page}#comment-{}-{comment}", item.id)
}

/// The way to newer and older ones.
fn pages(list: &List<'_>) -> Markup {
    let at = |after: usize| with_query(route::MENTIONS, [("after", after.to_string().as_str())]);
    let older = list.after.saturating_add(list.most);
    html! {
        @if list.after > 0 || older < list.all {
            p.pages {
                @if list.after > 0 { a href=(at(list.after.saturating_sub(list.most))) { "Newer" } }
                @if older < list.all { " " a href=(at(older)) { "Older" } }
            }
        }
    }
}

/// How somebody who is mentioned is called.
pub(crate) fn called<'a>(people: &'a People, reader: PersonId, person: PersonId) -> Called<'a> {
    let name = people
        .get(&person)
        .map_or("Somebody who left", |card| &*card.name);
    let own = person == reader;
    Called { name, own }
}

/// Everybody one may mention here, by name. Of two with one name each is put in by id.
pub(crate) fn choices(visit: &Visit) -> Markup {
    let people = &visit.names.0;
    let there = visit
        .product
        .people
        .keys()
        .filter(|person| **person != visit.visitor.id);
    let there = there
        .filter_map(|person| people.get(person))
        .filter(|card| !card.disabled);
    let mut there: Vec<_> = there.collect();
    there.sort_by_key(|card| card.name.to_lowercase());
    let same = |name: &str| {
        let same = |other: &&&app::PersonCard| other.name.to_lowercase() == name.to_lowercase();
        there.iter().filter(same).count() > 1
    };
    html! {
        @for card in &there {
            @let put = match same(&card.name) {
                true => domain::mention::text::token(card.id),
                false => format!("@{}", card.name),
            };
            li role="option" data-name=(card.name) data-put=(put) {
                (ui::avatar(&card.name)) span.grow { (card.name) }
                @if same(&card.name) { span.quieter { (card.email) } }
            }
        }
    }
}
