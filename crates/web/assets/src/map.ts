// Walking the story map with the keys: up and down in a column through all slices, left and right to the
// next column that has cards; one card is in the tab order. And the float for a new item, which begins
// with the cell it was opened from.
// Deliberately not here: moving cards (drag.ts, lift.ts, commands).
import { all, closest, find, json } from "./dom";
import { handle } from "./commands";
import { openMenu } from "./menus";
import { openKey, openPanel } from "./panel";

const CARD = ".map-card";
/** The item that had the focus last, for when its card was redrawn. */
let held = "";

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

function focused(): HTMLElement | null {
  return closest(document.activeElement, CARD);
}

function go(card: HTMLElement | undefined): boolean {
  if (!card) return false;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (openKey() && openKey() !== card.dataset["key"]) void openPanel(card.dataset["key"] ?? "");
  return true;
}

/** The card in the tab order: the held one, else the first there is. */
function first(): HTMLElement | undefined {
  const cards = all(CARD);
  return cards.find((card) => card.dataset["item"] === held) ?? cards[0];
}

function walk(by: number): boolean {
  if (!map()) return false;
  const card = focused();
  if (!card) return go(first());
  const column = columns().find((cards) => cards.includes(card)) ?? [];
  return go(column[Math.max(0, Math.min(column.length - 1, column.indexOf(card) + by))]);
}

/** To the card nearest in height of the next column on that side that has one. */
function aside(by: number): boolean {
  if (!map()) return false;
  const card = focused();
  if (!card) return go(first());
  const list = columns();
  const top = card.getBoundingClientRect().top;
  const far = (other: HTMLElement): number => Math.abs(other.getBoundingClientRect().top - top);
  for (let next = list.findIndex((cards) => cards.includes(card)) + by; next >= 0 && next < list.length; next += by) {
    const nearest = list[next]?.reduce<HTMLElement | undefined>((best, other) => (best && far(best) <= far(other) ? best : other), undefined);
    if (nearest) return go(nearest);
  }
  return true;
}

/** Exactly one card takes the tab key. */
function settle(): void {
  if (!map()) return;
  const one = first();
  for (const card of all(CARD)) card.tabIndex = card === one ? 0 : -1;
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
  handle("board.down", () => walk(1));
  handle("board.up", () => walk(-1));
  handle("board.right", () => aside(1));
  handle("board.left", () => aside(-1));
  handle("map.new", () => fresh(focused()));
  handle("map.activity", () => {
    const field = find<HTMLInputElement>(".new-activity input[name='name'], .map-first input[name='name']");
    field?.focus();
    return field !== null;
  });
  document.addEventListener("focusin", (event) => {
    const card = closest(event.target, CARD);
    if (!card) return;
    held = card.dataset["item"] ?? "";
    settle();
  });
  document.addEventListener("click", (event) => {
    const plus = closest<HTMLElement>(event.target, "[data-new-card]");
    if (plus) fresh(plus);
  });
  document.addEventListener("pond:accepted", (event) => {
    const form = closest<HTMLElement>(event.target, "#menu-new-card form");
    if (form) remember(form);
  });
  document.addEventListener("pond:morphed", settle);
  settle();
}
