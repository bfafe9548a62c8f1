//! The templates every product begins with: what readers of an item ask first, and no more.
//! Not here: what a product made of them.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use super::Template;
use crate::ids::TemplateId;
use crate::item::Kind;

/// The template of stories.
pub const STORY: TemplateId = TemplateId(1);
/// The template of bugs.
pub const BUG: TemplateId = TemplateId(2);
/// The template of tasks.
pub const TASK: TemplateId = TemplateId(3);

static BUILT_IN: LazyLock<[Arc<Template>; 3]> = LazyLock::new(|| {
    [
        made(
            "Story",
            Kind::Story,
            "As a …\nI want …\nso that …\n\n**Not part of it**\n\n- …",
            &["Given …, when …, then …"],
        ),
        made(
            "Bug",
            Kind::Bug,
            "**Steps**\n\n1. …\n\n**What should happen**\n\n…\n\n**What happens**\n\n…\n\n\
             **Seen in** (version, browser or device, how often)\n\n…",
            &[
                "The steps lead to what should happen",
                "A test fails if it comes back",
            ],
        ),
        made(
            "Task",
            Kind::Task,
            "**What is to be done**\n\n…\n\n**Why now**\n\n…",
            &["One can see that it is done: …"],
        ),
    ]
});

fn made(name: &str, kind: Kind, description: &str, criteria: &[&str]) -> Arc<Template> {
    Arc::new(Template {
        name: name.into(),
        kind,
        description: description.into(),
        criteria: criteria.iter().map(|one| Arc::from(*one)).collect(),
        labels: BTreeSet::new(),
    })
}

/// The numbers of all.
pub fn ids() -> [TemplateId; 3] {
    [STORY, BUG, TASK]
}

/// What Millpond says under this number, if anything.
pub fn built_in(id: TemplateId) -> Option<Arc<Template>> {
    let index = (id.0 as usize).checked_sub(1)?;
    BUILT_IN.get(index).cloned()
}
