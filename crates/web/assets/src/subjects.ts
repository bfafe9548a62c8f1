// Which items a command is about: the selection, else the focused row or card, else the hovered
// one, else the open panel's item.
import { all, closest, find } from "./dom";
import { openKey } from "./panel";

let hovered: HTMLElement | null = null;
/** The row or card that had the focus last: a menu takes the focus away from it. */
let focused: HTMLElement | null = null;

document.addEventListener("pointerover", (event) => (hovered = closest(event.target, "[data-item]")));
document.addEventListener("focusin", (event) => {
  const row = closest(event.target, "[data-item]");
  if (row) focused = row;
  else if (!closest(event.target, "[popover], dialog")) focused = null;
});

/** The element commands are about, when there is one on the page. */
export function current(): HTMLElement | null {
  if (focused?.isConnected) return focused;
  if (hovered?.isConnected) return hovered;
  const key = openKey();
  return key ? find(`[data-item][data-key="${CSS.escape(key)}"]`) : null;
}

/** What an open dialog or menu is about: others may take the row away while one chooses and types. */
let given: { items: string[]; float: HTMLElement } | null = null;

/** As long as this dialog or menu is open, commands are about these items. */
export function speakOf(items: string[], float: HTMLElement): void {
  if (items.length > 0) given = { items, float };
}

function isOpen(float: HTMLElement): boolean {
  return float.isConnected && float.matches("dialog[open], :popover-open");
}

/** Numbers of the items a command is about; none when there is nothing to act on. */
export function subjects(): string[] {
  if (given && isOpen(given.float)) return given.items;
  // Of two lists the one with the focus counts; what is selected in the other stays out of it.
  const here = document.activeElement?.closest("pond-list");
  const lists = all<HTMLElement & { chosen?: () => string[]; follows?: string }>("pond-list").filter((list) => !here || list === here);
  const chosen = lists.flatMap((list) => list.chosen?.() ?? []);
  if (chosen.length > 0) return chosen;
  // On its way to its new place the item is still the one that keys are about.
  const follows = lists.map((list) => list.follows).find(Boolean);
  if (follows) return [follows];
  const row = current();
  if (row) return [number(row)];
  const page = find("[data-page-item]")?.dataset["pageItem"] ?? openKey()?.split("-").pop();
  return page ? [page] : [];
}

/** Why the item that keys are about stays where it is: `#` in the words of its place is its key. */
export function keeps(): string | undefined {
  const item = current() ?? find("[data-page-item]");
  const place = closest(item, "[data-keeps]");
  return place?.dataset["keeps"]?.replaceAll("#", item?.dataset["key"] ?? "");
}

function number(row: HTMLElement): string {
  return row.dataset["item"] ?? "";
}
