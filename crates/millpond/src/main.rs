//! `millpond`: serves the pages and the API, and does from a shell what has to be
//! done without them: setting up, tokens, people, products, imports.
//!
//! Deliberately not here: deciding anything. The commands call `app`, as pages do.

mod cli;
mod complaint;
mod folder;
mod import;
mod person;
mod product;
mod serve;
mod setup;
mod token;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, PersonCommand, ProductCommand, TokenCommand};
use complaint::Complaint;

fn main() -> ExitCode {
    let command = Cli::parse().command.unwrap_or_else(Command::plain_serve);
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            complaint::say(&complaint);
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Complaint> {
    match command {
        Command::Serve(options) => serve::run(&options),
        Command::Setup(options) => setup::run(options),
        Command::Token {
            command: TokenCommand::Create(options),
        } => token::create(&options),
        Command::Product { command } => match command {
            ProductCommand::Create(options) => product::create(options),
            ProductCommand::Sample(options) => product::sample(&options),
        },
        Command::Person { command } => match command {
            PersonCommand::List(options) => person::list(&options),
            PersonCommand::Disable(options) => person::disable(&options),
            PersonCommand::Enable(options) => person::enable(&options),
            PersonCommand::MakeAdministrator(options) => person::make_administrator(&options),
            PersonCommand::DismissAdministrator(options) => person::dismiss_administrator(&options),
            PersonCommand::ResetPassword(options) => person::reset_password(&options),
        },
        Command::Import(options) => import::run(&options),
    }
}
