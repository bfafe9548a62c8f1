//! Reads histories from files, which are known by what is in them.

mod gitlab;
mod issues;
mod snapshots;
mod sprints;

use std::path::{Path, PathBuf};

use crate::history::History;

/// The histories of all files; of folders, those in them.
///
/// # Errors
///
/// A sentence that names the file which can't be read. Files of another sort are named and left out.
pub(crate) fn all(paths: &[PathBuf]) -> Result<Vec<History>, String> {
    let mut histories = Vec::new();
    for path in paths {
        for file in files(path)? {
            let text = std::fs::read_to_string(&file).map_err(|e| cannot(&file, &e))?;
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            match one(&name, &text) {
                Ok(found) if !found.is_empty() => histories.extend(found),
                Ok(_) => eprintln!("{}: nothing in it to forecast from", file.display()),
                Err(why) => eprintln!("{}: left out, {why}", file.display()),
            }
        }
    }
    Ok(histories)
}

fn cannot(file: &Path, error: &std::io::Error) -> String {
    format!("{} can't be read: {error}", file.display())
}

/// The file, or those in the folder and its folders, by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, String> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|e| cannot(path, &e))?;
    let mut found = Vec::new();
    for entry in entries {
        found.push(entry.map_err(|e| cannot(path, &e))?.path());
    }
    found.sort();
    let nested: Result<Vec<_>, _> = found.iter().map(|path| files(path)).collect();
    Ok(nested?.concat())
}

fn one(name: &str, text: &str) -> Result<Vec<History>, String> {
    if text.trim_start().starts_with('{') {
        return gitlab::read(name, text);
    }
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|e| e.to_string())?.clone();
    let has = |column: &str| header.iter().any(|name| name == column);
    let rows = rows(&mut reader, &header)?;
    if has("sprintid") && has("delivered") {
        return Ok(snapshots::read(name, &rows));
    }
    if has("Sprint") && has("Story.Points") {
        return Ok(sprints::read(name, &rows));
    }
    match issues::Columns::of(&header) {
        Some(columns) => Ok(issues::read(name, &rows, columns)),
        None => Err("no columns that are known; start without a file to see which are".to_owned()),
    }
}

/// A row's cells by its header.
pub(crate) type Row = std::collections::BTreeMap<String, String>;

fn rows(reader: &mut csv::Reader<&[u8]>, header: &csv::StringRecord) -> Result<Vec<Row>, String> {
    let cells = |record: csv::StringRecord| {
        let pairs = header.iter().zip(record.iter());
        pairs
            .map(|(name, cell)| (name.to_owned(), cell.trim().to_owned()))
            .collect()
    };
    reader
        .records()
        .map(|record| record.map(cells).map_err(|e| e.to_string()))
        .collect()
}

/// The number in a cell; 0 where there is none.
pub(crate) fn number(row: &Row, column: &str) -> f64 {
    let cell = row.get(column).map(String::as_str).unwrap_or_default();
    cell.parse::<f64>()
        .ok()
        .filter(|n| n.is_finite())
        .unwrap_or_default()
}
