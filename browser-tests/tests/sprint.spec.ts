// A running sprint: the board by mouse, keys and touch; the burndown; closing; what stays for ever.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test } from "../support/millpond";
import { running } from "../support/sprint";

const column = (page: Page, name: string): Locator => page.locator(`#column-${name} .title`);
const card = (page: Page, title: string): Locator => page.locator(".board-card", { hasText: title });

async function drag(page: Page, from: Locator, to: Locator, below: number): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("what is dragged is not shown");
  await page.mouse.move(start.x + 60, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 80, start.y + 40, { steps: 3 });
  await page.mouse.move(end.x + 80, end.y + below, { steps: 6 });
  await expect(page.locator(".drop-line")).toBeVisible();
  await page.mouse.up();
}

test("cards are dragged within and between columns, and a colleague sees it", async ({ page, product, second }) => {
  const pay = await product(["Pay", "Refund", "Receipt"]);
  await running(page, pay, [1, 2, 3]);
  await page.goto(pay.address("/board"));
  const other = await second();
  await other.goto(pay.address("/board"));
  await drag(page, card(page, "Receipt"), page.locator("#column-to_do .cards-of"), 6);
  await expect(column(page, "to_do")).toHaveText(["Receipt", "Pay", "Refund"]);
  await drag(page, card(page, "Pay"), page.locator("#column-done"), 500);
  await expect(column(page, "done")).toHaveText(["Pay"]);
  await expect(column(other, "done")).toHaveText(["Pay"]);
  await expect(other.locator(".sprint-figures")).toContainText("6 points");
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await expect(column(page, "done")).toHaveCount(0);
  await expect(column(other, "to_do")).toHaveText(["Receipt", "Pay", "Refund"]);
});

test("keys alone work a board", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund", "Receipt"]);
  await running(page, pay, [1, 2, 3]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/\/board$/);
  await page.keyboard.press("j");
  await expect(card(page, "Pay")).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(column(page, "in_progress")).toHaveText(["Pay"]);
  await expect(card(page, "Pay")).toBeFocused();
  await page.keyboard.press("i");
  await expect(card(page, "Pay").getByRole("img", { name: "Amina Mansour" })).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(card(page, "Refund")).toBeFocused();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(column(page, "to_do")).toHaveText(["Receipt", "Refund"]);
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("#announcer")).toContainText("In progress. Before");
  await page.keyboard.press(" ");
  await expect(column(page, "in_progress")).toHaveText(["Refund", "Pay"]);
  await page.keyboard.press("m");
  await page.keyboard.press("c");
  await page.getByRole("menuitem", { name: "Done" }).press("Enter");
  await expect(column(page, "done")).toHaveText(["Refund"]);
  await page.keyboard.press("Control+z");
  await expect(column(page, "done")).toHaveCount(0);
});

test("an item opens beside the board, and Esc returns to its card", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await running(page, pay, [1, 2]);
  await page.goto(pay.address("/board"));
  await card(page, "Refund").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#panel")).toContainText(pay.item(2));
  await expect(page).toHaveURL(new RegExp(`open=${pay.item(2)}`));
  await page.locator("#main").focus();
  await page.keyboard.press("Escape");
  await expect(page.locator("#panel")).toBeEmpty();
  await expect(card(page, "Refund")).toBeFocused();
});

test("the burndown answers in a sentence and shows the event behind a point", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await running(page, pay, [1, 2]);
  await page.request.post(pay.address("/cards"), { form: { items: "1", column: "done" } });
  await page.goto(pay.address("/board"));
  await page.getByRole("link", { name: "Burndown: 3 of 6 points remain" }).click();
  await expect(page.getByRole("img", { name: "Burndown of Sprint 1" })).toBeVisible();
  await page.getByRole("link", { name: "Items" }).click();
  await expect(page.locator(".burndown-card")).toContainText("1 of 2 items remains");
  await page.getByText("The figures as a table").click();
  await accessible(page);
  await page.getByRole("link", { name: `Show the event of ${pay.item(1)}` }).click();
  await expect(page.locator("#event")).toContainText(`Amina Mansour, as developer, moved ${pay.item(1)} Pay from To do to Done`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe(`${pay.key}-sprint-1-burndown.svg`);
});

test("a closed sprint says what came of it, and what returned is on top", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund", "Later"]);
  await running(page, pay, [1, 2]);
  await page.request.post(pay.address("/cards"), { form: { items: "1", column: "done" } });
  await page.goto(pay.address("/board"));
  await page.getByRole("link", { name: "Close the sprint" }).click();
  await expect(page.locator(".banner.warn")).toContainText("working days are left");
  await expect(page.locator(".banner.race")).toContainText("1 item (3 points) returns to the top of the product backlog");
  await page.getByRole("button", { name: "Too large" }).click();
  await expect(page.getByLabel(`Why was ${pay.item(2)} not done?`)).toHaveValue("Too large");
  await page.getByRole("button", { name: "Close the sprint" }).click();
  await expect(page.locator("#main")).toContainText("3 of 6 points were done, 3 returned to the product backlog.");
  await expect(page.getByRole("row", { name: /Refund/ })).toContainText("“Too large”");
  await page.locator(".committed summary", { hasText: "Pay" }).click();
  await expect(page.locator(".committed[open]")).toContainText("It works");
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["Refund", "Later"]);
  await page.goto(pay.address("/board"));
  await expect(page.locator("#main")).toContainText("No sprint runs");
});

for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }] as const) {
  test(`the sprint's pages are accessible and fit, ${look.colorScheme}`, async ({ second, page, product }) => {
    const pay = await product(["Pay", "Refund", "Receipt"]);
    await running(page, pay, [1, 2]);
    await page.request.post(pay.address("/cards"), { form: { items: "1", column: "done" } });
    const pages = ["/board", `/board?open=${pay.item(2)}`, "/sprints/1/burndown", "/sprints/1/closing"];
    const walk = async (paths: string[]): Promise<void> => {
      for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
        const shown = await second({ ...look, viewport });
        for (const path of paths) {
          await shown.goto(pay.address(path));
          await accessible(shown);
          await fits(shown);
        }
      }
    };
    await walk(pages);
    await page.request.post(pay.address("/sprints/1/closing"), { form: { "reason-2": "Too large" } });
    await walk(["/sprints/1", "/board"]);
  });
}

test("on a phone one column is shown at a time, and a menu moves cards", async ({ second, page, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await running(page, pay, [1, 2]);
  const phone = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(pay.address("/board"));
  await expect(phone.locator("#column-done .column-head")).not.toBeInViewport();
  await card(phone, "Pay").getByRole("button", { name: `Move ${pay.item(1)} to…` }).tap();
  await phone.getByRole("menuitem", { name: "Done" }).tap();
  await expect(column(phone, "to_do")).toHaveText(["Refund"]);
  await phone.locator(".tabs a", { hasText: "Done" }).tap();
  await expect(card(phone, "Pay")).toBeInViewport();
  await expect(phone.locator(".tabs a[aria-current]")).toContainText("Done");
});
