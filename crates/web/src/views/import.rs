//! The pages of an import: choose a file, see what would come, wait, read what came.

use std::fmt::Write;

use domain::import::{Fate, FinishedItems, Incoming, RemovedItems};
use interchange::csv::Field;
use interchange::dry_run::{DryRun, Fates};
use interchange::plan::Kinds;
use interchange::problem::Group;
use maud::{Markup, html};
use serde_json::json;

use crate::imports::{Answers, ColumnLook, Coming, LARGEST, Look, Report, Step, Upload};
use crate::ui::{self, Icon, Tone, Weight, icon};
use crate::urls::route;
use crate::views::{counted, thousands};
use crate::visit::Visit;

/// Rows a group of problems names at its head; the rest are inside.
const NAMED: usize = 3;

/// The form for a file or pasted rows, with what was wrong with the one before.
pub(crate) fn choose(visit: &Visit, wrong: Option<&str>) -> Markup {
    html! {
        div.pad.narrow {
            div.stack.tight {
                h2 { "Bring a backlog from another tool" }
                p.quiet { "A CSV, or a plain list. Its rows become the order of the product backlog, below what is there. You see what will come before anything is written." }
            }
            form.fields method="post" action=(visit.urls.to(route::IMPORT_FILES)) enctype="multipart/form-data" data-send {
                div.field {
                    label for="file" { "File" }
                    div.drop-file data-file-drop data-most=(LARGEST) {
                        (icon(Icon::FileUp))
                        input type="file" id="file" name="file" accept=".csv,.tsv,.txt,text/csv,text/plain" aria-describedby="file-said";
                        span.quieter data-file-named { "Or drop it here. At most 100 MB." }
                    }
                    div id="file-said" { p.error data-error-for="file" { (wrong.unwrap_or_default()) } }
                }
                div.field {
                    label for="text" { "Or paste rows" }
                    textarea id="text" name="text" rows="4" spellcheck="false" placeholder="Key,Title,Type,Points" {}
                }
                div.actions.start { (ui::submit("Look at it", Weight::Main)) span.busy-note role="status" { "Reading…" } }
            }
        }
    }
}

/// What would come, the answers it rests on, and the button.
pub(crate) fn check(
    visit: &Visit,
    upload: &Upload,
    answers: &Answers,
    look: &Look,
    failed: Option<&str>,
) -> Markup {
    html! {
        div.pad #import {
            @if let Some(why) = failed {
                (ui::banner(Tone::Bad, &html! { "Nothing was written. " (why) }, None))
            }
            (answer(visit, upload, answers, look))
            form.stack.wide #import-answers method="post" action=(visit.urls.import_part(route::IMPORT_ANSWERS, upload.id)) data-send="change" {
                (columns(look))
                noscript { (ui::submit("Look again", Weight::Outlined)) }
            }
            @if let Ok(coming) = &look.coming {
                (problems(&coming.dry.problems))
                (first(visit, coming))
            }
        }
    }
}

fn answer(visit: &Visit, upload: &Upload, answers: &Answers, look: &Look) -> Markup {
    let run = visit.urls.import_part(route::IMPORT_RUN, upload.id);
    html! {
        section.stack #import-answer {
            @match &look.coming {
                Ok(coming) => {
                    h2 aria-live="polite" { (sentence(&coming.dry)) }
                    (figures(visit, &coming.dry))
                }
                Err(why) => { h2 { "Nothing can come yet" } p.error { (why) } }
            }
            p.quieter {
                (upload.name) " · " (counted(look.rows, "row"))
                " · " (counted(look.columns.len(), "column")) ", separated by " (look.separator)
            }
            (becomes(visit, look))
            @if let Ok(coming) = &look.coming {
                (finished(visit, upload, coming.finished, coming.dry.finished_new))
                (removed(visit, upload, answers.removed, coming.dry.fates.removed + coming.dry.fates.restored))
            }
            div.line {
                @if let Ok(coming) = &look.coming {
                    @if let Some(text) = button(coming.dry.fates) {
                        form method="post" action=(run) data-send { (ui::submit(&text, Weight::Main)) }
                    }
                }
                (ui::link_button(&visit.urls.to(route::IMPORT), "Another file", Weight::Outlined))
            }
        }
    }
}

/// What the import would do; nothing where nothing would come.
fn button(fates: Fates) -> Option<String> {
    let deeds = [
        ("import", fates.create),
        ("update", fates.update),
        ("bring back", fates.restored),
    ];
    let deeds: Vec<(&str, usize)> = deeds.into_iter().filter(|(_, count)| *count > 0).collect();
    let text = match deeds.as_slice() {
        [] => return None,
        [rest @ .., (last, count)] => {
            let rest = rest
                .iter()
                .map(|(deed, count)| format!("{deed} {} and ", thousands(*count)));
            format!("{}{last} {}", rest.collect::<String>(), items(*count))
        }
    };
    Some(ui::sentence_case(&text))
}

/// "2,824 items will come, 12 will be updated. 3 rows will not; why is said below."
fn sentence(dry: &DryRun) -> String {
    let fates = dry.fates;
    let deeds = [
        (fates.create, &*format!("will come{}", whither(fates))),
        (fates.update, "will be updated"),
        (fates.restored, "will come back"),
    ];
    let mut text = match all_of(&deeds) {
        Some(deeds) => format!("{deeds}."),
        None if fates.unchanged > 0 => format!(
            "Nothing changes: {} here already, and the same.",
            match fates.unchanged {
                1 => "1 item is".to_owned(),
                many => format!("{} items are", thousands(many)),
            }
        ),
        None => "No item will come.".to_owned(),
    };
    if dry.staying > 0 {
        let rows = counted(dry.staying, "row");
        // Writing into a string cannot fail.
        let _ = write!(text, " {rows} will not; why is said below.");
    }
    text
}

/// " (120 to the product backlog, 362 done)", where not all come to one place.
fn whither(fates: Fates) -> String {
    let (done, open) = (thousands(fates.done), fates.create - fates.done);
    match (fates.done, open) {
        (0, _) => String::new(),
        (_, 0) => " (all done)".to_owned(),
        (_, open) => format!(" ({} to the product backlog, {done} done)", thousands(open)),
    }
}

/// "2,824 items came, 12 were updated"; nothing when there is nothing to say.
fn all_of(deeds: &[(usize, &str)]) -> Option<String> {
    let some = deeds.iter().filter(|(count, _)| *count > 0);
    let said = some.enumerate().map(|(index, (count, deed))| match index {
        0 => format!("{} {deed}", items(*count)),
        _ => format!("{} {deed}", thousands(*count)),
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(", "))
}

fn items(count: usize) -> String {
    counted(count, "item")
}

fn figures(visit: &Visit, dry: &DryRun) -> Markup {
    let Kinds {
        epic,
        story,
        task,
        bug,
    } = dry.coming.kinds;
    let kinds = [
        (epic, "epic", "epics"),
        (story, "story", "stories"),
        (task, "task", "tasks"),
        (bug, "bug", "bugs"),
    ];
    let estimated = format!("estimated, {}", visit.sum(dry.coming.points));
    let rest = [
        (dry.coming.estimated, &*estimated, &*estimated),
        (dry.fates.unchanged, "unchanged", "unchanged"),
        (
            dry.fates.skipped,
            "finished, stays there",
            "finished, stay there",
        ),
        (dry.fates.removed, "was removed here", "were removed here"),
        (
            dry.staying,
            "row that does not come",
            "rows that do not come",
        ),
    ];
    let all = kinds.into_iter().chain(rest);
    html! {
        div.figures {
            @for (count, one, many) in all.filter(|(count, ..)| *count > 0) {
                (figure(count, if count == 1 { one } else { many }))
            }
        }
    }
}

fn figure(count: usize, what: &str) -> Markup {
    html! { div.figure { b { (thousands(count)) } span { (what) } } }
}

/// What becomes of keys, labels and priorities, where the file has them.
fn becomes(visit: &Visit, look: &Look) -> Markup {
    let has = |field| {
        look.columns
            .iter()
            .any(|column| column.field == Some(field))
    };
    let own = format!("{}-", visit.product.key());
    let first = look.coming.iter().flat_map(|coming| &coming.first);
    let keeps = { first }.any(|(incoming, _)| incoming.key.starts_with(&own));
    html! {
        p.quiet #import-becomes {
            @if has(Field::Key) {
                @if keeps { "Keys keep their number where it is free. " } @else { "Items get keys of this product. " }
                "The key of the file stays with its item, is shown there and found by search. "
            }
            @if has(Field::Labels) { "Labels and components come as labels. " }
            @if has(Field::Priority) { "Priorities are kept with the items; here the order of the rows says what comes first." }
        }
    }
}

/// What becomes of finished items: a form of its own, right above the button it decides about.
fn finished(visit: &Visit, upload: &Upload, chosen: FinishedItems, count: usize) -> Markup {
    if count == 0 {
        return html! {};
    }
    let choices = [
        (
            FinishedItems::Done,
            "done",
            "Come as done, out of the order",
        ),
        (
            FinishedItems::Reopen,
            "open",
            "Come into the product backlog, as open: each is asked about again",
        ),
        (FinishedItems::Skip, "stay", "Stay where they are"),
    ];
    let legend = match count {
        1 => "1 item is finished there. It should:".to_owned(),
        count => format!("{} are finished there. They should:", items(count)),
    };
    html! {
        form.stack #import-finished method="post" action=(visit.urls.import_part(route::IMPORT_ANSWERS, upload.id)) data-send="change" {
            fieldset.choices {
                legend { (legend) }
                @for (finished, value, words) in choices {
                    label.check {
                        input type="radio" name="finished" value=(value) checked[chosen == finished];
                        span { (words) }
                    }
                }
            }
            noscript { (ui::submit("Look again", Weight::Outlined)) }
        }
    }
}

/// What becomes of items that came earlier and were removed here since.
fn removed(visit: &Visit, upload: &Upload, chosen: RemovedItems, count: usize) -> Markup {
    if count == 0 {
        return html! {};
    }
    let choices = [
        (RemovedItems::Leave, "leave", "Stay removed"),
        (
            RemovedItems::Restore,
            "restore",
            "Come back to where they stood",
        ),
    ];
    let legend = match count {
        1 => "1 item came earlier and was removed here. It should:".to_owned(),
        count => format!(
            "{} came earlier and were removed here. They should:",
            items(count)
        ),
    };
    html! {
        form.stack #import-removed method="post" action=(visit.urls.import_part(route::IMPORT_ANSWERS, upload.id)) data-send="change" {
            fieldset.choices {
                legend { (legend) }
                @for (removed, value, words) in choices {
                    label.check {
                        input type="radio" name="removed" value=(value) checked[chosen == removed];
                        span { (words) }
                    }
                }
            }
            noscript { (ui::submit("Look again", Weight::Outlined)) }
        }
    }
}

fn columns(look: &Look) -> Markup {
    let (filled, empty): (Vec<_>, Vec<_>) = look
        .columns
        .iter()
        .enumerate()
        .partition(|(_, column)| column.filled > 0 || column.field.is_some());
    html! {
        section.group {
            div.stack.tight {
                h2 { "Columns" }
                p.quiet { "What has no place in Millpond is kept with its item, under the column's name." }
            }
            label.check {
                input type="hidden" name="header" value="none";
                input type="checkbox" name="header" value="names" checked[look.headed];
                span { "The first row names the columns" }
            }
            div.mapping role="table" aria-label="Columns of the file" {
                div.mapped.head role="row" {
                    span role="columnheader" { "Column" } span role="columnheader" { "Becomes" } span role="columnheader" { "Holds" }
                }
                @for (at, column) in filled { (one_column(at, column)) }
            }
            @if !empty.is_empty() {
                p.quieter { (counted(empty.len(), "empty column")) ": "
                    (empty.iter().take(12).map(|(_, column)| &*column.name).collect::<Vec<_>>().join(", "))
                    @if empty.len() > 12 { " and more" } "." }
            }
        }
    }
}

fn one_column(at: usize, column: &ColumnLook) -> Markup {
    let name = format!("c{at}");
    html! {
        div.mapped role="row" {
            span.name role="cell" { (column.name) }
            span role="cell" {
                select.input id=(name) name=(name) aria-label={ "Column " (column.name) " becomes" } .quiet[column.field.is_none()] {
                    option value="" selected[column.field.is_none()] { "Kept with the item" }
                    @for field in Field::ALL {
                        option value=(field.as_str()) selected[column.field == Some(field)] { (field.title()) }
                    }
                }
            }
            span.samples role="cell" {
                @for sample in &column.samples { span.sample title=(sample) { (sample) } }
                @if column.samples.is_empty() { span.quieter { "Nothing" } }
            }
        }
    }
}

fn problems(groups: &[Group]) -> Markup {
    html! {
        @if !groups.is_empty() {
            section.group {
                h2 { "What does not come as it stands there" }
                div.problems { @for group in groups { (problem(group)) } }
            }
        }
    }
}

/// "Row 4.", "Rows 4, 7, 9 and 120 more.": where to look without opening anything.
fn rows_of(group: &Group) -> String {
    let first = group.examples.iter().take(NAMED).map(|example| example.row);
    let first: Vec<String> = first.map(|row| row.to_string()).collect();
    match (first.as_slice(), group.count.saturating_sub(first.len())) {
        ([], _) => String::new(),
        ([one], 0) => format!("Row {one}."),
        ([first @ .., last], 0) => format!("Rows {} and {last}.", first.join(", ")),
        (first, rest) => format!("Rows {} and {} more.", first.join(", "), thousands(rest)),
    }
}

fn problem(group: &Group) -> Markup {
    let rest = group.count - group.examples.len();
    html! {
        details.problem {
            summary {
                span.tone.bad[group.stays].warn[!group.stays] { (icon(if group.stays { Icon::CircleAlert } else { Icon::TriangleAlert })) }
                span.grow {
                    b { (counted(group.count, "row")) }
                    @if let Some(column) = &group.column { ", column “" (column) "”" }
                    ": " (group.what) ". " span.quiet { (group.consequence) "." }
                    " " span.quieter { (rows_of(group)) }
                }
                (icon(Icon::ChevronRight))
            }
            ul {
                @for example in &group.examples {
                    li { "Row " (example.row) @if !example.value.is_empty() { ": " q { (example.value) } } }
                }
                @if rest > 0 { li.quieter { "and " (thousands(rest)) " more; the report after the import names them all" } }
            }
        }
    }
}

fn first(visit: &Visit, coming: &Coming) -> Markup {
    html! {
        section.group {
            h2 { "The first items" }
            ul.lines.first { @for (incoming, fate) in &coming.first { (line(visit, incoming, *fate)) } }
        }
    }
}

fn line(visit: &Visit, incoming: &Incoming, fate: Fate) -> Markup {
    let estimate = visit.mark(incoming.estimate);
    html! {
        li {
            span.quieter.num { "Row " (incoming.row) }
            (ui::kind_badge(incoming.kind.as_str()))
            span.grow { (incoming.title) }
            @for label in incoming.labels.iter().take(2) { (ui::chip(label, Tone::Plain)) }
            @if !matches!(fate, Fate::Create) { (ui::chip(crate::imports::word(fate), Tone::Plain)) }
            (ui::points(estimate.as_ref()))
        }
    }
}

/// How far it is; the script asks again and again.
pub(crate) fn running(visit: &Visit, upload: &Upload, step: Step) -> Markup {
    let steps = [
        (Step::Reading, "Reading the file"),
        (Step::Checking, "Comparing it with the product"),
        (Step::Writing, "Writing it down"),
    ];
    html! {
        div.pad #import data-poll=(visit.urls.import_part(route::IMPORT_PROGRESS, upload.id)) {
            section.stack {
                h2 { "Importing " (upload.name) }
                ol.steps role="status" {
                    @for (other, words) in steps {
                        li.now[other == step].over[other < step] {
                            span.tick.yes[other < step] aria-hidden="true" {}
                            (words) @if other == step { "…" }
                        }
                    }
                }
                p.quieter { "All of it comes, or nothing. You can leave this page; the import goes on." }
                noscript { a href=(visit.urls.import_file(upload.id)) { "See how far it is" } }
            }
        }
    }
}

/// What came.
pub(crate) fn done(visit: &Visit, upload: &Upload, report: &Report) -> Markup {
    let download = |format: &str| visit.urls.import_report(upload.id, format);
    let undone = report.is_undone(&visit.product);
    let again = visit.urls.import_part(route::IMPORT_PROGRESS, upload.id);
    html! {
        div.pad #import data-live="order" data-src=(again) data-part="fragment" {
            section.stack {
                div role="status" { h2 { @if undone { "The import was undone: what had come is removed again." } @else { (came(report)) } } }
                @if !undone { (figures(visit, &report.dry)) }
                p.quieter { (upload.name) " · by " (report.by) }
                div.line {
                    (ui::link_button(&visit.urls.backlog(), "Open the backlog", Weight::Main))
                    @if !undone { (ui::link_button(&visit.urls.to(route::CLEAN_UP), "Clean it up", Weight::Outlined)) }
                    @if let Some(command) = report.command.filter(|_| !undone) {
                        button.button type="button" data-items="" data-with=(json!({})) data-post=(visit.urls.undo(command)) { "Undo the import" }
                    }
                    (ui::link_button(&visit.urls.to(route::IMPORT), "Another file", Weight::Outlined))
                }
                @if !undone {
                    p { "The clean-up pass goes through what stands there twice or untouched, and what came without a date, so that the backlog begins short." }
                }
                p { "Keep the report: " a href=(download("txt")) { "as text" } " or " a href=(download("json")) { "as JSON" } ". It waits here for two hours." }
            }
            (problems(&report.dry.problems))
        }
    }
}

fn came(report: &Report) -> String {
    let fates = report.dry.fates;
    let deeds = [
        (fates.create, &*format!("came{}", whither(fates))),
        (fates.update, "updated"),
        (fates.restored, "brought back"),
    ];
    match all_of(&deeds) {
        Some(deeds) => format!("{deeds}."),
        None if fates.unchanged == 0 => "Nothing changed.".to_owned(),
        None => format!(
            "Nothing changed: {} are here already, and the same.",
            items(fates.unchanged)
        ),
    }
}
