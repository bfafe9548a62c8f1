// Walking a board with the keys: up and down in a column, left and right between columns. One card
// is in the tab order; the focus stays with its item when cards move.
// Deliberately not here: moving cards (drag.ts, lift.ts, commands).
import { all, closest, find } from "./dom";
import { handle } from "./commands";
import { openKey, openPanel } from "./panel";

const CARD = ".board-card";
/** The item that had the focus last, for when its card was redrawn. */
let held = "";

function board(): HTMLElement | null {
  return find("[data-board]");
}

function columns(): HTMLElement[] {
  return all(".board-column", board() ?? document.createElement("div"));
}

function cards(column: Element | undefined): HTMLElement[] {
  return column ? all(CARD, column) : [];
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
  return all(CARD).find((card) => card.dataset["item"] === held) ?? all(CARD)[0];
}

function walk(by: number): boolean {
  if (!board()) return false;
  const card = focused();
  if (!card) return go(first());
  const all = cards(card.closest(".board-column") ?? undefined);
  return go(all[Math.max(0, Math.min(all.length - 1, all.indexOf(card) + by))]);
}

/** To the nearest column on that side that has a card, at the same height. */
function aside(by: number): boolean {
  const card = focused();
  if (!board()) return false;
  if (!card) return go(first());
  const list = columns();
  const at = list.indexOf(card.closest<HTMLElement>(".board-column") ?? card);
  const height = cards(list[at]).indexOf(card);
  for (let next = at + by; next >= 0 && next < list.length; next += by) {
    const found = cards(list[next]);
    if (found.length > 0) return go(found[Math.min(height, found.length - 1)]);
  }
  return true;
}

/** Exactly one card takes the tab key. */
function settle(): void {
  if (!board()) return;
  const one = first();
  for (const card of all(CARD)) card.tabIndex = card === one ? 0 : -1;
}

/** On a phone the tab of the column in sight is marked. */
function marks(): void {
  for (const strip of all(".columns, .panes")) {
    const middle = strip.getBoundingClientRect().left + strip.clientWidth / 2;
    const shown = [...strip.children].find((part) => {
      const box = part.getBoundingClientRect();
      return box.left <= middle && box.right >= middle && part.id;
    });
    for (const tab of all<HTMLAnchorElement>(".tabs a")) {
      tab.toggleAttribute("aria-current", shown !== undefined && tab.hash === `#${shown.id}`);
    }
  }
}

export function startBoard(): void {
  handle("board.down", () => walk(1));
  handle("board.up", () => walk(-1));
  handle("board.right", () => aside(1));
  handle("board.left", () => aside(-1));
  handle("board.open", () => {
    const card = document.activeElement?.matches(CARD) ? focused() : null;
    if (card) void openPanel(card.dataset["key"] ?? "");
    return card !== null;
  });
  document.addEventListener("focusin", (event) => {
    const card = closest(event.target, CARD);
    if (!card) return;
    held = card.dataset["item"] ?? "";
    settle();
  });
  document.addEventListener("click", (event) => {
    const card = closest(event.target, CARD);
    if (!card || event.defaultPrevented || closest(event.target, "a, button, input")) return;
    card.focus();
    void openPanel(card.dataset["key"] ?? "");
  });
  document.addEventListener("click", (event) => {
    const tab = closest<HTMLAnchorElement>(event.target, ".tabs a[href^='#']");
    if (!tab) return;
    event.preventDefault();
    find(tab.hash)?.scrollIntoView({ inline: "start", block: "nearest" });
  });
  document.addEventListener("scroll", marks, { capture: true, passive: true });
  document.addEventListener("pond:morphed", () => {
    settle();
    marks();
  });
  settle();
  marks();
}
