//! Given, when, then of filters and searches.

use super::*;
use crate::import::{FinishedItems, ImportItems, Incoming, RemovedItems};
use crate::item::label::ChangeLabels;
use crate::testing::Given;

fn found(given: &Given, parameters: &[(&str, &str)]) -> Vec<u32> {
    let filter = Filter::parse(&given.product, parameters.iter().copied()).unwrap();
    let again: Vec<(&str, String)> = filter.parameters(&given.product);
    let again = again.iter().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(
        Filter::parse(&given.product, again).unwrap(),
        filter,
        "an address keeps it"
    );
    filter
        .backlog(&given.product)
        .into_iter()
        .map(|(rank, _)| rank)
        .collect()
}

#[test]
fn an_item_with_a_number_far_off_is_found_like_any_other() {
    let mut given = Given::items(["Pay", "Refund"]);
    let far = Incoming {
        row: 2,
        key: "PAY-9999999".into(),
        kind: Kind::Story,
        title: "Pay later".into(),
        description: String::new(),
        estimate: None,
        labels: Vec::new(),
        criteria: Vec::new(),
        finished: false,
        written_at: None,
        assignee: None,
        epic: None,
        rest: Vec::new(),
    };
    given.does(ImportItems {
        items: vec![far],
        finished: FinishedItems::Reopen,
        removed: RemovedItems::Leave,
    });
    assert_eq!(given.product.next_item(), ItemId(10_000_000));
    assert_eq!(found(&given, &[("q", "pay")]), [1, 3]);
    let few = Marks::new(given.product.items.len());
    assert!(few.dense.len() < 10, "no more room than for what exists");
}

#[test]
fn every_filter_narrows_and_keeps_the_rank_in_the_whole_list() {
    let mut given = Given::items(["Pay by card", "Refund", "pay later"]).ready(&[2]);
    given.does(ChangeLabels {
        item: ItemId(3),
        add: vec!["UI".into()],
        remove: vec![],
    });
    assert_eq!(found(&given, &[]), [1, 2, 3]);
    assert_eq!(found(&given, &[("q", "PAY")]), [1, 3]);
    assert_eq!(found(&given, &[("q", "pay card")]), [1]);
    assert_eq!(found(&given, &[("q", "pay-2")]), [2]);
    assert_eq!(found(&given, &[("label", "ui")]), [3]);
    assert_eq!(found(&given, &[("ready", "yes")]), [2]);
    assert_eq!(
        found(&given, &[("estimate", "none"), ("ready", "no")]),
        [1, 3]
    );
    assert_eq!(found(&given, &[("estimate", "3")]), [2]);
    let (item, to) = (ItemId(3), Some(Priority::Must));
    given.does(crate::item::priority::Prioritize {
        item,
        to,
        reason: None,
    });
    assert_eq!(found(&given, &[("priority", "must")]), [3]);
    assert_eq!(found(&given, &[("priority", "none")]), [1, 2]);
    assert_eq!(found(&given, &[("priority", "must,none")]), [1, 2, 3]);
    given.does(crate::item::question::AskQuestion {
        item: ItemId(3),
        text: "Which?".into(),
        to: None,
        challenge: false,
    });
    assert_eq!(found(&given, &[("questions", "open")]), [3]);
    assert_eq!(found(&given, &[("kind", "bug")]), Vec::<u32>::new());
    assert_eq!(found(&given, &[("epic", "none")]), [1, 2, 3]);
}

#[test]
fn a_page_is_a_part_of_the_list_filtered_or_not() {
    let given = Given::items(["A", "B", "other", "C"]).ready(&[1, 2, 4]);
    let ready = Filter {
        ready: Some(true),
        ..Filter::default()
    };
    let page = |filter: &Filter, after, limit| {
        let page = filter.page(&given.product, after, limit);
        let ranks: Vec<u32> = page.items.iter().map(|(rank, _)| *rank).collect();
        (ranks, page.total, page.more)
    };
    let all = Filter::default();
    assert_eq!(page(&all, 0, 2), (vec![1, 2], 4, true));
    assert_eq!(page(&all, 2, 2), (vec![3, 4], 4, false));
    assert_eq!(page(&all, 9, 2), (vec![], 4, false));
    assert_eq!(page(&ready, 0, 2), (vec![1, 2], 3, true));
    assert_eq!(page(&ready, 2, 2), (vec![4], 3, false));
}

#[test]
fn a_parameter_that_means_nothing_is_named() {
    let given = Given::items(["A"]);
    let long = "ä".repeat(60_000);
    let bad = Filter::parse(&given.product, [("q", &*long)]).unwrap_err();
    assert!(bad.to_string().chars().count() < 200, "{bad}");
    assert!(
        bad.to_string()
            .ends_with("it has 60,000 characters, 500 is the limit")
    );
    Filter::parse(&given.product, [("q", words(&long))]).unwrap();
    let bad = Filter::parse(&given.product, [("kind", "saga")]).unwrap_err();
    assert_eq!(bad.to_string(), "“saga” is no kind to filter by");
}

#[test]
fn search_knows_an_item_by_the_key_it_had_elsewhere() {
    let mut given = Given::items(["Here"]);
    let incoming = |row, key: &str, title: &str| Incoming {
        row,
        key: key.into(),
        kind: Kind::Story,
        title: title.into(),
        description: String::new(),
        estimate: None,
        labels: Vec::new(),
        criteria: Vec::new(),
        finished: false,
        written_at: None,
        assignee: None,
        epic: None,
        rest: Vec::new(),
    };
    let items = vec![
        incoming(1, "OLD-7", "First"),
        incoming(2, "OLD-8", "After OLD-7"),
    ];
    let finished = FinishedItems::Reopen;
    let removed = RemovedItems::Leave;
    given.does(ImportItems {
        items,
        finished,
        removed,
    });
    let first = search(&given.product, "old-7", 9)[0];
    assert_eq!(&*given.product.items[&first].title.value, "First");
}

#[test]
fn search_puts_the_key_before_titles_before_texts() {
    let mut given = Given::items(["two words", "Card 1", "PAY-1 follow-up"]);
    given.describes(1, "about a card");
    assert_eq!(search(&given.product, "card", 9), [2, 1].map(ItemId));
    assert_eq!(search(&given.product, "PAY-1", 9), [1, 3].map(ItemId));
}

#[test]
fn search_puts_whole_words_first_and_then_the_order() {
    let given = Given::items(["Paying late", "Pay twice", "Repay", "Pay at once"]);
    assert_eq!(search(&given.product, "pay", 9), [2, 4, 1, 3].map(ItemId));
}

#[test]
fn what_has_no_score_is_found() {
    use crate::score::choose::ChangeScoring;
    use crate::score::say::ScoreItem;
    use crate::score::{Input, Method};
    let mut given = Given::items(["Pay", "Refund", "Pay later"]).ready(&[1, 3]);
    let (input, to) = (Input::Value, Some(8.0));
    for item in [1, 2].map(ItemId) {
        given.does(ScoreItem { item, input, to });
    }
    assert_eq!(found(&given, &[("score", "none")]), [1, 2, 3], "no formula");
    let to = Some(Method::ValueEffort);
    given.does(ChangeScoring { to });
    assert_eq!(found(&given, &[("score", "some")]), [1]);
    assert_eq!(found(&given, &[("score", "none")]), [2, 3]);
}

#[test]
fn another_item_is_found_by_words_among_those_that_are_still_there() {
    let mut given = Given::items(["Pay by card", "Pay later", "Refund a card", "Pay twice"]);
    given.does(crate::item::remove::RemoveItems {
        items: vec![ItemId(4)],
        reason: None,
    });
    given.does(crate::place::ice::IceItems {
        items: vec![ItemId(2)],
        until: None,
        reason: None,
        seen: None,
    });
    let found = |text, but: &[u32]| {
        let but: Vec<ItemId> = but.iter().copied().map(ItemId).collect();
        let found = search_live(&given.product, text, &but, 10);
        found.iter().map(|item| item.0).collect::<Vec<_>>()
    };
    assert_eq!(found("pay", &[]), [1, 2], "the iced, not the removed");
    assert_eq!(found("card", &[1]), [3]);
    assert_eq!(found("PAY-3", &[]), [3]);
    assert!(found(" ", &[]).is_empty());
}

#[test]
fn what_is_done_is_offered_last_unless_its_key_is_typed() {
    let mut given = Given::items(["Pay", "Pay later", "Pay now"])
        .ready(&[1, 2, 3])
        .sprint();
    given.finishes(1, &[1]);
    let found = |text| search_live(&given.product, text, &[], 9);
    assert_eq!(search(&given.product, "pay", 9).len(), 3);
    assert_eq!(found("pay").last(), Some(&ItemId(1)));
    assert_eq!(found("PAY-1").first(), Some(&ItemId(1)));
    assert_eq!(search_live(&given.product, "pay", &[], 2).len(), 2);
}
