// Planning a sprint: pull by mouse, keys, touch and buttons; the gate and its waiver; commit.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test } from "../support/millpond";
import { planned, ready } from "../support/sprint";

const left = (page: Page): Locator => page.locator("#left-pane .row .title");
const right = (page: Page): Locator => page.locator("#right-pane .row .title");
const row = (page: Page, title: string): Locator => page.locator(".row", { hasText: title });

async function drag(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error("what is dragged is not shown");
  await page.mouse.move(box.x + 180, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + box.height / 2 + 12, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
}

test("from an empty planning page to a committed sprint", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund", "Receipt"]);
  await ready(page, pay, [1, 2]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await page.getByLabel("Sprint goal").fill("A declined card no longer ends the sale.");
  await page.getByRole("button", { name: "Plan the sprint" }).click();
  await expect(page.locator("#goal")).toHaveValue("A declined card no longer ends the sale.");
  await expect(right(page)).toHaveCount(0);

  await page.getByRole("button", { name: `Pull ${pay.item(1)} into Sprint 1` }).click();
  await expect(right(page)).toHaveText(["Pay"]);
  await page.getByLabel("Fill with top ready items up to").fill("6");
  await page.getByRole("button", { name: "Fill" }).click();
  await expect(right(page)).toHaveText(["Pay", "Refund"]);
  await expect(page.locator("#right-pane")).toContainText("6 points planned, 2 items");

  await page.getByRole("button", { name: "Commit the sprint" }).click();
  const dialog = page.getByRole("dialog", { name: "Commit to Sprint 1" });
  await expect(dialog).toContainText("There is no way back.");
  await dialog.getByRole("button", { name: "Commit the sprint" }).click();
  await expect(page.locator("#column-to_do .title")).toHaveText(["Pay", "Refund"]);
});

test("items cross and return by dragging; below the last one counts, too", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund", "Receipt"]);
  await ready(page, pay, [1, 2]);
  await page.goto(await planned(page, pay));
  await drag(page, row(page, "Refund"), { x: 1200, y: 800 });
  await expect(page.locator(".ghost .note")).toHaveText("ready");
  await page.mouse.up();
  await expect(right(page)).toHaveText(["Refund"]);
  const first = await row(page, "Refund").boundingBox();
  await drag(page, row(page, "Pay"), { x: (first?.x ?? 0) + 100, y: (first?.y ?? 0) + 4 });
  await page.mouse.up();
  await expect(right(page)).toHaveText(["Pay", "Refund"]);
  await drag(page, row(page, "Pay"), { x: 400, y: 500 });
  await page.mouse.up();
  await expect(right(page)).toHaveText(["Refund"]);
  await expect(left(page)).toHaveText(["Pay", "Receipt"]);
});

test("what is not ready says so while it is dragged, and is waived with a reason", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(await planned(page, pay));
  await drag(page, row(page, "Pay"), { x: 1200, y: 700 });
  await expect(page.locator(".ghost .note")).toHaveText("no acceptance criteria, not estimated");
  await page.mouse.up();
  const gate = page.getByRole("dialog", { name: `${pay.item(1)} is not ready` });
  await gate.getByRole("button", { name: "Waive and pull" }).click();
  await expect(gate.locator("[data-error-for^=waive-]")).toHaveText(Array(2).fill(/^The reason is missing\./));
  await expect(gate.getByLabel("no acceptance criteria")).toBeFocused();
  await accessible(page);
  await gate.getByLabel("no acceptance criteria").fill("The vendor writes them");
  await expect(gate.locator("[data-error-for^=waive-]").first()).toBeEmpty();
  await gate.getByLabel("not estimated").fill("It is a spike");
  await accessible(page);
  await gate.getByRole("button", { name: "Waive and pull" }).click();
  await expect(gate).toBeHidden();
  await expect(right(page)).toHaveText(["Pay"]);
  await expect(page.locator("#right-pane .chip.race")).toHaveCount(2);
  await expect(page.locator("#right-pane")).toContainText("It is a spike");
});

test("a sprint is not filled up to nothing", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(await planned(page, pay));
  const upTo = page.getByLabel("Fill with top ready items up to");
  const said = page.locator("[data-error-for=points]");
  await upTo.fill("");
  await page.getByRole("button", { name: "Fill", exact: true }).click();
  await expect(said).toContainText("The number is missing.");
  await expect(upTo).toBeFocused();
  await upTo.fill("many");
  await page.keyboard.press("Enter");
  await expect(said).toContainText("“many” is no number of points.");
});

test("keys alone plan a sprint", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund", "Receipt"]);
  await ready(page, pay, [1, 2, 3]);
  await page.goto(await planned(page, pay));
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.keyboard.press("m");
  await page.keyboard.press("s");
  await expect(right(page)).toHaveText(["Pay", "Refund"]);
  await row(page, "Refund").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(right(page)).toHaveText(["Refund", "Pay"]);
  await page.keyboard.press("Escape");
  await row(page, "Refund").focus();
  await page.keyboard.press(" ");
  await page.keyboard.press("End");
  await page.keyboard.press(" ");
  await expect(right(page)).toHaveText(["Pay", "Refund"]);
  await row(page, "Refund").focus();
  await page.keyboard.press("m");
  await page.keyboard.press("b");
  await expect(right(page)).toHaveText(["Pay"]);
  await page.keyboard.press("Control+z");
  await expect(right(page)).toHaveText(["Pay", "Refund"]);
});

test("keys plan, commit and close a sprint from wherever one is", async ({ page, product, somebody }) => {
  const pay = await product(["Pay", "Refund"]);
  await ready(page, pay, [1, 2]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("o");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/sprints\/new$/);
  await page.goto(await planned(page, pay));
  await page.request.post(pay.address("/pulls"), { form: { items: "1,2" } });
  const reader = await somebody(pay, "stakeholder");
  await reader.goto(page.url());
  await reader.keyboard.press("o");
  await reader.keyboard.press("c");
  await expect(reader.locator(".toast.refusal")).toBeVisible();
  await page.reload();
  await page.keyboard.press("o");
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Commit to Sprint 1" });
  await dialog.getByRole("button", { name: "Commit the sprint" }).press("Enter");
  await expect(page).toHaveURL(/\/sprints\/1$/);
  await page.goto(pay.address("/board"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("close the sprint");
  await expect(page.getByRole("option", { name: /Close the sprint/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("o");
  await page.keyboard.press("c");
  await expect(page).toHaveURL(/\/sprints\/1\/closing$/);
});

test("what a colleague pulls appears, and a goal being typed stays", async ({ page, product, second }) => {
  const pay = await product(["Pay", "Refund"]);
  await ready(page, pay, [1, 2]);
  const address = await planned(page, pay);
  await page.goto(address);
  const other = await second();
  await other.goto(address);
  await page.locator("#goal").pressSequentially("Half a goa");
  await other.getByRole("button", { name: `Pull ${pay.item(2)} into Sprint 1` }).click();
  await expect(right(page)).toHaveText(["Refund"]);
  await expect(page.locator("#goal")).toHaveValue("Half a goa");
  await page.keyboard.type("l");
  await page.keyboard.press("Enter");
  await expect(other.locator("#goal")).toHaveValue("Half a goal");
});

test("two who set the goal at once see both texts, whatever changes meanwhile", async ({ page, product, somebody }) => {
  const pay = await product(["Pay", "Refund"]);
  await ready(page, pay, [1, 2]);
  const address = await planned(page, pay);
  const other = await somebody(pay, "product_owner");
  for (const one of [page, other]) await one.goto(address);
  await page.locator("#goal").pressSequentially("Cards work");
  await other.locator("#goal").fill("Refunds work");
  await other.keyboard.press("Enter");
  await expect(other.locator(".toast").last()).toContainText("Set the goal");
  await page.keyboard.press("Enter");
  const both = page.locator(".both-texts");
  await expect(both).toContainText("Refunds work");
  const mine = both.getByRole("textbox");
  await expect(mine).toHaveValue("Cards work");
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await mine.fill("Cards and refunds work");
  // What redraws the page takes nothing of it away.
  await page.getByRole("button", { name: `Pull ${pay.item(2)} into Sprint 1` }).click();
  await expect(right(page)).toHaveText(["Refund"]);
  await expect(mine).toHaveValue("Cards and refunds work");
  await both.getByRole("button", { name: "Save mine" }).click();
  await expect(other.locator("#goal")).toHaveValue("Cards and refunds work");
  await expect(both).toHaveCount(0);
  await expect(page.locator("#goal")).toHaveValue("Cards and refunds work");
});

test("a long backlog is planned from by a window of it", async ({ page, product }) => {
  const pay = await product(Array.from({ length: 400 }, (_, index) => `Item number ${index + 1}.`));
  await ready(page, pay, [390]);
  await page.goto(await planned(page, pay));
  expect(await left(page).count()).toBeLessThan(160);
  await page.locator("#left-pane .row").first().focus();
  await page.keyboard.press("End");
  await expect(page.locator(".row", { hasText: "Item number 400." })).toBeFocused();
  await page.getByRole("button", { name: `Pull ${pay.item(390)} into` }).click();
  await expect(right(page)).toHaveText(["Item number 390."]);
});

for (const look of [{ colorScheme: "light" }, { colorScheme: "dark" }] as const) {
  test(`planning is accessible and fits, ${look.colorScheme}`, async ({ second, page, product }) => {
    const pay = await product(["Pay", "Refund", "Receipt"]);
    await ready(page, pay, [1, 2]);
    const address = await planned(page, pay);
    await page.request.post(pay.address("/pulls"), { form: { items: "1" } });
    for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
      const shown = await second({ ...look, viewport });
      for (const path of [address, pay.address("/sprints/new"), pay.address("/sprints")]) {
        await shown.goto(path);
        await accessible(shown);
        await fits(shown);
      }
    }
  });
}

test("on a phone one pane is shown at a time and a tap pulls", async ({ second, page, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await ready(page, pay, [1]);
  const address = await planned(page, pay);
  const phone = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(address);
  await expect(phone.locator("#right-pane .pane-head")).not.toBeInViewport();
  await phone.getByRole("button", { name: `Pull ${pay.item(1)} into Sprint 1` }).tap();
  await phone.locator(".tabs a", { hasText: "Sprint 1" }).tap();
  await expect(phone.locator("#right-pane .pane-head")).toBeInViewport();
  await expect(right(phone)).toHaveText(["Pay"]);
  await expect(phone.locator(".tabs a[aria-current]")).toContainText("Sprint 1");
});

test("the team says who has how many days, and the load knows", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(await planned(page, pay));
  const days = page.getByRole("button", { name: /person-days/ });
  await expect(days).toHaveText("10 person-days, 1 person");
  await page.keyboard.press("o");
  await page.keyboard.press("h");
  const dialog = page.getByRole("dialog", { name: "Days of the team" });
  await dialog.getByLabel(/^Part of each day/).fill("half");
  await dialog.getByLabel(/^Part of each day/).press("Enter");
  await expect(dialog.locator("[data-error-for=days]")).toContainText("“half” is no part of a day");
  await accessible(page);
  await dialog.getByLabel(/^Part of each day/).fill("50");
  await dialog.getByLabel(/^Days off/).fill("1.5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(days).toHaveText("3.5 person-days, 1 person");
  await page.keyboard.press("Control+z");
  await expect(days).toHaveText("10 person-days, 1 person");
});
