//! Files on items: nothing that was uploaded can act on a page, and nobody gets one who may not
//! read the product.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::Role;

use crate::world::{Answered, Browser, World};

const FILES: &str = "/p/WEB/items/WEB-1/attachments";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";

/// A form with one file, whatever it is said to be.
fn form(name: &str, said: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: {said}\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat()
}

/// A form with these files.
fn forms(files: &[(&str, &[u8])]) -> Vec<u8> {
    let one = |(name, bytes): &(&str, &[u8])| {
        let form = form(name, "image/png", bytes);
        form[..form.len() - "--edge--\r\n".len()].to_vec()
    };
    let all: Vec<_> = files.iter().map(one).collect();
    [all.concat(), b"--edge--\r\n".to_vec()].concat()
}

async fn send(browser: &Browser, part: Option<&str>, body: Vec<u8>) -> Answered {
    let request =
        Request::post(FILES).header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let request = match part {
        Some(part) => request.header("x-part", part),
        None => request,
    };
    browser.send(request, Body::from(body)).await
}

async fn attach(browser: &Browser, name: &str, bytes: &[u8]) -> Answered {
    send(browser, Some("fragment"), form(name, "image/png", bytes)).await
}

async fn fetch(browser: &Browser, number: u32) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(format!("{FILES}/{number}"));
    let response = browser.response(request, Body::empty()).await;
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (parts.status, parts.headers, bytes.to_vec())
}

fn is(headers: &HeaderMap, name: header::HeaderName, expected: &str) {
    let value = headers[&name].to_str().unwrap();
    assert!(value.starts_with(expected), "{name}: {value}");
}

#[tokio::test]
async fn a_picture_is_shown_and_everything_else_is_downloaded() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let html = b"<!DOCTYPE html><script>alert(1)</script>";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (name, bytes) in [("a.png", PNG), ("b.png", html), ("c.svg", svg)] {
        let answer = attach(&amina, name, bytes).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let said = format!("Attached “{name}” to WEB-1.");
        assert!(answer.body.contains(&said));
        assert!(answer.headers.contains_key("x-change"));
    }
    for (number, bytes) in [(1, PNG), (2, &html[..]), (3, &svg[..])] {
        let (status, headers, got) = fetch(&amina, number).await;
        assert_eq!((status, &got[..]), (StatusCode::OK, bytes));
        is(
            &headers,
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'",
        );
        is(&headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        is(&headers, header::CACHE_CONTROL, "private");
        let (kind, how) = match number {
            1 => ("image/png", "inline; "),
            _ => ("application/octet-stream", "attachment; "),
        };
        is(&headers, header::CONTENT_TYPE, kind);
        is(&headers, header::CONTENT_DISPOSITION, how);
    }
    let page = amina.get("/p/WEB/items/WEB-1").await.body;
    assert_eq!(page.matches("loading=\"lazy\"").count(), 1, "one picture");
    assert!(page.contains("b.png") && page.contains("attached “c.svg”"));
}

#[tokio::test]
async fn a_browser_that_has_it_is_asked_again_but_not_sent_it() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    attach(&amina, "a.png", PNG).await;
    let (_, headers, _) = fetch(&amina, 1).await;
    let request = Request::get(format!("{FILES}/1"));
    let request = request.header(header::IF_NONE_MATCH, headers[header::ETAG].clone());
    let response = amina.response(request, Body::empty()).await;
    assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn nobody_gets_a_file_who_may_not_read_the_product() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    attach(&amina, "a.png", PNG).await;
    let outsider = world.signed_in(world.inner.people.stakeholder).await;
    let (status, _, body) = fetch(&outsider, 1).await;
    let nowhere = outsider.get("/p/NONE/items/NONE-1/attachments/1").await;
    assert_eq!(
        (status, nowhere.status),
        (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND)
    );
    let words = "There is no such product, or you have no role in it.";
    assert!(String::from_utf8_lossy(&body).contains(words));
    assert!(nowhere.body.contains(words));
    let (status, ..) = fetch(&amina, 9).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let removal = amina.post(&format!("{FILES}/1/removal"), &[]).await;
    assert!(
        removal
            .body
            .contains("Removed the file “a.png” from WEB-1.")
    );
    let (status, ..) = fetch(&amina, 1).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let (status, ..) = fetch(&world.nobody(), 1).await;
    assert_ne!(status, StatusCode::OK);
}

#[tokio::test]
async fn stakeholders_attach_and_remove_only_their_own() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let theirs = world.somebody(Role::Stakeholder).await;
    assert_eq!(attach(&amina, "a.png", PNG).await.status, StatusCode::OK);
    assert_eq!(attach(&theirs, "b.png", PNG).await.status, StatusCode::OK);
    let page = theirs.get("/p/WEB/items/WEB-1").await.body;
    assert!(page.contains("Remove b.png") && !page.contains("Remove a.png"));
    let refused = theirs.post(&format!("{FILES}/1/removal"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("not yours to take away"));
    let own = theirs.post(&format!("{FILES}/2/removal"), &[]).await;
    assert_eq!(own.status, StatusCode::OK);
}

#[tokio::test]
async fn without_script_the_form_comes_back_to_the_item() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let answer = send(&amina, None, form("a.png", "image/png", PNG)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.headers[header::LOCATION], "/p/WEB/items/WEB-1");
    let none = send(&amina, None, form("", "application/octet-stream", b"")).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("No file was chosen."));
}

#[tokio::test]
async fn hostile_names_are_names_and_long_ones_are_refused() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    for name in [
        "../../../etc/passwd",
        "<img src=x onerror=alert(1)>.png",
        "żółw\u{202e}gpj.exe",
    ] {
        assert_eq!(
            attach(&amina, name, PNG).await.status,
            StatusCode::OK,
            "{name}"
        );
    }
    let page = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(page.contains(">passwd<") && !page.contains("etc/passwd"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;.png"));
    assert!(!page.contains('\u{202e}'));
    let (_, headers, _) = fetch(&amina, 3).await;
    is(
        &headers,
        header::CONTENT_DISPOSITION,
        "inline; filename=\"___wgpj.exe\"; filename*=UTF-8''%C5%BC%C3%B3%C5%82wgpj.exe",
    );
    let long = attach(&amina, &"n".repeat(10_000), PNG).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.body.contains("255 are the most"), "{}", long.body);
}

#[tokio::test]
async fn what_is_too_large_or_cut_is_refused_beside_the_field() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let large = attach(&amina, "a.bin", &vec![0; 25_000_001]).await;
    assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        large.body.contains("25 MB are the most") && large.body.contains("data-field=\"file\"")
    );
    let whole = form("a.bin", "image/png", &[0; 4_000]);
    let cut = send(&amina, Some("fragment"), whole[..2_000].to_vec()).await;
    assert_eq!(cut.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(cut.body.contains("broke off"), "{}", cut.body);
    let page = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(!page.contains("a.bin"));
}

#[tokio::test]
async fn what_does_not_fit_keeps_no_other_file_away_and_is_named() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let large = vec![0; 25_000_001];
    let files = [("a.txt", &b"a"[..]), ("big.bin", &large), ("c.txt", b"c")];
    let answer = send(&amina, Some("fragment"), forms(&files)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let said = "Attached 2 files to WEB-1. Undo takes away the last, “c.txt”.";
    for words in [
        said,
        "“big.bin” was left out.",
        "25 MB are the most",
        "/undo/",
    ] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    let page = amina.get("/p/WEB/items/WEB-1").await.body;
    assert!(page.contains("a.txt") && page.contains("c.txt") && !page.contains("big.bin"));
    let without_script = send(&amina, None, forms(&files)).await;
    assert_eq!(without_script.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without_script.body.contains("Attached 2 files"));
}

#[tokio::test]
async fn of_more_than_an_item_takes_it_is_said_how_many_came() {
    let world = World::new(&["Pay"]).await;
    let amina = world.amina().await;
    let names: Vec<String> = (0..103).map(|number| format!("{number}.txt")).collect();
    let files: Vec<_> = names.iter().map(|name| (&**name, &b"x"[..])).collect();
    let answer = send(&amina, Some("fragment"), forms(&files)).await;
    assert_eq!(answer.status, StatusCode::OK);
    for words in ["Attached 100 files", "3 files were left out. “100.txt”:"] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
}
