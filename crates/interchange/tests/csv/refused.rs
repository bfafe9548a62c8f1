//! Files that cannot be read: each gets an answer with its row.

use domain::import::MAX_ITEMS;
use interchange::csv::{Disguise, Sheet, Unreadable};

fn refused(bytes: &[u8]) -> Unreadable {
    Sheet::read(bytes).unwrap_err()
}

#[test]
fn an_empty_file_is_named() {
    for bytes in [&b""[..], b"\n\n", b"  \r\n", b"\xef\xbb\xbf", b"\xff\xfe"] {
        assert_eq!(refused(bytes), Unreadable::Empty, "{bytes:?}");
    }
}

#[test]
fn a_header_alone_is_named() {
    for text in ["title,points", "title,points\n", "title,points\n,\n\n ,\n"] {
        assert_eq!(refused(text.as_bytes()), Unreadable::NoRows, "{text:?}");
    }
}

#[test]
fn files_of_other_kinds_are_named() {
    let workbook = b"PK\x03\x04\x14\0\x06\0[Content_Types].xml";
    let answer = refused(workbook);
    assert_eq!(answer, Unreadable::Disguised(Disguise::Excel));
    assert_eq!(
        answer.to_string(),
        "This is an Excel workbook, not a CSV file. Its first bytes say so, whatever its name is. \
         Open it in the program it comes from and save the sheet as CSV (UTF-8)."
    );
    for (bytes, title) in [
        (&b"%PDF-1.7\n"[..], "a PDF"),
        (b"{\"cards\": []}", "JSON"),
        (b"<!DOCTYPE html><html>", "a web page"),
    ] {
        let answer = refused(bytes).to_string();
        assert!(answer.starts_with(&format!("This is {title},")), "{answer}");
    }
}

#[test]
fn broken_utf8_is_named_with_row_and_byte() {
    let bytes = b"title,description\nx,\"two\nlines\"\n\ny,caf\xe9\n";
    let answer = refused(bytes);
    assert_eq!(answer.row(), Some(4));
    assert_eq!(
        answer.to_string(),
        "The text breaks off in row 4. Byte 0xE9, number 39 of the file, belongs to no UTF-8 \
         character. Save the file as CSV with the encoding UTF-8: the spreadsheet program or the \
         other tool asks for it when it saves or exports."
    );
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_named_where_it_opens() {
    let text = "title,points\nx,1\n\"y,2\nz,3\n";
    let answer = refused(text.as_bytes());
    assert_eq!(answer.row(), Some(3));
    assert!(answer.to_string().starts_with(
        "The quotation marks in row 3 do not pair. Cell 1 of this row begins with a quotation \
         mark in line 3, and none closes it until the end of the file."
    ));
}

#[test]
fn a_quotation_mark_closed_by_a_later_row_is_named_where_it_opens() {
    let text = "title,points\n\"a\nb\",1\n\"y,2\n\"z\",3\n";
    let answer = refused(text.as_bytes());
    assert_eq!(answer.row(), Some(3));
    assert!(
        answer
            .to_string()
            .contains("in line 4, and where it is closed more text follows: z")
    );
}

#[test]
fn more_rows_than_one_import_brings_are_refused() {
    let mut text = String::from("title\n");
    text.push_str(&"x\n".repeat(MAX_ITEMS));
    assert_eq!(Sheet::read(text.as_bytes()).unwrap().row_count(), MAX_ITEMS);
    text.push_str("\nx\n");
    let row = MAX_ITEMS as u64 + 3;
    assert_eq!(refused(text.as_bytes()), Unreadable::TooManyRows { row });
}

#[test]
fn more_columns_than_a_table_has_are_refused() {
    let wide = ",x".repeat(6_000);
    let answer = refused(format!("title{wide}\nx\n").as_bytes());
    assert_eq!(
        answer,
        Unreadable::TooManyColumns {
            row: 1,
            count: 6_001
        }
    );
    let answer = refused(format!("title\nx\nx{wide}\n").as_bytes());
    assert_eq!(
        answer,
        Unreadable::TooManyColumns {
            row: 3,
            count: 6_001
        }
    );
}

#[test]
fn a_row_of_a_hundred_thousand_cells_is_not_taken_apart() {
    let wide = ",".repeat(100_000);
    let count = 100_001;
    let answer = refused(format!("title{wide}\nx\n").as_bytes());
    assert_eq!(answer, Unreadable::TooManyColumns { row: 1, count });
    // Only empty cells: nothing else would have found it.
    let answer = refused(format!("title\nx\nx{wide}\n").as_bytes());
    assert_eq!(answer, Unreadable::TooManyColumns { row: 3, count });
}

#[test]
fn encodings_separators_and_line_ends_do_not_matter() {
    let plain = "Key,Title,Points\nA-1,\u{dc}ber \u{1f600},3\n";
    let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{plain}")
            .encode_utf16()
            .flat_map(unit)
            .collect()
    };
    for bytes in [
        plain.as_bytes().to_vec(),
        format!("\u{feff}{plain}").into_bytes(),
        plain.replace(',', ";").into_bytes(),
        plain.replace(',', "\t").into_bytes(),
        plain.replace('\n', "\r\n").into_bytes(),
        plain.replace('\n', "\r").into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ] {
        let sheet = Sheet::read(&bytes).unwrap();
        let names: Vec<&str> = sheet.columns().iter().map(|column| &*column.name).collect();
        assert_eq!(names, ["Key", "Title", "Points"]);
        let row = sheet.rows().next().unwrap();
        assert_eq!(
            (row.number, row.cell(1), row.cell(2)),
            (2, "\u{dc}ber \u{1f600}", "3")
        );
    }
}
