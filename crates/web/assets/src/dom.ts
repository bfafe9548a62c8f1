// The few helpers every behaviour needs. Deliberately not here: anything about Millpond's pages.

/** The first match inside `root`, typed. */
export function find<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T | null {
  return root.querySelector<T>(selector);
}

/** All matches inside `root`, as an array. */
export function all<T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** The nearest ancestor of an event's target (or the target) that matches. */
export function closest<T extends Element = HTMLElement>(target: EventTarget | null, selector: string): T | null {
  return target instanceof Element ? target.closest<T>(selector) : null;
}

/** "1 item", "2,824 items". */
export function counted(items: number): string {
  return items === 1 ? "1 item" : `${items.toLocaleString("en")} items`;
}

/** Whether typing goes into this element. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** Runs `work` once, `ms` after the last call. */
export function debounced<A extends unknown[]>(ms: number, work: (...args: A) => void): (...args: A) => void {
  let timer: number | undefined;
  return (...args) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => work(...args), ms);
  };
}

/** Elements out of a piece of HTML. */
export function parse(html: string): Element[] {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...template.content.children];
}

/** Says something to screen readers without moving the focus. */
export function announce(text: string): void {
  const place = find("#announcer");
  if (place) place.textContent = place.textContent === text ? `${text}\u00a0` : text;
}

/** The JSON of an attribute or data block; undefined when there is none or it is broken. */
export function json<T>(text: string | null | undefined): T | undefined {
  if (!text) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
