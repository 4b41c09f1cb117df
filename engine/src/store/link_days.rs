//! Rows of `link_days`: what happened on a link's page, by day.

use domain::id::LinkId;
use sqlx::{Any, AnyConnection};

use super::db::Tx;
use crate::{Error, Result, links::Visits};

const ADD: &str = "INSERT INTO link_days (link_id, day, opened, at_limit, disabled, expired, used)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (link_id, day) DO UPDATE SET
    opened = link_days.opened + excluded.opened, at_limit = link_days.at_limit + excluded.at_limit,
    disabled = link_days.disabled + excluded.disabled, expired = link_days.expired + excluded.expired,
    used = link_days.used + excluded.used";

/// Adds to what is counted of a link on a day.
pub async fn add(tx: &mut Tx, link: LinkId, day: i64, visits: Visits) -> Result<()> {
    let Visits { opened, full, disabled, expired, used } = visits;
    let mut query = sqlx::query::<Any>(ADD).bind(link.bytes().to_vec()).bind(day);
    for count in [opened, full, disabled, expired, used] {
        query = query.bind(i64::try_from(count).map_err(Error::internal)?);
    }
    query.execute(tx).await?;
    Ok(())
}

type Row = (i64, i64, i64, i64, i64);

const SUM: &str =
    "SELECT CAST(COALESCE(SUM(opened), 0) AS BIGINT), CAST(COALESCE(SUM(at_limit), 0) AS BIGINT),
    CAST(COALESCE(SUM(disabled), 0) AS BIGINT), CAST(COALESCE(SUM(expired), 0) AS BIGINT),
    CAST(COALESCE(SUM(used), 0) AS BIGINT)
    FROM link_days WHERE link_id = $1";

/// All that was counted of a link, which the caller has found in its own account.
pub async fn sum(connection: &mut AnyConnection, link: LinkId) -> Result<Visits> {
    let row = sqlx::query_as::<Any, Row>(SUM).bind(link.bytes().to_vec()).fetch_one(connection).await?;
    let count = |value: i64| u64::try_from(value).map_err(Error::internal);
    let (opened, full, disabled, expired, used) = row;
    Ok(Visits {
        opened: count(opened)?,
        full: count(full)?,
        disabled: count(disabled)?,
        expired: count(expired)?,
        used: count(used)?,
    })
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::testing::{World, new_link, on_each_database};

    #[tokio::test]
    async fn what_many_servers_count_at_once_adds_up_for_its_own_link() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let link = world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id;
            let other = world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id;
            let visits = Visits { opened: 3, full: 1, disabled: 2, expired: 4, used: 5 };
            let writes = (0..20_i64).map(|n| {
                database
                    .db
                    .write(move |tx| Box::pin(async move { add(tx, link, 20_000 + n % 2, visits).await }))
            });
            for written in join_all(writes).await {
                written.unwrap();
            }
            let mut read = database.db.read().await.unwrap();
            let expected = Visits { opened: 60, full: 20, disabled: 40, expired: 80, used: 100 };
            assert_eq!(sum(&mut read, link).await.unwrap(), expected);
            assert_eq!(sum(&mut read, other).await.unwrap(), Visits::default());
        })
        .await;
    }
}
