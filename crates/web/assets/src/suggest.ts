// `C` for whoever suggests instead of ordering: it leads to the form, and into its first field. From
// another page the address does that: it names the field.
// Deliberately not here: what the form sends (forms.ts), and what is alike (alike.ts).
import { act, handle } from "./commands";
import { find } from "./dom";

/** The field to begin with, where the form is on this page. */
function begin(): boolean {
  const title = find("#suggest-form [name='title']");
  title?.focus();
  return title !== null;
}

export function startSuggest(): void {
  handle("item.suggest", () => begin() || act("item.suggest"));
}
