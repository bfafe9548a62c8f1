// Mentions: offered while a comment is typed, told to whom they call while they look elsewhere, read
// by opening the item.
import { accessible, expect, fits, test } from "../support/millpond";

test("somebody is mentioned with the keyboard, is told at once, and reads it", async ({ page, product, somebody }) => {
  const pay = await product(["Pay by card"]);
  const theirs = await somebody(pay, "developer");
  await theirs.goto("/profile");
  const name = await theirs.getByLabel("Name", { exact: true }).inputValue();
  await theirs.goto(pay.address("/backlog"));
  const count = theirs.locator("#count-mentions");
  await expect(count).toBeEmpty();
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  const comment = page.getByLabel("New comment");
  await comment.pressSequentially(`Look, @${name.slice(0, 3)}`);
  const offered = page.getByRole("listbox", { name: "People to mention" });
  await expect(offered.getByRole("option", { name: new RegExp(name) })).toBeVisible();
  await accessible(page);
  await comment.press("Escape");
  await expect(offered).toHaveCount(0);
  await comment.pressSequentially(name.slice(3, 4));
  await expect(offered).toBeVisible();
  await comment.press("Enter");
  await expect(comment).toHaveValue(`Look, @${name} `);
  await comment.press("Control+Enter");
  await expect(page.locator(".mention", { hasText: name })).toBeVisible();
  await expect(count).toContainText("1");
  await theirs.keyboard.press("o");
  await theirs.keyboard.press("i");
  await expect(theirs).toHaveURL(/\/mentions$/);
  await expect(theirs.locator(".mentions li")).toHaveCount(1);
  await accessible(theirs);
  await theirs.getByRole("link", { name: /Pay by card/ }).click();
  await expect(theirs.locator(".mention.mine")).toBeVisible();
  await expect(count).toBeEmpty();
});

test("mentions fit on a phone, and all are read at once", async ({ page, product, somebody }) => {
  const pay = await product(["Pay by card"]);
  const theirs = await somebody(pay, "stakeholder", { viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await theirs.goto("/profile");
  const name = await theirs.getByLabel("Name", { exact: true }).inputValue();
  const form = { comment: `@${name} ${"a long word ".repeat(40)}` };
  for (let n = 0; n < 3; n += 1) {
    const said = await page.request.post(pay.address(`/items/${pay.item(1)}/comments`), { form });
    expect(said.ok()).toBe(true);
  }
  await theirs.goto("/mentions");
  await expect(theirs.locator(".mentions li")).toHaveCount(3);
  await fits(theirs);
  await accessible(theirs);
  await theirs.getByRole("button", { name: "Mark all as read" }).click();
  await expect(theirs.getByText("You have read all of them.")).toBeVisible();
});

test("people are offered again after they could not be fetched once", async ({ page, product, somebody }) => {
  const pay = await product(["Pay by card"]);
  const theirs = await somebody(pay, "developer");
  await theirs.goto("/profile");
  const name = await theirs.getByLabel("Name", { exact: true }).inputValue();
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  let asked = 0;
  await page.route("**/mentionable", (route) => ((asked += 1) === 1 ? route.abort() : route.continue()));
  const comment = page.getByLabel("New comment");
  await comment.pressSequentially("@");
  await expect.poll(() => asked).toBe(1);
  const offered = page.getByRole("listbox", { name: "People to mention" });
  await expect(offered).toHaveCount(0);
  await comment.pressSequentially(name.slice(0, 2));
  await expect(offered.getByRole("option", { name: new RegExp(name) })).toBeVisible();
});
