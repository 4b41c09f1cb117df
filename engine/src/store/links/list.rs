//! Lists of links: filters, orders and counts.

use domain::{
    Currency, Mode, Timestamp,
    id::{AccountId, CustomerId, LinkId},
    link::LinkStatus,
};
use sqlx::{Any, AnyConnection};

use super::{
    super::{
        query::{NEWEST, Order, Query, Value},
        search::{Search, having_word, newest_containing},
        terms::{self, Kept},
    },
    Row,
};
use crate::{
    error::{Error, Result},
    links::{Link, LinkFilter, LinkSort},
    page::{Count, Cursor, PageRequest},
};

/// One page of an account's links, in the filter's order.
pub async fn list(
    connection: &mut AnyConnection,
    scope: (AccountId, Mode),
    filter: &LinkFilter,
    request: &PageRequest<LinkId>,
    now: Timestamp,
) -> Result<Vec<Link>> {
    let order = match filter.sort {
        LinkSort::Newest => &NEWEST,
        LinkSort::Oldest => &OLDEST,
        LinkSort::Amount => &LARGEST,
        LinkSort::Expiry => &NEXT_TO_EXPIRE,
    };
    let place = match &request.cursor {
        Some(cursor) => Some(place(connection, scope, filter.sort, cursor).await?),
        None => None,
    };
    let search = Search::choose(connection, Kept::Links, scope, filter.q.as_deref()).await?;
    let rows: Vec<Row> = filtered(scope, filter, search.as_ref(), now)
        .cut_by(request, place, order)
        .rows(select!("WHERE id IN ("), request, order)
        .fetch(connection)
        .await?;
    rows.into_iter().map(Link::try_from).collect()
}

const OLDEST: Order =
    Order { forwards: " ORDER BY id ASC", backwards: " ORDER BY id DESC", after: "id > ?", before: "id < ?" };

const LARGEST: Order = Order {
    forwards: " ORDER BY amount DESC, id DESC",
    backwards: " ORDER BY amount ASC, id ASC",
    after: "(amount, id) < (?, ?)",
    before: "(amount, id) > (?, ?)",
};

/// Never is later than every moment.
const NEXT_TO_EXPIRE: Order = Order {
    forwards: " ORDER BY COALESCE(expires_at, 9223372036854775807) ASC, id ASC",
    backwards: " ORDER BY COALESCE(expires_at, 9223372036854775807) DESC, id DESC",
    after: "(COALESCE(expires_at, 9223372036854775807), id) > (?, ?)",
    before: "(COALESCE(expires_at, 9223372036854775807), id) < (?, ?)",
};

/// Where a link stands in an order; also one that was deleted since. One that never was comes before all others.
async fn place(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    sort: LinkSort,
    cursor: &Cursor<LinkId>,
) -> Result<Vec<Value>> {
    let id = cursor.id();
    if matches!(sort, LinkSort::Newest | LinkSort::Oldest) {
        return Ok(vec![id.bytes().into()]);
    }
    let found: Option<(i64, i64)> = sqlx::query_as::<Any, (i64, i64)>(
        "SELECT amount, COALESCE(expires_at, 9223372036854775807) FROM links \
         WHERE id = $1 AND account_id = $2 AND mode = $3",
    )
    .bind(id.bytes().to_vec())
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_optional(connection)
    .await?;
    let (amount, expiry) = found.unwrap_or((i64::MAX, i64::MIN));
    let first = if sort == LinkSort::Amount { amount } else { expiry };
    Ok(vec![first.into(), id.bytes().into()])
}

/// How many of an account's links the filter lets through.
pub async fn count(
    connection: &mut AnyConnection,
    scope: (AccountId, Mode),
    filter: &LinkFilter,
    now: Timestamp,
) -> Result<Count> {
    let search = Search::choose(connection, Kept::Links, scope, filter.q.as_deref()).await?;
    let mut query = filtered(scope, filter, search.as_ref(), now);
    let walks = matches!(search, None | Some(Search::Common(_) | Search::Symbols(_)));
    if walks && filter.reference.is_none() && filter.customer_id.is_none() {
        // All other filters lie in the index of this order, so that no row is read for them.
        query = query.in_order(NEWEST.forwards);
    }
    query.count(connection, Search::counted(search.as_ref())).await
}

fn searched(query: Query, scope: (AccountId, Mode), search: &Search<LinkId>) -> Query {
    match search {
        Search::Id(id) => query.and("id = ?", vec![id.bytes().into()]),
        Search::Rare(sought) => {
            let mut pieces = terms::links_by_word(scope, sought);
            pieces.extend(terms::links_by_number_or_customer(scope, sought));
            query.and_id_in(pieces)
        }
        Search::Phrase(sought) => query.and_id_in(terms::links_by_number_or_customer(scope, sought)),
        // Those whose customers alone have entered it are left out: there are enough others.
        Search::Common(sought) => having_word(
            query,
            "EXISTS (SELECT 1 FROM link_terms t WHERE t.link_id = links.id AND t.term >= ? AND t.term < ?)",
            sought,
        ),
        Search::Symbols(sought) => newest_containing(
            query,
            "id >= (SELECT n.id FROM (SELECT o.id FROM links o WHERE o.account_id = ? AND o.mode = ? \
             AND o.deleted_at IS NULL ORDER BY o.id DESC LIMIT 5000) AS n ORDER BY n.id LIMIT 1)",
            scope,
            sought,
        ),
    }
}

/// The currencies of an account's links: from each the next is looked up, however many links there are.
pub async fn currencies(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
) -> Result<Vec<Currency>> {
    let codes: Vec<String> = sqlx::query_scalar::<Any, String>(
        "WITH RECURSIVE codes (code) AS ( \
         SELECT MIN(currency) FROM links WHERE account_id = $1 AND mode = $2 AND deleted_at IS NULL \
         UNION ALL SELECT (SELECT MIN(currency) FROM links \
         WHERE account_id = $1 AND mode = $2 AND deleted_at IS NULL AND currency > codes.code) \
         FROM codes WHERE codes.code IS NOT NULL) SELECT code FROM codes WHERE code IS NOT NULL ORDER BY code",
    )
    .bind(account.bytes().to_vec())
    .bind(mode.as_str())
    .fetch_all(connection)
    .await?;
    codes.iter().map(|code| code.parse().map_err(Error::internal)).collect()
}

/// The ids of an account's links that the filter lets through.
fn filtered(
    (account, mode): (AccountId, Mode),
    filter: &LinkFilter,
    search: Option<&Search<LinkId>>,
    now: Timestamp,
) -> Query {
    const ALL: &str = "SELECT id FROM links WHERE account_id = ? AND mode = ? AND deleted_at IS NULL";
    let mut query = Query::new(ALL, vec![account.bytes().into(), mode.as_str().into()])
        .and_some("reference = ?", filter.reference.as_deref())
        .and_some("customer_id = ?", filter.customer_id.as_ref().map(CustomerId::bytes))
        .and_some("created_at >= ?", filter.created_gte.map(Timestamp::millis))
        .and_some("created_at < ?", filter.created_lt.map(Timestamp::millis))
        .and_some("expires_at >= ?", filter.expires_gte.map(Timestamp::millis))
        .and_some("expires_at < ?", filter.expires_lt.map(Timestamp::millis));
    if let Some(amount) = filter.amount {
        query = query
            .and("currency = ?", vec![amount.currency.code().into()])
            .and_some("amount >= ?", amount.least)
            .and_some("amount <= ?", amount.most);
    }
    if let Some(status) = filter.status {
        query = with_status(query, status, now);
    }
    match search {
        Some(search) => searched(query, (account, mode), search),
        None => query,
    }
}

/// The SQL of [`Lifecycle::status`]; the test below holds the two together.
fn with_status(query: Query, status: LinkStatus, now: Timestamp) -> Query {
    let now: Value = now.millis().into();
    match status {
        LinkStatus::Used => {
            query.and("used_at IS NOT NULL AND (expires_at IS NULL OR used_at < expires_at)", vec![])
        }
        LinkStatus::Expired => {
            query.and("expires_at <= ? AND (used_at IS NULL OR used_at >= expires_at)", vec![now])
        }
        LinkStatus::Disabled => query.and(
            "disabled_at IS NOT NULL AND used_at IS NULL AND (expires_at IS NULL OR expires_at > ?)",
            vec![now],
        ),
        LinkStatus::Active => query.and(
            "disabled_at IS NULL AND used_at IS NULL AND (expires_at IS NULL OR expires_at > ?)",
            vec![now],
        ),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Timestamp, link::LinkStatus};
    use sqlx::Any;

    use crate::{
        links::{AmountFilter, Link, LinkFilter, LinkSort},
        page::{Cursor, PageRequest},
        testing::{World, new_link, on_each_database},
    };

    /// Links of 30, 10, 20, 10 and 40, the second and fourth of which expire, the fourth first.
    async fn five(world: &World) -> Vec<Link> {
        let mut made = Vec::new();
        for (amount, days) in [("30", None), ("10", Some(9)), ("20", None), ("10", Some(3)), ("40", None)] {
            let mut new = new_link(1);
            new.money = domain::Money::parse(amount, new.money.currency()).unwrap();
            new.expires_at = days.map(|days: i64| world.engine.now().plus_millis(days * 86_400_000));
            made.push(world.engine.create_link(&world.actor, new).await.unwrap());
        }
        made
    }

    /// The places of the links that a list shows, read in pages of two, forwards and then all the way back.
    async fn read(world: &World, made: &[Link], filter: &LinkFilter) -> String {
        let mut pages = Vec::new();
        let mut cursor = None;
        loop {
            let request = PageRequest::try_new(2, cursor).unwrap();
            let page = world.engine.list_links(&world.actor, filter, &request).await.unwrap();
            cursor = page.items.last().map(|link| Cursor::StartingAfter(link.id));
            pages.push(page.items.clone());
            if !page.has_more {
                break;
            }
        }
        let mut forwards: Vec<Link> = pages.concat();
        let mut backwards = Vec::new();
        let mut cursor = forwards.last().map(|link| Cursor::EndingBefore(link.id));
        while let Some(before) = cursor {
            let request = PageRequest::try_new(2, Some(before)).unwrap();
            let page = world.engine.list_links(&world.actor, filter, &request).await.unwrap();
            cursor = page.items.first().map(|link| Cursor::EndingBefore(link.id));
            backwards.splice(0..0, page.items);
        }
        let place = |link: &Link| made.iter().position(|other| other.id == link.id).unwrap().to_string();
        let all: String = forwards.iter().map(place).collect();
        forwards.pop();
        assert_eq!(
            backwards.iter().map(place).collect::<String>(),
            forwards.iter().map(place).collect::<String>()
        );
        let count = world.engine.count_links(&world.actor, filter).await.unwrap();
        assert_eq!((count.number, count.is_all), (all.len() as u64, true));
        all
    }

    #[tokio::test]
    async fn every_order_is_read_in_pages_both_ways() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let made = five(&world).await;
            for (sort, expected) in [
                (LinkSort::Newest, "43210"),
                (LinkSort::Oldest, "01234"),
                (LinkSort::Amount, "40231"),
                (LinkSort::Expiry, "31024"),
            ] {
                let filter = LinkFilter { sort, ..LinkFilter::default() };
                assert_eq!(read(&world, &made, &filter).await, expected, "{sort:?}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn amounts_and_expiries_narrow_within_their_bounds() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let made = five(&world).await;
            let currency = made[0].money.currency();
            let amount = |least, most| LinkFilter {
                amount: Some(AmountFilter { currency, least, most }),
                ..LinkFilter::default()
            };
            assert_eq!(read(&world, &made, &amount(Some(2000), Some(3000))).await, "20");
            assert_eq!(read(&world, &made, &amount(None, Some(1000))).await, "31");
            assert_eq!(read(&world, &made, &amount(None, None)).await, "43210");
            let other = AmountFilter { currency: "KWD".parse().unwrap(), least: None, most: None };
            let other = LinkFilter { amount: Some(other), ..LinkFilter::default() };
            assert_eq!(read(&world, &made, &other).await, "");
            let soon = made[3].lifecycle.expires_at;
            let expiring = LinkFilter { expires_gte: soon, ..LinkFilter::default() };
            assert_eq!(read(&world, &made, &expiring).await, "31");
            let until =
                LinkFilter { expires_gte: soon, expires_lt: made[1].lifecycle.expires_at, ..expiring };
            assert_eq!(read(&world, &made, &until).await, "3");
            assert_eq!(world.engine.link_currencies(&world.actor).await.unwrap(), [currency]);
        })
        .await;
    }

    /// Links in every combination of the facts a status is derived from.
    async fn every_lifecycle(world: &World, db: &crate::Db) {
        let now = world.engine.now();
        let times =
            [None, Some(now.plus_millis(-2)), Some(now.plus_millis(-1)), Some(now), Some(now.plus_millis(1))];
        for disabled_at in [None, Some(now)] {
            for expires_at in times {
                for used_at in &times[..4] {
                    let link = world.engine.create_link(&world.actor, new_link(5)).await.unwrap();
                    let used_at = used_at.map(Timestamp::millis);
                    db.write(move |tx| {
                        Box::pin(async move {
                            sqlx::query::<Any>("UPDATE links SET disabled_at = $1, expires_at = $2, used_at = $3 WHERE id = $4")
                                .bind(disabled_at.map(Timestamp::millis))
                                .bind(expires_at.map(Timestamp::millis))
                                .bind(used_at)
                                .bind(link.id.bytes().to_vec())
                                .execute(tx)
                                .await?;
                            Ok(())
                        })
                    })
                    .await
                    .unwrap();
                }
            }
        }
    }

    #[tokio::test]
    async fn the_status_filter_agrees_with_the_derived_status() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            every_lifecycle(&world, &database.db).await;
            let request = PageRequest::try_new(100, None).unwrap();
            let list = async |status| {
                let filter = LinkFilter { status, ..LinkFilter::default() };
                world.engine.list_links(&world.actor, &filter, &request).await.unwrap().items
            };
            let all = list(None).await;
            let mut found = 0;
            for status in LinkStatus::ALL {
                let listed = list(Some(status)).await;
                assert!(listed.iter().all(|link| link.status(world.engine.now()) == status), "{status:?}");
                found += listed.len();
            }
            assert_eq!((all.len(), found), (40, 40));
        })
        .await;
    }

    #[tokio::test]
    async fn pages_walk_the_whole_list_in_both_directions() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let mut made = Vec::new();
            for _ in 0..7 {
                made.push(world.engine.create_link(&world.actor, new_link(1)).await.unwrap().id);
            }
            made.reverse();
            let page = async |cursor| {
                let request = PageRequest::try_new(3, cursor).unwrap();
                let page =
                    world.engine.list_links(&world.actor, &LinkFilter::default(), &request).await.unwrap();
                (page.items.iter().map(|link| link.id).collect::<Vec<_>>(), page.has_more)
            };
            assert_eq!(page(None).await, (made[..3].to_vec(), true));
            assert_eq!(page(Some(Cursor::StartingAfter(made[2]))).await, (made[3..6].to_vec(), true));
            assert_eq!(page(Some(Cursor::StartingAfter(made[5]))).await, (made[6..].to_vec(), false));
            assert_eq!(page(Some(Cursor::EndingBefore(made[6]))).await, (made[3..6].to_vec(), true));
            assert_eq!(page(Some(Cursor::EndingBefore(made[3]))).await, (made[..3].to_vec(), false));
        })
        .await;
    }

    #[tokio::test]
    async fn search_finds_by_id_slug_and_parts_and_takes_wildcards_literally() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let mut new = new_link(1);
            new.name = Some("100% Wool_Fair, Épicerie".parse().unwrap());
            let link = world.engine.create_link(&world.actor, new).await.unwrap();
            world.engine.create_link(&world.actor, new_link(1)).await.unwrap();
            let found = async |q: &str| {
                let filter = LinkFilter { q: Some(q.to_owned()), ..LinkFilter::default() };
                world
                    .engine
                    .list_links(&world.actor, &filter, &PageRequest::default())
                    .await
                    .unwrap()
                    .items
                    .len()
            };
            assert_eq!(found(&link.id.to_string()).await, 1);
            assert_eq!(found(&link.slug).await, 1);
            assert_eq!(found("wool_f").await, 1);
            assert_eq!((found("Épicerie").await, found("éPICERIE").await), (1, 1));
            assert_eq!(found("inv-1042").await, 2);
            assert_eq!(found("%").await, 1);
            assert_eq!(found("' OR 1=1 --").await, 0);
        })
        .await;
    }
}
