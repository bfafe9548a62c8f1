// Copies what stands in a field (`data-copy` names it), for links and tokens that are shown once.
import { announce, closest } from "./dom";

/** The clipboard is only there over HTTPS or on this machine; elsewhere the old way does it. */
async function copied(field: HTMLInputElement): Promise<boolean> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

export function startCopy(): void {
  document.addEventListener("click", async (event) => {
    const button = closest<HTMLButtonElement>(event.target, "[data-copy]");
    const field = button && document.getElementById(button.dataset["copy"] ?? "");
    if (!button || !(field instanceof HTMLInputElement)) return;
    const said = (await copied(field)) ? "Copied" : "Press Ctrl C to copy";
    button.textContent = said;
    announce(said);
  });
  document.addEventListener("focusin", (event) => closest<HTMLInputElement>(event.target, "input[data-select]")?.select());
}
