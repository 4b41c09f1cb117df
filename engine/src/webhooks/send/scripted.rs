//! A resolver that answers as a test wrote it, also with something else the next time.

use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;

use super::Resolve;

/// Gives each name its answers in order, and the last one from then on. Other names are not known.
#[derive(Default)]
pub struct ScriptedResolver(Mutex<HashMap<String, Script>>);

#[derive(Default)]
struct Script {
    answers: Vec<Vec<IpAddr>>,
    asked: usize,
}

impl ScriptedResolver {
    /// Adds the next answer for a name.
    #[must_use]
    pub fn answer(self, name: &str, addresses: &[IpAddr]) -> Self {
        self.scripts().entry(name.to_owned()).or_default().answers.push(addresses.to_vec());
        self
    }

    /// How many times a name was asked for.
    pub fn asked(&self, name: &str) -> usize {
        self.scripts().get(name).map_or(0, |script| script.asked)
    }

    fn scripts(&self) -> MutexGuard<'_, HashMap<String, Script>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Resolve for ScriptedResolver {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut scripts = self.scripts();
        let script = scripts.get_mut(name).ok_or(io::ErrorKind::NotFound)?;
        script.asked += 1;
        let next = script.answers.get(script.asked - 1).or(script.answers.last());
        Ok(next.cloned().unwrap_or_default())
    }
}
