//! What can be typed after `millpond`, and the help that explains it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use interchange::csv::Field;
use ipnet::IpNet;
use tracing_subscriber::filter::Targets;

use crate::serve::PublicUrl;

const EXAMPLES: &str = "\
Examples:
  Start it, then open the address it prints:
    millpond

  Set it up without a browser, and get a token for programs:
    printf '%s' \"$PASSWORD\" | millpond setup \\
      --name 'Ana Lima' --email ana@example.com --password-stdin
    millpond product create --key PAY --name Payments
    millpond token create --email ana@example.com

  Look what a file would bring, then bring it:
    millpond import --product PAY --from csv issues.csv --dry-run
    millpond import --product PAY --from csv issues.csv

  Keep the data elsewhere, behind a reverse proxy that ends HTTPS:
    millpond serve --data /var/lib/millpond \\
      --public-url https://backlog.example.com --trusted-proxy 127.0.0.1/32

An option with [env: NAME] beside it can also be set by that environment variable.
Exit codes: 0 done, 1 refused or failed (and what to do), 2 not understood.";

/// A backlog manager for Scrum teams, on your own machine.
///
/// Without a command it serves, as `millpond serve` does.
#[derive(Parser)]
#[command(name = "millpond", version, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve the pages and the API until it is told to stop
    Serve(ServeOptions),
    /// Make the first administrator, without a browser
    Setup(SetupOptions),
    /// Tokens for programs that use the API
    Token {
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Who is here, who may sign in, and who looks after the workspace
    Person {
        #[command(subcommand)]
        command: PersonCommand,
    },
    /// Products
    Product {
        #[command(subcommand)]
        command: ProductCommand,
    },
    /// Bring items from a file, in its order, to the bottom of the product backlog
    Import(ImportOptions),
}

impl Command {
    /// What runs when nothing is asked for: `serve`, with what the environment says.
    pub(crate) fn plain_serve() -> Command {
        Cli::parse_from(["millpond", "serve"])
            .command
            .unwrap_or_else(|| unreachable!("`serve` was just parsed"))
    }
}

#[derive(Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token and print it, nothing else; it is shown only once
    Create(TokenOptions),
}

#[derive(Subcommand)]
pub(crate) enum PersonCommand {
    /// Print everybody's address and name, and who is an administrator or disabled; nobody of a
    /// sample
    List(PeopleOptions),
    /// Let somebody sign in no more: their sessions end, their tokens and invites stop counting
    Disable(PersonOptions),
    /// Let somebody sign in again
    Enable(PersonOptions),
    /// Make somebody an administrator, also when the only one is gone
    MakeAdministrator(AdministratorOptions),
    /// Let somebody be an administrator no more; the last one stays
    DismissAdministrator(AdministratorOptions),
    /// Print a link by which somebody who forgot their password chooses a new one
    ResetPassword(ResetOptions),
}

#[derive(Subcommand)]
pub(crate) enum ProductCommand {
    /// Make an empty product
    Create(ProductOptions),
    /// Make the sample product: a backlog with a history, to look around in and to throw away
    Sample(SampleOptions),
}

/// Where the data is.
#[derive(Args)]
pub(crate) struct DataFolder {
    /// The folder that holds everything
    #[arg(
        long = "data",
        value_name = "DIR",
        default_value = "./millpond-data",
        env = "MILLPOND_DATA"
    )]
    pub(crate) path: PathBuf,
}

#[derive(Args)]
#[command(after_help = "\
The server stops on Ctrl+C or SIGTERM; whatever was confirmed to somebody is on disk by then.
GET /healthz answers 200 while the storage can be read.")]
pub(crate) struct ServeOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// Where to listen; port 0 takes any free one
    #[arg(
        long,
        value_name = "ADDR",
        default_value = "127.0.0.1:8080",
        env = "MILLPOND_LISTEN"
    )]
    pub(crate) listen: String,
    /// What people type to get here, if that is not the address above, such as
    /// backlog.example.com with https:// before it; with https, cookies are sent over HTTPS only
    #[arg(
        long,
        value_name = "URL",
        env = "MILLPOND_PUBLIC_URL",
        hide_env_values = true
    )]
    pub(crate) public_url: Option<PublicUrl>,
    /// How the log looks
    #[arg(long, value_enum, default_value = "human", env = "MILLPOND_LOG")]
    pub(crate) log: LogFormat,
    /// What is logged: error, warn, info, debug (every request) or trace, also per part, such as
    /// `info,app=debug`
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "info",
        env = "MILLPOND_LOG_LEVEL"
    )]
    pub(crate) log_level: Targets,
    /// Minutes after which a product that nobody looks at leaves the memory; it is read again when
    /// somebody does. 0 keeps all
    #[arg(
        long,
        value_name = "MINUTES",
        default_value = "30",
        env = "MILLPOND_IDLE_AFTER"
    )]
    pub(crate) idle_after: u32,
    /// Reverse proxies whose word on a client's address (X-Forwarded-For) is believed
    #[arg(
        long,
        value_name = "CIDR",
        value_delimiter = ',',
        env = "MILLPOND_TRUSTED_PROXY"
    )]
    pub(crate) trusted_proxy: Vec<IpNet>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines to read in a terminal
    Human,
    /// One JSON object per line
    Json,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  printf '%s' \"$PASSWORD\" | millpond setup \\
    --name 'Ana Lima' --email ana@example.com --password-stdin")]
pub(crate) struct SetupOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// Your name, as others will see it
    #[arg(long)]
    pub(crate) name: String,
    /// The address you will sign in with
    #[arg(long)]
    pub(crate) email: String,
    /// What the workspace is called
    #[arg(long, value_name = "NAME", default_value = "Millpond")]
    pub(crate) workspace: String,
    /// Read the password from standard input: a command line can be read by others
    #[arg(long, required = true)]
    pub(crate) password_stdin: bool,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  TOKEN=$(millpond token create --email ana@example.com --name 'Nightly report')
  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:8080/api/v1/products")]
pub(crate) struct TokenOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// Whom the token stands for; it has that person's rights
    #[arg(long)]
    pub(crate) email: String,
    /// What the token is for
    #[arg(long, default_value = "Command line")]
    pub(crate) name: String,
}

#[derive(Args)]
pub(crate) struct PeopleOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  millpond person disable --email bo@example.com")]
pub(crate) struct PersonOptions {
    #[command(flatten)]
    pub(crate) person: WhichPerson,
}

/// Somebody who has an account.
#[derive(Args)]
pub(crate) struct WhichPerson {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// The address they sign in with
    #[arg(long)]
    pub(crate) email: String,
}

#[derive(Args)]
#[command(after_help = "\
Who is the last administrator stays one: make the next one first. Who cannot sign in any more is
helped by `millpond person enable` and `millpond person reset-password`.

Example:
  millpond person list
  millpond person make-administrator --email bo@example.com
  millpond person dismiss-administrator --email ana@example.com")]
pub(crate) struct AdministratorOptions {
    #[command(flatten)]
    pub(crate) person: WhichPerson,
}

#[derive(Args)]
#[command(after_help = "\
The link counts once, for a day. Like every command that works on the data, this one waits for no
server: stop it first; it answers the link when it runs again.

Example:
  millpond person reset-password --email ana@example.com \\
    --public-url https://backlog.example.com")]
pub(crate) struct ResetOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// The address they sign in with
    #[arg(long)]
    pub(crate) email: String,
    /// What people type to get to Millpond, for the link; else http://127.0.0.1:8080
    #[arg(
        long,
        value_name = "URL",
        env = "MILLPOND_PUBLIC_URL",
        hide_env_values = true
    )]
    pub(crate) public_url: Option<PublicUrl>,
}

#[derive(Args)]
#[command(after_help = "\
Example:
  millpond product create --key PAY --name Payments --time-zone Europe/Lisbon")]
pub(crate) struct ProductOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// What its item keys begin with: PAY makes PAY-1, PAY-2, …
    #[arg(long)]
    pub(crate) key: String,
    /// Its name
    #[arg(long)]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) people: OwnerAndZone,
}

#[derive(Args)]
pub(crate) struct SampleOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    #[command(flatten)]
    pub(crate) people: OwnerAndZone,
}

/// What every new product needs and can do without being told.
#[derive(Args)]
pub(crate) struct OwnerAndZone {
    /// The zone its sprints are planned in, such as Europe/Lisbon; without it, this machine's
    #[arg(long, value_name = "ZONE")]
    pub(crate) time_zone: Option<String>,
    /// Who is its product owner, scrum master and developer at first; without it, the first
    /// administrator
    #[arg(long, value_name = "EMAIL")]
    pub(crate) owner: Option<String>,
}

#[derive(Args)]
#[command(after_help = "\
The columns are recognised by their names; --dry-run shows how, what would come, and what would
not and why. The same file again changes nothing; a newer one updates what nobody changed here.
Everything comes, or nothing.

Fields: key, title, description, kind, estimate, status, resolution, created, labels, priority,
assignee, epic, criteria. Every other column is kept with its item.

Examples:
  millpond import --product PAY --from csv issues.csv --dry-run
  millpond import --product PAY --from csv issues.csv --map estimate='Story Points' --closed skip
  export-tickets | millpond import --product PAY --from csv - --json > report.json")]
pub(crate) struct ImportOptions {
    #[command(flatten)]
    pub(crate) data: DataFolder,
    /// The product's key
    #[arg(long, value_name = "KEY")]
    pub(crate) product: String,
    /// What the file is
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) from: Format,
    /// The file; - is standard input
    pub(crate) file: String,
    /// Only say what would come; write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// What becomes of items that are finished where they come from; if not said, they come as
    /// done, unless they are more than half of the file: then as backlog
    #[arg(long, value_enum)]
    pub(crate) closed: Option<Closed>,
    /// Bring items back that came earlier and were removed here since
    #[arg(long)]
    pub(crate) restore: bool,
    /// The first row is an item, not the columns' names; they are "Column 1", "Column 2", …
    #[arg(long)]
    pub(crate) no_header: bool,
    /// Which column is a field, where its name does not say so; can be repeated
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = mapped)]
    pub(crate) map: Vec<(Field, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// A table or a plain list: separated by commas, semicolons or tabs
    Csv,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Closed {
    /// They come into the product backlog, to be done again
    Backlog,
    /// They come as done
    Done,
    /// They stay where they are
    Skip,
}

/// `estimate=Story Points`.
fn mapped(text: &str) -> Result<(Field, String), String> {
    let (field, column) = text
        .split_once('=')
        .ok_or("write it as FIELD=COLUMN, such as estimate='Story Points'")?;
    let fields = Field::ALL.map(Field::as_str).join(", ");
    let field = Field::parse(field.trim())
        .ok_or_else(|| format!("“{field}” is no field. There are: {fields}"))?;
    Ok((field, column.to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn nothing_means_serve() {
        let Command::Serve(options) = Command::plain_serve() else {
            panic!("not `serve`")
        };
        assert_eq!(options.log, LogFormat::Human);
        assert!(options.trusted_proxy.is_empty());
    }
}
