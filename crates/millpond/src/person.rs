//! `millpond person`: who is here, who may sign in, who looks after the workspace, and a link for
//! who forgot their password.

use app::{App, Failure};
use domain::{Actor, PersonId};

use crate::cli::{AdministratorOptions, PeopleOptions, PersonOptions, ResetOptions, WhichPerson};
use crate::complaint::{Complaint, print};
use crate::folder;
use crate::serve::PublicUrl;
use crate::token::nobody;

pub(crate) fn list(options: &PeopleOptions) -> Result<(), Complaint> {
    let lines = folder::with_app(&options.data.path, async |app| Ok(lines(&app)))?;
    lines.iter().try_for_each(print)
}

/// One line for each: the address, the name, and what is special about them.
fn lines(app: &App) -> Vec<String> {
    let (workspace, cards) = (app.workspace(), app.people());
    let people = workspace.members();
    let people = people.filter(|(_, member)| member.sample.is_none());
    let lines = people.filter_map(|(id, member)| {
        let card = cards.get(&id)?;
        let marks = [
            (member.administrator, "\tadministrator"),
            (member.disabled, "\tdisabled"),
        ];
        let marks = marks.iter().filter(|(is_so, _)| *is_so);
        let marks: String = marks.map(|(_, mark)| *mark).collect();
        Some(format!("{}\t{}{marks}", card.email, card.name))
    });
    lines.collect()
}

pub(crate) fn disable(options: &PersonOptions) -> Result<(), Complaint> {
    let name = change(&options.person, async |app, person| {
        app.disable_person(Actor::Operator, person).await
    })?;
    print(format_args!(
        "{name} can no longer sign in; sessions have ended, tokens and invites count for nothing."
    ))
}

pub(crate) fn enable(options: &PersonOptions) -> Result<(), Complaint> {
    let name = change(&options.person, async |app, person| {
        app.enable_person(Actor::Operator, person).await
    })?;
    print(format_args!("{name} can sign in again."))
}

pub(crate) fn make_administrator(options: &AdministratorOptions) -> Result<(), Complaint> {
    let name = change(&options.person, async |app, person| {
        app.make_administrator(Actor::Operator, person).await
    })?;
    print(format_args!("{name} is an administrator."))
}

pub(crate) fn dismiss_administrator(options: &AdministratorOptions) -> Result<(), Complaint> {
    let name = change(&options.person, async |app, person| {
        app.dismiss_administrator(Actor::Operator, person).await
    })?;
    print(format_args!("{name} is no longer an administrator."))
}

pub(crate) fn reset_password(options: &ResetOptions) -> Result<(), Complaint> {
    let secret = folder::with_app(&options.data.path, async |app| {
        let person = app.person_by_email(options.email.trim()).await?;
        let person = person.ok_or_else(|| nobody(&options.email))?;
        Ok(app.offer_new_password(PersonId(person.id)).await?)
    })?;
    let origin = options.public_url.as_ref();
    let origin = origin.map_or("http://127.0.0.1:8080", PublicUrl::origin);
    print(format_args!("{origin}/reset/{}", secret.reveal()))
}

/// Does it to whoever has the address; their name.
fn change(
    options: &WhichPerson,
    what: impl AsyncFnOnce(&App, PersonId) -> Result<(), Failure>,
) -> Result<String, Complaint> {
    folder::with_app(&options.data.path, async |app| {
        let person = app.person_by_email(options.email.trim()).await?;
        let person = person.ok_or_else(|| nobody(&options.email))?;
        what(&app, PersonId(person.id)).await?;
        Ok(person.name)
    })
}
