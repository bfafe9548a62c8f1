//! Any bytes, any cells: never a panic, always an answer, and no cell lost.

use domain::Scale;
use interchange::csv::{Field, Mapping, Sheet, columns, plan};
use interchange::dry_run::DryRun;
use proptest::prelude::*;

use super::nobody;
use super::repeated::{does, empty_product, import};

/// Reads bytes as far as they can be read; whatever is planned must be taken.
fn survives(bytes: &[u8]) {
    let sheet = match Sheet::read(bytes) {
        Ok(sheet) => sheet,
        Err(unreadable) => {
            assert!(!unreadable.to_string().is_empty());
            return;
        }
    };
    let mut mapping = Mapping::recognise(&sheet);
    if mapping.of(Field::Title).next().is_none() {
        let first = sheet.columns()[0].name.clone();
        mapping.assign(&first, Some(Field::Title)).unwrap();
    }
    let plan = plan(&sheet, &mapping, &nobody, Scale::Fibonacci).unwrap();
    assert!(plan.items.len() + plan.staying() >= plan.rows);
    DryRun::new(&plan, columns(&sheet, &mapping), &[], plan.usual_finished());
    let mut product = empty_product();
    does(&mut product, import(&plan));
    assert_eq!(product.items.len(), plan.items.len());
    assert_eq!(does(&mut product, import(&plan)), 0);
}

/// Cells as they occur, and as nobody hopes.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-z ,;\t\"\r\n|\\-=+@0-9/.:]{0,12}",
        Just("Epic".to_owned()),
        Just("03/04/2015 10:00".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("-1".to_owned()),
        Just("x".repeat(600)),
    ]
}

const HEADER: [&str; 9] = [
    "key",
    "title",
    "description",
    "type",
    "points",
    "created",
    "labels",
    "parent",
    "criteria",
];

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), HEADER.len()), 1..8)
}

fn written(rows: &[Vec<String>], delimiter: u8, always: bool) -> Vec<u8> {
    let style = match always {
        true => ::csv::QuoteStyle::Always,
        false => ::csv::QuoteStyle::Necessary,
    };
    let mut builder = ::csv::WriterBuilder::new();
    let mut writer = builder
        .delimiter(delimiter)
        .quote_style(style)
        .from_writer(Vec::new());
    writer.write_record(HEADER).unwrap();
    rows.iter()
        .for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

proptest! {
    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn random_text(text in "(title|key,title)?[\na-c\",;\t\r 0|\u{e9}\0-]{0,120}") {
        survives(text.as_bytes());
    }

    #[test]
    fn random_utf16(text in any::<String>(), little in any::<bool>(), cut in 0_usize..3) {
        let unit = if little { u16::to_le_bytes } else { u16::to_be_bytes };
        let text = format!("\u{feff}title,points\n{text}");
        let mut bytes: Vec<u8> = text.encode_utf16().flat_map(unit).collect();
        bytes.truncate(bytes.len() - cut);
        survives(&bytes);
    }

    #[test]
    fn random_cells(rows in table(), delimiter in 0_usize..3) {
        survives(&written(&rows, b",;\t"[delimiter], false));
    }

    #[test]
    fn what_was_written_is_read(rows in table(), delimiter in 0_usize..3, always in any::<bool>()) {
        let bytes = written(&rows, b",;\t"[delimiter], always);
        let Ok(sheet) = Sheet::read(&bytes) else {
            prop_assert!(rows.iter().flatten().all(|cell| cell.trim().is_empty()));
            return Ok(());
        };
        let read: Vec<Vec<String>> =
            sheet.rows().map(|row| row.cells().map(str::to_owned).collect()).collect();
        prop_assert_eq!(read, rows);
    }
}
