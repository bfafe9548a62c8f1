// Native dialogs: opened by `data-open-dialog` or by name in an address, closed by Esc, a click outside or `data-close-dialog`.
import { all, closest, find } from "./dom";
import { speakOf, subjects } from "./subjects";

export function openDialog(id: string): boolean {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement)) return false;
  const items = subjects();
  if (!dialog.open) dialog.showModal();
  speakOf(items, dialog);
  // The browser would begin with the button that closes it.
  if (!find("[autofocus]", dialog)) find("form :is(input:not([type='hidden']), select, textarea)", dialog)?.focus();
  return true;
}

/** An address may name a dialog (`/people#invite`). The name goes, or a reload would open it again. */
function openNamed(): void {
  const id = window.location.hash.slice(1);
  if (!(document.getElementById(id) instanceof HTMLDialogElement)) return;
  window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  openDialog(id);
}

export function startDialogs(): void {
  openNamed();
  window.addEventListener("hashchange", openNamed);
  // Why something was refused belongs to that try; who opens the dialog again begins anew.
  document.addEventListener("close", (event) => {
    if (event.target instanceof HTMLDialogElement) for (const old of all("[data-refusal]", event.target)) old.remove();
  }, true);
  // The browser closes it a moment later, and a fast next key would still be typed into it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const float = closest<HTMLElement>(event.target, "dialog[open], :popover-open");
    if (!float) return;
    event.preventDefault();
    if (float instanceof HTMLDialogElement) float.close();
    else float.hidePopover();
    // Opened from no control, it leaves the focus in its own, now unseen field.
    if (document.activeElement instanceof HTMLElement && float.contains(document.activeElement)) document.activeElement.blur();
  });
  document.addEventListener("click", (event) => {
    const opener = closest(event.target, "[data-open-dialog]");
    if (opener) openDialog(opener.dataset["openDialog"] ?? "");
    if (closest(event.target, "[data-close-dialog]")) closest<HTMLDialogElement>(event.target, "dialog")?.close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
}
