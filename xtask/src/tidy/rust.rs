//! Just enough of Rust's grammar: comments, strings, functions and their bodies.

use std::ops::Range;

/// A string of a Rust file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// Where its content starts.
    pub offset: usize,
    /// Its content, escapes as written.
    pub text: String,
}

/// A function that carries an attribute.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Where the attribute stands.
    pub offset: usize,
    /// Its name.
    pub name: String,
    /// From `{` to `}`.
    pub body: Range<usize>,
}

/// The source with comments and the inside of strings blank, at the same offsets, and the strings.
pub fn blank(text: &str) -> (String, Vec<Literal>) {
    let mut reader = Reader { bytes: text.as_bytes(), kept: text.as_bytes().to_vec(), at: 0 };
    let mut literals = Vec::new();
    while reader.at < reader.bytes.len() {
        if let Some(content) = reader.step() {
            literals.push(Literal { offset: content.start, text: text[content].to_owned() });
        }
    }
    (String::from_utf8_lossy(&reader.kept).into_owned(), literals)
}

struct Reader<'a> {
    bytes: &'a [u8],
    kept: Vec<u8>,
    at: usize,
}

impl Reader<'_> {
    /// Passes one token; a string gives back where its content is.
    fn step(&mut self) -> Option<Range<usize>> {
        let rest = &self.bytes[self.at..];
        if rest.starts_with(b"//") {
            let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            self.erase(self.at..self.at + length);
        } else if rest.starts_with(b"/*") {
            self.erase(self.at..self.at + block_comment(rest));
        } else if rest[0] == b'"' {
            let length = quoted(&rest[1..], b'"');
            return Some(self.string(1, length, 1));
        } else if let Some(hashes) = self.raw_string() {
            let close: Vec<u8> = [b"\"".as_slice(), &b"#".repeat(hashes)].concat();
            let content = &rest[hashes + 2..];
            let length = find(content, &close).unwrap_or(content.len());
            return Some(self.string(hashes + 2, length, close.len()));
        } else if rest[0] == b'\'' {
            match character(rest) {
                Some(length) => self.erase(self.at..self.at + length),
                None => self.at += 1,
            }
        } else {
            self.at += 1;
        }
        None
    }

    /// The number of `#` when a raw string starts here.
    fn raw_string(&self) -> Option<usize> {
        let rest = &self.bytes[self.at..];
        let before = self.at.checked_sub(1).map(|index| self.bytes[index]);
        // `br"` and `cr"` are raw strings too; in `for"` or `var"` the r belongs to a word.
        let in_word = before.is_some_and(|byte| is_word(byte) && !matches!(byte, b'b' | b'c'));
        if rest[0] != b'r' || in_word {
            return None;
        }
        let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
        (rest.get(hashes + 1) == Some(&b'"')).then_some(hashes)
    }

    fn string(&mut self, open: usize, length: usize, close: usize) -> Range<usize> {
        let content = self.at + open..(self.at + open + length).min(self.bytes.len());
        self.erase(self.at..(content.end + close).min(self.bytes.len()));
        content
    }

    fn erase(&mut self, range: Range<usize>) {
        self.at = range.end.max(self.at + 1);
        for byte in &mut self.kept[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The length up to the closing quote, past escaped ones.
fn quoted(content: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < content.len() && content[at] != quote {
        at += if content[at] == b'\\' { 2 } else { 1 };
    }
    at.min(content.len())
}

/// The length of a character in quotes, or `None` for a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    let width = match rest.get(1)? {
        b'\\' => return Some((2 + quoted(&rest[1..], b'\'')).min(rest.len())),
        0..0x80 => 1,
        0x80..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    };
    (rest.get(width + 1) == Some(&b'\'')).then_some(width + 2)
}

/// The functions that carry the attribute, given as it starts: `#[component`.
pub fn functions_with(code: &str, attribute: &str) -> Vec<Function> {
    let mut functions = Vec::new();
    for (offset, _) in code.match_indices(attribute) {
        let after = &code[offset + attribute.len()..];
        if after.starts_with(|next: char| next.is_alphanumeric() || next == '_') {
            continue;
        }
        let Some(start) = after.find("fn ").map(|index| offset + attribute.len() + index + 3) else {
            continue;
        };
        let name = code[start..].chars().take_while(|next| next.is_alphanumeric() || *next == '_').collect();
        if let Some(body) = body_from(code, start) {
            functions.push(Function { offset, name, body });
        }
    }
    functions
}

/// The braces that follow a signature; what stands in its parentheses does not count.
pub fn body_from(code: &str, start: usize) -> Option<Range<usize>> {
    let mut depth = 0_i32;
    for (index, byte) in code.bytes().enumerate().skip(start) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            b';' if depth == 0 => return None,
            b'{' if depth == 0 => return Some(index..closing_brace(code, index)),
            _ => {}
        }
    }
    None
}

/// Just past the brace that closes the one at `open`.
fn closing_brace(code: &str, open: usize) -> usize {
    let mut depth = 0_i32;
    for (index, byte) in code.bytes().enumerate().skip(open) {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth == 0 {
            return index + 1;
        }
    }
    code.len()
}

/// A module of tests.
pub struct TestModule<'a> {
    /// Its name.
    pub name: &'a str,
    /// From its attribute to its end.
    pub range: Range<usize>,
    /// Whether its code is in a file of its own.
    pub in_own_file: bool,
}

/// The modules that only tests have.
pub fn test_modules(code: &str) -> Vec<TestModule<'_>> {
    const ATTRIBUTE: &str = "#[cfg(test)]";
    let module = |(offset, _): (usize, &str)| {
        let start = offset + ATTRIBUTE.len();
        let item = code[start..].trim_start();
        let item = item.strip_prefix("pub").unwrap_or(item);
        let item =
            item.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(item, |(_, rest)| rest);
        let rest = item.trim_start().strip_prefix("mod ")?;
        let end = rest.find([';', ' ', '{'])?;
        let in_own_file = rest[end..].starts_with(';');
        let range = if in_own_file { offset..start } else { offset..body_from(code, start)?.end };
        Some(TestModule { name: &rest[..end], range, in_own_file })
    };
    code.match_indices(ATTRIBUTE).filter_map(module).collect()
}

/// Where a whole word stands in the code.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let alone = move |offset: usize| {
        let bytes = code.as_bytes();
        let before = offset.checked_sub(1).is_some_and(|index| is_word(bytes[index]));
        let after = bytes.get(offset + word.len()).is_some_and(|byte| is_word(*byte));
        !before && !after
    };
    code.match_indices(word).map(|(offset, _)| offset).filter(move |offset| alone(*offset))
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::{blank, functions_with, test_modules, words};

    #[test]
    fn comments_and_strings_are_blank_and_code_is_not() {
        let source =
            "let a = \"{ \\\" {\"; // {\nlet b = r#\"{ \" {\"#; /* { /* { */ */ let c = '{'; fn f<'a>() {}";
        let (code, literals) = blank(source);
        assert_eq!(code.len(), source.len());
        assert_eq!(code.matches('{').count(), 1, "{code}");
        assert!(code.contains("fn f<'a>() {}"), "{code}");
        assert_eq!(literals[0].text, "{ \\\" {");
        assert_eq!(literals[1].text, "{ \" {");
    }

    #[test]
    fn characters_and_lifetimes_are_told_apart() {
        let (code, _) = blank("('\\'', '\"', 'é', '\\u{1F600}', &'static str, 'x')");
        assert!(!code.contains('"') && !code.contains('é') && code.contains("&'static str"), "{code}");
        assert!(!code.contains('{'), "{code}");
    }

    #[test]
    fn a_function_is_found_with_its_body() {
        let code = "#[component]\npub fn Card(#[prop(default = { 1 })] n: i32) -> impl IntoView {\n  { n }\n}\nfn other() {}";
        let found = functions_with(code, "#[component");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].name, "Card");
        assert_eq!(&code[found[0].body.clone()], "{\n  { n }\n}");
        assert!(functions_with("#[server_only]\nfn a() {}", "#[server").is_empty());
    }

    #[test]
    fn only_modules_of_tests_are_tests() {
        let code = "#[cfg(test)]\nmod tests { fn a() {} }\n#[cfg(test)]\npub fn of() {}\n#[cfg(test)]\npub(super) mod far;\n";
        let modules = test_modules(code);
        assert_eq!(modules.len(), 2);
        assert_eq!(&code[modules[0].range.clone()], "#[cfg(test)]\nmod tests { fn a() {} }");
        assert!(!modules[0].in_own_file);
        assert!(modules[1].name == "far" && modules[1].in_own_file);
    }

    #[test]
    fn a_word_is_whole() {
        assert_eq!(words("rails my_rails railsx crate::rails::x", "rails").collect::<Vec<_>>(), [0, 29]);
    }
}
