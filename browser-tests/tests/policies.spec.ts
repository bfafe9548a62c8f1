// The policies page: the team changes its scale, and what is open elsewhere follows.
import { accessible, expect, fits, test } from "../support/millpond";

test("the product owner says when what is iced is looked at again", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address("/policies"));
  const review = page.locator("#policy-icebox_review");
  await expect(review).toContainText("after 3 months");
  await review.getByText("Change", { exact: true }).click();
  await expect(review.getByRole("checkbox")).toHaveCount(0);
  await review.getByLabel("After").fill("6");
  await review.getByRole("button", { name: "Save" }).click();
  await expect(review).toContainText("by default after 3 months");
  await expect(review).toContainText("after 6 months");
  await accessible(page);
  await page.locator("h2").first().click();
  await page.keyboard.press("Control+z");
  await expect(review).not.toContainText("by default");
});

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
