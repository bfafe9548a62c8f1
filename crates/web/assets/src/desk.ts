// The desk (suggestions, icebox, clean-up, refinement): its keys walk by the links that stand on it, and the
// dialog that merges names what the open item is like. Deliberately not here: what a decision
// does; menus and dialogs post it like everywhere.
import { handle } from "./commands";
import { openDialog } from "./dialogs";
import { closest, find } from "./dom";

function walk(step: string): boolean {
  const link = find<HTMLAnchorElement>(`a[data-desk='${step}']`);
  link?.click();
  return link !== null;
}

/** Whether the one answer to many is to be unfolded as soon as its part of the pass is there. */
let unfolds = false;

/** Unfolds the one answer to many; from a single question the way leads through all that are asked for its reason. */
function answerMany(): boolean {
  const many = find<HTMLDetailsElement>("#clean-many");
  if (!many) return walk("part");
  unfolds = false;
  many.open = true;
  find("form[data-send] button", many)?.focus();
  return true;
}

export function startDesk(): void {
  for (const step of ["next", "previous"]) {
    for (const page of ["desk", "clean", "refine"]) handle(`${page}.${step}`, () => walk(step));
  }
  handle("refine.criterion", () => {
    const field = find("[id^='new-criterion-'] textarea");
    field?.focus();
    return field !== null;
  });
  handle("clean.many", answerMany);
  document.addEventListener("click", (event) => {
    const link = closest(event.target, "a[data-visit]");
    if (link) unfolds = link.dataset["desk"] === "part";
  });
  document.addEventListener("pond:morphed", () => {
    if (unfolds && find("#clean-many")) answerMany();
  });
  handle("clean.merge", () => {
    const into = find<HTMLInputElement>("#merge input[name='into']");
    if (into) into.value = find("[data-into]")?.dataset["into"] ?? "";
    return openDialog("merge");
  });
}
