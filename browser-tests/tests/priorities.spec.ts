// Priorities: by keys in the list, by dragging and keys on their board, on a phone.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test } from "../support/millpond";

const column = (page: Page, name: string): Locator => page.getByRole("region", { name });
const cards = (page: Page, name: string): Locator => column(page, name).locator(".board-card .title");
const toast = (page: Page): Locator => page.locator(".toast").last();

async function middle(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test("items get a priority by keys, many at once, and found by it", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  for (const key of ["p", "m"]) await page.keyboard.press(key);
  await expect(toast(page)).toContainText("2 items are “Must” now.");
  await expect(page.locator(".row .priority.must")).toHaveCount(2);
  await page.keyboard.press("Escape");
  for (const key of ["p", "c"]) await page.keyboard.press(key);
  await expect(page.locator(".row .moscow")).toHaveText(["Must", "Could", ""]);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".row .moscow")).toHaveText(["Must", "Must", ""]);
  await page.getByRole("button", { name: "Priority" }).click();
  await page.getByRole("menuitemradio", { name: "Must" }).click();
  await expect(page.locator("#summary")).toHaveText("2 of 3 items");
  await expect(page).toHaveURL(/priority=must/);
  await accessible(page);
});

test("the board of priorities is ordered by dragging and by keys", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  await page.goto(pay.address("/backlog"));
  for (const key of ["g", "v"]) await page.keyboard.press(key);
  await expect(page).toHaveURL(/priorities/);
  await expect(cards(page, "No priority yet")).toHaveText(["One", "Two", "Three", "Four"]);
  const from = await middle(cards(page, "No priority yet").nth(2));
  const to = await middle(column(page, "Must").locator(".cards-of"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await expect(cards(page, "Must")).toHaveText(["Three"]);
  await expect(cards(page, "No priority yet")).toHaveText(["One", "Two", "Four"]);
  await cards(page, "No priority yet").nth(2).locator("xpath=..").focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cards(page, "Must")).toHaveText(["Three", "Four"]);
  await expect(column(page, "Must").locator(".board-card:focus .title")).toHaveText("Four");
  for (const key of [" ", "ArrowUp", " "]) await page.keyboard.press(key);
  await expect(cards(page, "Must")).toHaveText(["Four", "Three"]);
  await page.keyboard.press("Shift+ArrowRight");
  await expect(cards(page, "Should")).toHaveText(["Four"]);
  await accessible(page);
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["One", "Two", "Four", "Three"]);
});

test("on a phone the columns are tabs, and a card gets its priority from its menu", async ({ second, product }) => {
  const pay = await product(["One", "Two"]);
  const page = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(pay.address("/priorities"));
  await fits(page);
  await page.getByRole("button", { name: `Priority of ${pay.item(2)}` }).click();
  await page.getByRole("menuitem", { name: "Must" }).click();
  await page.getByRole("link", { name: /^Must/ }).click();
  await expect(cards(page, "Must")).toHaveText(["Two"]);
  await expect(cards(page, "Must")).toBeInViewport();
  await accessible(page);
});

test("where too much is Must, pairs are compared by keys until it fits", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("Control+a");
  await expect(page.locator(".row[aria-selected='true']")).toHaveCount(4);
  for (const key of ["p", "m"]) await page.keyboard.press(key);
  await expect(page.locator("#inflation")).toContainText("Must is 100 % of the items; 40 % is the line.");
  await accessible(page);
  await page.getByRole("link", { name: "Which ones can wait?" }).click();
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Three", "Four"]);
  await accessible(page);
  await page.keyboard.press("ArrowLeft");
  await expect(toast(page)).toContainText(`${pay.item(3)} waits`);
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Two", "Four"]);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Three", "Four"]);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Two", "Four"]);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Two", "Three"]);
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
  await page.getByRole("button", { name: "This one waits" }).first().click();
  await expect(page.getByRole("heading", { name: "It fits" })).toBeVisible();
  await accessible(page);
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["One", "Three", "Two", "Four"]);
});

test("what won't be built leaves with a reason, by key and by dragging, and comes back", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.locator(".row[aria-selected='true']")).toHaveCount(2);
  for (const key of ["p", "w"]) await page.keyboard.press(key);
  const dialog = page.getByRole("dialog", { name: "Won’t have" });
  await expect(dialog.getByLabel("Why not?")).toBeFocused();
  await accessible(page);
  await page.keyboard.type("Not our business");
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText("Won’t have 2 items.");
  await expect(page.locator(".row .title")).toHaveText(["Three", "Four"]);
  for (const key of ["g", "v"]) await page.keyboard.press(key);
  await expect(cards(page, "Won’t")).toHaveText(["Two", "One"]);
  const from = await middle(cards(page, "No priority yet").nth(1));
  const to = await middle(column(page, "Won’t").locator(".cards-of"));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 5 });
  await page.mouse.up();
  await dialog.getByLabel("Why not?").fill("Too dear");
  await dialog.getByRole("button", { name: "Leave it out" }).click();
  await expect(cards(page, "Won’t")).toHaveText(["Four", "Two", "One"]);
  await cards(page, "Won’t").nth(2).locator("xpath=..").focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(cards(page, "Could")).toHaveText(["One"]);
  await accessible(page);
  for (const key of ["g", "d"]) await page.keyboard.press(key);
  await expect(page).toHaveURL(/wont$/);
  await expect(page.locator(".row .because")).toHaveText(["Too dear", "Not our business"]);
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
  await page.getByRole("button", { name: `Bring back ${pay.item(2)}` }).click();
  await expect(page.locator(".row .title")).toHaveText(["Four"]);
  await page.keyboard.press("Control+z");
  await expect(page.locator(".row .title")).toHaveText(["Two", "Four"]);
});
