// The keyboard's twin of drag: Space lifts the focused row or card, arrows move the place it would
// go to, Space (or Enter) drops, Esc puts it back. Every step is said to screen readers.
import { handle } from "./commands";
import { announce, closest, counted } from "./dom";
import { between, draw, drop, load, note, refusedToLift, standing, unordered, zones, type Load, type Target } from "./drop";

let lifted: { moving: Load; target: Target } | null = null;

function begin(row: HTMLElement): void {
  const moving = load(row);
  if (!moving.home || refusedToLift(moving)) return;
  row.classList.add("lifted");
  const items = standing(moving.home, moving);
  const next = items.findIndex((item) => (row.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  lifted = { moving, target: between(moving.home, items, next < 0 ? items.length : next) };
  draw(lifted.target, moving);
  const what = moving.items.length > 1 ? counted(moving.items.length) : (row.dataset["key"] ?? "The item");
  announce(`${what} lifted. Arrow keys move, Space drops, Escape puts back.`);
}

function place(target: Target): void {
  if (!lifted) return;
  lifted.target = target;
  draw(target, lifted.moving);
  const byItself = unordered(target.zone, lifted.moving);
  (byItself ? target.zone : (target.before ?? target.after))?.scrollIntoView({ block: "nearest", inline: "nearest" });
  const where = byItself ? "" : target.before ? `Before ${name(target.before)}` : target.after ? `After ${name(target.after)}, at the end` : "Empty";
  const zone = target.zone.dataset["name"];
  const said = note(target, lifted.moving).text;
  announce([zone, where, said].filter(Boolean).join(". "));
}

function name(item: HTMLElement): string {
  return `${item.dataset["key"] ?? ""} ${item.dataset["title"] ?? item.querySelector(".title")?.textContent ?? ""}`.trim();
}

function step(by: number): void {
  if (!lifted) return;
  const { zone, before } = lifted.target;
  const items = standing(zone, lifted.moving);
  const at = before ? items.indexOf(before) : items.length;
  const over = unordered(zone, lifted.moving) || at + by < 0 || at + by > items.length;
  if (over && overTo(zone, by)) return;
  place(between(zone, items, Math.max(0, Math.min(items.length, at + by))));
}

/** On a map the slice below or above, in the same column. */
function overTo(zone: HTMLElement, by: number): boolean {
  const column = zone.dataset["column"];
  if (!lifted || column === undefined || Math.abs(by) > 1) return false;
  const same = zones(lifted.moving).filter((other) => other.dataset["column"] === column);
  const next = same[same.indexOf(zone) + by];
  if (!next) return false;
  const items = standing(next, lifted.moving);
  place(between(next, items, by > 0 ? 0 : items.length));
  return true;
}

function aside(by: number): void {
  if (!lifted) return;
  const all = zones(lifted.moving);
  const zone = all[all.indexOf(lifted.target.zone) + by];
  if (zone) place(between(zone, standing(zone, lifted.moving), 0));
}

async function finish(dropped: boolean): Promise<void> {
  if (!lifted) return;
  const { moving, target } = lifted;
  lifted = null;
  moving.row.classList.remove("lifted");
  draw(null);
  moving.row.focus({ preventScroll: true });
  if (!dropped) return announce("Put back.");
  if (await drop(target, moving)) announce("Dropped.");
}

const STEPS: Record<string, () => void> = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  ArrowRight: () => aside(1),
  ArrowLeft: () => aside(-1),
  Home: () => step(-1e9),
  End: () => step(1e9),
  " ": () => void finish(true),
  Enter: () => void finish(true),
  Escape: () => void finish(false),
};

/** The row or card that has the focus, where it may be lifted. */
function liftable(): HTMLElement | null {
  const row = document.activeElement;
  return row instanceof HTMLElement && row.matches("[data-drag] [data-item]") ? row : null;
}

/** For the palette; the key is taken below. */
function liftFocused(): boolean {
  const row = liftable();
  if (row) begin(row);
  return row !== null;
}

export function startLift(): void {
  handle("order.lift", liftFocused);
  handle("board.lift", liftFocused);
  handle("map.lift", liftFocused);
  document.addEventListener("keydown", (event) => {
    if (lifted) {
      STEPS[event.key]?.();
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const row = closest(event.target, "[data-drag] [data-item]");
    if (event.key !== " " || !row || event.target !== row) return;
    event.preventDefault();
    event.stopPropagation();
    begin(row);
  }, true);
  document.addEventListener("pointerdown", () => void finish(false));
}
