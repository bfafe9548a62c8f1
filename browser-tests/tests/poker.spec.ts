// Planning poker: two people vote live, by mouse, keys and thumb; the reveal; the estimate.
import type { Locator, Page } from "@playwright/test";

import { accessible, expect, fits, test } from "../support/millpond";
import { joins } from "../support/people";

const status = (page: Page): Locator => page.locator("#poker-status");
const card = (page: Page, name: string): Locator =>
  page.getByRole("group", { name: "Your cards" }).getByRole("button", { name, exact: true });

test("a vote stays hidden until the reveal, and one click writes the estimate", async ({ page, product, visitor }) => {
  const pay = await product(["Pay by card", "Refund"]);
  const ben = await visitor();
  await joins(page, ben, pay, "Ben", ["developer"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(new RegExp("/poker$"));
  await ben.goto(pay.address("/poker"));

  await card(ben, "13 points").click();
  await expect(card(ben, "13 points")).toHaveAttribute("aria-pressed", "true");
  await expect(status(page)).toHaveText("1 of 2 has voted");
  await expect(page.locator(".hands")).not.toContainText("13");
  await page.keyboard.press("5");
  await expect(status(ben)).toHaveText("2 of 2 have voted");
  await accessible(page);
  await page.keyboard.press("r");
  for (const one of [page, ben]) {
    await expect(status(one)).toContainText("5 to 13, median 9.");
    await expect(status(one)).toContainText("Ben (13), tell the others why");
  }
  await accessible(ben);

  await page.keyboard.press("n");
  await expect(ben.locator(".poker-past")).toHaveText("Round 1: 5 to 13, median 9");
  await card(ben, "8 points").click();
  await page.keyboard.press("8");
  await expect(status(page)).toHaveText("2 of 2 have voted");
  await page.getByRole("button", { name: "Reveal the votes" }).click();
  await expect(status(ben)).toHaveText("All agree on 8 points");
  await page.getByRole("button", { name: "Write 8 points" }).click();
  for (const one of [page, ben]) await expect(one.getByRole("heading", { name: "Refund" })).toBeVisible();
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(page.locator(".facts")).toContainText("poker, 2 votes");
});

test("two digits are one card, and a vote can be taken back", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(pay.address("/poker"));
  await page.keyboard.press("n");
  await expect(status(page)).toHaveText("Nobody has voted yet");
  await page.keyboard.press("1");
  await page.keyboard.press("3");
  await expect(card(page, "13 points")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("1");
  await expect(card(page, "1 point")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Control+z");
  await expect(card(page, "13 points")).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Take my vote back" }).click();
  await expect(status(page)).toHaveText("Nobody has voted yet");
});

test("on a phone the cards stay within reach of a thumb", async ({ second, product }) => {
  const pay = await product(["Pay"]);
  const phone = await second({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(pay.address("/poker"));
  await phone.getByRole("button", { name: "Start voting" }).tap();
  await card(phone, "I need a break").tap();
  await expect(status(phone)).toHaveText("1 of 1 has voted");
  const box = await card(phone, "5 points").boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
  await fits(phone);
  await accessible(phone);
});
