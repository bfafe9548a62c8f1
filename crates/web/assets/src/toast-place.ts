// Where toasts stand: as low as the style sheet has them (floats.css), and higher where they would cover what
// is pressed next, also after the page below them was redrawn or scrolled.
// Deliberately not here: what toasts say (toasts.ts).
import { all, find } from "./dom";

/** What one goes on with: main buttons, and all those of a page that is answered item by item. */
const PRESSED = ":is(#main, #panel) :is(.button.main, .button.race, .actions .button, .desk .button, .table-side .button, .card-face, .trade-off .button)";
const GAP = 8;
/** So far from the top of the window: above that, nothing of the page would be left. */
const TOP = 56;

/** How far they must rise to cover nothing that is pressed; not at all where there is no room. */
function rise(toasts: DOMRect): number {
  const boxes = all(PRESSED).map((button) => button.getBoundingClientRect());
  const beside = boxes.filter((box) => box.width > 0 && box.left < toasts.right && box.right > toasts.left);
  let up = 0;
  for (;;) {
    const [top, bottom] = [toasts.top - up, toasts.bottom - up];
    const covered = beside.filter((box) => box.top < bottom && box.bottom > top);
    if (covered.length === 0) return up;
    up = toasts.bottom - Math.min(...covered.map((box) => box.top)) + GAP;
    if (toasts.top - up < TOP) return 0;
  }
}

/** Who is about to press an undo does not have to follow it. */
export function placeToasts(): void {
  const region = find("#toasts");
  if (!region || region.childElementCount === 0 || region.matches(":hover, :focus-within")) return;
  region.style.translate = "";
  const up = rise(region.getBoundingClientRect());
  if (up > 0) region.style.translate = `0 ${-up}px`;
}

export function startToastPlace(): void {
  document.addEventListener("pond:morphed", placeToasts);
  document.addEventListener("scroll", placeToasts, { capture: true, passive: true });
  window.addEventListener("resize", placeToasts);
}
