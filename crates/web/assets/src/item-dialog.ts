// A dialog whose form comes from the server for the one item it is about: `#NAME-form` in the dialog
// `NAME` says where from (`data-src`, with `{item}` in it).
import { openDialog } from "./dialogs";
import { find } from "./dom";
import { part } from "./net";
import { subjects } from "./subjects";
import { showToast } from "./toasts";

/** Opens it for the chosen item; says what is missing when there is not exactly one. */
export function openFor(name: string, title: string, several: string): boolean {
  const [item, ...others] = subjects();
  if (item === undefined) showToast("plain", `${title}: choose an item first (J and K walk).`);
  else if (others.length > 0) showToast("plain", several);
  else void fill(name, item);
  return true;
}

async function fill(name: string, item: string): Promise<void> {
  const place = find(`#${name}-form`);
  if (!place) return;
  const html = await part((place.dataset["src"] ?? "").replace("{item}", item), "fragment");
  if (html === null) return;
  place.innerHTML = html;
  openDialog(name);
}
