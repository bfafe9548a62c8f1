// What is answered to a person: an undo names what it takes back, a refusal is read where it was asked
// for, and what is in a sprint is not offered what only the product backlog allows.
import { expect, test } from "../support/millpond";
import { planned, ready, running } from "../support/sprint";

test("undo and redo say what they change, and name first what was done elsewhere", async ({ page, product }) => {
  const pay = await product(["One", "Two", "Three"]);
  const toast = page.locator("#toasts .toast");
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "One" }).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await expect(toast).toContainText(`Moved ${pay.item(1)} to 2.`);
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText(`Undid on ${pay.item(1)}: moved it from 1 to 2.`);
  await page.keyboard.press("Control+y");
  await expect(toast).toContainText(`Did again on ${pay.item(1)}: moved it from 1 to 2.`);

  await page.goto(pay.address("/epics"));
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText(`On another page you did this last: Did again on ${pay.item(1)}`);
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["Two", "One", "Three"]);
  await page.goto(pay.address("/epics"));
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText("On another page");
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText(`Undid on ${pay.item(1)}`);
});

test("undo says what is refused or has no way back, and goes past it with the next press", async ({ page, second, product }) => {
  const pay = await product(["One", "Two"]);
  const toast = page.locator("#toasts .toast").first();
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "One" }).focus();
  await page.keyboard.press("s");
  await page.keyboard.press("b");
  await expect(page.locator(".row .title")).toHaveText(["Two", "One"]);
  await page.keyboard.press("o");
  await page.keyboard.press("k");
  await page.getByRole("menuitem", { name: "Bug" }).click();
  await expect(toast).toContainText("Changed the kind");
  const other = await second();
  await other.request.post(pay.address("/kinds"), { form: { items: "1", kind: "task" } });
  await page.keyboard.press("Control+z");
  await expect(page.locator("#toasts .toast.refusal")).toBeVisible();
  await expect(page.locator(".row .title")).toHaveText(["Two", "One"]);
  await page.locator("#toasts .toast.refusal [data-dismiss]").click();
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText(`Undid on ${pay.item(1)}: moved it`);
  await expect(page.locator(".row .title")).toHaveText(["One", "Two"]);

  await ready(page, pay, [1]);
  await page.goto(await planned(page, pay));
  await page.request.post(pay.address("/pulls"), { form: { items: "1" } });
  await expect(page.locator("#right-pane .row")).toHaveCount(1);
  await page.getByRole("button", { name: "Commit the sprint" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Commit the sprint" }).click();
  await expect(page.locator(".board-card")).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText("“Commit the sprint” has no way back. Ctrl Z again goes on with what you did before it.");
  await page.keyboard.press("Control+z");
  await expect(toast).toContainText("There is nothing to undo.");
});

test("a refusal of what a dialog asked for is read in the dialog, and the next answer replaces it", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.locator(".row", { hasText: "One" }).focus();
  await page.keyboard.press("m");
  await page.keyboard.press("i");
  const dialog = page.getByRole("dialog", { name: "Into the icebox" });
  const said = "<div class='toast refusal' data-toast data-refusal role='alert'><span>It went into a sprint.</span></div>";
  await page.route("**/icings", (route) => route.fulfill({ status: 422, contentType: "text/html", body: said }));
  await dialog.getByRole("button", { name: "Put into the icebox" }).click();
  const refusal = dialog.getByRole("alert");
  await expect(refusal).toContainText("It went into a sprint.");
  await dialog.getByRole("button", { name: "Put into the icebox" }).click();
  await expect(refusal).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-refusal]")).toHaveCount(0);
});

test("what is in a sprint is not offered what only the product backlog allows", async ({ page, product }) => {
  const pay = await product(["One"]);
  await running(page, pay, [1]);
  await page.goto(pay.address("/board"));
  const card = page.locator(".board-card");
  for (const keys of ["mi", "om", "sp", "op"]) {
    await card.focus();
    for (const key of keys) await page.keyboard.press(key);
    await expect(page.locator("#toasts .refusal")).toContainText(`${pay.item(1)} is not in the product backlog.`);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.locator("#toasts .refusal [data-dismiss]").click();
  }
  await card.focus();
  await page.keyboard.press("Enter");
  const panel = page.locator("#panel");
  await expect(panel.locator("select[name=kind] option")).toHaveText(["Story", "Task", "Bug"]);
  await expect(panel.getByText("Vote together")).toHaveCount(0);
  await panel.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Move to the next column" }).click();
  await expect(page.locator("#column-in_progress .board-card")).toHaveCount(1);
});

test("a choice that is refused shows what is", async ({ page, product }) => {
  const pay = await product(["One"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  const kind = page.locator("select[name=kind]");
  await expect(kind).toHaveValue("story");
  await page.route("**/kinds", (route) => route.fulfill({ status: 422, contentType: "text/html", body: "<div class='toast refusal' data-toast data-refusal role='alert'><span>No.</span></div>" }));
  await kind.selectOption("epic");
  await expect(page.locator("#toasts .refusal")).toContainText("No.");
  await expect(kind).toHaveValue("story");
});

test("what a planned item has lost is waived at its row, and holds the commitment up until then", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await ready(page, pay, [1, 2]);
  const address = await planned(page, pay);
  await page.request.post(pay.address("/pulls"), { form: { items: "1,2" } });
  await page.request.post(pay.address("/estimates"), { form: { items: "1", points: "" } });
  await page.goto(address);
  await page.getByRole("button", { name: "Commit the sprint" }).click();
  const dialog = page.getByRole("dialog", { name: "Commit to Sprint 1" });
  await expect(dialog).toContainText("not estimated");
  await expect(dialog.getByRole("button", { name: "Commit the sprint" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Not yet" }).click();

  await page.locator("#right-pane .row", { hasText: "One" }).locator("button.verdict").click();
  const gate = page.getByRole("dialog", { name: `${pay.item(1)} is not ready` });
  await gate.getByLabel("not estimated").fill("It is a spike");
  await gate.getByRole("button", { name: "Waive" }).click();
  await expect(page.locator("#right-pane .chip.race")).toHaveText(/waived: not estimated/);
  await expect(page.locator("#right-pane .row .title")).toHaveText(["One", "Two"]);
  await page.getByRole("button", { name: "Commit the sprint" }).click();
  await dialog.getByRole("button", { name: "Commit the sprint" }).click();
  await expect(page.locator(".board-card")).toHaveCount(2);
});

test("a refusal is seen where one typed, also at the end of a long panel", async ({ page, product }) => {
  const pay = await product(["Pay", "Refund"]);
  await page.setViewportSize({ width: 1366, height: 620 });
  const waits = await page.request.post(pay.address(`/items/${pay.item(1)}/dependencies`), { form: { blocked_by: pay.item(2) } });
  expect(waits.ok()).toBe(true);
  await page.goto(pay.address(`/backlog?open=${pay.item(2)}`));
  const field = page.getByRole("combobox", { name: "Waits for" });
  await field.fill(pay.item(1));
  // The field is the last that can be seen.
  await field.evaluate((one) => {
    const panel = one.closest("#panel");
    if (panel) panel.scrollTop += one.getBoundingClientRect().bottom - window.innerHeight + 2;
  });
  await field.press("Enter");
  const refused = page.locator("#panel").getByRole("alert");
  await expect(refused).toHaveText(/This dependency would close a circle/);
  await expect(refused).toBeInViewport({ ratio: 1 });
  await expect(field).toBeFocused();
  const label = page.getByRole("combobox", { name: "Add a label" });
  await label.fill("x".repeat(400));
  await label.press("Enter");
  await expect(page.locator("#panel .facts").getByRole("alert")).toBeInViewport({ ratio: 1 });
});

for (const width of [1366, 390]) {
  test(`what was done covers nothing that is pressed next, ${width} wide`, async ({ page, product }) => {
    const pay = await product(["Pay by card", "Pay by card!", "Refund a card", "Refund a card!", "Send a bill", "Send a bill!"]);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pay.address("/clean-up"));
    const keep = page.getByRole("button", { name: "Keep both" });
    const heading = page.locator(".desk h2");
    const bar = width < 720 ? 60 : 0;
    // The button stands where toasts do.
    const down = (await keep.boundingBox())?.y ?? 0;
    await page.setViewportSize({ width, height: Math.ceil(down) + 60 + bar });
    const before = await heading.innerText();
    await keep.click();
    await expect(heading).not.toHaveText(before);
    const toast = page.locator("#toasts .toast");
    await expect(toast).toBeVisible();
    for (const button of await page.locator(".desk .actions .button").all()) await button.click({ trial: true, timeout: 2000 });
    await expect(toast).toBeVisible();
  });
}

test("Esc puts back what is saved, and what was typed is one press away", async ({ page, product }) => {
  const pay = await product(["Pay"]);
  await ready(page, pay, [1]);
  await page.goto(pay.address(`/backlog?open=${pay.item(1)}`));
  const criterion = page.getByRole("textbox", { name: "Acceptance criterion", exact: true });
  await criterion.fill("It works twice");
  await criterion.press("Escape");
  await expect(criterion).toHaveValue("It works");
  await page.getByRole("button", { name: "Keep writing" }).click();
  await expect(criterion).toHaveValue("It works twice");
  await expect(criterion).toBeFocused();
  await criterion.press("Enter");
  await expect(page.getByRole("checkbox", { name: "Met: It works twice" })).toBeVisible();
});
