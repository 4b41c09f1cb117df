//! Reads the fields of a JSON object one by one and collects everything that is wrong with them, so that
//! a caller mends a request once.

use std::{collections::BTreeMap, fmt::Display, str::FromStr};

use chrono::DateTime;
use domain::{FieldError, Timestamp, text::Metadata};
use serde_json::{Map, Value};

/// An object being read. Fields are taken; [`Fields::finish`] refuses those that are left.
pub(crate) struct Fields<'e> {
    path: String,
    left: Map<String, Value>,
    known: Vec<&'static str>,
    errors: &'e mut Vec<FieldError>,
}

impl<'e> Fields<'e> {
    /// The body itself.
    pub fn new(left: Map<String, Value>, errors: &'e mut Vec<FieldError>) -> Self {
        Self { path: String::new(), left, known: Vec::new(), errors }
    }

    fn at(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Notes what is wrong with a field.
    pub fn refuse(&mut self, name: &str, code: &str, detail: impl ToString) {
        let path = self.at(name);
        self.errors.push(FieldError::new(path, code, detail));
    }

    fn refuse_value(&mut self, name: &str, detail: impl ToString) {
        self.refuse(name, &format!("invalid_{name}"), detail);
    }

    /// Notes a field that must be there and is not.
    pub fn expect(&mut self, name: &str) {
        if self.left.get(name).is_none_or(Value::is_null) {
            self.refuse(name, "missing", "this field is required");
        }
    }

    /// Reads an object that is not there as an empty one, so that what it must hold is named.
    pub fn expect_object(&mut self, name: &str) {
        if self.left.get(name).is_none_or(Value::is_null) {
            self.left.insert(name.to_owned(), Value::Object(Map::new()));
        }
    }

    /// Takes those of the fields that are there, whatever they hold.
    pub fn remove(&mut self, names: &[&'static str]) -> Vec<&'static str> {
        names.iter().copied().filter(|name| self.left.remove(*name).is_some()).collect()
    }

    /// Takes a field: `None` when it is not there, `Some(None)` when it is `null`.
    pub fn take(&mut self, name: &'static str) -> Option<Option<Value>> {
        self.known.push(name);
        self.left.remove(name).map(|value| Some(value).filter(|value| !value.is_null()))
    }

    /// A field that may be cleared with `null`, read from a string.
    pub fn change<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<Option<T>> {
        self.change_with(name, |text| text.parse::<T>().map_err(|error| error.to_string()))
    }

    /// The same, for types that need to know more.
    pub fn change_with<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<Option<T>> {
        match self.take(name)? {
            None => Some(None),
            Some(Value::String(text)) => match parse(&text) {
                Ok(value) => Some(Some(value)),
                Err(detail) => {
                    self.refuse_value(name, detail);
                    None
                }
            },
            Some(other) => {
                self.refuse_value(name, format!("send a string, not {}", kind(&other)));
                None
            }
        }
    }

    /// A field that may be left out, read from a string.
    pub fn optional<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<T> {
        self.change(name).flatten()
    }

    /// A field that may be left out but not cleared, read from a string.
    pub fn kept<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<T> {
        let change = self.change(name);
        if matches!(change, Some(None)) {
            self.refuse(name, "missing", "this cannot be cleared; leave it out to keep it");
        }
        change.flatten()
    }

    /// A field that must be there, read from a string.
    pub fn required<T: FromStr<Err: Display>>(&mut self, name: &'static str) -> Option<T> {
        self.expect(name);
        self.optional(name)
    }

    /// An amount: a decimal string, because a JSON number is a float to many programs.
    pub fn amount(&mut self) -> Option<String> {
        match self.take("amount")?? {
            Value::String(text) => Some(text),
            Value::Number(number) => {
                let detail = format!("send a string such as \"150.00\", not the number {number}");
                self.refuse("amount", "invalid_amount", detail);
                None
            }
            other => {
                let detail = format!("send a string such as \"150.00\", not {}", kind(&other));
                self.refuse("amount", "invalid_amount", detail);
                None
            }
        }
    }

    /// A moment in RFC 3339 that may be cleared with `null`.
    pub fn moment(&mut self, name: &'static str) -> Option<Option<Timestamp>> {
        self.change_with(name, parse_moment)
    }

    /// A whole number.
    pub fn number(&mut self, name: &'static str) -> Option<i64> {
        let value = self.take(name)??;
        let number = value.as_i64();
        if number.is_none() {
            self.refuse_value(name, "send a whole number, without quotes or a fraction");
        }
        number
    }

    /// `true` or `false`.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.take(name)??;
        if value.as_bool().is_none() {
            self.refuse_value(name, "send true or false");
        }
        value.as_bool()
    }

    /// String pairs of the merchant's own; `null` clears them.
    pub fn metadata(&mut self) -> Option<Metadata> {
        let Some(value) = self.take("metadata")? else { return Some(Metadata::default()) };
        let pairs: Option<BTreeMap<String, String>> = serde_json::from_value(value).ok();
        let metadata = pairs.map(|pairs| Metadata::try_new(pairs).map_err(|error| error.to_string()));
        match metadata.unwrap_or_else(|| Err("send an object whose values are strings".to_owned())) {
            Ok(metadata) => Some(metadata),
            Err(detail) => {
                self.refuse_value("metadata", detail);
                None
            }
        }
    }

    /// An object within this one.
    pub fn object(&mut self, name: &'static str) -> Option<Fields<'_>> {
        let path = self.at(name);
        match self.take(name)?? {
            Value::Object(left) => Some(Fields { path, left, known: Vec::new(), errors: self.errors }),
            other => {
                self.refuse_value(name, format!("send an object, not {}", kind(&other)));
                None
            }
        }
    }

    /// A list of objects, each read by `read`.
    pub fn objects<T>(
        &mut self,
        name: &'static str,
        mut read: impl FnMut(Fields<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let values = match self.take(name)?? {
            Value::Array(values) => values,
            other => {
                self.refuse_value(name, format!("send a list, not {}", kind(&other)));
                return None;
            }
        };
        let mut all = Vec::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let path = format!("{}[{index}]", self.at(name));
            match value {
                Value::Object(left) => {
                    all.push(read(Fields { path, left, known: Vec::new(), errors: self.errors }));
                }
                other => {
                    let detail = format!("send an object, not {}", kind(&other));
                    self.errors.push(FieldError::new(path, format!("invalid_{name}"), detail));
                    all.push(None);
                }
            }
        }
        all.into_iter().collect()
    }

    /// Refuses every field that nobody took.
    pub fn finish(mut self) {
        let known = self.known.join(", ");
        for name in std::mem::take(&mut self.left).keys() {
            self.refuse(name, "unknown_field", format!("there is no such field; there are {known}"));
        }
    }
}

/// A moment in RFC 3339, such as `2026-06-01T09:00:00Z`.
pub(super) fn parse_moment(text: &str) -> Result<Timestamp, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|moment| Timestamp::from_millis(moment.timestamp_millis()))
        .map_err(|_| "send a time such as 2026-06-01T09:00:00Z".to_owned())
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
