//! A fragment in its place: a view of its own, because Leptos would write all of it anew when it changes. What
//! a person wrote stands in it escaped: it was rendered by the same macro as everything else.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::{CastFrom as _, Rndr, types},
        view::{Position, PositionState, add_attr::AddAnyAttr},
    },
};

use super::Fragment;

/// The element around it.
const START: &str = "<div class=\"placed\">";
const END: &str = "</div>";

/// A fragment in its place.
pub struct Placed(pub Fragment);

/// What stands there, and where.
pub struct Standing {
    html: String,
    element: types::Element,
}

impl Mountable for Standing {
    fn unmount(&mut self) {
        self.element.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.element.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.element.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.element.clone()]
    }
}

impl Render for Placed {
    type State = Standing;

    fn build(self) -> Standing {
        let Self(Fragment(html)) = self;
        Standing { element: Rndr::create_element_from_html(format!("{START}{html}{END}").into()), html }
    }

    fn rebuild(self, standing: &mut Standing) {
        let Self(Fragment(html)) = self;
        #[cfg(not(feature = "ssr"))]
        if html != standing.html {
            super::morph::morph(&standing.element, &html);
        }
        standing.html = html;
    }
}

/// No attribute is ever given to it.
impl AddAnyAttr for Placed {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self {
        self
    }
}

impl RenderHtml for Placed {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = START.len() + END.len();

    fn html_len(&self) -> usize {
        Self::MIN_LENGTH + self.0.0.len()
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        for part in [START, &self.0.0, END] {
            buf.push_str(part);
        }
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Standing {
        match position.get() {
            Position::FirstChild => {
                cursor.child();
            }
            Position::Current => {}
            _ => {
                cursor.sibling();
            }
        }
        position.set(Position::NextChild);
        let Self(Fragment(html)) = self;
        match types::Element::cast_from(cursor.current()) {
            Some(element) => Standing { html, element },
            None => Self(Fragment(html)).build(),
        }
    }

    fn into_owned(self) -> Self {
        self
    }
}
