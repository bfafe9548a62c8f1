// Looking after the workspace: who may no longer sign in, and who looks after it.
import { accessible, expect, fits, test } from "../support/millpond";

test("somebody is disabled, by keys, and enabled again", async ({ page, product, visitor }) => {
  const pay = await product(["One"]);
  await page.goto(pay.address("/people"));
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByRole("checkbox", { name: "Developer Estimates" }).check();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invite link").inputValue();
  const theirs = await visitor();
  await theirs.goto(link);
  await theirs.getByLabel("Your name").fill("Cleo Cruz");
  await theirs.getByLabel("E-mail").fill("cleo@example.org");
  await theirs.getByLabel("Password", { exact: true }).fill("another sentence");
  await theirs.getByRole("button", { name: "Join" }).click();
  await expect(theirs.locator(".row")).toHaveCount(1);

  await page.goto("/settings");
  await page.getByRole("button", { name: "Disable Cleo Cruz" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".toast").last()).toContainText("Cleo Cruz can no longer sign in.");
  await expect(page.getByRole("button", { name: "Enable Cleo Cruz" })).toBeVisible();
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
  await accessible(page);
  await theirs.reload();
  await expect(theirs.getByRole("heading", { name: "Sign in" })).toBeVisible();

  // The toast with the undo may have gone by now; the button stays.
  await page.getByRole("button", { name: "Enable Cleo Cruz" }).click();
  await expect(page.getByRole("button", { name: "Disable Cleo Cruz" })).toBeVisible();
  await theirs.getByLabel("E-mail").fill("cleo@example.org");
  await theirs.getByLabel("Password", { exact: true }).fill("another sentence");
  await theirs.getByRole("button", { name: "Sign in" }).click();
  await expect(theirs.locator(".row")).toHaveCount(1);
});

test("somebody becomes an administrator while they look, by keys, and is dismissed", async ({ page, product, somebody }) => {
  const pay = await product(["One"]);
  const theirs = await somebody(pay, "developer");
  await theirs.goto(pay.address("/people"));
  const name = (await theirs.locator("#menu-me .head").textContent()) ?? "";
  const switches = theirs.locator("#main input[type=checkbox]");
  await expect(theirs.locator(".person .held").first()).toBeVisible();
  await expect(switches).toHaveCount(0);

  await page.goto("/settings");
  await page.getByRole("button", { name: `Make administrator: ${name}` }).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".toast").last()).toContainText(`${name} is an administrator.`);
  const dismiss = page.getByRole("button", { name: `Dismiss as administrator: ${name}` });
  await expect(dismiss).toBeVisible();
  await accessible(page);
  await expect(switches.first()).toBeVisible();
  await theirs.getByRole("button", { name: "Invite people" }).click();
  await expect(theirs.getByRole("dialog", { name: "Invite people" })).toBeVisible();
  await theirs.keyboard.press("Escape");
  await theirs.goto("/settings");
  await expect(theirs.getByRole("heading", { name: "Removed products" })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
  await dismiss.click();
  await expect(page.locator(".toast").last()).toContainText(`${name} is no longer an administrator.`);
  expect((await theirs.goto("/settings"))?.status()).toBe(403);
});
