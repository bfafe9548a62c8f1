// Beginning a text with a template (`data-begin` names the text area of the same form): what is
// chosen comes in while nothing is typed there. What was typed is never overwritten.
import { closest, find } from "./dom";

/** What a choice put in, as long as nobody has changed it. */
const put = new WeakMap<HTMLTextAreaElement, string>();

function begin(choice: HTMLSelectElement, around: HTMLElement): void {
  const form = choice.form;
  const area = form?.elements.namedItem(around.dataset["begin"] ?? "");
  const said = find("[data-begin-said]", around);
  if (!(area instanceof HTMLTextAreaElement)) return;
  const name = choice.selectedOptions[0]?.textContent ?? "";
  const text = choice.value;
  const kind = choice.selectedOptions[0]?.dataset["kind"];
  choice.selectedIndex = 0;
  if (area.value.trim() !== "" && area.value !== put.get(area)) {
    if (said) said.textContent = "What you typed stays. Empty the field to begin with a template.";
    return;
  }
  put.set(area, text);
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  const kinds = form?.elements.namedItem("kind");
  if (kinds instanceof HTMLSelectElement && kind) kinds.value = kind;
  if (said) said.textContent = `Begun with “${name}”.`;
  area.focus();
  area.setSelectionRange(0, 0);
}

export function startBegin(): void {
  document.addEventListener("change", (event) => {
    const around = closest<HTMLElement>(event.target, "[data-begin]");
    if (around && event.target instanceof HTMLSelectElement && event.target.value) begin(event.target, around);
  });
  document.addEventListener("reset", (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    const said = find("[data-begin-said]", event.target);
    if (said) said.textContent = "";
  });
}
