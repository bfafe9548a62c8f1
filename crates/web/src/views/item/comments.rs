//! What people said about an item, oldest first; one's own can be edited and deleted.

use domain::item::Comment;
use domain::{Item, Right};
use maud::{Markup, html};

use super::extent::{self, Extent};
use super::{conflict, history};
use crate::ui;
use crate::urls::route;
use crate::views::ago;
use crate::views::mentions::called;
use crate::visit::Visit;

/// Comments shown of an item that was merged, the newest ones.
const MERGED: usize = 20;

/// The comments, and the field for the next one.
pub(super) fn comments(visit: &Visit, item: &Item, extent: Extent) -> Markup {
    let earlier = item.comments.len().saturating_sub(extent.comments());
    html! {
        section.section {
            header { h3 { "Comments" } (count(item)) }
            (of_merged(visit, item))
            (extent::earlier_comments(visit, item, extent))
            ul.events id={ "comments-" (item.id) } {
                @for said in item.comments.iter().skip(earlier) { (line(visit, item, said)) }
            }
            @if visit.may(Right::Comment) { (next(visit, item)) }
        }
    }
}

/// What was said about items that were merged into this one, where that was said.
fn of_merged(visit: &Visit, item: &Item) -> Markup {
    let merged = visit.product.merged_into(item).into_iter();
    html! {
        @for other in merged.filter(|other| !other.comments.is_empty()) {
            p.quieter { "Said about " a href=(visit.urls.item(other.id)) data-open-item=(visit.key(other.id)) { (visit.key(other.id)) } ":" }
            ul.events {
                @for said in other.comments.iter().rev().take(MERGED).rev() {
                    li id={ "comment-" (other.id) "-" (said.id) } { (comment(visit, other, said)) }
                }
            }
        }
    }
}

/// How many there are.
fn count(item: &Item) -> Markup {
    let any = !item.comments.is_empty();
    html! { small id={ "comment-count-" (item.id) } { @if any { (item.comments.len()) } } }
}

fn line(visit: &Visit, item: &Item, said: &Comment) -> Markup {
    html! {
        li id={ "comment-" (item.id) "-" (said.id) } data-into={ "comments-" (item.id) } { (comment(visit, item, said)) }
    }
}

/// What is new after somebody commented: the last comment, how many there are, and that it happened.
pub(crate) fn said(visit: &Visit, item: &Item) -> Markup {
    html! {
        @if let Some(last) = item.comments.last() { (line(visit, item, last)) }
        (count(item))
        (history::newest(visit, item))
    }
}

fn comment(visit: &Visit, item: &Item, said: &Comment) -> Markup {
    let author = visit.names.actor(said.author);
    let own = said.author == Some(visit.visitor.id) && visit.may(Right::Comment);
    html! {
        (ui::avatar(author))
        div.comment {
            b { (author) }
            (ui::with_mentions(&said.text.value, &|person| called(&visit.names.0, visit.visitor.id, person)))
            @if own { (own_comment(visit, item, said)) }
        }
        span { (ago(said.at, visit.now)) @if said.edited.is_some() { " " span.quieter { "edited" } } }
    }
}

fn own_comment(visit: &Visit, item: &Item, said: &Comment) -> Markup {
    let form = format!("comment-form-{}-{}", item.id, said.id);
    html! {
        details.edit id={ "edit-comment-" (item.id) "-" (said.id) } {
            summary.words { "Edit" }
            form.stack method="post" action=(visit.urls.comment(route::COMMENT, item.id, said.id)) data-send data-then="close"
                id=(form) {
                input type="hidden" name="revision" value=(said.text.revision);
                textarea.input name="comment" rows="3" aria-label="Comment" data-draft={ "comment:" (item.id) ":" (said.id) }
                    data-mentions=(visit.urls.to(route::MENTIONABLE)) aria-autocomplete="list" { (visit.visitor.app.with_names(&said.text.value)) }
                p.error data-error-for="comment" {}
                div.actions {
                    button.button.plain type="button" data-items="" data-post=(visit.urls.comment(route::COMMENT_REMOVAL, item.id, said.id)) { "Delete" }
                    span.grow {}
                    (ui::cancel_edit())
                    (ui::submit("Save", ui::Weight::Outlined))
                }
            }
        }
        (conflict::slot(&form))
    }
}

fn next(visit: &Visit, item: &Item) -> Markup {
    html! {
        form.stack method="post" action=(visit.urls.about(route::COMMENTS, item.id)) data-send data-then="reset" id={ "new-comment-" (item.id) } {
            textarea.input name="comment" rows="2" aria-label="New comment" placeholder="Comment, in Markdown; @ mentions somebody" data-draft={ "comment:" (item.id) }
                data-mentions=(visit.urls.to(route::MENTIONABLE)) aria-autocomplete="list" {}
            p.error data-error-for="comment" {}
            div.actions { span.quieter.keys-only { "Ctrl Enter sends" } (ui::submit("Comment", ui::Weight::Outlined)) }
        }
    }
}
