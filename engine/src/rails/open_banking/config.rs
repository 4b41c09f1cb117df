//! Who we are to the banks, and which banks there are.

use std::time::Duration;

use serde::Deserialize;
use url::Url;

use crate::rails::Bank;

/// Everything an operator sets about the rail.
#[derive(Clone, Debug)]
pub struct Config {
    pub participants: Participants,
    /// The OAuth client id the banks gave us.
    pub client_id: String,
    /// Our organisation in the directory; with the software statement it is the issuer of our signatures.
    pub organisation_id: String,
    /// Our software statement in the directory.
    pub software_id: String,
    /// Where a bank sends the customer back to; registered with the banks and compared exactly.
    pub redirect_uri: Url,
    pub timeouts: Timeouts,
}

impl Config {
    /// An HTTP client fit for this rail: no redirects, no proxy from the environment, the time limits.
    /// Needs a process-wide `rustls` provider.
    pub fn http_client(&self) -> reqwest::Result<reqwest::Client> {
        reqwest::Client::builder()
            .connect_timeout(self.timeouts.connect)
            .timeout(self.timeouts.call)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
    }

    /// The issuer of our message signatures.
    pub(super) fn signature_issuer(&self) -> String {
        format!("{}/{}", self.organisation_id, self.software_id)
    }
}

/// How long a bank may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// To accept a connection.
    pub connect: Duration,
    /// For one call of the rail, all its requests together.
    pub call: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { connect: Duration::from_secs(2), call: Duration::from_secs(10) }
    }
}

/// Where the list of banks comes from.
#[derive(Clone, Debug)]
pub enum Participants {
    Listed(Vec<Participant>),
    /// A JSON list of participants at a URL, asked again from time to time.
    At(Url),
}

/// A bank and where it publishes its endpoints.
#[derive(Clone, Debug, Deserialize)]
pub struct Participant {
    #[serde(flatten)]
    pub bank: Bank,
    /// The `OpenID` issuer, without a slash at the end.
    pub issuer: String,
    /// The issuer of the bank's message signatures, as the directory has it. Without it, what the bank's
    /// discovery document says is taken, if anything.
    #[serde(default)]
    pub organisation_id: Option<String>,
}
