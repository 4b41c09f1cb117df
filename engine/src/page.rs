//! Keyset pages: newest first, bounded, with a cursor that is the id of the last object seen.

/// Where a page of a list starts and how long it is. `I` is the id of the objects listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest<I> {
    /// 1 to 100.
    limit: u32,
    pub cursor: Option<Cursor<I>>,
    /// Whether to say how many objects all pages have.
    pub total: bool,
}

/// One side of the object a page starts at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor<I> {
    /// Older than this one.
    StartingAfter(I),
    /// Newer than this one.
    EndingBefore(I),
}

impl<I> Cursor<I> {
    /// The object a page starts at.
    pub const fn id(&self) -> &I {
        match self {
            Self::StartingAfter(id) | Self::EndingBefore(id) => id,
        }
    }
}

/// How many objects a list has on all its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub number: u64,
    /// `false` when there are more: counting ends where nobody reads the number any more.
    pub is_all: bool,
}

impl<I> PageRequest<I> {
    pub const DEFAULT_LIMIT: u32 = 25;

    /// `None` when the limit is not 1 to 100.
    pub fn try_new(limit: u32, cursor: Option<Cursor<I>>) -> Option<Self> {
        (1..=100).contains(&limit).then_some(Self { limit, cursor, total: false })
    }

    /// The same page, with how many objects all pages have where `total` is true.
    #[must_use]
    pub fn with_total(self, total: bool) -> Self {
        Self { total, ..self }
    }

    pub const fn limit(&self) -> u32 {
        self.limit
    }
}

impl<I> Default for PageRequest<I> {
    fn default() -> Self {
        Self { limit: Self::DEFAULT_LIMIT, cursor: None, total: false }
    }
}

/// One page of a list, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// More objects lie in the direction of the cursor.
    pub has_more: bool,
    /// How many there are on all pages, where somebody asked.
    pub total: Option<Count>,
}

impl<T> Page<T> {
    /// From rows fetched one beyond the limit; rows read towards newer objects come oldest first.
    pub(crate) fn from_rows<I>(mut rows: Vec<T>, request: &PageRequest<I>) -> Self {
        let limit = request.limit as usize;
        let has_more = rows.len() > limit;
        rows.truncate(limit);
        if matches!(request.cursor, Some(Cursor::EndingBefore(_))) {
            rows.reverse();
        }
        Self { items: rows, has_more, total: None }
    }
}
