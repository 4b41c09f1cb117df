//! What there is to write: names, numbers, and what a customer enters.

use domain::identifier::{Collected, IdentifierKind};

const FIRST: [&str; 24] = [
    "lina", "omar", "sara", "yusuf", "mariam", "khalid", "noor", "hassan", "layla", "adam", "amélie",
    "jules", "chloé", "louis", "emma", "oliver", "amelia", "noah", "ava", "leo", "zara", "imran", "priya",
    "arjun",
];
const LAST: [&str; 20] = [
    "haddad", "mansour", "khan", "nasser", "saleh", "farouk", "rahman", "qureshi", "moreau", "lefevre",
    "dubois", "smith", "jones", "taylor", "brown", "wilson", "sharma", "patel", "santos", "reyes",
];
const ARABIC: [&str; 8] =
    ["لينا حداد", "عمر منصور", "سارة خان", "يوسف ناصر", "مريم صالح", "خالد فاروق", "نور رحمن", "حسن"];
pub const THINGS: [&str; 12] = [
    "Ceramics workshop",
    "Spring invoice",
    "Yoga class",
    "ورشة فخار",
    "Déjeuner d’équipe",
    "Desert tour",
    "Rent",
    "دورة الخط العربي",
    "Cours de cuisine",
    "Deposit",
    "Membership",
    "Consulting",
];

/// Numbers that look random and are the same at every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    pub fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap_or_default()]
    }

    /// A `UUIDv7` of this moment.
    pub fn id(&mut self, millis: u64) -> [u8; 16] {
        let mut tail = [0; 10];
        tail[..8].copy_from_slice(&self.roll().to_be_bytes());
        tail[8..].copy_from_slice(&self.roll().to_be_bytes()[..2]);
        uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid().into_bytes()
    }

    /// A phone number, mostly an email address, sometimes a name.
    pub fn entered(&mut self) -> Vec<Collected> {
        let phone = format!(
            "+9715{}{:07}",
            [0, 2, 4, 5, 6, 8][usize::try_from(self.below(6)).unwrap_or_default()],
            self.below(10_000_000)
        );
        let (first, last) = (self.of(&FIRST), self.of(&LAST));
        let host = self.of(&["gmail.com", "outlook.com", "shop.example", "icloud.com"]);
        let email = (self.below(10) < 8).then(|| format!("{first}.{last}{}@{host}", self.below(5_000)));
        let name = match self.below(10) {
            0 => Some(self.of(&ARABIC).to_owned()),
            1..3 => Some(format!("{first} {last}")),
            _ => None,
        };
        let one = |key: &str, kind, label: &str, value| Collected {
            key: key.to_owned(),
            kind,
            label: label.to_owned(),
            value,
            typed: None,
        };
        vec![
            one("phone", IdentifierKind::MobilePhone, "Mobile phone", Some(phone)),
            one("email", IdentifierKind::Email, "Email", email),
            one("name", IdentifierKind::Text, "Name", name),
        ]
    }
}
