//! The frame of a product's pages: navigation with the two papers, and the commands offered.

use domain::rights::TABLE;
use domain::{Right, Status};
use maud::{Markup, html};

use crate::commands::{Refusals, Scope, as_json, offered};
use crate::ui::Icon;
use crate::ui::layout::{Frame, NavGroup, NavLink, Page, Part, ProductFrame, nav_count};
use crate::urls::route;
use crate::views::thousands;
use crate::visit::{Visit, Visitor};

/// Which line of the navigation one is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Here {
    /// The product backlog, and its items.
    Backlog,
    /// All epics.
    Epics,
    /// Planning poker.
    Poker,
    /// Suggestions.
    Suggestions,
    /// The icebox.
    Icebox,
    /// What is done.
    Done,
    /// What was removed.
    Removed,
    /// The board.
    Board,
    /// Planning.
    Planning,
    /// All sprints.
    Sprints,
    /// Policies.
    Policies,
    /// The refinement session.
    Refinement,
    /// The clean-up pass.
    CleanUp,
    /// The ledger of crossings.
    Ledger,
    /// People.
    People,
    /// Import.
    Import,
    /// The board of priorities.
    Priorities,
    /// What won't be built.
    Wont,
    /// The order that scores propose.
    Scores,
    /// Kano surveys.
    Kano,
    /// Weighing one item against another.
    TradeOff,
    /// The roadmap.
    Roadmap,
    /// The story map.
    Map,
    /// One goal of the roadmap.
    Goal,
    /// The reasons of one's moves.
    Reasons,
    /// Where a place has no sprint to show.
    Bare(&'static Self),
    /// One item, which belongs to the page of the place it is in.
    Item(&'static Self),
}

impl Here {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: &[Self] = &[
        Self::Policies,
        Self::Backlog,
        Self::Refinement,
        Self::Epics,
        Self::Poker,
        Self::Priorities,
        Self::TradeOff,
        Self::Scores,
        Self::Kano,
        Self::Roadmap,
        Self::Map,
        Self::Goal,
        Self::Wont,
        Self::Suggestions,
        Self::Icebox,
        Self::Done,
        Self::Removed,
        Self::Board,
        Self::Planning,
        Self::Sprints,
        Self::CleanUp,
        Self::Ledger,
        Self::People,
        Self::Import,
        Self::Reasons,
        Self::Item(&Self::Backlog),
        Self::Item(&Self::Planning),
        Self::Item(&Self::Board),
        Self::Bare(&Self::Board),
    ];

    /// Scopes whose commands have something to act on there.
    pub(crate) fn scopes(self) -> &'static [Scope] {
        use Scope::{
            Anywhere, Backlog, Board, Choice, CleanUp, Columns, Commitment, Desk, Item, List, Map,
            Panel, Planning, Poker, Priorities, Product, Refinement, Removed, Roadmap, Scores,
            TradeOff,
        };
        match self {
            Self::Backlog => &[Anywhere, Product, List, Choice, Panel, Backlog, Item],
            Self::Planning => &[
                Anywhere, Product, List, Choice, Panel, Item, Planning, Commitment,
            ],
            Self::Suggestions | Self::Icebox => &[Anywhere, Product, Panel, Desk],
            Self::Refinement => &[Anywhere, Product, Panel, Item, Refinement],
            Self::CleanUp => &[Anywhere, Product, Panel, CleanUp],
            Self::Board => &[Anywhere, Product, Panel, Item, Columns, Board],
            Self::Priorities => &[Anywhere, Product, Panel, Item, Columns, Priorities],
            Self::Map => &[Anywhere, Product, Panel, Item, Columns, Map],
            Self::TradeOff => &[Anywhere, Product, TradeOff],
            Self::Scores => &[Anywhere, Product, Panel, Scores],
            Self::Kano => &[Anywhere, Product, Panel],
            Self::Epics | Self::Done => &[Anywhere, Product, List, Panel],
            Self::Removed | Self::Wont => &[Anywhere, Product, List, Panel, Removed],
            Self::Poker => &[Anywhere, Product, Poker],
            Self::Roadmap => &[Anywhere, Product, Panel, Roadmap],
            Self::Goal => &[Anywhere, Product, Panel],
            Self::Ledger => &[Anywhere, Product, Panel],
            Self::Item(Self::Board) => &[Anywhere, Product, Panel, Item, Board],
            Self::Item(Self::Planning) => &[Anywhere, Product, Panel, Item, Planning],
            Self::Item(_) => &[Anywhere, Product, Panel, Item],
            Self::Bare(_)
            | Self::Sprints
            | Self::Policies
            | Self::People
            | Self::Import
            | Self::Reasons => &[Anywhere, Product],
        }
    }
}

impl Here {
    /// The line of the navigation that is lit.
    fn lit(self) -> Self {
        match self {
            Self::Item(place) | Self::Bare(place) => *place,
            page => page,
        }
    }
}

/// The page or the part of it that was asked for, in the frame of its product.
pub(crate) fn page(visit: &Visit, here: Here, page: &Page) -> Markup {
    match visit.visitor.part {
        part @ (Part::Whole | Part::Main | Part::Around) => page.render(&frame(visit, here), part),
        part => page.part(part),
    }
}

/// Which page outside of products one is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outside {
    /// All products.
    Products,
    /// Where one is mentioned.
    Mentions,
    /// One's profile.
    Profile,
    /// What holds for the whole workspace.
    Settings,
}

/// The frame of a page that belongs to no product.
pub(crate) fn outside(visitor: &Visitor, here: Outside) -> Frame {
    let scopes = and_administrator(&[Scope::Anywhere], visitor.administrator);
    let everything = Refusals::of(|_| None);
    Frame {
        here: format!("{here:?}"),
        name: visitor.name.clone(),
        administrator: visitor.administrator,
        preferences: visitor.preferences,
        product: None,
        links: outside_links(visitor, here),
        commands: offered(&scopes, &everything).collect(),
        commands_json: as_json(&scopes, "", &everything),
    }
}

/// What stands on every page of somebody who looks after the workspace, too.
fn and_administrator(scopes: &[Scope], administrator: bool) -> Vec<Scope> {
    let more = administrator.then_some(Scope::Administrator);
    scopes.iter().copied().chain(more).collect()
}

fn outside_links(visitor: &Visitor, here: Outside) -> Vec<NavLink> {
    let link = |text: &str, icon, href: &str, current| NavLink {
        href: href.to_owned(),
        text: text.to_owned(),
        icon,
        count: None,
        current: here == current,
    };
    let settings = visitor.administrator.then(|| {
        link(
            "Workspace",
            Icon::Settings,
            route::SETTINGS,
            Outside::Settings,
        )
    });
    let products = link("Products", Icon::Folder, route::HOME, Outside::Products);
    let profile = link("Profile", Icon::User, route::PROFILE, Outside::Profile);
    let mentions = NavLink {
        count: Some(live_mentions(visitor)),
        ..link("Mentions", Icon::AtSign, route::MENTIONS, Outside::Mentions)
    };
    [products, mentions, profile]
        .into_iter()
        .chain(settings)
        .collect()
}

fn frame(visit: &Visit, here: Here) -> Frame {
    let scopes = &and_administrator(here.scopes(), visit.visitor.administrator);
    let refusals = Refusals::of(|right| visit.refusal(right));
    Frame {
        here: format!("{here:?}{}", held(visit, here)),
        name: visit.visitor.name.clone(),
        administrator: visit.visitor.administrator,
        preferences: visit.visitor.preferences,
        product: Some(product_frame(visit, here.lit())),
        links: Vec::new(),
        commands: offered(scopes, &refusals).collect(),
        commands_json: as_json(scopes, &visit.urls.root(), &refusals),
    }
}

/// The rights that keys, menus and dialogs of a page hang on, a letter each: with other rights it is
/// another page. On the page that gives roles one may change one's own, and stays.
fn held(visit: &Visit, here: Here) -> String {
    let held = TABLE
        .iter()
        .zip('a'..)
        .filter(|((right, _), _)| visit.may(*right));
    let letters = held.map(|(_, letter)| letter);
    match here {
        Here::People => String::new(),
        _ => std::iter::once(' ').chain(letters).collect(),
    }
}

fn product_frame(visit: &Visit, here: Here) -> ProductFrame {
    let product = &visit.product;
    ProductFrame {
        key: product.key().to_owned(),
        name: product.name().to_owned(),
        address: visit.urls.root(),
        position: product.position,
        groups: vec![product_backlog(visit, here), sprint_backlog(visit, here)],
        foot: foot(visit, here),
    }
}

fn product_backlog(visit: &Visit, here: Here) -> NavGroup {
    let link = |text: &str, icon, to, count, current| NavLink {
        href: visit.urls.to(to),
        text: text.to_owned(),
        icon,
        count,
        current: here == current,
    };
    let of_roadmap = if here == Here::Goal {
        here
    } else {
        Here::Roadmap
    };
    let count = Some(backlog_count(visit));
    let weighed = match here {
        Here::TradeOff | Here::Wont => here,
        _ => Here::Priorities,
    };
    let waiting = visit.product.suggestions.len();
    let waiting = live_count(
        visit,
        route::SUGGESTIONS_COUNT,
        "count-suggestions",
        waiting,
    );
    let due = live_count(visit, route::ICEBOX_COUNT, "count-icebox", due(visit));
    let suggestions = (route::SUGGESTIONS, Here::Suggestions);
    NavGroup {
        title: "Product backlog",
        race: false,
        links: [
            link("Backlog", Icon::List, route::BACKLOG, count, Here::Backlog),
            link(
                "Suggestions",
                Icon::Inbox,
                suggestions.0,
                Some(waiting),
                suggestions.1,
            ),
            link(
                "Refinement",
                Icon::MessageSquare,
                route::REFINEMENT,
                None,
                Here::Refinement,
            ),
            poker(visit, here),
            link("Epics", Icon::Layers, route::EPICS, None, Here::Epics),
            link("Roadmap", Icon::Goal, route::ROADMAP, None, of_roadmap),
            link("Story map", Icon::Map, route::MAP, None, Here::Map),
            link("Priorities", Icon::Flag, route::PRIORITIES, None, weighed),
            link("Kano", Icon::CircleHelp, route::KANO, None, Here::Kano),
            link(
                "Icebox",
                Icon::Snowflake,
                route::ICEBOX,
                Some(due),
                Here::Icebox,
            ),
            link("Done", Icon::CircleCheck, route::DONE, None, Here::Done),
        ]
        .into_iter()
        .chain(scores(visit, here))
        .collect(),
    }
}

/// Scores are in the navigation where the product uses them.
fn scores(visit: &Visit, here: Here) -> Option<NavLink> {
    let current = here == Here::Scores;
    (visit.product.scoring.is_some() || current).then(|| NavLink {
        href: visit.urls.to(route::SCORES),
        text: "Scores".into(),
        icon: Icon::ChartNoAxesColumn,
        count: None,
        current,
    })
}

/// The table, with how many votes are open.
fn poker(visit: &Visit, here: Here) -> NavLink {
    let open = visit.product.votings.len();
    NavLink {
        href: visit.urls.to(route::POKER),
        text: "Poker".into(),
        icon: Icon::Spade,
        count: (open > 0).then(|| nav_count("count-poker", open)),
        current: here == Here::Poker,
    }
}

/// How many iced items are due for a look, quiet when there is none.
pub(crate) fn due(visit: &Visit) -> usize {
    let today = domain::place::ice::today(&visit.product, visit.now);
    let icebox = visit.product.icebox.iter();
    icebox.take_while(|(until, _)| *until <= today).count()
}

/// A count that keeps itself true wherever the page is; nothing for none.
fn live_count(visit: &Visit, to: &'static str, id: &str, count: usize) -> Markup {
    html! {
        span.count id=(id) data-live="order" data-src=(visit.urls.to(to)) data-part="fragment" { (quiet_count(count)) }
    }
}

/// How many mentions one has not read, wherever one is.
fn live_mentions(visitor: &Visitor) -> Markup {
    html! {
        span.count #count-mentions data-live="mentions" data-src=(route::MENTIONS_COUNT) data-part="fragment" { (mention_count(visitor.unread)) }
    }
}

/// What it shows, and says to who hears it.
pub(crate) fn mention_count(unread: usize) -> Markup {
    html! { @if unread > 0 { (thousands(unread)) span.unseen { " not read" } } }
}

/// What such a count shows.
pub(crate) fn quiet_count(count: usize) -> Markup {
    html! { @if count > 0 { (thousands(count)) } }
}

/// How many items stand in the product backlog, as the navigation shows it.
pub(crate) fn backlog_count(visit: &Visit) -> Markup {
    nav_count("count-backlog", visit.product.order.len())
}

fn sprint_backlog(visit: &Visit, here: Here) -> NavGroup {
    let running = visit
        .product
        .newest_sprint(|status| matches!(status, Status::Running { .. }));
    let link = |text: &str, icon, to, count, current| NavLink {
        href: visit.urls.to(to),
        text: text.to_owned(),
        icon,
        count,
        current: here == current,
    };
    let board = running.map_or("Sprint board", |sprint| &sprint.name);
    let cards = running.map(|sprint| nav_count("count-sprint", sprint.plan.len()));
    NavGroup {
        title: "Sprint backlog",
        race: true,
        links: vec![
            link(board, Icon::Columns3, route::BOARD, cards, Here::Board),
            link(
                "Planning",
                Icon::ListChecks,
                route::PLANNING,
                None,
                Here::Planning,
            ),
            link(
                "Sprints",
                Icon::TrendingDown,
                route::SPRINTS,
                None,
                Here::Sprints,
            ),
        ],
    }
}

fn foot(visit: &Visit, here: Here) -> Vec<NavLink> {
    let link = |text: &str, icon, to, current| NavLink {
        href: visit.urls.to(to),
        text: text.to_owned(),
        icon,
        count: None,
        current: here == current,
    };
    let import = visit
        .may(Right::Import)
        .then(|| link("Import", Icon::FileUp, route::IMPORT, Here::Import));
    let people = link("People", Icon::Users, route::PEOPLE, Here::People);
    let policies = link("Policies", Icon::Settings, route::POLICIES, Here::Policies);
    let clean_up = visit.may(Right::Order).then(|| {
        link(
            "Clean up",
            Icon::BrushCleaning,
            route::CLEAN_UP,
            Here::CleanUp,
        )
    });
    let mentions = NavLink {
        href: route::MENTIONS.to_owned(),
        text: "Mentions".to_owned(),
        icon: Icon::AtSign,
        count: Some(live_mentions(&visit.visitor)),
        current: false,
    };
    let ledger = link("Ledger", Icon::Bookmark, route::LEDGER, Here::Ledger);
    [mentions]
        .into_iter()
        .chain(import)
        .chain(clean_up)
        .chain([ledger, people, policies])
        .collect()
}
