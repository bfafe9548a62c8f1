// Looking after the workspace: who may no longer sign in.
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
