// One item: refined in the panel, typed text never lost, two people at the same text.
import { accessible, expect, fits, test } from "../support/millpond";

test("an item is refined in the panel while the list keeps its place", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row").first().click();
  const panel = page.locator("#panel");
  await panel.getByRole("textbox", { name: "Title" }).fill("Pay with a saved card");
  await page.keyboard.press("Enter");
  await expect(page.locator(".row .title").first()).toHaveText("Pay with a saved card");
  await panel.getByLabel("Points").selectOption("5");
  await panel.getByLabel("Kind").selectOption("bug");
  await panel.getByRole("textbox", { name: "New acceptance criterion" }).fill("The card is charged once");
  await page.keyboard.press("Enter");
  await panel.getByLabel("Add a label").fill("cards");
  await page.keyboard.press("Enter");
  await panel.getByRole("combobox", { name: /Waits for/ }).fill(pay.item(2));
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("link", { name: `${pay.item(2)} Refund` })).toBeVisible();
  await panel.getByText("Describe it").click();
  await panel.getByRole("textbox", { name: /Description/ }).fill("As a **customer** I pay.");
  await page.keyboard.press("Control+Enter");
  await expect(panel.locator(".prose strong")).toHaveText("customer");
  const row = page.locator(".row").first();
  await expect(row.locator(".points")).toContainText("5");
  await expect(row.locator(".kind.bug")).toBeVisible();
  await expect(row).toContainText("cards");
  await expect(panel).toContainText("made the story a bug");
  await accessible(page);
  await page.keyboard.press("Escape");
});

test("a double is linked to its original by a key, told from both ends, and merged into it", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Card payment"]);
  await page.goto(`${pay.address("/backlog")}?open=${pay.item(2)}`);
  const panel = page.locator("#panel");
  await expect(panel.getByRole("heading", { name: "Links" })).toBeVisible();
  await page.keyboard.press("o");
  await page.keyboard.press("w");
  const relation = panel.getByLabel("What it is to the other");
  await expect(relation).toBeFocused();
  await relation.selectOption("Duplicates");
  const key = panel.getByRole("combobox", { name: "Link to" });
  await key.fill(pay.item(2));
  await page.keyboard.press("Enter");
  await expect(panel.locator("[data-error-for='other']")).toContainText("An item cannot be linked to itself.");
  await key.fill(pay.item(1));
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("link", { name: `${pay.item(1)} Pay by card` })).toBeVisible();
  await accessible(page);
  await panel.getByRole("button", { name: "Merge into it" }).click();
  await expect(page.locator(".row .title")).toHaveText(["Pay by card"]);
  await page.goto(`${pay.address("/backlog")}?open=${pay.item(1)}`);
  await expect(panel.locator(".checks li").filter({ hasText: "Is duplicated by" })).toContainText("Merged");
  await expect(panel).toContainText(`said it is duplicated by ${pay.item(2)}`);
});

test("another item is found by words of its title, and named by its key", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund a card payment", "Refund cash"]);
  await page.goto(`${pay.address("/backlog")}?open=${pay.item(1)}`);
  const panel = page.locator("#panel");
  const waits = panel.getByRole("combobox", { name: "Waits for" });
  const offered = page.getByRole("listbox", { name: "Items" });
  await waits.pressSequentially("refund");
  await expect(offered.getByRole("option")).toHaveCount(2);
  await expect(waits).toHaveAttribute("aria-expanded", "true");
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(offered).toBeHidden();
  await expect(waits).toHaveValue("refund");
  await expect(waits).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(offered.getByRole("option")).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(offered.getByRole("option", { selected: true })).toContainText("Refund cash");
  await page.keyboard.press("Enter");
  await expect(waits).toHaveValue(pay.item(3));
  await expect(panel.getByText(`${pay.item(3)} Refund cash`)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("link", { name: `${pay.item(3)} Refund cash` })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  const other = panel.getByRole("combobox", { name: "Link to" });
  await other.fill("card payment");
  await offered.getByRole("option").filter({ hasText: "Refund a card payment" }).click();
  await expect(other).toHaveValue(pay.item(2));
  await fits(page);
  await page.keyboard.press("Enter");
  await expect(panel.getByRole("link", { name: `${pay.item(2)} Refund a card payment` })).toBeVisible();
});

test("long titles that are offered do not cover each other", async ({ page, product }) => {
  const long = "A title that is long enough to go over more than two lines of the list in which it is offered, ";
  const pay = await product(["Pay by card", ...[..."12345678"].map((number) => `${long}${number}`)]);
  for (const width of [1366, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${pay.address("/backlog")}?open=${pay.item(1)}`);
    await page.locator("#panel").getByRole("combobox", { name: "Waits for" }).pressSequentially("long");
    const lines = page.getByRole("listbox", { name: "Items" }).getByRole("option");
    await expect(lines).toHaveCount(8);
    const over = lines.evaluateAll((all) => all.map((one) => one.scrollHeight - one.clientHeight));
    expect(await over).toEqual(Array(8).fill(0));
  }
});

test("a task list shows its boxes without bullets", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(`${pay.address("/backlog")}?open=${pay.item(1)}`);
  const panel = page.locator("#panel");
  await panel.getByText("Describe it").click();
  await panel.getByRole("textbox", { name: /Description/ }).fill("- [ ] to do\n- [x] done\n\nwords\n\n- a point");
  await page.keyboard.press("Control+Enter");
  const lines = panel.locator(".prose li");
  await expect(lines).toHaveCount(3);
  await expect(lines.nth(0)).toHaveCSS("list-style-type", "none");
  await expect(lines.nth(1)).toHaveCSS("list-style-type", "none");
  await expect(lines.nth(2)).toHaveCSS("list-style-type", "disc");
  await accessible(page);
});

test("Esc leaves an empty field, so that the next key is a command again", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund"]);
  await page.goto(`${pay.address("/backlog")}?open=${pay.item(1)}`);
  const panel = page.locator("#panel");
  for (const name of ["New acceptance criterion", /Waits for/, "Add a label", "New comment"]) {
    const field = panel.getByRole("textbox", { name }).or(panel.getByRole("combobox", { name })).first();
    await field.focus();
    await page.keyboard.press("Escape");
    await expect(field).not.toBeFocused();
  }
  const criterion = panel.getByRole("textbox", { name: "New acceptance criterion" });
  await criterion.fill("Half a sentence");
  await page.keyboard.press("Escape");
  await expect(criterion).toBeFocused();
  await criterion.fill("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect(criterion).toHaveValue("");
  await expect(page.locator(".row:focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeEmpty();
});

test("Q asks, an answer closes, and what waits is seen in the list", async ({ page, second, product }) => {
  const pay = await product(["Pay by card", "Refund"]);
  await page.goto(pay.address("/backlog"));
  const row = page.locator(".row").first();
  await row.click();
  const panel = page.locator("#panel");
  await row.focus();
  await page.keyboard.press("q");
  const field = page.getByRole("textbox", { name: "Question", exact: true });
  await expect(field).toBeFocused();
  await field.fill("It costs too much, could we buy it?");
  await page.getByRole("dialog").getByLabel("It challenges the item").check();
  await accessible(page);
  await field.press("Enter");
  await expect(row.getByRole("img", { name: "1 open question" })).toBeVisible();
  await expect(panel.locator(".section", { hasText: "Questions" })).toContainText("1 open");
  const other = await second();
  await other.goto(pay.address(`/items/${pay.item(1)}`));
  await other.getByRole("textbox", { name: "Answer", exact: true }).fill("It is too special");
  await other.getByLabel("What comes of it").selectOption("kept");
  await accessible(other);
  await other.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(panel.getByText("1 answered")).toBeVisible();
  await expect(row.getByRole("img", { name: "1 open question" })).toHaveCount(0);
  await panel.getByText("1 answered").click();
  await panel.getByRole("button", { name: "Ask again" }).click();
  await expect(row.getByRole("img", { name: "1 open question" })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(row.getByRole("img", { name: "1 open question" })).toHaveCount(0);
});

test("Ctrl Z in the field a criterion came from takes the criterion back", async ({ page, product }) => {
  const pay = await product(["Refund a card"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  const field = page.getByRole("textbox", { name: "New acceptance criterion" });
  await field.fill("The customer sees it");
  await field.press("Enter");
  const criterion = page.getByRole("checkbox", { name: "Met: The customer sees it" });
  await expect(criterion).toBeVisible();
  await expect(field).toHaveValue("");
  await expect(field).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(criterion).toHaveCount(0);
});

test("the panel walks with J and K, has an address and a way back", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`open=${pay.item(1)}$`));
  await page.keyboard.press("j");
  await expect(page).toHaveURL(new RegExp(`open=${pay.item(2)}$`));
  await expect(page.locator("#panel")).toContainText(pay.item(2));
  await page.reload();
  await expect(page.locator("#panel")).toContainText(pay.item(2));
  await page.goBack();
  await expect(page.locator("#panel")).toBeEmpty();
});

test("two who edit the same title see both and lose nothing", async ({ page, second, product }) => {
  const pay = await product(["Pay"]);
  const other = await second();
  for (const one of [page, other]) await one.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const mine = page.getByRole("textbox", { name: "Title" });
  await mine.click();
  await page.keyboard.press("End");
  await page.keyboard.type(" in one tap");
  await other.getByRole("textbox", { name: "Title" }).fill("Pay by card");
  await other.keyboard.press("Enter");
  await expect(page.locator(".row .title").first()).toHaveText("Pay by card");
  await expect(mine).toHaveValue("Pay in one tap");
  await page.keyboard.press("Enter");
  const both = page.locator(".both-texts");
  await expect(both).toContainText("Pay by card");
  await accessible(page);
  await both.getByRole("textbox").fill("Pay by card in one tap");
  await both.getByRole("button", { name: "Save mine" }).click();
  await expect(other.locator(".row .title").first()).toHaveText("Pay by card in one tap");
  await expect(both).toHaveCount(0);
});

test("what is on its way is not undone by a colleague's change", async ({ page, second, product }) => {
  const pay = await product(["Pay", "Refund"]);
  const other = await second();
  for (const one of [page, other]) await one.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const panel = page.locator("#panel");
  const seen = (): Promise<void> => expect(panel.getByRole("textbox", { name: "Title" })).toHaveValue("Pay by card");
  await page.route("**/estimates", async (route) => {
    await other.getByRole("textbox", { name: "Title" }).fill("Pay by card");
    await other.keyboard.press("Enter");
    await seen();
    await route.continue();
  });
  const sent: string[] = [];
  page.on("request", (request) => request.url().endsWith("/estimates") && sent.push(request.postData() ?? ""));
  await panel.getByLabel("Points").selectOption("5");
  await page.locator(".row").nth(1).focus();
  await expect(page.locator(".row .points").first()).toHaveText("5 points");
  await expect(panel.getByLabel("Points")).toHaveValue("5");
  expect(sent).toHaveLength(1);
});

test("what is typed survives a reload and a lost connection", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const comment = page.getByRole("textbox", { name: "New comment" });
  await comment.fill("Which cards do we take?");
  await page.reload();
  await expect(comment).toHaveValue("Which cards do we take?");
  await page.context().setOffline(true);
  await comment.press("Control+Enter");
  await expect(page.locator(".toast.refusal")).toContainText("can't be reached");
  await expect(comment).toHaveValue("Which cards do we take?");
  await page.context().setOffline(false);
  await comment.press("Control+Enter");
  await expect(page.locator("#panel .comment")).toContainText("Which cards do we take?");
  await expect(comment).toHaveValue("");
  await page.reload();
  await expect(comment).toHaveValue("");
});

test("what was missed while offline is caught up", async ({ page, second, product }) => {
  const pay = await product(["One", "Two"]);
  const other = await second();
  for (const one of [page, other]) await one.goto(pay.address("/backlog"));
  await page.context().setOffline(true);
  await other.locator(".row").nth(1).focus();
  await other.keyboard.press("s");
  await other.keyboard.press("t");
  await expect(other.locator(".row .title")).toHaveText(["Two", "One"]);
  await page.context().setOffline(false);
  await expect(page.locator(".row .title")).toHaveText(["Two", "One"]);
});

test("a text that is refused says why beside the field and stays", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const waits = page.getByRole("combobox", { name: /Waits for/ });
  await waits.fill("NOPE-7");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-error-for='blocked_by']")).toContainText("There is no item “NOPE-7”");
  await expect(waits).toHaveValue("NOPE-7");
});

test("the item's own page", async ({ second, product }) => {
  const pay = await product(["Pay by card"]);
  const page = await second({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await expect(page.getByRole("heading", { name: pay.item(1), exact: true })).toBeVisible();
  await accessible(page);
  await fits(page);
});

test("a long text that was saved is not offered again as unsent", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await page.clock.install();
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const panel = page.locator("#panel");
  await panel.getByText("Describe it").click();
  const long = "A sentence about how a customer pays. ".repeat(1500);
  const draft = (): Promise<string | undefined> => page.evaluate(() => Object.keys(localStorage).find((key) => key.startsWith("draft:")));
  // Slower than the pause in the typing after which a draft is kept.
  await page.route("**/texts/description", async (route) => {
    await expect.poll(draft).toContain("draft:");
    await route.continue();
  });
  await panel.getByRole("textbox", { name: /Description/ }).fill(long);
  await page.keyboard.press("Control+Enter");
  await expect(panel.locator(".prose")).toContainText("how a customer pays");
  await page.unroute("**/texts/description");
  await panel.getByText("Edit", { exact: true }).first().click();
  await panel.getByRole("textbox", { name: /Description/ }).fill(`${long}The end.`);
  await page.keyboard.press("Control+Enter");
  await expect(panel.locator(".prose")).toContainText("The end.");
  await page.clock.fastForward(1_000);
  expect(await draft()).toBeUndefined();
  await page.reload();
  await expect(panel.locator(".prose")).toContainText("The end.");
  await expect(page.getByText("Your unsent text")).toHaveCount(0);
});

test("of many comments the newest are shown, earlier ones by keys, and a new one comes alone", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  const item = pay.address(`/items/${pay.item(1)}`);
  for (let number = 1; number <= 55; number += 1) {
    const said = await page.request.post(`${item}/comments`, { form: { comment: `Said ${number}.` } });
    expect(said.ok()).toBe(true);
  }
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const comments = page.locator("#panel .comment");
  await expect(comments).toHaveCount(50);
  await accessible(page);

  let fetched = 0;
  page.on("request", (request) => (fetched += request.headers()["x-part"] === "panel" ? 1 : 0));
  const field = page.getByRole("textbox", { name: "New comment" });
  await field.fill("One more.");
  await field.press("Control+Enter");
  await expect(comments).toHaveCount(51);
  await expect(comments.last()).toContainText("One more.");
  await expect(page.locator("#history-1 li").first()).toContainText("commented");
  await expect(field).toHaveValue("");
  expect(fetched).toBe(0);

  await page.getByRole("link", { name: "Show earlier comments" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?comments=250$/);
  await expect(page.locator("#main .comment")).toHaveCount(56);
  await expect(page.getByText("56 of 56 are shown.").first()).toBeVisible();
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await fits(page);
});
