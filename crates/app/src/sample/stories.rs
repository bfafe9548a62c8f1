//! What the sample product is about: a bicycle rental by the harbour. Written
//! for Millpond; nobody's real backlog.

use domain::Kind::{self, Bug, Story, Task};

/// An epic with its items, most important first.
pub(super) struct EpicText {
    pub(super) title: &'static str,
    pub(super) description: &'static str,
}

/// An item of the sample.
pub(super) struct Text {
    pub(super) kind: Kind,
    /// Index into [`EPICS`].
    pub(super) epic: Option<usize>,
    pub(super) title: &'static str,
    pub(super) points: Option<u32>,
    pub(super) criteria: &'static [&'static str],
}

const fn text(kind: Kind, epic: Option<usize>, title: &'static str, points: Option<u32>) -> Text {
    Text {
        kind,
        epic,
        title,
        points,
        criteria: &[],
    }
}

const fn ready(
    kind: Kind,
    epic: usize,
    title: &'static str,
    points: u32,
    criteria: &'static [&'static str],
) -> Text {
    Text {
        criteria,
        ..text(kind, Some(epic), title, Some(points))
    }
}

pub(super) const EPICS: [EpicText; 5] = [
    EpicText {
        title: "Find a bike nearby",
        description: "People at the harbour want to know **before they walk** whether a bike waits \
                      for them.",
    },
    EpicText {
        title: "Pay without a card reader",
        description: "Every station has a card reader, and every second one is broken by the salt \
                      air. The telephone is the reader.",
    },
    EpicText {
        title: "Keep the bikes rolling",
        description: "A broken bike that nobody reports stands for nine days on average.",
    },
    EpicText {
        title: "Group rides",
        description: "Families and school classes rent six bikes at once. Today they pay six times.",
    },
    EpicText {
        title: "Season tickets",
        description: "Commuters asked for it at every open day since 2023.",
    },
];

const ON_THE_MAP: &[&str] = &[
    "Given my position, the nearest stations come first",
    "It works with location turned off",
];
const TOLD_WHY: &[&str] = &[
    "The reason is told in plain words",
    "Another way to pay is offered",
];
const SEEN_BY_CREW: &[&str] = &[
    "The workshop sees it within a minute",
    "The bike can no longer be rented",
];
const FIXED: &[&str] = &["It no longer happens with the steps in the description"];

/// In the order of the product backlog on the sample's first day.
pub(super) const ITEMS: [Text; 66] = [
    ready(
        Story,
        0,
        "See how many bikes wait at each station",
        5,
        ON_THE_MAP,
    ),
    ready(
        Task,
        0,
        "Read the stations' counters every 30 seconds",
        3,
        &["A counter that is silent for 5 minutes raises an alarm"],
    ),
    ready(
        Story,
        0,
        "Reserve a bike for ten minutes",
        8,
        &[
            "A reserved bike shows as taken",
            "After ten minutes it is free again",
        ],
    ),
    ready(Bug, 0, "The map opens in the middle of the sea", 1, FIXED),
    ready(
        Story,
        1,
        "Unlock a bike with the telephone",
        8,
        &[
            "The lock opens within three seconds",
            "A lost connection does not charge anybody",
        ],
    ),
    ready(
        Story,
        0,
        "Filter for cargo bikes and child seats",
        3,
        &["The filter is kept for the next visit"],
    ),
    ready(
        Task,
        1,
        "Keep receipts for ten years, as the law asks",
        2,
        &["Receipts cannot be changed after the day they were made"],
    ),
    ready(Story, 1, "Pay with a saved card", 5, TOLD_WHY),
    ready(Bug, 1, "A ride over midnight is charged twice", 3, FIXED),
    ready(
        Story,
        2,
        "Report a broken bike in two taps",
        3,
        SEEN_BY_CREW,
    ),
    ready(
        Story,
        1,
        "Get the receipt by e-mail",
        2,
        &["It arrives within a minute", "VAT is shown"],
    ),
    ready(
        Task,
        2,
        "Number every bike where the rider can see it",
        1,
        &["The number can be read from two metres"],
    ),
    ready(
        Story,
        2,
        "Workshop list, the most urgent bike first",
        5,
        &[
            "Brakes come before everything else",
            "A repaired bike leaves the list",
        ],
    ),
    ready(
        Bug,
        0,
        "Counts stay at zero after a station restarts",
        2,
        FIXED,
    ),
    ready(
        Story,
        1,
        "See the price before the ride begins",
        2,
        &["The price per minute and the most it can cost are shown"],
    ),
    ready(
        Story,
        1,
        "Understand why a payment was declined",
        5,
        TOLD_WHY,
    ),
    ready(
        Task,
        1,
        "Rehearse a failure of the payment provider",
        3,
        &[
            "Rides can be ended while it is down",
            "Nothing is charged twice afterwards",
        ],
    ),
    ready(
        Story,
        2,
        "Send a photograph with the report",
        5,
        &[
            "Up to three pictures",
            "Faces are blurred before anybody sees them",
        ],
    ),
    ready(Story, 0, "Walk me to the station", 3, ON_THE_MAP),
    ready(Bug, 1, "Receipts print the wrong time in winter", 1, FIXED),
    ready(
        Story,
        2,
        "Tell the rider what became of the report",
        2,
        &["One message when the bike rolls again, none before"],
    ),
    ready(
        Task,
        0,
        "Move the map tiles to our own server",
        5,
        &[
            "The old provider can be switched off",
            "A page of the map costs under 200 kB",
        ],
    ),
    ready(
        Story,
        3,
        "Rent up to six bikes at once",
        8,
        &[
            "One payment, six locks",
            "Each bike can be returned on its own",
        ],
    ),
    ready(
        Bug,
        2,
        "A report for a bike in use locks it under the rider",
        3,
        FIXED,
    ),
    ready(
        Story,
        3,
        "Split the price among the group",
        5,
        &["Everybody sees their share before they agree"],
    ),
    ready(
        Story,
        1,
        "Pay by invoice, for companies",
        5,
        &["One invoice a month", "The ride list can be downloaded"],
    ),
    ready(
        Task,
        1,
        "Rotate the payment keys without a night shift",
        3,
        &["No ride fails while the keys change"],
    ),
    ready(
        Story,
        3,
        "Wait for the slowest rider",
        2,
        &["A group ride ends when its last bike is back"],
    ),
    ready(
        Story,
        2,
        "Predict which bike breaks next",
        8,
        &["The list names a reason for each bike"],
    ),
    ready(
        Bug,
        3,
        "The sixth lock stays closed on older telephones",
        2,
        FIXED,
    ),
    ready(
        Story,
        0,
        "Show the wind for the next two hours",
        3,
        &["The source and its time are named"],
    ),
    ready(
        Story,
        3,
        "A teacher books for the whole class",
        5,
        &[
            "No child needs a telephone",
            "The booking can be moved to another day",
        ],
    ),
    ready(Bug, 1, "“Try again” keeps the expired card", 2, FIXED),
    ready(
        Story,
        1,
        "Refund a ride on a broken bike by itself",
        5,
        &[
            "A report within two minutes of the start refunds the ride",
            "It is told in the same message",
        ],
    ),
    ready(
        Task,
        2,
        "Weigh the load of each cargo bike",
        3,
        &["Too much weight is told before the lock opens"],
    ),
    ready(
        Story,
        0,
        "Remember my three stations",
        2,
        &["They come first, before the nearest ones"],
    ),
    text(Story, Some(3), "Invite others to a ride by link", Some(3)),
    text(
        Story,
        Some(1),
        "Collect rides into one payment a week",
        Some(8),
    ),
    text(
        Bug,
        Some(0),
        "Two stations with the same name cannot be told apart",
        Some(1),
    ),
    text(Story, Some(2), "Close a station for a storm", Some(5)),
    text(
        Task,
        None,
        "Replace the analytics that needs a cookie banner",
        Some(3),
    ),
    text(Story, Some(0), "See where the nearest free dock is", None),
    text(
        Story,
        Some(3),
        "Suggest a route that children can ride",
        None,
    ),
    text(Story, Some(1), "Give rides as a present", None),
    text(Story, Some(2), "Let regular riders do small repairs", None),
    text(
        Story,
        None,
        "Use it in Danish, Swedish and Plattdeutsch",
        None,
    ),
    text(Story, Some(0), "Read the map aloud", None),
    text(Task, None, "Find out who uses the old web site", None),
    text(
        Story,
        Some(2),
        "Show how many kilometres a bike has rolled",
        None,
    ),
    text(
        Story,
        Some(1),
        "Round the price up for the sea rescue",
        None,
    ),
    text(
        Story,
        Some(3),
        "Award for the class with the most kilometres",
        None,
    ),
    text(Story, None, "Winter tyres on demand", None),
    text(
        Bug,
        Some(2),
        "The workshop list jumps back to the top after each repair",
        Some(2),
    ),
    text(
        Story,
        Some(3),
        "Leave the group without ending everybody's ride",
        Some(5),
    ),
    text(
        Task,
        None,
        "Write down what to do when a whole station is offline",
        Some(2),
    ),
    text(
        Story,
        Some(0),
        "Warn me when my usual station runs empty",
        None,
    ),
    text(
        Story,
        Some(1),
        "Lend my account to my children, with a limit",
        None,
    ),
    text(
        Story,
        Some(2),
        "Order spare parts from the list itself",
        None,
    ),
    text(
        Bug,
        None,
        "The help page still shows the yellow locks",
        None,
    ),
    text(Story, Some(0), "Find a bike from a wrist watch", None),
    text(Story, Some(1), "Pay with the ferry card", None),
    text(Task, Some(2), "Count how long repairs really take", None),
    text(
        Story,
        Some(3),
        "Ride with a guide who speaks my language",
        None,
    ),
    text(
        Story,
        None,
        "Sell old bikes to those who rode them most",
        None,
    ),
    text(
        Story,
        Some(0),
        "Show the bikes on the harbour's own screens",
        None,
    ),
    text(
        Story,
        None,
        "A quiet mode for people who only want to unlock and ride",
        None,
    ),
];

/// What the first items say beyond their title.
pub(super) const DESCRIPTIONS: [(usize, &str); 6] = [
    (
        0,
        "As somebody at the ferry I want to see *now* where a bike waits, so that I do not walk to an empty station.\n\nThe counters of the stations are wrong by one about twice a day; that is good enough.",
    ),
    (
        2,
        "Reserving is free. Whoever reserves three times without renting waits an hour.",
    ),
    (
        8,
        "1. Start a ride at 23:50\n2. End it at 00:10\n3. Two charges appear: one until midnight, one for the whole ride",
    ),
    (
        15,
        "The provider gives 41 codes. We translate the nine that make up 97 % and say “your bank said no” for the rest.",
    ),
    (
        22,
        "Open from the research in spring: *“We were five and stood at the lock for twelve minutes.”*",
    ),
    (33, "Today the crew refunds by hand, about 30 rides a week."),
];

/// Labels of some items.
pub(super) const LABELS: [(&str, &[usize]); 5] = [
    ("map", &[0, 1, 3, 5, 13, 18, 21, 30, 35, 38, 41, 46]),
    (
        "payments",
        &[6, 7, 8, 10, 14, 15, 16, 19, 25, 26, 32, 33, 37, 49],
    ),
    ("locks", &[2, 4, 22, 23, 29, 34]),
    ("workshop", &[9, 11, 12, 17, 20, 28, 39, 44]),
    ("schools", &[31, 42, 50]),
];

/// Sprint goals, one per sprint.
pub(super) const GOALS: [&str; 7] = [
    "You know before you walk whether a bike waits",
    "The telephone opens the lock",
    "A broken bike is reported, not abandoned",
    "Nobody is charged without knowing why",
    "A family rides together with one payment",
    "A school class comes and goes without queueing",
    "A bike is in the workshop before it breaks",
];

/// Why items were not finished.
pub(super) const REASONS: [&str; 4] = [
    "The lock maker's test device arrived late",
    "Larger than we thought: the provider has two interfaces",
    "We helped with the outage instead",
    "Waited for the data protection officer",
];

/// What people said: item, who (an index into the people), what.
pub(super) const COMMENTS: [(usize, usize, &str); 9] = [
    (
        0,
        5,
        "The harbour office would put this on the screen at the ferry. Could it work without a telephone?",
    ),
    (
        0,
        0,
        "Yes, but later: the screen is a different page. I wrote it down further below.",
    ),
    (
        4,
        2,
        "The older locks take up to eight seconds. Do we promise three only for the new ones?",
    ),
    (
        4,
        0,
        "Only for the new ones. The old ones are replaced by spring.",
    ),
    (15, 3, "Fraud declines must not reveal the rule that fired."),
    (22, 5, "Six is right: the ferry takes groups of six."),
    (24, 2, "What if somebody never agrees to their share?"),
    (31, 5, "Four schools asked again this week."),
    (
        33,
        1,
        "The refund must stand in the same receipt, or bookkeeping refuses it.",
    ),
];
