//! Given, when, then at the table: what is refused, what is seen by whom, what
//! survives a double click, a late vote and somebody who leaves.

use uuid::Uuid;

use super::close::CloseVote;
use super::open::OpenVote;
use super::reveal::RevealVotes;
use super::round::NextRound;
use super::vote::Vote;
use super::*;
use crate::item::remove::RemoveItems;
use crate::people::{GrantRole, RevokeRole};
use crate::rights::{Actor, Role};
use crate::testing::{Given, SOLO};

const ONE: ItemId = ItemId(1);
const OPEN: OpenVote = OpenVote { item: ONE };

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn actor(id: PersonId) -> Actor {
    Actor::Person {
        id,
        administrator: false,
    }
}

fn vote(voter: PersonId, card: &str) -> Vote {
    Vote {
        item: ONE,
        round: 1,
        voter,
        card: Some(Card::parse(card).unwrap()),
    }
}

fn reveal(round: u32) -> RevealVotes {
    RevealVotes { item: ONE, round }
}

fn agree(points: u32) -> CloseVote {
    CloseVote {
        item: ONE,
        round: 1,
        estimate: Some(Points::whole(points)),
    }
}

impl Given {
    fn joins(&mut self, number: u128, role: Role) {
        let person = person(number);
        self.does(GrantRole { person, role });
    }

    fn tries(&mut self, number: u128, command: impl Into<crate::Command>) -> Result<(), Refusal> {
        self.tries_as(person(number), command)
    }

    fn table(&self, person: PersonId) -> Table {
        Table::seen_by(&self.product, actor(person), ONE).unwrap()
    }
}

/// Ana (1, solo), Ben (3) and Cleo (4) at the table; a product owner (5) beside.
fn table() -> Given {
    let mut given = Given::items(["A", "B"]);
    for developer in [3, 4] {
        given.joins(developer, Role::Developer);
    }
    given.joins(5, Role::ProductOwner);
    given.does(OPEN);
    given
}

#[test]
fn nobody_sees_anothers_vote_before_the_reveal_and_the_team_alone_after_it() {
    let mut given = table();
    given.tries(3, vote(person(3), "5")).unwrap();
    given.does(vote(SOLO, "8"));
    let before = given.table(SOLO);
    assert_eq!((before.now.voted, before.voters), (2, 3));
    assert_eq!(before.own, Some(Card::Points(Points::whole(8))));
    assert_eq!(before.now.spread, None);
    let hands = before.now.hands.unwrap();
    assert!(
        hands
            .iter()
            .all(|hand| hand.card.is_none() && !hand.outlier)
    );
    assert_eq!(hands.iter().filter(|hand| hand.voted).count(), 2);
    assert_eq!(given.table(person(5)).now.hands, None);

    given.does(reveal(1));
    let after = given.table(person(4));
    let cards: Vec<_> = after.now.hands.unwrap().iter().map(|h| h.card).collect();
    let card = |points| Some(Card::Points(Points::whole(points)));
    assert_eq!(cards, [card(8), card(5), None]);
    let owner = given.table(person(5));
    assert_eq!((owner.now.hands, owner.own), (None, None));
    assert_eq!(
        owner.now.spread.unwrap().figures.unwrap().highest,
        Points::whole(8)
    );
}

#[test]
fn a_vote_changes_until_the_reveal_and_not_after_it() {
    let mut given = table();
    given.does(vote(SOLO, "5"));
    given.does(vote(SOLO, "?"));
    assert_eq!(given.table(SOLO).own, Some(Card::Unsure));
    given.undoes_last();
    assert_eq!(given.table(SOLO).own, Card::parse("5"));
    given.does(reveal(1));
    let over = Refusal::RoundOver {
        item: ONE,
        round: 1,
    };
    assert_eq!(given.tries(3, vote(person(3), "5")), Err(over.clone()));
    given.does(NextRound {
        item: ONE,
        round: 1,
    });
    assert_eq!(given.refusal(vote(SOLO, "5")), over, "a late click");
}

#[test]
fn nobody_votes_for_another_or_takes_their_vote_back() {
    let mut given = table();
    assert_eq!(given.refusal(vote(person(3), "5")), Refusal::NotYourVote);
    given.tries(3, vote(person(3), "5")).unwrap();
    let undo = given.undo_of(given.last_command());
    assert_eq!(given.refusal(undo), Refusal::NotYourVote);
    let card = Refusal::NotACard { card: "4".into() };
    assert_eq!(given.refusal(vote(SOLO, "4")), card);
}

#[test]
fn what_two_do_at_once_is_done_once() {
    let mut given = table();
    assert!(given.decides(OPEN).is_empty());
    assert_eq!(given.refusal(reveal(1)), Refusal::NobodyVoted { item: ONE });
    given.does(vote(SOLO, "5"));
    given.does(reveal(1));
    assert!(given.decides(reveal(1)).is_empty());
    let again = NextRound {
        item: ONE,
        round: 1,
    };
    given.does(again.clone());
    assert!(given.decides(again).is_empty());
    assert!(given.decides(reveal(1)).is_empty(), "it is round 2 by now");
    assert_eq!(
        given.refusal(agree(5)),
        Refusal::RoundOver {
            item: ONE,
            round: 1
        }
    );
    given.undoes_last();
    given.does(agree(5));
    assert!(given.decides(agree(5)).is_empty());
    assert_eq!(given.refusal(agree(8)), Refusal::NoRound { item: ONE });
}

#[test]
fn what_was_agreed_is_an_ordinary_estimate_and_goes_back_with_its_votes() {
    let mut given = table();
    given.does(vote(SOLO, "5"));
    assert_eq!(given.refusal(agree(5)), Refusal::NotRevealed { item: ONE });
    given.does(reveal(1));
    let undo = given.undo_of(given.last_command());
    assert_eq!(given.refusal(undo), Refusal::VotesSeen { item: ONE });
    let before = given.table(SOLO);
    given.does(agree(5));
    assert_eq!(given.item(1).estimate, Some(Points::whole(5)));
    assert!(given.product.votings.is_empty());
    given.undoes_last();
    assert_eq!(given.item(1).estimate, None);
    assert_eq!(given.table(SOLO), before);
    given.undoes_last();
    assert_eq!(given.item(1).estimate, Some(Points::whole(5)));
    assert!(given.product.votings.is_empty());
}

#[test]
fn whoever_leaves_the_team_before_the_reveal_takes_their_vote_along() {
    let mut given = table();
    given.tries(3, vote(person(3), "13")).unwrap();
    given.does(vote(SOLO, "5"));
    let leaves = RevokeRole {
        person: person(3),
        role: Role::Developer,
    };
    given.does(leaves);
    let table = given.table(SOLO);
    assert_eq!((table.now.voted, table.voters), (1, 2));
    assert!(given.tries(3, vote(person(3), "8")).is_err());
    given.does(reveal(1));
    let spread = given.table(SOLO).now.spread.unwrap();
    assert_eq!(spread.figures.unwrap().highest, Points::whole(5));
}

#[test]
fn an_item_that_leaves_the_product_backlog_leaves_the_table() {
    let mut given = table();
    given.does(vote(SOLO, "5"));
    given.does(RemoveItems {
        items: vec![ONE],
        reason: None,
    });
    assert!(given.product.votings.is_empty());
    assert_eq!(
        given.refusal(vote(SOLO, "8")),
        Refusal::NoRound { item: ONE }
    );
    assert_eq!(given.refusal(OPEN), Refusal::ItemRemoved { item: ONE });
}

#[test]
fn the_product_owner_may_ask_and_take_the_question_back_but_not_answer_it() {
    let mut given = Given::items(["A"]);
    given.joins(5, Role::ProductOwner);
    given.tries(5, OPEN).unwrap();
    let asked = given.undo_of(given.last_command());
    assert!(matches!(
        given.tries(5, vote(person(5), "5")),
        Err(Refusal::Forbidden { .. })
    ));
    given.tries(5, asked.clone()).unwrap();
    assert!(given.product.votings.is_empty());
    given.does(OPEN);
    given.does(vote(SOLO, "5"));
    assert_eq!(
        given.tries(5, asked),
        Err(Refusal::ChangedSince { what: "round" })
    );
    assert!(matches!(
        given.tries(5, reveal(1)),
        Err(Refusal::Forbidden { .. })
    ));
}

#[test]
fn the_newest_is_on_the_table() {
    let mut given = table();
    assert_eq!(on_the_table(&given.product), Some(ONE));
    given.does(OpenVote { item: ItemId(2) });
    assert_eq!(on_the_table(&given.product), Some(ItemId(2)));
}
