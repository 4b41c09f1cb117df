//! Rows of `link_refusals`: customers whom a link turned away, by the minute.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::LinkId;
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{
    error::{Error, Result},
    links::{Turned, TurnedAway},
};

/// Minutes that are kept of each link.
const KEPT: i64 = 100;

/// Adds refusals, and forgets the oldest of the links they are of.
pub async fn add(tx: &mut Tx, turned: BTreeMap<(LinkId, Turned), u64>) -> Result<()> {
    let links: BTreeSet<LinkId> = turned.keys().map(|(link, _)| *link).collect();
    for ((link, turned), times) in turned {
        sqlx::query::<Any>(
            "INSERT INTO link_refusals (link_id, minute, reason, pressed, times) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (link_id, minute, reason, pressed) DO UPDATE SET times = link_refusals.times + excluded.times",
        )
        .bind(link.bytes().to_vec())
        .bind(turned.minute)
        .bind(turned.reason.as_str())
        .bind(i64::from(turned.pressed))
        .bind(i64::try_from(times).map_err(Error::internal)?)
        .execute(&mut *tx)
        .await?;
    }
    for link in links {
        sqlx::query::<Any>(
            "DELETE FROM link_refusals WHERE link_id = $1 AND minute < (SELECT MIN(minute) FROM \
             (SELECT DISTINCT minute FROM link_refusals WHERE link_id = $1 ORDER BY minute DESC LIMIT $2) AS kept)",
        )
        .bind(link.bytes().to_vec())
        .bind(KEPT)
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

type Row = (i64, String, i64, i64);

/// What is kept of a link, which the caller has found in its own account, the latest first.
pub async fn latest(connection: &mut AnyConnection, link: LinkId) -> Result<Vec<TurnedAway>> {
    let rows: Vec<Row> = sqlx::query_as::<Any, Row>(
        "SELECT minute, reason, pressed, times FROM link_refusals WHERE link_id = $1 \
         ORDER BY minute DESC, times DESC, reason, pressed",
    )
    .bind(link.bytes().to_vec())
    .fetch_all(connection)
    .await?;
    let kept = |(minute, reason, pressed, times): Row| {
        let turned = Turned { minute, reason: reason.parse()?, pressed: pressed != 0 };
        Ok(TurnedAway { turned, times: u64::try_from(times).map_err(Error::internal)? })
    };
    rows.into_iter().map(kept).collect()
}
