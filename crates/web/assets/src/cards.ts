// Walking cards that stand in columns with the keys: up and down in a column, left and right to the next
// column that has cards. One card is in the tab order; the focus stays with its item when cards move.
// Deliberately not here: which columns there are (board.ts, map.ts), and moving cards (drag.ts, lift.ts).
import { closest } from "./dom";
import { openKey, openPanel } from "./panel";

export class Cards {
  /** The item that had the focus last, for when its card was redrawn. */
  private held = "";

  /** `columns` are the cards of each column from top to bottom; none where the page has no such cards. */
  constructor(
    private readonly card: string,
    private readonly columns: () => HTMLElement[][],
  ) {}

  start(): void {
    document.addEventListener("focusin", (event) => {
      const card = closest(event.target, this.card);
      if (!card) return;
      this.held = card.dataset["item"] ?? "";
      this.settle();
    });
    this.settle();
  }

  focused(): HTMLElement | null {
    return closest(document.activeElement, this.card);
  }

  /** Exactly one card takes the tab key. */
  settle(): void {
    const one = this.first();
    for (const card of this.columns().flat()) card.tabIndex = card === one ? 0 : -1;
  }

  /** Up or down in the column. */
  walk(by: number): boolean {
    const columns = this.columns();
    const card = this.focused();
    if (!card) return columns.length > 0 && this.go(this.first());
    const column = columns.find((cards) => cards.includes(card)) ?? [];
    return this.go(column[Math.max(0, Math.min(column.length - 1, column.indexOf(card) + by))]);
  }

  /** To the card nearest in height of the next column on that side that has one. */
  aside(by: number): boolean {
    const columns = this.columns();
    const card = this.focused();
    if (!card) return columns.length > 0 && this.go(this.first());
    const from = columns.findIndex((cards) => cards.includes(card));
    for (let next = from + by; from >= 0 && next >= 0 && next < columns.length; next += by) {
      const found = nearest(columns[next] ?? [], card.getBoundingClientRect().top);
      if (found) return this.go(found);
    }
    return from >= 0;
  }

  private go(card: HTMLElement | undefined): boolean {
    if (!card) return false;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (openKey() && openKey() !== card.dataset["key"]) void openPanel(card.dataset["key"] ?? "");
    return true;
  }

  /** The card in the tab order: the held one, else the first there is. */
  private first(): HTMLElement | undefined {
    const cards = this.columns().flat();
    return cards.find((card) => card.dataset["item"] === this.held) ?? cards[0];
  }
}

function nearest(cards: HTMLElement[], top: number): HTMLElement | undefined {
  const far = (card: HTMLElement): number => Math.abs(card.getBoundingClientRect().top - top);
  return cards.reduce<HTMLElement | undefined>((best, card) => (best && far(best) <= far(card) ? best : card), undefined);
}
