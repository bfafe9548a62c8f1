//! Patterns for the router. What fills them in is in [`super`].

/// All products of the workspace.
pub const HOME: &str = "/";
/// Sign in.
pub const LOGIN: &str = "/login";
/// Sign out.
pub const LOGOUT: &str = "/logout";
/// The first administrator, by the one-time link.
pub const SETUP: &str = "/setup/{token}";
/// An invitation, by its link.
pub const INVITATION: &str = "/invite/{token}";
/// Join by an invitation as whoever is signed in.
pub const ACCEPTANCE: &str = "/invite/{token}/acceptance";
/// A forgotten password, by the link for it.
pub const RESET: &str = "/reset/{token}";
/// Suggest something without an account, by the suggestion link.
pub const SUGGEST_AS_GUEST: &str = "/suggest/{token}";
/// What became of a suggestion that was made without an account.
pub const GUEST_OUTCOME: &str = "/suggested/{token}";
/// A survey, by its link.
pub const SURVEY: &str = "/survey/{token}";
/// What whoever has answered a survey is told.
pub const SURVEY_THANKS: &str = "/survey/{token}/thanks";
/// Where one is mentioned.
pub const MENTIONS: &str = "/mentions";
/// How many of these are not read.
pub const MENTIONS_COUNT: &str = "/mentions/count";
/// All of them are read.
pub const MENTIONS_READING: &str = "/mentions/reading";
/// One's own profile.
pub const PROFILE: &str = "/profile";
/// A new product.
pub const NEW_PRODUCT: &str = "/products/new";
/// Make a product.
pub const PRODUCTS: &str = "/products";
/// Whether a key will do, and which one fits a name.
pub const PRODUCT_KEYS: &str = "/products/keys";
/// Make the sample product.
pub const SAMPLE: &str = "/products/sample";
/// Remove a product.
pub const PRODUCT_REMOVAL: &str = "/products/{product}/removal";
/// Bring a product back.
pub const PRODUCT_RESTORATION: &str = "/products/{product}/restoration";
/// What holds for the whole workspace.
pub const SETTINGS: &str = "/settings";
/// Let somebody sign in no more.
pub const PERSON_DISABLING: &str = "/settings/people/{person}/disabling";
/// Let somebody sign in again.
pub const PERSON_ENABLING: &str = "/settings/people/{person}/enabling";
/// Make somebody an administrator.
pub const PERSON_APPOINTMENT: &str = "/settings/people/{person}/appointment";
/// Let somebody be an administrator no more.
pub const PERSON_DISMISSAL: &str = "/settings/people/{person}/dismissal";
/// One's own name.
pub const PROFILE_NAME: &str = "/profile/name";
/// One's own address.
pub const PROFILE_EMAIL: &str = "/profile/email";
/// One's own password.
pub const PROFILE_PASSWORD: &str = "/profile/password";
/// One's own API tokens.
pub const TOKENS: &str = "/profile/tokens";
/// Revoke an API token.
pub const TOKEN_REVOCATION: &str = "/profile/tokens/{token}/revocation";
/// Sign out everywhere else.
pub const SESSIONS_END: &str = "/profile/sessions/end";

/// The products one can go to, for the menu.
pub const PRODUCTS_MENU: &str = "/products/menu";

/// A product: its backlog.
pub const PRODUCT: &str = "/p/{key}";
/// Every address below it that means nothing.
pub const WITHIN: &str = "/p/{key}/{*rest}";
/// The product backlog.
pub const BACKLOG: &str = "/p/{key}/backlog";
/// Rows of the product backlog.
pub const ROWS: &str = "/p/{key}/backlog/rows";
/// Rows of the epics.
pub const EPIC_ROWS: &str = "/p/{key}/epics/rows";
/// Epics to choose from.
pub const EPIC_CHOICES: &str = "/p/{key}/epics/choices";
/// The roadmap; and putting items under goals.
pub const ROADMAP: &str = "/p/{key}/roadmap";
/// A new goal of the roadmap.
pub const GOALS: &str = "/p/{key}/goals";
/// One goal of the roadmap.
pub const GOAL_PAGE: &str = "/p/{key}/goals/{goal}";
/// Edit the name or the text of a goal.
pub const GOAL_TEXT: &str = "/p/{key}/goals/{goal}/texts/{field}";
/// Say when a goal is worked on.
pub const GOAL_SPAN: &str = "/p/{key}/goals/{goal}/span";
/// Make an epic of a section of a goal's document.
pub const GOAL_PART: &str = "/p/{key}/goals/{goal}/parts/{part}";
/// Say which items cover a part of a goal's document.
pub const GOAL_COVERAGE: &str = "/p/{key}/goals/{goal}/coverage";
/// Say how it stands with a goal.
pub const GOAL_STATE: &str = "/p/{key}/goals/{goal}/state";
/// The user story map.
pub const MAP: &str = "/p/{key}/map";
/// Put items at a step and into a slice of the map.
pub const MAP_CARDS: &str = "/p/{key}/map/cards";
/// Steps of the map to choose from.
pub const MAP_CHOICES: &str = "/p/{key}/map/choices";
/// A new item on the map.
pub const MAP_ITEMS: &str = "/p/{key}/map/items";
/// Draw the map from the epics.
pub const MAP_DRAWING: &str = "/p/{key}/map/drawing";
/// A new activity or step of the map.
pub const MAP_STEPS: &str = "/p/{key}/map/steps";
/// Rename an activity or a step.
pub const MAP_STEP: &str = "/p/{key}/map/steps/{step}";
/// What can be done with an activity or a step.
pub const MAP_STEP_MENU: &str = "/p/{key}/map/steps/{step}/menu";
/// Put an activity or a step elsewhere.
pub const MAP_STEP_PLACE: &str = "/p/{key}/map/steps/{step}/place";
/// Take an activity or a step off the map.
pub const MAP_STEP_REMOVAL: &str = "/p/{key}/map/steps/{step}/removal";
/// What is done, sprint by sprint.
pub const DONE: &str = "/p/{key}/done";
/// Rows of what is done.
pub const DONE_ROWS: &str = "/p/{key}/done/rows";
/// What was removed.
pub const REMOVED: &str = "/p/{key}/removed";
/// Rows of what was removed.
pub const REMOVED_ROWS: &str = "/p/{key}/removed/rows";
/// One item, as a page and as a panel.
pub const ITEM: &str = "/p/{key}/items/{item}";
/// The board of the running sprint.
pub const BOARD: &str = "/p/{key}/board";
/// Closing the sprint that runs.
pub const BOARD_CLOSING: &str = "/p/{key}/board/closing";
/// Planning poker: the item on the table, or one that has no estimate yet.
pub const POKER: &str = "/p/{key}/poker";
/// Planning the next sprint.
pub const PLANNING: &str = "/p/{key}/planning";
/// All sprints.
pub const SPRINTS: &str = "/p/{key}/sprints";
/// A new sprint.
pub const NEW_SPRINT: &str = "/p/{key}/sprints/new";
/// One sprint: its board while it runs; its contract, its chart and what came of it afterwards.
pub const SPRINT: &str = "/p/{key}/sprints/{sprint}";
/// Planning one sprint: both backlogs side by side.
pub const SPRINT_PLANNING: &str = "/p/{key}/sprints/{sprint}/planning";
/// Rows of the product backlog, as planning shows them.
pub const CANDIDATES: &str = "/p/{key}/sprints/{sprint}/candidates";
/// Rows of the sprint backlog, as planning shows them.
pub const SPRINT_ROWS: &str = "/p/{key}/sprints/{sprint}/rows";
/// Closing a sprint.
pub const CLOSING: &str = "/p/{key}/sprints/{sprint}/closing";
/// A sprint's burndown.
pub const BURNDOWN: &str = "/p/{key}/sprints/{sprint}/burndown";
/// The burndown of the running sprint.
pub const BURNDOWN_NOW: &str = "/p/{key}/burndown";
/// A sprint's burndown as a file.
pub const BURNDOWN_FILE: &str = "/p/{key}/sprints/{sprint}/burndown.svg";
/// What the product has agreed on: its policies.
pub const POLICIES: &str = "/p/{key}/policies";
/// Estimate on another scale.
pub const SCALE: &str = "/p/{key}/policies/scale";
/// Add a template for items.
pub const TEMPLATES: &str = "/p/{key}/templates";
/// Change one.
pub const TEMPLATE: &str = "/p/{key}/templates/{part}";
/// Remove one.
pub const TEMPLATE_REMOVAL: &str = "/p/{key}/templates/{part}/removal";
/// One of Millpond's as it was at first.
pub const TEMPLATE_BUILT_IN: &str = "/p/{key}/templates/{part}/built-in";
/// The refinement session.
pub const REFINEMENT: &str = "/p/{key}/refinement";
/// Suggestions: what waits, and one's own.
pub const SUGGESTIONS: &str = "/p/{key}/suggestions";
/// Open the suggestion link.
pub const SUGGESTION_LINK: &str = "/p/{key}/suggestion-link";
/// Close the suggestion link.
pub const SUGGESTION_LINK_CLOSING: &str = "/p/{key}/suggestion-link/closing";
/// How many suggestions wait.
pub const SUGGESTIONS_COUNT: &str = "/p/{key}/suggestions/count";
/// What lies in the icebox, what is due first.
pub const ICEBOX: &str = "/p/{key}/icebox";
/// How much of the icebox is due.
pub const ICEBOX_COUNT: &str = "/p/{key}/icebox/count";
/// The clean-up pass.
pub const CLEAN_UP: &str = "/p/{key}/clean-up";
/// One answer to all of a part of it.
pub const CLEAN_UP_ANSWERS: &str = "/p/{key}/clean-up/answers";
/// All crossings of the product.
pub const LEDGER: &str = "/p/{key}/ledger";
/// What says nearly the same as a title.
pub const ALIKE: &str = "/p/{key}/alike";
/// Whom a comment may mention.
pub const MENTIONABLE: &str = "/p/{key}/mentionable";
/// Who has which roles.
pub const PEOPLE: &str = "/p/{key}/people";
/// Give a role or take it back.
pub const PERSON_ROLE: &str = "/p/{key}/people/{person}/roles/{role}";
/// Invite somebody.
pub const INVITES: &str = "/p/{key}/invites";
/// Take an invite back.
pub const INVITE_WITHDRAWAL: &str = "/p/{key}/invites/{token}/withdrawal";
/// Change a policy.
pub const POLICY: &str = "/p/{key}/policies/{policy}";
/// Add a check of the team's own.
pub const READY_CHECKS: &str = "/p/{key}/ready-checks";
/// Take a checklist over.
pub const CHECKLIST: &str = "/p/{key}/checklists/{checklist}";
/// Reword one.
pub const READY_CHECK: &str = "/p/{key}/ready-checks/{part}";
/// Take one away.
pub const READY_CHECK_REMOVAL: &str = "/p/{key}/ready-checks/{part}/removal";
/// Items from a file.
pub const IMPORT: &str = "/p/{key}/import";
/// Upload a file.
pub const IMPORT_FILES: &str = "/p/{key}/import/files";
/// What would come of a file, how far its import is, what came.
pub const IMPORT_FILE: &str = "/p/{key}/import/files/{file}";
/// Answers about a file.
pub const IMPORT_ANSWERS: &str = "/p/{key}/import/files/{file}/answers";
/// Import a file.
pub const IMPORT_RUN: &str = "/p/{key}/import/files/{file}/run";
/// How far an import is.
pub const IMPORT_PROGRESS: &str = "/p/{key}/import/files/{file}/progress";
/// What an import did, to be kept.
pub const IMPORT_REPORT: &str = "/p/{key}/import/files/{file}/report/{format}";
/// Items that a field may name.
pub const ITEM_CHOICES: &str = "/p/{key}/item-choices";
/// Items for the palette.
pub const FIND: &str = "/p/{key}/find";
/// What changes, as it changes.
pub const LIVE: &str = "/p/{key}/live";

/// Undo a command.
pub const UNDO: &str = "/p/{key}/undo/{command}";
/// New items.
pub const ITEMS: &str = "/p/{key}/items";
/// Many new items, a line each.
pub const MANY_ITEMS: &str = "/p/{key}/items/many";
/// Re-order where the items stand: in the product backlog, a sprint plan, a column of the board.
pub const MOVES: &str = "/p/{key}/moves";
/// The product backlog by priority; and setting priorities.
pub const PRIORITIES: &str = "/p/{key}/priorities";
/// Kano: categories, surveys and what they say.
pub const KANO: &str = "/p/{key}/kano";
/// Take over what a survey says.
pub const KANO_CATEGORIES: &str = "/p/{key}/kano/categories";
/// On to a survey about chosen items.
pub const KANO_CHOICES: &str = "/p/{key}/kano/choices";
/// The form that opens a survey.
pub const NEW_SURVEY: &str = "/p/{key}/kano/new";
/// Open a survey.
pub const SURVEYS: &str = "/p/{key}/kano/surveys";
/// Close the survey.
pub const SURVEY_CLOSING: &str = "/p/{key}/kano/surveys/closing";
/// The register of what won't be built; and deciding that.
pub const WONT: &str = "/p/{key}/wont";
/// A window of it.
pub const WONT_ROWS: &str = "/p/{key}/wont/rows";
/// "Which one waits?", pair by pair.
pub const TRADE_OFF: &str = "/p/{key}/priorities/trade-off";
/// The order that scores propose; and taking it over.
pub const SCORES: &str = "/p/{key}/scores";
/// Choose the formula items are scored by.
pub const SCORING: &str = "/p/{key}/policies/scoring";
/// The numbers an item is scored by; and saying them.
pub const SCORE: &str = "/p/{key}/items/{item}/score";
/// Answer which one waits.
pub const TRADE_OFFS: &str = "/p/{key}/trade-offs";
/// Reasons for moves one has made: those without one, and giving one.
pub const REASONS: &str = "/p/{key}/reasons";
/// Estimate.
pub const ESTIMATES: &str = "/p/{key}/estimates";
/// Add or remove labels.
pub const LABELS: &str = "/p/{key}/labels";
/// Change kinds.
pub const KINDS: &str = "/p/{key}/kinds";
/// All epics; put items into one.
pub const EPICS: &str = "/p/{key}/epics";
/// Makes an epic and puts items into it.
pub const NEW_EPIC: &str = "/p/{key}/epics/new";
/// Assign.
pub const ASSIGNMENTS: &str = "/p/{key}/assignments";
/// Remove from the product.
pub const REMOVALS: &str = "/p/{key}/removals";
/// Bring removed items back.
pub const RESTORATIONS: &str = "/p/{key}/restorations";
/// Take into the product backlog what waits.
pub const ADMISSIONS: &str = "/p/{key}/admissions";
/// Decline what waits.
pub const DECLINES: &str = "/p/{key}/declines";
/// Put into the icebox, or keep there for longer.
pub const ICINGS: &str = "/p/{key}/icings";
/// Keep as it is.
pub const KEEPINGS: &str = "/p/{key}/keepings";
/// Merge into another item.
pub const MERGERS: &str = "/p/{key}/mergers";
/// Take back what one suggested.
pub const WITHDRAWALS: &str = "/p/{key}/withdrawals";
/// Suggest again what one took back.
pub const RESUBMISSIONS: &str = "/p/{key}/resubmissions";
/// Pull into the sprint being planned.
pub const PULLS: &str = "/p/{key}/pulls";
/// Put back into the product backlog.
pub const PUT_BACKS: &str = "/p/{key}/put-backs";
/// Move a card on the board.
pub const CARDS: &str = "/p/{key}/cards";
/// Say what stands in the way of cards.
pub const BLOCKERS: &str = "/p/{key}/blockers";
/// Say that a blocker is out of the way.
pub const BLOCKER_RESOLUTION: &str = "/p/{key}/items/{item}/blockers/{part}/resolution";
/// Say that a blocker blocks again.
pub const BLOCKER_REOPENING: &str = "/p/{key}/items/{item}/blockers/{part}/reopening";
/// Change a sprint's name and dates.
pub const SCHEDULE: &str = "/p/{key}/sprints/{sprint}/schedule";
/// Say what a sprint is for.
pub const GOAL: &str = "/p/{key}/sprints/{sprint}/goal";
/// Say who of the team has how many days for a sprint.
pub const CAPACITY: &str = "/p/{key}/sprints/{sprint}/capacity";
/// Pull the top ready items, up to a load.
pub const FILLS: &str = "/p/{key}/sprints/{sprint}/fills";
/// Open planning poker on the chosen item, from wherever that is.
pub const POKER_OPENINGS: &str = "/p/{key}/poker/openings";
/// Begin a round of planning poker.
pub const POKER_ROUNDS: &str = "/p/{key}/items/{item}/poker/rounds";
/// Vote.
pub const VOTES: &str = "/p/{key}/items/{item}/poker/votes";
/// Turn the cards over.
pub const REVEALS: &str = "/p/{key}/items/{item}/poker/reveals";
/// Write what was agreed, or end the poker without.
pub const AGREEMENT: &str = "/p/{key}/items/{item}/poker/agreement";
/// Commit to a sprint.
pub const COMMITMENT: &str = "/p/{key}/sprints/{sprint}/commitment";
/// Take a sprint that is being planned away.
pub const SPRINT_REMOVAL: &str = "/p/{key}/sprints/{sprint}/removal";
/// Edit the title or the description.
pub const TEXT: &str = "/p/{key}/items/{item}/texts/{field}";
/// Add a criterion.
pub const CRITERIA: &str = "/p/{key}/items/{item}/criteria";
/// What an item is split into; and splitting it.
pub const SPLIT: &str = "/p/{key}/items/{item}/split";
/// Reword a criterion.
pub const CRITERION: &str = "/p/{key}/items/{item}/criteria/{part}";
/// Say whether a criterion is met.
pub const CRITERION_MET: &str = "/p/{key}/items/{item}/criteria/{part}/met";
/// Remove a criterion.
pub const CRITERION_REMOVAL: &str = "/p/{key}/items/{item}/criteria/{part}/removal";
/// Tick a check of the team's own for an item.
pub const TICK: &str = "/p/{key}/items/{item}/ready-checks/{part}";
/// Ask about items.
pub const QUESTIONS: &str = "/p/{key}/questions";
/// Answer a question.
pub const ANSWERS: &str = "/p/{key}/items/{item}/questions/{part}/answers";
/// Close or reopen a question.
pub const QUESTION_STATE: &str = "/p/{key}/items/{item}/questions/{part}/state";
/// Withdraw a question.
pub const QUESTION_REMOVAL: &str = "/p/{key}/items/{item}/questions/{part}/removal";
/// Take an answer back.
pub const ANSWER_REMOVAL: &str = "/p/{key}/items/{item}/questions/{part}/answers/{answer}/removal";
/// Comment.
pub const COMMENTS: &str = "/p/{key}/items/{item}/comments";
/// Edit a comment.
pub const COMMENT: &str = "/p/{key}/items/{item}/comments/{part}";
/// Take a comment back.
pub const COMMENT_REMOVAL: &str = "/p/{key}/items/{item}/comments/{part}/removal";
/// Attach a file.
pub const ATTACHMENTS: &str = "/p/{key}/items/{item}/attachments";
/// A file.
pub const ATTACHMENT: &str = "/p/{key}/items/{item}/attachments/{part}";
/// Take a file away.
pub const ATTACHMENT_REMOVAL: &str = "/p/{key}/items/{item}/attachments/{part}/removal";
/// Wait for another item.
pub const DEPENDENCIES: &str = "/p/{key}/items/{item}/dependencies";
/// Link an item to another.
pub const LINKS: &str = "/p/{key}/items/{item}/links";
/// Take a link away.
pub const LINK_REMOVALS: &str = "/p/{key}/items/{item}/links/removals";
/// No longer wait for another item.
pub const DEPENDENCY_REMOVAL: &str = "/p/{key}/items/{item}/dependencies/{part}/removal";
