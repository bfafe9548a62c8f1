//! How other tools write what an item is. Each file reads one sort of cell and
//! knows nothing of files, rows or columns, so that every format can use it.

pub mod criteria;
pub mod date;
pub mod finished;
pub mod kind;
pub mod labels;
pub mod mark;
pub mod points;
pub mod text;
pub mod wiki;

/// Letters and digits only, in lower case, so that `Story_Points`, `story
/// points` and `Story-Points` are one word.
pub fn folded(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a cell only says that there is nothing to say.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    let nothing = ["", "-", "--", "?", "[]", "{}"];
    let words = ["null", "none", "nil", "n/a", "na", "nan", "tbd"];
    nothing.contains(&text) || words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_and_punctuation() {
        for text in ["Story_Points", "story points", " STORY-POINTS: "] {
            assert_eq!(folded(text), "storypoints");
        }
        assert_eq!(folded("Größe"), "größe");
    }

    #[test]
    fn a_dash_says_nothing_and_a_zero_says_something() {
        for text in ["", "  ", "-", "NULL", "n/a", "NaN", "[]"] {
            assert!(says_nothing(text), "{text:?}");
        }
        for text in ["0", "no", "nothing yet", "-1"] {
            assert!(!says_nothing(text), "{text:?}");
        }
    }
}
