//! Which column is which field of an item: recognised by name, changed by
//! hand, kept for the next file of the same kind.

use std::cmp::Reverse;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::sheet::{Column, Sheet};

/// A column's name and the field it is; `None` when it is none, so that what
/// stands in it is kept with the item under the column's name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mapped {
    /// The column's name in the [`Sheet`].
    pub column: Arc<str>,
    /// The field.
    pub field: Option<Field>,
}

/// Which column is which field, for all columns of a table.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(Vec<Mapped>);

impl Mapping {
    /// What the columns' names say. Where several fit one field, the best name
    /// wins, then the column with more in it, then the first; an empty column
    /// only where there is no other. The one column of a plain list is the
    /// title.
    pub fn recognise(sheet: &Sheet) -> Mapping {
        let mut mapping = Mapping::none(sheet);
        mapping.recognise_free(sheet, |_| true);
        if sheet.header_row().is_none() && sheet.columns().len() == 1 {
            mapping.assign_at(0, Some(Field::Title));
        }
        mapping
    }

    /// These answers for another table: its columns are known by their names,
    /// and those that were never asked about are recognised where their field
    /// is free.
    pub fn adapted_to(&self, sheet: &Sheet) -> Mapping {
        let mut mapping = Mapping::none(sheet);
        for Mapped { column, field } in &self.0 {
            if let Some(index) = mapping.index(column) {
                mapping.assign_at(index, *field);
            }
        }
        mapping.recognise_free(sheet, |name| self.index(name).is_none());
        mapping
    }

    /// Makes a column a field, or none. A field that takes one column only
    /// leaves the column it had.
    ///
    /// # Errors
    /// [`UnknownColumn`] when there is no column of this name.
    pub fn assign(&mut self, column: &str, field: Option<Field>) -> Result<(), UnknownColumn> {
        let Some(index) = self.index(column) else {
            let columns = self.0.iter().map(|mapped| mapped.column.clone()).collect();
            let column = column.to_owned();
            return Err(UnknownColumn { column, columns });
        };
        self.assign_at(index, field);
        Ok(())
    }

    /// All columns with what they are, from left to right.
    pub fn columns(&self) -> &[Mapped] {
        &self.0
    }

    /// The columns that are this field, counted from 0.
    pub fn of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        let columns = self.0.iter().enumerate();
        columns.filter_map(move |(index, mapped)| (mapped.field == Some(field)).then_some(index))
    }

    fn none(sheet: &Sheet) -> Mapping {
        let mapped = |column: &Column| Mapped {
            column: column.name.clone(),
            field: None,
        };
        Mapping(sheet.columns().iter().map(mapped).collect())
    }

    fn index(&self, column: &str) -> Option<usize> {
        self.0.iter().position(|mapped| &*mapped.column == column)
    }

    fn assign_at(&mut self, index: usize, field: Option<Field>) {
        if let Some(one) = field.filter(|field| !field.takes_many()) {
            let before = self.0.iter_mut().filter(|other| other.field == Some(one));
            before.for_each(|other| other.field = None);
        }
        self.0[index].field = field;
    }

    /// Recognises the columns whose names `asked` lets through.
    fn recognise_free(&mut self, sheet: &Sheet, asked: impl Fn(&str) -> bool) {
        for field in Field::ALL {
            let free = self.of(field).next().is_none();
            let mut fitting: Vec<(bool, usize, Reverse<usize>, usize)> = Vec::new();
            for (index, column) in sheet.columns().iter().enumerate() {
                let recognised = Field::recognise(&column.header);
                if let Some((found, tier)) = recognised
                    && found == field
                    && asked(&column.name)
                {
                    fitting.push((column.filled == 0, tier, Reverse(column.filled), index));
                }
            }
            if field.takes_many() {
                fitting
                    .iter()
                    .for_each(|fit| self.assign_at(fit.3, Some(field)));
            } else if let Some(best) = fitting.into_iter().min().filter(|_| free) {
                self.assign_at(best.3, Some(field));
            }
        }
    }
}

/// A column that a table does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownColumn {
    /// What was asked for.
    pub column: String,
    /// The columns there are.
    pub columns: Vec<Arc<str>>,
}

impl fmt::Display for UnknownColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.columns.join(", ");
        let column = &self.column;
        write!(
            f,
            "There is no column \u{201c}{column}\u{201d}. There are: {columns}."
        )
    }
}

impl std::error::Error for UnknownColumn {}

/// One column as a form or report shows it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ColumnUse {
    /// The column's name.
    pub column: Arc<str>,
    /// The field it is, if it is one.
    pub field: Option<Field>,
    /// How many rows have something in it.
    pub filled: usize,
    /// The first thing in it, shortened.
    pub sample: String,
}

/// All columns of a table with their uses.
pub fn columns(sheet: &Sheet, mapping: &Mapping) -> Vec<ColumnUse> {
    let used = |column: &Column| ColumnUse {
        column: column.name.clone(),
        field: mapping
            .index(&column.name)
            .and_then(|index| mapping.0[index].field),
        filled: column.filled,
        sample: column.sample.clone(),
    };
    sheet.columns().iter().map(used).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet<'_> {
        Sheet::read(text.as_bytes()).unwrap()
    }

    fn fields(mapping: &Mapping) -> Vec<(&str, Option<Field>)> {
        let columns = mapping.columns().iter();
        columns
            .map(|mapped| (&*mapped.column, mapped.field))
            .collect()
    }

    #[test]
    fn the_best_name_wins_then_the_fuller_column() {
        let sheet = sheet("ID,issuekey,Story_Point,storypoint,Title\n7,A-1,,3,x\n8,A-2,5,5,y\n");
        assert_eq!(
            fields(&Mapping::recognise(&sheet)),
            [
                ("ID", None),
                ("issuekey", Some(Field::Key)),
                ("Story_Point", None),
                ("storypoint", Some(Field::Estimate)),
                ("Title", Some(Field::Title)),
            ]
        );
    }

    #[test]
    fn an_empty_column_gives_way() {
        let sheet = sheet("title,created,opened\nx,,2020-01-01\n");
        let mapping = Mapping::recognise(&sheet);
        assert_eq!(mapping.of(Field::Created).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn several_columns_may_be_labels() {
        let sheet = sheet("title,Labels,Labels,Components\nx,a,b,c\n");
        let mapping = Mapping::recognise(&sheet);
        assert_eq!(mapping.of(Field::Labels).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn a_hand_moves_a_field_from_column_to_column() {
        let sheet = sheet("title,points,real points\nx,1,2\n");
        let mut mapping = Mapping::recognise(&sheet);
        mapping
            .assign("real points", Some(Field::Estimate))
            .unwrap();
        assert_eq!(mapping.of(Field::Estimate).collect::<Vec<_>>(), [2]);
        mapping.assign("real points", None).unwrap();
        assert_eq!(mapping.of(Field::Estimate).count(), 0);
        let error = mapping.assign("pints", None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "There is no column \u{201c}pints\u{201d}. There are: title, points, real points."
        );
    }

    #[test]
    fn answers_hold_for_the_next_file() {
        let first = sheet("title,points,weight\nx,1,2\n");
        let mut mapping = Mapping::recognise(&first);
        mapping.assign("weight", Some(Field::Estimate)).unwrap();
        let json = serde_json::to_string(&mapping).unwrap();
        let kept: Mapping = serde_json::from_str(&json).unwrap();
        let second = sheet("key,weight,points,title\nA-1,2,1,x\n");
        assert_eq!(
            fields(&kept.adapted_to(&second)),
            [
                ("key", Some(Field::Key)),
                ("weight", Some(Field::Estimate)),
                ("points", None),
                ("title", Some(Field::Title)),
            ]
        );
    }
}
