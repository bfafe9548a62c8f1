// The line for a new item (`C`): Enter makes it and waits for the next one, Esc closes it. Pasting
// several lines shows what would be made, before anything is.
import { closest, counted, find } from "./dom";
import { handle } from "./commands";
import { openDialog } from "./dialogs";
import { sendForm } from "./forms";
import { current } from "./subjects";

function form(): HTMLFormElement | null {
  return find<HTMLFormElement>("form[data-inline-new]");
}

function field(): HTMLTextAreaElement | null {
  return find<HTMLTextAreaElement>("form[data-inline-new] textarea[name='title']");
}

function open(): boolean {
  const line = form();
  if (!line) return false;
  const below = line.elements.namedItem("below");
  // Below the focused row; without one, on top.
  if (below instanceof HTMLInputElement) below.value = current()?.closest("pond-list") ? (current()?.dataset["item"] ?? "") : "";
  const where = find("[data-where]", line);
  if (where) where.textContent = below instanceof HTMLInputElement && below.value ? `Below ${current()?.dataset["key"] ?? ""}` : "On top of the backlog";
  line.hidden = false;
  field()?.focus();
  return true;
}

/** Closes the line; the row it stood below is the one to go on from. */
function close(): void {
  const line = form();
  if (line) line.hidden = true;
  const below = line?.elements.namedItem("below");
  const last = below instanceof HTMLInputElement && below.value ? find(`pond-list .row[data-item='${CSS.escape(below.value)}']`) : null;
  (last ?? find("pond-list .row[tabindex='0']"))?.focus({ preventScroll: true });
}

async function make(line: HTMLFormElement): Promise<void> {
  if ((field()?.value.trim() ?? "") === "") return close();
  const template = line.elements.namedItem("template");
  const chosen = template instanceof HTMLSelectElement ? template.value : "";
  if (!(await sendForm(line))) return;
  // Who writes bugs writes several.
  if (template instanceof HTMLSelectElement) template.value = chosen;
  field()?.focus();
}

/** Many lines: a preview in a dialog, where they can still be changed. */
function paste(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (event.target !== field() || lines.length < 2) return;
  event.preventDefault();
  const many = find<HTMLTextAreaElement>("#many textarea");
  if (!many) return;
  many.value = lines.join("\n");
  const below = form()?.elements.namedItem("below");
  const manyBelow = find<HTMLInputElement>("#many input[name='below']");
  if (below instanceof HTMLInputElement && manyBelow) manyBelow.value = below.value;
  openDialog("many");
  preview(many);
}

/** The lines as they will become items: bullets and check boxes of the source fall away. */
function preview(many: HTMLTextAreaElement): void {
  const list = find("#many [data-preview]");
  const count = find("#many [data-count]");
  const titles = many.value.split(/\r?\n/).map(bare).filter(Boolean);
  list?.replaceChildren(...titles.slice(0, 100).map((title) => Object.assign(document.createElement("li"), { textContent: title })));
  if (count) count.textContent = counted(titles.length);
}

/** A typed or pasted line without "- ", "1. ", "[ ] ", as the server will read it. */
export function bare(line: string): string {
  return line.trim().replace(/^([-*+#•–]|\d+[.)])\s+/, "").replace(/^\[[ xX]\]\s+/, "");
}

export function startInlineNew(): void {
  handle("item.new", open);
  handle("item.new.close", close);
  document.addEventListener("paste", paste);
  document.addEventListener("input", (event) => {
    const many = closest<HTMLTextAreaElement>(event.target, "#many textarea");
    if (many) preview(many);
  });
  document.addEventListener("keydown", (event) => {
    const line = closest<HTMLFormElement>(event.target, "form[data-inline-new]");
    if (!line || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey && event.target === field()) {
      event.preventDefault();
      void make(line);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
}
