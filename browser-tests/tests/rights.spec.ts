// What somebody meets who lacks a right: keys and drags are answered in words, and nothing is offered
// that would only be refused.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, test } from "../support/millpond";
import { planned, ready, running } from "../support/sprint";

const refusal = (page: Page): Locator => page.locator(".toast.refusal").last();
const titles = (page: Page): Locator => page.locator(".row .title");

/** Drags the middle of one element onto another's and lets go. */
async function drag(page: Page, what: Locator, onto: Locator): Promise<void> {
  const [from, to] = [await what.boundingBox(), await onto.boundingBox()];
  if (!from || !to) throw new Error("nothing to drag");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2 + 12);
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
}

test("a stakeholder's keys and drags are answered with whose right it is", async ({ product, somebody }) => {
  const pay = await product(["One", "Two", "Three"]);
  const page = await somebody(pay, "stakeholder");
  await page.goto(pay.address("/backlog"));
  const keys: [string[], string][] = [
    [["Alt+ArrowDown"], "order the product backlog"],
    [[" "], "order the product backlog"],
    [["m", "s"], "decide what is in a sprint"],
    [["e"], "estimate items"],
    [["g", "o"], "import items"],
  ];
  for (const [sequence, deed] of keys) {
    await page.keyboard.press("j");
    for (const key of sequence) await page.keyboard.press(key);
    await expect(refusal(page)).toContainText(`You may not ${deed}. That is for the `);
    await expect(refusal(page)).toContainText("here you are stakeholder. Ask one of them");
    await accessible(page);
    await refusal(page).getByRole("button", { name: "Close" }).click();
    await expect(refusal(page)).toHaveCount(0);
  }
  await drag(page, titles(page).first(), titles(page).last());
  await expect(refusal(page)).toContainText("You may not order the product backlog.");
  await expect(titles(page)).toHaveText(["One", "Two", "Three"]);
  await expect(page.locator("#panel article")).toHaveCount(0);
});

test("the keys and the palette list only what one may do", async ({ product, somebody }) => {
  const pay = await product(["One"]);
  const page = await somebody(pay, "stakeholder");
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keys" });
  await expect(sheet).toContainText("Go to planning");
  for (const hidden of ["Go to import", "Send to the top", "Estimate", "Lift"]) await expect(sheet).not.toContainText(hidden);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("go to planning");
  await expect(page.getByRole("option", { name: "Go to planning G L" })).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("go to import");
  await expect(page.getByRole("option", { name: "Go to planning G L" })).toHaveCount(0);
  await expect(page.getByRole("option", { name: "Go to import" })).toHaveCount(0);
});

test("in planning each of the two papers answers for itself", async ({ page: amina, product, somebody }) => {
  const pay = await product(["One", "Two"]);
  await ready(amina, pay, [1, 2]);
  const planning = await planned(amina, pay);
  const owner = await somebody(pay, "product_owner");
  await owner.goto(planning);
  await drag(owner, owner.locator("#left-pane .row").first(), owner.locator("#right-pane .rows"));
  await expect(refusal(owner)).toContainText("You may not decide what is in a sprint.");
  await expect(owner.locator("#right-pane .row")).toHaveCount(0);
  const developer = await somebody(pay, "developer");
  await developer.goto(planning);
  const rows = developer.locator("#left-pane .row");
  await drag(developer, rows.first(), rows.last());
  await expect(refusal(developer)).toContainText("You may not order the product backlog.");
  await expect(rows.locator(".title")).toHaveText(["One", "Two"]);
});

test("a card does not move for the product owner, and says why", async ({ page: amina, product, somebody }) => {
  const pay = await product(["One"]);
  await running(amina, pay, [1]);
  const owner = await somebody(pay, "product_owner");
  await owner.goto(pay.address("/board"));
  await drag(owner, owner.locator(".board-card"), owner.locator("#column-done .cards-of"));
  await expect(refusal(owner)).toContainText("You may not move, assign or block cards.");
  await refusal(owner).getByRole("button", { name: "Close" }).click();
  await owner.keyboard.press("j");
  await owner.keyboard.press("Shift+ArrowRight");
  await expect(refusal(owner)).toContainText("You may not move, assign or block cards.");
  await expect(owner.locator("#column-to_do .board-card")).toHaveCount(1);
});

test("who gets a role while they look gets its keys and menus, too", async ({ page: amina, product, somebody }) => {
  const pay = await product(["One"]);
  const page = await somebody(pay, "stakeholder");
  await page.goto(pay.address("/backlog"));
  await expect(page.locator("#menu-estimate")).toHaveCount(0);
  await amina.goto(pay.address("/people"));
  await amina.getByRole("checkbox", { name: /^Robin .*: Developer$/ }).check();
  await expect(page.locator("#menu-estimate")).toHaveCount(1);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.getByRole("menuitem", { name: "5 points" }).click();
  await expect(page.locator(".toast").last()).toContainText("5 points");
});

test("what is in a sprint is not offered to become an epic", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await running(page, pay, [1]);
  const epic = page.getByRole("menuitem", { name: "Epic" });
  const task = page.getByRole("menuitem", { name: "Task" });
  await page.goto(pay.address("/board"));
  for (const key of ["j", "o", "k"]) await page.keyboard.press(key);
  await expect(task).toBeVisible();
  await expect(epic).toBeHidden();
  await page.keyboard.press("Escape");
  await page.goto(pay.address("/backlog"));
  for (const key of ["j", "o", "k"]) await page.keyboard.press(key);
  await expect(epic).toBeVisible();
});

test("a dialog speaks of the item it was opened for, also when that has left the page", async ({ page, second, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  for (const key of ["j", "m", "i"]) await page.keyboard.press(key);
  const dialog = page.getByRole("dialog", { name: "Into the icebox" });
  await dialog.getByLabel("Why not now?").fill("Later");
  const other = await second();
  await other.request.post(pay.address("/removals"), { form: { items: "1" } });
  await expect(titles(page)).toHaveText(["Two"]);
  await dialog.getByRole("button", { name: "Put into the icebox" }).click();
  await expect(dialog).toContainText(`${pay.item(1)} was removed.`);
  await expect(titles(page)).toHaveText(["Two"]);
});
