//! A small world to test in: one merchant, a clock moved by hand, a rail that does as it is told.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::{
    Mode, Money, Timestamp, Tone,
    access::{Actor, Role},
    destination::{AccountNumber, BankType, Scheme},
    id::{AccountId, DestinationId, UserId},
    identifier::{self, IdentifierKind, NewIdentifier},
    text::Metadata,
};

use super::{ScriptedMailer, TestDatabase};
use crate::{
    Engine, Maker, Rails, Settings,
    accounts::{Account, NewAccount, NewOwner},
    auth::{new_key, password},
    clock::{Clock, SystemRng},
    customers::NewCustomer,
    destinations::NewDestination,
    links::NewLink,
    page::PageRequest,
    rails::scripted::ScriptedRail,
    store,
};

/// A clock that stands still until a test moves it.
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// Stands at 1 June 2026, 09:00 UTC.
    pub fn new() -> Self {
        Self(AtomicI64::new(1_780_304_400_000))
    }

    pub fn set(&self, now: Timestamp) {
        self.0.store(now.millis(), Ordering::SeqCst);
    }

    pub fn advance(&self, by: Duration) {
        let millis = i64::try_from(by.as_millis()).expect("a test lasts less than an age");
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// An engine with one merchant that is ready to create links in test mode.
pub struct World {
    pub engine: Engine,
    pub clock: Arc<ManualClock>,
    /// Moves the money of test mode.
    pub rail: Arc<ScriptedRail>,
    /// Takes the letters of a world with mail.
    pub mailer: Arc<ScriptedMailer>,
    pub account: AccountId,
    /// The account's owner, in test mode.
    pub actor: Actor,
    /// The account's default destination.
    pub destination: DestinationId,
}

impl World {
    /// What the owner signs in with.
    pub const EMAIL: &str = "owner@shop.example";
    pub const PASSWORD: &str = "correct horse battery";

    pub async fn new(database: &TestDatabase) -> Self {
        let clock = Arc::new(ManualClock::new());
        let make = Maker::new(clock.clone(), Arc::new(SystemRng));
        let base_url = "https://pay.example.com/".parse().expect("a URL");
        let rail = Arc::new(ScriptedRail::new());
        let rails = Rails { test: Some(rail.clone()), live: None };
        // Receivers of tests listen on this computer.
        let webhook_allow = vec!["127.0.0.0/8".parse().expect("a range")];
        let settings = Settings { webhook_allow, ..Settings::new(base_url) };
        let engine = Engine::new(database.db.clone(), make, rails, settings);
        let owner = NewOwner {
            email: Self::EMAIL.to_owned(),
            password: Self::PASSWORD.into(),
            test_key: new_key(Mode::Test, &engine.make),
        };
        let actor = engine.create_account(shop("Lina’s Shop"), owner).await.expect("an account is created");
        let page = engine.list_destinations(&actor, &PageRequest::default()).await;
        let destination = page.expect("destinations are listed").items[0].id;
        let mailer = Arc::default();
        Self { engine, clock, rail, mailer, account: actor.account, actor, destination }
    }

    /// The same with mail configured.
    pub async fn with_mail(database: &TestDatabase) -> Self {
        let world = Self::new(database).await;
        Self { engine: world.engine.with_mailer(world.mailer.clone()), ..world }
    }

    /// Actors who must find nothing of this world: the owner in live mode, and an owner of another account
    /// in each mode.
    pub async fn strangers(&self) -> Vec<Actor> {
        let other = self.bare_account().await;
        let who = self.actor.who.clone();
        let stranger = |account, mode| Actor { account, mode, who: who.clone() };
        vec![stranger(self.account, Mode::Live), stranger(other, Mode::Test), stranger(other, Mode::Live)]
    }

    /// Another person of the account, who signs in with the same password: their email.
    pub async fn colleague(&self, role: Role) -> String {
        let email = format!("{}@shop.example", role.as_str());
        let hash = password::hash(&Self::PASSWORD.into(), [7; 16]).await.expect("a hash");
        let user = store::users::User {
            id: UserId::from_uuid(self.engine.make.uuid()),
            account: self.account,
            email: email.clone(),
            password_hash: hash,
            role,
        };
        let now = self.engine.now();
        let inserted = self
            .engine
            .db
            .write(move |tx| Box::pin(async move { store::users::insert(tx, &user, now).await }));
        assert!(inserted.await.expect("a user is inserted"), "a colleague for each role");
        email
    }

    /// An account that has nothing.
    async fn bare_account(&self) -> AccountId {
        let account = Account {
            id: AccountId::from_uuid(self.engine.make.uuid()),
            name: "Other".parse().expect("a name"),
            time_zone: "Asia/Dubai".to_owned(),
            contact_email: None,
            contact_phone: None,
            accent: Tone::default(),
            created_at: self.engine.now(),
        };
        let inserted = self.engine.db.write(move |tx| {
            Box::pin(
                async move { store::accounts::insert(tx, &account, b"secret").await.map(|()| account.id) },
            )
        });
        inserted.await.expect("an account is inserted")
    }
}

fn shop(name: &str) -> NewAccount {
    NewAccount {
        name: name.parse().expect("a name"),
        time_zone: "Asia/Dubai".to_owned(),
        contact_email: Some("help@shop.example".to_owned()),
        contact_phone: None,
    }
}

/// A destination that links may use.
pub fn new_destination(name: &str) -> NewDestination {
    NewDestination {
        name: name.parse().expect("a name"),
        holder: "Lina Trading LLC".parse().expect("a holder"),
        number: AccountNumber::parse(Scheme::Iban, "AE070331234567890123456").expect("an IBAN"),
        country: "AE".parse().expect("a country"),
        bank_type: Some(BankType::Corporate),
        is_default: false,
    }
}

/// A link of AED 150.00 that asks for a phone and, if they like, an email.
pub fn new_link(max_usages: u32) -> NewLink {
    NewLink {
        slug: None,
        name: None,
        title: None,
        description: None,
        money: Money::parse("150.00", "AED".parse().expect("a currency")).expect("an amount"),
        reference: "INV-1042".parse().expect("a reference"),
        destination_id: None,
        identifiers: identifier::complete(vec![NewIdentifier::of(IdentifierKind::Email)])
            .expect("identifiers"),
        max_usages,
        expires_at: None,
        redirect_url: None,
        cancel_url: None,
        customer_id: None,
        metadata: Metadata::default(),
    }
}

/// A customer who can be reached.
pub fn new_customer(name: &str) -> NewCustomer {
    NewCustomer {
        name: name.parse().expect("a name"),
        email: Some("lina.haddad@shop.example".parse().expect("an email")),
        phone: Some("+971 50 123 4567".parse().expect("a phone number")),
        reference: None,
        metadata: Metadata::default(),
    }
}
