// Kano: categories by hand, and a survey from its opening through a guest's phone to the diagram and
// the categories it proposes.
import type { Page } from "@playwright/test";
import { accessible, expect, fits, test } from "../support/millpond";

const PHONE = { viewport: { width: 390, height: 844 } };

function toast(page: Page) {
  return page.locator("#toasts .toast").first();
}

test("Kano categories are set by keys, found by the filter and changed on the item", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "One" }).focus();
  await page.keyboard.press("p");
  await page.keyboard.press("k");
  const menu = page.getByRole("menuitem", { name: "Excitement" });
  await expect(menu).toBeVisible();
  await menu.click();
  await expect(toast(page)).toContainText("Excitement");
  await page.goto(pay.address("/backlog?kano=excitement"));
  await expect(page.locator(".row .title")).toHaveText(["One"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(page.getByRole("combobox", { name: "Kano" })).toHaveValue("excitement");
  await page.getByRole("combobox", { name: "Kano" }).selectOption("basic");
  await expect(toast(page)).toContainText("Basic");
  await accessible(page);
});

test("a filtered backlog is asked about, by a key and on a phone", async ({ page, second, product }) => {
  const pay = await product(["Pay by card", "Refunds", "Pay by bank"]);
  await page.goto(pay.address("/backlog?q=pay"));
  await expect(page.locator(".row .title")).toHaveText(["Pay by card", "Pay by bank"]);
  await expect(page.getByRole("link", { name: "Ask people about these 2 items" })).toBeVisible();
  await accessible(page);
  await page.locator(".row").first().focus();
  await page.keyboard.press("o");
  await page.keyboard.press("u");
  await expect(page).toHaveURL(pay.address("/kano/new?q=pay"));
  await expect(page.getByRole("checkbox")).toHaveCount(2);
  await expect(page.getByText("X chooses an item")).toBeVisible();
  const phone = await second({ ...PHONE, hasTouch: true });
  await phone.goto(pay.address("/backlog?q=pay"));
  await fits(phone);
  await phone.getByRole("link", { name: "Ask people about these 2 items" }).tap();
  await expect(phone.getByText("filter the product backlog and follow")).toBeVisible();
  await expect(phone.getByText("X chooses an item")).toBeHidden();
  await accessible(phone);
  await fits(phone);
});

/** Answers both questions about everything by keys alone: tab to a group, arrow to an answer. */
async function answersByKeys(guest: Page, things: number): Promise<void> {
  await guest.locator("input[name=with-1]:checked").focus();
  for (let thing = 1; thing <= things; thing += 1) {
    await guest.keyboard.press("ArrowDown");
    await expect(guest.locator(`input[name=with-${thing}][value=like]`)).toBeChecked();
    await guest.keyboard.press("Tab");
    await guest.keyboard.press("ArrowUp");
    await expect(guest.locator(`input[name=without-${thing}][value=dislike]`)).toBeChecked();
    await guest.keyboard.press("Tab");
  }
}

/** More sheets, sent as a browser would. */
async function sheets(guest: Page, link: string, count: number, things: number): Promise<void> {
  for (let sheet = 0; sheet < count; sheet += 1) {
    const form: Record<string, string> = {};
    for (let thing = 1; thing <= things; thing += 1) {
      form[`with-${thing}`] = thing === 2 ? "neutral" : "like";
      form[`without-${thing}`] = "dislike";
    }
    const sent = await guest.request.post(link, { form });
    expect(sent.ok()).toBe(true);
  }
}

test("a survey goes from chosen items to answers on a phone, the diagram and the categories", async ({ page, product, visitor }) => {
  const pay = await product(["Pay by card", "Refunds", "The secret plan"]);
  await page.goto(pay.address("/kano"));
  await expect(page.getByRole("heading", { name: "No survey yet" })).toBeVisible();
  await accessible(page);

  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "Pay by card" }).focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("o");
  await page.keyboard.press("q");
  await expect(page.getByRole("heading", { name: "Ask about 2 items" })).toBeVisible();
  await page.getByLabel(`What ${pay.item(1)} is`).fill("Instead of cash");
  await accessible(page);
  await page.getByRole("button", { name: "Open the survey" }).click();
  const address = page.getByLabel("Whoever has this link answers");
  await expect(address).toBeVisible();
  const link = new URL(await address.inputValue()).pathname;

  const guest = await visitor(PHONE);
  await guest.goto(link);
  await expect(guest.getByText("Instead of cash")).toBeVisible();
  await expect(guest.getByText("The secret plan")).toHaveCount(0);
  await accessible(guest);
  await fits(guest);
  await answersByKeys(guest, 2);
  await expect(guest.getByRole("button", { name: "Send my answers" })).toBeFocused();
  await guest.keyboard.press("Enter");
  await expect(guest.getByRole("heading", { name: "Thank you" })).toBeVisible();
  expect(await guest.context().cookies()).toEqual([]);
  await sheets(guest, link, 21, 2);

  await expect(page.getByText("Survey 1 about 2 items, 22 answer sheets")).toBeVisible();
  await expect(page.locator("svg.kano.wide circle.spot")).toHaveCount(2);
  await accessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await accessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: `Use Performance for ${pay.item(1)}` }).click();
  await expect(toast(page)).toContainText("Performance");
  await page.getByRole("button", { name: "Use the category of 1 item" }).click();
  await expect(toast(page)).toContainText("1 item got the category people gave it");
  await expect(page.getByText("in use")).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("in use")).toHaveCount(1);

  await page.setViewportSize(PHONE.viewport);
  await expect(page.locator("svg.kano.narrow")).toBeVisible();
  await fits(page);
  await page.getByRole("button", { name: "Close the survey" }).click();
  await expect(toast(page)).toContainText("The survey is closed");
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This survey is closed" })).toBeVisible();
});
