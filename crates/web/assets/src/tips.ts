// Tooltips: what a control does and its keys, from the same registry as everything else.
import { closest, find } from "./dom";
import { keysOf } from "./commands";

let tip: HTMLElement | null = null;
let timer: number | undefined;

function show(control: HTMLElement): void {
  hide();
  const text = control.dataset["tip"] ?? control.getAttribute("aria-label") ?? "";
  const keys = keysOf(control.dataset["command"] ?? "");
  if (!text && !keys) return;
  tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true");
  tip.textContent = text;
  if (keys) tip.append(Object.assign(document.createElement("kbd"), { textContent: keys }));
  document.body.append(tip);
  const from = control.getBoundingClientRect();
  const left = from.left + from.width / 2 - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(6, Math.min(left, window.innerWidth - tip.offsetWidth - 6))}px`;
  const below = from.bottom + 6;
  tip.style.top = `${below + tip.offsetHeight > window.innerHeight ? from.top - tip.offsetHeight - 6 : below}px`;
}

function hide(): void {
  window.clearTimeout(timer);
  tip?.remove();
  tip = null;
}

export function startTips(): void {
  document.addEventListener("pointerover", (event) => {
    const control = closest(event.target, "[data-tip], [data-command]");
    hide();
    if (control && event.pointerType === "mouse") timer = window.setTimeout(() => show(control), 500);
  });
  document.addEventListener("focusin", (event) => {
    const control = closest(event.target, "[data-tip]");
    hide();
    if (control && find(":focus-visible") === control) timer = window.setTimeout(() => show(control), 500);
  });
  for (const kind of ["pointerdown", "keydown", "scroll"]) document.addEventListener(kind, hide, true);
}
