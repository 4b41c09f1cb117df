#!/usr/bin/env bash
# Prepares a Debian or macOS machine: what is missing is installed, what is there is left alone.
#   xtask/setup.sh build   what building takes: a C compiler, Rust with its wasm target, wasm-opt
#   xtask/setup.sh test    the same, and what testing takes: Node, Chromium, PostgreSQL, an Arabic font
# Safe to run twice, and quick the second time. What the installers print is in target/setup.log.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:-build}
log=target/setup.log
wasm=wasm32-unknown-unknown
debian_rust="rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web lld-22"
oldest_node=20
newer_node=target/node/node_modules/.bin
oldest_rust=$(sed -n 's/^rust-version = "1\.\([0-9]*\).*/\1/p' Cargo.toml)

say() { printf 'Setup: %s\n' "$*"; }
warn() { printf 'Setup: warning: %s\n' "$*" >&2; }
fail() {
    printf 'Setup: error: %s\n' "$1" >&2
    [ -z "${2:-}" ] || printf 'hint: %s\n' "$2" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command for so many seconds at most. Some networks swallow downloads instead of refusing them.
within() {
    local seconds=$1
    shift
    if have timeout; then
        timeout "$seconds" "$@"
    else
        perl -e 'alarm shift; exec @ARGV or exit 127' "$seconds" "$@"
    fi
}

# Runs a command whose output only goes to the log.
quietly() {
    printf '\n$ %s\n' "$*" >>"$log"
    "$@" >>"$log" 2>&1 </dev/null
}

# Shows the end of the log as well.
loudly_fail() {
    tail -n 20 "$log" >&2 || true
    fail "$@"
}

# What stands before a command that needs root: nothing, or sudo.
become=
may_install() {
    [ "$(id -u)" = 0 ] && return 0
    have sudo || { warn "installing packages takes root, and there is no sudo"; return 1; }
    become=sudo
    sudo -v
}

apt_updated=
apt_install() {
    have apt-get && may_install || return 1
    say "installing $* with apt-get"
    if [ -z "$apt_updated" ]; then
        quietly $become apt-get -o Acquire::http::Timeout=30 update || warn "apt-get update failed; trying with what is known"
        apt_updated=yes
    fi
    quietly $become env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# --- a C compiler: SQLite and ring are written in C -------------------------------------------------------

c_compiler() {
    have cc && return 0
    apt_install build-essential && return 0
    [ "$(uname)" = Darwin ] && fail "no C compiler" "run: xcode-select --install"
    loudly_fail "no C compiler" "install gcc or clang"
}

# --- Rust, and its standard library for wasm --------------------------------------------------------------

has_wasm_std() {
    local folder
    folder=$("${1:-rustc}" --print target-libdir --target "$wasm" 2>/dev/null) || return 1
    ls "$folder"/libstd-*.rlib >/dev/null 2>&1
}

rust_is_new_enough() {
    local minor
    minor=$(rustc --version 2>/dev/null | sed -n 's/^rustc 1\.\([0-9]*\)\..*/\1/p')
    [ -n "$minor" ] && [ "$minor" -ge "$oldest_rust" ]
}

rust_is_ready() {
    have cargo && rust_is_new_enough && has_wasm_std &&
        cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1
}

rust() {
    rust_is_ready && return 0
    if have rustup; then
        if ! rust_is_new_enough; then
            say "updating Rust"
            quietly within 300 rustup update stable || warn "rustup could not update Rust"
        fi
        say "adding the wasm target to Rust"
        quietly within 180 rustup target add "$wasm" || warn "rustup could not download the wasm target"
        quietly within 120 rustup component add clippy rustfmt || true
        rust_is_ready && return 0
    fi
    have apt-get || fail "Rust 1.$oldest_rust or newer with the target $wasm is needed" \
        "install rustup (https://rustup.rs, or brew install rustup), then run: rustup target add $wasm"
    debian_toolchain
    rust_is_ready || fail "Rust is installed, but it cannot build for $wasm" "see $log"
}

# Debian's Rust, which brings the sources of its standard library: the wasm one is built from them once.
debian_toolchain() {
    if ! dpkg -s $debian_rust >/dev/null 2>&1; then
        apt_install $debian_rust || loudly_fail "Debian's Rust could not be installed" "install rustup from https://rustup.rs"
    fi
    if ! has_wasm_std /usr/bin/rustc; then
        say "building Rust's standard library for wasm"
        build_wasm_std "$(/usr/bin/rustc --print target-libdir --target "$wasm")"
    fi
    if have rustup; then
        quietly rustup toolchain link debian /usr || true
        quietly rustup override set debian || loudly_fail "rustup could not switch this folder to Debian's Rust"
    else
        hash -r
    fi
}

# Builds it into the folder given. Bitcode is embedded, as link-time optimisation needs it later.
build_wasm_std() {
    local place=$1 scratch
    scratch=$(mktemp -d)
    mkdir "$scratch/src"
    : >"$scratch/src/lib.rs"
    cat >"$scratch/Cargo.toml" <<END
[package]
name = "wasm-std"
edition = "2024"
[profile.release]
panic = "abort"
opt-level = "z"
codegen-units = 1
[workspace]
END
    quietly env -u RUSTUP_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$scratch/target" \
        /usr/bin/cargo build --release --manifest-path "$scratch/Cargo.toml" --target "$wasm" -Zbuild-std=std,panic_abort,proc_macro ||
        loudly_fail "Rust's standard library for wasm did not build"
    rm -f "$scratch/target/$wasm/release/deps/"libwasm_std-*.rlib
    [ -w /usr/lib ] || may_install || fail "cannot write $place"
    # Moved into place whole: half a library would look like a finished one to the next run.
    quietly $become mkdir -p "$place.part" &&
        quietly $become cp "$scratch/target/$wasm/release/deps/"*.rlib "$place.part/" &&
        quietly $become mv -T "$place.part" "$place" || loudly_fail "cannot write $place"
    rm -rf "$scratch"
}

# --- Node: wasm-opt for the build, Playwright for the tests -----------------------------------------------

node_is_new_enough() {
    local major
    major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    have npm && [ -n "$major" ] && [ "$major" -ge "$oldest_node" ]
}

# Debian's Node may be too old for Playwright. npm has newer ones, and the Makefile puts this one first.
node_js() {
    node_is_new_enough && return 0
    have npm || apt_install nodejs npm || return 1
    node_is_new_enough && return 0
    say "installing a newer Node with npm"
    quietly within 300 npm install --prefix target/node --no-audit --no-fund node@22
    node_is_new_enough
}

npm_packages() {
    local folder=$1 stamp=$1/node_modules/.installed-from
    cmp -s "$folder/package-lock.json" "$stamp" && return 0
    say "installing $2 with npm"
    quietly within 600 npm ci --prefix "$folder" --no-audit --no-fund || return 1
    cp "$folder/package-lock.json" "$stamp"
}

wasm_opt() {
    node_js && npm_packages xtask wasm-opt && return 0
    warn "wasm-opt could not be installed; the web bundles will be larger than they should be"
}

# --- browser tests ----------------------------------------------------------------------------------------

playwright_and_browser() {
    node_js || loudly_fail "Node $oldest_node or newer is needed for the browser tests" "install it from https://nodejs.org"
    npm_packages end2end Playwright || loudly_fail "Playwright could not be installed"
    have chromium || apt_install chromium || playwright_chromium
    if have apt-get && ! dpkg -s fonts-noto-core >/dev/null 2>&1; then
        apt_install fonts-noto-core || warn "no Arabic font; screenshots will show boxes"
    fi
}

# What tests ask in Python, in a virtual environment that keeps it in target/: the webhook library and Schemathesis.
python_packages() {
    local place=target/python wanted=end2end/python/requirements.txt
    cmp -s "$wanted" "$place/installed-from" && return 0
    python3 -c "import venv, ensurepip" 2>/dev/null ||
        apt_install python3 python3-venv || fail "Python 3 with venv is needed" "install python3 and python3-venv"
    say "installing the webhook library and Schemathesis with pip"
    rm -rf "$place"
    quietly python3 -m venv "$place" &&
        quietly within 300 "$place/bin/pip" install --disable-pip-version-check --requirement "$wanted" ||
        loudly_fail "the webhook library and Schemathesis could not be installed"
    cp "$wanted" "$place/installed-from"
}

playwright_chromium() {
    local stamp=end2end/node_modules/.chromium-installed
    [ -e "$stamp" ] && return 0
    say "downloading Chromium for Playwright"
    quietly within 600 npm exec --prefix end2end --no -- playwright install chromium ||
        loudly_fail "Chromium could not be installed" "install Chromium as /usr/bin/chromium"
    touch "$stamp"
}

# --- PostgreSQL: only its programs; the tests start a server of their own ---------------------------------

has_postgres() {
    have initdb && have pg_ctl && return 0
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

postgres() {
    has_postgres && return 0
    # Debian would make a cluster and start it. Nobody asked for that.
    if have apt-get && may_install && [ ! -e /etc/postgresql-common ]; then
        quietly $become mkdir -p /etc/postgresql-common
        quietly $become sh -c 'echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf'
    fi
    apt_install postgresql || true
    has_postgres || loudly_fail "PostgreSQL could not be installed" "install it so that initdb and pg_ctl are on the PATH (brew install postgresql)"
}

# ----------------------------------------------------------------------------------------------------------

mkdir -p target
export PATH="$PWD/$newer_node:$PATH:$HOME/.cargo/bin"
case $purpose in
build)
    c_compiler
    rust
    wasm_opt
    ;;
test)
    c_compiler
    rust
    wasm_opt
    playwright_and_browser
    python_packages
    postgres
    ;;
*)
    fail "unknown purpose: $purpose" "xtask/setup.sh build, or xtask/setup.sh test"
    ;;
esac
