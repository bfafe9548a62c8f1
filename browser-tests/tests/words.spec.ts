// What somebody brings along from other tools: their words for commands, Cancel in an editor, a key
// that says why it does nothing here.
import { expect, test } from "../support/millpond";
import { planned, running } from "../support/sprint";

test("the palette finds a command by the words of other tools, and shows its own", async ({ page, product }) => {
  const pay = await product(["One"]);
  await page.goto(pay.address("/backlog"));
  const first = page.locator("#palette [data-run]").first();
  for (const [typed, shown] of [
    ["dark mode", "Use dark colours"],
    ["log out", "Sign out"],
    ["shortcuts", "Show all keys"],
    ["api key", "Make an API token"],
    ["burndown", "Go to the burndown"],
    ["add a reason", "Say why I moved"],
    ["moscow", "Go to the priorities"],
  ]) {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill(typed ?? "");
    await expect(first).toContainText(shown ?? "");
    await page.keyboard.press("Escape");
    await expect(page.locator("#palette")).not.toBeVisible();
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("dark");
  await expect(first).toHaveText("Use dark colours");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("invite");
  await expect(first).toHaveText("Invite people");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Invite people" })).toBeVisible();
});

test("a plan has a key for its goal, its dates, filling it and giving it up", async ({ page, product }) => {
  const pay = await product(["One"]);
  await page.goto(await planned(page, pay));
  for (const key of ["o", "t"]) await page.keyboard.press(key);
  await expect(page.locator("#goal")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("f");
  await expect(page.locator("#fill-to")).toBeFocused();
  await page.keyboard.press("Escape");
  for (const key of ["o", "d"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog", { name: "Name and dates" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const key of ["o", "r"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog", { name: "Discard Sprint 1?" })).toBeVisible();
});

test("what is surely refused is refused before anything is asked", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await running(page, pay, [1, 2]);
  await page.goto(pay.address("/board"));
  await page.locator(".board-card").first().focus();
  for (const key of ["p", "w"]) await page.keyboard.press(key);
  await expect(page.locator("#toasts .toast.refusal")).toContainText(pay.item(1));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  for (const key of ["p", "w"]) await page.keyboard.press(key);
  await expect(page.locator("#toasts .toast.refusal")).toHaveCount(1);
  await expect(page.locator("#toasts .toast.refusal")).toHaveAttribute("data-times", "2");
});

test("Cancel and Esc close an editor on what is saved, and the toast brings back what was typed", async ({ page, product }) => {
  const pay = await product(["One"]);
  await page.request.post(pay.address(`/items/${pay.item(1)}/comments`), { form: { comment: "First words" } });
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  const editor = page.locator("details.edit").filter({ has: page.getByLabel("Comment", { exact: true }) });
  const field = page.getByLabel("Comment", { exact: true });
  await editor.locator("summary").click();
  await expect(field).toBeFocused();
  await field.fill("Other words");
  await page.keyboard.press("Escape");
  await expect(field).not.toBeVisible();
  await expect(editor.locator("summary")).toBeFocused();
  await editor.locator("summary").click();
  await expect(field).toHaveValue("First words");
  await page.locator("#toasts").getByRole("button", { name: "Keep writing" }).click();
  await expect(field).toHaveValue("Other words");
  await page.reload();
  await expect(field).toHaveValue("Other words");
  await editor.getByRole("button", { name: "Cancel" }).click();
  await expect(field).not.toBeVisible();
});

test("an editor that nothing was typed into follows what is saved elsewhere", async ({ page, product, second }) => {
  const pay = await product(["One"]);
  const address = pay.address(`/items/${pay.item(1)}`);
  await page.request.post(`${address}/comments`, { form: { comment: "First words" } });
  await page.goto(address);
  const field = page.getByLabel("Comment", { exact: true });
  await page.locator("details.edit", { has: field }).locator("summary").click();
  await expect(field).toBeFocused();
  const other = await second();
  await other.request.post(`${address}/comments/1`, { form: { comment: "Newer words" } });
  await expect(field).toHaveValue("Newer words");
  await expect(field).toBeFocused();
});

test("two texts stand there once each, and one's own is ready to be changed", async ({ page, product, second }) => {
  const pay = await product(["One"]);
  const address = pay.address(`/items/${pay.item(1)}`);
  await page.goto(address);
  await page.getByText("Describe it").click();
  await page.getByLabel("Description, in Markdown").fill("Mine");
  const other = await second();
  await other.request.post(`${address}/texts/description`, { form: { description: "Theirs" } });
  await expect(page.locator(".prose, .folded").first()).toContainText("Theirs");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const yours = page.getByLabel("Yours, not saved; change it as you like");
  await expect(yours).toHaveValue("Mine");
  await expect(yours).toBeFocused();
  await expect(page.getByLabel("Description, in Markdown")).not.toBeVisible();
  await page.getByRole("button", { name: "Save mine" }).click();
  await expect(yours).toHaveCount(0);
  await expect(page.locator("main")).toContainText("Mine");
});

test("that the server can't be reached is said once, and no more when it answers", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row").first().focus();
  await page.route("**/kinds", (route) => route.abort());
  const said = page.locator("#toasts .toast", { hasText: "can't be reached" });
  for (let tries = 1; tries <= 2; tries += 1) {
    for (const key of ["o", "k"]) await page.keyboard.press(key);
    await page.getByRole("menuitem", { name: "Bug" }).click();
    await expect(said).toHaveCount(1);
  }
  await expect(said).toHaveCount(0);
});

test("an epic that is not there yet is made where it is looked for, by keys alone", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "One" }).focus();
  for (const key of ["o", "e"]) await page.keyboard.press(key);
  await expect(page.getByLabel("Find an epic")).toBeFocused();
  await page.keyboard.type("Loyalty");
  await page.keyboard.press("Enter");
  await expect(page.locator("#toasts .toast")).toContainText(`Put ${pay.item(1)} into the new epic ${pay.item(3)}.`);
  await expect(page.locator(".row", { hasText: "One" }).locator(".epic-of")).toHaveText("Loyalty");
  await page.keyboard.press("Control+z");
  await expect(page.locator(".row", { hasText: "One" }).locator(".epic-of")).toHaveText("");
  await expect(page.locator(".row")).toHaveCount(2);
});
