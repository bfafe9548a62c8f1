//! The events of templates for new items.

use std::sync::Arc;

use domain::template::{Template, TemplateChanged};
use domain::text::Label;
use domain::{Event, Kind, TemplateId};

use crate::Examples;

pub(crate) fn examples() -> Examples<Event> {
    let whole = Template {
        name: "Outage".into(),
        kind: Kind::Bug,
        description: "**What happens**".into(),
        criteria: vec!["It works".into()],
        labels: [Label::new("ui").expect("a label")].into(),
    };
    let bare = Template {
        description: "".into(),
        criteria: Vec::new(),
        labels: [].into(),
        ..whole.clone()
    };
    let (whole, bare) = (Arc::new(whole), Arc::new(bare));
    let changed = |from: Option<&Arc<Template>>, to: Option<&Arc<Template>>| {
        Event::TemplateChanged(TemplateChanged {
            template: TemplateId(101),
            from: from.cloned(),
            to: to.cloned(),
        })
    };
    vec![vec![
        changed(None, Some(&whole)),
        changed(Some(&whole), Some(&bare)),
        changed(Some(&bare), None),
    ]]
}
