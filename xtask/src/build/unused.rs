//! Drops from a bundle what no page can reach but the linker has to keep.
//!
//! Leptos compiles for every view a second way to hydrate, `hydrate_async`, for routes whose code is loaded
//! late. It stands in tables of function pointers, so link-time optimisation cannot know that nobody calls
//! it; it makes up a third of a bundle. Our bundles are loaded whole and hydrate in one go.

use anyhow::{Context, Result};
use walrus::{FunctionKind, Module, ModuleConfig, ir};

const NEVER_CALLED: &str = "hydrate_async";

/// The module with those functions empty: a call would trap. The optimiser then drops what only they used.
pub fn without(wasm: &[u8]) -> Result<Module> {
    // As wasm-bindgen reads it: names are needed here and left out of what is written.
    let mut module = ModuleConfig::new()
        .strict_validate(false)
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)
        .context("cannot read the module")?;
    for function in module.funcs.iter_mut() {
        let named = function.name.as_ref().is_some_and(|name| name.contains(NEVER_CALLED));
        if let (true, FunctionKind::Local(local)) = (named, &mut function.kind) {
            let entry = local.entry_block();
            local.block_mut(entry).instrs = vec![(ir::Unreachable {}.into(), ir::InstrLocId::default())];
        }
    }
    Ok(module)
}
