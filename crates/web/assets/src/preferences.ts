// What a person sets for this browser: colours, single keys. Kept in cookies, so that the server
// writes them into the page and nothing flashes.
import { handle } from "./commands";
import { closest } from "./dom";

export function prefer(name: string, value: string): void {
  document.documentElement.dataset[name] = value;
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  for (const choice of document.querySelectorAll<HTMLElement>(`[data-prefer^="${name}:"]`)) {
    const chosen = choice.dataset["prefer"] === `${name}:${value}`;
    if (choice instanceof HTMLInputElement) choice.checked = chosen;
    else choice.setAttribute("aria-checked", String(chosen));
  }
}

export function singleKeys(): boolean {
  return document.documentElement.dataset["keys"] !== "off";
}

export function startPreferences(): void {
  for (const theme of ["light", "dark", "system"]) handle(`theme.${theme}`, () => prefer("theme", theme));
  document.addEventListener("click", (event) => {
    const [name, value] = closest(event.target, "[data-prefer]")?.dataset["prefer"]?.split(":") ?? [];
    if (name && value) prefer(name, value);
  });
}
