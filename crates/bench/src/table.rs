//! Figures as a table that is read in a terminal and in Markdown alike.

use std::fmt::{self, Display};

/// Rows under a head.
pub(crate) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&str]) -> Table {
        let head = head.iter().map(|cell| (*cell).to_owned()).collect();
        Table { rows: vec![head] }
    }

    pub(crate) fn row(&mut self, cells: &[&dyn Display]) {
        let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
        eprintln!("  {}", cells.join("  "));
        self.rows.push(cells);
    }

    /// Prints all of it.
    pub(crate) fn print(&self) {
        println!("{self}");
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows[0].len();
        let width = |column: usize| {
            let cells = self.rows.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (number, row) in self.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                // Names to the left, figures to the right.
                match column {
                    0 => write!(f, "| {cell:<0$} ", widths[0])?,
                    _ => write!(f, "| {cell:>0$} ", widths[column])?,
                }
            }
            writeln!(f, "|")?;
            if number == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let end = if column == 0 { '-' } else { ':' };
                    write!(f, "|{}{end}", "-".repeat(width + 1))?;
                }
                writeln!(f, "|")?;
            }
        }
        Ok(())
    }
}

/// `12,345`.
pub(crate) fn thousands(number: u64) -> String {
    domain::text::thousands(usize::try_from(number).unwrap_or(usize::MAX))
}

/// The machine, in one line: figures mean nothing without it.
pub(crate) fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let info = read("/proc/cpuinfo");
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown", |(_, model)| model);
    let kernel = read("/proc/sys/kernel/osrelease");
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default();
    format!(
        "{cores} cores of {model}, Linux {}, load {load} at the start",
        kernel.trim()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown_whose_columns_line_up() {
        let mut table = Table::new(&["what", "n"]);
        table.row(&[&"a", &1]);
        table.row(&[&"longer", &100]);
        let text = "| what   |   n |\n|--------|----:|\n| a      |   1 |\n| longer | 100 |\n";
        assert_eq!(table.to_string(), text);
    }
}
