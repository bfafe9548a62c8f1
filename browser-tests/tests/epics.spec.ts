// Epics: found although they left the order, their items and back, choosing one among many.
import { accessible, expect, fits, test, type Product } from "../support/millpond";

import type { Page } from "@playwright/test";

/** Item 1 becomes an epic that holds item 2; item 3 an epic without items. */
async function withEpics(page: Page, pay: Product): Promise<void> {
  const post = async (to: string, form: Record<string, string>): Promise<void> =>
    expect((await page.request.post(pay.address(to), { form })).ok()).toBe(true);
  await post("/kinds", { items: "1,3", kind: "epic" });
  await post("/epics", { items: "2", epic: "1" });
}

test("a broken-down epic is found by its kind, and its items from there", async ({ page, product }) => {
  const pay = await product(["Checkout", "Pay by card", "Reports"]);
  await withEpics(page, pay);
  await page.goto(pay.address("/backlog?kind=epic"));
  await expect(page.locator(".row .title")).toHaveText(["Reports"]);
  await page.getByRole("link", { name: "See all epics" }).click();
  await expect(page.locator(".row .title")).toHaveText(["Checkout", "Reports"]);
  await accessible(page);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const panel = page.locator("#panel");
  await panel.getByRole("link", { name: `${pay.item(2)} Pay by card` }).click();
  await expect(panel.getByRole("textbox", { name: "Title" })).toHaveValue("Pay by card");
  await panel.locator(".facts").getByRole("link", { name: pay.item(1), exact: true }).click();
  await expect(panel.getByRole("textbox", { name: "Title" })).toHaveValue("Checkout");
  await accessible(page);
});

test("an epic is chosen by typing, with keys alone", async ({ page, product }) => {
  const pay = await product(["Checkout", "Pay by card", "Reports"]);
  await withEpics(page, pay);
  await page.goto(pay.address(`/backlog?open=${pay.item(2)}`));
  const chooser = page.locator("#panel").getByRole("button", { name: /^Epic:/ });
  await expect(chooser).toContainText("Checkout");
  await chooser.press("Enter");
  const field = page.getByRole("searchbox", { name: "Find an epic" });
  await expect(field).toBeFocused();
  await accessible(page);
  await page.keyboard.type("rep");
  await expect(page.locator("[data-found] .menu-item")).toHaveText([/Reports/, "New epic “rep”"]);
  await page.keyboard.press("Enter");
  await expect(chooser).toContainText("Reports");
  await page.locator(".row").filter({ hasText: "Pay by card" }).focus();
  await page.keyboard.press("o");
  await page.keyboard.press("e");
  await expect(field).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chooser).toContainText("None");
  await page.getByRole("button", { name: "Epic", exact: true }).click();
  await page.locator("[data-found]").getByRole("link", { name: "Without an epic" }).click();
  await expect(page).toHaveURL(/epic=none/);
});

test("the epics on a phone in the dark", async ({ page, second, product }) => {
  const pay = await product(["Checkout, from the basket to the receipt, in every currency", "Pay by card", "Reports"]);
  await withEpics(page, pay);
  const phone = await second({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await phone.goto(pay.address("/epics"));
  await expect(phone.locator(".row")).toHaveCount(2);
  await accessible(phone);
  await fits(phone);
  const none = await product(["Only a story"]);
  await phone.goto(none.address("/epics"));
  await expect(phone.getByText("There are no epics yet")).toBeVisible();
  await accessible(phone);
});
