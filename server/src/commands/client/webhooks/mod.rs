//! `remit webhooks`

mod forward;
mod listen;

use clap::Subcommand;

use self::listen::Listen;
use super::{Asked, Failure};

#[derive(Debug, Subcommand)]
pub(crate) enum Webhooks {
    /// Send what happens in test mode to a program on this computer, signed as webhooks are, until Ctrl-C
    Listen(Listen),
}

pub(super) async fn run(asked: Asked<Webhooks>) -> Result<(), Failure> {
    let (Webhooks::Listen(asked), api, screen) = asked.open()?;
    listen::listen(&api, &screen, asked).await
}
