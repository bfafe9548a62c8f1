// Small conveniences bound by attributes: a word that fills a field (`data-fill`, `data-fill-into`)
// and a mark of a chart that leads somewhere (`data-go`).
import { closest } from "./dom";

export function startFill(): void {
  document.addEventListener("click", (event) => {
    const word = closest(event.target, "[data-fill]");
    if (word) {
      const field = document.getElementById(word.dataset["fillInto"] ?? "");
      if (!(field instanceof HTMLInputElement)) return;
      field.value = word.dataset["fill"] ?? "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      return;
    }
    const mark = closest<SVGElement>(event.target, "[data-go]");
    if (mark) window.location.assign(mark.dataset["go"] ?? "");
  });
}
