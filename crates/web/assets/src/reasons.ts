// "Add a reason" in the toast after a move: opens where it stands and takes the focus. The key for it
// does the same while the toast is there; otherwise it goes to the moves without a reason.
import { act, handle } from "./commands";
import { find } from "./dom";

export function startReasons(): void {
  handle("order.why", () => {
    const offer = find("#toasts details[data-reason]");
    if (!offer) return act("order.why");
    offer.setAttribute("open", "");
    return true;
  });
  document.addEventListener("toggle", (event) => {
    const offer = event.target;
    if (!(offer instanceof HTMLDetailsElement) || offer.dataset["reason"] === undefined || !offer.open) return;
    find("input[name='reason']", offer)?.focus();
  }, true);
}
