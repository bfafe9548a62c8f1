// Scores: the dialog that says what an item's score is made of comes from the server for that item, and
// two keys press the buttons that take a proposed order over. Everything else is the forms'.
import { handle } from "./commands";
import { find } from "./dom";
import { openFor } from "./item-dialog";

export function startScores(): void {
  handle("item.score", () => openFor("score", "Score", "Items are scored one by one. Choose one."));
  for (const [command, what] of [["scores.apply", "all"], ["scores.apply-chosen", "some"]] as const) {
    handle(command, () => {
      const button = find(`[data-apply="${what}"]`);
      button?.click();
      return button !== null;
    });
  }
}
