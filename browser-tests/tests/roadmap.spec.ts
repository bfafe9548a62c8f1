// The roadmap: goals by keys and by dragging, what serves them, and on a phone.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test } from "../support/millpond";

const toast = (page: Page): Locator => page.locator(".toast").last();
const bar = (page: Page, name: string): Locator => page.getByRole("button", { name: new RegExp(`^${name},`) });

async function newGoal(page: Page, name: string, quarter?: string): Promise<void> {
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "New goal" });
  await dialog.getByLabel("What is to be reached").fill(name);
  if (quarter) for (const end of ["First quarter", "Last quarter"]) await dialog.getByLabel(end).selectOption(quarter);
  await dialog.getByRole("button", { name: "Add the goal" }).click();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
}

/** The quarter that comes so many after this one, as addresses and people say it. */
async function quarters(page: Page): Promise<string[]> {
  return page.locator("[data-quarter]").evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset["quarter"] ?? ""));
}

function words(quarter: string | undefined): string {
  return (quarter ?? "").replace(/(\d+)-(Q\d)/, "$2 $1");
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

async function middle(place: Locator): Promise<{ x: number; y: number; width: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error("it is not shown");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
}

test("goals are planned by keys and by dragging, and an epic serves one", async ({ page, product }) => {
  const pay = await product(["Cards", "Other"]);
  await page.goto(pay.address("/backlog"));
  for (const key of ["g", "r"]) await page.keyboard.press(key);
  await expect(page.getByRole("heading", { name: "There are no goals yet" })).toBeVisible();
  await accessible(page);
  await newGoal(page, "Sell more");
  const later = page.getByRole("region", { name: "Later" });
  await expect(later).toContainText("Sell more");
  // By keys: this quarter, a quarter later, its end one more.
  await bar(page, "Sell more").focus();
  await page.keyboard.press("ArrowRight");
  const shown = await quarters(page);
  await expect(bar(page, "Sell more")).toHaveText(words(shown[0]));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(bar(page, "Sell more")).toHaveText(`${words(shown[1])} to ${words(shown[2])}`);
  await expect(bar(page, "Sell more")).toBeFocused();
  // By dragging: the whole bar, then its end, then off the time line.
  const from = await middle(bar(page, "Sell more"));
  const one = (await middle(page.locator("[data-quarter]").first())).width;
  await drag(page, from, { x: from.x + 2 * one, y: from.y });
  await expect(bar(page, "Sell more")).toHaveText(`${words(shown[3])} to ${words(shown[4])}`);
  const end = await middle(bar(page, "Sell more").locator("[data-edge='end']"));
  await drag(page, end, { x: end.x - one, y: end.y });
  await expect(bar(page, "Sell more")).toHaveText(words(shown[3]));
  await page.keyboard.press("Control+z");
  await expect(bar(page, "Sell more")).toHaveText(`${words(shown[3])} to ${words(shown[4])}`);
  await expect(page).toHaveURL(/roadmap$/);
  const bottom = await middle(later.getByRole("heading"));
  await drag(page, await middle(bar(page, "Sell more")), bottom);
  await expect(later).toContainText("Sell more");
  await accessible(page);
});

test("items are put under a goal, which has a page of its own", async ({ page, product }) => {
  const pay = await product(["Cards", "Other"]);
  await page.goto(pay.address("/roadmap"));
  await newGoal(page, "Sell more", "2026-Q4");
  await expect(page.locator("#orphans")).toContainText("2 of 2 items");
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  for (const key of ["o", "g"]) await page.keyboard.press(key);
  await page.getByRole("menuitem", { name: "Sell more" }).click();
  await expect(toast(page)).toContainText(`Put ${pay.item(1)} under “Sell more”.`);
  await page.getByRole("button", { name: "Goal", exact: true }).click();
  await page.getByRole("menuitemradio", { name: "Serves no goal" }).click();
  await expect(page.locator(".row .title")).toHaveText(["Other"]);
  await page.goto(pay.address("/goals/1"));
  await expect(page.getByRole("link", { name: /Cards/ })).toBeVisible();
  await page.getByText("Write what it asks for").click();
  await page.getByLabel("Requirements, in Markdown").fill("# Cards\n- Visa");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator("#part-2")).toContainText("Visa");
  await page.getByText("Drop it").click();
  await page.getByLabel("Why is it pursued no more?").fill("No market");
  await page.getByRole("button", { name: "Drop the goal" }).click();
  await expect(page.getByText("“No market”").first()).toBeVisible();
  await accessible(page);
  await page.goto(pay.address("/roadmap"));
  await expect(page.locator("#orphans")).toContainText("2 of 2 items");
});

test("a section of a goal's text becomes an epic, its points stories, after a look at them", async ({ page, product }) => {
  const pay = await product(["Other"]);
  await page.goto(pay.address("/roadmap"));
  await newGoal(page, "Sell more");
  await page.goto(pay.address("/goals/1"));
  await page.getByText("Write what it asks for").click();
  await page.getByLabel("Requirements, in Markdown").fill("# Cards\n- Visa\n- Amex");
  await page.keyboard.press("Control+Enter");
  const coverage = page.locator("#coverage");
  await expect(coverage).toContainText("0 of 3 parts");
  await coverage.getByText("Make an epic of it").click();
  await coverage.getByLabel("Amex").uncheck();
  await accessible(page);
  await coverage.getByRole("button", { name: "Make the epic" }).click();
  await expect(toast(page)).toContainText("Made 2 items of the section.");
  await expect(coverage).toContainText("2 of 3 parts");
  await expect(coverage.locator("li", { hasText: "Visa" })).toContainText("Open");
  await page.keyboard.press("Control+z");
  await expect(coverage).toContainText("0 of 3 parts");
  await accessible(page);
});

test("on a phone the roadmap is a list by quarter", async ({ page, second, product }) => {
  const pay = await product(["Cards"]);
  await page.goto(pay.address("/roadmap"));
  await newGoal(page, "Sell more", "2027-Q1");
  await newGoal(page, "Some day");
  const phone = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(pay.address("/roadmap?from=2026-Q4"));
  await fits(phone);
  await expect(phone.locator(".quarter-head", { hasText: "Q1 2027" })).toBeVisible();
  await expect(phone.locator("button[data-bar]").first()).toBeHidden();
  await accessible(phone);
  await phone.getByRole("link", { name: "Sell more" }).click();
  await fits(phone);
  await accessible(phone);
});
