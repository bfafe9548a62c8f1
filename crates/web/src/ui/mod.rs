//! The design system: components as functions with typed arguments.
//!
//! Pages are made of these. Deliberately not here: anything that knows a route, a right or the
//! state of a product.

mod controls;
mod floats;
mod icon;
pub mod layout;
mod markdown;
mod marks;
mod notices;
mod raw;
mod rows;

pub use controls::{
    Field, Weight, cancel_edit, choice, command_button, command_link, field, icon_button,
    link_button, password, select_options, submit, text_area,
};
pub use floats::{
    dialog, menu, menu_chip, menu_command, menu_link, menu_post, picker, picker_chip, refusal,
    selection_bar, toast, toast_offering, undone_toast,
};
pub use icon::{Icon, icon, pond_sign};
pub use markdown::{Called, markdown, with_mentions};
pub(crate) use marks::sentence_case;
pub use marks::{
    Mark, ReadyCheck, Tone, avatar, chip, kind_badge, nobody, points, priority, priority_class,
    readiness, swatch_chip,
};
pub use notices::{banner, empty};
pub use rows::{GROUP, Line, List, Row, head_row, list, row, row_groups, rows_answer};
