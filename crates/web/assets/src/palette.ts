// The palette (Ctrl/Cmd+K, `/`): every command of the registry, and every item, by a few letters.
import { all, closest, debounced, find, parse } from "./dom";
import { commands, handle, run, shown, type Command } from "./commands";
import { openDialog } from "./dialogs";
import { part } from "./net";
import { openPanel } from "./panel";

const MOST = 8;
/** Commands that only move the eye are offered when their words are typed, not before. */
const EYE = new Set(["Walk", "Select"]);
let search: AbortController | undefined;

function dialog(): HTMLDialogElement | null {
  return find<HTMLDialogElement>("#palette");
}

function field(): HTMLInputElement | null {
  return find<HTMLInputElement>("#palette input");
}

/** How well a title fits: 0 not at all; letters in order fit, beginnings of words fit better. */
export function score(title: string, typed: string): number {
  const text = title.toLowerCase();
  const query = typed.toLowerCase().trim();
  if (query === "") return 1;
  if (text.startsWith(query)) return 100;
  if (text.includes(` ${query}`)) return 80;
  if (text.includes(query)) return 60;
  let at = -1;
  for (const letter of query) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return 0;
  }
  return 10;
}

/** Other words for a command (`words`) fit when they begin so, a little less than words of its title. */
function fit(command: Command, typed: string): number {
  const own = score(command.title, typed);
  const query = typed.toLowerCase().trim();
  const known = query !== "" && ` ${command.words}`.toLowerCase().includes(` ${query}`);
  return known ? Math.max(own, 70) : own;
}

function fitting(typed: string): Command[] {
  return commands()
    .filter((command) => command.id !== "palette")
    .map((command) => ({ command, fit: fit(command, typed) }))
    .filter(({ command, fit }) => fit > (EYE.has(command.section) ? 10 : 0))
    .sort((a, b) => b.fit - a.fit)
    .slice(0, typed ? MOST : 40)
    .map(({ command }) => command);
}

function commandLine(command: Command): HTMLLIElement {
  const line = document.createElement("li");
  line.role = "option";
  line.dataset["run"] = command.id;
  const title = Object.assign(document.createElement("span"), { className: "grow", textContent: command.title });
  line.append(title);
  const keys = command.keys[0];
  if (keys) line.append(Object.assign(document.createElement("kbd"), { textContent: shown(keys) }));
  return line;
}

function head(text: string): HTMLLIElement {
  return Object.assign(document.createElement("li"), { role: "presentation", textContent: text });
}

function draw(found: Element[]): void {
  const list = find("#palette ul");
  if (!list) return;
  const typed = field()?.value ?? "";
  const lines = fitting(typed).map(commandLine);
  list.replaceChildren();
  if (found.length > 0) list.append(head("Items"), ...found);
  if (lines.length > 0) list.append(head("Commands"), ...lines);
  if (list.childElementCount === 0) {
    list.append(Object.assign(document.createElement("li"), { className: "nothing", role: "presentation", textContent: "Nothing found. Try fewer letters, or an item's number." }));
  }
  options().forEach((line, index) => (line.id = `palette-${index}`));
  choose(0);
}

function options(): HTMLElement[] {
  return all("#palette [role='option']");
}

function choose(index: number): void {
  const lines = options();
  const at = (index + lines.length) % Math.max(lines.length, 1);
  lines.forEach((line, i) => line.setAttribute("aria-selected", String(i === at)));
  lines[at]?.scrollIntoView({ block: "nearest" });
  field()?.setAttribute("aria-activedescendant", lines[at]?.id ?? "");
}

function chosen(): number {
  return options().findIndex((line) => line.getAttribute("aria-selected") === "true");
}

const seek = debounced(90, async () => {
  const source = dialog()?.dataset["src"];
  const typed = field()?.value.trim() ?? "";
  search?.abort();
  if (!source || typed === "") return draw([]);
  search = new AbortController();
  const html = await part(`${source}?q=${encodeURIComponent(typed)}`, "found", search.signal);
  if (html !== null && field()?.value.trim() === typed) draw(parse(html));
});

function take(line: HTMLElement | undefined): void {
  if (!line) return;
  dialog()?.close();
  const { run: command, href, key } = line.dataset;
  // The focus is back on the row before the command asks what it is about.
  if (command) window.setTimeout(() => run(command));
  else if (key && find("pond-list")) void openPanel(key);
  else if (href) window.location.assign(href);
}

function open(): boolean {
  if (!openDialog("palette")) return false;
  const input = field();
  if (input) input.value = "";
  draw([]);
  return true;
}

export function startPalette(): void {
  handle("palette", open);
  handle("search", open);
  document.addEventListener("input", (event) => {
    if (event.target !== field()) return;
    draw([]);
    seek();
  });
  document.addEventListener("keydown", (event) => {
    if (!dialog()?.open || !closest(event.target, "#palette")) return;
    if (event.key === "ArrowDown") choose(chosen() + 1);
    else if (event.key === "ArrowUp") choose(chosen() - 1);
    else if (event.key === "Enter") take(options()[chosen()]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const line = closest(event.target, "#palette [role='option']");
    if (line) take(line);
  });
}
