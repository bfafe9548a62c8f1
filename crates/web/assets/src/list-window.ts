// The window of a long list: of 100,000 rows only those near the eye exist. Rows come in groups
// of 50 that stand where they belong by a transform, so the scroll bar is honest and a group can
// come or go without anything else moving. Deliberately not here: focus, selection, keys.
import { all, parse } from "./dom";
import { morph } from "./morph";
import { part } from "./net";

export const GROUP = 50;
/** Groups kept before and after the visible ones. */
const AHEAD = 1;

export class ListWindow {
  private fetching: { from: number; to: number; abort: AbortController; done: Promise<void> } | undefined;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly list: HTMLElement,
    private readonly rows: HTMLElement,
    private readonly scroller: HTMLElement,
    private readonly arrived: () => void,
  ) {}

  get total(): number {
    return Number(this.list.dataset["total"] ?? 0);
  }

  /** Height of a row, as the style sheet has it for this screen; measured once per layout. */
  rowHeight = 36;
  private measured = false;

  /** Takes the rows the server wrote into the page as the first group or groups. */
  layOut(): void {
    const height = this.rows.querySelector<HTMLElement>(".row")?.offsetHeight;
    this.measured = Boolean(height);
    this.rowHeight = height || this.rowHeight;
    this.stretch();
    for (const group of this.groups()) this.stand(group);
  }

  private stretch(): void {
    this.rows.style.height = `${this.total * this.rowHeight}px`;
  }

  private groups(): HTMLElement[] {
    return all(".rowgroup", this.rows);
  }

  private stand(group: HTMLElement): void {
    group.style.position = "absolute";
    group.style.insetInline = "0";
    group.style.transform = `translateY(${Number(group.dataset["from"]) * this.rowHeight}px)`;
  }

  private visible(): [number, number] {
    const top = this.scroller.getBoundingClientRect().top - this.rows.getBoundingClientRect().top;
    const height = this.rowHeight * GROUP;
    const first = Math.floor(Math.max(0, top) / height) - AHEAD;
    const last = Math.floor(Math.max(0, top + this.scroller.clientHeight) / height) + AHEAD;
    const end = Math.max(0, Math.ceil(this.total / GROUP) - 1);
    return [Math.max(0, Math.min(first, end)), Math.max(0, Math.min(last, end))];
  }

  /** Fetches what is near the eye and missing; drops what is far from it. */
  async fill(): Promise<void> {
    const [first, last] = this.visible();
    const present = new Set(this.groups().map((group) => Number(group.dataset["from"]) / GROUP));
    const missing = range(first, last).filter((index) => !present.has(index));
    const from = missing[0];
    const to = missing.at(-1);
    if (from === undefined || to === undefined || this.total === 0) return this.drop(first, last);
    // What is on its way already is waited for, not asked for again.
    if (this.fetching && this.fetching.from <= from && to <= this.fetching.to) return this.fetching.done;
    await this.fetch(from, to);
    this.drop(...this.visible());
  }

  private drop(first: number, last: number): void {
    for (const group of this.groups()) {
      const index = Number(group.dataset["from"]) / GROUP;
      const held = group.contains(document.activeElement) || group.querySelector(".dragged, .lifted");
      if ((index < first - 2 || index > last + 2) && !held) group.remove();
    }
  }

  /** Fetches again what is shown, after something changed; scroll place and focus stay. What comes
   * before it has begun is part of it. */
  refresh(): Promise<void> {
    this.refreshing ??= new Promise((frame) => window.requestAnimationFrame(frame)).then(() => {
      this.refreshing = undefined;
      return this.again();
    });
    return this.refreshing;
  }

  private async again(): Promise<void> {
    const [first, last] = this.visible();
    await this.fetch(first, last);
    // Groups out of sight may be wrong now; they are fetched when they come near.
    for (const group of this.groups()) {
      const index = Number(group.dataset["from"]) / GROUP;
      if ((index < first || index > last) && !group.querySelector(".dragged, .lifted")) group.remove();
    }
  }

  /** When nothing is on its way any more: the rows are those of the last change heard of. */
  async settled(): Promise<void> {
    while (this.refreshing || this.fetching) await (this.refreshing ?? this.fetching?.done);
  }

  /** Fetches groups and takes them; a later wish for others ends this one. */
  private fetch(from: number, to: number): Promise<void> {
    this.fetching?.abort.abort();
    const url = new URL(this.list.dataset["src"] ?? "", window.location.href);
    url.searchParams.set("from", String(from * GROUP));
    url.searchParams.set("count", String((to - from + 1) * GROUP));
    const abort = new AbortController();
    const done = part(url.pathname + url.search, "rows", abort.signal).then((html) => {
      if (this.fetching?.abort === abort) this.fetching = undefined;
      if (html !== null) this.take(html);
    });
    this.fetching = { from, to, abort, done };
    return done;
  }

  /** Takes groups (`<pond-rows data-total>` with `.rowgroup`s) into the list. */
  take(html: string): void {
    const [answer, ...beside] = parse(html);
    if (!(answer instanceof HTMLElement)) return;
    for (const element of beside) {
      const target = document.getElementById(element.id);
      if (target) morph(target, element, "outerHTML");
    }
    this.list.dataset["total"] = answer.dataset["total"] ?? "0";
    for (const fresh of all(".rowgroup", answer)) this.put(fresh);
    for (const group of this.groups()) if (Number(group.dataset["from"]) >= this.total) group.remove();
    if (this.measured) this.stretch();
    else this.layOut();
    this.arrived();
  }

  private put(fresh: HTMLElement): void {
    const from = Number(fresh.dataset["from"]);
    const same = this.groups().find((group) => Number(group.dataset["from"]) === from);
    if (same) {
      morph(same, fresh.innerHTML, "innerHTML");
      return;
    }
    const after = this.groups().find((group) => Number(group.dataset["from"]) > from);
    this.stand(fresh);
    this.rows.insertBefore(fresh, after ?? null);
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
