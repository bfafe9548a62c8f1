// The desk (suggestions, icebox, clean-up, refinement): its keys walk by the links that stand on it, and the
// dialog that merges names what the open item is like. Deliberately not here: what a decision
// does; menus and dialogs post it like everywhere.
import { handle } from "./commands";
import { openDialog } from "./dialogs";
import { find } from "./dom";

function walk(step: string): boolean {
  const link = find<HTMLAnchorElement>(`a[data-desk='${step}']`);
  link?.click();
  return link !== null;
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
  handle("clean.many", () => {
    const many = find<HTMLDetailsElement>("#clean-many");
    if (!many) return walk("part");
    many.open = true;
    many.querySelector<HTMLElement>("button")?.focus();
    return true;
  });
  handle("clean.merge", () => {
    const into = find<HTMLInputElement>("#merge input[name='into']");
    if (into) into.value = find("[data-into]")?.dataset["into"] ?? "";
    return openDialog("merge");
  });
}
