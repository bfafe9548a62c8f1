// Mentioning people in a comment: behind an "@" those who may be mentioned are offered below the
// text area (`data-mentions` says where they come from). Arrows walk, Enter or Tab takes, Esc closes.
// Deliberately not here: what a mention is; the server reads the names.
import { announce, closest, parse } from "./dom";
import { closeList, marked, showList, walkList, type Listbox } from "./listbox";
import { part } from "./net";

const MOST = 8;
/** What is typed behind an "@" that begins a word, up to the caret. */
const BEGUN = /(?:^|[^\p{L}\p{N}._%+\-/@<\\])@([\p{L}\p{N}][^@\n]{0,60}|)$/u;

/** Who may be mentioned, by where they come from: a page may show items of several products. */
const people = new Map<string, Promise<HTMLElement[]>>();
let open: (Listbox & { area: HTMLTextAreaElement; from: number }) | undefined;

function everybody(src: string): Promise<HTMLElement[]> {
  const asked = people.get(src) ?? ask(src);
  people.set(src, asked);
  return asked;
}

async function ask(src: string): Promise<HTMLElement[]> {
  const html = await part(src, "fragment");
  // The next letter asks again.
  if (html === null) people.delete(src);
  return html === null ? [] : parse(html).filter((one): one is HTMLElement => one instanceof HTMLElement);
}

function close(): void {
  if (open) closeList(open);
  open = undefined;
}

/** Whether one of the words of a name begins with what is typed. */
function fits(name: string, typed: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith(typed) || lower.split(/\s+/).some((word) => word.startsWith(typed));
}

async function offer(area: HTMLTextAreaElement): Promise<void> {
  const typed = BEGUN.exec(area.value.slice(0, area.selectionStart))?.[1];
  if (typed === undefined || area.selectionStart !== area.selectionEnd) return close();
  const all = await everybody(area.dataset["mentions"] ?? "");
  // What was typed meanwhile asks for itself.
  if (BEGUN.exec(area.value.slice(0, area.selectionStart))?.[1] !== typed) return;
  const found = all.filter((one) => fits(one.dataset["name"] ?? "", typed.toLowerCase())).slice(0, MOST);
  close();
  if (found.length > 0 && document.activeElement === area) show(area, found, area.selectionStart - typed.length - 1);
}

function show(area: HTMLTextAreaElement, found: HTMLElement[], from: number): void {
  open = { ...showList(area, found, "mentionable", "People to mention"), area, from };
  walkList(open, 1);
  announce(`${found.length} to mention. ${found[0]?.dataset["name"] ?? ""}: Enter takes it.`);
}

function take(line: Element | null | undefined): void {
  if (!open || !(line instanceof HTMLElement)) return;
  const { area, from } = open;
  const put = `${line.dataset["put"] ?? ""} `;
  close();
  area.setRangeText(put, from, area.selectionStart, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
}

function key(event: KeyboardEvent): void {
  if (!open || event.target !== open.area || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "ArrowDown") walkList(open, 1);
  else if (event.key === "ArrowUp") walkList(open, -1);
  else if (event.key === "Enter" || event.key === "Tab") take(marked(open));
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function startMention(): void {
  // Before anybody else: Esc would close more than the list.
  document.addEventListener("keydown", key, true);
  document.addEventListener("input", (event) => {
    const area = closest<HTMLTextAreaElement>(event.target, "textarea[data-mentions]");
    if (area) void offer(area);
  });
  document.addEventListener("pointerdown", (event) => {
    const line = closest(event.target, "#mentionable > li");
    if (!line) return close();
    event.preventDefault();
    take(line);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === open?.area) close();
  });
  document.addEventListener("reset", close);
}
