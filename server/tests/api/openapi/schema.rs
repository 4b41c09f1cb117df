//! As much of JSON Schema as the description uses, so that examples and answers can be held to it.

use serde_json::Value;

/// Every place of `value` that its schema does not allow, and why.
pub fn wrong(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema["$ref"].as_str() {
        let referred = document.pointer(name.trim_start_matches('#')).unwrap_or_else(|| panic!("no {name}"));
        return wrong(document, referred, value, at);
    }
    let mut all = Vec::new();
    if let Some(types) = schema.get("type")
        && !is_of(types, value)
    {
        all.push(format!("{at}: {value} is not {types}"));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        all.push(format!("{at}: {value} is not one of {}", schema["enum"]));
    }
    if schema.get("const").is_some_and(|only| only != value) {
        all.push(format!("{at}: {value} is not {}", schema["const"]));
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
        && !is_id(pattern, text)
    {
        all.push(format!("{at}: {text} is not {pattern}"));
    }
    if let Some(ways) = schema["anyOf"].as_array()
        && !ways.iter().any(|way| wrong(document, way, value, at).is_empty())
    {
        all.push(format!("{at}: {value} is none of the kinds there are"));
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        all.extend(wrong(document, part, value, at));
    }
    all.extend(wrong_members(document, schema, value, at));
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        all.extend(
            schema
                .get("items")
                .map_or_else(Vec::new, |items| wrong(document, items, item, &format!("{at}[{index}]"))),
        );
    }
    all
}

fn wrong_members(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let Some(members) = value.as_object() else { return Vec::new() };
    let mut all = Vec::new();
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !members.contains_key(name) {
            all.push(format!("{at}.{name} is missing"));
        }
    }
    for (name, member) in members {
        match schema["properties"].get(name) {
            Some(described) => all.extend(wrong(document, described, member, &format!("{at}.{name}"))),
            None if schema["additionalProperties"] == false => all.push(format!("{at}.{name} is not known")),
            None => {}
        }
    }
    all
}

/// One type, or one of several.
fn is_of(types: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no such type: {other}"),
    };
    types.as_array().map_or_else(|| is(types), |several| several.iter().any(is))
}

/// Of patterns only those of shown ids are looked at: `^prefix_[0-9A-Za-z]{24}$`.
fn is_id(pattern: &str, text: &str) -> bool {
    let Some(prefix) = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix("_[0-9A-Za-z]{24}$"))
    else {
        return true;
    };
    let rest = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).unwrap_or_default();
    rest.len() == 24 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
