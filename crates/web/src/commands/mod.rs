//! The one registry of commands (I1): keys, palette, `?` sheet, menus and tooltips come from it.
//!
//! A page writes its commands into itself as data, and the script (`assets/src/commands.ts`) runs
//! them. A command that the person may not give is not offered; only its key is known, together with
//! the domain's sentence for it, so that pressing it is answered. Deliberately not here: whether a
//! command is accepted; the domain decides that, this table only knows what to offer.

mod table;

use std::fmt::{self, Display, Formatter, Write};

use domain::Right;
use domain::rights::TABLE;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

pub use table::COMMANDS;

/// Where on the page a command has something to act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every page.
    Anywhere,
    /// On every page of an administrator.
    Administrator,
    /// On every page of a product.
    Product,
    /// Where there is a list of items.
    List,
    /// Where items of a list are chosen, to do something with them.
    Choice,
    /// Where an item opens beside the page.
    Panel,
    /// Where removed items are.
    Removed,
    /// On the product backlog page.
    Backlog,
    /// Where there are items: in lists, on boards, in the panel.
    Item,
    /// On the planning page.
    Planning,
    /// Where a plan is committed to.
    Commitment,
    /// At the table of planning poker.
    Poker,
    /// Where cards stand in columns: the board, the priorities.
    Columns,
    /// On the board.
    Board,
    /// On the story map.
    Map,
    /// On the roadmap.
    Roadmap,
    /// On the board of priorities.
    Priorities,
    /// Where what waits is decided about, one by one.
    Desk,
    /// In the clean-up pass.
    CleanUp,
    /// In a refinement session.
    Refinement,
    /// Where an order is proposed by scores.
    Scores,
    /// Where one item is weighed against another.
    TradeOff,
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
    /// Other words for it that the palette finds and does not show, with commas between them.
    pub words: &'static str,
    /// Its group in the sheet and the palette.
    pub section: &'static str,
    /// Sequences of presses, the first one shown: "g p", "mod+k", "s #".
    pub keys: &'static [&'static str],
    /// Where it can act.
    pub scope: Scope,
    /// What one must be allowed to do.
    pub right: Option<Right>,
    /// Whoever has this right is offered something better under the same key.
    pub unless: Option<Right>,
    /// Where another right does instead: on a board and in a plan the team orders.
    pub instead: &'static [(Scope, Right)],
    /// Whether it is only for what stands in the product backlog, not for what is in a sprint.
    pub waits: bool,
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
        words: "",
        section,
        keys,
        scope,
        act,
        right: None,
        unless: None,
        instead: &[],
        waits: false,
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

    /// What other programs call it.
    const fn known_as(mut self, words: &'static str) -> Self {
        self.words = words;
        self
    }

    const fn of_what_waits(mut self) -> Self {
        self.waits = true;
        self
    }

    const fn unless(mut self, right: Right) -> Self {
        self.unless = Some(right);
        self
    }

    const fn or_in(mut self, instead: &'static [(Scope, Right)]) -> Self {
        self.instead = instead;
        self
    }

    /// Whether it has something to act on here, and nothing better stands in its stead.
    fn is_here(&self, scopes: &[Scope], refusals: &Refusals) -> bool {
        let better = self
            .unless
            .is_some_and(|right| refusals.get(right).is_none());
        scopes.contains(&self.scope) && !better
    }

    /// Why one may not give it here, if one may not.
    fn refused<'a>(&self, scopes: &[Scope], refusals: &'a Refusals) -> Option<&'a str> {
        let mut instead = self
            .instead
            .iter()
            .filter(|(scope, _)| scopes.contains(scope));
        let own = refusals.get(self.right?)?;
        instead.try_fold(own, |_, (_, right)| refusals.get(*right))
    }
}

/// Why somebody lacks rights, asked once for a page: its commands hang on few rights, many times each.
pub struct Refusals(Vec<(Right, String)>);

impl Refusals {
    /// Of what `refusal` answers for each right; nothing where one has it.
    pub fn of(refusal: impl Fn(Right) -> Option<String>) -> Self {
        let lacking = |(right, _): &(Right, _)| Some((*right, refusal(*right)?));
        Self(TABLE.iter().filter_map(lacking).collect())
    }

    /// Why one lacks a right, if one does.
    fn get(&self, right: Right) -> Option<&str> {
        let (_, sentence) = self.0.iter().find(|(lacking, _)| *lacking == right)?;
        Some(sentence)
    }
}

/// The commands of a page, as the script reads them. `product` is the product's address.
pub fn as_json(scopes: &[Scope], product: &str, refusals: &Refusals) -> String {
    let offered: Vec<&Command> = offered(scopes, refusals).collect();
    let stood_in_for = |key: &&'static str| offered.iter().any(|other| other.keys.contains(key));
    let known: Vec<Known<'_>> = in_scope(scopes, refusals)
        .map(|command| Known {
            id: command.id,
            title: command.title,
            words: command.words,
            section: command.section,
            keys: command.keys,
            act: Doing(command.act, product),
            refused: command.refused(scopes, refusals),
            waits: command.waits,
        })
        .filter(|known| {
            let answered = || !known.keys.is_empty() && !known.keys.iter().any(stood_in_for);
            known.refused.is_none() || answered()
        })
        .collect();
    serde_json::to_string(&known).unwrap_or_default()
}

/// A command as it is written into the page; nothing in it is copied for that.
#[derive(Serialize)]
struct Known<'a> {
    id: &'static str,
    title: &'static str,
    words: &'static str,
    section: &'static str,
    keys: &'static [&'static str],
    act: Doing<'a>,
    refused: Option<&'a str>,
    waits: bool,
}

/// What a command does in the product with this address.
struct Doing<'a>(Act, &'a str);

impl Serialize for Doing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let Doing(act, product) = self;
        match act {
            Act::Go(to) => map.serialize_entry("go", &Address(product, to))?,
            Act::GoTo(to) => map.serialize_entry("go", to)?,
            Act::Post(to, with) => {
                map.serialize_entry("post", &Address(product, to))?;
                map.serialize_entry("with", &Fields(with))?;
            }
            Act::Menu(id) => map.serialize_entry("menu", id)?,
            Act::Dialog(id) => map.serialize_entry("dialog", id)?,
            Act::Script => {}
        }
        map.end()
    }
}

/// An address within a product.
struct Address<'a>(&'a str, &'a str);

impl Serialize for Address<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", self.0, self.1))
    }
}

/// The fields that are posted.
struct Fields<'a>(&'a [(&'static str, &'static str)]);

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

/// The commands that act in these scopes and that one may give.
pub fn offered(scopes: &[Scope], refusals: &Refusals) -> impl Iterator<Item = &'static Command> {
    in_scope(scopes, refusals).filter(move |command| command.refused(scopes, refusals).is_none())
}

fn in_scope(scopes: &[Scope], refusals: &Refusals) -> impl Iterator<Item = &'static Command> {
    COMMANDS
        .iter()
        .filter(move |command| command.is_here(scopes, refusals))
}

/// A sequence as people read it: "G P", "Ctrl/⌘ K", "Alt ↑".
pub fn shown(keys: &str) -> impl Display {
    fmt::from_fn(move |f| {
        for (at, key) in keys.split([' ', '+']).enumerate() {
            if at > 0 {
                f.write_char(' ')?;
            }
            show_key(f, key)?;
        }
        Ok(())
    })
}

fn show_key(f: &mut Formatter<'_>, key: &str) -> fmt::Result {
    f.write_str(match key {
        "mod" => "Ctrl/⌘",
        "arrowup" => "↑",
        "arrowdown" => "↓",
        "arrowleft" => "←",
        "arrowright" => "→",
        "#" => "number",
        "escape" => "Esc",
        "pagedown" => "Page down",
        "pageup" => "Page up",
        letter if letter.chars().count() == 1 => return write!(f, "{}", letter.to_uppercase()),
        word => return f.write_str(&crate::ui::sentence_case(word)),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::Value;

    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids = HashSet::new();
        for command in COMMANDS {
            assert!(ids.insert(command.id), "{} twice", command.id);
        }
    }

    #[test]
    fn on_no_page_a_key_is_used_twice_or_hides_another() {
        use crate::views::frame::Here;
        for here in Here::ALL {
            let mut keys = HashSet::new();
            let here_too = |command: &&Command| here.scopes().contains(&command.scope);
            for command in COMMANDS.iter().filter(here_too) {
                // Who may order is never offered what stands in for it.
                let owner = command.unless.is_none();
                for sequence in command.keys.iter().filter(|_| owner) {
                    assert!(keys.insert(*sequence), "{sequence} twice on {here:?}");
                }
            }
            for sequence in &keys {
                let begins = format!("{sequence} ");
                let longer = keys.iter().find(|other| other.starts_with(&begins));
                assert_eq!(longer, None, "{sequence} hides it on {here:?}");
            }
        }
    }

    #[test]
    fn what_one_may_not_do_is_not_offered_but_its_key_is_answered() {
        let all = [
            Scope::Anywhere,
            Scope::Product,
            Scope::List,
            Scope::Backlog,
            Scope::Item,
        ];
        let owner = |right| (right != Right::Order).then(|| format!("No {right:?}."));
        let owner = Refusals::of(owner);
        let ids: Vec<&str> = offered(&all, &owner).map(|command| command.id).collect();
        assert!(ids.contains(&"list.down") && ids.contains(&"order.top"));
        assert!(!ids.contains(&"item.estimate") && !ids.contains(&"go.import"));
        let known: Vec<Value> = serde_json::from_str(&as_json(&all, "/p/PAY", &owner)).unwrap();
        let refused = |id: &str| &known.iter().find(|one| one["id"] == id).unwrap()["refused"];
        assert_eq!(refused("item.estimate"), "No Estimate.");
        assert_eq!(refused("order.top"), &Value::Null);
    }

    #[test]
    fn where_another_right_does_it_is_the_one_that_is_missing() {
        let refusal = Refusals::of(|right: Right| Some(format!("No {right:?}.")));
        let top = |scopes: &[Scope]| {
            let known: Vec<Value> = serde_json::from_str(&as_json(scopes, "", &refusal)).unwrap();
            let top = known.into_iter().find(|one| one["id"] == "order.top");
            top.unwrap()["refused"].clone()
        };
        assert_eq!(top(&[Scope::Item]), "No Order.");
        assert_eq!(top(&[Scope::Item, Scope::Board]), "No Board.");
        let team = Refusals::of(|right| (right != Right::Membership).then(String::new));
        assert!(
            offered(&[Scope::Item, Scope::Planning], &team)
                .any(|command| command.id == "order.top")
        );
    }

    #[test]
    fn what_other_programs_call_it_leads_to_what_it_is_called_here() {
        let known_as = |word: &str| -> Vec<&str> {
            let named = |command: &&Command| {
                let mut words = command.words.split(", ");
                words.any(|one| one == word) || command.title.to_lowercase().contains(word)
            };
            COMMANDS.iter().filter(named).map(|one| one.id).collect()
        };
        for (word, id) in [
            ("dark mode", "theme.dark"),
            ("light mode", "theme.light"),
            ("theme", "theme.system"),
            ("sign out", "sign-out"),
            ("log out", "sign-out"),
            ("invite", "people.invite"),
            ("people", "go.people"),
            ("users", "go.people"),
            ("burndown", "go.burndown"),
            ("add a reason", "order.why"),
            ("profile", "go.profile"),
            ("token", "profile.token"),
            ("settings", "go.workspace"),
            ("help", "keys"),
            ("shortcuts", "keys"),
            ("moscow", "item.priority"),
            ("sprint goal", "sprint.goal"),
        ] {
            assert!(known_as(word).contains(&id), "{word}: {:?}", known_as(word));
        }
    }

    #[test]
    fn keys_read_like_keys() {
        let read = |keys| shown(keys).to_string();
        assert_eq!(read("mod+k"), "Ctrl/⌘ K");
        assert_eq!(read("s #"), "S number");
        assert_eq!(read("alt+arrowup"), "Alt ↑");
        assert_eq!(read("shift+arrowright"), "Shift →");
    }
}
