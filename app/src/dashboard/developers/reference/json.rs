//! Writes JSON for people: what names an object first, its times last.

use serde_json::{Map, Value};

const FIRST: [&str; 5] = ["id", "object", "type", "mode", "name"];
const LAST: [&str; 2] = ["created_at", "updated_at"];
/// What fits stays on a line.
const LINE: usize = 76;

/// In lines, indented by two spaces.
pub fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            let line = value.to_string();
            if items.iter().all(|item| !item.is_object()) && line.len() + indent < LINE {
                text.push_str(&line.replace("\",\"", "\", \""));
            } else {
                block(('[', ']'), indent, text, items.iter().map(|item| (None, item)));
            }
        }
        Value::Object(members) if !members.is_empty() => {
            block(
                ('{', '}'),
                indent,
                text,
                in_order(members).into_iter().map(|(name, item)| (Some(name), item)),
            );
        }
        plain => text.push_str(&plain.to_string()),
    }
}

fn block<'v>(
    (open, close): (char, char),
    indent: usize,
    text: &mut String,
    items: impl Iterator<Item = (Option<&'v String>, &'v Value)>,
) {
    text.push(open);
    for (index, (name, item)) in items.enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&" ".repeat(indent + 2));
        if let Some(name) = name {
            text.push_str(&format!("{}: ", Value::from(name.as_str())));
        }
        write(item, indent + 2, text);
    }
    text.push_str(&format!("\n{}{close}", " ".repeat(indent)));
}

fn in_order(members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let rank = |name: &str| match FIRST.iter().position(|first| *first == name) {
        Some(place) => place,
        None => FIRST.len() + LAST.iter().position(|last| *last == name).map_or(0, |place| place + 1),
    };
    let mut all: Vec<_> = members.iter().collect();
    all.sort_by_key(|(name, _)| rank(name));
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::pretty;

    #[test]
    fn what_names_it_comes_first_and_its_times_last() {
        let object =
            json!({"a": ["x", "y"], "created_at": "now", "id": "plink_1", "b": [{"c": null}], "d": {}});
        let expected = "{\n  \"id\": \"plink_1\",\n  \"a\": [\"x\", \"y\"],\n  \"b\": [\n    {\n      \"c\": null\n    }\n  ],\n  \"d\": {},\n  \"created_at\": \"now\"\n}";
        assert_eq!(pretty(&object), expected);
    }
}
