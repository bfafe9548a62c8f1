// Naming another item (`input[data-chooses]`): words of its title, or its key, find it, and choosing it puts its
// key into the field. Several keys stand behind commas; the last is the one that is typed. Arrows walk, Enter
// takes, Esc closes. Deliberately not here: what is found, and what the key does; the server knows.
import { all, announce, closest, debounced, find, parse } from "./dom";
import { closeList, marked, showList, walkList, type Listbox } from "./listbox";
import { part } from "./net";
import { subjects } from "./subjects";

const KEY = /^([a-z][a-z0-9]*-)?\d+$/i;
let open: Listbox | undefined;
/** What Enter was pressed on before it was answered. */
let entered: string | undefined;

function words(field: HTMLInputElement): string {
  return (field.value.split(",").at(-1) ?? "").trim();
}

/** What is offered before anything is typed: `data-near` names a list of keys. */
function near(field: HTMLInputElement): string {
  const list = document.getElementById(field.dataset["near"] ?? "");
  return all<HTMLOptionElement>("option", list ?? document.createElement("p")).map((one) => one.value).join(",");
}

async function look(field: HTMLInputElement): Promise<void> {
  const typed = words(field);
  const url = new URL(field.dataset["chooses"] ?? "", window.location.href);
  url.searchParams.set("q", typed || near(field));
  if (field.form?.dataset["subjects"] !== undefined) url.searchParams.set("but", subjects().join(","));
  if (url.searchParams.get("q") === "") return close();
  const html = await part(url.pathname + url.search, "fragment");
  // Something else was typed meanwhile.
  if (html === null || words(field) !== typed || document.activeElement !== field) return;
  show(field, parse(html));
  if (entered === typed) take(field, open?.list.firstElementChild);
  entered = undefined;
}

function show(field: HTMLInputElement, found: Element[]): void {
  close();
  const lines = found.filter((one) => one.matches("[role='option']"));
  if (lines.length === 0) return note(field, found[0]?.textContent ?? "");
  open = showList(field, lines, "item-choices", "Items");
  field.setAttribute("aria-expanded", "true");
  announce(`${lines.length} found. Arrow down walks through them, Enter takes one.`);
}

function close(): void {
  if (!open) return;
  open.owner.setAttribute("aria-expanded", "false");
  closeList(open);
  open = undefined;
}

/** A line below the field: which item it is, or that none was found. */
function note(field: HTMLInputElement, text: string): void {
  for (const old of all("[data-chosen-item]", field.parentElement ?? document)) old.remove();
  if (text === "") return;
  const line = Object.assign(document.createElement("p"), { className: "hint", textContent: text });
  line.dataset["chosenItem"] = "";
  field.after(line);
  announce(text);
}

function take(field: HTMLInputElement, line: Element | null | undefined): void {
  if (!(line instanceof HTMLElement)) return;
  const before = field.value.split(",").slice(0, -1).map((one) => one.trim());
  close();
  field.value = [...before, line.dataset["put"] ?? ""].join(", ");
  field.dataset["took"] = field.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  note(field, `${line.dataset["put"] ?? ""} ${line.dataset["title"] ?? ""}`);
  field.focus();
}

/** Enter takes the marked line; without one the first, where what is typed is no key yet. */
function enter(field: HTMLInputElement): boolean {
  const line = open && marked(open);
  const typed = words(field);
  if (!line && (typed === "" || KEY.test(typed))) return false;
  if (line ?? open) take(field, line ?? open?.list.firstElementChild);
  else if (find("[data-chosen-item]", field.parentElement ?? document)) return false;
  else entered = typed;
  return true;
}

function key(event: KeyboardEvent): void {
  const field = closest<HTMLInputElement>(event.target, "input[data-chooses]");
  if (!field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const arrow = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
  if (arrow && open) walkList(open, arrow);
  else if (arrow) void look(field);
  else if (event.key === "Escape" && open) close();
  else if (event.key !== "Enter" || !enter(field)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function startChoose(): void {
  // Before anybody else: Esc would close more than the list, and Enter would send the form.
  document.addEventListener("keydown", key, true);
  const later = debounced(90, (field: HTMLInputElement) => void look(field));
  document.addEventListener("input", (event) => {
    const field = closest<HTMLInputElement>(event.target, "input[data-chooses]");
    if (!field || field.dataset["took"] === field.value) return;
    delete field.dataset["took"];
    note(field, "");
    if (words(field) === "") close();
    later(field);
  });
  document.addEventListener("focusin", (event) => {
    const field = closest<HTMLInputElement>(event.target, "input[data-chooses][data-near]");
    if (field && field.value === "") void look(field);
  });
  document.addEventListener("pointerdown", (event) => {
    const line = closest(event.target, "#item-choices > li");
    if (!line || !open) return;
    event.preventDefault();
    take(open.owner as HTMLInputElement, line);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === open?.owner) close();
  });
  document.addEventListener("reset", (event) => {
    close();
    if (event.target instanceof HTMLFormElement) for (const line of all("[data-chosen-item]", event.target)) line.remove();
  });
}
