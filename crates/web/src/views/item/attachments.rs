//! Files on an item: pictures as pictures, everything else as something to download.
//!
//! The form works by itself; the script sends what is chosen, dropped or pasted at once, one file
//! after the other, and shows how far it is.

use domain::file::{self, size_in_words};
use domain::item::Attachment;
use domain::{Item, Right};
use maud::{Markup, html};

use crate::ui::{self, Icon, Weight, icon};
use crate::urls::route;
use crate::views::ago;
use crate::visit::Visit;

/// The files, and the place for the next ones.
pub(super) fn attachments(visit: &Visit, item: &Item) -> Markup {
    let any = !item.attachments.is_empty();
    let may = visit.may(Right::Comment);
    html! {
        section.section.files id={ "files-" (item.id) } {
            header { h3 { "Files" } @if any { small { (item.attachments.len()) } } }
            (of_merged(visit, item))
            (lists(visit, item))
            @if !any && !may { p.quieter { "None." } }
            @if may { (next(visit, item)) }
        }
    }
}

/// The files of items that were merged into this one; they stay where they were attached.
fn of_merged(visit: &Visit, item: &Item) -> Markup {
    let merged = visit.product.merged_into(item).into_iter();
    html! {
        @for other in merged.filter(|other| !other.attachments.is_empty()) {
            p.quieter { "Of " (super::item_link(visit, other.id)) ":" }
            (lists(visit, other))
        }
    }
}

/// Pictures side by side, then the rest, a line each.
fn lists(visit: &Visit, item: &Item) -> Markup {
    let (pictures, others): (Vec<_>, Vec<_>) = item
        .attachments
        .iter()
        .partition(|one| one.file.is_picture());
    html! {
        @for (class, files) in [("pictures", pictures), ("others", others)] {
            @if !files.is_empty() {
                ul class=(class) { @for one in files { (line(visit, item, one)) } }
            }
        }
    }
}

fn line(visit: &Visit, item: &Item, attachment: &Attachment) -> Markup {
    let address = visit
        .urls
        .attachment(route::ATTACHMENT, item.id, attachment.id);
    let file = &attachment.file;
    let own = attachment.added.by == Some(visit.visitor.id);
    let may_remove = visit.may(Right::Comment) && (own || visit.may(Right::Refine));
    html! {
        li id={ "file-" (item.id) "-" (attachment.id) } {
            @if file.is_picture() {
                a.picture href=(address) target="_blank" aria-label={ "Open " (file.name) " in a new tab" } {
                    img src=(address) alt="" loading="lazy" decoding="async";
                }
            } @else {
                (icon(Icon::File))
            }
            div.about {
                @if file.is_picture() {
                    span.name { (file.name) }
                } @else {
                    a.name href=(address) download { (file.name) }
                }
                span.quieter {
                    (size_in_words(file.size)) " · " (visit.names.actor(attachment.added.by)) " · " (ago(attachment.added.at, visit.now))
                }
            }
            @if may_remove {
                button.button.plain.square type="button" data-items=""
                    data-post=(visit.urls.attachment(route::ATTACHMENT_REMOVAL, item.id, attachment.id))
                    aria-label={ "Remove " (file.name) } data-tip="Remove" { (icon(Icon::X)) }
            }
        }
    }
}

/// Where files are chosen, dropped or pasted.
fn next(visit: &Visit, item: &Item) -> Markup {
    let field = format!("new-files-{}", item.id);
    html! {
        form.drop-file method="post" action=(visit.urls.about(route::ATTACHMENTS, item.id)) enctype="multipart/form-data"
            id={ "attach-" (item.id) } data-upload data-most=(file::MAX_SIZE) {
            (icon(Icon::FileUp))
            label.unseen for=(field) { "Attach files" }
            input type="file" id=(field) name="file" multiple aria-describedby={ (field) "-said" };
            span.quieter { "Or drop files here, or paste a picture. " (size_in_words(file::MAX_SIZE)) " at most." }
            noscript { (ui::submit("Attach", Weight::Outlined)) }
            p.error id={ (field) "-said" } data-error-for="file" {}
        }
    }
}
