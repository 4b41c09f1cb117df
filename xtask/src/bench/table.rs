//! What was measured, beside what it may be.

use anyhow::{Result, bail};
use std::time::Duration;

/// The times of one kind of request.
pub struct Row {
    pub name: String,
    times: Vec<Duration>,
}

impl Row {
    pub fn new(name: impl Into<String>, mut times: Vec<Duration>) -> Self {
        times.sort();
        Self { name: name.into(), times }
    }

    /// The time that so many of a hundred stay below.
    fn at(&self, percent: usize) -> Duration {
        let last = self.times.len().saturating_sub(1);
        self.times.get(last * percent / 100).copied().unwrap_or_default()
    }

    fn is_over(&self, budget: Duration) -> bool {
        self.at(99) > budget
    }

    pub fn line(&self, budget: Duration) -> String {
        let millis = |time: Duration| {
            let tenths = time.as_micros() / 100;
            format!("{:>6}.{}", tenths / 10, tenths % 10)
        };
        let mark = if self.is_over(budget) { "  OVER" } else { "" };
        format!(
            "{:<44}{}{}{}{mark}",
            self.name,
            millis(self.at(50)),
            millis(self.at(99)),
            millis(self.at(100))
        )
    }
}

/// Prints all rows; an error when the p99 of one is over the budget.
pub fn report(rows: &[Row], budget: Duration) -> Result<()> {
    println!(
        "{:<44}{:>8}{:>8}{:>8}",
        format!("milliseconds, budget {}", budget.as_millis()),
        "p50",
        "p99",
        "max"
    );
    for row in rows {
        println!("{}", row.line(budget));
    }
    let over = rows.iter().filter(|row| row.is_over(budget)).count();
    if over > 0 {
        bail!("{over} of {} are over the budget of {} ms", rows.len(), budget.as_millis());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_request_in_a_hundred_is_seen_and_a_budget_of_nothing_is_never_kept() {
        let times = |slow: u64| {
            (0..100).map(|n| Duration::from_millis(if n >= 100 - slow { 60 } else { 5 })).collect()
        };
        let budget = Duration::from_millis(50);
        assert!(report(&[Row::new("a", times(1))], budget).is_ok());
        assert!(report(&[Row::new("a", times(1)), Row::new("b", times(2))], budget).is_err());
        assert!(report(&[Row::new("a", times(0))], Duration::ZERO).is_err());
    }
}
