// What stands around the main part and changes with it: title, top bar, navigation. It comes with the
// main part, or alone, as one element `[data-around]`. A page that has become another one (the plan a
// board, the board a closed sprint) has other keys, menus and dialogs and is loaded anew.
// Deliberately not here: when something is fetched (parts.ts).
import { all, find } from "./dom";
import { morph } from "./morph";
import { openKey } from "./panel";

/** Takes a main part with what stands around it; or the latter alone, without `main`. */
export function take(html: string, main?: HTMLElement): void {
  const answer = document.createElement("template");
  answer.innerHTML = html;
  const around = find("[data-around]", answer.content);
  if (around && becameAnother(around)) return goTo(around.dataset["href"] ?? "");
  around?.remove();
  if (main) morph(main, [...answer.content.childNodes], "innerHTML");
  if (around) surround(around);
}

/** What is typed and not sent keeps the page as it is; the next change asks again. */
function becameAnother(around: HTMLElement): boolean {
  return around.dataset["around"] !== document.body.dataset["page"] && all("form[data-dirty]").length === 0;
}

function goTo(href: string): void {
  const url = new URL(href, window.location.href);
  if (url.pathname === window.location.pathname) return window.location.reload();
  const open = openKey();
  if (open) url.searchParams.set("open", open);
  window.location.replace(url);
}

function surround(around: HTMLElement): void {
  document.title = around.dataset["title"] ?? document.title;
  for (const fresh of [...around.children]) {
    const shown = document.getElementById(fresh.id);
    if (shown) morph(shown, fresh, "outerHTML");
  }
}
