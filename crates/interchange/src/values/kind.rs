//! What sort of work other tools call what.

use domain::Kind;

use super::folded;

const STORIES: &[&str] = &[
    "story",
    "userstory",
    "technicalstory",
    "feature",
    "newfeature",
    "featurerequest",
    "improvement",
    "enhancement",
    "enhancementrequest",
    "wish",
    "requirement",
    "productbacklogitem",
    "pbi",
    "backlogitem",
    "idea",
    "suggestion",
    "changerequest",
];
const TASKS: &[&str] = &[
    "task",
    "subtask",
    "technicaltask",
    "technicalsubtask",
    "chore",
    "spike",
    "research",
    "question",
    "support",
    "documentation",
    "test",
    "milestone",
    "buildfailure",
    "dependencyupgrade",
    "technicaldebt",
    "techdebt",
];
const BUGS: &[&str] = &[
    "bug",
    "defect",
    "error",
    "fault",
    "incident",
    "problem",
    "problemticket",
    "regression",
    "productionbug",
    "hotfix",
    "bugfix",
];
const EPICS: &[&str] = &["epic", "initiative", "theme", "capability"];

/// The kind an item is here when another tool calls it `text`; `None` when the
/// word is not known.
pub fn read(text: &str) -> Option<Kind> {
    let word = folded(text);
    let lists = [
        (EPICS, Kind::Epic),
        (STORIES, Kind::Story),
        (TASKS, Kind::Task),
        (BUGS, Kind::Bug),
    ];
    lists
        .into_iter()
        .find(|(words, _)| words.contains(&word.as_str()))
        .map(|(_, kind)| kind)
}

/// Whether `text` says no more than the kind itself does.
pub fn is_plain(text: &str, kind: Kind) -> bool {
    text.trim().eq_ignore_ascii_case(kind.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_other_tools_are_known() {
        for (text, kind) in [
            ("Story", Kind::Story),
            ("User Story", Kind::Story),
            ("New Feature", Kind::Story),
            ("Improvement", Kind::Story),
            ("Wish", Kind::Story),
            ("Task", Kind::Task),
            ("Sub-task", Kind::Task),
            ("Sub task", Kind::Task),
            ("Technical task", Kind::Task),
            ("Build Failure", Kind::Task),
            ("BUG", Kind::Bug),
            ("Defect", Kind::Bug),
            ("Incident", Kind::Bug),
            ("Problem Ticket", Kind::Bug),
            ("Epic", Kind::Epic),
            ("Initiative", Kind::Epic),
        ] {
            assert_eq!(read(text), Some(kind), "{text}");
        }
    }

    #[test]
    fn other_words_are_not_guessed() {
        for text in ["", "Meeting", "Bugs bunny", "1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_word_that_says_more_than_the_kind_is_not_plain() {
        assert!(is_plain(" bug", Kind::Bug));
        assert!(!is_plain("Incident", Kind::Bug));
    }
}
