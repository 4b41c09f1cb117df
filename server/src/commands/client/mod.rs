//! The client side of `remit`: what people and scripts of a shop ask a server that runs, through its API.
//!
//! The cast: [`Reach`] which server, with which key; `api` asks it; `failure` what went wrong and what to do;
//! `screen` writes for people or for programs, `table` its aligned columns; `follow` hears what happens; [`links`],
//! [`events`] and [`webhooks`] are the commands.

mod api;
mod events;
mod failure;
mod follow;
mod links;
mod reach;
mod screen;
mod table;
mod webhooks;

use std::process::ExitCode;

use clap::{Args, Subcommand};

use self::{api::Api, failure::Failure, reach::Reach, screen::Screen};

#[derive(Debug, Subcommand)]
pub(super) enum Client {
    /// Create, list, show, disable and enable payment links of a server that runs
    Links(Asked<links::Links>),
    /// Show what happens in the key's account and mode
    Events(Asked<events::Events>),
    /// Try webhooks on this computer
    Webhooks(Asked<webhooks::Webhooks>),
}

/// A command and what all of them take.
#[derive(Debug, Args)]
pub(super) struct Asked<C: Subcommand> {
    #[command(flatten)]
    reach: Reach,
    #[command(subcommand)]
    command: C,
}

/// Runs a command; what went wrong goes to standard error.
pub(super) async fn run(client: Client) -> ExitCode {
    let done = match client {
        Client::Links(asked) => links::run(asked).await,
        Client::Events(asked) => events::run(asked).await,
        Client::Webhooks(asked) => webhooks::run(asked).await,
    };
    match done {
        Ok(()) | Err(Failure::NobodyReads) => ExitCode::SUCCESS,
        Err(failure) => {
            screen::complain(&failure);
            failure.exit_code()
        }
    }
}

impl<C: Subcommand> Asked<C> {
    /// The command with what it asks and where it writes.
    fn open(self) -> Result<(C, Api, Screen), Failure> {
        let screen = Screen::new(self.reach.json);
        Ok((self.command, self.reach.open()?, screen))
    }
}
