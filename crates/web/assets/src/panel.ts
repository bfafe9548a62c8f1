// The item beside the list. Its address is the page's with `?open=KEY`, so it can be shared,
// reloaded and walked back from.
import { all, closest, find } from "./dom";
import { morph } from "./morph";
import { part } from "./net";
import { refresh } from "./parts";

/** The key of the open item, if the panel is open. */
export function openKey(): string | null {
  return new URL(window.location.href).searchParams.get("open");
}

function address(key: string | null): string {
  const url = new URL(window.location.href);
  if (key) url.searchParams.set("open", key);
  else url.searchParams.delete("open");
  return url.pathname + url.search;
}

/** Opens an item beside the list; walking from one to the next leaves one step of history. */
export async function openPanel(key: string): Promise<void> {
  const panel = find("#panel");
  const product = document.body.dataset["product"];
  // The head of a group in a list has no item.
  if (!panel || !product || !key) return;
  // A step that typing a filter made stays one, so that typing on does not add another.
  if (openKey()) window.history.replaceState(window.history.state, "", address(key));
  else window.history.pushState(null, "", address(key));
  await show(panel, product, key);
}

export function closePanel(): boolean {
  const panel = find("#panel");
  if (!panel || panel.childElementCount === 0) return false;
  const key = openKey() ?? "";
  window.history.pushState(null, "", address(null));
  empty(panel);
  const back = find(`#main [data-item][data-key="${CSS.escape(key)}"]`) ?? find("pond-list .row[tabindex='0']");
  back?.focus({ preventScroll: true });
  return true;
}

async function show(panel: HTMLElement, product: string, key: string): Promise<void> {
  const src = `${product}/items/${encodeURIComponent(key)}`;
  mark(key);
  const html = await part(src, "panel");
  if (html === null || openKey() !== key) return;
  if (panel.dataset["src"] === src) morph(panel, html, "innerHTML");
  else panel.innerHTML = html;
  panel.dataset["src"] = src;
  listen(panel, key);
  panel.scrollTop = 0;
  // What it says to whoever looks is read now.
  const count = find("#count-mentions");
  if (count?.textContent) void refresh(count);
  document.dispatchEvent(new CustomEvent("pond:morphed"));
}

/** The panel is fetched again when its item, or the item's rank, has changed. */
function listen(panel: HTMLElement, key: string): void {
  panel.dataset["live"] = `item:${key.split("-").pop() ?? ""} order`;
}

function empty(panel: HTMLElement): void {
  panel.replaceChildren();
  delete panel.dataset["src"];
  delete panel.dataset["live"];
  mark(null);
}

/** The row of the open item is marked; also after new rows have come. */
export function mark(key: string | null): void {
  for (const row of all("[data-item][data-open]")) if (row.dataset["key"] !== key) delete row.dataset["open"];
  if (key) for (const row of all(`[data-item][data-key="${CSS.escape(key)}"]`)) row.dataset["open"] = "";
}

export function startPanel(): void {
  const panel = find("#panel[data-src]");
  const opened = openKey();
  if (panel && opened) listen(panel, opened);
  mark(opened);
  document.addEventListener("pond:rows", () => mark(openKey()));
  document.addEventListener("click", (event) => {
    const link = closest<HTMLAnchorElement>(event.target, "a[data-open-item]");
    if (!link || event.defaultPrevented || !find("#panel") || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void openPanel(link.dataset["openItem"] ?? "");
  });
  let path = window.location.pathname;
  let query = withoutOpen();
  document.addEventListener("pond:morphed", () => ([path, query] = [window.location.pathname, withoutOpen()]));
  window.addEventListener("popstate", () => {
    const panel = find("#panel");
    const product = document.body.dataset["product"];
    if (!panel || !product || window.location.pathname !== path || withoutOpen() !== query) return window.location.reload();
    const key = openKey();
    if (key) void show(panel, product, key);
    else empty(panel);
  });
}

function withoutOpen(): string {
  const url = new URL(window.location.href);
  url.searchParams.delete("open");
  return url.search;
}
