//! Into a product: the order of the rows, the same file again, the report
//! before the deed.

use domain::import::{Fate, FinishedItems, ImportItems, fates};
use domain::people::OpenProduct;
use domain::text::ProductKey;
use domain::{Actor, Command, CommandId, Context, PersonId, Product, Scale, decide, evolve};
use interchange::csv::{Mapping, Sheet, columns, plan};
use interchange::dry_run::DryRun;
use interchange::plan::Plan;
use serde_json::json;
use uuid::Uuid;

use super::{nobody, planned};

/// Does a command in a product and says how many events that led to.
pub(crate) fn does(product: &mut Product, command: impl Into<Command>) -> usize {
    let person = PersonId(Uuid::from_u128(1));
    let context = Context {
        at: "2026-11-02T09:00:00Z".parse().unwrap(),
        actor: Actor::Person {
            id: person,
            administrator: false,
        },
        command: CommandId(Uuid::from_u128(product.position.into())),
    };
    let decision = decide(product, &context, &command.into()).unwrap();
    let recorded = decision.record(&context, product.position);
    recorded.iter().for_each(|event| evolve(product, event));
    recorded.len()
}

pub(crate) fn empty_product() -> Product {
    let mut product = Product::default();
    let open = OpenProduct {
        key: ProductKey::new("PAY").unwrap(),
        name: "Payments".into(),
        time_zone: "UTC".into(),
        owner: PersonId(Uuid::from_u128(1)),
    };
    does(&mut product, open);
    product
}

pub(crate) fn import(plan: &Plan) -> ImportItems {
    let (items, finished) = (plan.items.clone(), FinishedItems::Reopen);
    ImportItems {
        items,
        finished,
        removed: domain::import::RemovedItems::Leave,
    }
}

fn titles(product: &Product) -> Vec<&str> {
    product
        .order
        .iter()
        .map(|item| &*product.items[item].title.value)
        .collect()
}

#[test]
fn rows_become_the_order_and_the_same_file_again_changes_nothing() {
    let text = "title,points,labels\nOne,3,a|b\nTwo,XL,\nOne,5,\n";
    let mut product = empty_product();
    does(&mut product, import(&planned(text)));
    assert_eq!(titles(&product), ["One", "Two", "One"]);
    assert_eq!(does(&mut product, import(&planned(text))), 0);
}

#[test]
fn without_keys_items_are_known_by_their_titles_whatever_their_order() {
    let mut product = empty_product();
    does(
        &mut product,
        import(&planned("title,points\nOne,3\nTwo,5\n")),
    );
    let newer = planned("title,points\nNew,1\nTwo,8\nOne,3\n");
    let of_two = product.order[1];
    assert_eq!(
        fates(&product, Actor::Operator, &import(&newer)),
        [
            Fate::Create,
            Fate::Update(of_two),
            Fate::Unchanged(product.order[0])
        ]
    );
}

#[test]
fn everything_a_plan_holds_is_taken() {
    let long = "w ".repeat(2_000);
    let labels: Vec<String> = (0..300).map(|n| format!("l{n}")).collect();
    let labels = labels.join("|");
    let criteria = format!("\"{long}\n{}\"", "more\n".repeat(300));
    let huge = "x".repeat(250_000);
    let text = format!(
        "title,labels,acceptance criteria,description,foo\n{long},{labels},{criteria},{huge},{huge}\n"
    );
    let mut product = empty_product();
    assert_eq!(does(&mut product, import(&planned(&text))), 1);
    let item = &product.items[&product.order[0]];
    assert_eq!((item.labels.len(), item.criteria.len()), (200, 200));
}

#[test]
fn the_dry_run_says_what_comes_and_what_does_not() {
    let text = "key,title,points,Minutes\nA-1,x,3,7\nA-2,,1,\nA-3,y,XL,\n";
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let mapping = Mapping::recognise(&sheet);
    let plan = plan(&sheet, &mapping, &nobody, Scale::Fibonacci).unwrap();
    let fates = fates(&empty_product(), Actor::Operator, &import(&plan));
    let dry_run = DryRun::new(
        &plan,
        columns(&sheet, &mapping),
        &fates,
        FinishedItems::Done,
    );
    let report = serde_json::to_value(&dry_run).unwrap();
    assert_eq!(report["rows"], 3);
    assert_eq!(report["staying"], 1);
    assert_eq!(
        report["columns"][2],
        json!({"column": "points", "field": "estimate", "filled": 3, "sample": "3"})
    );
    assert_eq!(report["columns"][3]["field"], json!(null));
    assert_eq!(report["coming"]["items"], 2);
    assert_eq!(
        report["coming"]["kinds"],
        json!({"epic": 0, "story": 2, "task": 0, "bug": 0})
    );
    assert_eq!(report["coming"]["estimated"], 1);
    assert_eq!(
        report["fates"],
        json!({"create": 2, "done": 0, "update": 0, "unchanged": 0, "skipped": 0, "removed": 0, "restored": 0})
    );
    assert_eq!(
        report["problems"],
        json!([
            {
                "code": "no_title", "column": "title", "stays": true, "count": 1,
                "what": "there is no title",
                "consequence": "The row does not come: an item needs a title",
                "examples": [{"row": 3, "value": "A-2"}],
            },
            {
                "code": "no_number", "column": "points", "stays": false, "count": 1,
                "what": "the estimate is no number",
                "consequence":
                    "The item comes without an estimate, and what stood there is kept with it",
                "examples": [{"row": 4, "value": "XL"}],
            },
        ])
    );
}
