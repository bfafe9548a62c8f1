// Passwords that can be shown while they are typed (`data-reveal` names the field).
import { all, closest } from "./dom";

function buttons(): void {
  for (const button of all("[data-reveal][hidden]")) button.hidden = false;
}

export function startReveal(): void {
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
