//! What must be on this machine before anything can run; installed where that is allowed.
//! Not here: libraries, which cargo and npm fetch from their lock files.

use std::path::{Path, PathBuf};

use crate::process::{Failure, Program, cargo};

use super::{Outcome, Tally};

/// A system package some test needs.
struct Package {
    /// Its name in Debian and in what is made from Debian.
    debian: &'static str,
    /// Any of these programs will do.
    programs: &'static [&'static str],
    /// Where a person may point to a program that lies somewhere else.
    variable: &'static str,
}

const CHROMIUM: Package = Package {
    debian: "chromium",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    variable: "CHROMIUM",
};

const PACKAGES: &[&Package] = &[&CHROMIUM];

const OLDEST_NODE: u32 = 20;

pub(super) fn run(_: &mut Tally) -> Result<Outcome, Failure> {
    rust()?;
    node()?;
    for package in PACKAGES {
        let program = package.find().map_or_else(|| package.install(), Ok)?;
        println!("  {}: {}", package.debian, program.display());
    }
    Ok(Outcome::Passed)
}

/// The browser for the browser tests.
pub(super) fn chromium() -> Result<PathBuf, Failure> {
    CHROMIUM.find().map_or_else(|| CHROMIUM.install(), Ok)
}

/// The compiler's own version is held by `rust-version` in the manifests.
fn rust() -> Result<(), Failure> {
    for component in ["fmt", "clippy"] {
        let Some(version) = cargo().args(component).args("--version").output() else {
            return Err(Failure::new(
                format!("`cargo {component}` is not installed."),
                "run `rustup component add rustfmt clippy`.",
            ));
        };
        println!("  {}", version.trim());
    }
    Ok(())
}

fn node() -> Result<(), Failure> {
    let advice = format!(
        "install Node.js {OLDEST_NODE} or newer with npm: your system's packages `nodejs` and \
         `npm` if they are new enough, else from nodejs.org."
    );
    let node = Program::new("node").args("--version").output();
    let Some(version) = node else {
        return Err(Failure::new("Node.js is not installed.", advice));
    };
    if major(&version).is_none_or(|major| major < OLDEST_NODE) {
        return Err(Failure::new(
            format!("Node.js is too old: {}.", version.trim()),
            advice,
        ));
    }
    let Some(npm) = Program::new("npm").args("--version").output() else {
        return Err(Failure::new("npm is not installed.", advice));
    };
    println!("  node {}, npm {}", version.trim(), npm.trim());
    Ok(())
}

/// `v20.20.2` is 20.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

impl Package {
    /// The first program that is there and starts; a stub that only prints advice does not count.
    fn find(&self) -> Option<PathBuf> {
        let named = std::env::var_os(self.variable).map(PathBuf::from);
        let usual = self.programs.iter().map(PathBuf::from);
        named.into_iter().chain(usual).find_map(|program| {
            let path = in_path(&program)?;
            Program::new(path.as_os_str()).args("--version").output()?;
            Some(path)
        })
    }

    fn install(&self) -> Result<PathBuf, Failure> {
        let by_hand = format!(
            "install it and run this again, or set {}=/path/to/the/program.",
            self.variable
        );
        let missing = format!("{} is not installed", self.debian);
        let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        if !is_like(&system, "debian") {
            return Err(Failure::new(
                format!("{missing}, and this is not Debian."),
                by_hand,
            ));
        }
        if is_like(&system, "ubuntu") && self.debian == CHROMIUM.debian {
            return Err(Failure::new(
                format!("{missing}, and Ubuntu's package is only a stub for a snap."),
                "run `sudo snap install chromium`, or install another Chromium or Chrome and set \
                 CHROMIUM=/path/to/the/program.",
            ));
        }
        let Some(become_root) = way_to_root() else {
            return Err(Failure::new(
                format!("{missing}, and this user may not install packages."),
                format!(
                    "run `sudo apt-get update && sudo apt-get install -y {}`.",
                    self.debian
                ),
            ));
        };
        apt_get(become_root, "update", &by_hand)?;
        let install = format!("install -y --no-install-recommends {}", self.debian);
        apt_get(become_root, &install, &by_hand)?;
        self.find().ok_or_else(|| {
            Failure::new(
                format!("{} was installed but does not start.", self.debian),
                by_hand,
            )
        })
    }
}

/// Words to put in front of a command that only root may run, if there is a way without a password.
fn way_to_root() -> Option<&'static str> {
    let user = Program::new("id").args("-u").output()?;
    if user.trim() == "0" {
        return Some("env");
    }
    Program::new("sudo")
        .args("-n true")
        .output()
        .map(|_| "sudo -n env")
}

fn apt_get(become_root: &str, what: &str, advice: &str) -> Result<(), Failure> {
    let line = format!("{become_root} DEBIAN_FRONTEND=noninteractive apt-get {what}");
    let (program, rest) = line.split_once(' ').unwrap_or((&line, ""));
    Program::new(program).args(rest).run(advice)
}

/// Whether the system is the one named or made from it, by its `os-release` file.
fn is_like(os_release: &str, name: &str) -> bool {
    os_release.lines().any(|line| {
        let value = line
            .strip_prefix("ID=")
            .or_else(|| line.strip_prefix("ID_LIKE="));
        value.is_some_and(|value| value.trim_matches('"').split(' ').any(|id| id == name))
    })
}

fn in_path(program: &Path) -> Option<PathBuf> {
    if program.components().count() > 1 {
        return program.is_file().then(|| program.to_path_buf());
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_known_by_its_file() {
        let ubuntu = "NAME=\"Ubuntu\"\nID=ubuntu\nID_LIKE=debian\n";
        let mint = "ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n";
        let fedora = "NAME=\"debian lookalike\"\nID=fedora\n";
        assert!(is_like(ubuntu, "debian") && is_like(ubuntu, "ubuntu"));
        assert!(is_like(mint, "ubuntu"));
        assert!(is_like("ID=debian", "debian") && !is_like("ID=debian", "ubuntu"));
        assert!(!is_like(fedora, "debian"));
    }

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
