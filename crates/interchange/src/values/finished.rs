//! Whether an item is finished where it comes from, by the words that tools
//! use for it.

use super::folded;

const DONE: &[&str] = &[
    "done",
    "closed",
    "resolved",
    "fixed",
    "complete",
    "completed",
    "finished",
    "implemented",
    "released",
    "shipped",
    "accepted",
    "merged",
    "wontfix",
    "wontdo",
    "cancelled",
    "canceled",
    "declined",
    "rejected",
    "abandoned",
    "obsolete",
    "invalid",
    "duplicate",
];
/// Reasons to close an item that would not be states of one: work that is
/// "incomplete" goes on.
const RESOLUTIONS: &[&str] = &[
    "incomplete",
    "cannotreproduce",
    "notabug",
    "notanissue",
    "worksasdesigned",
    "asdesigned",
    "outofdate",
    "goneaway",
    "delivered",
    "deployed",
];

/// Whether a status says that nothing is left to do.
pub fn by_status(text: &str) -> bool {
    DONE.contains(&folded(text).as_str())
}

/// Whether a resolution says that nothing is left to do.
pub fn by_resolution(text: &str) -> bool {
    by_status(text) || RESOLUTIONS.contains(&folded(text).as_str())
}

/// Whether a status says that an item came back: the resolution it had before
/// often stays in the file and no longer counts.
pub fn came_back(text: &str) -> bool {
    folded(text) == "reopened"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn done_has_many_names() {
        for text in [
            "Done",
            "CLOSED",
            "Resolved",
            "Fixed",
            "Completed",
            "Won't Fix",
            "won\u{2019}t do",
            "Cancelled",
            "Implemented",
        ] {
            assert!(by_status(text), "{text}");
            assert!(by_resolution(text), "{text}");
        }
    }

    #[test]
    fn work_that_goes_on_is_not_finished() {
        for text in ["", "Open", "In Progress", "Incomplete", "Ready for release"] {
            assert!(!by_status(text), "{text}");
        }
        for text in ["", "Unresolved", "None"] {
            assert!(!by_resolution(text), "{text}");
        }
        assert!(by_resolution("Incomplete"));
        assert!(came_back("Re-opened"));
    }
}
