// What happens beside what one does: a card is finished while its sprint is being closed, an import is
// taken back, a role is lost, a long text is folded.
import { accessible, expect, test } from "../support/millpond";
import { running } from "../support/sprint";

test("a closing page follows the cards, and a reason is not lost without a word", async ({ page, second, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await running(page, pay, [1, 2]);
  await page.goto(pay.address("/sprints/1/closing"));
  await page.getByLabel(`Why was ${pay.item(1)} not done?`).fill("Too large");
  await page.getByLabel(`Why was ${pay.item(2)} not done?`).fill("Blocked");
  const other = await second();
  await other.request.post(pay.address("/cards"), { form: { items: "1", column: "done" } });
  await expect(page.locator("#done-head")).toHaveText(/^Done: 1 item/);
  await expect(page.locator("#open-head")).toHaveText(/^Not done: 1 item/);
  await expect(page.locator("#open-1")).toHaveAttribute("data-late", /^Done meanwhile/);
  await expect(page.getByLabel(`Why was ${pay.item(1)} not done?`)).toHaveValue("Too large");
  await expect(page.getByLabel(`Why was ${pay.item(2)} not done?`)).toHaveValue("Blocked");
  await page.getByRole("button", { name: "Close the sprint" }).click();
  await expect(page.locator("main")).toContainText("Blocked");
});

test("an import that is undone says so, and can be done again", async ({ page, product }) => {
  const pay = await product();
  await page.goto(pay.address("/import"));
  await page.locator("input[type=file]").setInputFiles({ name: "two.csv", mimeType: "text/csv", buffer: Buffer.from("key,title\nA-1,One\nA-2,Two\n") });
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.getByRole("button", { name: "Import 2 items" }).click();
  await expect(page.getByRole("heading", { name: "2 items came." })).toBeVisible();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByRole("heading", { name: "The import was undone" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Undo the import" })).toHaveCount(0);
  await page.keyboard.press("Control+y");
  await expect(page.getByRole("heading", { name: "2 items came." })).toBeVisible();
});

test("who loses their last role is told so, not that the connection is lost", async ({ page, product, somebody }) => {
  const pay = await product(["Pay"]);
  const robin = await somebody(pay, "stakeholder");
  await robin.goto(pay.address("/backlog"));
  await expect(robin.locator(".row")).toHaveCount(1);
  await page.goto(pay.address("/people"));
  await page.getByRole("checkbox", { name: /^Robin .*: Stakeholder$/ }).uncheck();
  await expect(page.locator("#toasts")).toContainText("is no longer stakeholder.");
  await expect(robin.locator("#link-state")).toContainText("You no longer have a role in this product", { timeout: 40_000 });
  await page.getByRole("checkbox", { name: /^Amina .*: Product owner$/ }).uncheck();
  await expect(page.locator("#toasts")).toContainText("Nobody orders the product backlog now");
});

test("who loses their last role stays on the page, so that a slip is mended there", async ({ page, product, somebody }) => {
  const pay = await product(["Pay"]);
  await somebody(pay, "stakeholder");
  await page.goto(pay.address("/people"));
  const box = page.getByRole("checkbox", { name: /^Robin .*: Stakeholder$/ });
  await box.uncheck();
  await expect(page.locator("#toasts")).toContainText("is no longer stakeholder.");
  const line = page.locator(".person", { hasText: "Robin" });
  await expect(line).toContainText("has no role here any more");
  await expect(line.getByText("has no role here any more")).toBeVisible();
  await expect(box).not.toBeChecked();
  await accessible(page);
  await box.check();
  await expect(page.locator("#toasts")).toContainText("is stakeholder now.");
  await expect(line.getByText("has no role here any more")).toBeHidden();
  await page.reload();
  await expect(box).toBeChecked();
  await box.uncheck();
  await expect(page.locator("#toasts")).toContainText("is no longer stakeholder.");
  await page.reload();
  await expect(line).toHaveCount(0);
});

test("K keeps what is due in the icebox until another day", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  await page.request.post(pay.address("/icings"), { form: { items: "1", until: tomorrow } });
  await page.request.post(pay.address("/keepings"), { form: { items: "1" } });
  await page.goto(pay.address("/icebox"));
  await expect(page.locator("main")).not.toContainText(tomorrow);
  await expect(page.locator("main")).toContainText("looked at again on");
});

test("a long description is folded, and its editor stays within the window", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  const text = Array.from({ length: 900 }, (_, at) => `Paragraph ${at} with [a link](https://example.org/${at}).`).join("\n\n");
  const saved = await page.request.post(pay.address(`/items/${pay.item(1)}/texts/description`), { form: { description: text } });
  expect(saved.ok(), await saved.text()).toBe(true);
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const prose = page.locator("#panel .folded");
  expect((await prose.boundingBox())?.height).toBeLessThan(400);
  await accessible(page);
  await prose.getByRole("button", { name: "Show all" }).click();
  await expect(prose.getByRole("button", { name: "Show all" })).toBeHidden();
  expect((await prose.boundingBox())?.height).toBeGreaterThan(2000);
  await page.locator("#panel summary", { hasText: "Edit" }).first().click();
  const field = page.getByLabel("Description, in Markdown");
  expect((await field.boundingBox())?.height).toBeLessThan(900);
});

test("the palette shows whole words first, in the order of the backlog, and leads to all", async ({ page, product }) => {
  const pay = await product(["Repay", "Pay twice", "Paying late", "Pay once"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("pay");
  const found = page.locator("#palette [role=option][data-key] .grow");
  await expect(found).toHaveText(["Pay twice", "Pay once", "Repay", "Paying late"]);
  await page.getByRole("option", { name: "Show all in the product backlog" }).click();
  await expect(page).toHaveURL(/backlog\?q=pay$/);
  await expect(page.locator(".row")).toHaveCount(4);
});

test("a sample is thrown away with its undo in sight", async ({ page }) => {
  await page.goto("/products/new");
  await page.getByRole("button", { name: "Open the sample product" }).click();
  await expect(page.locator(".row").first()).toBeVisible();
  await page.goto("/");
  await page.getByRole("button", { name: "Throw away Harbour Bikes (sample)" }).first().click();
  await expect(page.locator("#toasts .toast")).toContainText("Removed Harbour Bikes (sample).");
  await page.keyboard.press("Control+z");
  await expect(page.locator("#toasts .toast")).toContainText("is back.");
  await expect(page.getByRole("link", { name: "Harbour Bikes (sample)" }).first()).toBeVisible();
  // Other journeys open a sample of their own.
  await page.goto("/");
  await page.getByRole("button", { name: "Throw away Harbour Bikes (sample)" }).first().click();
  await expect(page.locator("#toasts .toast")).toContainText("Removed Harbour Bikes (sample).");
});

test("signing in begins at the e-mail address", async ({ visitor }) => {
  const page = await visitor();
  await page.goto("/login");
  await expect(page.getByLabel("E-mail")).toBeFocused();
});
