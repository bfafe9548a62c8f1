// Somebody else who joins a product, through the invite link that its page makes.
import { expect, type Page } from "@playwright/test";

import type { Product } from "./millpond";

let made = 0;

/** Makes an account with these roles in the product, in a browser that is signed out. */
export async function joins(host: Page, guest: Page, product: Product, name: string, roles: string[]): Promise<void> {
  made += 1;
  const form = new URLSearchParams(roles.map((role): [string, string] => ["roles", role]));
  const headers = { "x-part": "fragment", "content-type": "application/x-www-form-urlencoded" };
  const answer = await host.request.post(product.address("/invites"), { data: form.toString(), headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  const link = /\/invite\/[0-9a-zA-Z_-]+/.exec(await answer.text())?.[0] ?? "";
  const email = `${name.toLowerCase()}.${process.pid}.${made}@example.org`;
  const account = { name, email, password: "yet another long sentence" };
  const joined = await guest.request.post(link, { form: account });
  expect(joined.ok(), await joined.text()).toBe(true);
}
