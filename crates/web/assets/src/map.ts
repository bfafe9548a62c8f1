// The story map: cards are walked with the keys (cards.ts), up and down in a column through all slices. And
// the float for a new item, which begins with the cell it was opened from.
// Deliberately not here: moving cards (drag.ts, lift.ts, commands).
import { Cards } from "./cards";
import { handle } from "./commands";
import { all, closest, find, json } from "./dom";
import { openMenu } from "./menus";

const CARD = ".map-card";

function map(): HTMLElement | null {
  return find("[data-board-map]");
}

/** The cards of each column from top to bottom, what is not on the map first. */
function columns(): HTMLElement[][] {
  const found = new Map<string, HTMLElement[]>();
  for (const zone of all("[data-column]", map() ?? document.createElement("div"))) {
    const column = zone.dataset["column"] ?? "";
    found.set(column, [...(found.get(column) ?? []), ...all(CARD, zone)]);
  }
  return [...found.values()];
}

/** Opens the float for a new item, about a cell where one is known. */
function fresh(beside: HTMLElement | null): boolean {
  const float = find("#menu-new-card");
  if (!map() || !float) return false;
  const zone = find("[data-drop-with]", closest(beside, "td") ?? float);
  const cell = json<Record<string, string>>(zone?.dataset["dropWith"]);
  for (const [name, value] of Object.entries(cell ?? {})) {
    const select = find<HTMLSelectElement>(`select[name='${CSS.escape(name)}']`, float);
    if (select && [...select.options].some((option) => option.value === value)) select.value = value;
  }
  return openMenu("menu-new-card", beside ?? find(".map-panes h2"));
}

/** The next item goes where the last one went, unless something else is said. */
function remember(form: HTMLElement): void {
  for (const select of all<HTMLSelectElement>("select", form)) {
    const chosen = select.value;
    for (const option of select.options) option.defaultSelected = option.value === chosen;
  }
}

export function startMap(): void {
  const cards = new Cards(CARD, columns);
  handle("board.down", () => cards.walk(1));
  handle("board.up", () => cards.walk(-1));
  handle("board.right", () => cards.aside(1));
  handle("board.left", () => cards.aside(-1));
  handle("map.new", () => fresh(cards.focused()));
  handle("map.activity", () => {
    const field = find<HTMLInputElement>(".new-activity input[name='name'], .map-first input[name='name']");
    field?.focus();
    return field !== null;
  });
  document.addEventListener("click", (event) => {
    const plus = closest<HTMLElement>(event.target, "[data-new-card]");
    if (plus) fresh(plus);
  });
  document.addEventListener("pond:accepted", (event) => {
    const form = closest<HTMLElement>(event.target, "#menu-new-card form");
    if (form) remember(form);
  });
  document.addEventListener("pond:morphed", () => cards.settle());
  cards.start();
}
