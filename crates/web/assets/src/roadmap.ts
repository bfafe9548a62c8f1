// The bars of the roadmap: dragged as a whole or by an end, moved by keys, dropped on the time line
// or under "Later". What is posted is the goal's first and last quarter; the server draws the rest.
// Deliberately not here: which quarters there are (the page says) and whether a goal may be moved.
import { all, announce, closest, find } from "./dom";
import { handle } from "./commands";
import { send } from "./net";
import { refresh } from "./parts";

const BAR = "button[data-bar]";
/** A press that moves less is a click. */
const SLACK = 4;

interface Drag {
  bar: HTMLElement;
  /** Which end is held; the whole bar when none. */
  edge: string | undefined;
  x: number;
  moved: boolean;
  /** Where it would be dropped; null under "Later". */
  to: [number, number] | null;
}

let drag: Drag | undefined;
/** The press that ended a drag is no click. */
let dropped = false;
/** One after another, or a later quarter could arrive first. */
let last: Promise<unknown> = Promise.resolve();

/** Quarters since the year 0. */
function number(quarter: string | undefined): number | null {
  const [, year, part] = /^(\d{4})-Q([1-4])$/.exec(quarter ?? "") ?? [];
  return year && part ? Number(year) * 4 + Number(part) - 1 : null;
}

function quarter(number: number): string {
  return `${Math.floor(number / 4)}-Q${(number % 4) + 1}`;
}

function words([start, end]: [number, number]): string {
  const one = (number: number): string => `Q${(number % 4) + 1} ${Math.floor(number / 4)}`;
  return start === end ? one(start) : `${one(start)} to ${one(end)}`;
}

function span(bar: HTMLElement): [number, number] | null {
  const [start, end] = [number(bar.dataset["start"]), number(bar.dataset["end"])];
  return start === null || end === null ? null : [start, end];
}

function plan(bar: HTMLElement, to: [number, number] | null): void {
  const fields = to ? { start: quarter(to[0]), end: quarter(to[1]) } : { start: "", end: "" };
  // The next key press counts from here, also while this one is on its way.
  bar.dataset["start"] = fields.start;
  bar.dataset["end"] = fields.end;
  const url = bar.dataset["bar"] ?? "";
  last = last.then(() => send(url, fields)).then((accepted) => {
    const main = find("#main");
    if (!accepted && main) void refresh(main);
  });
}

/** Moves the ends of the focused bar; a goal without dates gets this quarter. */
function shift(start: number, end: number): boolean {
  const bar = closest<HTMLElement>(document.activeElement, BAR);
  if (!bar) return false;
  const now = span(bar);
  const first = number(bar.dataset["now"]);
  if (now && now[0] + start <= now[1] + end) plan(bar, [now[0] + start, now[1] + end]);
  else if (!now && first !== null) plan(bar, [first, first]);
  return true;
}

function walk(by: number): boolean {
  const bars = all<HTMLElement>(BAR);
  const at = bars.findIndex((bar) => bar === document.activeElement);
  const next = bars[at < 0 ? 0 : Math.max(0, Math.min(bars.length - 1, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/** The quarters shown, and the one under a point. */
function under(x: number): { first: number; at: number; count: number } | null {
  const heads = all<HTMLElement>("[data-quarter]");
  const first = number(heads[0]?.dataset["quarter"]);
  const [left, right] = [heads[0]?.getBoundingClientRect().left, heads[heads.length - 1]?.getBoundingClientRect().right];
  if (first === null || left === undefined || right === undefined || right <= left) return null;
  return { first, at: first + Math.floor(((x - left) / (right - left)) * heads.length), count: heads.length };
}

/** Where the held bar would go. */
function target(held: Drag, event: PointerEvent): [number, number] | null {
  const [from, to] = [under(held.x), under(event.clientX)];
  if (!from || !to) return null;
  if (find("[data-later]")?.contains(document.elementFromPoint(event.clientX, event.clientY))) return null;
  const now = span(held.bar);
  if (!now) return [Math.max(to.at, to.first), Math.max(to.at, to.first)];
  const by = to.at - from.at;
  if (held.edge === "start") return [Math.min(now[0] + by, now[1]), now[1]];
  if (held.edge === "end") return [now[0], Math.max(now[1] + by, now[0])];
  return [now[0] + by, now[1] + by];
}

function show(held: Drag): void {
  const place = under(held.x);
  const { bar, to } = held;
  bar.dataset["dragged"] = "";
  find("[data-later]")?.toggleAttribute("data-over", to === null && span(bar) !== null);
  for (const head of all<HTMLElement>("[data-quarter]")) {
    const at = number(head.dataset["quarter"]) ?? 0;
    head.toggleAttribute("data-over", to !== null && to[0] <= at && at <= to[1]);
  }
  const when = find(".when", bar);
  if (when) when.textContent = to ? words(to) : "No dates";
  if (!to || !place || !span(bar)) return;
  const start = Math.max(to[0], place.first);
  const end = Math.min(to[1], place.first + place.count - 1);
  if (start <= end) bar.style.gridColumn = `${start - place.first + 1} / span ${end - start + 1}`;
}

function settle(): void {
  if (!drag) return;
  const { bar } = drag;
  delete bar.dataset["dragged"];
  for (const over of all("[data-quarter][data-over], [data-later][data-over]")) over.removeAttribute("data-over");
}

function down(event: PointerEvent): void {
  const bar = closest<HTMLElement>(event.target, BAR);
  if (!bar || event.button !== 0) return;
  const edge = closest<HTMLElement>(event.target, "[data-edge]")?.dataset["edge"];
  drag = { bar, edge, x: event.clientX, moved: false, to: span(bar) };
  bar.setPointerCapture(event.pointerId);
}

function move(event: PointerEvent): void {
  if (!drag) return;
  drag.moved ||= Math.abs(event.clientX - drag.x) > SLACK;
  if (!drag.moved) return;
  drag.to = target(drag, event);
  show(drag);
}

function up(): void {
  const held = drag;
  settle();
  drag = undefined;
  if (!held) return;
  const now = span(held.bar);
  if (!held.moved) return;
  dropped = true;
  window.setTimeout(() => (dropped = false));
  if (String(held.to) !== String(now)) plan(held.bar, held.to);
  else restore(held.bar, now);
}

function restore(bar: HTMLElement, now: [number, number] | null): void {
  const when = find(".when", bar);
  if (when) when.textContent = now ? words(now) : "No dates yet";
  bar.style.gridColumn = "";
}

function cancel(): boolean {
  if (!drag?.moved) return false;
  restore(drag.bar, span(drag.bar));
  settle();
  drag = undefined;
  announce("It stays where it was.");
  return true;
}

export function startRoadmap(): void {
  handle("goal.down", () => walk(1));
  handle("goal.up", () => walk(-1));
  handle("goal.later", () => shift(1, 1));
  handle("goal.earlier", () => shift(-1, -1));
  handle("goal.end-later", () => shift(0, 1));
  handle("goal.end-earlier", () => shift(0, -1));
  handle("goal.start-later", () => shift(1, 0));
  handle("goal.start-earlier", () => shift(-1, 0));
  handle("goal.no-dates", () => {
    const bar = closest<HTMLElement>(document.activeElement, BAR);
    if (bar && span(bar)) plan(bar, null);
    return bar !== null;
  });
  document.addEventListener("pointerdown", down);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", (event) => event.key === "Escape" && cancel() && event.preventDefault());
  document.addEventListener("click", (event) => {
    const bar = closest<HTMLElement>(event.target, BAR);
    if (bar && !dropped) window.location.assign(bar.dataset["page"] ?? "");
  });
}
