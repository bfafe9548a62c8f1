// The command registry's client: keys, buttons, menus and the palette all run a command by its id.
// The table itself is the server's (`commands/table.rs`), written into the page as data. A command
// this person may not give is there for its key alone, with the sentence that answers it.
// Deliberately not here: what the keys are.
import { all, closest, find, json, takesText } from "./dom";
import { openDialog } from "./dialogs";
import { openMenu } from "./menus";
import { send, type Fields } from "./net";
import { singleKeys } from "./preferences";
import { current, keeps, subjects } from "./subjects";
import { redoLast, showToast, undoLast } from "./toasts";

/** One command as the server writes it. `keys` are sequences such as "g p", "mod+k", "s #". */
export interface Command {
  id: string;
  title: string;
  /** Other words for it. */
  words: string;
  section: string;
  keys: string[];
  /** Why this person may not give it; null when they may. */
  refused: string | null;
  /** Whether it is only for what stands in the product backlog. */
  waits: boolean;
  act: { go?: string; post?: string; with?: Fields; menu?: string; dialog?: string };
}

type Handler = (number?: number) => void | boolean | Promise<unknown>;

/** Commands after which what was selected is no longer there. */
const LEAVES = new Set(["sprint.pull", "sprint.put-back", "item.remove"]);
/** Keys that mean the text itself while text is typed. */
const TEXTS_OWN = new Set(["mod+z", "mod+shift+z", "mod+y", "mod+a"]);
const PAUSE_MS = 1400;
const handlers = new Map<string, Handler[]>();
let table: Command[] = [];
let pending: string[] = [];
let digits = "";
let pause: number | undefined;

/** The commands this person may give here. */
export function commands(): Command[] {
  return table.filter((command) => command.refused === null);
}

/** What this script itself does for a command (walking a list, opening the palette). Several may
 * know it, a list and a board; the first that finds something to do has done it. */
export function handle(id: string, handler: Handler): void {
  handlers.set(id, [...(handlers.get(id) ?? []), handler]);
}

/** Runs a command, or says why it may not be given. False when there was nothing for it to do here. */
export function run(id: string, number?: number): boolean {
  const command = table.find((one) => one.id === id);
  const refused = command?.refused ?? (command?.waits ? keeps() : undefined);
  if (refused) {
    showToast("refusal", refused);
    return true;
  }
  const known = handlers.get(id);
  return known ? known.some((handler) => handler(number) !== false) : act(id, number);
}

/** What the table itself says a command does: go somewhere, open a menu, post for the items. */
export function act(id: string, number?: number): boolean {
  const command = table.find((one) => one.id === id);
  if (!command) return false;
  const { go, post, menu, dialog } = command.act;
  if (go) window.location.assign(go);
  else if ((menu || (dialog && find(`#${dialog} [data-subjects]`))) && subjects().length === 0) return chooseFirst(command);
  else if (menu) return openMenu(menu, current() ?? find(`[data-command="${CSS.escape(id)}"]`));
  else if (dialog) return openDialog(dialog);
  else if (post) return postFor(command, post, number);
  return true;
}

function postFor(command: Command, url: string, number?: number): boolean {
  const items = subjects();
  if (items.length === 0) return chooseFirst(command);
  // What the page itself is about: on the planning page the sprint.
  const about = json<Fields>(find("#main [data-fields]")?.dataset["fields"]);
  const fields: Fields = { ...about, ...command.act.with, items: items.join(",") };
  for (const [name, value] of Object.entries(fields)) fields[name] = value.replace("#", String(number ?? ""));
  inTurn(() => send(url, fields).then((accepted) => void (accepted && LEAVES.has(command.id) && run("list.clear"))));
  return true;
}

function chooseFirst(command: Command): boolean {
  showToast("plain", `${command.title}: choose an item first (J and K walk, X selects).`);
  return true;
}

let turn: Promise<void> = Promise.resolve();

/** Keys may be pressed faster than the server answers: one step after the other, none on what was. */
function inTurn(work: () => Promise<void>): void {
  turn = turn.then(work, work);
}

const MAC = navigator.platform.startsWith("Mac");

/** A command's first keys, as people read them: "G P", "⌘K", "Alt ↑". */
export function keysOf(id: string): string {
  const keys = table.find((command) => command.id === id)?.keys[0];
  return keys ? shown(keys) : "";
}

export function shown(keys: string): string {
  const words: Record<string, string> = {
    mod: MAC ? "⌘" : "Ctrl", alt: "Alt", shift: "Shift", arrowup: "↑", arrowdown: "↓", arrowleft: "←",
    arrowright: "→", enter: "Enter", escape: "Esc", space: "Space", "#": "number", home: "Home", end: "End",
  };
  return keys.split(" ").map((step) => step.split("+").map((key) => words[key] ?? key.toUpperCase()).join(" ")).join(" ");
}

/** "mod+k", "alt+arrowup", "?": the name of a key press as the registry spells it. */
function name(event: KeyboardEvent): string {
  const key = event.key === " " ? "space" : event.key.toLowerCase();
  const printed = key.length === 1 && !/[a-z0-9]/.test(key);
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  // "?" and "!" already hold their shift.
  if (event.shiftKey && !printed) parts.push("shift");
  return [...parts, key].join("+");
}

/** Single keys never act while text is typed, in a dialog, or when the person turned them off. */
function mayAct(event: KeyboardEvent, press: string): boolean {
  const modified = press.includes("mod+") || press.includes("alt+");
  if (takesText(event.target)) return press.startsWith("mod+") && (!TEXTS_OWN.has(press) || (press === "mod+z" && isUntouched(event.target)));
  if (closest(event.target, "dialog, [popover]") && !modified) return false;
  const plain = !modified && event.key.length === 1 && event.key !== " ";
  return singleKeys() || !plain;
}

/** Fields that somebody typed into since their form was sent. */
const typedInto = new WeakSet<EventTarget>();

/** A field of the page without any typing to take back: there, `Ctrl Z` means the last change. */
function isUntouched(field: EventTarget | null): boolean {
  return field instanceof HTMLElement && !typedInto.has(field) && field.ariaInvalid !== "true" && !field.closest("dialog, [popover]");
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const press = name(event);
  // Space lifts a row or card (lift.ts took it then); elsewhere it is the browser's.
  if (!mayAct(event, press) || press === "space") return reset();
  if (typedNumber(event)) return;
  const typed = [...pending, press].join(" ");
  if (table.some((command) => command.keys.some((keys) => keys.startsWith(`${typed} `)))) {
    event.preventDefault();
    pending.push(press);
    return wait();
  }
  const ids = table.filter((command) => command.keys.includes(typed)).map((command) => command.id);
  reset();
  // Several commands may share a key in different contexts; the first that has work here takes it.
  // A digit is the number the command is about.
  const number = /^[0-9]$/.test(press) ? Number(press) : undefined;
  if (ids.some((id) => run(id, number))) event.preventDefault();
}

/** "s" then digits then Enter: a position. True when the press was part of one. */
function typedNumber(event: KeyboardEvent): boolean {
  const command = table.find((one) => one.keys.includes(`${pending.join(" ")} #`));
  if (!command || pending.length === 0) return false;
  if (/^[0-9]$/.test(event.key)) digits += event.key;
  else if (event.key === "Enter" && digits) {
    const number = Number(digits);
    reset();
    run(command.id, number);
    event.preventDefault();
    return true;
  } else return false;
  event.preventDefault();
  wait(`${shown(pending.join(" "))} ${digits} – Enter sets the position`);
  return true;
}

function wait(text?: string): void {
  window.clearTimeout(pause);
  const hint = find("#key-hint");
  if (hint) hint.textContent = text ?? `${shown(pending.join(" "))} …`;
  if (hint) hint.hidden = false;
  // A number takes longer to type than a letter.
  pause = window.setTimeout(reset, text ? PAUSE_MS * 3 : PAUSE_MS);
}

function reset(): void {
  window.clearTimeout(pause);
  pending = [];
  digits = "";
  const hint = find("#key-hint");
  if (hint) hint.hidden = true;
}

export function startCommands(): void {
  table = json<Command[]>(find("#commands")?.textContent) ?? [];
  handle("undo", undoLast);
  handle("redo", redoLast);
  handle("filter", () => {
    const field = find<HTMLInputElement>("[data-filter] input[type='search']");
    field?.select();
    return field !== null;
  });
  handle("copy-link", () => {
    void navigator.clipboard.writeText(window.location.href).then(() => showToast("plain", "The address is copied."));
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", (event) => event.target && typedInto.add(event.target), true);
  document.addEventListener("submit", (event) => {
    if (event.target instanceof HTMLFormElement) for (const field of event.target.elements) typedInto.delete(field);
  }, true);
  document.addEventListener("click", (event) => {
    const control = closest(event.target, "[data-command]");
    if (!control) return;
    event.preventDefault();
    control.closest<HTMLElement>(".menu")?.hidePopover();
    run(control.dataset["command"] ?? "");
  });
  document.addEventListener("click", (event) => {
    if (!closest(event.target, ".nav, [data-nav]")) for (const nav of all(".nav[data-open]")) delete nav.dataset["open"];
    if (closest(event.target, "[data-nav]")) find(".nav")?.toggleAttribute("data-open");
  });
}
