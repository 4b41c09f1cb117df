//! Very many links and usages at once, to measure lists with: spread as in a busy shop, the same at every run.
//!
//! The rows are written as text in large statements, past the engine's operations: a million of them in a minute.
//! Slots, payments and terms fit together; of events there are only those of payments.

mod made;
mod rows;

use std::fmt::Write as _;

use domain::{
    id::{AccountId, DestinationId, LinkId, UsageId},
    identifier::{Collected, Identifier, IdentifierKind},
};
use sqlx::{Any, AnyConnection, Connection as _, Executor as _};

use self::{
    made::{Dice, THINGS},
    rows::{DERIVED, Filling, number, quoted},
};
use crate::search::{fold, terms};

/// How much to write.
#[derive(Clone, Copy, Debug)]
pub struct Many {
    pub links: u32,
    /// Half of them through one link.
    pub usages: u32,
}

/// What there is to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The link with half of all usages.
    pub busiest: LinkId,
    /// A link in the middle of the list.
    pub link: LinkId,
    /// A paid usage in the middle of those of the busiest link, and what its customer entered.
    pub usage: UsageId,
    pub phone: String,
    pub email: String,
}

/// 2025-11-20.
const BEGIN: u64 = 1_763_596_800_000;
/// Half a year.
const SPAN: u64 = 180 * 86_400_000;

struct Seeder {
    connection: AnyConnection,
    sqlite: bool,
    dice: Dice,
    account: AccountId,
    destination: DestinationId,
}

/// A link on the way to its row.
struct Planned {
    id: [u8; 16],
    at: u64,
    started: u32,
    completed: u32,
}

/// A usage on the way to its row.
struct Attempt {
    link: usize,
    at: u64,
    state: &'static str,
    payment: &'static str,
    failure: &'static str,
}

/// Fills the database of a shop that has an account and a destination already. Nobody else may use it meanwhile.
pub async fn fill(url: &str, many: Many) -> Filled {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await.expect("a database");
    let sqlite = url.starts_with("sqlite:");
    if sqlite {
        // Alone in the database, it needs no journal; beside others it keeps theirs.
        let _ = connection.execute("PRAGMA busy_timeout = 0; PRAGMA journal_mode = OFF").await;
        let fast = "PRAGMA busy_timeout = 5000; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; \
                    PRAGMA temp_store = MEMORY";
        connection.execute(fast).await.expect("settings");
    }
    let (account, destination): (Vec<u8>, Vec<u8>) = sqlx::query_as::<Any, _>(
        "SELECT account_id, id FROM destinations WHERE mode = 'test' AND is_default = 1",
    )
    .fetch_one(&mut connection)
    .await
    .expect("a shop with a destination");
    let account = AccountId::from_bytes(&account).expect("an id");
    let destination = DestinationId::from_bytes(&destination).expect("an id");
    let mut seeder = Seeder { connection, sqlite, dice: Dice(7), account, destination };
    seeder.connection.execute("BEGIN").await.expect("a transaction");
    let (mut links, attempts) = seeder.plan(many);
    for attempt in &attempts {
        match attempt.state {
            "awaiting_customer" => links[attempt.link].started += 1,
            "payment_created" | "reversed" => links[attempt.link].completed += 1,
            _ => {}
        }
    }
    seeder.links(&links).await;
    let middle = seeder.usages(&links, &attempts).await;
    seeder.rest().await;
    seeder.connection.execute("COMMIT").await.expect("a commit");
    seeder.settle().await;
    let link = |at: usize| LinkId::from_bytes(&links[at].id).expect("an id");
    let value = |at: usize| middle.1[at].value.clone().unwrap_or_default();
    let usage = UsageId::from_bytes(&middle.0).expect("an id");
    Filled {
        busiest: link(links.len() / 2),
        link: link(links.len() / 3),
        usage,
        phone: value(0),
        email: value(1),
    }
}

impl Seeder {
    fn plan(&mut self, many: Many) -> (Vec<Planned>, Vec<Attempt>) {
        let links = (0..many.links).map(|n| {
            let at = BEGIN + SPAN * u64::from(n) / u64::from(many.links);
            Planned { id: self.dice.id(at), at, started: 0, completed: 0 }
        });
        let links: Vec<_> = links.collect();
        let busy = links.len() / 2;
        let attempts = (0..many.usages).map(|n| {
            let at = BEGIN + SPAN + SPAN * u64::from(n) / u64::from(many.usages);
            // Half through one link; the rest through a third of the others, some often and most seldom.
            let (a, b) = (self.dice.below(links.len() as u64), self.dice.below(links.len() as u64));
            let other = usize::try_from(a * b / links.len() as u64 / 3 * 3).unwrap_or_default();
            let link = if n % 2 == 0 { busy } else { other };
            let (state, payment, failure) = match self.dice.below(1_000) {
                0..700 => ("payment_created", "SETTLED", ""),
                700..730 => ("payment_created", "ACCEPTED", ""),
                730..740 => ("reversed", "REJECTED", ""),
                740..840 => ("failed", "NONE", "declined"),
                840..880 => ("failed", "NONE", "insufficient_funds"),
                880..890 => ("failed", "REJECTED", "rejected"),
                890..999 => ("expired", "NONE", ""),
                _ => ("awaiting_customer", "NONE", ""),
            };
            Attempt { link, at, state, payment, failure }
        });
        let attempts = attempts.collect();
        (links, attempts)
    }

    fn bytes(&self, bytes: &[u8]) -> String {
        rows::bytes(self.sqlite, bytes)
    }

    async fn links(&mut self, links: &[Planned]) {
        let mut rows = Filling::new(
            "links (id, account_id, mode, slug, name, title, amount, currency, reference, destination_id, identifiers, \
             max_usages, started, completed, expires_at, metadata, search, disabled_at, used_at, expiry_emitted_at, \
             created_at, updated_at)",
        );
        let mut words = Filling::new("link_terms (account_id, mode, term, link_id)");
        let fields = quoted(&serde_json::to_string(&fields()).expect("JSON"));
        let (account, destination) = (self.bytes(self.account.bytes()), self.bytes(self.destination.bytes()));
        for (n, link) in links.iter().enumerate() {
            let title = format!("{} {}", self.dice.of(&THINGS), n % 977);
            let (reference, slug) = (format!("INV-{n:06}"), format!("s{:011x}", self.dice.roll() >> 20));
            let completed = link.completed;
            let chance = self.dice.below(100);
            let used = completed > 0 && chance < 8;
            let most = if used { completed + link.started } else { 1_000_000 };
            let used = used && link.started == 0;
            let disabled = (!used && (8..18).contains(&chance)).then_some(link.at + 60_000);
            let expires = (!used && (18..45).contains(&chance)).then(|| link.at + self.dice.below(2 * SPAN));
            let (currency, amount) = match self.dice.below(10) {
                0 => ("KWD", self.dice.below(90_000) + 500),
                1 => ("JPY", self.dice.below(60_000) + 100),
                _ => ("AED", (self.dice.below(400) + 1) * 500),
            };
            let id = self.bytes(&link.id);
            let search = quoted(&fold(&format!("{reference}\n{title}\n{slug}")));
            rows.add(
                &mut self.connection,
                format!(
                    "({id},{account},'test','{slug}',NULL,{},{amount},'{currency}','{reference}',{destination},{fields},\
                     {most},{},{completed},{},'{{}}',{search},{},{},{},{at},{at})",
                    quoted(&title),
                    link.started,
                    number(expires),
                    number(disabled),
                    number(used.then_some(link.at + SPAN)),
                    number(expires),
                    at = link.at
                ),
            )
            .await;
            // Words point at their link.
            if words.is_almost_full() {
                rows.flush(&mut self.connection).await;
            }
            for term in terms([reference.as_str(), &title, &slug]) {
                words.add(&mut self.connection, format!("({account},'test',{},{id})", quoted(&term))).await;
            }
        }
        rows.flush(&mut self.connection).await;
        words.flush(&mut self.connection).await;
    }

    /// Answers a paid one through the busiest link, with an email address, from the middle.
    async fn usages(&mut self, links: &[Planned], attempts: &[Attempt]) -> ([u8; 16], Vec<Collected>) {
        let mut rows = Filling::new(
            "usages (id, account_id, mode, link_id, token, attempt_hash, state, amount, currency, identifiers, search, \
             snapshot, bank_id, failure_code, failure_message, started_at, expires_at, claimed_at, finished_at, \
             reversed_at, payment_status, phone)",
        );
        let mut words = Filling::new("usage_terms (account_id, mode, term, link_id, usage_id)");
        let account = self.bytes(self.account.bytes());
        let snapshot = r#"{"title":"Ceramics workshop","description":null,"reference":"INV-1042","merchant":"Palm & Stone","locale":"en","redirect_url":null,"cancel_url":null}"#;
        let mut middle = None;
        for (n, attempt) in attempts.iter().enumerate() {
            let raw = self.dice.id(attempt.at);
            let (id, link) = (self.bytes(&raw), self.bytes(&links[attempt.link].id));
            let collected = self.dice.entered();
            let values: Vec<_> = collected.iter().filter_map(|one| one.value.as_deref()).collect();
            let search = quoted(&fold(&values.join("\n")));
            let (at, ended) = (attempt.at, attempt.at + 40_000);
            let waits = attempt.state == "awaiting_customer";
            let failure = if attempt.failure.is_empty() {
                "NULL,NULL".to_owned()
            } else {
                format!("'{}',''", attempt.failure)
            };
            let mut token = String::new();
            for byte in raw {
                let _ = write!(token, "{byte:02x}");
            }
            rows.add(
                &mut self.connection,
                format!(
                    "({id},{account},'test',{link},'{token}',{id},'{}',15000,'AED',{},{search},'{snapshot}','falcon',{failure},\
                     {at},{},{},{},{},'{}',{})",
                    attempt.state,
                    quoted(&serde_json::to_string(&collected).expect("JSON")),
                    // One that waits does so for all of the run.
                    if waits { at + 100 * SPAN } else { at + 900_000 },
                    number((!waits).then_some(at + 20_000)),
                    number((!waits).then_some(ended)),
                    number((attempt.state == "reversed").then_some(ended + 900_000)),
                    attempt.payment,
                    quoted(values[0]),
                ),
            )
            .await;
            for term in terms(values.iter().copied()) {
                words
                    .add(&mut self.connection, format!("({account},'test',{},{link},{id})", quoted(&term)))
                    .await;
            }
            let fits = n > attempts.len() / 2
                && n % 2 == 0
                && attempt.payment == "SETTLED"
                && collected[1].value.is_some();
            if middle.is_none() && fits {
                middle = Some((raw, collected));
            }
        }
        rows.flush(&mut self.connection).await;
        words.flush(&mut self.connection).await;
        middle.expect("a paid usage")
    }

    /// Payments and talks with the bank, from the usages.
    async fn rest(&mut self) {
        for statement in DERIVED {
            self.connection.execute(statement).await.expect("rows");
        }
    }

    /// What a database does by itself after a while of such growth.
    async fn settle(&mut self) {
        let settle = if self.sqlite { "PRAGMA journal_mode = WAL" } else { "VACUUM ANALYZE" };
        self.connection.execute(settle).await.expect("a settled database");
    }
}

/// What the links ask for.
fn fields() -> [Identifier; 3] {
    let kinds = [
        ("phone", IdentifierKind::MobilePhone),
        ("email", IdentifierKind::Email),
        ("name", IdentifierKind::Text),
    ];
    kinds.map(|(key, kind)| Identifier {
        key: key.to_owned(),
        kind,
        display_label: None,
        required: kind == IdentifierKind::MobilePhone,
        limit: None,
    })
}
