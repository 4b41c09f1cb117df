//! Changes what stands in a place into new HTML by touching only what differs. What a person did there stays:
//! ticked boxes, typed text, what is open, focus, selection and where the page is scrolled to.
//!
//! Elements with an `id` or a `data-key` are the same only as the one with the same key; others are the same
//! when they have the same name. What is new gets `data-new`, so that it can be shown as such.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

const KEY: &str = "data-key";
const NEW: &str = "data-new";
/// Belongs to whoever opened it.
const OPEN: &str = "open";

/// Makes the inside of an element what the HTML says.
pub fn morph(place: &Element, html: &str) {
    let Ok(wanted) = place.clone_node() else { return };
    if let Some(wanted) = wanted.dyn_ref::<Element>() {
        wanted.set_inner_html(html);
        children(place, wanted);
    }
}

fn children(place: &Node, wanted: &Node) {
    let mut here = place.first_child();
    while let Some(next) = wanted.first_child() {
        if let Some(same) = find(here.clone(), &next) {
            drop_until(place, here, Some(&same));
            here = same.next_sibling();
            change(&same, &next);
            let _ = wanted.remove_child(&next);
        } else {
            if let Some(element) = next.dyn_ref::<Element>().filter(|element| key(element).is_some()) {
                let _ = element.set_attribute(NEW, "");
            }
            // Moves it from there to here.
            let _ = place.insert_before(&next, here.as_ref());
        }
    }
    drop_until(place, here, None);
}

/// The node that is to become the next, at this place or behind it. Text is taken only where it stands.
fn find(mut here: Option<Node>, next: &Node) -> Option<Node> {
    while let Some(node) = here {
        if is_same(&node, next) {
            return Some(node);
        }
        next.dyn_ref::<Element>()?;
        here = node.next_sibling();
    }
    None
}

fn is_same(node: &Node, next: &Node) -> bool {
    let both_keys = || node.dyn_ref::<Element>().and_then(key) == next.dyn_ref::<Element>().and_then(key);
    node.node_name() == next.node_name() && both_keys()
}

fn key(element: &Element) -> Option<String> {
    element.get_attribute(KEY).or_else(|| element.get_attribute("id"))
}

fn drop_until(place: &Node, mut here: Option<Node>, end: Option<&Node>) {
    while let Some(node) = here.filter(|node| Some(node) != end) {
        here = node.next_sibling();
        let _ = place.remove_child(&node);
    }
}

fn change(node: &Node, next: &Node) {
    if node.is_equal_node(Some(next)) {
        return;
    }
    if let (Some(element), Some(wanted)) = (node.dyn_ref::<Element>(), next.dyn_ref::<Element>()) {
        attributes(element, wanted);
        children(element, wanted);
    } else {
        node.set_node_value(next.node_value().as_deref());
    }
}

fn attributes(element: &Element, wanted: &Element) {
    for name in names(wanted) {
        let value = wanted.get_attribute(&name);
        if value != element.get_attribute(&name) {
            let _ = element.set_attribute(&name, &value.unwrap_or_default());
        }
    }
    for name in names(element) {
        if !wanted.has_attribute(&name) {
            let _ = element.remove_attribute(&name);
        }
    }
}

/// Of the attributes that the server decides.
fn names(element: &Element) -> Vec<String> {
    let names = element.get_attribute_names();
    names.iter().filter_map(|name| name.as_string()).filter(|name| name != OPEN).collect()
}
