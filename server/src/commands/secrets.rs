//! What people copy, or find in an address: passwords and slugs.

use engine::Maker;

/// Without letters and digits that look alike.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Four groups of five characters: 100 bits.
pub(super) fn password(make: &Maker) -> String {
    let groups: Vec<String> = letters::<20>(make).chunks(5).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// Twelve characters, as those that links are given.
pub(super) fn slug(make: &Maker) -> String {
    letters::<12>(make).iter().collect()
}

fn letters<const N: usize>(make: &Maker) -> [char; N] {
    make.bytes::<N>().map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]))
}
