// Menus are native popovers: this places them beside what opened them, walks them with arrows, and
// posts what a line of a menu stands for (`data-post`, `data-with`) for the chosen items.
import { all, closest, debounced, find, json, parse } from "./dom";
import { part, send, type Fields } from "./net";
import { keeps, speakOf, subjects } from "./subjects";

const GAP = 4;
let anchor: Element | null = null;

/** Opens a menu beside an element (the focused row, when a key opened it). */
export function openMenu(id: string, beside: Element | null): boolean {
  const menu = document.getElementById(id);
  if (!menu?.matches("[popover]")) return false;
  anchor = beside;
  typed = "";
  menu.showPopover();
  return true;
}

function place(menu: HTMLElement): void {
  const from = (anchor ?? document.body).getBoundingClientRect();
  const width = menu.offsetWidth;
  const height = menu.offsetHeight;
  const row = from.width > window.innerWidth / 2;
  const left = row ? from.left + 120 : from.left;
  const below = from.bottom + GAP;
  const top = below + height > window.innerHeight - 8 ? Math.max(8, from.top - GAP - height) : below;
  menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
  menu.style.top = `${top}px`;
}

/** A menu with a source is filled when it opens. */
async function fill(menu: HTMLElement): Promise<void> {
  const html = await part(menu.dataset["src"] ?? "", "fragment");
  if (html === null) return;
  menu.innerHTML = html;
  place(menu);
  lines(menu)[0]?.focus();
}

/** What is typed into a menu's field narrows its choices; the server finds them. */
const narrow = debounced(90, async (field: HTMLInputElement) => {
  const menu = closest<HTMLElement>(field, "[popover]");
  if (!menu) return;
  const url = new URL(menu.dataset["src"] ?? "", window.location.href);
  url.searchParams.set("typed", field.value);
  const html = await part(url.pathname + url.search, "fragment");
  const found = html === null ? undefined : parse(html).find((element) => element.matches("[data-found]"));
  if (!found || !field.isConnected || url.searchParams.get("typed") !== field.value) return;
  find("[data-found]", menu)?.replaceWith(found);
  if (field.dataset["entered"] === field.value) take(menu, field);
});

/** Enter takes the first choice for what was typed; who types fast is ahead of the choices. */
function take(menu: HTMLElement, field: HTMLInputElement): void {
  const found = find("[data-found]", menu);
  if (found?.dataset["for"] === undefined || found.dataset["for"] === field.value) find(".menu-item", menu)?.click();
  else field.dataset["entered"] = field.value;
}

function lines(menu: HTMLElement): HTMLElement[] {
  return all(".menu-item, input, select, button", menu).filter((line) => line.offsetParent !== null);
}

function walk(menu: HTMLElement, event: KeyboardEvent): void {
  if (closest(event.target, "textarea, select")) return;
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  const all = lines(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  all[(at + step + all.length) % all.length]?.focus();
}

/** In a menu of sizes the line of the one that all the items have: it is read before another is chosen. */
function present(menu: HTMLElement): HTMLElement | undefined {
  if (!find("[data-sizes]", menu)) return undefined;
  const sizes = new Set(subjects().map(size));
  const [one] = sizes;
  return sizes.size === 1 ? lines(menu).find((line) => line.textContent?.trim() === one) : undefined;
}

/** An item's estimate as the page says it: in its row or card, else in its facts. */
function size(item: string): string | undefined {
  const shown = find(`[data-item="${CSS.escape(item)}"] .points`);
  return shown ? shown.title : find<HTMLSelectElement>(`#points-of-${CSS.escape(item)} select`)?.selectedOptions[0]?.text;
}

let typed = "";
let typedAt = 0;

/** As in any menu, what is typed goes to the line that begins with it: "8", "13", "not". */
function seek(menu: HTMLElement, event: KeyboardEvent): void {
  const plain = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!plain || closest(event.target, "input, select, textarea")) return;
  typed = (event.timeStamp - typedAt > 800 ? "" : typed) + event.key.toLowerCase();
  typedAt = event.timeStamp;
  const said = (line: HTMLElement): string => (line.textContent ?? "").trim().toLowerCase();
  const all = lines(menu);
  const line = all.find((line) => said(line).split(" ")[0] === typed) ?? all.find((line) => said(line).startsWith(typed));
  event.preventDefault();
  event.stopPropagation();
  line?.focus();
}

/** Posts a menu line (or a button of the selection bar) for the items it is about. */
async function post(line: HTMLElement): Promise<void> {
  const fields: Fields = { ...json<Fields>(line.dataset["with"]) };
  const items = line.dataset["items"] ?? subjects().join(",");
  if (items) fields["items"] ??= items;
  line.closest<HTMLElement>("[popover]")?.hidePopover();
  await send(line.dataset["post"] ?? "", fields);
}

export function startMenus(): void {
  document.addEventListener("click", (event) => {
    const opener = closest(event.target, "[popovertarget]");
    if (opener) anchor = opener;
    const line = closest(event.target, "[data-post]");
    if (line) void post(line);
  }, true);
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLElement) || !menu.matches("[popover]")) return;
    if ((event as ToggleEvent).newState !== "open") return;
    speakOf(subjects(), menu);
    for (const line of all("[data-waits]", menu)) line.hidden = keeps() !== undefined;
    place(menu);
    if (menu.dataset["src"]) void fill(menu);
    (find("[autofocus]", menu) ?? find("[aria-checked='true']", menu) ?? present(menu) ?? lines(menu)[0])?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    // Who types fast is ahead of the focus, which comes into the menu a moment after it opens.
    const menu = closest(event.target, "[popover]") ?? find(".menu:popover-open");
    if (!menu) return;
    walk(menu, event);
    seek(menu, event);
    const field = closest<HTMLInputElement>(event.target, "[data-narrows]");
    if (event.key === "Enter" && field) {
      event.preventDefault();
      take(menu, field);
    }
  });
  document.addEventListener("input", (event) => {
    const field = closest<HTMLInputElement>(event.target, "[data-narrows]");
    if (field) narrow(field);
  });
}
