//! What takes a change of a template back (I2): the words before.

use super::ChangeTemplate;
use crate::decide::Command;
use crate::event::Event;
use crate::product::Product;
use crate::record::Recorded;
use crate::refusal::Refusal;
use crate::undo::still;

/// The command that takes `recorded` back, if it was about a template.
pub(crate) fn take_back(
    product: &Product,
    recorded: &Recorded<Event>,
) -> Result<Option<Command>, Refusal> {
    let Event::TemplateChanged(e) = &recorded.event else {
        return Ok(None);
    };
    let revision = product.template_revision(e.template);
    still(revision == recorded.position, "template")?;
    let to = e.from.as_ref().map(|from| from.draft());
    let (template, base) = (Some(e.template), None);
    let command = ChangeTemplate { template, to, base };
    Ok(Some(command.into()))
}
