// Planning poker by keys: a card by its number, the reveal, another round, the estimate. All of
// them press the buttons that are on the page. Deliberately not here: what may be done when.
import { handle } from "./commands";
import { all, find } from "./dom";

/** How long a first digit waits for a second: 1 may become 13. */
const PAUSE_MS = 600;
let typed = "";
let pause: number | undefined;

function press(what: string): boolean {
  const button = find<HTMLButtonElement>(`[data-poker="${what}"]`);
  button?.click();
  return button !== null;
}

function card(digit?: number): boolean {
  const cards = all<HTMLButtonElement>(".poker-cards [data-number]");
  if (digit === undefined || cards.length === 0) return false;
  window.clearTimeout(pause);
  const begins = (start: string): HTMLButtonElement[] => cards.filter((one) => one.dataset["number"]?.startsWith(start));
  if (begins(typed + digit).length === 0) typed = "";
  typed += digit;
  const fits = begins(typed);
  if (fits.length > 1) pause = window.setTimeout(() => lay(fits), PAUSE_MS);
  else lay(fits);
  return true;
}

/** Lays down the card with exactly this number. */
function lay(fits: HTMLButtonElement[]): void {
  const exact = fits.find((one) => one.dataset["number"] === typed);
  typed = "";
  exact?.click();
}

export function startPoker(): void {
  handle("poker.card", card);
  for (const what of ["reveal", "round", "write"]) handle(`poker.${what}`, () => press(what));
}
