//! What a browser loads for the first page: requests and bytes, packed as it gets them.

use crate::http::{Connection, PACKED, request};
use crate::program::Server;
use crate::table::{Table, thousands};
use crate::{USUAL, world};

pub(crate) fn run() {
    let world = world::make(USUAL);
    let server = Server::start(world.folder.path());
    let mut connection = server.connect();
    let who = format!("Cookie: session={}\r\n", world.session);
    let get = |connection: &mut Connection, path: &str, accept: &str| {
        let request = request("GET", path, &format!("{who}{accept}"), "");
        let answer = connection.ask(&request);
        assert_eq!(answer.status, 200, "{path}");
        answer.body.to_vec()
    };
    let mut table = Table::new(&["first load of the product backlog", "bytes", "unpacked"]);
    let html = String::from_utf8(get(&mut connection, "/p/PAY/backlog", "")).unwrap();
    let (mut files, mut both) = (vec!["/p/PAY/backlog".to_owned()], 0);
    files.extend(linked(&html));
    for path in &files {
        let (packed, plain) = (
            get(&mut connection, path, PACKED).len() as u64,
            get(&mut connection, path, "").len() as u64,
        );
        if path.ends_with(".js") || path.ends_with(".css") {
            both += packed;
        }
        table.row(&[path, &thousands(packed), &thousands(plain)]);
    }
    table.row(&[&"script and style together", &thousands(both), &""]);
    table.print();
}

/// Scripts, styles and fonts the page names.
fn linked(html: &str) -> Vec<String> {
    let tags = html
        .split('<')
        .filter(|tag| tag.starts_with("script") || tag.starts_with("link"));
    let file = |tag: &str| {
        let (_, rest) = tag
            .split_once("src=\"")
            .or_else(|| tag.split_once("href=\""))?;
        let (path, _) = rest.split_once('"')?;
        path.starts_with('/').then(|| path.to_owned())
    };
    tags.filter_map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_a_page_are_found() {
        let html = r#"<head><link rel="stylesheet" href="/a.css"><script type="module" src="/b.js">
            </script><script type="application/json">{}</script></head><a href="/c">"#;
        assert_eq!(linked(html), ["/a.css", "/b.js"]);
    }
}
