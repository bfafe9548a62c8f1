// Drag with the pointer. The items stay where they are; a ghost follows the hand and a line shows
// the place, so a list of which only a window exists can be dragged across as far as it goes: near
// an edge it scrolls, and the rows arrive under the hand. Mouse and pen lift after 5 px, a finger
// after a long press; a finger that lets go where it pressed has chosen the row instead, also where
// one may not move it. A row that is dragged is `[data-item]` inside `[data-drag]`.
import { closest, counted, find } from "./dom";
import { ZONE, draw, drop, leadsSomewhere, load, note, refusal, refusedToLift, targetAt, zones, type Load, type Target } from "./drop";

const SLOP = 5;
const PRESS_MS = 350;
const EDGE = 48;

interface Drag {
  moving: Load;
  ghost: HTMLElement;
  target: Target | null;
  x: number;
  y: number;
  /** Where a finger pressed; the mouse chooses by its check box. */
  pressed: { x: number; y: number } | null;
}

let drag: Drag | null = null;
/** A drag was begun that could lead nowhere; its end is no click either. */
let refused = false;
/** Under a finger that pressed long, a row that can only be chosen. */
let held: { moving: Load; x: number; y: number } | null = null;
let start: { row: HTMLElement; x: number; y: number; pointer: number; press: number | undefined } | null = null;

function begin(row: HTMLElement, x: number, y: number, finger = false): void {
  const moving = load(row);
  if (finger && canBeChosen(row) && !leadsSomewhere(moving)) {
    held = { moving, x, y };
    refused = true;
    row.classList.add("dragged");
    return;
  }
  if (refusedToLift(moving)) {
    start = null;
    refused = true;
    return;
  }
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  const title = Object.assign(document.createElement("span"), { className: "title" });
  title.textContent = moving.items.length > 1 ? counted(moving.items.length) : (row.dataset["title"] ?? find(".title", row)?.textContent ?? "");
  ghost.append(title, Object.assign(document.createElement("span"), { className: "note" }));
  document.body.append(ghost);
  document.documentElement.classList.add("dragging");
  row.classList.add("dragged");
  drag = { moving, ghost, target: null, x, y, pressed: finger ? { x, y } : null };
  move(x, y);
  window.requestAnimationFrame(scroll);
}

/** Whether the row's list has something to do with what is chosen. */
function canBeChosen(row: HTMLElement): boolean {
  return closest(row, "pond-list") !== null && find("#selection [data-command]:not([data-command='list.clear'])") !== null;
}

/** A finger lets go of a row that it held, or moves it, which is refused. */
function release(dropped: boolean): void {
  if (!held) return;
  const { row } = held.moving;
  row.classList.remove("dragged");
  if (dropped) row.dispatchEvent(new CustomEvent("pond:choose", { bubbles: true }));
  else refusedToLift(held.moving);
  held = null;
}

function move(x: number, y: number): void {
  if (!drag) return;
  drag.x = x;
  drag.y = y;
  drag.ghost.style.transform = `translate(${inside(x + 14, drag.ghost.offsetWidth)}px, ${y + 10}px)`;
  const zone = zoneAt(x, y);
  const open = zone && zones(drag.moving).includes(zone) ? zone : null;
  drag.target = open ? targetAt(open, y, drag.moving) : null;
  draw(open && refusal(open, drag.moving) ? null : drag.target, drag.moving);
  const said = drag.target ? note(drag.target, drag.moving) : { text: "", refused: false };
  const words = find(".note", drag.ghost);
  if (words) words.textContent = said.text;
  drag.ghost.classList.toggle("no", said.refused);
}

/** As far to the right as a ghost of that width still fits. */
function inside(x: number, width: number): number {
  return Math.max(8, Math.min(x, document.documentElement.clientWidth - width - 8));
}

/** The zone under the hand; a pane or column counts as far as it reaches, below its last item too. */
function zoneAt(x: number, y: number): HTMLElement | null {
  const under = document.elementFromPoint(x, y);
  return closest(under, ZONE) ?? find(ZONE, closest(under, ".pane, .board-column") ?? document.createElement("div"));
}

/** Near the edge of what scrolls, it scrolls, faster the nearer; columns scroll sideways, too. */
function scroll(): void {
  if (!drag) return;
  const scroller = closest(document.elementFromPoint(drag.x, drag.y), ".map-scroll, .scroll, .pane, .board-column");
  if (scroller) {
    const box = scroller.getBoundingClientRect();
    const up = EDGE - (drag.y - box.top);
    const down = EDGE - (box.bottom - drag.y);
    const speed = up > 0 ? -up : down > 0 ? down : 0;
    if (speed !== 0) {
      scroller.scrollTop += speed / 2;
      move(drag.x, drag.y);
    }
  }
  const row = closest(document.elementFromPoint(drag.x, drag.y), ".map-scroll, .columns, .panes");
  if (row && row.scrollWidth > row.clientWidth) {
    const box = row.getBoundingClientRect();
    const aside = drag.x - box.left < EDGE ? -1 : box.right - drag.x < EDGE ? 1 : 0;
    if (aside !== 0) row.scrollLeft += aside * 12;
  }
  window.requestAnimationFrame(scroll);
}

function end(dropped: boolean): void {
  window.clearTimeout(start?.press);
  start = null;
  release(dropped);
  if (!drag) return;
  const { moving, ghost, target, pressed, x, y } = drag;
  const stayed = pressed !== null && Math.hypot(x - pressed.x, y - pressed.y) <= SLOP;
  drag = null;
  ghost.remove();
  moving.row.classList.remove("dragged");
  document.documentElement.classList.remove("dragging");
  draw(null);
  if (dropped && stayed) moving.row.dispatchEvent(new CustomEvent("pond:choose", { bubbles: true }));
  else if (dropped && target) void drop(target, moving);
}

function onDown(event: PointerEvent): void {
  const row = closest(event.target, "[data-drag] [data-item]");
  if (!row || event.button !== 0 || !event.isPrimary || closest(event.target, "button, input, select, textarea")) return;
  const { clientX: x, clientY: y } = event;
  refused = false;
  const press = event.pointerType === "touch" ? window.setTimeout(() => begin(row, x, y, true), PRESS_MS) : undefined;
  start = { row, x, y, pointer: event.pointerId, press };
}

function onMove(event: PointerEvent): void {
  if (drag) return move(event.clientX, event.clientY);
  if (held) {
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLOP) release(false);
    return;
  }
  if (!start || event.pointerId !== start.pointer) return;
  const far = Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLOP;
  if (!far) return;
  if (start.press === undefined) begin(start.row, event.clientX, event.clientY);
  else end(false);
}

export function startDrag(): void {
  document.addEventListener("pointerdown", onDown);
  document.addEventListener("pointermove", onMove);
  document.addEventListener("pointerup", () => end(true));
  document.addEventListener("pointercancel", () => end(false));
  // The browser must neither scroll under a lifted item nor open what was only dragged.
  document.addEventListener("touchmove", (event) => (drag ?? held) && event.preventDefault(), { passive: false });
  document.addEventListener("dragstart", (event) => closest(event.target, "[data-drag]") && event.preventDefault());
  document.addEventListener("contextmenu", (event) => (drag ?? held) && event.preventDefault());
  document.addEventListener("pointerup", swallowClick, true);
  document.addEventListener("keydown", (event) => {
    if (!drag || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end(false);
  }, true);
}

function swallowClick(): void {
  if (!drag && !refused) return;
  refused = false;
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, once: true });
  window.setTimeout(() => document.removeEventListener("click", swallow, true), 50);
}
