// Kano: categories by hand, and a survey from its opening through a guest's phone to the diagram and
// the categories it proposes.
import type { Page } from "@playwright/test";
import { accessible, expect, fits, test } from "../support/millpond";

const PHONE = { viewport: { width: 390, height: 844 } };

function toast(page: Page) {
  return page.locator("#toasts .toast").first();
}

test("Kano categories are set by keys, found by the filter and changed on the item", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "One" }).focus();
  await page.keyboard.press("p");
  await page.keyboard.press("k");
  const menu = page.getByRole("menuitem", { name: "Excitement" });
  await expect(menu).toBeVisible();
  await menu.click();
  await expect(toast(page)).toContainText("Excitement");
  await page.goto(pay.address("/backlog?kano=excitement"));
  await expect(page.locator(".row .title")).toHaveText(["One"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(page.getByRole("combobox", { name: "Kano" })).toHaveValue("excitement");
  await page.getByRole("combobox", { name: "Kano" }).selectOption("basic");
  await expect(toast(page)).toContainText("Basic");
  await accessible(page);
});
