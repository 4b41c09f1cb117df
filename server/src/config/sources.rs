//! Where settings come from, and which source wins.

use std::{collections::BTreeMap, fs, path::Path};

use super::Wrong;

/// The environment, by name: the process's own, or a test's.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Declares each key once: its flag, and its name in the file and the environment.
macro_rules! flags {
    ($($(#[$meta:meta])* $key:ident,)*) => {
        /// What the command line can set. Every flag is also `REMIT_…` in the environment and a key of
        /// `remit.toml`.
        #[derive(Clone, Debug, Default, clap::Args)]
        pub struct Flags {
            /// A file of settings; `remit.toml` in the working directory is read unasked
            #[arg(long, value_name = "FILE", global = true)]
            pub config: Option<String>,
            $($(#[$meta])* pub $key: Option<String>,)*
        }

        /// Every key.
        const KEYS: &[&str] = &[$(stringify!($key)),*];

        impl Flags {
            fn get(&self, key: &str) -> Option<String> {
                match key {
                    $(stringify!($key) => self.$key.clone(),)*
                    _ => None,
                }
            }
        }
    };
}

flags! {
    /// Where to listen; port 0 takes any free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "IP:PORT", global = true)]
    addr,
    /// Where the database and everything else is kept [default: data]
    #[arg(long, value_name = "DIR", global = true)]
    data_dir,
    /// The database: sqlite:FILE or postgres://… [default: a SQLite file in the data directory]
    #[arg(long, value_name = "URL", global = true)]
    database_url,
    /// What links start with, as customers see it [default: http:// and the address]
    #[arg(long, value_name = "URL", global = true)]
    base_url,
    /// Where to write a JSON file once the server listens
    #[arg(long, value_name = "PATH", global = true)]
    ready_file,
    /// Prepare an empty data directory for a look around, and keep it on later starts
    #[arg(long, value_name = "on|off", num_args = 0..=1, default_missing_value = "on", require_equals = true, global = true)]
    demo,
    /// How long a customer has to come back from the bank, such as 15m [default: 15m]
    #[arg(long, value_name = "TIME", global = true)]
    usage_lifetime,
    /// Whether test mode has the built-in sandbox bank: on or off, or the URL of one that runs alone [default: on]
    #[arg(long, value_name = "on|off|URL", global = true)]
    sandbox_bank,
    /// Whether tests may order faults from the sandbox bank: on or off [default: off]
    #[arg(long, value_name = "on|off", global = true)]
    sandbox_control,
    /// Whether requests that come too often are refused: on or off [default: on]
    #[arg(long, value_name = "on|off", global = true)]
    rate_limits,
    /// Requests of one API key [default: "50/s burst 100"]
    #[arg(long, value_name = "RATE", global = true)]
    rate_limit_key,
    /// Forms, and requests without a valid key, of one address [default: "20/s burst 60"]
    #[arg(long, value_name = "RATE", global = true)]
    rate_limit_ip,
    /// Presses on one link's Pay [default: "100/s burst 500"]
    #[arg(long, value_name = "RATE", global = true)]
    rate_limit_link,
    /// Proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8,127.0.0.1 [default: none]
    #[arg(long, value_name = "RANGES", global = true)]
    trusted_proxies,
    /// Addresses that webhooks may go to beside the public internet, such as 10.0.0.0/8 [default: none]
    #[arg(long, value_name = "RANGES", global = true)]
    webhook_allow,
    /// The mail server as a URL, with the scheme smtps or smtp; better not as a flag, which others on the machine can read
    #[arg(long, value_name = "URL", global = true)]
    smtp_url,
    /// Who writes the mail, such as "Remit <pay@example.com>"
    #[arg(long, value_name = "ADDRESS", global = true)]
    mail_from,
    /// What a monitoring system on another machine sends to read /metrics; better not as a flag
    #[arg(long, value_name = "TOKEN", global = true)]
    metrics_token,
}

/// A text and where it stands.
struct Given {
    text: String,
    source: String,
}

/// The text of each key that was set, and what turned out wrong so far.
pub(super) struct Sources {
    given: BTreeMap<&'static str, Given>,
    wrong: Vec<String>,
}

impl Sources {
    /// Gathers the texts; a file that cannot be read stops everything.
    pub(super) fn read(flags: &Flags, environment: Environment<'_>) -> Result<Self, Wrong> {
        let mut sources = Self { given: BTreeMap::new(), wrong: Vec::new() };
        let named = flags.config.clone().or_else(|| environment("REMIT_CONFIG"));
        match named {
            Some(file) => sources.add_file(Path::new(&file))?,
            None if Path::new("remit.toml").exists() => sources.add_file(Path::new("remit.toml"))?,
            None => {}
        }
        // Hosting platforms announce their database under this name.
        if let Some(text) = environment("DATABASE_URL") {
            sources.add("database_url", text, "DATABASE_URL".to_owned());
        }
        for key in KEYS {
            let name = format!("REMIT_{}", key.to_uppercase());
            if let Some(text) = environment(&name) {
                sources.add(key, text, name);
            }
            if let Some(text) = flags.get(key) {
                sources.add(key, text, format!("--{}", key.replace('_', "-")));
            }
        }
        Ok(sources)
    }

    fn add(&mut self, key: &'static str, text: String, source: String) {
        self.given.insert(key, Given { text, source });
    }

    fn add_file(&mut self, file: &Path) -> Result<(), Wrong> {
        let shown = file.display();
        let refuse = |problem: String| Wrong(vec![format!("cannot read {shown}: {problem}")]);
        let text = fs::read_to_string(file).map_err(|error| refuse(error.to_string()))?;
        let table: toml::Table = toml::from_str(&text).map_err(|error| refuse(error.message().to_owned()))?;
        for (name, value) in table {
            let Some(key) = KEYS.iter().find(|key| **key == name) else {
                let hint = format!("hint: the keys are {}", KEYS.join(", "));
                self.wrong.push(format!("{shown} has an unknown key `{name}`\n  {hint}"));
                continue;
            };
            let text = match value {
                toml::Value::String(text) => text,
                other => other.to_string(),
            };
            self.add(key, text, shown.to_string());
        }
        Ok(())
    }

    /// The value of a key; notes what is wrong with its text. `parse` answers what is allowed instead.
    pub(super) fn get<T>(
        &mut self,
        key: &'static str,
        parse: fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let Given { text, source } = self.given.get(key)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(allowed) => {
                // These may hold a password: they are not repeated.
                let shown =
                    if matches!(key, "database_url" | "smtp_url" | "metrics_token") { "…" } else { text };
                self.wrong
                    .push(format!("`{key}` cannot be `{shown}` (from {source})\n  hint: use {allowed}"));
                None
            }
        }
    }

    /// Whether a key was set at all.
    pub(super) fn has(&self, key: &str) -> bool {
        self.given.contains_key(key)
    }

    /// Notes what else is wrong.
    pub(super) fn note(&mut self, wrong: String) {
        self.wrong.push(wrong);
    }

    /// Everything wrong that was noted.
    pub(super) fn finish(self) -> Result<(), Wrong> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Wrong(self.wrong)) }
    }
}
