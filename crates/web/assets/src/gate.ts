// The gate's refusal: a fragment that says at which row it belongs, opened there as a popover.
// Deliberately not here: what is missing and what may be waived; the server says that.
import { find } from "./dom";
import { openMenu } from "./menus";
import { current } from "./subjects";

function show(): void {
  const gate = find("#gate[data-at]");
  if (!gate) return;
  const row = document.getElementById(gate.dataset["at"] ?? "");
  // Once it stands open, later answers of the page must not open it again.
  delete gate.dataset["at"];
  openMenu("gate", row ?? current());
}

export function startGate(): void {
  document.addEventListener("pond:morphed", show);
}
