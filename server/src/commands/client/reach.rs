//! Which server is asked, and with which key. The key is never a flag: flags show in lists of processes.

use std::{fs, path::PathBuf};

use clap::Args;
use secrecy::SecretString;
use url::Url;

use super::{api::Api, failure::Failure};

#[derive(Debug, Args)]
pub(super) struct Reach {
    /// The server to ask
    #[arg(
        long,
        env = "REMIT_URL",
        value_name = "URL",
        default_value = "http://127.0.0.1:8080",
        global = true
    )]
    url: Url,
    /// A file that holds the API key, when `REMIT_API_KEY` does not
    #[arg(long, env = "REMIT_API_KEY_FILE", value_name = "FILE", global = true)]
    api_key_file: Option<PathBuf>,
    /// Write JSON for programs: one object a line, as the API shows it
    #[arg(long, global = true)]
    pub json: bool,
}

impl Reach {
    pub fn open(&self) -> Result<Api, Failure> {
        if !matches!(self.url.scheme(), "http" | "https") {
            return Err(Failure::usage(
                format!("`{}` is no address of a server", self.url),
                "name one such as https://pay.example.com with --url or REMIT_URL",
            ));
        }
        Api::new(self.url.clone(), self.key()?)
    }

    /// The key of the environment, or of the file.
    fn key(&self) -> Result<SecretString, Failure> {
        let given = match (std::env::var("REMIT_API_KEY"), &self.api_key_file) {
            (Ok(key), _) => key,
            (Err(_), Some(file)) => fs::read_to_string(file).map_err(|error| {
                Failure::usage(
                    format!("cannot read {}: {error}", file.display()),
                    "--api-key-file names a file that holds a key and nothing else",
                )
            })?,
            (Err(_), None) => String::new(),
        };
        match given.trim() {
            "" => Err(Failure::usage(
                "there is no API key to ask with",
                "set REMIT_API_KEY, or name a file with --api-key-file; `remit key create` makes a key",
            )),
            // What begins otherwise is perhaps a password, which must not be sent anywhere.
            key if !key.starts_with("rk_") => Err(Failure::usage(
                "what was given as the API key is none",
                "a key begins with rk_test_ or rk_live_",
            )),
            key => Ok(SecretString::from(key)),
        }
    }
}
