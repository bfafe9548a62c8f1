//! Every address of Millpond's pages: the patterns the router is made of ([`route`]), and the functions
//! that fill them in. No other file writes an address by hand.
//!
//! Pages and commands of a product stand under `/p/KEY`; a command is a `POST` to the noun of what
//! it makes (`/moves`, `/estimates`). Deliberately not here: `/api`.

pub mod route;

use domain::policy::Policy;
use domain::{
    AnswerId, AttachmentId, CommandId, CommentId, CriterionId, GoalId, ItemId, PersonId, Product,
    ProductId, QuestionId, ReadyCheckId, Role, SprintId, StepId, TemplateId,
};
use uuid::Uuid;

/// The patterns whose parameter lets in whoever knows it: such a path is written into no log.
pub const SECRET: [&str; 8] = [
    route::SETUP,
    route::INVITATION,
    route::ACCEPTANCE,
    route::RESET,
    route::SUGGEST_AS_GUEST,
    route::GUEST_OUTCOME,
    route::SURVEY,
    route::SURVEY_THANKS,
];

/// The setup link's path.
pub(crate) fn setup(token: &str) -> String {
    fill(route::SETUP, "{token}", token)
}

/// Where a forgotten password is chosen anew.
pub(crate) fn reset(token: &str) -> String {
    fill(route::RESET, "{token}", token)
}

/// An invitation's path.
pub(crate) fn invitation(token: &str) -> String {
    fill(route::INVITATION, "{token}", token)
}

/// Where an invitation is accepted.
pub(crate) fn acceptance(token: &str) -> String {
    fill(route::ACCEPTANCE, "{token}", token)
}

/// Where one suggests without an account.
pub(crate) fn suggest_as_guest(token: &str) -> String {
    fill(route::SUGGEST_AS_GUEST, "{token}", token)
}

/// What became of a suggestion that was made without an account.
pub(crate) fn guest_outcome(token: &str) -> String {
    fill(route::GUEST_OUTCOME, "{token}", token)
}

/// Where one answers a survey.
pub(crate) fn survey(token: &str) -> String {
    fill(route::SURVEY, "{token}", token)
}

/// Where whoever has answered is thanked.
pub(crate) fn survey_thanks(token: &str) -> String {
    fill(route::SURVEY_THANKS, "{token}", token)
}

/// Where a product is removed or brought back.
pub(crate) fn product(to: &str, product: ProductId) -> String {
    fill(to, "{product}", &product.to_string())
}

/// Where somebody is disabled or enabled again.
pub(crate) fn person(to: &str, person: PersonId) -> String {
    fill(to, "{person}", &person.to_string())
}

/// Where an API token is revoked.
pub(crate) fn token_revocation(token: &str) -> String {
    fill(route::TOKEN_REVOCATION, "{token}", token)
}

/// A pattern with one parameter, which may have come out of an address, filled in.
fn fill(pattern: &str, name: &str, value: &str) -> String {
    let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
    pattern.replace(name, &value.replace('+', "%20"))
}

/// Addresses inside one product.
#[derive(Clone, Debug)]
pub struct ProductUrls {
    key: String,
}

impl ProductUrls {
    /// Those of this product.
    pub fn of(product: &Product) -> Self {
        Self {
            key: product.key().to_owned(),
        }
    }

    /// Those of the product with this key.
    pub fn of_key(key: &str) -> Self {
        Self {
            key: key.to_owned(),
        }
    }

    /// `/p/KEY`.
    pub fn root(&self) -> String {
        format!("/p/{}", self.key)
    }

    /// A page or command directly under the product: `to` is a pattern of [`route`] that has no
    /// parameter but the key.
    pub fn to(&self, to: &'static str) -> String {
        to.replace("{key}", &self.key)
    }

    /// The product backlog.
    pub fn backlog(&self) -> String {
        self.to(route::BACKLOG)
    }

    /// One item's page.
    pub fn item(&self, item: ItemId) -> String {
        format!("/p/{0}/items/{0}-{item}", self.key)
    }

    /// A command about one item: `to` is a pattern with a key and an item.
    pub fn about(&self, to: &'static str, item: ItemId) -> String {
        self.to(to)
            .replace("{item}", &format!("{}-{item}", self.key))
    }

    /// Planning poker on an item, whatever is on the table.
    pub fn poker(&self, item: ItemId) -> String {
        let item = format!("{}-{item}", self.key);
        with_query(&self.to(route::POKER), [("item", item.as_str())])
    }

    /// A command about a criterion, comment or dependency of an item.
    pub fn part(&self, to: &'static str, item: ItemId, part: u32) -> String {
        self.about(to, item).replace("{part}", &part.to_string())
    }

    /// A command about a criterion.
    pub fn criterion(&self, to: &'static str, item: ItemId, criterion: CriterionId) -> String {
        self.part(to, item, criterion.0)
    }

    /// A command about a comment.
    pub fn comment(&self, to: &'static str, item: ItemId, comment: CommentId) -> String {
        self.part(to, item, comment.0)
    }

    /// A file, or a command about it.
    pub fn attachment(&self, to: &'static str, item: ItemId, file: AttachmentId) -> String {
        self.part(to, item, file.0)
    }

    /// Where an answer is taken back.
    pub fn answer_removal(&self, item: ItemId, question: QuestionId, answer: AnswerId) -> String {
        self.part(route::ANSWER_REMOVAL, item, question.0)
            .replace("{answer}", &answer.to_string())
    }

    /// Where a policy is changed.
    pub fn policy(&self, policy: Policy) -> String {
        self.to(route::POLICY).replace("{policy}", policy.as_str())
    }

    /// A command about a check of the team's own.
    pub fn ready_check(&self, to: &'static str, check: ReadyCheckId) -> String {
        self.to(to).replace("{part}", &check.to_string())
    }

    /// A command about a template.
    pub fn template(&self, to: &'static str, template: TemplateId) -> String {
        self.to(to).replace("{part}", &template.to_string())
    }

    /// Where a checklist is taken over.
    pub fn checklist(&self, name: &str) -> String {
        self.to(route::CHECKLIST).replace("{checklist}", name)
    }

    /// A text of an item.
    pub fn text(&self, item: ItemId, field: &str) -> String {
        self.about(route::TEXT, item).replace("{field}", field)
    }

    /// One goal of the roadmap.
    pub fn goal(&self, goal: GoalId) -> String {
        self.of_goal(route::GOAL_PAGE, goal)
    }

    /// A page or command of one goal: `to` is a pattern with a key and a goal.
    pub fn of_goal(&self, to: &'static str, goal: GoalId) -> String {
        self.to(to).replace("{goal}", &goal.to_string())
    }

    /// About an activity or a step of the story map.
    pub fn of_step(&self, to: &'static str, step: StepId) -> String {
        self.to(to).replace("{step}", &step.to_string())
    }

    /// A text of a goal.
    pub fn goal_text(&self, goal: GoalId, field: &str) -> String {
        self.of_goal(route::GOAL_TEXT, goal)
            .replace("{field}", field)
    }

    /// One sprint.
    pub fn sprint(&self, sprint: SprintId) -> String {
        self.of_sprint(route::SPRINT, sprint)
    }

    /// A page or command of one sprint: `to` is a pattern with a key and a sprint.
    pub fn of_sprint(&self, to: &'static str, sprint: SprintId) -> String {
        self.to(to).replace("{sprint}", &sprint.to_string())
    }

    /// A role of somebody.
    pub fn role(&self, person: PersonId, role: Role) -> String {
        self.to(route::PERSON_ROLE)
            .replace("{person}", &person.to_string())
            .replace("{role}", role.as_str())
    }

    /// The withdrawal of an invite.
    pub fn invite_withdrawal(&self, token: &str) -> String {
        self.to(route::INVITE_WITHDRAWAL).replace("{token}", token)
    }

    /// A file that is being imported.
    pub(crate) fn import_file(&self, file: Uuid) -> String {
        self.import_part(route::IMPORT_FILE, file)
    }

    /// A command about a file: `to` is a pattern with a key and a file.
    pub(crate) fn import_part(&self, to: &'static str, file: Uuid) -> String {
        self.to(to).replace("{file}", &file.to_string())
    }

    /// The report of an import.
    pub(crate) fn import_report(&self, file: Uuid, format: &str) -> String {
        self.import_part(route::IMPORT_REPORT, file)
            .replace("{format}", format)
    }

    /// The undo of a command.
    pub fn undo(&self, command: CommandId) -> String {
        self.to(route::UNDO)
            .replace("{command}", &command.to_string())
    }
}

/// An address with a query; nothing is appended when there is none.
pub fn with_query<'a>(path: &str, query: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.extend_pairs(query);
    match pairs.finish() {
        query if query.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_is_filled_in() {
        let urls = ProductUrls::of_key("PAY");
        let filled = [
            urls.to(route::MOVES),
            urls.item(ItemId(3)),
            urls.about(route::COMMENTS, ItemId(3)),
            urls.part(route::DEPENDENCY_REMOVAL, ItemId(3), 4),
            urls.text(ItemId(3), "title"),
            urls.answer_removal(ItemId(3), QuestionId(4), AnswerId(5)),
            urls.goal_text(GoalId(2), "name"),
            urls.sprint(SprintId(2)),
            urls.of_sprint(route::COMMITMENT, SprintId(2)),
            urls.undo(CommandId(Uuid::nil())),
        ];
        assert_eq!(filled.iter().find(|address| address.contains('{')), None);
        assert_eq!(filled[3], "/p/PAY/items/PAY-3/dependencies/4/removal");
    }

    #[test]
    fn a_query_is_encoded() {
        assert_eq!(with_query("/a", [("q", "a b&c")]), "/a?q=a+b%26c");
        assert_eq!(with_query("/a", []), "/a");
    }

    /// The pattern in a line of the routes' file, if it is one.
    fn pattern(line: &str) -> Option<&str> {
        let constant = line.trim().strip_prefix("pub const ")?;
        let text = constant.split('"').nth(1)?;
        text.starts_with('/').then_some(text)
    }

    #[test]
    fn a_parameter_that_asks_for_no_session_is_a_secret() {
        let signed_in = ["/p/", "/products/", "/settings/", "/profile/"];
        let patterns = include_str!("urls/route.rs").lines().filter_map(pattern);
        let open = patterns
            .filter(|pattern| pattern.contains('{'))
            .filter(|pattern| !signed_in.iter().any(|front| pattern.starts_with(front)));
        let open: Vec<&str> = open.collect();
        assert_eq!(open, SECRET);
    }
}
