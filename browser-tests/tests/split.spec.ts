// Splitting an item by key: what is typed is previewed, criteria are dealt out, undo joins them.
import { accessible, expect, fits, test } from "../support/millpond";

test("an item is split with its criteria dealt out, and put together again", async ({ page, second, product }) => {
  const pay = await product(["Pay", "Refund"]);
  for (const criterion of ["Cards work", "Invoices work"]) {
    await page.request.post(pay.address(`/items/${pay.item(1)}/criteria`), { form: { criterion } });
  }
  const other = await second();
  await other.goto(pay.address("/backlog"));
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "Split an item" });
  await expect(dialog).toContainText(`${pay.item(1)} Pay`);
  await page.keyboard.type("- Pay by invoice\nPay later");
  await expect(dialog.locator("[data-split-preview] li")).toHaveText(["Pay by invoice", "Pay later"]);
  await dialog.getByLabel("Whose: Invoices work").selectOption({ label: "Pay by invoice" });
  await accessible(page);
  await dialog.getByLabel("The other parts").press("Control+Enter");
  await expect(page.locator(".row .title")).toHaveText(["Pay", "Pay by invoice", "Pay later", "Refund"]);
  await expect(other.locator(".row .title")).toHaveText(["Pay", "Pay by invoice", "Pay later", "Refund"]);
  await page.locator(".row .title", { hasText: "Pay by invoice" }).click();
  await expect(page.locator("#panel")).toContainText(`Split from ${pay.item(1)}`);
  await expect(page.locator("#panel")).toContainText("Invoices work");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(page.locator(".row .title")).toHaveText(["Pay", "Refund"]);
});

test("two who split at once: the second is told and keeps what was typed", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Split into several" }).click();
  const dialog = page.getByRole("dialog", { name: "Split an item" });
  await dialog.getByLabel("The other parts").fill("Mine");
  await page.request.post(pay.address(`/items/${pay.item(1)}/split`), { form: { title: "Theirs", seen: "0" } });
  await dialog.getByRole("button", { name: "Split" }).click();
  await expect(page.locator(".toast.refusal, dialog .error")).toContainText(["Somebody has split it meanwhile"]);
  await expect(dialog.getByLabel("The other parts")).toHaveValue("Mine");
});

test("splitting on a phone in the dark", async ({ second, product }) => {
  const pay = await product(["Pay"]);
  const page = await second({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await page.getByRole("button", { name: "More" }).first().click();
  await page.getByRole("menuitem", { name: "Split into several" }).click();
  await page.getByLabel("The other parts").fill("One\nTwo");
  await accessible(page);
  await fits(page);
});
