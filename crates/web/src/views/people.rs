//! People of a product, their roles, open invites and the form for the next one.

use app::accounts::InviteView;
use domain::{Actor, PersonId, Right, Role, Roles};
use maud::{Markup, html};

use crate::hex::token_hex;
use crate::ui::{self, Field, Icon, Weight, icon};
use crate::urls::route;
use crate::views::{joined, until};
use crate::visit::Visit;

/// People and, for those who manage them, open invites.
pub(crate) fn main(visit: &Visit, invites: &[InviteView]) -> Markup {
    let may = visit.may(Right::ManagePeople);
    html! {
        div.pad {
            p.quiet { "The product owner alone orders the product backlog; the team alone fills its sprints. One person may hold several roles." }
            (people(visit))
            @if may { (open_invites(visit, invites)) } @else {
                p.quieter { "Roles are given by the product owner, the scrum master or an administrator." }
            }
        }
    }
}

/// The button that opens the invite form.
pub(crate) fn invite_button(may: bool) -> Markup {
    html! {
        @if may {
            button.button.main type="button" data-open-dialog="invite" { (icon(Icon::UserPlus)) "Invite people" }
        }
    }
}

fn people(visit: &Visit) -> Markup {
    let mut people: Vec<(PersonId, Roles)> = visit
        .product
        .people
        .iter()
        .map(|(id, roles)| (*id, *roles))
        .collect();
    people.sort_by_key(|(id, _)| visit.names.of(*id).to_lowercase());
    html! {
        div.people role="table" aria-label="People and their roles" {
            div.person.head role="row" {
                span role="columnheader" { "Person" }
                @for role in Role::IN_PRODUCT { span.role role="columnheader" { (role.title()) } }
            }
            @for (id, roles) in people { (person(visit, id, roles)) }
        }
    }
}

fn person(visit: &Visit, id: PersonId, roles: Roles) -> Markup {
    let name = visit.names.of(id);
    let workspace = visit.visitor.app.workspace();
    let card = visit.names.0.get(&id).filter(|_| !workspace.is_sample(id));
    let email = card.map(|card| &*card.email);
    let changeable = changeable(visit, id);
    html! {
        div.person role="row" id={ "person-" (id) } data-stays[changeable] {
            span.who-is role="cell" {
                (ui::avatar(name))
                span.of {
                    span.name {
                        (name)
                        @if id == visit.visitor.id { " " span.quieter { "you" } }
                        @if workspace.is_disabled(id) { " " span.quieter { "disabled" } }
                        @if workspace.is_sample(id) { " " span.quieter { "sample" } }
                        " " span.quieter.without { "has no role here any more" }
                    }
                    @if let Some(email) = email { a.quieter href=(mail_to(email)) { (email) } }
                    @if id == visit.visitor.id && !changeable && visit.may(Right::ManagePeople) {
                        span.quieter { "Nobody changes their own roles; an administrator can." }
                    }
                }
            }
            @for role in Role::IN_PRODUCT {
                span.role role="cell" { (held(visit, id, name, role, roles.has(role), changeable)) }
            }
        }
    }
}

/// An address that opens one's mail program; nothing in it but the address.
fn mail_to(email: &str) -> String {
    let marks = [("%", "%25"), ("?", "%3F"), ("&", "%26"), ("#", "%23")];
    let plain = marks.iter().fold(email.to_owned(), |email, (mark, code)| {
        email.replace(mark, code)
    });
    format!("mailto:{plain}")
}

/// Whether whoever looks may change these roles: their own are somebody else's matter, except for
/// administrators, who could not be locked out anyway.
fn changeable(visit: &Visit, id: PersonId) -> bool {
    let administrator = matches!(
        visit.view.actor,
        Actor::Person {
            administrator: true,
            ..
        }
    );
    visit.may(Right::ManagePeople) && (administrator || id != visit.visitor.id)
}

fn held(
    visit: &Visit,
    id: PersonId,
    name: &str,
    role: Role,
    holds: bool,
    changeable: bool,
) -> Markup {
    if !changeable {
        return html! {
            @if holds { span.held { (icon(Icon::Check)) span.word { (role.title()) } } }
            @else { span.unseen { "No" } }
        };
    }
    html! {
        form method="post" action=(visit.urls.role(id, role)) data-send="change" id={ "role-" (id) "-" (role.as_str()) } {
            label {
                input type="checkbox" name="held" value="yes" checked[holds] aria-label={ (name) ": " (role.title()) };
                span.word aria-hidden="true" { (role.title()) }
            }
        }
    }
}

/// Invites nobody has taken yet.
pub(crate) fn open_invites(visit: &Visit, invites: &[InviteView]) -> Markup {
    html! {
        section.group #open-invites {
            @if !invites.is_empty() {
                h2 { "Open invites" }
                ul.lines { @for invite in invites { (open_invite(visit, invite)) } }
            }
        }
    }
}

fn open_invite(visit: &Visit, invite: &InviteView) -> Markup {
    let whom = invite.email.as_deref().unwrap_or("Whoever has the link");
    let token = token_hex(invite.token);
    html! {
        li {
            (icon(Icon::Link2))
            span.grow {
                (whom) " "
                span.quieter { "as " (joined(&invite.roles)) " · by " (visit.names.of(invite.by)) " · " (until(invite.expires, visit.now)) }
            }
            form method="post" action=(visit.urls.invite_withdrawal(&token)) data-send {
                button.button.small.plain type="submit" aria-label={ "Withdraw the invite for " (whom) } { "Withdraw" }
            }
        }
    }
}

/// The dialog with the form, and the place where the link appears. It is there for everybody, because
/// the button that opens it comes and goes with the right while the page stands.
pub(crate) fn invite_dialog(visit: &Visit) -> Markup {
    ui::dialog(
        "invite",
        "Invite people",
        html! {
            form.fields method="post" action=(visit.urls.to(route::INVITES)) data-send data-then="reset" {
                fieldset.field.choices {
                    legend { "They will be" }
                    @for role in Role::IN_PRODUCT {
                        label.check {
                            input type="checkbox" name="roles" value=(role.as_str());
                            span { (role.title()) br; span.quieter { (may_do(role)) } }
                        }
                    }
                    p.error data-error-for="roles" {}
                }
                (ui::field(&Field {
                    name: "email",
                    label: "For whom",
                    kind: "email",
                    hint: "Their e-mail address, if you like: it helps to tell open invites apart. No mail is sent.",
                    autocomplete: "off",
                    ..Field::default()
                }))
                div.actions { (ui::submit("Make a link", Weight::Main)) }
            }
            (no_link_yet())
        },
    )
}

/// One line on what each role may do.
fn may_do(role: Role) -> &'static str {
    match role {
        Role::ProductOwner => {
            "Orders the product backlog, sets goals and sprint goals, imports, invites people."
        }
        Role::ScrumMaster => "Serves the team: plans and runs sprints, invites people.",
        Role::Developer => "Estimates, refines items, fills sprints, moves cards.",
        _ => "Reads everything, suggests items, comments and asks.",
    }
}

fn no_link_yet() -> Markup {
    html! { div #invite-made role="status" {} }
}

/// The link, shown this once, and what it is for.
pub(crate) fn made(link: &str, roles: &[Role]) -> Markup {
    html! {
        div #invite-made role="status" {
            div.field {
                label for="invite-link" { "Invite link" }
                div.with-button {
                    input id="invite-link" type="text" readonly value=(link) aria-describedby="invite-link-said" data-select;
                    button.words type="button" data-copy="invite-link" { "Copy" }
                }
                p.hint id="invite-link-said" { "Send it to one person, who will be " (joined(roles)) ". It counts once, for a week, and is not shown again." }
            }
        }
    }
}
