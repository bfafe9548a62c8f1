// Suggestions and the icebox: decided about one by one with keys, brought back when they are due.
import { accessible, expect, fits, test } from "../support/millpond";

test("the product owner goes through suggestions with four keys", async ({ page, product }) => {
  const pay = await product(["Pay by card", "Refund"]);
  for (const title of ["Pay with a card", "Dark mode", "Fax", "Gift cards"]) {
    const form = { title, why: "Three customers asked", kind: "story", description: "" };
    expect((await page.request.post(pay.address("/suggestions"), { form })).ok()).toBe(true);
  }
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  const desk = page.locator(".desk");
  await expect(desk).toContainText("1 of 4");
  await expect(desk).toContainText("Perhaps the same:");
  await accessible(page);

  await page.keyboard.press("m");
  const into = page.getByLabel("Into which item?");
  const offered = page.getByRole("listbox", { name: "Items" });
  await expect(offered.getByRole("option"), "what is like it is offered at once").toHaveText([/Pay by card/]);
  await into.fill("card");
  await expect(offered.getByRole("option")).toHaveText([/Pay by card/, /Gift cards/]);
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(into, "the first, where no line is marked").toHaveValue(pay.item(1));
  await page.keyboard.press("Enter");
  await expect(desk).toContainText("Dark mode");

  await page.keyboard.press("i");
  await page.getByLabel("Why not now?").fill("After the redesign");
  await page.keyboard.press("Enter");
  await expect(desk).toContainText("Fax");

  await page.keyboard.press("d");
  await page.getByLabel("Why not?").fill("Nobody sells them");
  await page.keyboard.press("Enter");
  await expect(desk).toContainText("Gift cards");
  await expect(page.locator("#count-suggestions")).toHaveText("1");

  await page.keyboard.press("a");
  await page.getByLabel("Position, or the item").fill("2");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No suggestion waits")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(desk).toContainText("Gift cards");
});

test("an item goes into the icebox from the list and comes back", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("j");
  await page.keyboard.press("m");
  await page.keyboard.press("i");
  await page.getByLabel("Why not now?").fill("Too early");
  await page.keyboard.press("Enter");
  await expect(page.locator(".row .title")).toHaveText(["Two"]);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page.locator(".desk")).toContainText("Too early");
  await accessible(page);
  await page.keyboard.press("a");
  await page.getByRole("menuitem", { name: "At the bottom" }).click();
  await expect(page.getByText("The icebox is empty")).toBeVisible();
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row .title")).toHaveText(["Two", "One"]);
});

test("the clean-up pass merges and keeps with keys", async ({ page, product }) => {
  const pay = await product(["Export the invoices as CSV", "Export the invoice as CSV", "Sort the board by name", "Sort the board by names"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("x");
  const desk = page.locator(".desk");
  await expect(desk).toContainText("nearly the same");
  await accessible(page);
  await page.keyboard.press("m");
  await expect(page.getByLabel("Into which item?")).toHaveValue(pay.item(1));
  await page.keyboard.press("Enter");
  await expect(desk).toContainText("Sort the board");
  await page.keyboard.press("k");
  await expect(page.getByText("Nothing to clean up")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(desk).toContainText("Sort the board");
  await page.setViewportSize({ width: 390, height: 800 });
  await fits(page);
});

test("many old items are answered at once after a look, and one undo brings them back", async ({ page, product }) => {
  const pay = await product([]);
  await page.goto(pay.address("/import"));
  await page.getByLabel("Or paste rows").fill("Title,Created\nSupport fax machines,2015-01-05\nPrint on labels,2015-02-05\nWeekly digest,2016-01-05\n");
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.getByRole("button", { name: "Import 3 items" }).click();
  await expect(page.getByText("3 items came.")).toBeVisible();
  await page.goto(pay.address("/clean-up"));
  const desk = page.locator(".desk");
  await expect(desk).toContainText("1 of 3");
  await expect(desk).toContainText("Support fax machines");
  await page.keyboard.press("j");
  await expect(desk).toContainText("Print on labels");
  const many = page.locator("#clean-many");
  await page.keyboard.press("Shift+A");
  await expect(page.locator("summary", { hasText: "Answer many at once" })).toBeVisible();
  await expect(many.getByRole("button", { name: "Keep 2 items" }), "one press unfolds it").toBeFocused();
  await page.getByRole("link", { name: /Untouched for 2 years/ }).click();
  await expect(page.getByRole("link", { name: /Untouched for 2 years/ })).toHaveAttribute("aria-current", "true");
  await expect(many.getByRole("button", { name: "Put 2 items into the icebox" })).toBeVisible();
  await expect(many).toContainText("Weekly digest");
  await accessible(page);
  await many.getByRole("button", { name: "Put 2 items into the icebox" }).click();
  await expect(page.getByText("You skipped the rest")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await fits(page);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByText("Undid: 2 items put into the icebox.").first()).toBeVisible();
  await expect(desk, "the question is back").toContainText("Print on labels");
  await page.goto(pay.address("/backlog"));
  await expect(page.locator(".row")).toHaveCount(3);
});

test("the ledger tells the crossings and is narrowed by place", async ({ page, product }) => {
  const pay = await product(["One", "Two"]);
  await page.request.post(pay.address("/icings"), { form: { items: "1", "ice-reason": "Too early" } });
  await page.request.post(pay.address("/removals"), { form: { items: "2" } });
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  const lines = page.locator(".ledger tbody tr");
  await expect(lines).toHaveCount(2);
  await accessible(page);
  await page.getByLabel("From or to").selectOption("icebox");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText("Too early");
  await page.setViewportSize({ width: 390, height: 800 });
  await fits(page);
});

test("what is alike shows while a title is typed, and a phone shows all of it", async ({ page, product }) => {
  const pay = await product(["Export the invoices as CSV", "Dark mode"]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("c");
  await page.keyboard.type("export invoices");
  await expect(page.locator("[data-alike-found]")).toContainText("Export the invoices as CSV");
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.request.post(pay.address("/suggestions"), { form: { title: "Export invoices to CSV" } });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(pay.address("/suggestions"));
  await expect(page.locator(".desk")).toContainText("Export the invoices as CSV");
  await fits(page);
});

test("C leads a stakeholder into the field for a suggestion, there too", async ({ product, somebody }) => {
  const pay = await product(["Pay"]);
  const sue = await somebody(pay, "stakeholder");
  await sue.goto(pay.address("/backlog"));
  await sue.keyboard.press("c");
  const title = sue.getByLabel("What is needed?");
  await expect(title).toBeFocused();
  await sue.keyboard.type("gift cards");
  await expect(title).toHaveValue("gift cards");
  await title.fill("");
  await title.blur();
  await sue.keyboard.press("c");
  await expect(title).toBeFocused();
  await sue.goto(pay.address("/ledger"));
  await sue.keyboard.press("c");
  await expect(title).toBeFocused();
});

test("somebody without an account suggests by the link and learns what became of it", async ({ page, product, visitor, somebody }) => {
  const pay = await product([]);
  await page.goto(pay.address("/backlog"));
  await page.keyboard.press("o");
  await page.keyboard.press("l");
  await page.getByRole("button", { name: "Open a link" }).click();
  const address = await page.getByLabel("Whoever has this link suggests").inputValue();
  await accessible(page);

  const guest = await visitor({ viewport: { width: 390, height: 800 }, colorScheme: "dark", javaScriptEnabled: true });
  await guest.goto(address);
  await accessible(guest);
  await fits(guest);
  await guest.getByLabel("What is needed?").fill("Pay by card");
  await guest.getByLabel("More about it").fill("x".repeat(5001));
  await guest.getByRole("button", { name: "Send it" }).click();
  await expect(guest.getByText("The description is too long")).toBeVisible();
  await expect(guest.getByLabel("What is needed?")).toHaveValue("Pay by card");
  await accessible(guest);
  await guest.getByLabel("More about it").fill("Every shop has it.");
  await guest.getByLabel("Your name").fill("Ida");
  await guest.getByRole("button", { name: "Send it" }).click();
  await expect(guest.getByRole("heading", { name: "Your suggestion waits" })).toBeVisible();
  await accessible(guest);
  await fits(guest);
  expect(await guest.context().cookies()).toEqual([]);

  // It is there without a reload.
  const desk = page.locator(".desk");
  await expect(desk).toContainText("Suggested by a guest (Ida)");
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await fits(page);
  await page.locator("h1, h2").first().click();
  await page.keyboard.press("d");
  await page.getByLabel("Why not?").fill("Cash is king");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No suggestion waits")).toBeVisible();
  await guest.reload();
  await expect(guest.getByText("Cash is king")).toBeVisible();

  await page.getByRole("button", { name: "Close the link" }).click();
  await expect(page.getByRole("button", { name: "Open a link" })).toBeVisible();
  await guest.goto(address);
  await expect(guest.getByRole("heading", { name: "This suggestion link is closed" })).toBeVisible();
  await accessible(guest);

  const dev = await somebody(pay, "developer");
  await dev.goto(pay.address("/backlog"));
  await dev.keyboard.press("o");
  await dev.keyboard.press("l");
  await expect(dev.locator(".toast").last()).toContainText("roduct owner");
});
