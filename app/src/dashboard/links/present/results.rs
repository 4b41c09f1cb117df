//! What a link has brought, and who did what to it.

use domain::Money;
use engine::links::{Activity, LinkResults, TurnedAway, Turning};

use super::{
    super::shown::{
        Step, TurnedRow,
        results::{Reason, Results},
    },
    Desk,
};
use crate::i18n::{dashboard, fill, format, link_page};

/// Days in the chart.
const DAYS: u64 = 30;

impl Desk {
    pub fn results(&self, found: LinkResults, money: Money) -> Results {
        let ended = found.ended();
        Results {
            collected: format::sum(self.locale, found.collected, money.currency()),
            success: (ended > 0).then(|| found.paid * 100 / ended),
            ended,
            opened: found.visits.opened,
            started: found.started,
            paid: found.paid,
            refused: self.refused(&found),
            unpaid: self.unpaid(&found),
            days: self.clock.days(DAYS, &found.recent),
        }
    }

    fn refused(&self, found: &LinkResults) -> Vec<Reason> {
        let (texts, visits) = (link_page::texts(self.locale), &found.visits);
        most_first([
            (texts.refused_full, visits.full),
            (texts.refused_disabled, visits.disabled),
            (texts.refused_expired, visits.expired),
            (texts.refused_used, visits.used),
        ])
    }

    fn unpaid(&self, found: &LinkResults) -> Vec<Reason> {
        let texts = link_page::texts(self.locale);
        let failed = found.failed.iter().map(|(code, count)| (link_page::drop(self.locale, *code), *count));
        most_first(failed.chain([
            (texts.drop_expired, found.expired),
            (texts.drop_reversed, found.reversed),
            (texts.under_way, found.under_way),
        ]))
    }

    /// Newest first, as the engine tells it.
    pub fn turned(&self, log: &[TurnedAway]) -> Vec<TurnedRow> {
        let texts = dashboard::usages(self.locale);
        let row = |entry: &TurnedAway| {
            let when = self.clock.when(entry.at());
            let count = format::count(self.locale, entry.times);
            TurnedRow {
                why: match entry.turned.reason {
                    Turning::Full => texts.turned_full,
                    Turning::Disabled => texts.turned_disabled,
                    Turning::Expired => texts.turned_expired,
                    Turning::Used => texts.turned_used,
                },
                did: if entry.turned.pressed { texts.did_press } else { texts.did_open },
                times: (entry.times > 1).then(|| fill(texts.times, &[("count", &count)])),
                at: when.at,
                iso: when.iso,
            }
        };
        log.iter().map(row).collect()
    }

    /// Newest first, as the engine tells it.
    pub fn activity(&self, log: &[Activity]) -> Vec<Step> {
        let step = |entry: &Activity| {
            let when = self.clock.when(entry.at);
            Step { text: link_page::activity(self.locale, entry), at: when.at, iso: when.iso }
        };
        log.iter().map(step).collect()
    }
}

/// What never was is no reason.
fn most_first(reasons: impl IntoIterator<Item = (&'static str, u64)>) -> Vec<Reason> {
    let reasons = reasons.into_iter().filter(|(_, count)| *count > 0);
    let mut reasons: Vec<_> = reasons.map(|(text, count)| Reason { text, count }).collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.count));
    reasons
}
