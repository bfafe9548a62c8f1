//! Whatever happens to a product, what is written down of it gives the same
//! product again. The wishes are those of `domain`'s property tests.

#[path = "../../domain/tests/properties/aim.rs"]
mod aim;
#[path = "../../domain/tests/properties/blockers.rs"]
mod blockers;
#[path = "../../domain/tests/properties/files.rs"]
mod files;
#[path = "../../domain/tests/properties/goals.rs"]
mod goals;
#[path = "../../domain/tests/properties/guests.rs"]
mod guests;
#[path = "../../domain/tests/properties/imports.rs"]
mod imports;
#[path = "../../domain/tests/properties/map.rs"]
mod map;
#[path = "../../domain/tests/properties/policies.rs"]
mod policies;
#[path = "../../domain/tests/properties/run.rs"]
#[expect(dead_code, reason = "how a wish was tried matters to other laws")]
mod run;
#[path = "../../domain/tests/properties/scores.rs"]
mod scores;
#[path = "../../domain/tests/properties/splits.rs"]
mod splits;
#[path = "../../domain/tests/properties/table.rs"]
mod table;
#[path = "../../domain/tests/properties/values.rs"]
mod values;
#[path = "../../domain/tests/properties/wish.rs"]
#[expect(
    dead_code,
    reason = "laws that take long are not among those tried here"
)]
mod wish;

use domain::{Product, evolve};
use proptest::prelude::*;
use store::codec;
use store::log::StreamId;

use run::Run;
use wish::plot;

proptest! {
    #![proptest_config(wish::config())]

    #[test]
    fn what_is_written_down_gives_the_same_product_again(plot in plot()) {
        let mut run = Run::begin(plot.running);
        for wish in &plot.wishes {
            run.grant(wish);
        }
        let mut again = Product::default();
        for recorded in &run.recorded {
            let row = codec::to_row(recorded).at_position(StreamId::WORKSPACE, recorded.position);
            let read = codec::from_row(&row);
            prop_assert_eq!(read.as_ref(), Ok(recorded));
            evolve(&mut again, &read.expect("just compared"));
        }
        prop_assert_eq!(again, run.product);
    }
}
