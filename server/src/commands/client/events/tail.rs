//! `remit events tail`

use super::line;
use crate::commands::client::{
    Failure, Screen,
    api::Api,
    follow::{Follow, Wanted},
    screen::note,
};

/// Writes each event until nobody reads any more.
pub(super) async fn tail(api: &Api, screen: &Screen, wanted: Wanted) -> Result<(), Failure> {
    let mut follow = Follow::begin(api, wanted).await?;
    note(&format!("following {} of {}; Ctrl-C stops", api.mode_shown(), api.shown()));
    loop {
        for event in follow.next().await? {
            screen.show(&event, |_| line(&event))?;
        }
    }
}
