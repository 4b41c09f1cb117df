//! What an address asks of the list of links. A part that makes no sense narrows nothing; of an amount the page
//! says so.

use domain::{Currency, Locale, Timestamp};
use engine::links::{AmountFilter, LinkFilter, LinkSort};

use super::super::{draft::read_amount, query::ListQuery};
use crate::dashboard::format::Clock;

/// The filter; days are those of the account's time zone.
pub fn link_filter(query: &ListQuery, clock: &Clock) -> LinkFilter {
    let day = |name, days_after| clock.read_day(&query.more(name)?, days_after);
    LinkFilter {
        status: query.status.to_uppercase().parse().ok(),
        q: Some(query.q.clone()).filter(|q| !q.is_empty()),
        created_gte: day("created_from", 0),
        // To the end of that day.
        created_lt: day("created_to", 1),
        expires_gte: day("expires_from", 0),
        expires_lt: day("expires_to", 1),
        amount: amount(query),
        customer_id: query.more("customer").and_then(|id| id.parse().ok()),
        sort: sort(query),
        ..LinkFilter::default()
    }
}

/// The filter of the list at an address, by its query, for an account in this time zone.
pub fn filter_of_address(query: &str, now: Timestamp, zone: &str) -> LinkFilter {
    let clock = Clock { locale: Locale::default(), now, zone: zone.to_owned() };
    link_filter(&ListQuery::parse(query), &clock)
}

/// What of an address's query a saved view keeps.
pub fn view_of_address(query: &str) -> String {
    ListQuery::parse(query).view()
}

/// The moment that a `datetime-local` control says, for an account in this time zone.
pub fn moment_of_form(text: &str, now: Timestamp, zone: &str) -> Option<Timestamp> {
    Clock { locale: Locale::default(), now, zone: zone.to_owned() }.read(text)
}

fn amount(query: &ListQuery) -> Option<AmountFilter> {
    let currency: Currency = query.more("currency")?.parse().ok()?;
    let minor = |name| Some(read_amount(&query.more(name)?, currency).ok()?.minor());
    Some(AmountFilter { currency, least: minor("least"), most: minor("most") })
}

/// The order, as the address writes it.
pub fn sort(query: &ListQuery) -> LinkSort {
    match query.more("sort").as_deref() {
        Some("oldest") => LinkSort::Oldest,
        Some("amount") => LinkSort::Amount,
        Some("expiry") => LinkSort::Expiry,
        _ => LinkSort::Newest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_the_accounts_and_nonsense_narrows_nothing() {
        let clock =
            Clock { locale: Locale::En, now: Timestamp::from_millis(0), zone: "Asia/Dubai".to_owned() };
        let filter = |query: &str| link_filter(&ListQuery::parse(query), &clock);
        let hour = 3_600_000;
        let one = filter("created_from=1970-01-02&created_to=1970-01-02&sort=amount&status=active");
        assert_eq!(one.created_gte, Some(Timestamp::from_millis(20 * hour)));
        assert_eq!(one.created_lt, Some(Timestamp::from_millis(44 * hour)));
        assert_eq!((one.sort, one.status.is_some()), (LinkSort::Amount, true));
        let amount = filter("currency=KWD&least=1.5&most=x").amount.unwrap();
        assert_eq!((amount.least, amount.most), (Some(1500), None));
        let nonsense = filter("created_from=yesterday&currency=XXQ&least=1&sort=up&status=odd&least=2");
        assert!(nonsense.amount.is_none() && nonsense.created_gte.is_none() && nonsense.status.is_none());
        assert!(filter("least=5").amount.is_none());
        // Written as in the form of a new link: 1,500 and ١٥٠ and 12,5.
        for (least, minor) in [("1%2C500", 150_000), ("%D9%A1%D9%A5%D9%A0", 15_000), ("12%2C5", 1250)] {
            let query = format!("currency=AED&least={least}");
            let amount = filter(&query).amount.unwrap();
            assert_eq!(amount.least, Some(minor), "{least}");
        }
    }
}
