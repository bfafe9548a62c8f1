//! What holds in every state, and between any two.

use std::collections::{BTreeMap, BTreeSet};

use domain::item::Relation;
use domain::likeness::Weights;
use domain::likeness::doubles::Doubles;
use domain::map::Step;
use domain::place::Way;
use domain::policy::TABLE;
use domain::query::Summary;
use domain::sprint::Blocker;
use domain::{
    Command, Event, Item, ItemId, Kind, Place, Product, Right, Sprint, StepId, rights::may,
};

use crate::run::Tried;

/// Every item is in exactly one place, and all structures say the same.
pub(crate) fn structures_agree(product: &Product) {
    order_is_total(product);
    epics_agree(product);
    dependencies_agree(product);
    links_agree(product);
    only_what_stands_is_voted_on(product);
    places_agree(product);
    map_is_two_deep(product);
    blockers_agree(product);
    for sprint in product.sprints.values() {
        sprint_agrees(product, sprint);
    }
    let mut teams: Vec<_> = product
        .sprints
        .values()
        .filter(|s| s.is_running())
        .map(|s| s.team)
        .collect();
    let running = teams.len();
    teams.dedup();
    assert_eq!(teams.len(), running, "a team runs two sprints");
    for (key, item) in &product.originals {
        let original = product.items[item].original.as_ref();
        assert_eq!(original.map(|original| &original.key), Some(key));
    }
    for (number, item) in &product.items {
        assert_eq!(*number, item.id);
        if let Place::Sprint(sprint) = item.place {
            assert!(
                product.sprints[&sprint].plan.contains(number),
                "{number} is in no plan"
            );
            assert_ne!(item.kind, Kind::Epic, "the epic {number} is in a sprint");
        }
    }
}

/// Blockers stand in the order of their numbers; what blocks a running sprint is in it.
fn blockers_agree(product: &Product) {
    for item in product.items.values() {
        let rising = item.blockers.is_sorted_by(|one, next| one.id < next.id);
        assert!(rising, "the blockers of {}", item.id);
    }
    for sprint in product.sprints.values().filter(|one| one.is_running()) {
        for (item, blocker) in product.blocked(sprint) {
            assert!(blocker.is_open() && sprint.plan.contains(&item.id));
        }
    }
}

/// Every activity and step is on the map once, and no step has steps.
fn map_is_two_deep(product: &Product) {
    let activities = product.story_map.activities.iter();
    let steps = activities.clone().flat_map(|one| &one.steps);
    assert!(steps.clone().all(|step| step.steps.is_empty()));
    let numbers: BTreeSet<StepId> = activities.chain(steps).map(|step| step.id).collect();
    assert_eq!(numbers.len(), product.story_map.count());
}

/// The order holds what is in the product backlog, each once, but epics whose
/// items stand in their stead.
fn order_is_total(product: &Product) {
    let ordered: BTreeSet<ItemId> = product.order.iter().copied().collect();
    assert_eq!(ordered.len(), product.order.len(), "an item has two ranks");
    let expected: BTreeSet<ItemId> = product
        .items
        .values()
        .filter(|item| item.place == Place::ProductBacklog)
        .filter(|item| !product.is_broken_down(item.id))
        .map(|item| item.id)
        .collect();
    assert_eq!(ordered, expected, "the order is not the product backlog");
    let places = product.places.all().iter().copied();
    let standing = places.filter(|item| !product.places.is_out(*item));
    assert!(standing.eq(product.order.iter().copied()), "the places");
}

/// What waits, lies in the icebox or is gone says so in one voice.
fn places_agree(product: &Product) {
    let there = |place| product.items.values().filter(move |i| i.place == place);
    let waiting: BTreeSet<_> = there(Place::Suggestions).map(|item| item.id).collect();
    assert!(product.suggestions.iter().eq(&waiting), "suggestions");
    let iced = there(Place::Icebox).filter_map(|item| Some((item.iced.as_ref()?.until, item.id)));
    let iced: BTreeSet<_> = iced.collect();
    assert!(product.icebox.iter().eq(&iced), "the icebox");
    let mut absorbed: BTreeMap<ItemId, BTreeSet<ItemId>> = BTreeMap::new();
    for item in product.items.values() {
        assert_eq!(item.iced.is_some(), item.place == Place::Icebox);
        assert_eq!(item.gone.is_some(), item.place == Place::Removed);
        if let Some(Way::Merged(into)) = item.gone.as_ref().map(|gone| gone.way) {
            absorbed.entry(into).or_default().insert(item.id);
        }
        let survivor = product.lives_on_in(item.id);
        assert!(product.items.contains_key(&survivor));
    }
    for item in product.items.values() {
        let known = absorbed.remove(&item.id).unwrap_or_default();
        assert_eq!(item.absorbed, known, "what was merged into {}", item.id);
    }
}

fn epics_agree(product: &Product) {
    let mut children: BTreeMap<ItemId, BTreeSet<ItemId>> = BTreeMap::new();
    for item in product.items.values() {
        if let Some(epic) = item.epic
            && item.place.joins_epic()
        {
            assert_eq!(product.items[&epic].kind, Kind::Epic, "{epic} holds items");
            assert!(
                product.items[&epic].place.joins_epic(),
                "{epic} holds items"
            );
            assert_ne!(item.kind, Kind::Epic, "{} is an epic in an epic", item.id);
            children.entry(epic).or_default().insert(item.id);
        }
    }
    let known = product
        .children
        .iter()
        .map(|(epic, items)| (*epic, items.iter().copied().collect()));
    assert_eq!(known.collect::<BTreeMap<_, _>>(), children);
}

fn dependencies_agree(product: &Product) {
    let mut blocks: BTreeMap<ItemId, BTreeSet<ItemId>> = BTreeMap::new();
    for item in product.items.values() {
        for blocker in &item.blocked_by {
            blocks.entry(*blocker).or_default().insert(item.id);
        }
        let mut before = item.blocked_by.clone();
        let mut open: Vec<ItemId> = before.iter().copied().collect();
        while let Some(next) = open.pop() {
            assert_ne!(next, item.id, "{} waits for itself", item.id);
            open.extend(
                product.items[&next]
                    .blocked_by
                    .iter()
                    .filter(|item| before.insert(**item)),
            );
        }
    }
    let known = product
        .blocks
        .iter()
        .map(|(item, others)| (*item, others.iter().copied().collect()));
    assert_eq!(known.collect::<BTreeMap<_, _>>(), blocks);
}

/// Both ends know of a link, and there is an original at the end of all duplicates.
fn links_agree(product: &Product) {
    for (item, links) in &product.links {
        assert!(!links.is_empty(), "{item} has no links to keep");
        for (relation, other) in links {
            let back = (relation.inverse(), *item);
            assert!(product.links[other].contains(&back), "{item} {other}");
        }
        let mut seen = BTreeSet::new();
        let mut open: Vec<ItemId> = product.linked(*item, Relation::Duplicates).collect();
        while let Some(next) = open.pop() {
            assert_ne!(next, *item, "{item} duplicates itself");
            let further = product.linked(next, Relation::Duplicates);
            open.extend(further.filter(|item| seen.insert(*item)));
        }
    }
}

/// What is not in the product backlog by itself is not on the table, and what is
/// over was seen.
fn only_what_stands_is_voted_on(product: &Product) {
    for (item, voting) in &product.votings {
        assert!(product.order.contains(item), "{item} is voted on");
        assert!(voting.rounds.past.iter().all(|round| round.is_revealed()));
    }
}

fn sprint_agrees(product: &Product, sprint: &Sprint) {
    let plan: BTreeSet<ItemId> = sprint.plan.iter().copied().collect();
    assert_eq!(plan.len(), sprint.plan.len(), "an item is planned twice");
    let mut cards: Vec<ItemId> = sprint.board.iter().flatten().copied().collect();
    cards.sort_unstable();
    match sprint.is_planned() {
        true => assert_eq!(cards, [], "cards before the commitment"),
        false => assert!(plan.iter().eq(&cards), "the board is not the plan"),
    }
    assert_eq!(sprint.contract.is_some(), !sprint.is_planned());
    assert_eq!(sprint.outcome.is_some(), sprint.is_closed());
    if sprint.is_closed() {
        return;
    }
    for item in &plan {
        assert_eq!(product.items[item].place, Place::Sprint(sprint.id));
    }
}

/// Nothing enters or leaves a sprint between its commitment and its closing,
/// and nothing changes it afterwards.
pub(crate) fn sprints_keep_what_they_are(tried: &Tried, after: &Product) {
    for (id, before) in &tried.before.sprints {
        let now = after.sprints.get(id);
        if before.is_planned() {
            continue;
        }
        let now = now.expect("a sprint that was committed to is gone");
        assert_eq!(before.contract, now.contract);
        if before.is_running() {
            assert_eq!(before.plan, now.plan, "something crossed the lock");
            assert_eq!(
                before.calendar, now.calendar,
                "the days of a running sprint moved"
            );
        } else {
            assert_eq!(before, now, "a closed sprint changed");
        }
    }
}

/// Nothing rises or falls, in the order or out of it, but by whoever orders: what
/// leaves the order comes back to its place. Only a sprint's end puts on top what
/// it leaves.
pub(crate) fn only_the_owner_orders(tried: &Tried, after: &Product) {
    let orders = match &tried.command {
        Command::ImportItems(_) | Command::CloseSprint(_) => true,
        Command::Undo(_) => may(&tried.before, tried.context.actor, Right::Order),
        command => command.rights().contains(&Right::Order),
    };
    if !orders {
        let parts = parts_again(tried);
        nothing_is_overtaken(tried, after, &parts);
        let before = tried.before.places.all().iter().copied();
        let before: Vec<ItemId> = before.filter(|item| !parts.contains(item)).collect();
        let known: BTreeSet<ItemId> = before.iter().copied().collect();
        let places = after.places.all().iter();
        let now: Vec<ItemId> = places
            .copied()
            .filter(|item| known.contains(item))
            .collect();
        assert_eq!(now, before, "{:?}", tried.command);
    }
}

/// The parts of a split that is done again: they may come back lower.
fn parts_again(tried: &Tried) -> BTreeSet<ItemId> {
    let events = tried.outcome.iter().flatten();
    let parts = events.flat_map(|recorded| match &recorded.event {
        Event::ItemSplit(split) => split.parts.clone(),
        _ => Vec::new(),
    });
    parts.collect()
}

fn nothing_is_overtaken(tried: &Tried, after: &Product, parts: &BTreeSet<ItemId>) {
    let rank = |item: &ItemId| after.order.iter().position(|other| other == item);
    let others = |item: &&ItemId| !parts.contains(item);
    let before = tried.before.places.all();
    for part in parts {
        let Some(index) = before.iter().position(|item| item == part) else {
            continue;
        };
        for above in before[..index].iter().filter(others) {
            let stands = rank(above).is_none_or(|above| rank(part).is_none_or(|part| above < part));
            assert!(
                stands,
                "{part} came back above {above}: {:?}",
                tried.command
            );
        }
    }
}

/// Whoever is told which items and sprints an event is about, and whether it
/// changes the order, has been told of everything that changed.
pub(crate) fn events_name_what_they_change(tried: &Tried, after: &Product) {
    let events = || {
        tried
            .outcome
            .iter()
            .flatten()
            .map(|recorded| &recorded.event)
    };
    let items: BTreeSet<ItemId> = events().flat_map(|event| event.items()).collect();
    for (id, item) in &after.items {
        if tried.before.items.get(id) != Some(item) {
            assert!(items.contains(id), "nobody is told of {id}");
        }
    }
    if tried.before.order != after.order {
        assert!(
            events().any(|event| event.changes_order()),
            "nobody is told of the order"
        );
    }
}

/// A summary that is kept up to date says what a new one would.
pub(crate) fn summaries_keep_up(tried: &Tried, after: &Product) {
    let events = tried.outcome.iter().flatten();
    let items: Vec<ItemId> = events.flat_map(|recorded| recorded.event.items()).collect();
    let kept = Summary::of(&tried.before).after(&tried.before, after, &items);
    assert_eq!(kept, Summary::of(after));
    assert_eq!(kept.items, after.order.len());
}

/// Doubles that are kept up to date are those a new search would find.
pub(crate) fn doubles_keep_up(before: &Doubles, weights: &Weights, tried: &Tried, after: &Product) {
    let events = tried.outcome.iter().flatten();
    let items: Vec<ItemId> = events.flat_map(|recorded| recorded.event.items()).collect();
    let kept = before.after(after, weights, &items);
    let again = Doubles::of(after, weights);
    assert!(kept.pairs().eq(again.pairs()), "{:?}", tried.command);
}

/// What people see of a product, without its history, line by line: what an undo
/// brings back.
pub(crate) fn visible(product: &Product) -> BTreeSet<String> {
    let people = product.people.iter().map(|person| format!("{person:?}"));
    let items = product.items.values();
    let live = items.filter(|item| item.place != Place::Removed);
    let sprints = product.sprints.values();
    let goals = product.roadmap().into_iter().map(|goal| {
        let texts = (&goal.name.value, &goal.text.value);
        let state = (goal.span, goal.state, &goal.because, goal.parts(product));
        format!("goal {} {texts:?} {state:?}", goal.id)
    });
    let settings = TABLE.map(|entry| product.policy(entry.policy));
    let checks = product.policies.own_checks();
    let checks = checks.map(|check| format!("check {} {}", check.id, check.text.value));
    [
        format!(
            "order {:?} {:?} {:?}",
            product.order, product.scale, product.scoring
        ),
        format!("weighed {:?}", product.weighed),
        format!("templates {:?}", product.all_templates()),
        format!("mentions {:?}", mentions(product)),
        format!("map {:?}", backbone(product)),
        format!(
            "link {:?}",
            product.suggestion_link.as_ref().map(|open| &open.word)
        ),
        format!(
            "survey {:?}",
            product.open_survey().map(|open| (&open.word, open.sheets))
        ),
        format!("policies {settings:?}"),
    ]
    .into_iter()
    .chain(checks)
    .chain(people)
    .chain(goals)
    .chain(mapped(product))
    .chain(live.flat_map(|item| [visible_item(item), visible_links(product, item)]))
    .chain(sprints.map(|sprint| visible_sprint(sprint)))
    .collect()
}

/// Its links to what is there. An item that comes back finds those it had.
fn visible_links(product: &Product, item: &Item) -> String {
    let links = product.links.get(&item.id).into_iter().flatten();
    let live = |item: &ItemId| product.items[item].place != Place::Removed;
    let links: Vec<_> = links.filter(|(_, other)| live(other)).collect();
    format!("links {} {links:?}", item.id)
}

/// The activities with their steps.
fn backbone(product: &Product) -> Vec<String> {
    let named = |step: &Step| format!("{} {}", step.id, step.name.value);
    let activities = product.story_map.activities.iter();
    activities
        .map(|one| {
            let steps: Vec<_> = one.steps.iter().map(named).collect();
            format!("{}: {steps:?}", named(one))
        })
        .collect()
}

/// Where live items stand on the map.
fn mapped(product: &Product) -> impl Iterator<Item = String> {
    let live = product.items.values();
    let live = live.filter(|item| item.place != Place::Removed);
    live.filter_map(|item| Some(format!("{} at step {}", item.id, product.step_of(item)?)))
}

fn visible_item(item: &Item) -> String {
    let criteria = item.criteria.iter().map(|c| (&c.text.value, c.met));
    let comments = item.comments.iter();
    let comments = comments.map(|c| (c.author, c.at, &c.text.value));
    let (criteria, comments): (Vec<_>, Vec<_>) = (criteria.collect(), comments.collect());
    let files = item
        .attachments
        .iter()
        .map(|file| (file.id, &file.file, file.added));
    let files: Vec<_> = files.collect();
    let questions = item.questions.iter();
    let questions = questions.map(|q| {
        let answers = q.answers.iter().map(|a| (a.by, a.at, &a.text, a.outcome));
        (
            q.asked_by,
            &q.text,
            q.challenge,
            q.open,
            answers.collect::<Vec<_>>(),
        )
    });
    let questions: Vec<_> = questions.collect();
    let texts = (
        &item.title.value,
        &item.description.value,
        criteria,
        comments,
        files,
        questions,
    );
    let marks = (
        item.kind,
        item.epic,
        item.goal,
        item.estimate,
        (item.priority, item.category, item.scores),
        &item.labels,
        item.assignee,
        item.ticks.keys().collect::<Vec<_>>(),
        visible_blockers(item),
    );
    let places = (
        (
            item.place,
            &item.iced,
            &item.absorbed,
            item.kept.is_some(),
            &item.apart,
            item.split_from,
        ),
        &item.blocked_by,
        item.carried_over,
        // What is kept again is kept from then on.
        item.kept.is_none().then(|| domain::touch::touched(item)),
    );
    format!("item {} {texts:?} {marks:?} {places:?}", item.id)
}

/// What stands in its way, and what did.
fn visible_blockers(item: &Item) -> Vec<String> {
    let ended = |one: &Blocker| one.resolved.as_ref().map(|ended| ended.text.clone());
    let seen = |one: &Blocker| format!("{} {:?} {} {:?}", one.text, one.helper, one.at, ended(one));
    item.blockers.iter().map(|one| seen(one)).collect()
}

fn visible_sprint(sprint: &Sprint) -> String {
    let what = (
        &sprint.name,
        &sprint.goal.value,
        &sprint.calendar,
        sprint.status,
    );
    // No waivers: crossing again, an item gets those that it still needs.
    let items = (&sprint.plan, &sprint.board);
    format!("sprint {} {what:?} {items:?}", sprint.id)
}

/// Who is mentioned where; by which event is another one after an undo.
fn mentions(product: &Product) -> Vec<String> {
    let all = product.mentions.iter();
    let all = all.flat_map(|(person, all)| all.iter().map(move |one| (person, one)));
    let mut all: Vec<String> = all
        .map(|(person, one)| format!("{person} {} {}", one.item, one.comment))
        .collect();
    all.sort();
    all
}
