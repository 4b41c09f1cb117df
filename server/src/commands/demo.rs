//! `--demo`: an empty data directory becomes a small shop once, and stays it on later starts.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, bail};
use domain::{
    Mode, Money,
    identifier::{self, IdentifierKind, NewIdentifier},
    link::DEFAULT_MAX_USAGES,
    redirect_url::RedirectUrl,
    text::Metadata,
};
use engine::{
    Engine, Maker,
    accounts::{NewAccount, NewOwner},
    auth::new_key,
    links::NewLink,
};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};

use super::{ready::write_private, secrets};
use crate::config::Config;

const EMAIL: &str = "demo@example.com";
/// Where a shop in development usually is.
const REDIRECT_URL: &str = "http://localhost:3000/thanks";

/// What the demo shows and a test needs. Kept with the data it opens.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Demo {
    pub owner_email: String,
    pub owner_password: String,
    pub api_key: String,
    pub sample_link_slug: String,
}

impl Demo {
    /// The facts of this data directory's demo; makes it when nothing is there yet. The facts are kept
    /// before what they open is made, so that a start cut short is finished by the next.
    pub async fn prepare(config: &Config, engine: &Engine, make: &Maker) -> anyhow::Result<Self> {
        let file = config.data_dir.join("demo.json");
        if !file.exists() {
            if !engine.is_empty().await? {
                bail!(
                    "{} has accounts already, but no demo\n  hint: start without --demo, or name an empty --data-dir",
                    config.data_dir.display()
                );
            }
            write_private(&file, &serde_json::to_vec_pretty(&Self::think_up(make))?)?;
        }
        let demo = Self::read(&file)?;
        demo.seed(engine).await?;
        Ok(demo)
    }

    fn think_up(make: &Maker) -> Self {
        Self {
            owner_email: EMAIL.to_owned(),
            owner_password: secrets::password(make),
            api_key: new_key(Mode::Test, make).expose_secret().to_owned(),
            sample_link_slug: secrets::slug(make),
        }
    }

    fn read(file: &PathBuf) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_str(&text)
            .with_context(|| format!("{} does not hold the demo's facts", file.display()))
    }

    /// Makes what is not there yet.
    async fn seed(&self, engine: &Engine) -> anyhow::Result<()> {
        let owner = match engine.find_user(&self.owner_email, Mode::Test).await? {
            Some(owner) => owner,
            None => engine.create_account(shop()?, self.owner()).await?,
        };
        if engine.public_link(&self.sample_link_slug).await?.is_none() {
            engine.create_redirect_url(&owner, RedirectUrl::parse(REDIRECT_URL, Mode::Test)?).await?;
            let slug = Some(self.sample_link_slug.parse()?);
            engine.create_link(&owner, NewLink { slug, ..sample_link()? }).await?;
        }
        Ok(())
    }

    fn owner(&self) -> NewOwner {
        NewOwner {
            email: self.owner_email.clone(),
            password: self.owner_password.clone().into(),
            test_key: self.api_key.clone().into(),
        }
    }
}

fn shop() -> anyhow::Result<NewAccount> {
    Ok(NewAccount {
        name: "Palm & Stone".parse()?,
        time_zone: "Asia/Dubai".to_owned(),
        contact_email: Some("hello@palmandstone.example".to_owned()),
        contact_phone: Some("+971 4 555 0134".to_owned()),
    })
}

fn sample_link() -> anyhow::Result<NewLink> {
    let asked = [IdentifierKind::MobilePhone, IdentifierKind::Email].map(NewIdentifier::of);
    let identifiers = identifier::complete(asked.to_vec());
    Ok(NewLink {
        slug: None,
        name: Some("Sample link".parse()?),
        title: Some("Ceramics workshop".parse()?),
        description: Some("Saturday morning at the wheel, clay and firing included.".parse()?),
        money: Money::parse("150.00", "AED".parse()?)?,
        reference: "WORKSHOP-1042".parse()?,
        destination_id: None,
        identifiers: identifiers.map_err(|_| anyhow::anyhow!("the sample link's fields are wrong"))?,
        max_usages: DEFAULT_MAX_USAGES,
        expires_at: None,
        redirect_url: None,
        cancel_url: None,
        customer_id: None,
        metadata: Metadata::default(),
    })
}

#[cfg(test)]
mod tests {
    use domain::access::Permission;

    use super::*;
    use crate::{
        commands::{engine_without_rails, maker, open},
        config::Flags,
    };

    async fn start(folder: &tempfile::TempDir) -> (Config, Engine) {
        let data_dir = Some(folder.path().join("data").display().to_string());
        let config = Config::load(&Flags { data_dir, ..Flags::default() }, &|_| None).unwrap();
        let db = open(&config).await.unwrap();
        let engine = engine_without_rails(&config, db).unwrap();
        (config, engine)
    }

    #[tokio::test]
    async fn the_second_start_keeps_what_the_first_has_made() {
        let folder = tempfile::tempdir().unwrap();
        let (config, engine) = start(&folder).await;
        let first = Demo::prepare(&config, &engine, &maker()).await.unwrap();
        let (config, engine) = start(&folder).await;
        let second = Demo::prepare(&config, &engine, &maker()).await.unwrap();
        assert_eq!(serde_json::to_value(&first).unwrap(), serde_json::to_value(&second).unwrap());
        let actor = engine.authenticate_key(&second.api_key).await.unwrap();
        assert!(actor.mode == Mode::Test && actor.may(Permission::WriteLinks) && actor.may(Permission::Read));
        assert!(engine.sign_in(EMAIL, &second.owner_password.into()).await.is_ok());
        let public = engine.public_link(&second.sample_link_slug).await.unwrap().unwrap();
        assert_eq!(public.link.title.as_deref(), Some("Ceramics workshop"));
        assert_eq!(public.link.identifiers.len(), 2);
    }

    /// As when the process was killed after each of the steps.
    #[tokio::test]
    async fn a_start_that_was_cut_short_is_finished_by_the_next() {
        for steps in 0..2 {
            let folder = tempfile::tempdir().unwrap();
            let (config, engine) = start(&folder).await;
            let kept = Demo::think_up(&maker());
            let file = config.data_dir.join("demo.json");
            write_private(&file, &serde_json::to_vec(&kept).unwrap()).unwrap();
            if steps > 0 {
                engine.create_account(shop().unwrap(), kept.owner()).await.unwrap();
            }
            let demo = Demo::prepare(&config, &engine, &maker()).await.unwrap();
            assert_eq!(demo.api_key, kept.api_key);
            assert!(engine.authenticate_key(&demo.api_key).await.is_ok());
            assert!(engine.public_link(&demo.sample_link_slug).await.unwrap().is_some());
        }
    }

    #[tokio::test]
    async fn data_of_somebody_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (config, engine) = start(&folder).await;
        let owner = Demo::think_up(&maker()).owner();
        engine.create_account(shop().unwrap(), owner).await.unwrap();
        let refused = Demo::prepare(&config, &engine, &maker()).await.err().unwrap().to_string();
        assert!(refused.contains("has accounts already"), "{refused}");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn secrets_on_disk_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (config, engine) = start(&folder).await;
        Demo::prepare(&config, &engine, &maker()).await.unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&config.data_dir.join("demo.json")), 0o600);
        assert_eq!(mode(&config.data_dir), 0o700);
    }
}
