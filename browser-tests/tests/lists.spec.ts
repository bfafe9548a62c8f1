// What every list owes: it becomes empty when its items are gone, loses no press of a key, and the
// focus goes along with what was moved.
import type { Page } from "@playwright/test";

import { expect, test } from "../support/millpond";
import { planned, ready } from "../support/sprint";

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("a plan that becomes empty shows no row, here and at a colleague's", async ({ page, second, product }) => {
  const pay = await product(["Pay"]);
  await ready(page, pay, [1]);
  const address = await planned(page, pay);
  const other = await second();
  await page.goto(address);
  await other.goto(address);
  for (const back of ["button", "keys", "undo"]) {
    await page.getByRole("button", { name: `Pull ${pay.item(1)} into Sprint 1` }).click();
    await expect(page.locator("#right-pane .row")).toHaveCount(1);
    await expect(page.locator("#left-pane .row")).toHaveCount(0);
    await expect(other.locator("#left-pane .row")).toHaveCount(0);
    if (back === "button") await page.locator("#right-pane .row").getByRole("button").first().click();
    else if (back === "undo") await press(page, "Control+z");
    else {
      await page.locator("#right-pane .row").focus();
      await press(page, "m", "b");
    }
    await expect(page.locator("#left-pane .row")).toHaveCount(1);
    await expect(page.locator("#right-pane .row")).toHaveCount(0);
    await expect(other.locator("#right-pane .row")).toHaveCount(0);
  }
});

test("the last item of the backlog, of a filter and of the removed ones goes", async ({ page, second, product }) => {
  const pay = await product(["Pay"]);
  const other = await second();
  await page.goto(pay.address("/backlog?kind=story"));
  await other.goto(pay.address("/removed"));
  await press(page, "j", "o", "k");
  await page.getByRole("menuitemradio", { name: "Bug" }).or(page.getByRole("menuitem", { name: "Bug" })).click();
  await expect(page.getByText("Nothing fits this filter")).toBeVisible();
  await expect(page.locator("pond-list .row")).toHaveCount(0);
  await page.goto(pay.address("/backlog"));
  await press(page, "j", "o", "x");
  await expect(page.getByText("The product backlog is empty")).toBeVisible();
  await expect(page.locator("pond-list .row")).toHaveCount(0);
  await expect(other.locator("pond-list .row")).toHaveCount(1);
  await press(page, "Control+z");
  await expect(page.locator("pond-list .row")).toHaveCount(1);
  await expect(other.locator("pond-list .row")).toHaveCount(0);
});

test("steps pressed faster than they are answered are all made", async ({ page, product }) => {
  const pay = await product(Array.from({ length: 12 }, (_, at) => `Item ${at + 1}.`));
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "Item 2." }).focus();
  for (let at = 0; at < 6; at += 1) await page.keyboard.press("Alt+ArrowDown");
  await expect(page.locator(".row", { hasText: "Item 2." }).locator(".rank")).toHaveText("8");
  for (let at = 0; at < 5; at += 1) await page.keyboard.press("Alt+ArrowUp");
  await press(page, "Alt+ArrowDown");
  await expect(page.locator(".row", { hasText: "Item 2." }).locator(".rank")).toHaveText("4");
  await expect(page.locator(".row", { hasText: "Item 2." })).toBeFocused();
});

test("the focus goes along to a place far away", async ({ page, product }) => {
  const pay = await product(Array.from({ length: 400 }, (_, at) => `Item ${at + 1}.`));
  const second = page.locator(".row", { hasText: "Item 2." });
  await page.goto(pay.address("/backlog"));
  await second.focus();
  await press(page, "s", "b");
  await expect(second.locator(".rank")).toHaveText("400");
  await expect(second).toBeFocused();
  await press(page, "s", "2", "0", "0", "Enter");
  await expect(second.locator(".rank")).toHaveText("200");
  await expect(second).toBeFocused();
  await press(page, "Alt+ArrowUp");
  await expect(second.locator(".rank")).toHaveText("199");
  await expect(second).toBeFocused();
});

test("what left the list is selected no longer", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  for (const key of ["j", "x", "Shift+ArrowDown"]) await page.keyboard.press(key);
  await expect(page.locator("#selection")).toContainText("2 items");
  for (const key of ["p", "w"]) await page.keyboard.press(key);
  await page.getByRole("textbox", { name: /^Why/ }).fill("Nobody needs it");
  await page.keyboard.press("Enter");
  await expect(page.locator(".row")).toHaveCount(1);
  await expect(page.locator("#selection")).toBeHidden();
  await page.keyboard.press("j");
  for (const key of ["p", "m"]) await page.keyboard.press(key);
  await expect(page.locator(".toast").last()).toContainText(pay.item(3));
});
