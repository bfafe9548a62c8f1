// Sprints for journeys: items made ready, a sprint planned from today on, one that runs. Through
// the same commands as the pages, so that a test begins where its own subject begins.
import { expect, type Page } from "@playwright/test";

import type { Product } from "./millpond";

const DAY_MS = 86_400_000;

async function post(page: Page, product: Product, command: string, form: Record<string, string>): Promise<string> {
  const answer = await page.request.post(product.address(command), { form });
  expect(answer.ok(), `${command}: ${await answer.text()}`).toBe(true);
  return answer.url();
}

/** Gives items an estimate and a criterion: nothing keeps them from crossing any more. */
export async function ready(page: Page, product: Product, numbers: number[], points = "3"): Promise<void> {
  await post(page, product, "/estimates", { items: numbers.join(","), points });
  for (const number of numbers) await post(page, product, `/items/${product.item(number)}/criteria`, { criterion: "It works" });
}

/** Plans a sprint of two weeks from yesterday on; the address of its planning page. */
export async function planned(page: Page, product: Product): Promise<string> {
  const day = (after: number): string => new Date(Date.now() + after * DAY_MS).toISOString().slice(0, 10);
  return post(page, product, "/sprints", { start: day(-1), end: day(12), time_zone: "UTC" });
}

/** Makes these items ready, pulls them and commits: sprint 1 runs. */
export async function running(page: Page, product: Product, numbers: number[]): Promise<void> {
  await ready(page, product, numbers);
  await planned(page, product);
  await post(page, product, "/pulls", { items: numbers.join(",") });
  await post(page, product, "/sprints/1/commitment", {});
}
