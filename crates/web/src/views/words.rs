//! Small phrases that several pages make.

use domain::Role;

/// "1 item", "12 items".
pub(crate) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

/// "a story", "an epic".
pub(crate) fn with_article(word: &str) -> String {
    match word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        true => format!("an {word}"),
        false => format!("a {word}"),
    }
}

/// "2,824".
pub(crate) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
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
        assert_eq!(counted(1, "item"), "1 item");
        assert_eq!(counted(0, "item"), "0 items");
        let large = [7, 999, 2_824, 1_000_000].map(thousands);
        assert_eq!(large, ["7", "999", "2,824", "1,000,000"]);
    }
}
