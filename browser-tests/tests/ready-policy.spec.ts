// The Definition of Ready among the policies: a change that every list hears of, own checks.
import { accessible, expect, fits, test } from "../support/millpond";

test("the team changes what makes an item ready", async ({ page, second, product }) => {
  const pay = await product(["Pay by card"]);
  const other = await second();
  await other.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page).toHaveURL(pay.address("/policies"));
  const size = page.locator("#policy-ready_size");
  await expect(size).toContainText("at most 13 points");
  await size.getByText("Change", { exact: true }).click();
  await size.getByLabel("At most").fill("0");
  await size.getByLabel("Why").fill("Smaller is better");
  await size.locator("form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await size.getByRole("button", { name: "Save" }).click();
  await expect(size.locator("[data-error-for='limit']")).toContainText("0 is not between 1 and 9999");
  await size.getByLabel("At most").fill("5");
  await size.getByRole("button", { name: "Save" }).click();
  await expect(size).toContainText("Smaller is better");
  await page.getByRole("textbox", { name: "New check" }).fill("The designer has seen it");
  await page.keyboard.press("Enter");
  await expect(page.locator("#check-1")).toBeVisible();
  await accessible(page);
  const check = other.getByRole("checkbox", { name: "The designer has seen it" });
  await check.check();
  await expect(other.locator("#panel")).toContainText("ticked “The designer has seen it”");
  await expect(check).toBeChecked();
  await accessible(other);
  await page.locator("#check-1").hover();
  await page.getByRole("button", { name: "Remove this check" }).click();
  await expect(check).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(check).toBeChecked();
});

test("the policies on a phone", async ({ second, product }) => {
  const pay = await product([]);
  const page = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: "dark" });
  await page.goto(pay.address("/policies"));
  const size = page.locator("#policy-ready_size");
  await size.getByText("Change", { exact: true }).tap();
  await size.getByLabel("At most").fill("8");
  await size.getByRole("button", { name: "Save" }).tap();
  await expect(size).toContainText("at most 8 points");
  await accessible(page);
  await fits(page);
});
