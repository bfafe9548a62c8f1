// While a title is typed, what says nearly the same is shown below it (`form[data-alike]`, into
// `[data-alike-found]`), so that nobody writes down what is there. Deliberately not here: what is
// alike; the server knows.
import { all, closest, debounced, find } from "./dom";
import { morph } from "./morph";
import { part } from "./net";

/** Fewer letters say nothing yet. */
const FEWEST = 4;

async function look(form: HTMLFormElement, title: string): Promise<void> {
  const found = find("[data-alike-found]", form);
  if (!found) return;
  if (title.trim().length < FEWEST) return found.replaceChildren();
  const html = await part(`${form.dataset["alike"] ?? ""}?${new URLSearchParams({ title })}`, "fragment");
  // Something else was typed meanwhile.
  if (html !== null && typed(form) === title) morph(found, html, "innerHTML");
}

function typed(form: HTMLFormElement): string {
  const title = form.elements.namedItem("title");
  return title instanceof HTMLInputElement || title instanceof HTMLTextAreaElement ? title.value : "";
}

export function startAlike(): void {
  const later = debounced(120, (form: HTMLFormElement) => void look(form, typed(form)));
  document.addEventListener("input", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-alike]");
    if (form && closest(event.target, "[name='title']")) later(form);
  });
  document.addEventListener("reset", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-alike]");
    for (const found of form ? all("[data-alike-found]", form) : []) found.replaceChildren();
  });
}
