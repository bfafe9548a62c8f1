// What left the product backlog: done items under their sprint, removed ones and the way back.
import { accessible, expect, fits, test } from "../support/millpond";
import { running } from "../support/sprint";

test("a removed item is found and brought back by keys", async ({ page, second, product }) => {
  const pay = await product(["Keep", "Remove me"]);
  expect((await page.request.post(pay.address("/removals"), { form: { items: "2" } })).ok()).toBe(true);
  await page.goto(pay.address("/done"));
  await expect(page.getByText("Nothing is done yet")).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "Removed items" }).click();
  await expect(page.locator(".row .title")).toHaveText(["Remove me"]);
  await accessible(page);
  const phone = await second({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await phone.goto(pay.address("/removed"));
  await expect(phone.locator(".row")).toHaveCount(1);
  await accessible(phone);
  await fits(phone);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.keyboard.press("b");
  await expect(page.getByText("Nothing was removed")).toBeVisible();
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["Keep", "Remove me"]);
});

test("done items stand under their sprint, and open beside the list", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund"]);
  await running(page, pay, [1]);
  for (const [to, form] of [["/cards", { items: "1", column: "done" }], ["/sprints/1/closing", {}]] as const) {
    expect((await page.request.post(pay.address(to), { form })).ok()).toBe(true);
  }
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("f");
  await expect(page.locator(".row.head")).toContainText("Sprint 1");
  await expect(page.locator(".row .title")).toHaveText(["Pay by card"]);
  await accessible(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.locator("#panel").getByRole("textbox", { name: "Title" })).toHaveValue("Pay by card");
});
