//! Builds the front end's bundle (`assets/`) into `OUT_DIR`, so that `cargo build` alone is enough.
//!
//! `MILLPOND_ASSETS` names a folder with a ready bundle (what `npm run build` makes), for packagers
//! who build without Node or without a registry. Deliberately not here: what a bundle consists of;
//! that is `assets/build.mjs`.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const SOURCES: [&str; 6] = [
    "src",
    "css",
    "icons.txt",
    "favicon.svg",
    "build.mjs",
    "package-lock.json",
];

fn main() {
    if let Err(error) = run() {
        println!("cargo::error={error}");
    }
}

fn run() -> Outcome {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=MILLPOND_ASSETS");
    let bundle = match std::env::var_os("MILLPOND_ASSETS") {
        Some(ready) => ready_bundle(PathBuf::from(ready))?,
        None => built_bundle()?,
    };
    println!("cargo::rustc-env=MILLPOND_BUNDLE={}", bundle.display());
    Ok(())
}

fn ready_bundle(folder: PathBuf) -> Outcome<PathBuf> {
    println!("cargo::rerun-if-changed={}", folder.display());
    if folder.join("assets.rs").is_file() {
        return Ok(folder);
    }
    Err(format!(
        "MILLPOND_ASSETS is {}, but there is no assets.rs in it; make the bundle with \
         `npm ci && node build.mjs FOLDER` in crates/web/assets",
        folder.display()
    )
    .into())
}

/// One build at a time: two cargo profiles would otherwise write one `node_modules`.
fn built_bundle() -> Outcome<PathBuf> {
    let assets = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("assets");
    let bundle = PathBuf::from(std::env::var("OUT_DIR")?).join("assets");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", assets.join(source).display());
    }
    fs::create_dir_all(assets.join("node_modules"))?;
    let lock = File::create(assets.join("node_modules/.millpond-lock"))?;
    lock.lock()?;
    if !packages_are_current(&assets) {
        node(
            "npm",
            &assets,
            &["ci", "--no-audit", "--no-fund", "--loglevel=error"],
        )?;
    }
    let out = bundle
        .to_str()
        .ok_or("the target folder's path is not UTF-8")?;
    node("node", &assets, &["build.mjs", out])?;
    Ok(bundle)
}

/// npm writes `node_modules/.package-lock.json` last, so its age is the age of the installation.
fn packages_are_current(assets: &Path) -> bool {
    let age = |path: &str| {
        fs::metadata(assets.join(path))
            .and_then(|meta| meta.modified())
            .ok()
    };
    age("node_modules/.package-lock.json") >= age("package-lock.json")
}

fn node(program: &str, folder: &Path, args: &[&str]) -> Outcome {
    let output = Command::new(program)
        .args(args)
        .current_dir(folder)
        .output()
        .map_err(|_| {
            "Millpond's pages need Node 20 or newer to be built: install it (with npm), \
         or set MILLPOND_ASSETS to the folder of a ready bundle"
        })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr)
        .trim()
        .replace('\n', " | ");
    Err(format!(
        "`{program} {}` failed in crates/web/assets: {said}",
        args.join(" ")
    )
    .into())
}
