// Getting in and bringing a backlog: from the setup link over the first product and a file to a
// second person in a browser of their own.
import type { Page } from "@playwright/test";

import { AMINA, accessible, expect, fits, test } from "../support/millpond";

const toast = (page: Page) => page.locator(".toast").last();

const CSV = [
  "Issue key,Summary,Issue Type,Story Points,Status,Team",
  "X-1,Pay by card,Story,5,Open,Blue",
  "X-2,Refund twice,Bug,XL,Done,Red",
  "X-3,,Task,1,Open,Red",
].join("\n");

const file = (text: string) => ({ name: "backlog.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

test("from the setup link to a second person in an imported backlog", async ({ browser, setupLink }) => {
  // A dozen pages, each looked over by axe.
  test.setTimeout(180_000);
  const context = await browser.newContext({ timezoneId: "Europe/Warsaw", storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(setupLink);
  await accessible(page);
  await page.getByLabel("Your name").fill("Ana Lopez");
  await page.getByLabel("E-mail").fill("ana@example.org");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("[data-error-for=workspace]")).toContainText("“Workspace” is empty.");
  await expect(page.getByLabel("Workspace")).toBeFocused();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("short");
  await page.getByLabel("Workspace").fill("Acme");
  await expect(page.locator("[data-error-for=workspace]")).toBeEmpty();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.locator("[data-error-for=password]")).toContainText("fewer than 10 characters");
  await expect(page.getByLabel("Your name")).toHaveValue("Ana Lopez");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await accessible(page);
  await page.getByLabel("Password", { exact: true }).fill("a long sentence");
  await page.getByRole("button", { name: "Continue" }).click();

  await expect(page.getByRole("heading", { name: "Your first product" })).toBeVisible();
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Warsaw");
  await page.getByLabel("Name").fill("Payments");
  await expect(page.getByLabel("Key")).toHaveValue("PAY");
  await page.getByLabel("Key").fill("1");
  await expect(page.locator("#key-said")).toContainText("two to ten letters");
  await page.getByLabel("Key").fill("SHOP");
  await expect(page.locator("#key-said")).toContainText("SHOP-1");
  await page.getByLabel("With a file").check();
  await accessible(page);
  await page.getByRole("button", { name: "Make the product" }).click();

  await expect(page.getByRole("heading", { name: "Bring a backlog" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("File").setInputFiles(file(CSV));
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("heading", { name: "2 items will come (1 to the product backlog, 1 done). 1 row will not" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Import 2 items" }).click();
  await expect(page.getByRole("heading", { name: "2 items came (1 to the product backlog, 1 done)." })).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "Open the backlog" }).click();
  // What is finished elsewhere came as done, unless one says otherwise.
  await expect(page.locator(".row .title")).toHaveText(["Pay by card"]);

  await page.getByRole("link", { name: "People" }).click();
  await accessible(page);
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  await expect(page.locator("[data-error-for=roles]")).toContainText("at least one role");
  await page.getByRole("checkbox", { name: "Developer Estimates" }).check();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invite link").inputValue();
  await accessible(page);

  const other = await (await browser.newContext({ storageState: { cookies: [], origins: [] } })).newPage();
  await other.goto(link);
  await accessible(other);
  await expect(other.getByText("Ana Lopez invites you to Acme as developer.")).toBeVisible();
  await other.getByLabel("Your name").fill("Bo <b>Berg</b>");
  await other.getByLabel("E-mail").fill("bo@example.org");
  await other.getByLabel("Password", { exact: true }).fill("another sentence");
  await other.getByRole("button", { name: "Join" }).click();
  await expect(other.locator(".row .title")).toHaveText(["Pay by card"]);
  await expect(page.getByText("Bo <b>Berg</b>")).toBeVisible();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "Products" })).toBeVisible();
  await other.context().clearCookies();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This invite link was used" })).toBeVisible();
  await accessible(other);
  await page.goto(setupLink);
  await expect(page.getByRole("heading", { name: "Millpond is set up" })).toBeVisible();
  await context.close();
});

test("signing in by keys leads to where one wanted, signing out leads nowhere", async ({ visitor, product }) => {
  const pay = await product(["One"]);
  const page = await visitor();
  await page.goto(pay.address("/people"));
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await accessible(page);
  await page.keyboard.type(AMINA.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type("wrong password");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-error-for=password]")).toContainText("is wrong");
  await expect(page.getByLabel("E-mail")).toHaveValue(AMINA.email);
  await page.getByLabel("Password", { exact: true }).fill(AMINA.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${pay.address("/people")}$`));
  await page.getByRole("button", { name: "You and your settings" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a product's key is made of its name, however fast it is sent off", async ({ second }) => {
  const page = await second({ timezoneId: "Europe/Warsaw" });
  const key = page.getByLabel("Key");
  await page.goto("/products/new");
  await expect(page.getByLabel("Time zone")).toHaveValue("Europe/Warsaw");
  await page.getByLabel("Name").pressSequentially("Quay works");
  await expect(key).toHaveValue("QW");
  await page.getByLabel("Name").fill("Nimble oxen run");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/p\/NOR\/backlog$/);
  // What somebody typed is theirs, also where the name would make another.
  await page.goto("/products/new");
  await key.fill("OWN");
  await page.getByLabel("Name").fill("Zebra");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/p\/OWN\/backlog$/);
  // A name without plain letters makes no key; the field says so.
  await page.goto("/products/new");
  await page.getByLabel("Name").fill("決済");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-error-for=key]")).toContainText("two to ten letters");
  await accessible(page);
});

test("a product is removed by typing its key, and comes back by its undo", async ({ page, product }) => {
  const pay = await product();
  await page.goto("/");
  const line = page.locator(".product", { hasText: `Test ${pay.key}` });
  await expect(line).toContainText("0 items");
  await accessible(page);
  await line.getByRole("button", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog", { name: /^Remove Test/ });
  await expect(dialog).toContainText("It holds the work of 1 person. Nobody");
  await accessible(page);
  await page.keyboard.type("NOPE");
  await page.keyboard.press("Enter");
  await expect(dialog.locator("[data-error-for='key']")).toContainText("This is not its key");
  await dialog.getByRole("textbox").fill(pay.key);
  await page.keyboard.press("Enter");
  await expect(line).toHaveCount(0);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(line).toHaveCount(1);
});

test("the sample product can be explored and thrown away", async ({ page }) => {
  await page.goto("/products/new");
  await page.getByRole("button", { name: "Open the sample product" }).click();
  await expect(page.locator(".row").first()).toBeVisible();
  await page.goto("/");
  await page.getByRole("button", { name: "Throw away Harbour Bikes (sample)" }).click();
  await expect(page.getByText("Harbour Bikes (sample)", { exact: true })).toHaveCount(0);
});

test("columns are mapped by hand, by keys alone", async ({ page, product }) => {
  const pay = await product();
  await page.goto(pay.address("/import"));
  await page.getByLabel("Or paste rows").fill("Was;Wie;Warum\nKarte;3;darum\n");
  await page.getByRole("button", { name: "Look at it" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Nothing can come yet" })).toBeVisible();
  const title = page.getByLabel("Column Was becomes");
  await title.focus();
  await title.selectOption("Title");
  await expect(page.getByRole("heading", { name: "1 item will come." })).toBeVisible();
  await expect(title).toBeFocused();
  const reason = page.getByLabel("Column Warum becomes");
  await reason.focus();
  await reason.selectOption("Title");
  await expect(title).toHaveValue("");
  await expect(page.locator(".lines.first")).toContainText("darum");
  await accessible(page);
});

test("a broken file says what, where and what to do, and a second file is fine", async ({ page, product }) => {
  const pay = await product();
  await page.goto(pay.address("/import"));
  await page.getByLabel("File").setInputFiles(file('Title,Points\nok,1\n"open,2\n'));
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.locator("[data-error-for=file]")).toContainText("row 3");
  await accessible(page);
  await page.getByLabel("File").setInputFiles(file(CSV));
  await page.getByRole("button", { name: "Look at it" }).click();
  await expect(page.getByRole("button", { name: "Import 2 items" })).toBeVisible();
});

test("a token is shown once, copied and revoked", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/profile");
  await accessible(page);
  await page.getByLabel("New token").fill("Nightly report");
  await page.getByRole("button", { name: "Make a token" }).click();
  const shown = page.getByLabel("Your new token");
  await expect(shown).toHaveValue(/^millpond_/);
  await accessible(page);
  await page.getByRole("button", { name: "Copy" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await shown.inputValue());
  await page.reload();
  await expect(shown).toHaveCount(0);
  await page.getByRole("button", { name: "Revoke Nightly report" }).first().click();
  await expect(toast(page)).toContainText("revoked");
});

test("roles are given by a tick, and the tick is undone", async ({ page, product, visitor }) => {
  const pay = await product();
  await page.goto(pay.address("/people"));
  await page.getByRole("button", { name: "Invite people" }).click();
  await page.getByRole("checkbox", { name: "Stakeholder Reads" }).check();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invite link").inputValue();
  await page.getByRole("button", { name: "Close" }).click();
  const name = `Cy ${pay.key}`;
  const guest = await visitor();
  await guest.goto(link);
  await guest.getByLabel("Your name").fill(name);
  await guest.getByLabel("E-mail").fill(`${pay.key}@example.org`);
  await guest.getByLabel("Password", { exact: true }).fill("another sentence");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("heading", { name: "Product backlog", exact: true })).toBeVisible();
  await guest.getByRole("link", { name: "People" }).click();
  await expect(guest.getByText("Roles are given by")).toBeVisible();
  await accessible(guest);
  const tick = page.getByRole("checkbox", { name: `${name}: Developer` });
  await tick.check();
  await expect(toast(page)).toContainText(`${name} is developer now.`);
  await toast(page).getByRole("button", { name: "Undo" }).click();
  await expect(tick).not.toBeChecked();
});

test("what one may not see is explained on a page of its own", async ({ page, visitor, product }) => {
  const pay = await product();
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
  await accessible(page);
  await expect(page.getByRole("link", { name: "Backlog of" })).toHaveCount(0);
  for (const wrong of ["/icebx", "/sprints/99"]) {
    await page.goto(pay.address(wrong));
    await expect(page.getByRole("heading", { name: "Not found" })).toBeVisible();
    await page.getByRole("link", { name: "Backlog of" }).click();
    await expect(page).toHaveURL(/backlog$/);
  }
  const guest = await visitor();
  await guest.goto(pay.address("/backlog"));
  await expect(guest.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

for (const [name, options] of [
  ["a phone", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
  ["the dark", { colorScheme: "dark" as const }],
] as const) {
  test(`every page around the product fits ${name}`, async ({ second, visitor, product }) => {
    const pay = await product(["One"]);
    const page = await second(options);
    for (const address of ["/", "/profile", "/settings", "/products/new", pay.address("/people"), pay.address("/import"), "/nowhere"]) {
      await page.goto(address);
      await fits(page);
      await accessible(page);
    }
    const guest = await visitor(options);
    for (const address of ["/login", "/setup/guess", "/invite/guess"]) {
      await guest.goto(address);
      await fits(guest);
      await accessible(guest);
    }
  });
}
