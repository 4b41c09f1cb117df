//! What the form of a new key sends.

use domain::{
    access::Scope,
    text::{InvalidText, Name},
};

/// Names of the fields.
pub const NAME: &str = "name";
pub const ACCESS: &str = "access";
pub const SCOPE: &str = "scope";

/// The choice of scopes one by one, in [`ACCESS`].
pub const SOME: &str = "some";

/// As it was filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyEntry {
    pub name: String,
    /// Scopes are chosen one by one; otherwise the key has all.
    pub some: bool,
    pub scopes: Vec<Scope>,
}

impl KeyEntry {
    /// From the pairs of a form. A scope there is not is not chosen.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let of =
            |field: &'static str| pairs.iter().filter(move |(name, _)| name == field).map(|(_, value)| value);
        Self {
            name: of(NAME).next().map(|name| name.trim().to_owned()).unwrap_or_default(),
            some: of(ACCESS).next().is_some_and(|access| access == SOME),
            scopes: of(SCOPE).filter_map(|scope| scope.parse().ok()).collect(),
        }
    }

    pub fn name(&self) -> Result<Name, InvalidText> {
        self.name.parse()
    }

    /// What the key may do; nothing when nothing was chosen.
    pub fn scopes(&self) -> Vec<Scope> {
        let chosen = |scope: &Scope| !self.some || self.scopes.contains(scope);
        Scope::ALL.into_iter().filter(chosen).collect()
    }

    /// What a key is made of, when nothing is wrong.
    pub fn complete(&self) -> Option<(Name, Vec<Scope>)> {
        let (name, scopes) = (self.name().ok()?, self.scopes());
        (!scopes.is_empty()).then_some((name, scopes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> KeyEntry {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        KeyEntry::read(&pairs)
    }

    #[test]
    fn a_key_has_every_scope_or_those_that_were_chosen() {
        let all = read(&[("name", " Shop "), ("access", "all"), ("scope", "read")]);
        let (name, scopes) = all.complete().unwrap();
        assert_eq!((name.as_str(), scopes), ("Shop", Scope::ALL.to_vec()));
        let some = read(&[
            ("name", "Shop"),
            ("access", "some"),
            ("scope", "write_links"),
            ("scope", "read"),
            ("scope", "x"),
        ]);
        assert_eq!(some.complete().unwrap().1, [Scope::Read, Scope::WriteLinks]);
        // Not said is not all: a form that lost its fields makes no mighty key by accident of a single one.
        assert_eq!(read(&[("name", "Shop"), ("access", "some")]).complete(), None);
        assert_eq!(read(&[("name", ""), ("access", "all")]).complete(), None);
    }
}
