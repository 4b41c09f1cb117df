//! The list of a link's usages: filters, pages and counts.
//!
//! Usages of one state and one payment status lie in order in an index; a page is merged from a page of each that
//! the filter lets through, so no filter ever walks through what it leaves out.

use domain::{
    Mode, Timestamp,
    id::{AccountId, CustomerId, LinkId, PaymentId, UsageId},
    payment::PaymentStatus,
    usage::{UsageState, UsageStatus},
};
use sqlx::AnyConnection;

use super::{
    super::{
        query::{NEWEST, Piece, Query, Value, containing},
        terms::{self, Kept},
    },
    NO_PAYMENT, Row,
};
use crate::{
    error::Result,
    page::{Count, Cursor, PageRequest},
    search::Sought,
    usages::{PaymentFilter, Usage, UsageFilter},
};

/// Usages that a count goes through before it says that there are more.
const COUNTED: u64 = 10_000;
/// Usages that are looked at, the newest first, to count what is searched letter by letter.
const LOOKED_AT: i64 = 10_000;
/// A link with so few usages is searched letter by letter.
const FEW: u64 = 2_000;

/// One page of a link's usages, newest first.
pub async fn list(
    connection: &mut AnyConnection,
    scope: (AccountId, Mode, LinkId),
    filter: &UsageFilter,
    request: &PageRequest<UsageId>,
) -> Result<Vec<Usage>> {
    let ids = match search(connection, scope, filter).await? {
        None => merged(scope, filter, request),
        Some(search) => searched(scope, filter, &search),
    };
    let rows: Vec<Row> = ids
        .cut(request, UsageId::bytes)
        .rows(select!("WHERE id IN ("), request, &NEWEST)
        .fetch(connection)
        .await?;
    rows.into_iter().map(Usage::try_from).collect()
}

/// One page of the usages that carry a customer's id, newest first.
pub async fn list_of_customer(
    connection: &mut AnyConnection,
    (account, mode): (AccountId, Mode),
    customer: CustomerId,
    request: &PageRequest<UsageId>,
) -> Result<Vec<Usage>> {
    const OF_CUSTOMER: &str = "SELECT id FROM usages WHERE account_id = ? AND mode = ? AND customer_id = ?";
    let scope = vec![account.bytes().into(), mode.as_str().into(), customer.bytes().into()];
    let rows: Vec<Row> = Query::new(OF_CUSTOMER, scope)
        .cut(request, UsageId::bytes)
        .rows(select!("WHERE id IN ("), request, &NEWEST)
        .fetch(connection)
        .await?;
    rows.into_iter().map(Usage::try_from).collect()
}

/// How many usages of a link the filter lets through.
pub async fn count(
    connection: &mut AnyConnection,
    scope: (AccountId, Mode, LinkId),
    filter: &UsageFilter,
) -> Result<Count> {
    match search(connection, scope, filter).await? {
        None => counted(scope, filter).count(connection, COUNTED).await,
        Some(Search::Letters(sought)) => count_letters(connection, scope, filter, &sought).await,
        Some(search) => searched(scope, filter, &search).count(connection, COUNTED).await,
    }
}

/// Where letters are compared, only the newest are counted.
async fn count_letters(
    connection: &mut AnyConnection,
    (account, mode, link): (AccountId, Mode, LinkId),
    filter: &UsageFilter,
    sought: &Sought,
) -> Result<Count> {
    const NEWEST: &str = "SELECT id FROM (SELECT id, state, payment_status, customer_id, search FROM usages WHERE link_id = \
                          (SELECT l.id FROM links l WHERE l.id = ? AND l.account_id = ? AND l.mode = ?) \
                          ORDER BY id DESC LIMIT ?) AS newest WHERE search LIKE ? ESCAPE '\\'";
    let scope = [link.bytes().into(), account.bytes().into(), mode.as_str().into()];
    let text = Value::Text(containing(&sought.text));
    let looked_at = scope.clone().into_iter().chain([LOOKED_AT.into(), text]).collect();
    let found = narrowed(Query::new(NEWEST, looked_at), filter).count(connection, COUNTED).await?;
    let all = Query::new(OF_LINK, scope.into()).count(connection, LOOKED_AT.unsigned_abs()).await?;
    Ok(Count { is_all: found.is_all && all.is_all, ..found })
}

/// How a search is done.
enum Search {
    Usage(UsageId),
    Payment(PaymentId),
    /// By the words it has; one that is common is left out.
    Terms {
        sought: Sought,
        common: bool,
    },
    /// Letter by letter: there are few usages, or most of them are found.
    Letters(Sought),
}

async fn search(
    connection: &mut AnyConnection,
    (account, mode, link): (AccountId, Mode, LinkId),
    filter: &UsageFilter,
) -> Result<Option<Search>> {
    let text = filter.q.as_deref().unwrap_or_default().trim();
    let Some(sought) = Sought::parse(text) else { return Ok(None) };
    if let Ok(id) = text.parse() {
        return Ok(Some(Search::Usage(id)));
    }
    if let Ok(id) = text.parse() {
        return Ok(Some(Search::Payment(id)));
    }
    let scope = vec![link.bytes().into(), account.bytes().into(), mode.as_str().into()];
    if Query::new(OF_LINK, scope).count(connection, FEW).await?.is_all {
        return Ok(Some(Search::Letters(sought)));
    }
    for way in sought.ways() {
        if let Some(word) = &way.word
            && !terms::is_common(connection, Kept::Usages, (account, mode), word).await?
        {
            return Ok(Some(Search::Terms { sought: way, common: false }));
        }
    }
    let letters = sought.phrase.is_none();
    Ok(Some(if letters { Search::Letters(sought) } else { Search::Terms { sought, common: true } }))
}

fn searched(scope: (AccountId, Mode, LinkId), filter: &UsageFilter, search: &Search) -> Query {
    match search {
        Search::Usage(id) => filtered(scope, filter).and("id = ?", vec![id.bytes().into()]),
        Search::Payment(id) => filtered(scope, filter)
            .and("id IN (SELECT p.usage_id FROM payments p WHERE p.id = ?)", vec![id.bytes().into()]),
        Search::Terms { sought, common } => {
            let (account, mode, link) = scope;
            let found = terms::usages_by_term((account, mode), link, sought, *common);
            having_terms((account, mode), filter, found)
        }
        // Each has to be read: the newest are.
        Search::Letters(sought) => filtered(scope, filter)
            .and(
                "id >= (SELECT n.id FROM (SELECT o.id FROM usages o WHERE o.link_id = ? \
                 ORDER BY o.id DESC LIMIT ?) AS n ORDER BY n.id LIMIT 1)",
                vec![scope.2.bytes().into(), LOOKED_AT.into()],
            )
            .and("search LIKE ? ESCAPE '\\'", vec![Value::Text(containing(&sought.text))]),
    }
}

/// The terms name the link. Its own index is kept out of it: PostgreSQL would walk through all of a link's usages for the
/// few that are found.
fn having_terms((account, mode): (AccountId, Mode), filter: &UsageFilter, found: Vec<Piece>) -> Query {
    const BY_ROW: &str = "SELECT id FROM usages WHERE account_id = ? AND mode = ?";
    if filter.status.is_none() && filter.payment.is_none() && filter.customer_id.is_none() {
        return narrowed(Query::united(found), filter);
    }
    let scope = vec![account.bytes().into(), mode.as_str().into()];
    narrowed(Query::new(BY_ROW, scope).and_id_in(found), filter)
}

/// The link names its account and mode, so that an index of its usages is enough.
const OF_LINK: &str = "SELECT id FROM usages WHERE link_id = \
                       (SELECT l.id FROM links l WHERE l.id = ? AND l.account_id = ? AND l.mode = ?)";

/// The ids of a link's usages that the filter lets through, searched for nothing.
fn filtered((account, mode, link): (AccountId, Mode, LinkId), filter: &UsageFilter) -> Query {
    let scope = vec![link.bytes().into(), account.bytes().into(), mode.as_str().into()];
    narrowed(Query::new(OF_LINK, scope), filter)
}

fn narrowed(mut query: Query, filter: &UsageFilter) -> Query {
    for (condition, value) in moments(filter) {
        query = query.and(condition, vec![value]);
    }
    if let Some(status) = filter.status {
        query = match status {
            UsageStatus::Started => query.and("state IN ('awaiting_customer', 'submitting')", vec![]),
            UsageStatus::PaymentCreated => query.and("state IN ('payment_created', 'reversed')", vec![]),
            UsageStatus::Failed => query.and("state = 'failed'", vec![]),
            UsageStatus::Expired => query.and("state = 'expired'", vec![]),
        };
    }
    query
        .and_some("payment_status = ?", filter.payment.map(word))
        .and_some("customer_id = ?", filter.customer_id.as_ref().map(CustomerId::bytes))
}

/// The same, with a page of each state and payment status found by itself.
fn merged(scope: (AccountId, Mode, LinkId), filter: &UsageFilter, request: &PageRequest<UsageId>) -> Query {
    // One more than is shown, and the one at the cursor.
    let limit = i64::from(request.limit()) + 2;
    pieces(scope, filter, request.cursor.as_ref(), limit)
        .map_or_else(|| filtered(scope, filter), Query::merged)
}

/// What is counted of each.
fn counted(scope: (AccountId, Mode, LinkId), filter: &UsageFilter) -> Query {
    let limit = i64::try_from(COUNTED).unwrap_or(i64::MAX).saturating_add(1);
    pieces(scope, filter, None, limit).map_or_else(|| filtered(scope, filter), Query::merged)
}

/// Nothing for a filter that lets every state and payment status through, or asks what no index of them knows.
fn pieces(
    scope: (AccountId, Mode, LinkId),
    filter: &UsageFilter,
    cursor: Option<&Cursor<UsageId>>,
    limit: i64,
) -> Option<Vec<Piece>> {
    if filter.customer_id.is_some() || (filter.status.is_none() && filter.payment.is_none()) {
        return None;
    }
    let states = UsageState::ALL
        .into_iter()
        .filter(|state| filter.status.is_none_or(|status| state.status() == status));
    let payments: Vec<_> = match filter.payment {
        Some(payment) => vec![word(payment)],
        None => PaymentStatus::ALL.map(PaymentStatus::as_str).into_iter().chain([NO_PAYMENT]).collect(),
    };
    let pieces = states.flat_map(|state| payments.iter().map(move |payment| (state, *payment)));
    Some(pieces.map(|kind| piece(scope, kind, filter, (cursor, limit))).collect())
}

fn piece(
    (account, mode, link): (AccountId, Mode, LinkId),
    (state, payment): (UsageState, &'static str),
    filter: &UsageFilter,
    (cursor, limit): (Option<&Cursor<UsageId>>, i64),
) -> Piece {
    const OLDER: &str = "SELECT id FROM (SELECT id FROM usages WHERE link_id = \
                         (SELECT l.id FROM links l WHERE l.id = ? AND l.account_id = ? AND l.mode = ?) \
                         AND state = ? AND payment_status = ? AND id >= ? AND id < ? ORDER BY id DESC LIMIT ?) AS p";
    const NEWER: &str = "SELECT id FROM (SELECT id FROM usages WHERE link_id = \
                         (SELECT l.id FROM links l WHERE l.id = ? AND l.account_id = ? AND l.mode = ?) \
                         AND state = ? AND payment_status = ? AND id >= ? AND id < ? ORDER BY id ASC LIMIT ?) AS p";
    let mut first = filter.started_gte.map_or([0; 16], first_id);
    let mut end = filter.started_lt.map_or([255; 16], first_id);
    let sql = match cursor {
        Some(Cursor::EndingBefore(id)) => {
            first = first.max(*id.bytes());
            NEWER
        }
        Some(Cursor::StartingAfter(id)) => {
            end = end.min(*id.bytes());
            OLDER
        }
        None => OLDER,
    };
    let scope = [link.bytes().into(), account.bytes().into(), mode.as_str().into()];
    let own = [state.as_str().into(), payment.into(), (&first).into(), (&end).into(), limit.into()];
    (sql, scope.into_iter().chain(own).collect())
}

/// An id says when its usage was started, and is in every index.
fn moments(filter: &UsageFilter) -> impl Iterator<Item = (&'static str, Value)> {
    let since = filter.started_gte.map(|at| ("id >= ?", Value::from(&first_id(at))));
    let until = filter.started_lt.map(|at| ("id < ?", Value::from(&first_id(at))));
    since.into_iter().chain(until)
}

/// The first id of a millisecond.
fn first_id(at: Timestamp) -> [u8; 16] {
    let millis = u64::try_from(at.millis()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid().into_bytes()
}

fn word(payment: PaymentFilter) -> &'static str {
    match payment {
        PaymentFilter::None => NO_PAYMENT,
        PaymentFilter::Status(status) => status.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use domain::usage::UsageStatus;

    use super::*;
    use crate::{
        links::LinkFilter,
        search::terms as terms_of,
        testing::{Filled, Many, World, fill, on_each_database},
    };

    /// All that a filter lets through, newest first, read in pages and then all the way back.
    async fn read(world: &World, link: LinkId, filter: &UsageFilter) -> Vec<Usage> {
        let (mut all, mut cursor) = (Vec::new(), None);
        loop {
            let request = PageRequest::try_new(100, cursor).unwrap();
            let page = world.engine.list_usages(&world.actor, link, filter, &request).await.unwrap();
            cursor = page.items.last().map(|usage| Cursor::StartingAfter(usage.id));
            all.extend(page.items);
            if !page.has_more {
                break;
            }
        }
        let mut back = Vec::new();
        let mut cursor = all.last().map(|usage| Cursor::EndingBefore(usage.id));
        while let Some(before) = cursor {
            let request = PageRequest::try_new(100, Some(before)).unwrap();
            let page = world.engine.list_usages(&world.actor, link, filter, &request).await.unwrap();
            cursor = page.items.first().map(|usage| Cursor::EndingBefore(usage.id));
            back.splice(0..0, page.items);
        }
        assert_eq!(back.len(), all.len().saturating_sub(1), "{filter:?}");
        assert!(back.iter().zip(&all).all(|(one, other)| one.id == other.id), "{filter:?}");
        let count = world.engine.count_usages(&world.actor, link, filter).await.unwrap();
        assert_eq!((count.number, count.is_all), (all.len() as u64, true), "{filter:?}");
        all
    }

    #[tokio::test]
    async fn every_filter_lets_through_what_reading_all_of_it_finds() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let Filled { busiest, .. } = fill(&database.url, Many { links: 12, usages: 1_400 }).await;
            let all = read(&world, busiest, &UsageFilter::default()).await;
            assert!(all.len() >= 700);
            let (since, until) = (Some(all[500].started_at), Some(all[100].started_at));
            let of = |status, payment| UsageFilter { status, payment, ..UsageFilter::default() };
            let mut filters: Vec<_> = UsageStatus::ALL.map(|status| of(Some(status), None)).into();
            filters.extend(PaymentStatus::ALL.map(|status| of(None, Some(PaymentFilter::Status(status)))));
            let rejected = Some(PaymentFilter::Status(PaymentStatus::Rejected));
            filters.extend([
                of(None, Some(PaymentFilter::None)),
                of(Some(UsageStatus::Failed), rejected),
                of(Some(UsageStatus::PaymentCreated), rejected),
                of(Some(UsageStatus::Expired), rejected),
                UsageFilter { started_gte: since, started_lt: until, ..UsageFilter::default() },
                UsageFilter { started_gte: since, started_lt: until, ..of(Some(UsageStatus::Failed), None) },
            ]);
            for filter in filters {
                let fits = |usage: &&Usage| {
                    let payment = match (filter.payment, usage.payment) {
                        (None, _) | (Some(PaymentFilter::None), None) => true,
                        (Some(PaymentFilter::Status(wanted)), Some(payment)) => payment.status == wanted,
                        (Some(_), _) => false,
                    };
                    payment
                        && filter.status.is_none_or(|status| usage.state.status() == status)
                        && filter.started_gte.is_none_or(|at| usage.started_at >= at)
                        && filter.started_lt.is_none_or(|at| usage.started_at < at)
                };
                let expected: Vec<_> = all.iter().filter(fits).map(|usage| usage.id).collect();
                let found: Vec<_> =
                    read(&world, busiest, &filter).await.iter().map(|usage| usage.id).collect();
                assert_eq!(found, expected, "{filter:?}");
            }
        })
        .await;
    }

    #[tokio::test]
    async fn one_of_very_many_is_found_by_what_its_customer_entered() {
        on_each_database(|database| async move {
            let world = World::new(&database).await;
            let filled = fill(&database.url, Many { links: 12, usages: 4_400 }).await;
            let find = async |q: &str| {
                let filter = UsageFilter { q: Some(q.to_owned()), ..UsageFilter::default() };
                let request = PageRequest::default();
                world.engine.list_usages(&world.actor, filled.busiest, &filter, &request).await.unwrap().items
            };
            let local = filled.phone.replacen("+971", "0", 1);
            for typed in [
                &filled.phone,
                &local,
                &filled.email,
                &filled.email.to_uppercase(),
                &filled.usage.to_string(),
            ] {
                let found: Vec<_> = find(typed).await.iter().map(|usage| usage.id).collect();
                assert_eq!(found, [filled.usage], "{typed}");
                let of_links = LinkFilter { q: Some(typed.clone()), ..LinkFilter::default() };
                let links =
                    world.engine.list_links(&world.actor, &of_links, &PageRequest::default()).await.unwrap();
                let expected = usize::from(*typed != filled.usage.to_string());
                assert_eq!(
                    links.items.iter().filter(|link| link.id == filled.busiest).count(),
                    expected,
                    "{typed}"
                );
            }
            // A whole name finds those who have entered it, whatever their address.
            let all = read(&world, filled.busiest, &UsageFilter::default()).await;
            let name = all.iter().find_map(|usage| usage.collected[2].value.clone()).unwrap();
            let named = find(&name).await;
            assert!(!named.is_empty());
            assert!(named.iter().all(|usage| usage.collected[2].value.as_ref() == Some(&name)));
            let failed = UsageFilter {
                status: Some(UsageStatus::Failed),
                q: Some("lina".to_owned()),
                ..UsageFilter::default()
            };
            let failed = read(&world, filled.busiest, &failed).await;
            assert!(!failed.is_empty() && failed.iter().all(|usage| usage.state == UsageState::Failed));
            // One word is in several terms of one usage: it is found and counted once.
            let sought = UsageFilter { q: Some("lina".to_owned()), ..UsageFilter::default() };
            let found: Vec<_> =
                read(&world, filled.busiest, &sought).await.iter().map(|usage| usage.id).collect();
            let entered = |usage: &&Usage| {
                let values = usage.collected.iter().filter_map(|one| one.value.as_deref());
                terms_of(values).iter().any(|term| term.starts_with("lina"))
            };
            let expected: Vec<_> = all.iter().filter(entered).map(|usage| usage.id).collect();
            assert!(expected.len() > 26, "more than a page");
            assert_eq!(found, expected);
            assert!(find("xylophone").await.is_empty() && find("%_").await.is_empty());
            for stranger in world.strangers().await {
                let q = Some(filled.phone.clone());
                let filter = LinkFilter { q, ..LinkFilter::default() };
                let found =
                    world.engine.list_links(&stranger, &filter, &PageRequest::default()).await.unwrap();
                assert!(found.items.is_empty());
            }
        })
        .await;
    }
}
