// A list of choices below the field it is offered for, as the WAI-ARIA pattern of a combobox has it: the focus
// stays in the field, and `aria-activedescendant` names the marked line.
// Deliberately not here: what is offered, and what taking it does (choose.ts, mention.ts).

export interface Listbox {
  owner: HTMLElement;
  list: HTMLUListElement;
}

/** Shows lines (`li[role=option]`) right below a field; `id` names the list, and begins the lines' own. */
export function showList(owner: HTMLElement, lines: Element[], id: string, name: string): Listbox {
  const list = Object.assign(document.createElement("ul"), { className: "offered", id });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", name);
  list.append(...lines.map((line, at) => Object.assign(line.cloneNode(true) as HTMLElement, { id: `${id}-${at}` })));
  for (const line of list.children) line.setAttribute("aria-selected", "false");
  owner.after(list);
  owner.setAttribute("aria-controls", id);
  return { owner, list };
}

export function closeList({ owner, list }: Listbox): void {
  list.remove();
  for (const name of ["aria-controls", "aria-activedescendant"]) owner.removeAttribute(name);
}

/** Marks the next line, or the one before; from none the first, or the last. */
export function walkList({ owner, list }: Listbox, by: 1 | -1): void {
  const lines = [...list.children];
  const now = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
  const from = now < 0 && by < 0 ? 0 : now;
  const next = lines[(from + by + lines.length) % lines.length];
  for (const line of lines) line.setAttribute("aria-selected", String(line === next));
  next?.scrollIntoView({ block: "nearest" });
  if (next) owner.setAttribute("aria-activedescendant", next.id);
}

/** The marked line. */
export function marked({ list }: Listbox): Element | null {
  return list.querySelector("[aria-selected='true']");
}
