// Changes a piece of the page into what the server says, keeping what belongs to the person:
// focus, typed text, open dialogs and menus, the list's window.
import { Idiomorph } from "idiomorph";
import { takesText } from "./dom";

/** Attributes that behaviours set and the server does not know. */
const OURS = new Set(["open", "data-dirty", "data-open", "aria-busy", "popover-open"]);

/** Elements that know best how to take the server's word. */
interface Adopts extends Element {
  adopt(fresh: Element): void;
}

function adopts(node: Node): node is Adopts {
  return "adopt" in node && typeof node.adopt === "function";
}

export function morph(target: Element, fresh: Element | Node[] | string, style: "innerHTML" | "outerHTML"): void {
  Idiomorph.morph(target, fresh, {
    morphStyle: style,
    ignoreActiveValue: isBeingTyped(document.activeElement),
    restoreFocus: true,
    callbacks: { beforeNodeMorphed, beforeAttributeUpdated, beforeNodeRemoved },
  });
  document.dispatchEvent(new CustomEvent("pond:morphed"));
}

/** Typed text stays; a focused row is no text and takes its new words. So does a field into which nothing
 * was typed yet: its hidden revision is the new one's, and saving the old text would undo that unseen. */
function isBeingTyped(field: Element | null): boolean {
  const untouched = field?.closest("form[data-send]:not([data-dirty])");
  return takesText(field) && !untouched;
}

function beforeNodeMorphed(old: Node, fresh: Node): boolean {
  if (!(old instanceof Element) || !(fresh instanceof Element)) return true;
  if (adopts(old) && old.tagName === fresh.tagName) {
    old.adopt(fresh);
    return false;
  }
  return !isUnsaved(old) && !isUndecided(old, fresh) && !waits(old, fresh);
}

/** What open menus take when they close. */
const later = new WeakMap<Element, Element>();

/** A menu whose choices are under somebody's hand stays as it is until it closes; the server's word about it
 * is empty where it is filled when it opens. */
function waits(old: Element, fresh: Element): boolean {
  if (!old.matches(".menu[role='dialog']:popover-open")) return false;
  if (!later.has(old)) old.addEventListener("toggle", () => catchUp(old), { once: true });
  later.set(old, fresh.cloneNode(true) as Element);
  return true;
}

function catchUp(menu: Element): void {
  const fresh = later.get(menu);
  later.delete(menu);
  if (fresh && menu.isConnected) morph(menu, fresh, "outerHTML");
}

/** Two texts to choose from stay until one is chosen (forms.ts); only newer ones take their place. */
function isUndecided(old: Element, fresh: Element): boolean {
  return old.id.startsWith("conflict-") && old.childElementCount > 0 && fresh.childElementCount === 0;
}

/** A form with unsent text stays whole: its hidden revision must stay the one that was edited. So does one
 * that is on its way: put back to what the server still had, it would be sent again. A form of many
 * lines follows what becomes of them, and only its fields stay. */
function isUnsaved(node: Node): boolean {
  if (!(node instanceof HTMLFormElement) || node.dataset["lines"] !== undefined) return false;
  return node.dataset["dirty"] !== undefined || node.ariaBusy === "true";
}

function beforeNodeRemoved(node: Node): boolean {
  if (node instanceof HTMLElement && node.matches("form[data-lines] .reason") && isFilled(node)) {
    node.dataset["late"] = "Done meanwhile: what is written here is not needed and will not be kept.";
    return false;
  }
  if (node instanceof HTMLElement && node.dataset["stays"] !== undefined) {
    leave(node);
    return false;
  }
  return !(node instanceof Element) || !(isUnsaved(node) || node.matches(".dragged, .lifted, .drop-line"));
}

/** Somebody who lost their last role keeps their line until the page is left: a slip is mended there. */
function leave(line: HTMLElement): void {
  line.dataset["left"] = "";
  for (const box of line.querySelectorAll("input")) box.checked = false;
}

function isFilled(line: HTMLElement): boolean {
  return [...line.querySelectorAll("input")].some((field) => field.value.trim() !== "");
}

function beforeAttributeUpdated(name: string, element: Element, how: "update" | "remove"): boolean {
  if (how === "remove" && OURS.has(name)) return false;
  if (name === "value" && element.closest("form[data-lines][data-dirty]")) return false;
  if (name === "checked" && element.matches("[data-pick]")) return false;
  if (name === "class" && element.matches(".dragged, .lifted")) return false;
  return !(name === "open" && element instanceof HTMLDialogElement);
}
