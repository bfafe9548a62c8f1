// The dialog that splits an item: its form comes from the server for the item it is about, and shows
// what would come of what is typed. Deliberately not here: whether it may be split.
import { handle } from "./commands";
import { all, closest, find } from "./dom";
import { bare } from "./inline-new";
import { openFor } from "./item-dialog";

/** Parts shown of what is typed; a longer list says nothing more. */
const SHOWN = 50;

/** The parts as they would be, and the choice among them for each criterion. */
function preview(field: HTMLTextAreaElement): void {
  const titles = field.value.split(/\r?\n/).map(bare).filter(Boolean).slice(0, SHOWN);
  const list = find("[data-split-preview]");
  list?.replaceChildren(...titles.map((title) => Object.assign(document.createElement("li"), { textContent: title })));
  if (list) list.hidden = titles.length === 0;
  const dealt = find("[data-dealt]");
  if (dealt) dealt.hidden = titles.length === 0;
  for (const choice of all<HTMLSelectElement>("[data-dealt] select")) offer(choice, titles);
}

function offer(choice: HTMLSelectElement, titles: string[]): void {
  const chosen = choice.value;
  const first = choice.options[0];
  const options = titles.map((title, at) => new Option(title, String(at + 1)));
  choice.replaceChildren(...(first ? [first] : []), ...options);
  choice.value = Number(chosen) <= titles.length ? chosen : "0";
}

export function startSplit(): void {
  handle("item.split", () => openFor("split", "Split", "Items are split one by one. Choose one."));
  document.addEventListener("input", (event) => {
    const field = closest<HTMLTextAreaElement>(event.target, "#split-titles");
    if (field) preview(field);
  });
}
