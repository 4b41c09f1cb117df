//! `remit links get`

use super::{Named, describe};
use crate::commands::client::{Failure, Screen, api::Api};

pub(super) async fn get(api: &Api, screen: &Screen, named: &Named) -> Result<(), Failure> {
    let link = api.get(&named.path()?, &[]).await?;
    screen.show(&link, |screen| describe(screen, &link))
}
