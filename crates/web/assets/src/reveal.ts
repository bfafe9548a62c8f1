// What is shown when it is asked for: passwords while they are typed (`data-reveal` names the field), and
// the rest of a long text (`data-unfold` names it), also when the focus walks into it.
import { all, closest } from "./dom";

function buttons(): void {
  for (const button of all("[data-reveal][hidden]")) button.hidden = false;
}

function unfold(text: HTMLElement): void {
  text.dataset["open"] = "";
  if (closest(document.activeElement, "[data-unfold]")) text.focus({ preventScroll: true });
}

export function startReveal(): void {
  document.addEventListener("click", (event) => {
    const text = closest(event.target, "[data-unfold]")?.parentElement;
    if (text) unfold(text);
  });
  document.addEventListener("focusin", (event) => {
    const text = closest(event.target, ".folded:not([data-open])");
    if (text && !closest(event.target, "[data-unfold]") && event.target !== text) unfold(text);
  });
  buttons();
  document.addEventListener("pond:morphed", buttons);
  document.addEventListener("click", (event) => {
    const button = closest<HTMLButtonElement>(event.target, "[data-reveal]");
    const field = button && document.getElementById(button.dataset["reveal"] ?? "");
    if (!button || !(field instanceof HTMLInputElement)) return;
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    button.textContent = shown ? "Hide" : "Show";
    button.setAttribute("aria-pressed", String(shown));
  });
}
