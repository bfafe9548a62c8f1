//! Small phrases that several pages make.

use domain::Role;

/// "1 item", "12 items".
pub(crate) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

/// "product owner, scrum master and developer".
pub(crate) fn joined(roles: &[Role]) -> String {
    let names: Vec<String> = roles
        .iter()
        .map(|role| role.title().to_lowercase())
        .collect();
    match names.as_slice() {
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
        assert_eq!(counted(1, "item"), "1 item");
        assert_eq!(counted(0, "item"), "0 items");
    }
}
