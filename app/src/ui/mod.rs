//! The parts pages are made of. Each has its style under the same name in `style/parts/`.

pub mod alert;
pub mod badge;
pub mod banner;
pub mod button;
pub mod copy;
#[cfg(feature = "ssr")]
pub mod dialog;
pub mod drawer;
pub mod empty;
pub mod field;
pub mod icon;
pub mod mark;
pub mod meter;
pub mod pager;
pub mod rows;
pub mod seal;
pub mod select;
pub mod share;
pub mod toast;
