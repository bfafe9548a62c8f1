// Scores: the formula, the numbers by key and in the panel, the column, and the proposed order beside the
// present one, taken over whole and in part.
import type { Page } from "@playwright/test";

import { accessible, expect, fits, test, type Product } from "../support/millpond";

const toast = (page: Page) => page.locator(".toast").last();
const titles = (page: Page) => page.locator(".row .title");
const moves = (page: Page) => page.locator(".proposal tbody tr:not(.stays)");

async function keys(page: Page, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** Items scored by value and effort, the first of them worst. */
async function scored(page: Page, product: (titles?: string[]) => Promise<Product>): Promise<Product> {
  const pay = await product(["One", "Two", "Three", "Four"]);
  await page.request.post(pay.address("/policies/scoring"), { form: { method: "value_effort" } });
  for (const [item, value] of [[1, "1"], [3, "8"], [4, "13"]] as const) {
    await page.request.post(pay.address(`/items/${pay.item(item)}/score`), { form: { value, effort: "2" } });
  }
  return pay;
}

test("a formula is chosen, an item is scored by key, and the list shows it", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await keys(page, "j", "o", "v");
  await expect(toast(page)).toContainText("This product scores no items.");
  await keys(page, "g", "m");
  await expect(page.getByRole("heading", { name: "Items are not scored" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("WSJF").check();
  await page.getByRole("button", { name: "Save the formula" }).click();
  await expect(page.getByRole("heading", { name: "Nothing has a score yet" })).toBeVisible();
  await accessible(page);
  await page.goto(pay.address("/backlog"));
  await keys(page, "j", "o", "v");
  const dialog = page.getByRole("dialog", { name: "Score an item" });
  await expect(dialog).toContainText(`${pay.item(1)} One`);
  await expect(dialog.getByLabel("Value")).toBeFocused();
  await accessible(page);
  await page.keyboard.type("8");
  await dialog.getByLabel("Time criticality").fill("5");
  await dialog.getByLabel("Risk reduction").fill("lots");
  await dialog.getByLabel("Effort").fill("2");
  await page.keyboard.press("Enter");
  await expect(dialog.locator(".error")).toContainText(["“lots” is no number"]);
  await dialog.getByLabel("Risk reduction").fill("3");
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText(`${pay.item(1)} has a WSJF of 8.`);
  await expect(dialog).toBeHidden();
  await expect(page.locator(".row .score > :first-child")).toHaveText(["8", "–", "–"]);
  await accessible(page);
  await titles(page).first().click();
  const panel = page.locator("#panel");
  await panel.getByLabel("Value").fill("10");
  await page.keyboard.press("Enter");
  await expect(page.locator(".row .score > :first-child")).toHaveText(["9", "–", "–"]);
  await expect(panel).toContainText("set its value to 10");
  await accessible(page);
  await page.keyboard.press("Escape");
  await keys(page, "Control+z");
  await expect(page.locator(".row .score > :first-child")).toHaveText(["8", "–", "–"]);
  await page.getByRole("button", { name: "Score", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "No score" }).click();
  await expect(titles(page)).toHaveText(["Two", "Three"]);
});

test("the proposed order stands beside the present one and is taken over by key", async ({ page, second, product }) => {
  const pay = await scored(page, product);
  await page.request.post(pay.address(`/items/${pay.item(4)}/dependencies`), { form: { blocked_by: pay.item(1) } });
  const other = await second();
  await other.goto(pay.address("/backlog"));
  await page.goto(pay.address("/backlog"));
  await keys(page, "g", "m");
  await expect(page.getByRole("heading", { name: "2 items would change rank by Value ÷ effort" })).toBeVisible();
  await expect(moves(page)).toHaveCount(2);
  await expect(moves(page).first()).toContainText("One");
  await expect(moves(page).first().locator("td").nth(2)).toContainText("Four");
  await expect(moves(page).first()).toContainText("↑ 3");
  await expect(page.locator(".proposal .stays")).toHaveText(["Ranks 2 to 3 stay"]);
  await expect(page.getByRole("note")).toContainText(`${pay.item(4)} would stand above ${pay.item(1)}, which it waits for.`);
  await accessible(page);
  await page.getByLabel("Why, beside").fill("The law");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Apply all 2, 1 dependency turned around" }).focus();
  await keys(page, "a");
  await expect(toast(page)).toContainText("2 items changed rank.");
  await expect(titles(other)).toHaveText(["Four", "Two", "Three", "One"]);
  await expect(page.getByRole("heading", { name: "The order is as the scores have it" })).toBeVisible();
  await titles(other).first().click();
  await expect(other.locator("#panel")).toContainText(/By Value ÷ effort of \d{4}-\d\d-\d\d: The law/);
  await page.keyboard.press("Control+z");
  await expect(titles(other)).toHaveText(["One", "Two", "Three", "Four"]);
  await expect(moves(page)).toHaveCount(2);
});

test("chosen rows stay chosen while others work, and what changed is shown anew", async ({ page, second, product }) => {
  const pay = await scored(page, product);
  const other = await second();
  await other.goto(pay.address("/backlog"));
  await page.goto(pay.address("/scores"));
  await page.getByLabel(`${pay.item(4)} to rank 1`).check();
  await page.getByLabel("Why, beside").fill("Soon");
  await other.request.post(pay.address("/moves"), { form: { items: "2", to: "bottom" } });
  await expect(page.locator(".proposal .stays")).toHaveText(["Rank 2 stays", "Rank 4 stays"]);
  await expect(page.getByLabel(`${pay.item(4)} to rank 1`)).toBeChecked();
  await expect(page.getByLabel("Why, beside")).toHaveValue("Soon");
  await page.getByRole("button", { name: "Apply the chosen rows" }).click();
  await expect(toast(page)).toContainText("1 item changed rank.");
  await expect(titles(other)).toHaveText(["Four", "One", "Three", "Two"]);
});

test("scores on a phone in the dark", async ({ page, second, product }) => {
  const pay = await scored(page, product);
  const phone = await second({ viewport: { width: 390, height: 844 }, colorScheme: "dark", hasTouch: true });
  await phone.goto(pay.address("/scores"));
  await fits(phone);
  await accessible(phone);
  await expect(moves(phone).first()).toContainText("from 4");
  await phone.getByLabel(`${pay.item(4)} to rank 1`).check();
  await phone.getByRole("button", { name: "Apply the chosen rows" }).click();
  await expect(phone.locator(".toast").last()).toContainText("1 item changed rank.");
  await phone.goto(pay.address("/policies"));
  await fits(phone);
  await accessible(phone);
  await phone.goto(pay.address(`/items/${pay.item(3)}`));
  await fits(phone);
  await phone.getByRole("textbox", { name: "Value" }).or(phone.getByRole("combobox", { name: "Value" })).fill("1");
  await phone.keyboard.press("Enter");
  await expect(phone.locator(".toast").last()).toContainText(`${pay.item(3)} has a Value ÷ effort of 0.5.`);
  await accessible(phone);
});
