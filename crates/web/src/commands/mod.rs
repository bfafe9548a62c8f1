//! The one registry of commands (I1): keys, palette, `?` sheet, menus and tooltips come from it.
//!
//! A page writes those of its commands that the person may give into itself as data; the script
//! (`assets/src/commands.ts`) runs them. Deliberately not here: whether a command is accepted; the
//! domain decides that, this table only knows what to offer.

mod table;

use domain::Right;
use serde_json::{Value, json};

pub use table::COMMANDS;

/// Where on the page a command has something to act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every page.
    Anywhere,
    /// On every page of a product.
    Product,
    /// Where there is a list of items.
    List,
    /// On the product backlog page.
    Backlog,
    /// Where there are items: in lists, on boards, in the panel.
    Item,
    /// On the planning page.
    Planning,
    /// On the board.
    Board,
}

/// What a command does; addresses are relative to the product's (`/p/KEY`).
#[derive(Clone, Copy, Debug)]
pub enum Act {
    /// Goes to a page of the product.
    Go(&'static str),
    /// Goes to a page outside the product.
    GoTo(&'static str),
    /// Posts the chosen items with these fields; `#` in a value becomes the typed number.
    Post(&'static str, &'static [(&'static str, &'static str)]),
    /// Opens the menu with this id beside the chosen item.
    Menu(&'static str),
    /// Opens the dialog with this id.
    Dialog(&'static str),
    /// The script itself knows (walking, the palette).
    Script,
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct Command {
    /// Its name for ever.
    pub id: &'static str,
    /// What it does, in words.
    pub title: &'static str,
    /// Its group in the sheet and the palette.
    pub section: &'static str,
    /// Sequences of presses, the first one shown: "g p", "mod+k", "s #".
    pub keys: &'static [&'static str],
    /// Where it can act.
    pub scope: Scope,
    /// What one must be allowed to do.
    pub right: Option<Right>,
    /// Where another right does instead: on a board and in a plan the team orders.
    pub instead: &'static [(Scope, Right)],
    /// What it does.
    pub act: Act,
    /// The API call that does the same, for the sheet; "" when it only moves the eye.
    pub api: &'static str,
}

const fn command(
    id: &'static str,
    title: &'static str,
    section: &'static str,
    keys: &'static [&'static str],
    scope: Scope,
    act: Act,
) -> Command {
    Command {
        id,
        title,
        section,
        keys,
        scope,
        act,
        right: None,
        instead: &[],
        api: "",
    }
}

impl Command {
    /// Everybody may; a program does it by this call.
    const fn by(mut self, api: &'static str) -> Self {
        self.api = api;
        self
    }

    const fn needs(mut self, right: Right, api: &'static str) -> Self {
        self.right = Some(right);
        self.api = api;
        self
    }

    const fn or_in(mut self, instead: &'static [(Scope, Right)]) -> Self {
        self.instead = instead;
        self
    }

    fn is_allowed(&self, scopes: &[Scope], may: &impl Fn(Right) -> bool) -> bool {
        let instead = |(scope, right): &(Scope, Right)| scopes.contains(scope) && may(*right);
        self.right.is_none_or(may) || self.instead.iter().any(instead)
    }
}

/// The commands a page offers, as the script reads them. `product` is the product's address.
pub fn as_json(scopes: &[Scope], product: &str, may: impl Fn(Right) -> bool) -> String {
    let offered = offered(scopes, may).map(|command| {
        json!({
            "id": command.id,
            "title": command.title,
            "section": command.section,
            "keys": command.keys,
            "act": act_json(command.act, product),
        })
    });
    Value::Array(offered.collect()).to_string()
}

/// The commands that act in these scopes and that one may give.
pub fn offered(
    scopes: &[Scope],
    may: impl Fn(Right) -> bool,
) -> impl Iterator<Item = &'static Command> {
    COMMANDS
        .iter()
        .filter(move |command| scopes.contains(&command.scope))
        .filter(move |command| command.is_allowed(scopes, &may))
}

fn act_json(act: Act, product: &str) -> Value {
    match act {
        Act::Go(to) => json!({ "go": format!("{product}{to}") }),
        Act::GoTo(to) => json!({ "go": to }),
        Act::Post(to, with) => {
            let with: serde_json::Map<_, _> = with
                .iter()
                .map(|(name, value)| ((*name).to_owned(), json!(value)))
                .collect();
            json!({ "post": format!("{product}{to}"), "with": with })
        }
        Act::Menu(id) => json!({ "menu": id }),
        Act::Dialog(id) => json!({ "dialog": id }),
        Act::Script => json!({}),
    }
}

/// A sequence as people read it: "G P", "Ctrl/⌘ K", "Alt ↑".
pub fn shown(keys: &str) -> String {
    keys.split(' ')
        .map(|press| {
            press
                .split('+')
                .map(shown_key)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn shown_key(key: &str) -> String {
    match key {
        "mod" => "Ctrl/⌘".into(),
        "arrowup" => "↑".into(),
        "arrowdown" => "↓".into(),
        "arrowleft" => "←".into(),
        "arrowright" => "→".into(),
        "#" => "number".into(),
        "escape" => "Esc".into(),
        "pagedown" => "Page down".into(),
        "pageup" => "Page up".into(),
        letter if letter.chars().count() == 1 => letter.to_uppercase(),
        word => crate::ui::sentence_case(word),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_and_keys_are_unique_and_no_key_hides_another() {
        let mut ids = HashSet::new();
        let mut keys = HashSet::new();
        for command in COMMANDS {
            assert!(ids.insert(command.id), "{} twice", command.id);
            for sequence in command.keys {
                // A page has a list or a board, so that both are walked with the same keys.
                let place = (command.scope == Scope::Board, *sequence);
                let elsewhere =
                    (command.scope != Scope::List && !place.0).then_some((true, *sequence));
                assert!(
                    keys.insert(place) && elsewhere.is_none_or(|place| !keys.contains(&place)),
                    "{sequence} twice"
                );
            }
        }
        for (_, sequence) in &keys {
            let longer = keys
                .iter()
                .find(|(_, other)| other.starts_with(&format!("{sequence} ")));
            assert_eq!(longer, None, "{sequence} hides it");
        }
    }

    #[test]
    fn what_one_may_not_do_is_not_offered() {
        let all = [
            Scope::Anywhere,
            Scope::Product,
            Scope::List,
            Scope::Backlog,
            Scope::Item,
        ];
        let reader = as_json(&all, "/p/PAY", |_| false);
        assert!(
            reader.contains("\"list.down\"") && !reader.contains("\"order.top\""),
            "{reader}"
        );
        let owner = as_json(&all, "/p/PAY", |right| right == Right::Order);
        assert!(
            owner.contains("/p/PAY/moves") && !owner.contains("\"item.estimate\""),
            "{owner}"
        );
    }

    #[test]
    fn keys_read_like_keys() {
        assert_eq!(shown("mod+k"), "Ctrl/⌘ K");
        assert_eq!(shown("s #"), "S number");
        assert_eq!(shown("alt+arrowup"), "Alt ↑");
        assert_eq!(shown("shift+arrowright"), "Shift →");
    }
}
