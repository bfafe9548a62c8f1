//! Checklists a team may take over into its own Definition of Ready (C16). What is taken over are
//! checks like any other: reworded, taken away, and undone as one.

use super::own_check::{AddReadyCheck, KeepReadyCheck};
use crate::decide::Command;
use crate::product::Product;

/// A named list of checks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checklist {
    /// Its name, as written in the API and addresses.
    pub name: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// What must be so.
    pub checks: &'static [&'static str],
}

/// All of them.
pub static ALL: [Checklist; 4] = [
    Checklist {
        name: "user_interface",
        title: "What people see",
        checks: &[
            "The screens are sketched, those without data and with an error too",
            "The words on them are written",
            "It is said how it works with the keyboard and on a phone",
        ],
    },
    Checklist {
        name: "interfaces",
        title: "Interfaces and data",
        checks: &[
            "Whoever is on the other side has agreed to the interface",
            "It is said what becomes of the data that is there",
            "It is said what happens when the other side does not answer",
        ],
    },
    Checklist {
        name: "security",
        title: "Security and personal data",
        checks: &[
            "It is said who may see it and who may do it",
            "Personal data in it is named, with how long it is kept",
            "Somebody has asked how it could be misused",
        ],
    },
    Checklist {
        name: "review",
        title: "Shown at the review",
        checks: &[
            "It is said how it will be shown at the sprint review",
            "What is needed to try it is there: data, devices, access",
        ],
    },
];

impl Checklist {
    /// The one with this name.
    pub fn parse(name: &str) -> Option<&'static Checklist> {
        ALL.iter().find(|one| one.name == name)
    }

    /// What takes it over: nothing for a check that is there, and one that was taken away comes
    /// back with what was ticked.
    pub fn commands(&self, product: &Product) -> Vec<Command> {
        let checks = self.checks.iter();
        checks.filter_map(|text| take_over(product, text)).collect()
    }
}

fn take_over(product: &Product, text: &str) -> Option<Command> {
    let mut known = product.policies.own.iter();
    match known.find(|check| &*check.text.value == text) {
        None => Some(AddReadyCheck { text: text.into() }.into()),
        Some(check) if check.removed => {
            let (check, kept) = (check.id, true);
            Some(KeepReadyCheck { check, kept }.into())
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ReadyCheckId;
    use crate::policy::own_check::MOST;
    use crate::testing::Given;

    fn take(given: &mut Given, list: &Checklist) {
        for command in list.commands(&given.product) {
            given.does(command);
        }
    }

    fn texts(given: &Given) -> Vec<String> {
        let checks = given.product.policies.own_checks();
        checks.map(|check| check.text.value.to_string()).collect()
    }

    #[test]
    fn all_of_them_fit_into_one_definition_of_ready() {
        let mut given = Given::items([]);
        for list in &ALL {
            take(&mut given, list);
            assert_eq!(Checklist::parse(list.name), Some(list));
        }
        let all: usize = ALL.iter().map(|list| list.checks.len()).sum();
        assert_eq!(texts(&given).len(), all);
        assert!(all <= MOST);
    }

    #[test]
    fn what_is_there_is_not_added_twice_and_what_went_comes_back() {
        let mut given = Given::items([]);
        take(&mut given, &ALL[3]);
        let (check, kept) = (ReadyCheckId(1), false);
        given.does(KeepReadyCheck { check, kept });
        assert_eq!(ALL[3].commands(&given.product).len(), 1);
        take(&mut given, &ALL[3]);
        assert_eq!(texts(&given), ALL[3].checks);
        assert_eq!(ALL[3].commands(&given.product), []);
    }
}
