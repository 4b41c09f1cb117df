//! The words of Remit in English, Arabic and French.
//!
//! The cast: [`checkout`] holds what a customer reads, [`dashboard`] what a merchant reads, `link_page` what only the
//! page of one link says, `developers` what whoever writes programs reads, `mail` what letters say, each with one file a
//! language; [`format`] writes amounts, [`dates`] moments (server only, it
//! needs time zones), with [`months`].
//! A text is a field of a struct, so a language that lacks one does not compile.

pub mod checkout;
pub mod dashboard;
#[cfg(feature = "ssr")]
pub mod dates;
#[cfg(feature = "ssr")]
pub mod developers;
pub mod format;
#[cfg(feature = "ssr")]
pub mod link_page;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
mod months;
#[cfg(test)]
mod tests;

/// Declares a struct of texts; tests walk through all its entries by name.
macro_rules! texts {
    ($(#[$doc:meta])* $name:ident { $($field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $(#[doc = stringify!($field)] pub $field: &'static str,)*
        }

        #[cfg(test)]
        impl $name {
            pub(crate) fn entries(&self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($field), self.$field)),*]
            }
        }
    };
}
pub(crate) use texts;

/// Puts values in the place of `{name}` marks. In a right-to-left text each value is isolated, so that
/// an amount or a Latin name cannot reorder the words around it, in titles and attributes too.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let isolate = text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = mark.split_once('}') else {
            rest = mark;
            break;
        };
        let value = values.iter().find(|(given, _)| *given == name).map_or("", |(_, value)| value);
        if isolate {
            filled.extend(['\u{2068}']);
            filled.push_str(value);
            filled.extend(['\u{2069}']);
        } else {
            filled.push_str(value);
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}
