// What stands around a page keeps true, too: top bar, navigation and actions, when somebody else
// commits or closes a sprint.
import { expect, test } from "../support/millpond";
import { planned, ready, running } from "../support/sprint";

test("a plan that a colleague commits becomes the board, with all that is around it", async ({ page, second, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await ready(page, pay, [1]);
  const address = await planned(page, pay);
  const [planner, reader] = [await second(), await second()];
  await planner.goto(address);
  await reader.goto(pay.address("/backlog"));
  await reader.locator(".row").first().focus();
  await expect(reader.locator("#nav")).toContainText("Sprint board");
  await page.request.post(pay.address("/pulls"), { form: { items: "1" } });
  await expect(reader.locator("#count-backlog")).toHaveText("1");
  await page.request.post(pay.address("/sprints/1/commitment"), { form: {} });

  await expect(planner.locator(".board-column")).toHaveCount(4);
  await expect(planner.getByRole("heading", { level: 1 })).toHaveText("Sprint 1");
  await expect(planner).toHaveTitle(/^Sprint 1,/);
  await expect(planner.getByRole("button", { name: "Commit the sprint" })).toHaveCount(0);
  await expect(planner.locator("#nav a[aria-current=page]")).toHaveText(/Sprint 1\s*1/);
  await planner.locator(".board-card").focus();
  await planner.keyboard.press("Shift+ArrowRight");
  await expect(planner.locator("#column-in_progress .title")).toHaveText(["Pay"]);

  await expect(reader.locator("#nav")).toContainText("Sprint 1");
  await expect(reader.locator("#count-sprint")).toHaveText("1");
  await expect(reader.locator(".row")).toBeFocused();
});

test("a board whose sprint a colleague closes shows what came of it", async ({ page, second, product }) => {
  const pay = await product(["Pay"]);
  await ready(page, pay, [1]);
  await planned(page, pay);
  await page.request.post(pay.address("/pulls"), { form: { items: "1" } });
  await page.request.post(pay.address("/sprints/1/commitment"), { form: {} });
  const [own, next] = [await second(), await second()];
  await own.goto(pay.address("/sprints/1"));
  await next.goto(pay.address("/board"));
  await expect(next.locator(".board-card")).toHaveCount(1);
  await page.request.post(pay.address("/sprints/1/closing"), { form: {} });
  await expect(own.locator("#nav a[aria-current=page]")).toHaveText("Sprints");
  await expect(own.locator("main")).toContainText("The contract");
  await expect(next.locator("#nav a[aria-current=page]")).toHaveText("Sprint board");
  await next.getByRole("link", { name: "What came of Sprint 1" }).click();
  await expect(next.getByRole("heading", { level: 1 })).toHaveText("Sprint 1");
});

test("an item that is looked at by itself stands under the place it is in", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await ready(page, pay, [1]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(page.locator(".crumbs")).toContainText("Product backlog");
  await planned(page, pay);
  await page.request.post(pay.address("/pulls"), { form: { items: "1" } });
  await expect(page.locator(".crumbs")).toContainText("Sprint 1");
  await expect(page.locator("#nav a[aria-current=page]")).toHaveText("Planning");
  await page.request.post(pay.address("/sprints/1/commitment"), { form: {} });
  await expect(page.locator("#nav a[aria-current=page]")).toContainText("Sprint 1");
});

test("the window never scrolls: a list and the panel beside it do, each for itself", async ({ page, product }) => {
  const pay = await product(Array.from({ length: 60 }, (_, at) => `Item ${at}`));
  await running(page, pay, [1]);
  const text = Array.from({ length: 40 }, (_, at) => `Paragraph ${at}.`).join("\n\n");
  const saved = await page.request.post(pay.address(`/items/${pay.item(1)}/texts/description`), { form: { description: text } });
  expect(saved.ok()).toBe(true);
  const beyond = (): Promise<number> => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
  for (const size of [{ width: 1366, height: 820 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(size);
    for (const path of ["backlog", "epics", "done", "wont", "suggestions", "icebox", "board", "planning", "roadmap", "map", "priorities", "kano", "scores", "ledger", "policies"]) {
      await page.goto(pay.address(`/${path}?open=${pay.item(1)}`));
      await expect(page.locator("#nav")).toBeAttached();
      expect(await beyond(), `${path} at ${size.width}`).toBe(0);
    }
  }
  await page.setViewportSize({ width: 1366, height: 820 });
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  await expect(page.locator("#panel h3").first()).toBeVisible();
  await page.locator("#panel").hover();
  await page.mouse.wheel(0, 4000);
  const scrolled = (place: string): Promise<number> => page.locator(place).evaluate((one) => one.scrollTop);
  await expect.poll(() => scrolled("#panel")).toBeGreaterThan(200);
  expect(await scrolled("#main")).toBe(0);
  expect(await beyond()).toBe(0);
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

// A browser that keeps no pages alive shows what it kept of an address.
test("going back shows the whole page, not the part that was redrawn", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  for (const address of [`/items/${pay.item(1)}`, "/epics", "/suggestions"]) {
    await page.goto(pay.address(address));
    const title = `Pay ${address}`;
    const redrawn = page.waitForResponse((response) => "x-part" in response.request().headers());
    await page.request.post(pay.address(`/items/${pay.item(1)}/texts/title`), { form: { title } });
    await (await redrawn).finished();
    await page.evaluate(() => location.assign("/profile"));
    await page.waitForURL("**/profile");
    await page.goBack();
    await expect(page.locator("#nav")).toBeVisible();
  }
});
