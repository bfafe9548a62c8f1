// Forms that are sent without leaving the page (`form[data-send]`), as a whole or as soon as one
// field has changed (`data-send="change"`). What was typed stays until the server has accepted it.
import { all, closest, find, takesText } from "./dom";
import { forgetDrafts } from "./drafts";
import { clearErrors, send } from "./net";
import { refresh } from "./parts";
import { subjects } from "./subjects";
import { showToast, toastWith } from "./toasts";

/** Sends a form; after an acceptance `data-then` says what follows. */
export async function sendForm(form: HTMLFormElement, submitter?: HTMLElement | null): Promise<boolean> {
  if (form.getAttribute("aria-busy") === "true") return false;
  clearErrors(form);
  const items = form.elements.namedItem("items");
  if (form.dataset["subjects"] !== undefined && items instanceof HTMLInputElement) items.value = subjects().join(",");
  form.setAttribute("aria-busy", "true");
  const fields = new FormData(form, submitter);
  const sent = snapshot(form);
  // Accepted text is no longer unsent; the answer may redraw the form at once.
  delete form.dataset["dirty"];
  const accepted = await send(submitter?.getAttribute("formaction") ?? form.action, fields, form);
  form.removeAttribute("aria-busy");
  if (!accepted && isChoice(form)) form.reset();
  else if (!accepted || snapshot(form) !== sent) form.dataset["dirty"] = "";
  if (accepted) afterwards(form);
  // A choice that was changed while the one before was on its way.
  const typing = takesText(document.activeElement) && !(document.activeElement instanceof HTMLSelectElement);
  if (accepted && form.dataset["send"] === "change" && snapshot(form) !== sent && !typing) form.requestSubmit();
  return accepted;
}

/** Nothing was typed into it: a choice that was refused goes back to what is. */
function isChoice(form: HTMLFormElement): boolean {
  return form.dataset["send"] === "change" && all("input:not([type='hidden']), textarea", form).length === 0;
}

function snapshot(form: HTMLFormElement): string {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : value.name]));
}

function afterwards(form: HTMLFormElement): void {
  form.dispatchEvent(new CustomEvent("pond:accepted", { bubbles: true }));
  const then = form.dataset["then"] ?? "";
  if (then.includes("reset")) {
    form.reset();
    delete form.dataset["dirty"];
  }
  if (then.includes("close")) {
    closest<HTMLDialogElement>(form, "dialog")?.close();
    closest<HTMLElement>(form, "[popover]")?.hidePopover();
    closest(form, "details.edit")?.removeAttribute("open");
  }
  if (then.startsWith("discard:")) discardNamed(then.slice("discard:".length));
}

/** Gives up what a form holds that was never accepted, and shows what the server has. */
export function discard(form: HTMLFormElement): void {
  delete form.dataset["dirty"];
  forgetDrafts(form);
  form.reset();
  closest(form, "details.edit")?.removeAttribute("open");
  document.getElementById(`conflict-${form.id}`)?.replaceChildren();
  for (const part of all("#panel[data-src], #main")) if (part.contains(form)) void refresh(part);
}

function discardNamed(id: string): void {
  const form = document.getElementById(id);
  if (form instanceof HTMLFormElement) discard(form);
}

export function startForms(): void {
  document.addEventListener("submit", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-send]");
    if (!form) return;
    event.preventDefault();
    void sendForm(form, event.submitter);
  });
  document.addEventListener("change", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-send='change']");
    if (form) form.requestSubmit();
  });
  document.addEventListener("input", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-send]");
    if (form) form.dataset["dirty"] = "";
    if (event.target instanceof HTMLInputElement) sayMissing(event.target, "");
  });
  document.addEventListener("invalid", onInvalid, true);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const button = closest(event.target, "[data-discard]");
    if (button) discardNamed(button.dataset["discard"] ?? "");
  });
}

/** What the browser finds missing is said beside the field, like every other refusal. */
function onInvalid(event: Event): void {
  const field = closest<HTMLInputElement>(event.target, "form input");
  if (!field || !sayMissing(field, said(field))) return;
  event.preventDefault();
  if (field === field.form?.querySelector("input:invalid, textarea:invalid, select:invalid")) field.focus();
}

function said(field: HTMLInputElement): string {
  const missing = field.validity.valueMissing ? field.dataset["missing"] : undefined;
  return missing ?? field.validationMessage;
}

/** Writes the words beside the field. False when there is no place for them. */
function sayMissing(field: HTMLInputElement, words: string): boolean {
  const place = field.form?.querySelector(`[data-error-for="${CSS.escape(field.name)}"]`);
  if (!place) return false;
  if (place.textContent !== words) place.textContent = words;
  if (words) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
  return true;
}

/** Enter finishes a one-line field that saves itself; Esc puts back what was there, and leaves a
 * field that is empty, so that the next key is a command again. */
function onKey(event: KeyboardEvent): void {
  const field = closest<HTMLInputElement | HTMLTextAreaElement>(event.target, "form[data-send] :is(input, textarea)");
  if (!field) return;
  const sendKey = event.key === "Enter" && (event.ctrlKey || event.metaKey || field.dataset["enter"] !== undefined);
  if (sendKey && !event.shiftKey) {
    event.preventDefault();
    if (field.form?.dataset["send"] === "change") field.blur();
    else field.form?.requestSubmit();
  } else if (event.key === "Escape" && field.form?.dataset["send"] === "change") {
    event.stopPropagation();
    putBack(field);
  } else if (event.key === "Escape" && leaves(field)) {
    event.stopPropagation();
    field.blur();
  }
}

/** Esc shows what is saved again; what was typed comes back from the toast. */
function putBack(field: HTMLInputElement | HTMLTextAreaElement): void {
  const [typed, form, name] = [field.value, field.form?.id ?? "", field.name];
  if (typed !== field.defaultValue) {
    showToast(toastWith("Your change was not saved.", "Keep writing", () => typeAgain(form, typed, name)));
  }
  field.value = field.defaultValue;
  if (field.form) delete field.form.dataset["dirty"];
  field.blur();
}

/** Puts a text back into its form, which may have been redrawn meanwhile. */
export function typeAgain(id: string, typed: string, name?: string): void {
  const form = document.getElementById(id);
  const named = name ? `[name="${CSS.escape(name)}"]` : "";
  const field = form && find<HTMLInputElement | HTMLTextAreaElement>(named || "textarea", form);
  if (!field) return;
  closest(field, "details.edit")?.setAttribute("open", "");
  field.value = typed;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
  if (form instanceof HTMLFormElement && form.dataset["send"] === "change") field.addEventListener("blur", () => sayChanged(field), { once: true });
}

/** A browser counts only what was typed since the focus came as a change. */
function sayChanged(field: HTMLInputElement | HTMLTextAreaElement): void {
  if (field.value !== field.defaultValue) field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** A field of the page that nothing was typed into; a dialog or menu closes instead. */
function leaves(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  return takesText(field) && field.value === "" && !field.closest("dialog, [popover]");
}
