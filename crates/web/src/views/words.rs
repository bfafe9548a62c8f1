//! Small phrases that several pages make.

use domain::Role;

/// "a story", "an epic".
pub(crate) fn with_article(word: &str) -> String {
    match word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => format!("an {word}"),
        false => format!("a {word}"),
    }
}

/// "product owner, scrum master and developer".
pub(crate) fn joined(roles: &[Role]) -> String {
    let names = roles.iter().map(|role| role.title().to_lowercase());
    enumerated(&names.collect::<Vec<_>>())
}

/// "3 items, 2 sprints and a product backlog".
pub(crate) fn enumerated(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_like_sentences() {
        assert_eq!(joined(&[Role::Developer]), "developer");
        assert_eq!(
            joined(&[Role::ProductOwner, Role::ScrumMaster, Role::Developer]),
            "product owner, scrum master and developer"
        );
        assert_eq!(with_article("epic"), "an epic");
        assert_eq!(with_article("story"), "a story");
    }
}
