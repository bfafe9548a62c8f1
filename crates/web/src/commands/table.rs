//! The table of commands, one line each.

use super::Act::{Dialog, Go, GoTo, Menu, Post, Script};
use domain::Right;

use super::{Command, Scope, command};

const GO: &str = "Go to";
const WALK: &str = "Walk";
const SELECT: &str = "Select";
const ORDER: &str = "Order";
const CROSS: &str = "Move between backlogs";
const SPRINT: &str = "Sprint";
const ITEM: &str = "Change an item";
const POKER: &str = "Planning poker";
const ROADMAP: &str = "Roadmap";
const PAGE: &str = "Page";

/// Where the team orders, not the product owner.
const TEAM: &[(Scope, Right)] = &[
    (Scope::Planning, Right::Membership),
    (Scope::Board, Right::Board),
];

const MAP: &str = "POST /api/v1/products/{product}/map/placements";
const CARDS: &str = "POST /api/v1/products/{product}/sprints/{sprint}/board/moves";
const PRIORITIES: &str = "POST /api/v1/products/{product}/priorities";
const WONT: &str = "POST /api/v1/products/{product}/wont";
const TRADE_OFFS: &str = "POST /api/v1/products/{product}/trade-offs";
const PROPOSAL: &str = "POST /api/v1/products/{product}/proposal";
const GOAL: &str = "PATCH /api/v1/products/{product}/goals/{goal}";
const MOVES: &str = "POST /api/v1/products/{product}/moves";
const ICEBOX: &str = "POST /api/v1/products/{product}/icebox";
const MERGER: &str = "POST /api/v1/products/{product}/items/{item}/merger";
const ITEM_API: &str = "PATCH /api/v1/products/{product}/items/{item}";

/// All commands, in the order of the sheet.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    command("palette", "Search or run a command", PAGE, &["mod+k"], Scope::Anywhere, Script),
    command("search", "Search items", PAGE, &["/"], Scope::Product, Script)
        .by("GET /api/v1/products/{product}/search").known_as("find, go to item"),
    command("keys", "Show all keys", PAGE, &["?"], Scope::Anywhere, Dialog("keys"))
        .known_as("help, shortcuts, hotkeys, keyboard"),
    command("theme.light", "Use light colours", PAGE, &[], Scope::Anywhere, Script)
        .known_as("theme, light mode, day, appearance, colors, settings, preferences"),
    command("theme.dark", "Use dark colours", PAGE, &[], Scope::Anywhere, Script)
        .known_as("theme, dark mode, night, appearance, colors, settings, preferences"),
    command("theme.system", "Use the system’s colours", PAGE, &[], Scope::Anywhere, Script)
        .known_as("theme, light mode, dark mode, appearance, colors, settings, preferences"),
    command("sign-out", "Sign out", PAGE, &[], Scope::Anywhere, Script)
        .known_as("log out, logout, log off, leave, quit"),
    command("undo", "Undo", PAGE, &["mod+z"], Scope::Anywhere, Script)
        .by("POST /api/v1/products/{product}/undo/{command}").known_as("revert, take back, ctrl z"),
    command("redo", "Redo", PAGE, &["mod+shift+z", "mod+y"], Scope::Anywhere, Script)
        .by("POST /api/v1/products/{product}/undo/{command}"),
    command("filter", "Filter by text", PAGE, &["f"], Scope::Backlog, Script),
    command("copy-link", "Copy this page's address", PAGE, &["mod+shift+l"], Scope::Anywhere, Script)
        .known_as("url, share, permalink"),
    command("go.backlog", "Go to the product backlog", GO, &["g p"], Scope::Product, Go("/backlog"))
        .known_as("home, items, issues, tickets"),
    command("go.epics", "Go to the epics", GO, &["g e"], Scope::Product, Go("/epics"))
        .by("GET /api/v1/products/{product}/epics").known_as("features, initiatives"),
    command("go.priorities", "Go to the priorities", GO, &["g v"], Scope::Product, Go("/priorities"))
        .known_as("moscow, must, should, could"),
    command("go.roadmap", "Go to the roadmap", GO, &["g r"], Scope::Product, Go("/roadmap"))
        .by("GET /api/v1/products/{product}/roadmap").known_as("goals, timeline, okr"),
    command("go.map", "Go to the story map", GO, &["g g"], Scope::Product, Go("/map"))
        .by("GET /api/v1/products/{product}/map").known_as("user story map, user journey, activities, steps, releases, backbone"),
    command("go.done", "Go to what is done", GO, &["g f"], Scope::Product, Go("/done"))
        .by("GET /api/v1/products/{product}/done"),
    command("go.removed", "Go to removed items", GO, &["g b"], Scope::Product, Go("/removed"))
        .by("GET /api/v1/products/{product}/removed").known_as("trash, bin, deleted, archive"),
    command("go.trade-off", "Ask which one waits", GO, &["g w"], Scope::Product, Go("/priorities/trade-off")),
    command("go.scores", "Go to the order that scores propose", GO, &["g m"], Scope::Product, Go("/scores"))
        .by("GET /api/v1/products/{product}/proposal"),
    command("go.scoring", "Choose how items are scored", GO, &["g q"], Scope::Product, Go("/policies#scoring-head"))
        .needs(Right::Order, "PUT /api/v1/products/{product}/scoring"),
    command("go.kano", "Go to Kano surveys", GO, &["g z"], Scope::Product, Go("/kano"))
        .by("GET /api/v1/products/{product}/surveys"),
    command("go.survey", "Open a Kano survey", GO, &["o z"], Scope::Product, Go("/kano/new"))
        .needs(Right::Order, "POST /api/v1/products/{product}/surveys"),
    command("survey.filtered", "Ask people about what is filtered (Kano survey)", CROSS, &["o u"], Scope::Backlog, Script)
        .needs(Right::Order, "POST /api/v1/products/{product}/surveys").known_as("questionnaire, poll"),
    command("go.wont", "Go to what won’t be built", GO, &["g d"], Scope::Product, Go("/wont"))
        .by("GET /api/v1/products/{product}/wont").known_as("declined, rejected, closed, won't do"),
    command("go.sprint", "Go to the sprint board", GO, &["g s"], Scope::Product, Go("/board"))
        .known_as("scrum board, kanban, current sprint, active sprint, to do, in progress"),
    command("go.burndown", "Go to the burndown", GO, &[], Scope::Product, Go("/burndown"))
        .by("GET /api/v1/products/{product}/sprints/{sprint}/burndown").known_as("chart, burnup, reports, progress"),
    command("go.planning", "Go to planning", GO, &["g l"], Scope::Product, Go("/planning"))
        .known_as("sprint planning, plan the sprint"),
    command("go.poker", "Go to planning poker", GO, &["g k"], Scope::Product, Go("/poker"))
        .by("GET /api/v1/products/{product}/poker").known_as("voting, estimate together, fibonacci"),
    command("go.reports", "Go to all sprints", GO, &["g c"], Scope::Product, Go("/sprints"))
        .known_as("reports, velocity, charts, burndown, history"),
    command("go.policies", "Go to policies", GO, &["g h"], Scope::Product, Go("/policies"))
        .known_as("settings, configuration, options, definition of ready, rules, estimation scale"),
    command("go.checklists", "Take over a checklist for the Definition of Ready", GO, &[], Scope::Product, Go("/policies#checklists"))
        .needs(Right::Ready, "POST /api/v1/products/{product}/checklists/{checklist}").known_as("definition of ready template"),
    command("go.templates", "Go to the templates for items", GO, &["o a"], Scope::Product, Go("/policies#templates"))
        .by("GET /api/v1/products/{product}/templates").known_as("user story format, bug report, boilerplate"),
    command("go.refinement", "Go to refinement", GO, &["g n"], Scope::Product, Go("/refinement"))
        .by("GET /api/v1/products/{product}/refinement").known_as("grooming, refine"),
    command("go.suggestions", "Go to suggestions", GO, &["g t"], Scope::Product, Go("/suggestions"))
        .by("GET /api/v1/products/{product}/suggestions").known_as("inbox, requests, ideas, intake"),
    command("go.suggestion-link", "Open or close the suggestion link", GO, &["o l"], Scope::Product, Go("/suggestions#suggestion-link"))
        .needs(Right::Order, "PUT /api/v1/products/{product}/suggestion-link"),
    command("go.icebox", "Go to the icebox", GO, &["g i"], Scope::Product, Go("/icebox"))
        .by("GET /api/v1/products/{product}/icebox").known_as("parking lot, later, someday"),
    command("go.ledger", "Go to the ledger of crossings", GO, &["g j"], Scope::Product, Go("/ledger"))
        .by("GET /api/v1/products/{product}/crossings").known_as("audit, log, history, activity"),
    command("go.clean-up", "Go to the clean-up pass", GO, &["g x"], Scope::Product, Go("/clean-up"))
        .by("GET /api/v1/products/{product}/clean-up").known_as("stale, duplicates"),
    command("go.people", "Go to people", GO, &["g u"], Scope::Product, Go("/people"))
        .known_as("users, members, team, roles, permissions, access, stakeholders, administrators"),
    command("people.invite", "Invite people", GO, &[], Scope::Product, Go("/people#invite"))
        .needs(Right::ManagePeople, "").known_as("add user, new user, new member, add people"),
    command("go.import", "Go to import", GO, &["g o"], Scope::Product, Go("/import"))
        .needs(Right::Import, "").known_as("upload, csv, jira, trello"),
    command("go.products", "Go to all products", GO, &["g a"], Scope::Anywhere, GoTo("/"))
        .known_as("projects, spaces, boards, switch product"),
    command("go.mentions", "Go to mentions of me", GO, &["o i"], Scope::Anywhere, GoTo("/mentions"))
        .by("GET /api/v1/me/mentions").known_as("notifications, notices, inbox, unread, @"),
    command("go.profile", "Go to my profile", GO, &["g y"], Scope::Anywhere, GoTo("/profile"))
        .known_as("account, my account, settings, preferences, password, e-mail, sessions"),
    command("profile.token", "Make an API token", GO, &[], Scope::Anywhere, GoTo("/profile#tokens"))
        .known_as("access token, api key, bearer, settings"),
    command("go.workspace", "Go to the workspace’s settings", GO, &[], Scope::Administrator, GoTo("/settings"))
        .known_as("administration, admin, configuration, users, removed products"),
    command("list.down", "Next item", WALK, &["j", "arrowdown"], Scope::List, Script),
    command("list.up", "Previous item", WALK, &["k", "arrowup"], Scope::List, Script),
    command("list.open", "Open the item beside the list", WALK, &["enter"], Scope::List, Script),
    command("list.close", "Clear the selection, then close the item", WALK, &["escape"], Scope::Panel, Script),
    command("list.first", "First item", WALK, &["home"], Scope::List, Script),
    command("list.last", "Last item", WALK, &["end"], Scope::List, Script),
    command("list.page-down", "A page down", WALK, &["pagedown"], Scope::List, Script),
    command("list.page-up", "A page up", WALK, &["pageup"], Scope::List, Script),
    command("list.select", "Select or unselect", SELECT, &["x"], Scope::Choice, Script),
    command("list.extend-down", "Select downwards", SELECT, &["shift+arrowdown", "shift+j"], Scope::Choice, Script),
    command("list.extend-up", "Select upwards", SELECT, &["shift+arrowup", "shift+k"], Scope::Choice, Script),
    command("list.all", "Select all", SELECT, &["mod+a"], Scope::Choice, Script),
    command("list.clear", "Clear the selection", SELECT, &[], Scope::Choice, Script),
    command("item.new", "New item", ITEM, &["c"], Scope::Backlog, Script)
        .needs(Right::Order, "POST /api/v1/products/{product}/items").known_as("create, add, issue, ticket, story, task, bug, epic"),
    command("item.suggest", "Suggest an item", ITEM, &["c"], Scope::Product, Go("/suggestions#title"))
        .needs(Right::Suggest, "POST /api/v1/products/{product}/suggestions").unless(Right::Order),
    command("order.up", "Move up", ORDER, &["alt+arrowup"], Scope::Item, Post("/moves", &[("to", "up")]))
        .needs(Right::Order, MOVES).or_in(TEAM),
    command("order.down", "Move down", ORDER, &["alt+arrowdown"], Scope::Item, Post("/moves", &[("to", "down")]))
        .needs(Right::Order, MOVES).or_in(TEAM),
    command("order.top", "Send to the top", ORDER, &["s t"], Scope::Item, Post("/moves", &[("to", "top")]))
        .needs(Right::Order, MOVES).or_in(TEAM),
    command("order.bottom", "Send to the bottom", ORDER, &["s b"], Scope::Item, Post("/moves", &[("to", "bottom")]))
        .needs(Right::Order, MOVES).or_in(TEAM),
    command("order.position", "Send to a position", ORDER, &["s #"], Scope::Item, Post("/moves", &[("to", "#")]))
        .needs(Right::Order, MOVES).or_in(TEAM),
    command("order.send", "Send to a position, with a reason", ORDER, &["s p"], Scope::Item, Dialog("send-to"))
        .needs(Right::Order, MOVES).of_what_waits().known_as("rank, move to position"),
    command("order.why", "Say why I moved", ORDER, &["s w"], Scope::Product, Go("/reasons"))
        .needs(Right::Order, "POST /api/v1/products/{product}/moves/reasons").known_as("add a reason, reasons, explain a move, comment a move"),
    command("order.lift", "Lift, move with arrows, drop with Space", ORDER, &["space"], Scope::Choice, Script)
        .needs(Right::Order, MOVES).or_in(TEAM),
    command("sprint.pull", "Move into the sprint plan", CROSS, &["m s"], Scope::Item, Post("/pulls", &[]))
        .needs(Right::Membership, "POST /api/v1/products/{product}/sprints/{sprint}/pulls").of_what_waits().known_as("add to sprint, plan item"),
    command("sprint.put-back", "Move back to the product backlog", CROSS, &["m b"], Scope::Item, Post("/put-backs", &[]))
        .needs(Right::Membership, "POST /api/v1/products/{product}/sprints/{sprint}/put-backs").known_as("remove from sprint"),
    command("sprint.plan", "Plan a new sprint", SPRINT, &["o n"], Scope::Product, Go("/sprints/new"))
        .needs(Right::PlanSprint, "POST /api/v1/products/{product}/sprints").known_as("create sprint, new sprint, start sprint"),
    command("sprint.goal", "Write the sprint goal", SPRINT, &["o t"], Scope::Commitment, Script)
        .needs(Right::Goal, "PUT /api/v1/products/{product}/sprints/{sprint}/goal").known_as("objective"),
    command("sprint.schedule", "Change the sprint’s name and dates", SPRINT, &["o d"], Scope::Commitment, Dialog("schedule"))
        .needs(Right::Membership, "PATCH /api/v1/products/{product}/sprints/{sprint}").known_as("rename sprint, reschedule, holidays, days off, time zone"),
    command("sprint.capacity", "Say who has how many days", SPRINT, &["o h"], Scope::Commitment, Dialog("capacity"))
        .needs(Right::Membership, "PUT /api/v1/products/{product}/sprints/{sprint}/capacity/{person}").known_as("capacity, days off, part time, vacation, availability"),
    command("sprint.fill", "Fill with the top ready items", SPRINT, &["f"], Scope::Commitment, Script)
        .needs(Right::Membership, "POST /api/v1/products/{product}/sprints/{sprint}/fills").known_as("auto plan"),
    command("sprint.discard", "Discard the sprint", SPRINT, &["o r"], Scope::Commitment, Dialog("discard"))
        .needs(Right::Membership, "DELETE /api/v1/products/{product}/sprints/{sprint}").known_as("delete sprint, remove sprint, cancel sprint"),
    command("sprint.commit", "Commit the sprint", SPRINT, &["o c"], Scope::Commitment, Dialog("commit"))
        .needs(Right::Membership, "POST /api/v1/products/{product}/sprints/{sprint}/commitment").known_as("start sprint, begin sprint"),
    command("sprint.close", "Close the sprint", SPRINT, &["o c"], Scope::Board, Go("/board/closing"))
        .needs(Right::Membership, "POST /api/v1/products/{product}/sprints/{sprint}/closing").known_as("complete sprint, end sprint, finish sprint"),
    command("item.ice", "Put into the icebox", CROSS, &["m i"], Scope::Item, Dialog("ice"))
        .needs(Right::Order, ICEBOX).of_what_waits(),
    command("item.merge", "Merge into another item", CROSS, &["o m"], Scope::Item, Dialog("merge"))
        .needs(Right::Order, MERGER).of_what_waits().known_as("duplicate"),
    command("desk.next", "Next one", WALK, &["j", "arrowdown"], Scope::Desk, Script),
    command("desk.previous", "Previous one", WALK, &["k", "arrowup"], Scope::Desk, Script),
    command("desk.admit", "Take into the product backlog", CROSS, &["a"], Scope::Desk, Menu("menu-admit"))
        .needs(Right::Order, "POST /api/v1/products/{product}/admissions"),
    command("desk.merge", "Merge into another item", CROSS, &["m"], Scope::Desk, Dialog("merge"))
        .needs(Right::Order, MERGER),
    command("desk.ice", "Put into the icebox, or keep it there", CROSS, &["i"], Scope::Desk, Dialog("ice"))
        .needs(Right::Order, ICEBOX),
    command("desk.decline", "Decline with a reason", CROSS, &["d"], Scope::Desk, Dialog("decline"))
        .needs(Right::Order, "POST /api/v1/products/{product}/declines"),
    command("refine.next", "Next one, or skip it", WALK, &["j", "arrowdown"], Scope::Refinement, Script),
    command("refine.previous", "Previous one", WALK, &["k", "arrowup"], Scope::Refinement, Script),
    command("refine.criterion", "Write an acceptance criterion", ITEM, &["c"], Scope::Refinement, Script)
        .needs(Right::Refine, "POST /api/v1/products/{product}/items/{item}/criteria"),
    command("clean.next", "Skip this one", WALK, &["j", "arrowdown"], Scope::CleanUp, Script),
    command("clean.previous", "Previous one", WALK, &["arrowup"], Scope::CleanUp, Script),
    command("clean.keep", "Keep as it is", CROSS, &["k"], Scope::CleanUp, Post("/keepings", &[]))
        .needs(Right::Order, "POST /api/v1/products/{product}/items/{item}/keeping"),
    command("clean.ice", "Put into the icebox, or keep it there", CROSS, &["i"], Scope::CleanUp, Dialog("ice"))
        .needs(Right::Order, ICEBOX),
    command("clean.admit", "Take into the product backlog", CROSS, &["a"], Scope::CleanUp, Menu("menu-admit"))
        .needs(Right::Order, "POST /api/v1/products/{product}/admissions"),
    command("clean.merge", "Merge into another item", CROSS, &["m"], Scope::CleanUp, Dialog("merge"))
        .needs(Right::Order, MERGER),
    command("clean.many", "Answer many at once", CROSS, &["shift+a"], Scope::CleanUp, Script)
        .needs(Right::Order, "POST /api/v1/products/{product}/keepings"),
    command("clean.remove", "Remove from the product", CROSS, &["r"], Scope::CleanUp, Post("/removals", &[]))
        .needs(Right::Order, "POST /api/v1/products/{product}/removals"),
    command("board.down", "Next card", WALK, &["j", "arrowdown"], Scope::Columns, Script),
    command("board.up", "Previous card", WALK, &["k", "arrowup"], Scope::Columns, Script),
    command("board.right", "Next column", WALK, &["arrowright"], Scope::Columns, Script),
    command("board.left", "Previous column", WALK, &["arrowleft"], Scope::Columns, Script),
    command("board.open", "Open the item beside the board", WALK, &["enter"], Scope::Columns, Script),
    command("board.next", "Move to the next column", ORDER, &["shift+arrowright"], Scope::Board, Post("/cards", &[("column", "next")]))
        .needs(Right::Board, CARDS),
    command("board.previous", "Move to the previous column", ORDER, &["shift+arrowleft"], Scope::Board, Post("/cards", &[("column", "previous")]))
        .needs(Right::Board, CARDS),
    command("board.move", "Move to a column", ORDER, &["m c"], Scope::Board, Menu("menu-column"))
        .needs(Right::Board, CARDS),
    command("item.block", "Raise a blocker", ITEM, &["!"], Scope::Board, Menu("menu-blocker"))
        .needs(Right::Board, "POST /api/v1/products/{product}/items/{item}/blockers").known_as("impediment, blocked, obstacle"),
    command("board.lift", "Lift, move with arrows, drop with Space", ORDER, &["space"], Scope::Board, Script)
        .needs(Right::Board, CARDS),
    command("priorities.lift", "Lift, move with arrows, drop with Space", ORDER, &["space"], Scope::Priorities, Script)
        .needs(Right::Order, PRIORITIES),
    command("priorities.next", "Less important, the next column", ORDER, &["shift+arrowright"], Scope::Priorities, Post("/priorities", &[("priority", "next")]))
        .needs(Right::Order, PRIORITIES),
    command("priorities.previous", "More important, the previous column", ORDER, &["shift+arrowleft"], Scope::Priorities, Post("/priorities", &[("priority", "previous")]))
        .needs(Right::Order, PRIORITIES),
    command("map.lift", "Lift, move with arrows, drop with Space", ORDER, &["space"], Scope::Map, Script)
        .needs(Right::Refine, MAP),
    command("map.next", "To the next step", ORDER, &["shift+arrowright"], Scope::Map, Post("/map/cards", &[("step", "next")]))
        .needs(Right::Refine, MAP),
    command("map.previous", "To the previous step", ORDER, &["shift+arrowleft"], Scope::Map, Post("/map/cards", &[("step", "previous")]))
        .needs(Right::Refine, MAP),
    command("map.down", "Into the next slice", ORDER, &["shift+arrowdown"], Scope::Map, Post("/map/cards", &[("slice", "next")]))
        .needs(Right::Refine, "POST /api/v1/products/{product}/roadmap"),
    command("map.up", "Into the previous slice", ORDER, &["shift+arrowup"], Scope::Map, Post("/map/cards", &[("slice", "previous")]))
        .needs(Right::Refine, "POST /api/v1/products/{product}/roadmap"),
    command("map.new", "New item on the map", ORDER, &["c"], Scope::Map, Script)
        .needs(Right::Order, "POST /api/v1/products/{product}/items"),
    command("map.activity", "Add an activity to the story map", ORDER, &["o y"], Scope::Map, Script)
        .needs(Right::Refine, "POST /api/v1/products/{product}/map/steps"),
    command("trade-off.left", "The left one waits", ORDER, &["arrowleft"], Scope::TradeOff, Script)
        .needs(Right::Order, TRADE_OFFS),
    command("trade-off.right", "The right one waits", ORDER, &["arrowright"], Scope::TradeOff, Script)
        .needs(Right::Order, TRADE_OFFS),
    command("trade-off.skip", "Can't say which one waits", ORDER, &["arrowdown"], Scope::TradeOff, Script)
        .needs(Right::Order, TRADE_OFFS),
    command("scores.apply", "Apply the order that scores propose", ORDER, &["a"], Scope::Scores, Script)
        .needs(Right::Order, PROPOSAL),
    command("scores.apply-chosen", "Apply the chosen rows of it", ORDER, &["shift+a"], Scope::Scores, Script)
        .needs(Right::Order, PROPOSAL),
    command("goal.new", "New goal", ROADMAP, &["c"], Scope::Roadmap, Dialog("new-goal"))
        .needs(Right::Order, "POST /api/v1/products/{product}/goals"),
    command("goal.down", "Next goal", WALK, &["j", "arrowdown"], Scope::Roadmap, Script),
    command("goal.up", "Previous goal", WALK, &["k", "arrowup"], Scope::Roadmap, Script),
    command("goal.later", "A quarter later", ROADMAP, &["arrowright"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("goal.earlier", "A quarter earlier", ROADMAP, &["arrowleft"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("goal.end-later", "End a quarter later", ROADMAP, &["shift+arrowright"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("goal.end-earlier", "End a quarter earlier", ROADMAP, &["shift+arrowleft"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("goal.start-later", "Start a quarter later", ROADMAP, &["alt+arrowright"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("goal.start-earlier", "Start a quarter earlier", ROADMAP, &["alt+arrowleft"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("goal.no-dates", "Take the dates away", ROADMAP, &["delete"], Scope::Roadmap, Script)
        .needs(Right::Order, GOAL),
    command("item.priority", "Priority", ITEM, &[], Scope::Item, Menu("menu-priority"))
        .needs(Right::Order, PRIORITIES).known_as("moscow, importance, must, should, could"),
    command("priority.must", "Priority: Must", ITEM, &["p m"], Scope::Item, Post("/priorities", &[("priority", "must")]))
        .needs(Right::Order, PRIORITIES),
    command("priority.should", "Priority: Should", ITEM, &["p s"], Scope::Item, Post("/priorities", &[("priority", "should")]))
        .needs(Right::Order, PRIORITIES),
    command("priority.could", "Priority: Could", ITEM, &["p c"], Scope::Item, Post("/priorities", &[("priority", "could")]))
        .needs(Right::Order, PRIORITIES),
    command("priority.none", "Priority: none", ITEM, &["p n"], Scope::Item, Post("/priorities", &[("priority", "none")]))
        .needs(Right::Order, PRIORITIES),
    command("priority.wont", "Won’t have, with a reason", ITEM, &["p w"], Scope::Item, Dialog("wont"))
        .needs(Right::Order, WONT).of_what_waits(),
    command("item.score", "Say what its score is made of", ITEM, &["o v"], Scope::Item, Script)
        .needs(Right::Order, "PATCH /api/v1/products/{product}/items/{item}/scores"),
    command("item.estimate", "Estimate", ITEM, &["e"], Scope::Item, Menu("menu-estimate"))
        .needs(Right::Estimate, ITEM_API).known_as("story points, points, size"),
    command("item.poker", "Vote together (planning poker)", ITEM, &["o p"], Scope::Item, Post("/poker/openings", &[]))
        .needs(Right::Refine, "POST /api/v1/products/{product}/items/{item}/poker").of_what_waits(),
    command("poker.card", "Lay down the card with this number", POKER, &["#", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], Scope::Poker, Script)
        .needs(Right::Estimate, "PUT /api/v1/products/{product}/items/{item}/poker/vote"),
    command("poker.reveal", "Reveal the votes", POKER, &["r"], Scope::Poker, Script)
        .needs(Right::Estimate, "POST /api/v1/products/{product}/items/{item}/poker/reveal"),
    command("poker.round", "Begin the voting, or another round", POKER, &["n"], Scope::Poker, Script)
        .needs(Right::Refine, "POST /api/v1/products/{product}/items/{item}/poker/rounds"),
    command("poker.write", "Write the estimate", POKER, &["w"], Scope::Poker, Script)
        .needs(Right::Estimate, "POST /api/v1/products/{product}/items/{item}/poker/agreement"),
    command("item.label", "Label", ITEM, &["l"], Scope::Item, Menu("menu-label"))
        .needs(Right::Refine, ITEM_API),
    command("item.question", "Ask a question", ITEM, &["q"], Scope::Item, Menu("menu-question"))
        .needs(Right::Comment, "POST /api/v1/products/{product}/items/{item}/questions"),
    command("item.attach", "Attach a file", ITEM, &["o f"], Scope::Item, Script)
        .needs(Right::Comment, "POST /api/v1/products/{product}/items/{item}/attachments").known_as("upload, file, attachment, screenshot"),
    command("item.link", "Link to another item", ITEM, &["o w"], Scope::Item, Script)
        .needs(Right::Refine, "PUT /api/v1/products/{product}/items/{item}/links/{relation}/{other}").known_as("relates to, duplicates, linked issues, related"),
    command("item.kind", "Change the kind", ITEM, &["o k"], Scope::Item, Menu("menu-set-kind"))
        .needs(Right::Refine, ITEM_API).known_as("issue type, type, story, task, bug"),
    command("item.kano", "Set the Kano category", ITEM, &["p k"], Scope::Item, Menu("menu-kano"))
        .needs(Right::Order, "POST /api/v1/products/{product}/kano"),
    command("item.survey", "Ask people about it (Kano survey)", ITEM, &["o q"], Scope::Item, Post("/kano/choices", &[]))
        .needs(Right::Order, "POST /api/v1/products/{product}/surveys"),
    command("item.epic", "Put into an epic", ITEM, &["o e"], Scope::Item, Menu("menu-set-epic"))
        .needs(Right::Refine, ITEM_API).known_as("parent, epic link"),
    command("item.split", "Split into several", ITEM, &["o s"], Scope::Item, Dialog("split"))
        .needs(Right::Refine, "POST /api/v1/products/{product}/items/{item}/split").of_what_waits().known_as("break down, children, subtasks"),
    command("item.goal", "Put under a goal", ITEM, &["o g"], Scope::Item, Menu("menu-set-goal"))
        .needs(Right::Order, "POST /api/v1/products/{product}/roadmap").known_as("roadmap"),
    command("item.step", "Put at a step of the story map", ITEM, &["m m"], Scope::Item, Menu("menu-set-step"))
        .needs(Right::Refine, MAP).known_as("user story map, activity"),
    command("item.assign", "Assign", ITEM, &["a"], Scope::Item, Menu("menu-assign"))
        .needs(Right::Board, ITEM_API).known_as("assignee, owner"),
    command("item.assign-me", "Assign to me", ITEM, &["i"], Scope::Item, Post("/assignments", &[("to", "me")]))
        .needs(Right::Board, ITEM_API),
    command("item.remove", "Remove from the product", ITEM, &["o x"], Scope::Item, Post("/removals", &[]))
        .needs(Right::Order, "POST /api/v1/products/{product}/removals").of_what_waits().known_as("delete, archive, trash"),
    command("item.restore", "Bring back into the product backlog", ITEM, &["o b"], Scope::Removed, Post("/restorations", &[]))
        .needs(Right::Order, "POST /api/v1/products/{product}/restorations"),
];
