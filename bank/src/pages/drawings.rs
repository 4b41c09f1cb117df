//! The drawings of the pages, as paths of a 24 by 24 grid.

use super::Dead;
use crate::brands::Brand;

impl Dead {
    /// What is drawn in the seal's circle: a tick, a clock's hands, a question mark.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Answered => "M8 12.500l2.800 2.800L16 9.500",
            Self::Expired => "M12 7.500V12l3 2",
            Self::Unknown => {
                "M9.600 9.600a2.500 2.500 0 1 1 3.500 2.300c-.700.300-1.100.800-1.100 1.600M12 16.500h.010"
            }
        }
    }
}

/// The brand's mark as a drawing.
pub(super) const fn glyph(brand: Brand) -> &'static str {
    match brand {
        Brand::Falcon => {
            r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M1.500 8.500C6 6 10 7.500 12 12.500c2-5 6-6.500 10.500-4-3.500.2-6.500 2-8 5.700L12 20l-2.500-5.800c-1.500-3.700-4.500-5.500-8-5.700Z"/></svg>"#
        }
        Brand::Dune => {
            r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M2 18c4-7 7-10 10-10s4 4 10 10H2Z"/><path class="thin" d="M12 8c-1 4 1 6 0 10"/></svg>"#
        }
        Brand::Harbour => {
            r#"<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M11 3v11H4.500C6 9.500 8.500 6 11 3Z"/><path d="M13.500 6v8h5.500c-1-3.500-3-6.300-5.500-8Z"/><path d="M3 16.500h18c-1.500 3-3.500 4-6 4H9c-2.500 0-4.500-1-6-4Z"/></svg>"#
        }
    }
}
