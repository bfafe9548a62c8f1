//! The fields of an item that a column can be, and the names that columns have
//! for them in other tools.

use serde::{Deserialize, Serialize};

use crate::values::folded;

/// What a column says about an item.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Its key in the other tool.
    Key,
    /// One line.
    Title,
    /// Its text.
    Description,
    /// What sort of work.
    Kind,
    /// Its estimate.
    Estimate,
    /// How far it is.
    Status,
    /// How it ended.
    Resolution,
    /// When it was written down.
    Created,
    /// Words it is grouped by.
    Labels,
    /// How urgent it is; Millpond has an order instead, so it is kept with the
    /// item.
    Priority,
    /// Who works on it.
    Assignee,
    /// The epic it belongs to.
    Epic,
    /// What must be true for it to be accepted.
    Criteria,
}

impl Field {
    /// All of them, as a form lists them.
    pub const ALL: [Field; 13] = [
        Field::Key,
        Field::Title,
        Field::Description,
        Field::Kind,
        Field::Estimate,
        Field::Status,
        Field::Resolution,
        Field::Created,
        Field::Labels,
        Field::Priority,
        Field::Assignee,
        Field::Epic,
        Field::Criteria,
    ];

    /// As written in forms, JSON and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Key => "key",
            Field::Title => "title",
            Field::Description => "description",
            Field::Kind => "kind",
            Field::Estimate => "estimate",
            Field::Status => "status",
            Field::Resolution => "resolution",
            Field::Created => "created",
            Field::Labels => "labels",
            Field::Priority => "priority",
            Field::Assignee => "assignee",
            Field::Epic => "epic",
            Field::Criteria => "criteria",
        }
    }

    /// The field written as `text`.
    pub fn parse(text: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|field| field.as_str() == text)
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Field::Key => "Key",
            Field::Title => "Title",
            Field::Description => "Description",
            Field::Kind => "Kind",
            Field::Estimate => "Estimate",
            Field::Status => "Status",
            Field::Resolution => "Resolution",
            Field::Created => "Created",
            Field::Labels => "Labels",
            Field::Priority => "Priority",
            Field::Assignee => "Assignee",
            Field::Epic => "Epic",
            Field::Criteria => "Acceptance criteria",
        }
    }

    /// Whether several columns may be this field at once.
    pub fn takes_many(self) -> bool {
        matches!(self, Field::Labels | Field::Criteria | Field::Status)
    }

    /// The field a header is the name of, and how well it fits: 0 is best.
    pub fn recognise(header: &str) -> Option<(Field, usize)> {
        let name = folded(inner_name(header));
        NAMES.iter().find_map(|(field, tiers)| {
            let fits = |tier: &&str| tier.split_whitespace().any(|known| known == name);
            tiers.iter().position(fits).map(|tier| (*field, tier))
        })
    }
}

/// Jira writes `Custom field (Story Points)`.
fn inner_name(header: &str) -> &str {
    let header = header.trim();
    let start = "custom field (";
    match header.get(..start.len()) {
        Some(found) if found.eq_ignore_ascii_case(start) => {
            header[start.len()..].trim_end_matches(')')
        }
        _ => header,
    }
}

/// Names by field, the best fitting first; those of one line fit equally well,
/// and the column with more in it is taken.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Key,
        &[
            "issuekey itemkey taskkey ticketkey storykey key",
            "taskcustomid customid identifier",
            "issueid itemid taskid ticketid storyid workitemid id",
            "ticket number issuenumber no nr iid",
        ],
    ),
    (
        Field::Title,
        &[
            "title summary",
            "issuetitle itemtitle tasktitle cardtitle storytitle issuesummary",
            "name taskname itemname cardname issuename storyname",
            "subject headline userstory",
            "story item task card feature",
        ],
    ),
    (
        Field::Description,
        &[
            "description issuedescription itemdescription carddescription",
            "taskcontent taskdescription details body content text",
            "notes note desc longdescription",
        ],
    ),
    (
        Field::Kind,
        &[
            "issuetype workitemtype itemtype tasktype storytype type",
            "kind itemkind tracker",
        ],
    ),
    (
        Field::Estimate,
        &[
            "storypoints storypoint storypointestimate storypointsestimate points sprintpoints",
            "estimate estimation sp weight",
            "effort size complexity",
        ],
    ),
    (
        Field::Status,
        &["status state issuestatus itemstatus taskstatus statuscategory"],
    ),
    (Field::Resolution, &["resolution issueresolution"]),
    (
        Field::Created,
        &[
            "created createdat createdon createddate creationdate datecreated createddatetime",
            "createdtime creationtime opened openedat dateopened",
            "datecreatedtext",
        ],
    ),
    (
        Field::Labels,
        &["labels label tags tag components component"],
    ),
    (Field::Priority, &["priority prio issuepriority"]),
    (
        Field::Assignee,
        &["assignee assignees assignedto", "assigneeemail owner"],
    ),
    (
        Field::Epic,
        &[
            "epiclink epickey epic",
            "parentkey parentlink",
            "parentissue parentid parent",
            "epicname",
        ],
    ),
    (
        Field::Criteria,
        &["acceptancecriteria acceptancecriterion acceptancecriterias conditionsofsatisfaction"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_recognised_without_case_and_punctuation() {
        for (header, field) in [
            ("issuekey", Field::Key),
            ("Issue key", Field::Key),
            ("Summary", Field::Title),
            ("TITLE ", Field::Title),
            ("storypoint", Field::Estimate),
            ("Story_Point", Field::Estimate),
            ("Custom field (Story Points)", Field::Estimate),
            ("custom field (Story point estimate)", Field::Estimate),
            ("Issue Type", Field::Kind),
            ("Creation_Date", Field::Created),
            ("Component/s", Field::Labels),
            ("Custom field (Epic Link)", Field::Epic),
            ("Acceptance Criteria", Field::Criteria),
            ("Assigned To", Field::Assignee),
        ] {
            let found = Field::recognise(header).map(|(field, _)| field);
            assert_eq!(found, Some(field), "{header}");
        }
    }

    #[test]
    fn other_headers_are_not() {
        for header in [
            "",
            "Resolution_Date",
            "In_Progress_Minutes",
            "Original estimate",
            "\u{e9}",
        ] {
            assert_eq!(Field::recognise(header), None, "{header}");
        }
    }

    #[test]
    fn names_are_folded_and_stand_for_one_field() {
        let names = NAMES.iter().flat_map(|(_, tiers)| tiers.iter());
        let mut all: Vec<&str> = names.flat_map(|tier| tier.split_whitespace()).collect();
        assert!(all.iter().all(|name| folded(name) == *name));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn a_field_is_written_as_it_is_read() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.as_str()), Some(field));
            let json = serde_json::to_string(&field).unwrap();
            assert_eq!(json, format!("\"{}\"", field.as_str()));
        }
    }
}
