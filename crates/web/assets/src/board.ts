// Boards: cards in columns are walked with the keys (cards.ts) and opened; on a phone the tab of the column
// in sight is marked.
// Deliberately not here: moving cards (drag.ts, lift.ts, commands).
import { Cards } from "./cards";
import { handle } from "./commands";
import { all, closest, find } from "./dom";
import { openPanel } from "./panel";

const CARD = ".board-card";

function columns(): HTMLElement[][] {
  const board = find("[data-board]");
  return board ? all(".board-column", board).map((column) => all(CARD, column)) : [];
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
  const cards = new Cards(CARD, columns);
  handle("board.down", () => cards.walk(1));
  handle("board.up", () => cards.walk(-1));
  handle("board.right", () => cards.aside(1));
  handle("board.left", () => cards.aside(-1));
  handle("board.open", () => {
    const card = document.activeElement?.matches(CARD) ? cards.focused() : null;
    if (card) void openPanel(card.dataset["key"] ?? "");
    return card !== null;
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
    cards.settle();
    marks();
  });
  cards.start();
  marks();
}
