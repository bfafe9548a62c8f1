// Texts that are read first and edited on request (`details.edit`): Cancel and Esc close the editor on
// what is saved. What was typed is not lost by that: the toast brings it back.
// Deliberately not here: saving (forms.ts), and keeping what is typed (drafts.ts).
import { closest, find } from "./dom";
import { discard, typeAgain } from "./forms";
import { showToast, toastWith } from "./toasts";

function text(form: HTMLFormElement): HTMLTextAreaElement | null {
  return find<HTMLTextAreaElement>("textarea", form);
}

function cancel(form: HTMLFormElement): void {
  const field = text(form);
  const typed = field?.value ?? "";
  const changed = field !== null && typed !== field.defaultValue;
  discard(form);
  find("summary", closest(form, "details.edit") ?? form)?.focus();
  if (changed) showToast(toastWith("Your change was not saved.", "Keep writing", () => typeAgain(form.id, typed)));
}

export function startEdits(): void {
  document.addEventListener("click", (event) => {
    const form = closest(event.target, "[data-cancel-edit]")?.closest("form");
    if (form) cancel(form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const form = closest<HTMLFormElement>(event.target, "details.edit form[data-send]");
    if (!form || !closest(event.target, "input, textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    cancel(form);
  }, true);
  // Who opens the editor is about to write.
  document.addEventListener("toggle", (event) => {
    const editor = event.target;
    if (!(editor instanceof HTMLDetailsElement) || !editor.matches("details.edit[open]")) return;
    if (document.activeElement === find("summary", editor)) find<HTMLElement>("textarea, input:not([type='hidden'])", editor)?.focus();
  }, true);
}
