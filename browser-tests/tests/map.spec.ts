// The story map: begun by hand and from the epics, cards placed by mouse, finger and keys, in a phone's list.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test, type Product } from "../support/millpond";

const toast = (page: Page): Locator => page.locator(".toast").last();
const cell = (page: Page, name: string): Locator => page.locator(`.cards-of[data-name="${name}"]`);
const cards = (page: Page, name: string): Locator => cell(page, name).locator(".title");
const card = (page: Page, title: string): Locator => page.locator(".map-card", { hasText: title });

async function middle(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, what: Locator, where: Locator): Promise<void> {
  const [from, to] = [await middle(what), await middle(where)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
}

/** A product whose map has the activities "Find" and "Rent"; and the goal "First". */
async function mapped(page: Page, product: (titles: string[]) => Promise<Product>, titles: string[]): Promise<Product> {
  const bikes = await product(titles);
  const post = async (to: string, form: Record<string, string>): Promise<void> => {
    expect((await page.request.post(bikes.address(to), { form })).ok()).toBe(true);
  };
  await post("/map/steps", { name: "Find" });
  await post("/map/steps", { name: "Rent" });
  await post("/goals", { name: "First" });
  return bikes;
}

test("a map is begun by hand, and its activities and steps are changed where they stand", async ({ page, product }) => {
  const bikes = await product(["One", "Two"]);
  await page.goto(bikes.address("/backlog"));
  for (const key of ["g", "g"]) await page.keyboard.press(key);
  await expect(page.getByRole("heading", { name: "There is no story map yet" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("Something your users do").fill("Find a bike");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Find a bike" })).toBeVisible();
  await page.getByRole("textbox", { name: "Add an activity" }).fill("Rent it");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Rent it" })).toBeVisible();
  await page.getByRole("button", { name: "More about Find a bike" }).click();
  await page.getByRole("textbox", { name: "Add a step" }).fill("Search");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Search" })).toBeVisible();
  // The menu waits for the next step, where it was.
  await expect(page.getByRole("textbox", { name: "Add a step" })).toHaveValue("");
  await expect(page.getByRole("textbox", { name: "Add a step" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".menu:popover-open")).toHaveCount(0);
  await page.getByRole("textbox", { name: "Name of Search" }).fill("Look around");
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText("It is called “Look around” now.");
  await page.getByRole("button", { name: "More about Rent it" }).click();
  await page.getByRole("menuitem", { name: "Move left" }).click();
  await expect(page.locator(".map-activities textarea")).toHaveText(["Rent it", "Find a bike"]);
  await page.getByRole("button", { name: "More about Find a bike" }).click();
  await page.getByRole("menuitem", { name: "Take off the map" }).click();
  await expect(page.locator(".map-activities textarea")).toHaveText(["Rent it"]);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".map-activities textarea")).toHaveText(["Rent it", "Find a bike"]);
  await expect(page.getByRole("textbox", { name: "Name of Look around" })).toBeVisible();
  await accessible(page);
});

test("a card is written down at an activity that was just added", async ({ page, product }) => {
  const bikes = await product([]);
  await page.goto(bikes.address("/map"));
  await page.getByLabel("Something your users do").fill("Find");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Find" })).toBeVisible();
  await page.getByRole("textbox", { name: "Add an activity" }).fill("Rent");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name of Rent" })).toBeVisible();
  await cell(page, "Rent, No goal").hover();
  await page.locator("td", { has: cell(page, "Rent, No goal") }).getByRole("button", { name: "New item here" }).click();
  const title = page.getByRole("textbox", { name: "Title" });
  for (const words of ["Pay", "Unlock"]) {
    await title.fill(words);
    await page.keyboard.press("Enter");
    await expect(card(page, words)).toBeVisible();
    await expect(title).toHaveValue("");
  }
  await expect(cards(page, "Rent, No goal")).toHaveText(["Pay", "Unlock"]);
});

test("every cell stands under its step, empty or not, and a card shows its key whole", async ({ page, product }) => {
  const bikes = await mapped(page, product, ["One", "Two"]);
  await page.request.post(bikes.address("/map/cards"), { form: { items: "1", step: "2", slice: "goal-1" } });
  await page.goto(bikes.address("/map"));
  await expect(cards(page, "Rent, First")).toHaveText(["One"]);
  const edges = (places: Locator): Promise<number[]> => places.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
  const heads = await edges(page.locator(".map-steps th"));
  expect(await edges(page.locator("tr[data-slice='goal-1'] td"))).toEqual(heads);
  expect(await edges(page.locator("tr[data-slice='goal-none'] td"))).toEqual(heads);
  const key = card(page, "One").locator(".key");
  await key.evaluate((one) => (one.textContent = "ABCDEFGHIJ-12345"));
  expect(await key.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  await expect(key).toHaveCSS("text-overflow", "clip");
});

test("a backlog with epics has its map by one press, and none again by one undo", async ({ page, product }) => {
  const bikes = await product(["Finding", "Search", "Filter", "Loose"]);
  const post = (to: string, form: Record<string, string>) => page.request.post(bikes.address(to), { form });
  await post("/kinds", { items: "1", kind: "epic" });
  await post("/epics", { items: "2,3", epic: "1" });
  await page.goto(bikes.address("/map"));
  await page.getByRole("button", { name: "Make an activity from the epic with 2 items" }).click();
  await expect(cards(page, "Finding, No goal")).toHaveText(["Search", "Filter"]);
  await expect(cards(page, "Not on the map")).toHaveText(["Loose"]);
  await page.getByLabel("Find among what is not on the map").fill("nothing such");
  await expect(cards(page, "Not on the map")).toHaveCount(0);
  await page.goto(bikes.address("/map"));
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("heading", { name: "There is no story map yet" })).toBeVisible();
});

test("cards are dragged to steps and slices, and the item changes", async ({ page, second, product }) => {
  const bikes = await mapped(page, product, ["One", "Two", "Three"]);
  await page.goto(bikes.address("/map"));
  const other = await second();
  await other.goto(bikes.address("/map"));
  await expect(cards(other, "Not on the map")).toHaveText(["One", "Two", "Three"]);
  await drag(page, card(page, "Three"), cell(page, "Rent, First"));
  await expect(cards(page, "Rent, First")).toHaveText(["Three"]);
  await expect(cards(other, "Rent, First")).toHaveText(["Three"]);
  await drag(page, card(page, "One"), cell(page, "Rent, First"));
  await expect(cards(page, "Rent, First")).toHaveText(["One", "Three"]);
  await drag(page, card(page, "Two"), cell(page, "Find, No goal"));
  await expect(cards(page, "Find, No goal")).toHaveText(["Two"]);
  // Within its cell a card goes to another rank of the backlog.
  const [from, to] = [await middle(card(page, "Three")), await middle(card(page, "One"))];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y - 12, { steps: 5 });
  await page.mouse.up();
  await expect(cards(page, "Rent, First")).toHaveText(["Three", "One"]);
  await accessible(page);
  await page.goto(bikes.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["Three", "One", "Two"]);
  await page.goto(bikes.address(`/items/${bikes.item(3)}`));
  await expect(page.getByRole("button", { name: "Story map: Rent" })).toBeVisible();
  await expect(page.getByText("put it at “Rent” of the story map")).toHaveCount(1);
});

test("the keyboard walks the map, moves cards, lifts them and writes new ones", async ({ page, product }) => {
  const bikes = await mapped(page, product, ["One", "Two"]);
  await page.goto(bikes.address("/map"));
  await page.keyboard.press("j");
  await expect(card(page, "One")).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cards(page, "Find, No goal")).toHaveText(["One"]);
  await expect(card(page, "One")).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cards(page, "Rent, No goal")).toHaveText(["One"]);
  await page.keyboard.press("Shift+ArrowUp");
  await expect(cards(page, "Rent, First")).toHaveText(["One"]);
  await page.keyboard.press("Shift+ArrowUp");
  await expect(toast(page)).toContainText("There is no further slice on that side.");
  await page.keyboard.press("ArrowLeft");
  await expect(card(page, "Two")).toBeFocused();
  for (const key of [" ", "ArrowRight", "ArrowDown", " "]) await page.keyboard.press(key);
  await expect(cards(page, "Find, No goal")).toHaveText(["Two"]);
  await expect(card(page, "Two")).toBeFocused();
  await page.keyboard.press("c");
  await page.getByRole("textbox", { name: "Title" }).fill("Three");
  await page.keyboard.press("Enter");
  await expect(cards(page, "Find, No goal")).toHaveText(["Two", "Three"]);
  await accessible(page);
  await page.keyboard.press("Escape");
  await card(page, "Three").focus();
  for (const key of ["m", "m"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "Off the map" }).click();
  await expect(cards(page, "Not on the map")).toHaveText(["Three"]);
});

test("on a phone the map is a list, and a card goes to its step from its item", async ({ page, second, product }) => {
  const bikes = await mapped(page, product, ["One", "Two"]);
  await page.request.post(bikes.address("/map/cards"), { form: { items: "1", step: "1", slice: "goal-1" } });
  const phone = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(bikes.address("/map"));
  await expect(cards(phone, "Find, First")).toHaveText(["One"]);
  await fits(phone);
  await accessible(phone);
  // Nothing stands there yet; it is still found, and renamed.
  const empty = phone.getByRole("textbox", { name: "Name of Rent" });
  await expect(empty).toBeVisible();
  await expect(phone.getByRole("button", { name: "More about Rent" })).toBeVisible();
  await phone.getByRole("link", { name: /^Not on the map/ }).click();
  await card(phone, "Two").getByRole("link").click();
  await phone.getByRole("button", { name: "Story map: Not on it" }).click();
  await phone.getByRole("button", { name: "Rent", exact: true }).click();
  await expect(phone.getByRole("button", { name: "Story map: Rent" })).toBeVisible();
});

test("who may only read sees the map and no way to change it; the team maps, and leaves goals alone", async ({ page, somebody, product }) => {
  const bikes = await mapped(page, product, ["One", "Two"]);
  await page.request.post(bikes.address("/map/cards"), { form: { items: "1", step: "1", slice: "goal-1" } });
  const stakeholder = await somebody(bikes, "stakeholder");
  await stakeholder.goto(bikes.address("/map"));
  await expect(cards(stakeholder, "Find, First")).toHaveText(["One"]);
  await expect(stakeholder.locator(".add-step, .step-more, .new-card")).toHaveCount(0);
  const developer = await somebody(bikes, "developer");
  await developer.goto(bikes.address("/map"));
  await drag(developer, card(developer, "One"), cell(developer, "Rent, First"));
  await expect(cards(developer, "Rent, First")).toHaveText(["One"]);
  await drag(developer, card(developer, "One"), cell(developer, "Rent, No goal"));
  await expect(toast(developer)).toContainText("You may not order the product backlog.");
  await expect(cards(developer, "Rent, First")).toHaveText(["One"]);
});
