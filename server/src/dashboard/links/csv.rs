//! Rows as a spreadsheet reads them.

use axum::body::Bytes;

/// Rows of a CSV file.
pub(super) fn lines(
    rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>,
) -> Result<Bytes, std::io::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(harmless))?;
    }
    Ok(writer.into_inner().map_err(::csv::IntoInnerError::into_error)?.into())
}

/// A spreadsheet takes a cell that begins like this for a formula; with an apostrophe it is a text.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_never_a_formula() {
        let cells = ["=1+1", "+971", "-2", "@x", "\tx", "a=b", ""].map(|cell| harmless(cell.to_owned()));
        assert_eq!(cells, ["'=1+1", "'+971", "'-2", "'@x", "'\tx", "a=b", ""]);
    }
}
