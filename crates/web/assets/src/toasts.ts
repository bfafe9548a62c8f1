// Toasts: what was done (with its undo) and what was refused; and the ways back and forth, Ctrl/Cmd+Z
// and Ctrl/Cmd+Y. These go step by step: what is refused or has no way back is said before the next press
// goes past it, and what was done on another page is named first and taken back by the second press.
import { all, announce, closest, find, json } from "./dom";
import { answered, send } from "./net";
import { placeToasts } from "./toast-place";

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
  placeToasts();
  announce(find("span", element)?.textContent ?? "");
  if (!element.classList.contains("refusal")) window.setTimeout(() => fade(element), SHOWN_MS);
}

/** What was done outdates everything before it; a refusal outdates what says the same, whose place it
 * takes with how often that was so, and the oldest of many. */
function makeRoom(region: HTMLElement, element: HTMLElement): void {
  const refusal = element.classList.contains("refusal");
  const same = all(".toast", region).filter((old) => words(old) === words(element));
  const times = same.reduce((sum, old) => sum + Number(old.dataset["times"] ?? 1), 1);
  if (refusal && times > 1) element.dataset["times"] = String(times);
  for (const old of refusal ? same : all(".toast", region)) old.remove();
  for (const old of all(".toast", region).slice(0, 1 - MOST)) old.remove();
}

function words(toast: Element): string {
  return find("span", toast)?.textContent ?? "";
}

const UNREACHED = "The server can't be reached. Nothing was changed and what you typed is kept. Try again in a moment.";

/** Says so until the server answers again (live.ts asks it). */
export function sayUnreached(): void {
  const toast = made("refusal", UNREACHED);
  toast.dataset["unreached"] = "";
  showToast(toast);
  document.dispatchEvent(new CustomEvent("pond:missed"));
}

/** The server answered: that it could not be reached is over. */
export function reached(): void {
  for (const old of all("#toasts [data-unreached]")) old.remove();
}

/** A toast of our own with one button. */
export function toastWith(text: string, label: string, act: () => void): HTMLElement {
  const toast = made("plain", text);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => {
    toast.remove();
    act();
  });
  find("[data-dismiss]", toast)?.before(button);
  return toast;
}

/** A new answer to the same action outdates why it was refused before. */
export function outdateRefusals(action: string): void {
  for (const old of all(`[data-refusal][data-action="${CSS.escape(action)}"]`)) old.remove();
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
const AGAIN = { undo: "Ctrl Z", redo: "Ctrl Y" };

/** An undo waits so long for what is on its way. */
const LONGEST_WAIT_MS = 15_000;

/** What can be taken back: where to, what was said of it, and on which page. Without an address there
 * is no way back. */
interface Step {
  address: string;
  words: string;
  path: string;
  /** It could not be taken back, and that was said: the next press goes past it. */
  said?: boolean;
}

/** A tab has its own, for each product. */
function place(stack: Stack): string {
  return `pond-${stack}:${document.body.dataset["product"] ?? ""}`;
}

function kept(stack: Stack): Step[] {
  return json<Step[]>(sessionStorage.getItem(place(stack))) ?? [];
}

function keep(stack: Stack, steps: Step[]): void {
  sessionStorage.setItem(place(stack), JSON.stringify(steps.slice(-MOST_KEPT)));
}

function push(stack: Stack, address: string, words: string): void {
  keep(stack, [...kept(stack), { address, words, path: window.location.pathname }]);
}

/** What a toast offers is the next to undo or redo; a new command leaves nothing to redo. */
function remember(toast: HTMLElement): void {
  const undo = find("[data-undo]", toast)?.dataset["undo"];
  const redo = find("[data-redo]", toast)?.dataset["redo"];
  const words = find("span", toast)?.textContent ?? "";
  if (undo) push("undo", undo, words);
  if (redo) push("redo", redo, words);
  if (undo && !redoing) keep("redo", []);
}

/** What was done by `words` and has no way back: an undo says so before it goes past it. */
export function rememberFinal(words: string): void {
  if (document.body.dataset["product"]) push("undo", "", words);
}

/** Takes back this tab's last command that has not been taken back yet. */
export function undoLast(): void {
  inTurn(() => follow("undo", {}));
}

/** Does again what was undone last. */
export function redoLast(): void {
  inTurn(async () => {
    redoing = true;
    await follow("redo", { again: "true" });
    redoing = false;
  });
}

async function follow(stack: Stack, fields: Record<string, string>): Promise<void> {
  // What is on its way is the last thing done, and not known as such before it is answered.
  await answered(LONGEST_WAIT_MS);
  const step = next(stack);
  if (!step) return showToast("plain", `There is nothing to ${stack}.`);
  if (!step.address) {
    goPast(stack, step);
    return showToast("plain", `${step.words} has no way back. ${AGAIN[stack]} again goes on with what you did before it.`);
  }
  if (step.path !== window.location.pathname && !named(stack, step)) return name(stack, step);
  const done = await send(step.address, fields);
  if (done) keep(stack, without(kept(stack), step));
  // What is refused was said; whether an older one rests on it is the domain's to say.
  else if (!find("#toasts [data-unreached]")) goPast(stack, step);
}

/** The last step that was not found to stay as it is. */
function next(stack: Stack): Step | undefined {
  const steps = kept(stack);
  const open = steps.slice(0, steps.findLastIndex((step) => !step.said) + 1);
  keep(stack, open);
  return open.at(-1);
}

function goPast(stack: Stack, step: Step): void {
  const same = (one: Step): boolean => one.address === step.address && one.words === step.words;
  keep(stack, kept(stack).map((one) => (same(one) ? { ...one, said: true } : one)));
}

function without(steps: Step[], step: Step): Step[] {
  const at = steps.findLastIndex((one) => one.address === step.address);
  return steps.filter((_, index) => index !== at);
}

/** Whether the step is named in a toast that still stands. */
function named(stack: Stack, step: Step): boolean {
  return find(`#toasts [data-${stack}-named="${CSS.escape(step.address)}"]`) !== null;
}

/** Says what would be taken back, where it cannot be seen. */
function name(stack: Stack, step: Step): void {
  const toast = made("plain", `On another page you did this last: ${step.words} Press ${AGAIN[stack]} again to ${stack} it.`);
  toast.setAttribute(`data-${stack}-named`, step.address);
  const button = document.createElement("button");
  button.type = "button";
  button.dataset["step"] = stack;
  button.textContent = stack === "undo" ? "Undo" : "Redo";
  find("[data-dismiss]", toast)?.before(button);
  showToast(toast);
}

/** Keys may be pressed faster than the server answers; each waits for the one before. */
function inTurn(work: () => Promise<void>): void {
  turn = turn.then(work, work);
}

export function startToasts(): void {
  document.addEventListener("click", (event) => {
    const way = closest(event.target, ".toast :is([data-undo], [data-redo], [data-step])");
    if (way) {
      if (way.dataset["undo"] || way.dataset["step"] === "undo") undoLast();
      else redoLast();
      if (!way.dataset["step"]) way.closest(".toast")?.remove();
    }
    closest(event.target, "[data-dismiss]")?.closest(".toast, .banner")?.remove();
  });
}
