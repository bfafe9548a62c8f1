// Templates: what a new item begins with, kept among the policies, chosen where an item is written;
// and what a product's backlog begins with.
import { accessible, expect, fits, test } from "../support/millpond";

test("a template is changed, chosen for a new item, and undone", async ({ page, second, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address("/policies"));
  const bug = page.locator("#template-2");
  await bug.locator("summary").click();
  await expect(bug.getByLabel("Description, in Markdown")).toHaveValue(/What should happen/);
  await accessible(page);
  await bug.getByLabel("Acceptance criteria").fill("It works again\nIt is told\nIt is tested");
  await bug.getByRole("button", { name: "Save the template" }).click();
  await expect(bug.locator("summary")).toContainText("3 criteria");
  const phone = await second({ viewport: { width: 390, height: 800 }, colorScheme: "dark" });
  await phone.goto(pay.address("/backlog"));
  await phone.getByRole("button", { name: /New item/ }).click();
  await phone.getByLabel("Begin with a template").selectOption("Bug");
  await fits(phone);
  await accessible(phone);
  await phone.getByLabel("Title of the new item").fill("The total is wrong");
  await phone.getByLabel("Title of the new item").press("Enter");
  const row = phone.locator(".row", { hasText: "The total is wrong" });
  await expect(row.locator(".kind.bug")).toBeVisible();
  await expect(phone.getByLabel("Begin with a template")).toHaveValue("2");
  await phone.goto(pay.address(`/items/${pay.item(2)}`));
  await expect(phone.locator("main")).toContainText("What should happen");
  await expect(phone.locator("main")).toContainText("It is told");
  await page.getByRole("heading", { name: "Templates for items" }).click();
  await page.keyboard.press("Control+z");
  await expect(bug.locator("summary")).toContainText("2 criteria");
});

test("a template is added, removed, and one of Millpond's comes back", async ({ page, product }) => {
  const pay = await product([]);
  await page.goto(pay.address("/policies"));
  await page.getByText("Add a template").click();
  const form = page.locator("#template-new");
  await form.getByLabel("Name").fill("Outage");
  await form.getByLabel("Kind").selectOption("Bug");
  await form.getByLabel("Description, in Markdown").fill("**Since when**");
  await form.getByRole("button", { name: "Add the template" }).click();
  const added = page.locator("#template-101");
  await expect(added.locator("summary")).toContainText("Outage");
  await added.locator("summary").click();
  await added.getByRole("button", { name: "Remove" }).click();
  await expect(added).toHaveCount(0);
  const task = page.locator("#template-3");
  await task.locator("summary").click();
  await task.getByRole("button", { name: "Remove" }).click();
  await expect(task).toHaveCount(0);
  await page.getByRole("button", { name: "Bring back “Task”" }).click();
  await expect(task.locator("summary")).toContainText("Task");
});

test("a suggestion begins with a template, and what was typed stays", async ({ product, somebody }) => {
  const pay = await product([]);
  const guest = await somebody(pay, "stakeholder");
  await guest.goto(pay.address("/suggestions"));
  const more = guest.getByLabel("More about it");
  const begin = guest.getByLabel("Begin with a template");
  await begin.selectOption("Bug");
  await expect(more).toHaveValue(/What should happen/);
  await expect(guest.getByLabel("Kind")).toHaveValue("bug");
  await begin.selectOption("Story");
  await expect(more).toHaveValue(/so that …/);
  await more.fill("My own words");
  await begin.selectOption("Task");
  await expect(guest.getByText("What you typed stays")).toBeVisible();
  await expect(more).toHaveValue("My own words");
  await accessible(guest);
});

test("the kind's own template is offered first where an item is not described", async ({ page, product }) => {
  const pay = await product(["Pay by card"]);
  await page.goto(pay.address(`/items/${pay.item(1)}`));
  await page.getByText("Describe it").click();
  await page.getByLabel("Begin with a template").selectOption({ index: 1 });
  const text = page.getByLabel("Description, in Markdown");
  await expect(text).toHaveValue(/As a …/);
  await page.locator(`#description-1`).getByRole("button", { name: "Save" }).click();
  await expect(page.locator("main .prose").first()).toContainText("so that …");
});

test("a product begins with an example, and another as its copy", async ({ page }) => {
  const key = `E${process.pid % 1000}A${Date.now() % 10_000}`;
  await page.goto("/products/new");
  await page.getByLabel("Name").fill("Shop");
  await page.getByLabel("Key").fill(key);
  await page.getByLabel(/With an example/).check();
  await page.getByLabel("Which example").selectOption({ index: 0 });
  await accessible(page);
  await page.getByRole("button", { name: "Make the product" }).click();
  await expect(page.locator(".row").first()).toContainText("Put an empty page where people will use it");
  await page.goto("/products/new");
  await page.getByLabel("Name").fill("Shop again");
  await page.getByLabel("Key").fill(`${key}B`);
  await page.getByLabel(/As a copy/).check();
  await page.getByLabel("Of which product").selectOption(key);
  await page.getByRole("button", { name: "Make the product" }).click();
  await expect(page.locator(".row").first()).toContainText("Put an empty page where people will use it");
});

test("a checklist of the Definition of Ready is taken over, and undone as one", async ({ page, product }) => {
  const pay = await product([]);
  await page.goto(pay.address("/policies"));
  await page.getByText("Take over a checklist").click();
  await page.getByRole("button", { name: "Take over “Shown at the review”" }).click();
  const checks = page.getByLabel("Check", { exact: true });
  await expect(checks).toHaveCount(2);
  await expect(page.getByText("All of it is there")).toBeVisible();
  await accessible(page);
  await page.getByRole("heading", { name: "The team's own checks" }).click();
  await page.keyboard.press("Control+z");
  await expect(checks).toHaveCount(0);
});
