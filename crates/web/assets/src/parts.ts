// Parts of a page that keep themselves true: `data-live` says what they show, `data-src` where
// they come from ("" is the page's own address, part `main`). Also walking to another address of
// the same page (filters) without losing the panel. Deliberately not here: the list's rows.
import { take } from "./around";
import { all, closest, debounced, find, parse } from "./dom";
import { morph } from "./morph";
import { part, type Change } from "./net";

const busy = new Map<HTMLElement, "running" | "again">();

/** Whether an element that shows `live` words is touched by a change. */
export function concerns(live: string, change: Change): boolean {
  return live.split(" ").some((word) => {
    if (word === "*" || change.all) return true;
    if (word === "order") return change.order;
    if (word === "mentions") return change.mentions === true;
    if (word === "sprints") return change.sprints.length > 0;
    if (word === "items") return change.items.length > 0;
    const [what, id] = word.split(":");
    if (what === "item") return change.items.includes(Number(id));
    return what === "sprint" && change.sprints.includes(Number(id));
  });
}

/** Fetches and morphs one part; a change that comes meanwhile makes it run once more. */
export async function refresh(element: HTMLElement): Promise<void> {
  if (busy.has(element)) {
    busy.set(element, "again");
    return;
  }
  busy.set(element, "running");
  const src = element.dataset["src"] || window.location.href;
  const html = await part(src, element.dataset["part"] ?? element.id);
  if (html !== null && element.isConnected) put(element, html);
  const again = busy.get(element) === "again";
  busy.delete(element);
  if (again) await refresh(element);
}

function put(element: HTMLElement, html: string): void {
  if (element.id === "main") take(html, element);
  else if (element.dataset["part"] === "around") take(html);
  else if (parse(html)[0]?.id === element.id && element.id) morph(element, html, "outerHTML");
  else morph(element, html, "innerHTML");
}

/** What a step of history that typing made holds: more typing changes that step. */
const TYPED = "typed";

/** Shows another address in `#main`: a filter, a page of the same kind. What is typed into a filter is
 * one step of history, however many letters it has. */
async function visit(url: string, how: "link" | typeof TYPED): Promise<void> {
  const main = find("#main");
  const html = await part(url, "main");
  if (html === null || !main) return;
  const typesOn = how === TYPED && window.history.state === TYPED;
  window.history[typesOn ? "replaceState" : "pushState"](how === TYPED ? TYPED : null, "", url);
  take(html, main);
}

export function startParts(): void {
  document.addEventListener("pond:change", (event) => {
    const change = (event as CustomEvent<Change>).detail;
    for (const element of all("[data-live]:not(pond-list)")) {
      if (concerns(element.dataset["live"] ?? "", change)) void refresh(element);
    }
  });
  document.addEventListener("click", (event) => {
    const link = closest<HTMLAnchorElement>(event.target, "a[data-visit]");
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // What the panel shows is another page.
    if (link.closest("#panel")) return;
    event.preventDefault();
    link.closest<HTMLElement>("[popover]")?.hidePopover();
    void visit(keepingPanel(link.href), "link");
  });
  const type = debounced(150, (form: HTMLFormElement) => void visit(filterAddress(form), TYPED));
  document.addEventListener("input", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-filter]");
    if (form) type(form);
  });
  document.addEventListener("submit", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-filter]");
    if (!form) return;
    event.preventDefault();
    void visit(filterAddress(form), TYPED);
  });
}

function filterAddress(form: HTMLFormElement): string {
  const fields = new FormData(form);
  const query = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === "string" && value !== "") query.append(name, value);
  const text = query.toString();
  return keepingPanel(`${form.getAttribute("action") ?? window.location.pathname}${text ? `?${text}` : ""}`);
}

function keepingPanel(address: string): string {
  const url = new URL(address, window.location.href);
  const open = new URL(window.location.href).searchParams.get("open");
  if (open && url.pathname === window.location.pathname) url.searchParams.set("open", open);
  return url.pathname + url.search;
}
