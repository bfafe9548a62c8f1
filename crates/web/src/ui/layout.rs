//! The frame of a page: navigation, top bar, main, panel, bottom bar on a phone; and the sheet
//! for pages without navigation.
//!
//! A page is one value, [`Page`], rendered whole or, when the script asks for a part of it, that
//! part alone: the same functions make both. Deliberately not here: what stands in the parts.

use domain::text::thousands;
use maud::{DOCTYPE, Markup, html};

use super::icon::{Icon, icon, pond_sign};
use super::marks::{avatar, initials};
use super::raw;
use crate::assets;
use crate::commands::{Command, shown};
use crate::urls::route;

/// Light, dark, or what the system says; kept in a cookie so that nothing flashes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Part {
    /// From the word of the `x-part` header; anything unknown is the whole page.
    pub fn parse(word: &str) -> Self {
        match word {
            "main" => Self::Main,
            "panel" => Self::Panel,
            "around" => Self::Around,
            "rows" => Self::Rows,
            "fragment" | "found" => Self::Fragment,
            _ => Self::Whole,
        }
    }
}

impl Theme {
    /// From the cookie's word; anything unknown is the system's.
    pub fn parse(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The cookie's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What a person set for this browser.
#[derive(Clone, Copy, Debug)]
pub struct Preferences {
    /// Colours.
    pub theme: Theme,
    /// Whether single keys act.
    pub single_keys: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            single_keys: true,
        }
    }
}

/// A line of the navigation.
#[derive(Clone, Debug)]
pub struct NavLink {
    /// Where it goes.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Its picture.
    pub icon: Icon,
    /// How many things are there, if it counts; see [`nav_count`].
    pub count: Option<Markup>,
    /// Whether this is the page one is on.
    pub current: bool,
}

/// A group of the navigation: one of the two papers, or neither.
#[derive(Clone, Debug)]
pub struct NavGroup {
    /// Its head; "" for none.
    pub title: &'static str,
    /// Whether its paper is the sprint backlog's.
    pub race: bool,
    /// Its lines.
    pub links: Vec<NavLink>,
}

/// The product one is in.
#[derive(Clone, Debug)]
pub struct ProductFrame {
    /// The product's key.
    pub key: String,
    /// The product's name.
    pub name: String,
    /// Its address, `/p/KEY`.
    pub address: String,
    /// Position of the record the page was made from; live updates resume after it.
    pub position: u64,
    /// The navigation.
    pub groups: Vec<NavGroup>,
    /// Lines at the foot of the navigation.
    pub foot: Vec<NavLink>,
}

/// What surrounds every page of a signed-in person.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Which sort of page it surrounds: keys, menus and dialogs belong to that.
    pub here: String,
    /// Who is signed in.
    pub name: String,
    /// Whether they look after the workspace.
    pub administrator: bool,
    /// What they set for this browser.
    pub preferences: Preferences,
    /// The product, where the page belongs to one.
    pub product: Option<ProductFrame>,
    /// The navigation outside of products.
    pub links: Vec<NavLink>,
    /// What the page's keys and palette offer, and the same as JSON.
    pub commands: Vec<&'static Command>,
    /// The commands as the script reads them.
    pub commands_json: String,
}

/// Which part of a page is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of it, a document.
    #[default]
    Whole,
    /// What stands in `main`, and what stands around it.
    Main,
    /// What stands around `main` alone: navigation and top bar.
    Around,
    /// What stands in the panel.
    Panel,
    /// Rows of a list.
    Rows,
    /// The answer to a command, or another piece.
    Fragment,
}

/// A page of a signed-in person.
#[derive(Clone, Debug)]
pub struct Page {
    /// The document's title.
    pub title: String,
    /// Where one is: address and words, the last one is the page itself.
    pub crumbs: Vec<(String, String)>,
    /// Buttons at the end of the top bar.
    pub actions: Markup,
    /// What the main part shows, as words of `data-live` ("order", "item:12", "*"); "" for never.
    pub live: String,
    /// The main part.
    pub main: Markup,
    /// The panel, empty when closed.
    pub panel: Markup,
    /// Address the panel is fetched from, when it is open.
    pub panel_src: Option<String>,
    /// Menus and dialogs of the page.
    pub floats: Markup,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            title: String::new(),
            crumbs: Vec::new(),
            actions: html! {},
            live: String::new(),
            main: html! {},
            panel: html! {},
            panel_src: None,
            floats: html! {},
        }
    }
}

impl Page {
    /// The document, or the part of it that was asked for.
    pub fn render(&self, frame: &Frame, part: Part) -> Markup {
        match part {
            Part::Whole => document(&self.title, frame.preferences, &self.body(frame)),
            Part::Main => html! { (self.main) (self.around(frame)) },
            Part::Around => self.around(frame),
            part => self.part(part),
        }
    }

    /// A part alone that needs no frame.
    pub fn part(&self, part: Part) -> Markup {
        match part {
            Part::Panel => self.panel.clone(),
            _ => self.main.clone(),
        }
    }

    /// What changes around the main part when that changes (`assets/src/around.ts`).
    fn around(&self, frame: &Frame) -> Markup {
        html! {
            div data-around=(self.kind(frame)) data-title=(of_title(&self.title)) data-href=(self.address()) hidden {
                (self.navigation(frame))
                (top_bar(&self.crumbs, &self.actions, frame))
                (bottom_bar(frame))
            }
        }
    }

    /// The page's own address.
    fn address(&self) -> &str {
        self.crumbs.last().map_or("", |(href, _)| href)
    }

    /// What must be the same for one page to become another without being loaded anew.
    fn kind(&self, frame: &Frame) -> String {
        format!("{} {}", frame.here, self.address())
    }

    /// The navigation; where the main part does not hear of sprints, it does.
    fn navigation(&self, frame: &Frame) -> Markup {
        let hears = frame.product.is_some() && !self.live.contains("sprint") && self.live != "*";
        navigation(frame, hears.then_some("sprints"))
    }

    fn body(&self, frame: &Frame) -> Markup {
        let address = frame
            .product
            .as_ref()
            .map(|product| product.address.as_str());
        let live = frame
            .product
            .as_ref()
            .map(|product| format!("{}/live?since={}", product.address, product.position));
        html! {
            body data-product=[address] data-live-src=[live] data-page=(self.kind(frame)) {
                a.skip href="#main" { "Skip to the content" }
                div.shell {
                    (self.navigation(frame))
                    div.page {
                        (top_bar(&self.crumbs, &self.actions, frame))
                        div.body {
                            main.scroll #main tabindex="-1" data-part="main" data-src=""
                                data-live=[(!self.live.is_empty()).then_some(&self.live)] { (self.main) }
                            aside.panel #panel aria-label="Item" data-part="panel" data-src=[self.panel_src.as_deref()] { (self.panel) }
                        }
                    }
                    (bottom_bar(frame))
                }
                (self.floats)
                (common_floats(frame))
            }
        }
    }
}

/// A page without navigation: setup, login, invitation, errors.
pub fn alone(title: &str, preferences: Preferences, sheet: &Markup) -> Markup {
    let body = html! {
        body {
            main.alone {
                div.sheet {
                    span.brand { (pond_sign()) "Millpond" }
                    (sheet)
                }
            }
            (regions())
        }
    };
    document(title, preferences, &body)
}

fn document(title: &str, preferences: Preferences, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" data-theme=(preferences.theme.as_str()) data-keys=[(!preferences.single_keys).then_some("off")] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (of_title(title)) }
                link rel="stylesheet" href=(assets::STYLE);
                link rel="icon" type="image/svg+xml" href=(assets::FAVICON);
                script type="module" src=(assets::SCRIPT) {}
            }
            (body)
        }
    }
}

/// As the window shows it.
fn of_title(title: &str) -> String {
    format!("{title} · Millpond")
}

fn navigation(frame: &Frame, live: Option<&str>) -> Markup {
    html! {
        nav.nav #nav aria-label="Millpond" data-live=[live] data-src="" data-part="around" {
            a.brand href="/" { (pond_sign()) "Millpond" }
            @if let Some(product) = &frame.product {
                button.product-switch type="button" popovertarget="menu-products" aria-haspopup="menu" {
                    span.product-mark aria-hidden="true" { (initials(&product.key)) }
                    span.name { (product.name) }
                    (icon(Icon::ChevronDown))
                }
                @for group in &product.groups { (nav_group(group)) }
                div.nav-foot { @for link in &product.foot { (nav_link(link)) } }
            }
            @for link in &frame.links { (nav_link(link)) }
        }
    }
}

fn nav_group(group: &NavGroup) -> Markup {
    html! {
        @if !group.title.is_empty() {
            div.nav-head { span.dot.race[group.race] {} (group.title) }
        }
        @for link in &group.links { (nav_link(link)) }
    }
}

fn nav_link(link: &NavLink) -> Markup {
    html! {
        a.nav-link href=(link.href) aria-current=[link.current.then_some("page")] {
            (icon(link.icon)) span { (link.text) }
            @if let Some(count) = &link.count { (count) }
        }
    }
}

/// How many things are behind a line of the navigation; `id` lets an answer change it.
pub fn nav_count(id: &str, count: usize) -> Markup {
    html! { span.count id=(id) { (thousands(count)) } }
}

fn top_bar(crumbs: &[(String, String)], actions: &Markup, frame: &Frame) -> Markup {
    html! {
        header.top #top {
            div.crumbs {
                @if let Some(((_, here), above)) = crumbs.split_last() {
                    @for (href, text) in above {
                        a.up href=(href) { (text) } span.up aria-hidden="true" { "/" }
                    }
                    h1 { (here) }
                }
            }
            button.seek type="button" data-command="palette" {
                (icon(Icon::Search)) span { "Search or jump to…" } kbd aria-hidden="true" { "Ctrl K" }
            }
            button.button.plain.square.me type="button" popovertarget="menu-me" aria-haspopup="menu" {
                (avatar(&frame.name)) span.unseen { "You and your settings" }
            }
            (actions)
        }
    }
}

/// On a phone the first lines of the two papers, within reach of a thumb.
fn bottom_bar(frame: &Frame) -> Markup {
    html! {
        nav.bottom #bottom aria-label="Pages" {
            @if let Some(product) = &frame.product {
                @for group in &product.groups {
                    @for link in group.links.iter().take(2) {
                        a.race[group.race] href=(link.href) aria-current=[link.current.then_some("page")] {
                            (icon(link.icon)) span { (link.text) }
                        }
                    }
                }
                button type="button" data-nav { (icon(Icon::Ellipsis)) span { "More" } }
            }
            @for link in &frame.links {
                a href=(link.href) aria-current=[link.current.then_some("page")] { (icon(link.icon)) span { (link.text) } }
            }
        }
    }
}

fn common_floats(frame: &Frame) -> Markup {
    html! {
        (menu_of_products(frame))
        (menu_of_me(frame))
        (palette(frame))
        (key_sheet(&frame.commands))
        script type="application/json" #commands { (raw::data_block(&frame.commands_json)) }
        (regions())
    }
}

/// Places that must be there from the start, so that screen readers watch them.
fn regions() -> Markup {
    html! {
        div.toasts #toasts {}
        div.unseen #announcer aria-live="assertive" {}
        div.link-state #link-state role="status" hidden { "Connection lost, trying again. What you type is kept." }
        div.link-state #key-hint role="status" hidden {}
    }
}

/// Filled when it is opened: what else there is costs every other page nothing.
fn menu_of_products(frame: &Frame) -> Markup {
    if frame.product.is_none() {
        return html! {};
    }
    html! {
        div.menu #menu-products popover="auto" role="menu" aria-label="Products" data-src=(route::PRODUCTS_MENU) data-part="fragment" {}
    }
}

fn menu_of_me(frame: &Frame) -> Markup {
    let themes = [
        (Theme::System, "As the system", Icon::Monitor),
        (Theme::Light, "Light", Icon::Sun),
        (Theme::Dark, "Dark", Icon::Moon),
    ];
    html! {
        div.menu #menu-me popover="auto" role="menu" aria-label="You" {
            div.head { (frame.name) }
            a.menu-item role="menuitem" href=(route::MENTIONS) { (icon(Icon::AtSign)) span.grow { "Mentions" } }
            a.menu-item role="menuitem" href="/profile" { (icon(Icon::User)) span.grow { "Profile" } }
            @if frame.administrator {
                a.menu-item role="menuitem" href=(route::SETTINGS) { (icon(Icon::Settings)) span.grow { "Workspace" } }
            }
            hr;
            @for (theme, text, picture) in themes {
                button.menu-item type="button" role="menuitemradio" data-prefer={ "theme:" (theme.as_str()) }
                    aria-checked=(frame.preferences.theme == theme) { (icon(picture)) span.grow { (text) } }
            }
            hr;
            @for (value, text) in [("on", "Single keys act"), ("off", "Single keys are off")] {
                button.menu-item type="button" role="menuitemradio" data-prefer={ "keys:" (value) }
                    aria-checked=(frame.preferences.single_keys == (value == "on")) { (icon(Icon::Keyboard)) span.grow { (text) } }
            }
            hr;
            form method="post" action="/logout" {
                button.menu-item type="submit" role="menuitem" { (icon(Icon::LogOut)) span.grow { "Sign out" } }
            }
        }
    }
}

fn palette(frame: &Frame) -> Markup {
    let source = frame
        .product
        .as_ref()
        .map(|product| format!("{}/find", product.address));
    html! {
        dialog.palette #palette data-src=[source] aria-label="Search or run a command" {
            input type="text" role="combobox" aria-expanded="true" aria-controls="palette-lines" aria-autocomplete="list"
                aria-label="Search items and commands" placeholder="Find an item or a command" autocomplete="off" spellcheck="false";
            ul #palette-lines role="listbox" aria-label="Results" {}
        }
    }
}

/// An API call as people read it: "POST /api/v1/products/:product/moves".
fn call(api: &str) -> String {
    api.replace('{', ":").replace('}', "")
}

fn key_sheet(commands: &[&'static Command]) -> Markup {
    let mut sections: Vec<&str> = commands.iter().map(|command| command.section).collect();
    sections.dedup();
    let mut seen = Vec::new();
    sections.retain(|section| {
        !seen.contains(section) && {
            seen.push(*section);
            true
        }
    });
    html! {
        dialog.wide #keys aria-labelledby="keys-title" {
            div.inside {
                header.spread {
                    h2 #keys-title { "Keys" }
                    button.button.plain.square type="button" data-close-dialog aria-label="Close" { (icon(Icon::X)) }
                }
                div.sheet-of-keys {
                    @for section in &sections {
                        section {
                            h3 { (section) }
                            dl {
                                @for command in commands.iter().filter(|c| c.section == *section && !c.keys.is_empty()) {
                                    div { dt title=[(!command.api.is_empty()).then(|| call(command.api))] { (command.title) } dd { @for keys in command.keys { kbd { (shown(keys)) } " " } } }
                                }
                            }
                        }
                    }
                }
                p.quieter { "Single keys act on the selection, else on the focused item, else on the one under the pointer. They can be turned off in your menu." }
            }
        }
    }
}
