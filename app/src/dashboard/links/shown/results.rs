//! What a link has brought: totals, payments per day, and how many of those who opened it paid.

use domain::Locale;
use leptos::prelude::*;

use crate::{
    dashboard::{format::CountedDay, words::Words},
    i18n::{
        fill,
        format::count,
        link_page::{self, LinkPageTexts},
    },
    ui::meter::Meter,
};

/// The results of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    pub collected: String,
    /// Of a hundred attempts that ended. `None` before one has.
    pub success: Option<u64>,
    pub ended: u64,
    pub opened: u64,
    pub started: u64,
    pub paid: u64,
    /// Why the link said no.
    pub refused: Vec<Reason>,
    /// Why attempts were not paid.
    pub unpaid: Vec<Reason>,
    /// Payments of the last days, oldest first.
    pub days: Vec<CountedDay>,
}

/// A reason, and how often it was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    pub text: &'static str,
    pub count: u64,
}

#[component]
pub fn ResultsCard(results: Results) -> impl IntoView {
    let locale = Words::get().locale;
    let texts = link_page::texts(locale);
    let Results { collected, success, ended, paid, days, .. } = results.clone();
    let number = |number: u64| count(locale, number);
    let (rate, of) = match success {
        Some(rate) => (
            fill(texts.percent, &[("number", &rate.to_string())]),
            fill(texts.success_of, &[("count", &number(ended))]),
        ),
        None => ("–".to_owned(), texts.success_none.to_owned()),
    };
    view! {
        <section class="card section results" aria-labelledby="results-title">
            <h2 id="results-title">{texts.results}</h2>
            <div class="results-body">
                <dl class="totals">
                    <div>
                        <dt>{texts.collected}</dt>
                        <dd>
                            <span class="num"><bdi>{collected}</bdi></span>
                            <small>{fill(texts.payments, &[("count", &number(paid))])}</small>
                        </dd>
                    </div>
                    <div>
                        <dt>{texts.success}</dt>
                        <dd><span class="num"><bdi>{rate}</bdi></span><small>{of}</small></dd>
                    </div>
                </dl>
                <Chart days texts />
                <Funnel results texts />
            </div>
        </section>
    }
}

/// The height of the highest bar, and the room of a day.
const HEIGHT: u64 = 60;
const STEP: u64 = 10;

/// A bar for each day. What it shows is said in words beside it.
#[component]
fn Chart(days: Vec<CountedDay>, texts: &'static LinkPageTexts) -> impl IntoView {
    let locale = Words::get().locale;
    let most = days.iter().map(|day| day.count).max().unwrap_or_default();
    let said = said(locale, texts, &days);
    let name = |day: Option<&CountedDay>| day.map(|day| day.name.clone());
    let (first, last) = (name(days.first()), name(days.last()));
    let viewbox = format!("0 0 {} {HEIGHT}", STEP * days.len() as u64);
    let bars = days.into_iter().zip(0..).map(|(day, index): (CountedDay, u64)| {
        let height = bar(day.count, most);
        let class = if day.count == 0 { "none" } else { "some" };
        view! {
            <rect class=class x=(index * STEP + 1).to_string() y=(HEIGHT - height).to_string() width="8" height=height.to_string() rx="1">
                <title>{format!("{}: {}", day.name, day.count)}</title>
            </rect>
        }
    });
    view! {
        <figure class="chart">
            <figcaption>{texts.chart}</figcaption>
            <svg viewBox=viewbox preserveAspectRatio="none" role="img" aria-label=said>{bars.collect_view()}</svg>
            <p class="chart-ends" aria-hidden="true"><span>{first}</span><span>{last}</span></p>
        </figure>
    }
}

/// The chart in words.
fn said(locale: Locale, texts: &LinkPageTexts, days: &[CountedDay]) -> String {
    let Some(best) = days.iter().max_by_key(|day| day.count).filter(|day| day.count > 0) else {
        return texts.chart_none.to_owned();
    };
    let total = count(locale, days.iter().map(|day| day.count).sum());
    let most = count(locale, best.count);
    fill(texts.chart_said, &[("total", &total), ("most", &most), ("day", &best.name)])
}

/// Nothing is a line, and a little still shows.
fn bar(count: u64, most: u64) -> u64 {
    if count == 0 { 1 } else { (count * HEIGHT / most.max(1)).max(3) }
}

/// Opened, started, paid; and below, why fewer and fewer.
#[component]
fn Funnel(results: Results, texts: &'static LinkPageTexts) -> impl IntoView {
    let locale = Words::get().locale;
    let Results { opened, started, paid, refused, unpaid, .. } = results;
    let most = opened.max(started).max(1);
    let steps = [(texts.opened, opened), (texts.started, started), (texts.paid, paid)];
    // Of a hundred, so that it fits whatever is counted.
    let share = |number: u64| u32::try_from((number * 100).div_ceil(most)).unwrap_or(100);
    let steps = steps.map(|(text, number)| {
        view! {
            <li>
                <span>{text}</span>
                <strong class="num">{count(locale, number)}</strong>
                <Meter done=share(number) held=0 most=100 />
            </li>
        }
    });
    view! {
        <div class="funnel">
            <ol>{steps.into_iter().collect_view()}</ol>
            <Reasons title=texts.why_not_started reasons=refused />
            <Reasons title=texts.why_not_paid reasons=unpaid />
            <p class="faint">{texts.counted}</p>
        </div>
    }
}

#[component]
fn Reasons(title: &'static str, reasons: Vec<Reason>) -> impl IntoView {
    let locale = Words::get().locale;
    let row = |Reason { text, count: number }| {
        view! { <div><dt>{text}</dt><dd class="num">{count(locale, number)}</dd></div> }
    };
    (!reasons.is_empty()).then(|| {
        view! {
            <div class="reasons">
                <h3>{title}</h3>
                <dl>{reasons.into_iter().map(row).collect_view()}</dl>
            </div>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::fragment::Fragment;

    fn shown(results: Results) -> String {
        Fragment::render(Words::of(Locale::En), || view! { <ResultsCard results /> }).0
    }

    fn nothing() -> Results {
        let day = |name: &str| CountedDay { name: name.to_owned(), count: 0 };
        Results {
            collected: "AED 0.00".to_owned(),
            success: None,
            ended: 0,
            opened: 0,
            started: 0,
            paid: 0,
            refused: vec![],
            unpaid: vec![],
            days: vec![day("Yesterday"), day("Today")],
        }
    }

    #[test]
    fn the_chart_is_said_in_words_and_reasons_are_named() {
        let mut results =
            Results { success: Some(66), ended: 3, opened: 10, started: 4, paid: 2, ..nothing() };
        results.days[1].count = 2;
        results.unpaid = vec![Reason { text: "Not enough money", count: 1 }];
        let html = shown(results);
        assert!(html.contains("In all: 2. Most on one day: 2, Today."), "{html}");
        assert!(html.contains("66%") && html.contains("Attempts that ended: 3"), "{html}");
        assert!(html.contains("Not enough money"), "{html}");
        assert!(!html.contains("The link said no") && !html.contains("style="), "{html}");
    }

    #[test]
    fn a_link_nobody_opened_says_so() {
        let html = shown(nothing());
        assert!(html.contains("No payment in the last 30 days") && html.contains("No attempt has ended yet"));
    }

    #[test]
    fn a_bar_is_never_too_small_to_see() {
        assert_eq!([bar(0, 0), bar(1, 1_000), bar(500, 1_000), bar(1_000, 1_000)], [1, 3, 30, HEIGHT]);
    }
}
