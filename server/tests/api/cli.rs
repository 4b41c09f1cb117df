//! The client side of `remit`: the binary itself, against a server on a port of this machine.

mod links;

use std::process::Stdio;

use serde_json::Value;
use tokio::process::Command;

use crate::support::{Listening, Shop};

/// A person or a script at a terminal, with a key of the shop.
struct Terminal {
    shop: Shop,
    server: Listening,
}

/// What a command left behind.
struct Left {
    code: i32,
    out: String,
    err: String,
}

impl Terminal {
    async fn open() -> Self {
        let shop = Shop::open().await;
        Self { server: shop.listen().await, shop }
    }

    fn command(&self, line: &[&str]) -> Command {
        let mut command = bare(line);
        command.env("REMIT_URL", self.server.url()).env("REMIT_API_KEY", &self.shop.key);
        command
    }

    async fn run(&self, line: &[&str]) -> Left {
        finish(self.command(line)).await
    }

    /// The lines of JSON that a command writes.
    async fn json(&self, line: &[&str]) -> Vec<Value> {
        let left = self.run(&[line, &["--json"]].concat()).await;
        assert_eq!((left.code, left.err.as_str()), (0, ""));
        left.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// `remit` in an environment that names no server and no key.
fn bare(line: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_remit"));
    for name in ["REMIT_URL", "REMIT_API_KEY", "REMIT_API_KEY_FILE", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.args(line).stdin(Stdio::null()).kill_on_drop(true);
    command
}

async fn finish(mut command: Command) -> Left {
    let output = command.output().await.unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Left { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}
