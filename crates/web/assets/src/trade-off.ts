// "Which one waits?": the arrow keys press the answer's button. Everything else is the form's.
import { handle } from "./commands";
import { find } from "./dom";

export function startTradeOff(): void {
  for (const answer of ["left", "right", "skip"]) {
    handle(`trade-off.${answer}`, () => {
      const button = find(`[data-answer="${answer}"]`);
      button?.click();
      return button !== null;
    });
  }
}
