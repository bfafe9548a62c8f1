// What every journey begins with: a running Millpond, somebody signed in, a product of one's own.
//
//     test("…", async ({ page, product }) => {
//       const pay = await product(["First item", "Second item"]);
//       await page.goto(pay.address("/backlog"));
//     });
//
// `page` is signed in as Amina, the administrator, who makes each product and so holds every role
// in it. `second` opens another browser of hers; `visitor` one that is signed out; `somebody` one of
// a new person with one role.
// Deliberately not here: what a page looks like; selectors belong to the tests.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type APIRequestContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const BINARY = process.env["MILLPOND"] ?? resolve(import.meta.dirname, "../../target/debug/millpond");

export const AMINA = { name: "Amina Mansour", email: "amina@example.org", password: "a long sentence as a password" };

/** A product made for one test. */
export interface Product {
  key: string;
  /** The address of a page of it: `address("/backlog")`. */
  address(page: string): string;
  /** The key of its nth item, counted from 1. */
  item(number: number): string;
}

interface Server {
  origin: string;
}

interface Worker {
  server: Server;
  /** Cookies of a signed-in Amina, for `storageState`. */
  signedIn: string;
}

interface Test {
  /** Makes a product with these items, in this order. */
  product: (titles?: string[]) => Promise<Product>;
  /** Another browser of Amina's. */
  second: (options?: BrowserContextOptions) => Promise<Page>;
  /** The browser of somebody new who has this role in a product and no other. */
  somebody: (product: Product, role: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A browser that is signed out. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
  /** The setup link of a Millpond of one's own that nobody has set up. */
  setupLink: string;
}

export const test = base.extend<Test, Worker>({
  server: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "millpond-"));
      const { child, origin } = await start(folder);
      await use({ origin });
      await stopped(child);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],

  signedIn: [
    async ({ server, playwright }, use, worker) => {
      const request = await playwright.request.newContext({ baseURL: server.origin });
      const answer = await request.post("/login", { form: { email: AMINA.email, password: AMINA.password, then: "/" } });
      expect(answer.ok()).toBe(true);
      const path = join(tmpdir(), `millpond-signed-in-${process.pid}-${worker.workerIndex}.json`);
      await request.storageState({ path });
      await request.dispose();
      await use(path);
      rmSync(path, { force: true });
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.origin),
  storageState: async ({ signedIn }, use) => use(signedIn),

  product: async ({ page }, use) => use((titles = []) => newProduct(page.request, titles)),

  second: async ({ browser, server, signedIn }, use) => {
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: server.origin, storageState: signedIn, ...options });
      return context.newPage();
    });
  },

  visitor: async ({ browser, server }, use) => {
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: server.origin, storageState: { cookies: [], origins: [] }, ...options });
      return context.newPage();
    });
  },

  somebody: async ({ page, visitor }, use) => {
    await use(async (product, role, options = {}) => {
      const invited = await page.request.post(product.address("/invites"), { form: { roles: role } });
      const link = /\/invite\/[\w-]+/.exec(await invited.text())?.[0] ?? "";
      const theirs = await visitor(options);
      made += 1;
      const form = { name: `Robin ${made}`, email: `robin.${process.pid}.${made}@example.org`, password: AMINA.password };
      expect((await theirs.request.post(link, { form })).ok()).toBe(true);
      return theirs;
    });
  },

  setupLink: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "millpond-"));
    const { child, found } = await serve(folder, /http:\/\/127\.0\.0\.1:\d+\/setup\/\S+/);
    await use(found);
    await stopped(child);
    rmSync(folder, { recursive: true, force: true });
  },
});

export { expect };

let made = 0;

async function newProduct(request: APIRequestContext, titles: string[]): Promise<Product> {
  made += 1;
  const key = `T${process.pid % 1000}X${made}`;
  const form = { name: `Test ${key}`, key, time_zone: "UTC", begins: "empty" };
  expect((await request.post("/products", { form })).ok()).toBe(true);
  if (titles.length > 0) {
    const items = await request.post(`/p/${key}/items/many`, { form: { title: titles.join("\n"), below: "" } });
    expect(items.ok()).toBe(true);
  }
  return { key, address: (page) => `/p/${key}${page}`, item: (number) => `${key}-${number}` };
}

/** Sets a folder up from the command line and serves it on a free port. */
async function start(folder: string): Promise<{ child: ChildProcess; origin: string }> {
  const setup = ["setup", "--data", folder, "--name", AMINA.name, "--email", AMINA.email, "--password-stdin"];
  execFileSync(BINARY, setup, { input: AMINA.password, stdio: ["pipe", "ignore", "inherit"] });
  const { child, found } = await serve(folder, /http:\/\/127\.0\.0\.1:\d+/);
  return { child, origin: found };
}

/** Serves a folder on a free port and waits until it has said what is looked for. */
async function serve(folder: string, wanted: RegExp): Promise<{ child: ChildProcess; found: string }> {
  const child = spawn(BINARY, ["serve", "--data", folder, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const found = await new Promise<string>((done, failed) => {
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const match = wanted.exec(said);
      if (match) done(match[0]);
    });
    child.on("exit", (code) => failed(new Error(`millpond ended with ${code}: ${said}`)));
  });
  return { child, found };
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.on("exit", done));
  child.kill("SIGTERM");
  await ended;
}

/** No violation of WCAG 2.2 AA that a program can find. */
export async function accessible(page: Page): Promise<void> {
  // Colours are read where they end up, not halfway into a menu.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== "running"));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
}

/** Nothing is cut off or scrolls sideways. */
export async function fits(page: Page): Promise<void> {
  const [shown, wide] = await page.evaluate(() => [window.innerWidth, document.documentElement.scrollWidth]);
  expect(wide).toBeLessThanOrEqual(shown ?? 0);
}
