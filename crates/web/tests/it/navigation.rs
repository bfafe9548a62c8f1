//! The navigation: one and the same wherever one is.

use crate::world::World;

#[tokio::test]
async fn the_navigation_is_the_same_on_every_page() {
    let world = World::new(&["Pay by card"]).await;
    let amina = world.amina().await;
    let lines = async |page: &str| {
        let page = amina.get(&format!("/p/WEB/{page}")).await.body;
        let nav = page.split("</nav>").next().unwrap();
        let links = nav.split("class=\"nav-link\" href=\"").skip(1);
        let links = links.map(|link| link.split('"').next().unwrap().to_owned());
        links.collect::<Vec<_>>()
    };
    let everywhere = lines("backlog").await;
    assert!(everywhere.contains(&"/p/WEB/poker".to_owned()));
    for page in ["poker", "wont", "roadmap", "planning", "people", "import"] {
        assert_eq!(lines(page).await, everywhere, "{page}");
    }
}

#[tokio::test]
async fn a_large_count_is_grouped() {
    let titles: Vec<String> = (0..1_001).map(|number| format!("Item {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let world = World::new(&titles).await;
    let page = world.amina().await.get("/p/WEB/policies").await.body;
    assert!(page.contains("id=\"count-backlog\">1,001<"));
}
