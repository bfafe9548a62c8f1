// Toasts: what was done (with its undo) and what was refused; and Ctrl/Cmd+Z.
import { all, announce, closest, find } from "./dom";
import { send } from "./net";

const KEPT = "pond-undo";
const SHOWN_MS = 7000;
const MOST = 3;

/** Shows a toast of the server's, or one of our own making. */
export function showToast(toast: HTMLElement): void;
export function showToast(kind: "plain" | "refusal", text: string): void;
export function showToast(toast: HTMLElement | "plain" | "refusal", text = ""): void {
  const element = typeof toast === "string" ? made(toast, text) : toast;
  const undo = find("[data-undo]", element)?.dataset["undo"];
  if (undo) remember(undo);
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
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset["dismiss"] = "";
  close.textContent = "Close";
  element.append(words, close);
  return element;
}

function kept(): string[] {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as string[];
}

function remember(undo: string): void {
  sessionStorage.setItem(KEPT, JSON.stringify([...kept(), undo].slice(-50)));
}

/** Takes back this page's last command that has not been taken back yet. */
export async function undoLast(): Promise<void> {
  const stack = kept();
  const last = stack.pop();
  if (!last) return showToast("plain", "There is nothing to undo.");
  sessionStorage.setItem(KEPT, JSON.stringify(stack));
  await send(last, {});
}

export function startToasts(): void {
  document.addEventListener("click", (event) => {
    const undo = closest(event.target, "[data-undo]");
    if (undo) {
      undo.closest(".toast")?.remove();
      void undoLast();
    }
    closest(event.target, "[data-dismiss]")?.closest(".toast, .banner")?.remove();
  });
}
