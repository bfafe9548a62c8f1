// The policies page: the team changes its scale, and what is open elsewhere follows.
import { accessible, expect, fits, test } from "../support/millpond";

test("another scale is chosen, seen elsewhere at once, and undone", async ({ page, second, product }) => {
  const pay = await product(["Pay by card"]);
  await page.request.post(pay.address("/estimates"), { form: { items: "1", points: "3" } });
  const other = await second();
  await other.goto(pay.address("/backlog"));
  await expect(other.locator(".row .points")).toHaveText("3 points");
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.getByRole("radio", { name: /T-shirt sizes/ }).check();
  await page.getByLabel("XL", { exact: true }).fill("5");
  await page.getByRole("button", { name: "Save the scale" }).click();
  await expect(page.locator("[data-error-for=sizes]")).toContainText("Each size must be worth more");
  await page.getByLabel("XL", { exact: true }).fill("13");
  await page.getByRole("button", { name: "Save the scale" }).click();
  await expect(page.getByText("Now: T-shirt sizes.")).toBeVisible();
  await expect(other.locator(".row .points")).toHaveText("M");
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.locator("h2").first().click();
  await page.keyboard.press("Control+z");
  await expect(other.locator(".row .points")).toHaveText("3 points");
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
});
