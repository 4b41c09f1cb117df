//! The order of the customer's fields: moved by a pointer that drags one, or by one place at a time.

/// A field that is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drag {
    /// Which one, by [`Asked::id`](super::state::Asked).
    pub id: u32,
    /// Where the pointer took hold of it, in pixels from the top of the page.
    pub held_at: i32,
    /// How far it has come.
    pub moved: i32,
    /// Its place when it was taken.
    pub from: usize,
    /// Top and height of every field when it was taken.
    pub rows: Vec<(i32, i32)>,
}

impl Drag {
    /// The place it would have if it was let go now: behind all whose middle it has passed.
    pub fn to(&self) -> usize {
        let middle = |(top, height): &(i32, i32)| top + height / 2;
        let Some(own) = self.rows.get(self.from) else { return self.from };
        let own = middle(own) + self.moved;
        let others = self.rows.iter().enumerate().filter(|(place, _)| *place != self.from);
        others.filter(|(_, row)| middle(row) < own).count()
    }

    /// How far the field of a place has to stand off meanwhile, in pixels.
    pub fn offset(&self, place: usize) -> i32 {
        let (from, to) = (self.from, self.to());
        match place {
            own if own == from => self.moved,
            behind if from < behind && behind <= to => -self.step(),
            before if to <= before && before < from => self.step(),
            _ => 0,
        }
    }

    /// The room it leaves: its height and the gap below.
    fn step(&self) -> i32 {
        let gap = match self.rows.as_slice() {
            [(top, height), (next, _), ..] => next - top - height,
            _ => 0,
        };
        self.rows.get(self.from).map_or(0, |(_, height)| height + gap)
    }
}

/// Puts what stands in one place into another.
pub fn put<T>(items: &mut Vec<T>, from: usize, to: usize) {
    if from < items.len() {
        let item = items.remove(from);
        items.insert(to.min(items.len()), item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The middle of three fields, of which the last is the tallest, that has come so far.
    fn dragged(moved: i32) -> Drag {
        Drag { id: 0, held_at: 500, moved, from: 1, rows: vec![(0, 100), (110, 100), (220, 180)] }
    }

    #[test]
    fn a_field_is_let_go_behind_those_it_has_passed() {
        for (moved, to) in [(0, 1), (-50, 1), (-111, 0), (-900, 0), (149, 1), (151, 2), (900, 2)] {
            assert_eq!(dragged(moved).to(), to, "{moved}");
        }
    }

    #[test]
    fn the_others_make_room() {
        let offsets = |moved| [0, 1, 2].map(|place| dragged(moved).offset(place));
        assert_eq!(offsets(10), [0, 10, 0]);
        assert_eq!(offsets(-120), [110, -120, 0]);
        assert_eq!(offsets(200), [0, 200, -110]);
    }

    #[test]
    fn a_place_beyond_the_end_is_the_last() {
        let mut items = vec!['a', 'b', 'c'];
        put(&mut items, 0, 9);
        assert_eq!(items, ['b', 'c', 'a']);
        put(&mut items, 2, 0);
        assert_eq!(items, ['a', 'b', 'c']);
        put(&mut items, 3, 0);
        assert_eq!(items, ['a', 'b', 'c']);
    }
}
