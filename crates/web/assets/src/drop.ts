// Where something may be dropped and what the drop would do; shared by the pointer's drag and the
// keyboard's lift. A zone is `[data-drop]`: the address that takes the drop. Its items are
// `[data-item]`; `data-order="none"` has no places between them, `data-take-order="none"` none for what
// comes from another zone; `data-drop-with` is sent along; `data-note` says what a drop here means;
// `data-reads="verdict"` says what the dragged item's own `data-verdict` has to say about it. What
// comes from another zone goes to `data-take` (with `data-take-with`), where there is one. `data-drop-dialog`
// names the dialog that asks for what a drop there needs. A zone that
// this person may not drop into says why: `data-refuses`, and for strangers `data-refuses-taking`.
import { openDialog } from "./dialogs";
import { all, find, json } from "./dom";
import { send, type Fields } from "./net";
import { speakOf } from "./subjects";
import { showToast } from "./toasts";

export const ZONE = "[data-drop], [data-take], [data-refuses], [data-refuses-taking]";

/** A place between two items of a zone; `before` is null at the end. */
export interface Target {
  zone: HTMLElement;
  before: HTMLElement | null;
  after: HTMLElement | null;
}

/** What is being moved: the row under the hand, and all the items it stands for. */
export interface Load {
  row: HTMLElement;
  items: string[];
  home: HTMLElement | null;
}

/** A dragged row stands for the whole selection, when it belongs to it. */
export function load(row: HTMLElement): Load {
  const id = row.dataset["item"] ?? "";
  const list = row.closest<HTMLElement & { chosen?: () => string[] }>("pond-list");
  const chosen = list?.chosen?.() ?? [];
  return { row, items: chosen.includes(id) ? chosen : [id], home: row.closest<HTMLElement>(ZONE) };
}

/** The items of a zone that stay where they are. */
export function standing(zone: HTMLElement, moving: Load): HTMLElement[] {
  return all("[data-item]", zone).filter((item) => !moving.items.includes(item.dataset["item"] ?? "") && item !== moving.row);
}

/** Zones this load could go to, or is told why not. */
export function zones(moving: Load): HTMLElement[] {
  const group = moving.home?.dataset["dropGroup"];
  const answers = (zone: HTMLElement): boolean => address(zone, moving) !== undefined || refusal(zone, moving) !== undefined;
  return all(ZONE).filter((zone) => zone.dataset["dropGroup"] === group && answers(zone));
}

/** Why the person may not drop this here, if they may not. */
export function refusal(zone: HTMLElement, moving: Load): string | undefined {
  const { refuses: own, refusesTaking: taking } = zone.dataset;
  if (address(zone, moving) !== undefined) return undefined;
  return zone === moving.home ? own : (taking ?? own);
}

/** Whether there is any place this load may go to. */
export function leadsSomewhere(moving: Load): boolean {
  return zones(moving).some((zone) => refusal(zone, moving) === undefined);
}

/** Says why this load can go nowhere at all. False when there is somewhere to go. */
export function refusedToLift(moving: Load): boolean {
  if (leadsSomewhere(moving)) return false;
  const why = moving.home ? refusal(moving.home, moving) : undefined;
  if (why) showToast("refusal", why);
  return true;
}

/** Where a drop into a zone is sent. */
function address(zone: HTMLElement, moving: Load): string | undefined {
  const { drop: own, take } = zone.dataset;
  return zone === moving.home ? own : (take ?? own);
}

/** The place a height in the window points at. */
export function targetAt(zone: HTMLElement, y: number, moving: Load): Target {
  const items = standing(zone, moving);
  const index = items.findIndex((item) => {
    const box = item.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return between(zone, items, index < 0 ? items.length : index);
}

export function between(zone: HTMLElement, items: HTMLElement[], index: number): Target {
  return { zone, before: items[index] ?? null, after: items[index - 1] ?? null };
}

/** What the drop would do, in a few words, and whether it would be refused. */
export function note(target: Target, moving: Load): { text: string; refused: boolean } {
  const why = refusal(target.zone, moving);
  // What is refused is enough in the hand; why and what to do come with the drop.
  if (why) return { text: why.slice(0, why.indexOf(".") + 1), refused: true };
  const verdict = moving.row.dataset["verdict"];
  if (target.zone !== moving.home && target.zone.dataset["reads"] === "verdict" && verdict) {
    return { text: verdict, refused: verdict !== "ready" };
  }
  const fixed = target.zone.dataset["note"];
  const next = target.before;
  if (fixed !== "rank") return { text: fixed ?? "", refused: false };
  // In a filtered list the neighbours on the screen are not the neighbours in the backlog.
  if (!next) return { text: "at the end of what the filter shows", refused: false };
  return { text: `before ${next.dataset["key"] ?? ""}, which stands at ${next.dataset["rank"] ?? ""} in the whole backlog`, refused: false };
}

let line: HTMLElement | null = null;

/** Whether what is dropped there finds its place by itself. */
export function unordered(zone: HTMLElement, moving: Load): boolean {
  return zone.dataset["order"] === "none" || (zone !== moving.home && zone.dataset["takeOrder"] === "none");
}

/** Draws the line where the drop would go; zones in which that finds its place by itself light up. */
export function draw(target: Target | null, moving?: Load): void {
  line?.remove();
  for (const lit of all(".drop-here")) lit.classList.remove("drop-here");
  if (!target) return;
  if (moving && unordered(target.zone, moving)) {
    target.zone.classList.add("drop-here");
    return;
  }
  line ??= Object.assign(document.createElement("div"), { className: "drop-line" });
  const edge = target.before?.getBoundingClientRect().top ?? target.after?.getBoundingClientRect().bottom;
  const box = target.zone.getBoundingClientRect();
  line.style.top = `${(edge ?? box.top) - box.top + target.zone.scrollTop - 1}px`;
  target.zone.append(line);
}

/** A drop that needs more than a place opens the dialog that asks for it. */
function asked(id: string, moving: Load): boolean {
  const dialog = find(`#${id}`);
  if (!dialog || !openDialog(id)) return false;
  speakOf(moving.items, dialog);
  return true;
}

/** Sends the drop. The server's answer redraws what moved. */
export async function drop(target: Target, moving: Load): Promise<boolean> {
  draw(null);
  const why = refusal(target.zone, moving);
  if (why) {
    showToast("refusal", why);
    return false;
  }
  const dialog = target.zone.dataset["dropDialog"];
  if (dialog !== undefined) return target.zone !== moving.home && asked(dialog, moving);
  const stranger = target.zone !== moving.home && target.zone.dataset["take"] !== undefined;
  const along = target.zone.dataset[stranger ? "takeWith" : "dropWith"];
  const fields: Fields = { items: moving.items.join(","), ...json<Fields>(along) };
  if (!unordered(target.zone, moving)) {
    if (target.before) fields["to"] = `before:${target.before.dataset["item"] ?? ""}`;
    else if (target.after) fields["to"] = `after:${target.after.dataset["item"] ?? ""}`;
    else fields["to"] = "bottom";
  }
  return send(address(target.zone, moving) ?? "", fields);
}
