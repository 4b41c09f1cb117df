//! Just enough of CSS's grammar: comments, strings and declarations.

/// `property: value`, wherever it stands.
#[derive(Debug, PartialEq, Eq)]
pub struct Declaration<'a> {
    /// Where the property starts.
    pub offset: usize,
    /// Its name.
    pub property: &'a str,
    /// What it is set to.
    pub value: &'a str,
}

/// The sheet with comments and the inside of strings blank, at the same offsets.
pub fn blank(text: &str) -> String {
    let mut kept = text.as_bytes().to_vec();
    let mut at = 0;
    while at < kept.len() {
        let rest = &text.as_bytes()[at..];
        let length = match rest[0] {
            b'/' if rest.starts_with(b"/*") => text.as_bytes()[at + 2..]
                .windows(2)
                .position(|pair| pair == b"*/")
                .map_or(rest.len(), |end| end + 4),
            quote @ (b'"' | b'\'') => {
                rest[1..].iter().position(|byte| *byte == quote).map_or(rest.len(), |end| end + 2)
            }
            _ => 0,
        };
        for byte in kept[at..at + length].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        at += length.max(1);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

/// All declarations of a blanked sheet: what ends with `;` or `}` is one, what ends with `{` is a selector.
pub fn declarations(code: &str) -> Vec<Declaration<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (end, _) in code.match_indices([';', '{', '}']) {
        let part = &code[start..end];
        if !code[end..].starts_with('{')
            && let Some((property, value)) = part.split_once(':')
            && !property.trim_start().starts_with('@')
        {
            let offset = start + part.len() - part.trim_start().len();
            found.push(Declaration { offset, property: property.trim(), value: value.trim() });
        }
        start = end + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{blank, declarations};

    #[test]
    fn selectors_and_comments_are_not_declarations() {
        let sheet =
            "/* a: b; */ a:hover { color: red; &::after { content: \"x: y; {\"; top: 0 } }\n@import 'a.css';";
        let code = blank(sheet);
        assert_eq!(code.len(), sheet.len());
        let found: Vec<_> = declarations(&code).iter().map(|one| (one.property, one.value)).collect();
        assert_eq!(found, [("color", "red"), ("content", ""), ("top", "0")]);
    }

    #[test]
    fn a_declaration_knows_its_place() {
        let code = "a {\n  color: red;\n}";
        assert_eq!(declarations(code)[0].offset, 6);
    }
}
