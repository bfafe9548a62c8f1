//! The events of estimating together: the scale, and the table of planning poker.

use domain::poker::close::{VoteClosed, VoteReopened};
use domain::poker::open::VoteOpened;
use domain::poker::reveal::VotesRevealed;
use domain::poker::round::{RoundOpened, RoundTakenBack};
use domain::poker::vote::VoteCast;
use domain::poker::{Card, Round, Rounds};
use domain::scale::{ScaleChanged, Sizes};
use domain::{Event, PersonId, Points, Scale};

use crate::{Examples, item, person};

pub(crate) fn examples() -> Examples<Event> {
    let (item, round) = (item(3), 2);
    let cast = |from, to| {
        Event::VoteCast(VoteCast {
            item,
            round,
            from,
            to,
        })
    };
    let revealed = |votes: Vec<(PersonId, Card)>| {
        let votes = votes.into_iter().collect();
        Event::VotesRevealed(VotesRevealed { item, round, votes })
    };
    let half = Points::new(0.5).map(Card::Points);
    let sizes = Scale::Sizes(Sizes::default());
    let scale = |from, to| Event::ScaleChanged(ScaleChanged { from, to });
    vec![
        vec![
            scale(Scale::Fibonacci, sizes),
            scale(Scale::PowersOfTwo, Scale::Hours),
        ],
        vec![Event::VoteOpened(VoteOpened { item })],
        vec![
            cast(Some(Card::Unsure), half),
            cast(None, Some(Card::Coffee)),
            cast(half, None),
        ],
        vec![revealed(votes()), revealed(vec![votes()[0]])],
        vec![Event::RoundOpened(RoundOpened { item, round })],
        vec![Event::RoundTakenBack(RoundTakenBack { item, round })],
        closed().map(Event::VoteClosed).to_vec(),
        closed()
            .map(|closed| Event::VoteReopened(VoteReopened { closed }))
            .to_vec(),
    ]
}

fn votes() -> Vec<(PersonId, Card)> {
    let five = Card::Points(Points::whole(5));
    vec![
        (person(1), five),
        (person(2), Card::Unsure),
        (person(3), Card::Coffee),
    ]
}

fn closed() -> [VoteClosed; 2] {
    let full = VoteClosed {
        item: item(3),
        estimate: Some(Points::whole(5)),
        rounds: Rounds {
            past: vec![Round::of(votes(), true)],
            current: Round::of(votes(), true),
        },
    };
    let sparse = VoteClosed {
        item: item(3),
        estimate: None,
        rounds: Rounds::default(),
    };
    [full, sparse]
}
