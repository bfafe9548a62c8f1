// Blockers: raised on a card by key, seen first on the board, resolved with a trace.
import { accessible, expect, fits, test } from "../support/millpond";
import { running } from "../support/sprint";

test("a blocker is raised by key, stands first on the board, and is resolved with a trace", async ({ page, product, second }) => {
  const pay = await product(["Pay", "Refund"]);
  await running(page, pay, [1, 2]);
  const other = await second();
  await other.goto(pay.address("/board"));
  await page.goto(pay.address("/board"));
  await expect(page.locator(".board-card")).toHaveCount(2);
  await page.keyboard.press("j");
  await expect(page.locator(".board-card", { hasText: "Pay" })).toBeFocused();
  await page.keyboard.press("!");
  const menu = page.getByRole("dialog", { name: "Raise a blocker" });
  await expect(menu.getByLabel("What stands in the way")).toBeFocused();
  await menu.getByLabel("What stands in the way").fill("No keys from the bank");
  await menu.getByLabel("Who can help").selectOption({ label: "Amina Mansour" });
  await menu.getByRole("button", { name: "Raise" }).click();
  const strip = page.getByRole("region", { name: "1 blocked" });
  await expect(strip).toContainText("today");
  await expect(strip).toContainText("No keys from the bank · Amina Mansour can help");
  await expect(page.locator(".board-card.is-blocked")).toContainText("Blocked today: No keys from the bank");
  await expect(other.getByRole("region", { name: "1 blocked" })).toBeVisible();
  await accessible(page);

  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await page.getByLabel("What helped").fill("They sent them");
  await page.getByRole("button", { name: "Resolved" }).click();
  const resolved = page.locator("details", { hasText: "1 resolved" });
  await resolved.locator("summary").click();
  await expect(resolved).toContainText("They sent them");
  await accessible(page);
  await expect(other.getByRole("region", { name: "1 blocked" })).toHaveCount(0);
  await resolved.getByRole("button", { name: "It blocks again" }).click();
  await expect(other.getByRole("region", { name: "1 blocked" })).toBeVisible();
});

test("a blocked board fits a phone", async ({ page, product }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const pay = await product(["Pay"]);
  await running(page, pay, [1]);
  const form = { items: "1", blocker: "A sentence that is long enough to go over more than one line of a phone" };
  expect((await page.request.post(pay.address("/blockers"), { form })).ok()).toBe(true);
  await page.goto(pay.address("/board"));
  await expect(page.getByRole("region", { name: "1 blocked" })).toBeVisible();
  await fits(page);
  await accessible(page);
  await page.getByRole("button", { name: "Resolved: the blocker of" }).click();
  await expect(page.locator(".board-card.is-blocked")).toHaveCount(0);
});
