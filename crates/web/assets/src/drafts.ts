// Drafts: what is being typed into `textarea[data-draft]` survives a reload and a lost connection.
// Kept in the browser, with the revision it was begun on, until the server has accepted it.
import { all, closest } from "./dom";
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

const PAUSE_MS = 200;
/** Fields whose text is kept after a pause in the typing. */
const waiting = new Map<HTMLTextAreaElement, number>();

function keepLater(field: HTMLTextAreaElement): void {
  window.clearTimeout(waiting.get(field));
  waiting.set(field, window.setTimeout(() => keep(field), PAUSE_MS));
}

function keep(field: HTMLTextAreaElement): void {
  window.clearTimeout(waiting.get(field));
  waiting.delete(field);
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
    if (bare(draft.text) === bare(field.value)) {
      // It was saved, only the answer did not arrive before the page was left.
      localStorage.removeItem(place(field));
      continue;
    }
    field.value = draft.text;
    const revision = revisionField(field);
    if (revision && draft.revision) revision.value = draft.revision;
    field.form.dataset["dirty"] = "";
    field.closest("details")?.setAttribute("open", "");
    showToast("plain", "Your unsent text is back where you left it.");
  }
}

/** A text as the server keeps it: its own line ends, nothing around it. */
function bare(text: string): string {
  return text.replace(/\r\n?/g, "\n").trim();
}

export function forgetDrafts(form: HTMLFormElement): void {
  for (const field of all<HTMLTextAreaElement>("textarea[data-draft]", form)) {
    window.clearTimeout(waiting.get(field));
    waiting.delete(field);
    localStorage.removeItem(place(field));
  }
}

/** What was accepted is no draft any more; what was typed while it was on its way is one. */
function settle(form: HTMLFormElement): void {
  forgetDrafts(form);
  if (form.dataset["dirty"] === undefined) return;
  for (const field of all<HTMLTextAreaElement>("textarea[data-draft]", form)) keep(field);
}

export function startDrafts(): void {
  document.addEventListener("input", (event) => {
    const field = closest<HTMLTextAreaElement>(event.target, "textarea[data-draft]");
    if (field) keepLater(field);
  });
  // A reload may come before the pause does.
  window.addEventListener("pagehide", () => all<HTMLTextAreaElement>("form[data-dirty] textarea[data-draft]").forEach(keep));
  document.addEventListener("pond:accepted", (event) => settle(event.target as HTMLFormElement));
  document.addEventListener("pond:morphed", restore);
  restore();
}
