//! A mailer that keeps what it is given, and answers as a test tells it.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;

use crate::mail::{Mail, MailError, Mailer};

#[derive(Default)]
struct Post {
    answers: VecDeque<MailError>,
    sent: Vec<Mail>,
}

/// The scripted mailer. It takes every letter until trouble is ordered.
#[derive(Default)]
pub struct ScriptedMailer(Mutex<Post>);

impl ScriptedMailer {
    /// What the next letter meets; orders queue up.
    pub fn order(&self, error: MailError) {
        self.post().answers.push_back(error);
    }

    /// The letters taken so far.
    pub fn sent(&self) -> Vec<Mail> {
        self.post().sent.clone()
    }

    fn post(&self) -> MutexGuard<'_, Post> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Mailer for ScriptedMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let mut post = self.post();
        if let Some(error) = post.answers.pop_front() {
            return Err(error);
        }
        post.sent.push(mail.clone());
        Ok(())
    }

    async fn check(&self) -> Result<(), MailError> {
        Ok(())
    }
}
