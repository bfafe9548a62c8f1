// The product backlog: order it by mouse, by keys, by touch; long lists, filters, new items.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test } from "../support/millpond";
import { ready } from "../support/sprint";

const keys = (page: Page): Locator => page.locator(".row .key");
const titles = (page: Page): Locator => page.locator(".row .title");
const toast = (page: Page): Locator => page.locator(".toast").last();

/** The middle of a row's title. */
async function at(page: Page, row: number): Promise<{ x: number; y: number }> {
  const box = await page.locator(".row").nth(row).boundingBox();
  if (!box) throw new Error(`row ${row} is not shown`);
  return { x: box.x + Math.min(400, box.width / 2), y: box.y + box.height / 2 };
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `Item number ${index + 1}`);

test("items are ordered by dragging, and the drag is undone", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  await page.goto(pay.address("/backlog"));
  const [from, to] = [await at(page, 0), await at(page, 2)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20);
  await page.mouse.move(to.x, to.y + 10, { steps: 4 });
  await expect(page.locator(".drop-line")).toBeVisible();
  await page.mouse.up();
  await expect(titles(page)).toHaveText(["Two", "Three", "One", "Four"]);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(titles(page)).toHaveText(["One", "Two", "Three", "Four"]);
});

test("undo goes back step by step, and redo forth again", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("Alt+ArrowDown");
  await expect(titles(page)).toHaveText(["Two", "One", "Three"]);
  await page.keyboard.press("Alt+ArrowDown");
  await expect(titles(page)).toHaveText(["Two", "Three", "One"]);
  await page.keyboard.press("Control+z");
  await expect(titles(page)).toHaveText(["Two", "One", "Three"]);
  await page.keyboard.press("Control+z");
  await expect(titles(page)).toHaveText(["One", "Two", "Three"]);
  await toast(page).getByRole("button", { name: "Redo" }).click();
  await expect(titles(page)).toHaveText(["Two", "One", "Three"]);
  await page.keyboard.press("Control+Shift+z");
  await expect(titles(page)).toHaveText(["Two", "Three", "One"]);
});

test("items are ordered by keys alone", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await expect(page.locator(".row").first()).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(titles(page)).toHaveText(["Two", "One", "Three", "Four"]);
  await page.keyboard.press("s");
  await page.keyboard.press("b");
  await expect(titles(page)).toHaveText(["Two", "Three", "Four", "One"]);
  await page.keyboard.press("s");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["One", "Two", "Three", "Four"]);
  await page.keyboard.press("Control+z");
  await expect(titles(page)).toHaveText(["Two", "Three", "Four", "One"]);
});

test("the keyboard lifts, moves, drops and puts back, and says so", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press(" ");
  await expect(page.locator("#announcer")).toContainText(`${pay.item(1)} lifted`);
  await page.keyboard.press("ArrowDown");
  await expect(page.locator("#announcer")).toContainText(`Before ${pay.item(3)}`);
  await page.keyboard.press("Escape");
  await expect(page.locator("#announcer")).toContainText("Put back");
  await expect(titles(page)).toHaveText(["One", "Two", "Three"]);
  for (const key of [" ", "ArrowDown", "ArrowDown", " "]) await page.keyboard.press(key);
  await expect(titles(page)).toHaveText(["Two", "Three", "One"]);
});

test("a finger lifts after a long press, and scrolls before it", async ({ second, product }) => {
  const pay = await product(numbered(60));
  const page = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row").first()).toBeVisible();
  const finger = await page.context().newCDPSession(page);
  const touch = (type: string, x: number, y: number): Promise<unknown> =>
    finger.send("Input.dispatchTouchEvent" as never, { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] } as never);
  const { x, y } = await at(page, 0);
  await touch("touchStart", x, y);
  await expect(page.locator(".ghost")).toBeVisible();
  for (let step = 1; step <= 6; step += 1) await touch("touchMove", x, y + step * 20);
  await touch("touchEnd", x, y);
  await expect(titles(page).nth(2)).toHaveText("Item number 1");
  await touch("touchStart", x, 600);
  for (let step = 1; step <= 8; step += 1) await touch("touchMove", x, 600 - step * 40);
  await touch("touchEnd", x, 300);
  await expect.poll(() => page.locator("#main").evaluate((main) => main.scrollTop)).toBeGreaterThan(50);
  await expect(page.locator(".ghost")).toHaveCount(0);
});

test("a finger of who may not order chooses, too, and is told why a row stays", async ({ somebody, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const page = await somebody(pay, "developer", phone);
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .rank").first()).toBeVisible();
  const finger = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number): Promise<unknown> =>
    finger.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const { x, y } = await at(page, 0);
  const bar = page.getByRole("toolbar", { name: "Selected items" });
  await touch("touchStart", x, y);
  await expect(page.locator(".row.dragged")).toHaveCount(1);
  await touch("touchEnd", x, y);
  await expect(bar).toContainText("1 item");
  await titles(page).nth(1).tap();
  await expect(bar).toContainText("2 items");
  await accessible(page);
  await bar.getByRole("button", { name: "Estimate" }).tap();
  await page.getByRole("menuitem", { name: "5 points" }).tap();
  await expect(page.locator(".row .points:not(.none)")).toHaveText(["5 points", "5 points"]);
  await bar.getByRole("button", { name: "Clear the selection" }).tap();

  await touch("touchStart", x, y);
  await expect(page.locator(".row.dragged")).toHaveCount(1);
  for (let step = 1; step <= 3; step += 1) await touch("touchMove", x, y + step * 20);
  await touch("touchEnd", x, y + 60);
  await expect(page.locator(".toast.refusal")).toContainText("order the product backlog");
  await expect(bar).toBeHidden();
});

test("a finger chooses by a long press, then by taps, and the bar acts", async ({ second, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  const page = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .rank").first()).toBeVisible();
  const finger = await page.context().newCDPSession(page);
  const { x, y } = await at(page, 0);
  await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  await expect(page.locator(".ghost")).toBeVisible();
  await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  const bar = page.getByRole("toolbar", { name: "Selected items" });
  await expect(bar).toContainText("1 item");
  await titles(page).nth(1).tap();
  await expect(bar).toContainText("2 items");
  await expect(page.locator("#panel article")).toHaveCount(0);
  await fits(page);
  await accessible(page);
  // All of the bar is in sight above the pages, and leaves the list most of the screen.
  expect((await bar.boundingBox())?.height).toBeLessThan(180);
  for (const button of await bar.getByRole("button").all()) await expect(button).toBeInViewport({ ratio: 1 });
  await bar.getByRole("button", { name: "To the bottom" }).tap();
  await expect(titles(page)).toHaveText(["Three", "Four", "One", "Two"]);
  await bar.getByRole("button", { name: "Clear the selection" }).tap();
  await expect(bar).toBeHidden();
  await titles(page).first().tap();
  await expect(page.locator("#panel article")).toBeVisible();
});

test("of a long list only a window exists, wherever one looks", async ({ page, product }) => {
  const pay = await product(numbered(2500));
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("End");
  await expect(page.locator(".row:focus .title")).toHaveText("Item number 2500");
  expect(await page.locator(".row").count()).toBeLessThan(400);
  await page.keyboard.press("s");
  await page.keyboard.press("t");
  await expect(page.locator(".row:focus .title")).toHaveText("Item number 2500");
  await expect(page.locator(".row:focus .rank")).toHaveText("1");
  await page.keyboard.press("End");
  await expect(page.locator(".row:focus .title")).toHaveText("Item number 2499");
  await page.keyboard.press("Home");
  await expect(page.locator(".row:focus .title")).toHaveText("Item number 2500");
  await page.locator("#main").evaluate((main) => (main.scrollTop = 1200 * 36));
  await expect(page.getByText("Item number 1205", { exact: true })).toBeVisible();
});

test("many are chosen and changed at once", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByRole("toolbar", { name: "Selected items" })).toContainText("2 items");
  await page.keyboard.press("e");
  await page.getByRole("menuitem", { name: "5 points" }).click();
  await expect(toast(page)).toContainText("Estimated 2 items at 5 points.");
  await expect(page.locator(".row .points:not(.none)")).toHaveCount(2);
  await page.keyboard.press("Control+a");
  await expect(page.getByRole("toolbar")).toContainText("3 items");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar")).toBeHidden();
});

test("new items are written one after another, or pasted with a preview", async ({ page, product }) => {
  const pay = await product(["One"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("c");
  const line = page.getByRole("textbox", { name: "Title of the new item" });
  await expect(line).toBeFocused();
  await page.keyboard.type("Two");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["One", "Two"]);
  await expect(line).toHaveValue("");
  await line.evaluate((field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, "- [ ] Three\n* Four");
  const dialog = page.getByRole("dialog", { name: "Add many items" });
  await expect(dialog.locator("[data-preview] li")).toHaveText(["Three", "Four"]);
  await accessible(page);
  await dialog.getByRole("button", { name: "Add them" }).click();
  await expect(titles(page)).toHaveText(["One", "Two", "Three", "Four"]);
});

test("a filter is an address, and a move in it says where it leads", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund", "Pay later", "Receipt", "Pay in parts"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("f");
  await page.keyboard.type("pay");
  await expect(keys(page)).toHaveText([pay.item(1), pay.item(3), pay.item(5)]);
  await expect(page).toHaveURL(/q=pay/);
  await page.reload();
  await expect(page.locator("#summary")).toHaveText("3 of 5 items");
  const [from, to] = [await at(page, 0), await at(page, 1)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 10, { steps: 4 });
  await expect(page.locator(".ghost")).toContainText("which stands at 5 in the whole backlog");
  await page.mouse.up();
  await expect(keys(page)).toHaveText([pay.item(3), pay.item(1), pay.item(5)]);
  await page.getByRole("link", { name: "All items" }).click();
  await expect(keys(page)).toHaveText([2, 3, 4, 1, 5].map(pay.item));
});

test("going back from a typed filter shows the whole list again", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund", "Pay later"]);
  await page.goto("/");
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("f");
  for (const letter of "refu") {
    await page.keyboard.type(letter);
    await page.waitForURL(new RegExp(`q=r?e?f?u?${letter}$`));
  }
  await expect(titles(page)).toHaveText(["Refund"]);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`${pay.address("/backlog")}$`));
  await expect(titles(page)).toHaveText(["Pay by card", "Refund", "Pay later"]);
  await expect(page.getByRole("searchbox", { name: "Filter by words" })).toHaveValue("");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Products" })).toBeVisible();
});

test("what somebody else does appears, and a drag goes on meanwhile", async ({ page, second, product }) => {
  const pay = await product(["One", "Two", "Three", "Four"]);
  const other = await second();
  await page.goto(pay.address("/backlog"));
  await other.goto(pay.address("/backlog"));
  const from = await at(page, 0);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20);
  await other.locator(".row").nth(3).focus();
  await other.keyboard.press("s");
  await other.keyboard.press("t");
  await expect(titles(page).first()).toHaveText("Four");
  await expect(page.locator(".ghost")).toBeVisible();
  const to = await at(page, 3);
  await page.mouse.move(to.x, to.y + 10, { steps: 4 });
  await page.mouse.up();
  await expect(titles(page)).toHaveText(["Four", "Two", "Three", "One"]);
  await expect(titles(other)).toHaveText(["Four", "Two", "Three", "One"]);
});

test("the palette finds items and runs commands", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("refund");
  await expect(page.getByRole("option", { name: /Refund/ })).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`open=${pay.item(2)}`));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("send to the top");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["Refund", "Pay by card"]);
});

test("single keys can be turned off", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.getByRole("button", { name: /settings/ }).click();
  await page.getByRole("menuitemradio", { name: "Single keys are off" }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.keyboard.press("c");
  await expect(page.locator("#inline-new")).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Search or run a command" })).toBeVisible();
});

for (const [name, options] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["a phone", { viewport: { width: 390, height: 844 } }],
] as const) {
  test(`the page is accessible in ${name}`, async ({ second, product }) => {
    const pay = await product(["Pay by card", "Refund"]);
    const page = await second(options);
    await page.goto(pay.address("/backlog"));
    await expect(page.locator(".row").first()).toBeVisible();
    await accessible(page);
    await fits(page);
    await page.locator(".row").first().click();
    await expect(page.locator("#panel article")).toBeVisible();
    await accessible(page);
    await fits(page);
  });
}

test("an empty backlog teaches and offers the next step", async ({ page, product }) => {
  const pay = await product();
  await page.goto(pay.address("/backlog"));
  await expect(page.getByRole("heading", { name: "The product backlog is empty" })).toBeVisible();
  await accessible(page);
  await page.locator(".empty").getByRole("button", { name: "New item" }).click();
  await page.keyboard.type("First");
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["First"]);
  await expect(page.getByRole("heading", { name: "The product backlog is empty" })).toBeHidden();
  for (const title of ["Second", "Third"]) {
    await page.keyboard.type(title);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Title of the new item" })).toHaveValue("");
  }
  await expect(titles(page)).toHaveText(["First", "Second", "Third"]);
  await page.keyboard.type("Four");
  await toast(page).last().getByRole("button", { name: "Undo" }).click();
  await expect(titles(page)).toHaveText(["First", "Second"]);
  await page.getByRole("textbox", { name: "Title of the new item" }).press("Enter");
  await expect(titles(page)).toHaveText(["First", "Second", "Four"]);
  await page.keyboard.press("Escape");
  await expect(page.locator(".row").last()).toBeFocused();
});

test("an estimate is chosen by typing it", async ({ page, product }) => {
  const pay = await product(["One"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  for (const press of ["e", "1", "3", "Enter"]) await page.keyboard.press(press);
  await expect(page.locator(".row").first()).toContainText("13");
  for (const press of ["e", "8", "Enter"]) await page.keyboard.press(press);
  await expect(page.locator(".row .end").first()).toContainText("8");
});

test("a move gets its reason at once, with a position, or later with others", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("s");
  await page.keyboard.press("b");
  await toast(page).getByText("Add a reason").click();
  await expect(toast(page).getByRole("textbox", { name: "Why here?" })).toBeFocused();
  await page.keyboard.type("It can wait");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(toast(page)).toContainText("Kept the reason of 1 move.");
  await page.keyboard.press("s");
  await page.keyboard.press("p");
  const dialog = page.getByRole("dialog", { name: "Send to a position" });
  await page.keyboard.type("2");
  await dialog.getByLabel("Why here?").fill("It can't");
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(titles(page)).toHaveText(["Two", "One", "Three"]);
  await page.keyboard.press("Enter");
  const why = page.getByRole("region", { name: "Why here?" });
  await expect(why.locator("li").nth(0)).toContainText("moved it from 3 to 2: “It can't”");
  await expect(why.locator("li").nth(1)).toContainText("moved it from 1 to 3: “It can wait”");
  await page.locator(".row").nth(2).focus();
  for (const key of ["s", "t"]) await page.keyboard.press(key);
  await page.goto(pay.address("/reasons"));
  await page.getByRole("checkbox").check();
  await page.getByLabel("Why here?").fill("The law");
  await accessible(page);
  await fits(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Every move of yours has its reason" })).toBeVisible();
});

test("who follows a link to an item beside the backlog walks on from it", async ({ page, product }) => {
  const pay = await product(Array.from({ length: 320 }, (_, at) => `Item ${at + 1}`));
  for (const [open, next] of [[3, 4], [260, 261]] as const) {
    await page.goto(pay.address(`/backlog?open=${pay.item(open)}`));
    await expect(page.locator(`.row[data-key="${pay.item(open)}"]`)).toBeInViewport();
    await page.keyboard.press("j");
    await expect(page.locator(`.row[data-key="${pay.item(next)}"]`)).toBeFocused();
    await expect(page).toHaveURL(new RegExp(`open=${pay.item(next)}$`));
  }
});

test("E opens on what the item is estimated at", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await ready(page, pay, [1], "8");
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "Pay" }).focus();
  await page.keyboard.press("e");
  await expect(page.getByRole("menuitem", { name: "8 points" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("#menu-estimate")).toBeHidden();
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(page.getByRole("combobox", { name: "Points" })).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByRole("menuitem", { name: "8 points" })).toBeFocused();
});

test("what is chosen gets a goal and a Kano category from the bar, and is asked about in a survey", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  const goal = { name: "Sell more", text: "", start: "", end: "" };
  expect((await page.request.post(pay.address("/goals"), { form: goal })).ok()).toBe(true);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row").first().focus();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  const bar = page.getByRole("toolbar", { name: "Selected items" });
  await expect(bar).toContainText("2 items");
  await bar.getByRole("button", { name: "Goal" }).click();
  await page.getByRole("menuitem", { name: "Sell more" }).click();
  await expect(page.getByText("Put 2 items under “Sell more”.").first()).toBeVisible();
  await bar.getByRole("button", { name: "Kano" }).click();
  await page.getByRole("menuitem", { name: "Excitement" }).click();
  await expect(page.locator(".toast").last()).toContainText("2 items");
  await expect(page.locator(".toast").last()).toContainText("Excitement");
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Undid: 2 items given another Kano category.").first()).toBeVisible();
  await accessible(page);
  await bar.getByRole("button", { name: "Survey" }).click();
  await expect(page).toHaveURL(/kano\/new\?items=1%2C2/);
  await expect(page.getByRole("checkbox")).toHaveCount(2);
});
