// A refinement session by keys, with somebody else looking on: what is missing is mended on the spot.
import { accessible, expect, fits, test } from "../support/millpond";
import { ready } from "../support/sprint";

test("the top is refined by keys while somebody else looks on", async ({ page, second, product }) => {
  const pay = await product(["Pay", "Refund", "Limits"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await expect(page.locator("#progress")).toContainText("0 of the top 3 are ready");
  const desk = page.locator(".desk");
  await expect(desk).toContainText("1 of 3");
  await accessible(page);
  const other = await second();
  await other.goto(page.url());

  await page.keyboard.press("c");
  await page.keyboard.type("Cards work");
  await page.keyboard.press("Enter");
  await expect(desk.locator("[id^='criterion-']").first()).toBeVisible();
  await expect(other.locator(".desk [id^='criterion-']").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.locator("h3", { hasText: "What is missing" }).click();
  await page.keyboard.press("e");
  await page.keyboard.press("3");
  await page.keyboard.press("Enter");
  await expect(desk).toContainText("Nothing is missing");
  await expect(other.locator("#progress")).toContainText("1 of the top 3 are ready");
  await expect(other.locator(".desk")).toContainText("Nothing is missing");

  await page.keyboard.press("j");
  await expect(desk).toContainText("2 of 3");
  await page.keyboard.press("k");
  await expect(desk).toContainText("1 of 3");
  for (let step = 0; step < 3; step++) {
    await page.keyboard.press("j");
    await expect(desk).toContainText(step < 2 ? `${step + 2} of 3` : "became ready");
  }
  await expect(desk).toContainText("1 item became ready");
  await accessible(page);
  await page.getByRole("link", { name: "Go on with what is left" }).click();
  await expect(desk).toContainText("1 of 2");
});

test("an epic is broken down in the session", async ({ page, product }) => {
  const pay = await product(["Season tickets"]);
  await page.request.post(pay.address("/kinds"), { form: { items: "1", kind: "epic" } });
  await page.goto(pay.address("/refinement"));
  await page.getByRole("button", { name: "Break it down" }).click();
  await page.keyboard.type("Sell one\nRenew one");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".desk")).toContainText("Its items stand in the order");
});

test("refinement on a phone in the dark", async ({ second, product }) => {
  const pay = await product(["Pay"]);
  const page = await second({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await page.goto(pay.address("/refinement"));
  await expect(page.locator(".desk")).toContainText("1 of 1");
  await accessible(page);
  await fits(page);
});

test("what is vague is said once while it is the rule, then marked, and found by a filter", async ({ page, product }) => {
  const pay = await product(Array.from({ length: 25 }, (_, number) => `Item ${number + 1}`));
  await page.goto(pay.address("/backlog"));
  const mark = page.getByRole("img", { name: /^Vague for its place/ });
  const line = page.locator("#reminder");
  await expect(line).toContainText("None of the next 20 items is ready: no acceptance criteria (20), not estimated (20).");
  await expect(mark).toHaveCount(0);
  await ready(page, pay, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await expect(line).toContainText("11 of the next 20 items are not ready");
  await ready(page, pay, [10]);
  await expect(mark).toHaveCount(10);
  await expect(line).toHaveText("");
  await accessible(page);
  await page.getByRole("button", { name: "Readiness" }).click();
  await page.getByRole("menuitemradio", { name: "Vague for its place" }).click();
  await expect(page).toHaveURL(/detail=vague/);
  await expect(page.locator("#summary")).toContainText("10 of 25 items");
});
