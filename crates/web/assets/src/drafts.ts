// Drafts: what is being typed into `textarea[data-draft]` survives a reload and a lost connection.
// Kept in the browser, with the revision it was begun on, until the server has accepted it.
import { all, closest, debounced } from "./dom";
import { showToast } from "./toasts";

interface Draft {
  text: string;
  revision: string;
}

function place(field: HTMLTextAreaElement): string {
  return `draft:${document.body.dataset["product"] ?? ""}:${field.dataset["draft"] ?? ""}`;
}

function revisionField(field: HTMLTextAreaElement): HTMLInputElement | null {
  return field.form?.querySelector<HTMLInputElement>("input[name='revision']") ?? null;
}

function keep(field: HTMLTextAreaElement): void {
  if (field.value === field.defaultValue) return localStorage.removeItem(place(field));
  const draft: Draft = { text: field.value, revision: revisionField(field)?.value ?? "" };
  localStorage.setItem(place(field), JSON.stringify(draft));
}

/** Puts drafts back into fields that do not have them, once per field. */
function restore(): void {
  for (const field of all<HTMLTextAreaElement>("textarea[data-draft]:not([data-draft-seen])")) {
    field.dataset["draftSeen"] = "";
    const text = localStorage.getItem(place(field));
    if (!text || !field.form) continue;
    const draft = JSON.parse(text) as Draft;
    if (draft.text === field.value) continue;
    field.value = draft.text;
    const revision = revisionField(field);
    if (revision && draft.revision) revision.value = draft.revision;
    field.form.dataset["dirty"] = "";
    field.closest("details")?.setAttribute("open", "");
    showToast("plain", "Your unsent text is back where you left it.");
  }
}

export function forgetDrafts(form: HTMLFormElement): void {
  for (const field of all<HTMLTextAreaElement>("textarea[data-draft]", form)) localStorage.removeItem(place(field));
}

export function startDrafts(): void {
  const later = debounced(200, keep);
  document.addEventListener("input", (event) => {
    const field = closest<HTMLTextAreaElement>(event.target, "textarea[data-draft]");
    if (field) later(field);
  });
  // A reload may come before the pause does.
  window.addEventListener("pagehide", () => all<HTMLTextAreaElement>("form[data-dirty] textarea[data-draft]").forEach(keep));
  document.addEventListener("pond:accepted", (event) => forgetDrafts(event.target as HTMLFormElement));
  document.addEventListener("pond:morphed", restore);
  restore();
}
