//! The sample's last refinement session: what was asked, answered, written down and estimated, and
//! what the team votes on just now.

use domain::item::answer::AnswerQuestion;
use domain::item::criteria::AddCriterion;
use domain::item::edit_text::{EditText, Field};
use domain::item::estimate::Estimate;
use domain::item::question::{AskQuestion, Outcome};
use domain::poker::Card;
use domain::poker::open::OpenVote;
use domain::poker::vote::Vote;
use domain::{Points, QuestionId};
use jiff::civil::{Date, time};

use super::{Deed, FIRST_DEVELOPER, MASTER, OWNER, STAKEHOLDER, Script, item};

/// What the product owner wrote down for it.
const DESCRIBED: [(usize, &str); 2] = [
    (
        41,
        "As somebody who is late for the ferry I want to know *where I get rid of the bike*, so that I \
         do not ride from one full station to the next.",
    ),
    (
        VOTED_ON,
        "Whoever gives a present does not know how far it will be ridden. So it is given **in rides, not \
         in money**, and lasts for a year.",
    ),
];

/// What must be true, found together.
const CRITERIA: &[(usize, &str)] = &[
    (38, "The street stands below the name"),
    (38, "Both are on the map without zooming in"),
    (52, "The list stays where it is after “Repaired”"),
    (
        39,
        "Riders on their way are told, and can end the ride at another station",
    ),
    (
        41,
        "A dock that is free now stands before one that is nearer and full",
    ),
    (41, "It works while riding: one tap, large letters"),
    (36, "Whoever has no account yet makes one from the link"),
    (55, "One message a day at most"),
];

/// How large the team thinks it is.
const ESTIMATES: &[(usize, u32)] = &[(41, 5), (47, 2), (55, 3)];

/// What was asked: about which item, by whom, whether it challenges the item, and the answer.
struct Asked {
    about: usize,
    by: usize,
    text: &'static str,
    challenge: bool,
    answer: Option<(usize, &'static str, Option<Outcome>)>,
}

const QUESTIONS: [Asked; 4] = [
    Asked {
        about: 39,
        by: FIRST_DEVELOPER,
        text: "Who says that it storms: the harbour office or the forecast?",
        challenge: false,
        answer: Some((
            STAKEHOLDER,
            "The harbour office. We are called an hour before.",
            None,
        )),
    },
    Asked {
        about: 36,
        by: FIRST_DEVELOPER + 1,
        text: "May a child be invited without an account of their own?",
        challenge: false,
        answer: None,
    },
    Asked {
        about: 37,
        by: FIRST_DEVELOPER + 2,
        text: "A week of rides on credit costs us a contract with the bank. Could it be the invoice we \
               have anyway?",
        challenge: true,
        answer: Some((
            OWNER,
            "Only for companies then. I take it further down and ask ten riders.",
            Some(Outcome::Kept),
        )),
    },
    Asked {
        about: 42,
        by: MASTER,
        text: "Who has looked at the route before a child rides it?",
        challenge: false,
        answer: None,
    },
];

/// What is being voted on, and who has voted so far.
const VOTED_ON: usize = 43;
const VOTES: [(usize, u32); 2] = [(FIRST_DEVELOPER, 5), (FIRST_DEVELOPER + 1, 8)];

impl Script<'_> {
    /// What happened in the session of this day.
    pub(super) fn session(&self, day: Date) -> Vec<Deed> {
        let mut deeds = described(day);
        deeds.extend(CRITERIA.iter().map(|(index, text)| {
            let (item, text) = (item(*index), (*text).to_owned());
            let command = AddCriterion { item, text }.into();
            (day, time(13, 10, 0, 0), FIRST_DEVELOPER, command)
        }));
        deeds.extend(QUESTIONS.iter().flat_map(|asked| asked.deeds(day)));
        deeds.extend(ESTIMATES.iter().map(|(index, points)| {
            let (item, to) = (item(*index), Some(Points::whole(*points)));
            let command = Estimate { item, to }.into();
            (day, time(13, 40, 0, 0), FIRST_DEVELOPER + 1, command)
        }));
        deeds.extend(self.votes(day));
        deeds
    }

    fn votes(&self, day: Date) -> Vec<Deed> {
        let (item, clock) = (item(VOTED_ON), time(14, 0, 0, 0));
        let open = (day, clock, MASTER, OpenVote { item }.into());
        let votes = VOTES.iter().map(|(who, points)| {
            let vote = Vote {
                item,
                round: 1,
                voter: self.cast[*who].0,
                card: Some(Card::Points(Points::whole(*points))),
            };
            (day, clock, *who, vote.into())
        });
        std::iter::once(open).chain(votes).collect()
    }
}

fn described(day: Date) -> Vec<Deed> {
    let edit = |(index, text): &(usize, &str)| {
        let (item, field) = (item(*index), Field::Description);
        let (text, base) = ((*text).to_owned(), None);
        let edit = EditText {
            item,
            field,
            text,
            base,
        };
        (day, time(13, 0, 0, 0), OWNER, edit.into())
    };
    DESCRIBED.iter().map(edit).collect()
}

impl Asked {
    fn deeds(&self, day: Date) -> Vec<Deed> {
        let item = item(self.about);
        let ask = AskQuestion {
            item,
            text: self.text.to_owned(),
            to: None,
            challenge: self.challenge,
        };
        let ask = (day, time(13, 20, 0, 0), self.by, ask.into());
        let answer = self.answer.map(|(who, text, outcome)| {
            let answer = AnswerQuestion {
                item,
                question: QuestionId(1),
                text: text.to_owned(),
                outcome,
            };
            (day, time(13, 30, 0, 0), who, answer.into())
        });
        std::iter::once(ask).chain(answer).collect()
    }
}
