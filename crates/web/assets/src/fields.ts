// Commands that lead to a field of the page, or press a button that stands in a menu.
// Deliberately not here: what is then sent; the forms do that.
import { find } from "./dom";
import { handle } from "./commands";

/** The field, with what is in it chosen, so that typing replaces it. */
function to(field: string): boolean {
  const found = find<HTMLInputElement | HTMLTextAreaElement>(field);
  found?.focus();
  found?.select();
  return found !== null;
}

export function startFields(): void {
  handle("sprint.goal", () => to("#goal"));
  handle("sprint.fill", () => to("#fill-to"));
  handle("sign-out", () => find<HTMLFormElement>("#menu-me form")?.requestSubmit());
}
