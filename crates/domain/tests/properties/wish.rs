//! Random wishes: who wants what of a small product. Numbers are small, so that
//! wishes meet each other, and reach a little past what there is, so that some
//! name what does not exist.

use std::collections::BTreeMap;

use domain::cleanup::{ForgetKeeping, ItemKept, KeepItem};
use domain::item::answer::{
    AnswerQuestion, AnswerWithdrawn, MarkQuestion, RestoreAnswer, WithdrawAnswer,
};
use domain::item::assign::Assign;
use domain::item::comment::{
    AddComment, CommentRemoved, EditComment, RemoveComment, RestoreComment, Said,
};
use domain::item::create::{CreateItems, NewItem};
use domain::item::criteria::{
    AddCriterion, CriterionRemoved, EditCriterion, MarkCriterion, RemoveCriterion, RestoreCriterion,
};
use domain::item::depend::{AddDependency, RemoveDependency};
use domain::item::edit_text::{EditText, Field};
use domain::item::epic::ChangeEpic;
use domain::item::estimate::Estimate;
use domain::item::kano::{Categorize, Category};
use domain::item::kind::ChangeKind;
use domain::item::label::ChangeLabels;
use domain::item::priority::{Prioritize, Priority};
use domain::item::question::{AskQuestion, QuestionWithdrawn, RestoreQuestion, WithdrawQuestion};
use domain::item::relate::{LinkItem, Relation, UnlinkItem};
use domain::item::remove::{RemoveItems, RestoreItems};
use domain::item::reorder::{MoveItems, RestoreRanks};
use domain::item::weigh::{Answer, Weigh};
use domain::item::why::{GiveReason, Move};
use domain::people::{GrantRole, OpenProduct, RevokeRole};
use domain::place::admit::AdmitItems;
use domain::place::decline::DeclineItems;
use domain::place::ice::IceItems;
use domain::place::merge::MergeItem;
use domain::place::suggest::{Resubmit, Suggest, Withdraw};
use domain::place::take_back::ReturnItems;
use domain::place::wont::RuleOut;
use domain::place::{Gone, Iced, Standing, Way};
use domain::scale::ChangeScale;
use domain::sprint::availability::{Availability, SetAvailability};
use domain::sprint::board::MoveCard;
use domain::sprint::close::CloseSprint;
use domain::sprint::commit::CommitSprint;
use domain::sprint::discard::DiscardSprint;
use domain::sprint::fill::FillSprint;
use domain::sprint::goal::SetGoal;
use domain::sprint::plan::{PlanSprint, RescheduleSprint};
use domain::sprint::pull::PullItems;
use domain::sprint::put_back::PutBack;
use domain::sprint::rearrange::Rearrange;
use domain::text::ProductKey;
use domain::{Actor, Column, Command, ItemId, Kind, PersonId, Place, Points, Role, TeamId};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::bool::weighted;
use proptest::collection::vec;
use proptest::option::{self, of};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;
use uuid::Uuid;

use crate::values::{
    answer, base, calendar, comment, criterion, item, items, label, outcome, points, question,
    rank, reason, scales, sprint_id, text, unready, waivers,
};
use crate::{blockers, files, goals, guests, imports, policies, splits, table};

/// Who is in the product from the beginning: everybody with their roles. The
/// first holds every role of the team, and keeps them.
pub(crate) const CAST: [(u128, &[Role]); 7] = [
    (1, &[Role::ProductOwner, Role::ScrumMaster, Role::Developer]),
    (2, &[Role::ProductOwner]),
    (3, &[Role::ScrumMaster]),
    (4, &[Role::Developer]),
    (5, &[Role::Stakeholder]),
    (6, &[]),
    (7, &[Role::Developer]),
];

/// The one who looks after the workspace and is a developer as well.
const ADMINISTRATOR: u128 = 7;

/// A person of the cast.
/// A text that mentions somebody, or not.
fn said() -> impl Strategy<Value = String> {
    let somebody = of((1..=8_u128).prop_map(person));
    (text(), somebody).prop_map(|(text, somebody)| match somebody {
        Some(somebody) => format!("{text} {}", domain::mention::text::token(somebody)),
        None => text,
    })
}

pub(crate) fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

/// Somebody wants something.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    /// Who.
    pub(crate) actor: Actor,
    /// What.
    pub(crate) what: What,
    /// Whether it is about something there is, as far as there is anything.
    pub(crate) aimed: bool,
    /// How many minutes after the wish before.
    pub(crate) minutes: u32,
}

/// What somebody wants.
#[derive(Clone, Debug)]
pub(crate) enum What {
    /// To carry out a command.
    Do(Command),
    /// To undo the command that was carried out so many before the last.
    Undo(usize),
}

/// Cases that are tried when nobody asks for more.
const CASES: u32 = 256;

/// The same cases every time, so that a change fails for what it changes;
/// others with each run when another number of them is asked for.
pub(crate) fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    let rng_seed = match config.cases {
        CASES => RngSeed::Fixed(1),
        _ => config.rng_seed,
    };
    ProptestConfig {
        rng_seed,
        failure_persistence: None,
        ..config
    }
}

/// The same for a law that takes long to look at: one case in so many.
pub(crate) fn fewer(times: u32) -> ProptestConfig {
    let config = config();
    ProptestConfig {
        cases: config.cases.div_ceil(times),
        ..config
    }
}

/// How a run begins and what is wished in it.
#[derive(Clone, Debug)]
pub(crate) struct Plot {
    /// Whether a sprint runs from the beginning.
    pub(crate) running: bool,
    /// Everything that is wished, in order.
    pub(crate) wishes: Vec<Wish>,
}

/// Plots of up to fifty wishes.
pub(crate) fn plot() -> impl Strategy<Value = Plot> {
    (any::<bool>(), vec(wish(), 1..=50)).prop_map(|(running, wishes)| Plot { running, wishes })
}

fn wish() -> BoxedStrategy<Wish> {
    (actor(), what(), weighted(0.9), 0..3_000_u32)
        .prop_map(|(actor, what, aimed, minutes)| Wish {
            actor: guests::whose(actor, &what, aimed),
            what,
            aimed,
            minutes,
        })
        .boxed()
}

/// Any actor; more often the one whose wishes are carried out.
pub(crate) fn actor() -> impl Strategy<Value = Actor> {
    let somebody = |number| Actor::Person {
        id: person(number),
        administrator: number == ADMINISTRATOR,
    };
    prop_oneof![
        8 => Just(somebody(1)),
        1 => (2..=7_u128).prop_map(somebody),
        1 => Just(Actor::Operator),
        1 => Just(Actor::Guest),
    ]
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        30 => command().prop_map(What::Do),
        2 => Just(What::Undo(0)),
        1 => (0..20_usize).prop_map(What::Undo),
    ]
}

/// Any command but an undo.
pub(crate) fn command() -> BoxedStrategy<Command> {
    prop_oneof![
        5 => people(),
        14 => texts(),
        10 => marks(),
        5 => files::wishes(),
        5 => blockers::wishes(),
        9 => questions(),
        5 => policies::wishes(),
        5 => splits::wishes(),
        12 => order(),
        14 => places(),
        9 => guests::surveys(),
        16 => sprint(),
        9 => planning(),
        3 => imports::wishes(),
        12 => table::wishes(),
        6 => goals::wishes(),
        9 => crate::scores::wishes(),
        4 => crate::map::wishes(),
    ]
    .boxed()
}

fn people() -> BoxedStrategy<Command> {
    let role = select(&Role::ALL[..]);
    let owner = person(1);
    prop_oneof![
        // The first keeps every role, so that somebody can always go on.
        (2..=8_u128, role.clone()).prop_map(|(number, role)| {
            let person = person(number);
            GrantRole { person, role }.into()
        }),
        (2..=8_u128, role).prop_map(|(number, role)| {
            let person = person(number);
            RevokeRole { person, role }.into()
        }),
        Just(Command::from(OpenProduct {
            key: ProductKey::new("PAY").expect("a key"),
            name: "Again".into(),
            time_zone: "UTC".into(),
            owner,
        })),
    ]
    .boxed()
}

fn texts() -> BoxedStrategy<Command> {
    prop_oneof![
        (vec(new_item(), 1..3), rank()).prop_map(|(items, at)| CreateItems { items, at }.into()),
        (
            item(),
            select(vec![Field::Title, Field::Description]),
            text(),
            base()
        )
            .prop_map(|(item, field, text, base)| EditText {
                item,
                field,
                text,
                base
            }
            .into()),
        (item(), text()).prop_map(|(item, text)| AddCriterion { item, text }.into()),
        (item(), criterion(), text(), base()).prop_map(|(item, criterion, text, base)| {
            EditCriterion {
                item,
                criterion,
                text,
                base,
            }
            .into()
        }),
        (item(), criterion())
            .prop_map(|(item, criterion)| RemoveCriterion { item, criterion }.into()),
        (item(), criterion(), any::<bool>()).prop_map(|(item, criterion, met)| {
            MarkCriterion {
                item,
                criterion,
                met,
            }
            .into()
        }),
        (item(), said()).prop_map(|(item, text)| AddComment { item, text }.into()),
        (item(), comment(), said(), base()).prop_map(|(item, comment, text, base)| {
            EditComment {
                item,
                comment,
                text,
                base,
            }
            .into()
        }),
        (item(), comment()).prop_map(|(item, comment)| RemoveComment { item, comment }.into()),
        (item(), criterion(), text(), 0..4_u32, any::<bool>()).prop_map(
            |(item, criterion, text, at, met)| {
                let text = text.into();
                let removed = CriterionRemoved {
                    item,
                    criterion,
                    text,
                    at,
                    met,
                };
                RestoreCriterion { removed }.into()
            }
        ),
        (item(), comment(), text(), 1..3_u128).prop_map(|(item, comment, text, author)| {
            let (at, edited) = (Timestamp::UNIX_EPOCH, None);
            let (text, said) = (text.into(), Said { at, edited });
            let removed = CommentRemoved {
                item,
                comment,
                text,
                said,
            };
            let author = Some(person(author));
            RestoreComment { removed, author }.into()
        }),
    ]
    .boxed()
}

fn questions() -> BoxedStrategy<Command> {
    let to = option::weighted(0.3, (1..=4_u128).prop_map(person));
    prop_oneof![
        4 => (item(), text(), to, any::<bool>()).prop_map(|(item, text, to, challenge)| {
            AskQuestion { item, text, to, challenge }.into()
        }),
        3 => (item(), question(), text(), outcome()).prop_map(|(item, question, text, outcome)| {
            AnswerQuestion { item, question, text, outcome }.into()
        }),
        1 => (item(), question())
            .prop_map(|(item, question)| WithdrawQuestion { item, question }.into()),
        3 => (item(), question(), any::<bool>())
            .prop_map(|(item, question, open)| MarkQuestion { item, question, open }.into()),
        1 => (item(), question(), answer())
            .prop_map(|(item, question, answer)| WithdrawAnswer { item, question, answer }.into()),
        1 => restored_question(),
        1 => restored_answer(),
    ]
    .boxed()
}

fn restored_question() -> BoxedStrategy<Command> {
    (item(), question(), text(), 1..3_u128)
        .prop_map(|(item, question, text, author)| {
            let withdrawn = QuestionWithdrawn {
                item,
                question,
                text: text.into(),
                to: None,
                challenge: false,
                asked: Timestamp::UNIX_EPOCH,
            };
            let author = Some(person(author));
            RestoreQuestion { withdrawn, author }.into()
        })
        .boxed()
}

fn restored_answer() -> BoxedStrategy<Command> {
    let what = (item(), question(), answer());
    (what, text(), 1..3_u128)
        .prop_map(|((item, question, answer), text, author)| {
            let withdrawn = AnswerWithdrawn {
                item,
                question,
                answer,
                text: text.into(),
                outcome: None,
                answered: Timestamp::UNIX_EPOCH,
                reopens: false,
            };
            let author = Some(person(author));
            RestoreAnswer { withdrawn, author }.into()
        })
        .boxed()
}

fn marks() -> BoxedStrategy<Command> {
    prop_oneof![
        2 => (item(), select(&Kind::ALL[..])).prop_map(|(item, to)| ChangeKind { item, to }.into()),
        3 => (item(), option::weighted(0.8, item())).prop_map(|(item, to)| ChangeEpic { item, to }.into()),
        3 => (item(), points()).prop_map(|(item, to)| Estimate { item, to }.into()),
        1 => select(scales()).prop_map(|to| ChangeScale { to }.into()),
        1 => (item(), vec(label(), 0..3), vec(label(), 0..3))
            .prop_map(|(item, add, remove)| ChangeLabels { item, add, remove }.into()),
        1 => (item(), of((1..=8_u128).prop_map(person)))
            .prop_map(|(item, to)| Assign { item, to }.into()),
        3 => (item(), item())
            .prop_map(|(item, blocked_by)| AddDependency { item, blocked_by }.into()),
        1 => (item(), item())
            .prop_map(|(item, blocked_by)| RemoveDependency { item, blocked_by }.into()),
        2 => (item(), select(&Relation::ALL[..]), item())
            .prop_map(|(item, relation, other)| LinkItem { item, relation, other }.into()),
        1 => (item(), select(&Relation::ALL[..]), item())
            .prop_map(|(item, relation, other)| UnlinkItem { item, relation, other }.into()),
    ]
    .boxed()
}

fn order() -> BoxedStrategy<Command> {
    let ranks = vec((item(), of(item())), 0..4);
    prop_oneof![
        4 => (items(), rank(), reason())
            .prop_map(|(items, to, reason)| MoveItems { items, to, reason }.into()),
        2 => (item(), of(select(&Priority::ALL[..])), reason())
            .prop_map(|(item, to, reason)| Prioritize { item, to, reason }.into()),
        2 => (item(), of(select(&Category::ALL[..])))
            .prop_map(|(item, to)| Categorize { item, to }.into()),
        2 => (item(), item(), select(vec![Answer::Open, Answer::Unasked, Answer::Waits(ItemId(1))]))
            .prop_map(|(one, other, answer)| Weigh { pair: (one, other), answer }.into()),
        1 => ranks.prop_map(|items| RestoreRanks { items }.into()),
        1 => (items(), 0..80_u64, reason()).prop_map(|(items, position, reason)| {
            let moves = vec![Move { position, items }];
            GiveReason { moves, reason }.into()
        }),
        2 => (items(), reason()).prop_map(|(items, reason)| RemoveItems { items, reason }.into()),
        2 => items().prop_map(|items| RestoreItems { items }.into()),
    ]
    .boxed()
}

fn places() -> BoxedStrategy<Command> {
    prop_oneof![
        5 => (select(&Kind::ALL[..]), text(), option::weighted(0.3, item()), reason()).prop_map(
            |(kind, title, epic, why)| {
                let description = String::new();
                Suggest { kind, title, description, epic, why }.into()
            }
        ),
        7 => guests::wishes(),
        6 => item().prop_map(|item| Withdraw { item }.into()),
        8 => item().prop_map(|item| Resubmit { item }.into()),
        3 => (items(), rank(), reason())
            .prop_map(|(items, at, reason)| AdmitItems { items, at, reason }.into()),
        2 => (items(), text()).prop_map(|(items, reason)| DeclineItems { items, reason }.into()),
        2 => (items(), text()).prop_map(|(items, reason)| RuleOut { items, reason }.into()),
        3 => (items(), of(review()), reason(), seen())
            .prop_map(|(items, until, reason, seen)| IceItems { items, until, reason, seen }.into()),
        3 => (item(), item(), reason(), seen())
            .prop_map(|(item, into, reason, seen)| MergeItem { item, into, reason, seen }.into()),
        4 => (item(), option::weighted(0.4, item()))
            .prop_map(|(item, apart_from)| KeepItem { item, apart_from }.into()),
        4 => (item(), option::weighted(0.4, item())).prop_map(|(item, apart_from)| {
            let was = None;
            ForgetKeeping { kept: ItemKept { item, apart_from, was } }.into()
        }),
        1 => vec((item(), standing()), 0..3).prop_map(|items| ReturnItems { items }.into()),
    ]
    .boxed()
}

fn review() -> impl Strategy<Value = Date> {
    (0..9_i32).prop_map(|months| date(2026, 10, 1).saturating_add(months.months()))
}

fn seen() -> impl Strategy<Value = Option<Place>> {
    let places = vec![Place::Suggestions, Place::ProductBacklog, Place::Icebox];
    option::weighted(0.2, select(places))
}

fn standing() -> BoxedStrategy<Standing> {
    let iced = || {
        review().prop_map(|until| Iced {
            until,
            reason: None,
        })
    };
    let way = prop_oneof![
        Just(Way::Removed),
        Just(Way::Declined),
        Just(Way::Wont),
        Just(Way::Withdrawn),
        item().prop_map(Way::Merged),
    ];
    prop_oneof![
        Just(Standing::Suggestions),
        of(item()).prop_map(|left| Standing::ProductBacklog { left }),
        iced().prop_map(Standing::Icebox),
        way.prop_map(|way| {
            let was = Box::new(Standing::Suggestions);
            let reason = None;
            Standing::Removed(Gone { way, reason, was })
        }),
    ]
    .boxed()
}

fn sprint() -> BoxedStrategy<Command> {
    let reasons = vec((item(), text()), 0..3);
    prop_oneof![
        4 => (sprint_id(), items(), rank(), waivers(), unready()).prop_map(
            |(sprint, items, to, waive, unready)| {
                PullItems { sprint, items, to, waive, unready }.into()
            },
        ),
        1 => (sprint_id(), 0..30_u32).prop_map(|(sprint, points)| {
            let up_to = Points::whole(points);
            FillSprint { sprint, up_to }.into()
        }),
        2 => sprint_id().prop_map(|sprint| CommitSprint { sprint }.into()),
        4 => (item(), select(&Column::ALL[..]), rank())
            .prop_map(|(item, to, at)| MoveCard { item, to, at }.into()),
        1 => (sprint_id(), reasons).prop_map(|(sprint, reasons)| {
            let reasons = BTreeMap::from_iter(reasons);
            CloseSprint { sprint, reasons }.into()
        }),
    ]
    .boxed()
}

fn planning() -> BoxedStrategy<Command> {
    let team = prop_oneof![3 => Just(None), 1 => (1..3_u32).prop_map(|team| Some(TeamId(team)))];
    let plan = (team, of(text()), of(text()), calendar());
    prop_oneof![
        2 => plan.prop_map(|(team, name, goal, calendar)| {
            PlanSprint { team, name, goal, calendar }.into()
        }),
        1 => (sprint_id(), text(), calendar()).prop_map(|(sprint, name, calendar)| {
            RescheduleSprint { sprint, name, calendar }.into()
        }),
        1 => sprint_id().prop_map(|sprint| DiscardSprint { sprint }.into()),
        1 => days().prop_map(Command::from),
        1 => (sprint_id(), text(), base())
            .prop_map(|(sprint, goal, base)| SetGoal { sprint, goal, base }.into()),
        3 => (sprint_id(), items(), reason())
            .prop_map(|(sprint, items, reason)| PutBack { sprint, items, reason }.into()),
        3 => (sprint_id(), items(), rank())
            .prop_map(|(sprint, items, to)| Rearrange { sprint, items, to }.into()),
    ]
    .boxed()
}

fn days() -> impl Strategy<Value = SetAvailability> {
    let part = (0..120_u8, 0..12_u16).prop_map(|(percent, half_days_off)| Availability {
        percent,
        half_days_off,
    });
    let part = option::weighted(0.9, part);
    (sprint_id(), 1..=8_u128, part).prop_map(|(sprint, number, to)| SetAvailability {
        sprint,
        person: person(number),
        to,
    })
}

fn new_item() -> BoxedStrategy<NewItem> {
    let what = (
        select(&Kind::ALL[..]),
        text(),
        text(),
        option::weighted(0.3, item()),
    );
    let children = prop_oneof![4 => Just(Vec::new()), 1 => vec(item(), 1..3)];
    (
        what,
        points(),
        vec(text(), 0..3),
        vec(label(), 0..3),
        children,
    )
        .prop_map(
            |((kind, title, description, epic), estimate, criteria, labels, children)| NewItem {
                kind,
                children,
                title,
                description,
                epic,
                estimate,
                criteria,
                labels,
                ..NewItem::titled("")
            },
        )
        .boxed()
}
