//! Columns that stand below each other.

use super::super::terminal::Paint;

/// A table that is written page by page; a later page keeps the widths of an earlier one where it can.
pub(super) struct Table<const N: usize> {
    heads: [&'static str; N],
    widths: [usize; N],
    begun: bool,
}

impl<const N: usize> Table<N> {
    pub fn new(heads: [&'static str; N]) -> Self {
        Self { heads, widths: heads.map(str::len), begun: false }
    }

    /// The lines of some rows; above the first ones, the heads.
    pub fn lines(&mut self, rows: &[[String; N]], paint: &Paint) -> Vec<String> {
        for row in rows {
            for (width, cell) in self.widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let head = (!std::mem::replace(&mut self.begun, true))
            .then(|| paint.faint(&self.line(&self.heads.map(str::to_owned))));
        head.into_iter().chain(rows.iter().map(|row| self.line(row))).collect()
    }

    fn line(&self, cells: &[String; N]) -> String {
        let cells = cells.iter().zip(self.widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    }
}

/// Labels and values below each other; what is not there is left out.
pub(super) fn facts(paint: &Paint, facts: &[(&str, Option<String>)]) -> String {
    let lines = facts.iter().filter_map(|(label, value)| {
        let label = paint.faint(&format!("{label:<13}"));
        value.as_ref().map(|value| format!("{label}{value}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}
