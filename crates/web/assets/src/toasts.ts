// Toasts: what was done (with its undo) and what was refused; and the ways back and forth, Ctrl/Cmd+Z and Ctrl/Cmd+Y.
import { all, announce, closest, find } from "./dom";
import { send } from "./net";

const SHOWN_MS = 7000;
const MOST = 3;
const MOST_KEPT = 50;
let turn: Promise<void> = Promise.resolve();
let redoing = false;

/** Shows a toast of the server's, or one of our own making. */
export function showToast(toast: HTMLElement): void;
export function showToast(kind: "plain" | "refusal", text: string): void;
export function showToast(toast: HTMLElement | "plain" | "refusal", text = ""): void {
  const element = typeof toast === "string" ? made(toast, text) : toast;
  remember(element);
  const region = find("#toasts");
  if (!region) return;
  makeRoom(region, element);
  region.append(element);
  announce(find("span", element)?.textContent ?? "");
  if (!element.classList.contains("refusal")) window.setTimeout(() => fade(element), SHOWN_MS);
}

/** What was done outdates everything before it; a refusal outdates what says the same, and the oldest
 * of many. */
function makeRoom(region: HTMLElement, element: HTMLElement): void {
  const refusal = element.classList.contains("refusal");
  for (const old of all(".toast", region)) {
    if (!refusal || old.textContent === element.textContent) old.remove();
  }
  for (const old of all(".toast", region).slice(0, 1 - MOST)) old.remove();
}

/** A toast somebody points at or has tabbed into stays until they leave it. */
function fade(element: HTMLElement): void {
  if (element.matches(":hover, :focus-within")) window.setTimeout(() => fade(element), 1500);
  else element.remove();
}

function made(kind: "plain" | "refusal", text: string): HTMLElement {
  const element = document.createElement("div");
  element.className = kind === "refusal" ? "toast refusal" : "toast";
  element.role = kind === "refusal" ? "alert" : "status";
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset["dismiss"] = "";
  close.textContent = "Close";
  element.append(words, close);
  return element;
}

type Stack = "undo" | "redo";

/** A tab has its own, for each product. */
function place(stack: Stack): string {
  return `pond-${stack}:${document.body.dataset["product"] ?? ""}`;
}

function kept(stack: Stack): string[] {
  return JSON.parse(sessionStorage.getItem(place(stack)) ?? "[]") as string[];
}

function keep(stack: Stack, addresses: string[]): void {
  sessionStorage.setItem(place(stack), JSON.stringify(addresses.slice(-MOST_KEPT)));
}

/** What a toast offers is the next to undo or redo; a new command leaves nothing to redo. */
function remember(toast: HTMLElement): void {
  const undo = find("[data-undo]", toast)?.dataset["undo"];
  const redo = find("[data-redo]", toast)?.dataset["redo"];
  if (undo) keep("undo", [...kept("undo"), undo]);
  if (redo) keep("redo", [...kept("redo"), redo]);
  if (undo && !redoing) keep("redo", []);
}

/** Takes back this tab's last command that has not been taken back yet. */
export function undoLast(): void {
  inTurn(async () => {
    const last = take("undo");
    if (last) await send(last, {});
    else showToast("plain", "There is nothing to undo.");
  });
}

/** Does again what was undone last. */
export function redoLast(): void {
  inTurn(async () => {
    const last = take("redo");
    if (!last) return showToast("plain", "There is nothing to redo.");
    redoing = true;
    await send(last, { again: "true" });
    redoing = false;
  });
}

function take(stack: Stack): string | undefined {
  const addresses = kept(stack);
  const last = addresses.pop();
  keep(stack, addresses);
  return last;
}

/** Keys may be pressed faster than the server answers; each waits for the one before. */
function inTurn(work: () => Promise<void>): void {
  turn = turn.then(work, work);
}

export function startToasts(): void {
  document.addEventListener("click", (event) => {
    const way = closest(event.target, ".toast :is([data-undo], [data-redo])");
    if (way) {
      way.closest(".toast")?.remove();
      if (way.dataset["undo"]) undoLast();
      else redoLast();
    }
    closest(event.target, "[data-dismiss]")?.closest(".toast, .banner")?.remove();
  });
}
