// `<pond-list>`: the list of items. Focus walks row by row (roving tabindex), the selection lives
// by item number, and both survive rows coming, going and moving.
// Deliberately not here: fetching rows (list-window.ts), drag (drag.ts), the keyboard's lift (lift.ts).
import { all, announce, closest, counted, find } from "./dom";
import { act, handle } from "./commands";
import { ListWindow } from "./list-window";
import { send, type Change } from "./net";
import { concerns } from "./parts";
import { closePanel, openKey, openPanel } from "./panel";
import { StepQueue } from "./steps";
import { subjects } from "./subjects";
import { showToast } from "./toasts";

class PondList extends HTMLElement {
  private window!: ListWindow;
  private scroller!: HTMLElement;
  private readonly selected = new Set<string>();
  private index = 0;
  private held = "";
  private from = 0;
  private waiting = false;
  /** The item that was moved and takes the focus along, until its row is here. */
  follows = "";
  private readonly steps = new StepQueue((items, by) => this.move(items, by));
  private readonly watch = new AbortController();

  connectedCallback(): void {
    const rows = find(".rows", this);
    if (!rows) return;
    this.scroller = this.closest<HTMLElement>(".scroll, .pane") ?? document.documentElement;
    this.window = new ListWindow(this, rows, this.scroller, () => this.settle());
    this.window.layOut();
    this.settle();
    const { signal } = this.watch;
    this.scroller.addEventListener("scroll", () => this.onScroll(), { signal, passive: true });
    window.addEventListener("resize", () => this.resized(), { signal });
    document.addEventListener("pond:change", (event) => this.onChange((event as CustomEvent<Change>).detail), { signal });
    document.addEventListener("pond:moved", (event) => void this.follow((event as CustomEvent<string[]>).detail), { signal });
    this.addEventListener("click", (event) => this.onClick(event));
    this.addEventListener("pond:choose", (event) => this.onChoose(event));
    this.addEventListener("focusin", (event) => this.onFocus(event));
    void this.window.fill().then(() => this.toOpened());
  }

  /** Whoever follows a link to an item beside its list finds its row in sight, and walks on from it. */
  private async toOpened(): Promise<void> {
    const key = openKey();
    if (!key || this.held) return;
    const row = this.opened();
    const index = row ? Number(row.dataset["index"]) : (await this.ids()).indexOf(key.split("-").pop() ?? "");
    if (index < 0 || this.held) return;
    this.index = index;
    if (!row) this.scroller.scrollTop = index * this.window.rowHeight;
    await this.window.fill();
    this.settle();
    this.opened()?.scrollIntoView({ block: "nearest" });
  }

  private opened(): HTMLElement | null {
    return find(`.row[data-key="${CSS.escape(openKey() ?? "")}"]`, this);
  }

  disconnectedCallback(): void {
    this.watch.abort();
  }

  /** Takes what the server says about the whole list: another filter, or the same again. */
  adopt(fresh: HTMLElement): void {
    const other = fresh.dataset["src"] !== this.dataset["src"];
    for (const name of ["src", "total", "live", "drop", "note", "lifts"]) {
      const value = fresh.dataset[name];
      if (value === undefined) delete this.dataset[name];
      else this.dataset[name] = value;
    }
    if (other) {
      this.selected.clear();
      this.index = 0;
      this.held = "";
      find(".rows", this)?.replaceChildren(...all(".rowgroup", fresh));
      this.scroller.scrollTop = 0;
      this.window.layOut();
      this.settle();
      void this.window.fill();
    } else void this.window.refresh();
  }

  private onScroll(): void {
    if (this.waiting) return;
    this.waiting = true;
    // A fling passes over many groups; only where it slows down is worth fetching.
    window.setTimeout(() => {
      this.waiting = false;
      void this.window.fill();
    }, 40);
  }

  private resized(): void {
    this.window.layOut();
    void this.window.fill();
  }

  private onChange(change: Change): void {
    if (concerns(this.dataset["live"] ?? "", change)) void this.window.refresh().then(() => this.forget());
  }

  /** What left the list is selected no longer: nobody would see what the next key is about. */
  private async forget(): Promise<void> {
    const hidden = [...this.selected].filter((id) => !find(`.row[data-item="${id}"]`, this));
    if (hidden.length === 0) return;
    const there = new Set(await this.ids());
    // Without an answer nothing is known of rows that are not here.
    if (there.size === 0 && this.window.total > 0) return;
    const gone = hidden.filter((id) => !there.has(id));
    for (const id of gone) this.selected.delete(id);
    if (gone.length > 0) this.changed();
  }

  private row(index: number): HTMLElement | null {
    return find(`.row[data-index="${index}"]`, this);
  }

  /** After rows came: focus, selection and counts are put back onto them. */
  private settle(): void {
    const total = this.window.total;
    this.setAttribute("aria-rowcount", String(total));
    const held = this.held ? find(`.row[data-item="${this.held}"]`, this) : null;
    if (held) this.index = Number(held.dataset["index"]);
    this.index = Math.max(0, Math.min(this.index, total - 1));
    const had = document.activeElement === document.body || this.contains(document.activeElement);
    for (const row of all(".row", this)) {
      const stop = Number(row.dataset["index"]) === this.index ? 0 : -1;
      if (row.tabIndex !== stop) row.tabIndex = stop;
      this.paint(row);
    }
    if (this.held && !this.follows && had && !this.contains(document.activeElement)) this.row(this.index)?.focus({ preventScroll: !held });
    this.bar();
    document.dispatchEvent(new CustomEvent("pond:rows"));
  }

  private paint(row: HTMLElement): void {
    const chosen = this.selected.has(row.dataset["item"] ?? "");
    // Writing what is there already would still cost the browser a look at the styles.
    if ((row.getAttribute("aria-selected") === "true") === chosen) return;
    row.setAttribute("aria-selected", String(chosen));
    const box = find<HTMLInputElement>(".mark input", row);
    if (box) box.checked = chosen;
  }

  /** The bar of bulk actions, shown with a selection. */
  private bar(): void {
    this.classList.toggle("selecting", this.selected.size > 0);
    const bar = find("#selection");
    if (!bar) return;
    const size = lists().reduce((sum, list) => sum + list.chosen().length, 0);
    bar.hidden = size === 0;
    const count = find("[data-count]", bar);
    if (count) count.textContent = counted(size);
  }

  /** Numbers of the selected items, in the order of the list where it is known. */
  chosen(): string[] {
    return [...this.selected];
  }

  private onFocus(event: FocusEvent): void {
    const row = closest(event.target, ".row");
    if (!row) return;
    this.row(this.index)?.setAttribute("tabindex", "-1");
    this.index = Number(row.dataset["index"]);
    this.held = row.dataset["item"] ?? "";
    row.tabIndex = 0;
  }

  private onClick(event: MouseEvent): void {
    const row = closest(event.target, ".row");
    if (!row || event.defaultPrevented) return;
    const box = closest(event.target, ".mark");
    const tapsOn = this.selected.size > 0 && event instanceof PointerEvent && event.pointerType === "touch";
    if (tapsOn && !closest(event.target, "button")) {
      event.preventDefault();
      this.toggle(row);
    } else if (event.shiftKey) {
      event.preventDefault();
      window.getSelection()?.removeAllRanges();
      void this.extendTo(Number(row.dataset["index"]));
    } else if (box || event.ctrlKey || event.metaKey) {
      if (!box) event.preventDefault();
      this.toggle(row);
    } else if (!closest(event.target, "a, button, input")) {
      row.focus();
      void openPanel(row.dataset["key"] ?? "");
    }
  }

  /** A finger pressed long on a row: it is chosen, and from then on a tap chooses, too. */
  private onChoose(event: Event): void {
    const row = closest(event.target, ".row");
    if (row) this.toggle(row);
  }

  private toggle(row: HTMLElement): void {
    const id = row.dataset["item"] ?? "";
    if (!this.selected.delete(id)) this.selected.add(id);
    this.from = Number(row.dataset["index"]);
    this.changed();
  }

  /** Selects from where the selection began to `index`; rows in between may not be loaded. */
  private async extendTo(index: number): Promise<void> {
    const [first, last] = [Math.min(this.from, index), Math.max(this.from, index)];
    const ids: string[] = [];
    for (let at = first; at <= last; at += 1) {
      const id = this.row(at)?.dataset["item"];
      if (id === undefined) {
        ids.splice(0, ids.length, ...(await this.ids()).slice(first, last + 1));
        break;
      }
      ids.push(id);
    }
    this.selected.clear();
    for (const id of ids) this.selected.add(id);
    this.changed();
  }

  private async ids(): Promise<string[]> {
    const url = new URL(this.dataset["src"] ?? "", window.location.href);
    url.searchParams.set("only", "ids");
    const response = await fetch(url, { headers: { "x-part": "rows" } });
    return response.ok ? ((await response.json()) as number[]).map(String) : [];
  }

  private changed(): void {
    // With two lists on a page the selection is in one of them.
    if (this.selected.size > 0) for (const other of lists()) if (other !== this) other.clear();
    for (const row of all(".row", this)) this.paint(row);
    this.bar();
    announce(this.selected.size === 0 ? "Nothing selected" : `${this.selected.size} selected`);
  }

  // What the registry's commands do here.

  /** Moves the focus to a row, wherever it is; rows that are not there yet are fetched. */
  async walkTo(index: number, extend = false): Promise<void> {
    const target = Math.max(0, Math.min(index, this.window.total - 1));
    if (extend && this.selected.size === 0) this.from = this.index;
    // A change that comes meanwhile ends a fetch; then it is asked for once more.
    for (let tries = 0; tries < 3 && !this.row(target); tries += 1) {
      this.scroller.scrollTop = target * this.window.rowHeight;
      await this.window.fill();
    }
    const row = this.row(target);
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    if (extend) await this.extendTo(target);
    else if (openKey() && openKey() !== row.dataset["key"]) await openPanel(row.dataset["key"] ?? "");
  }

  walk(steps: number, extend = false): void {
    // The head of a group has no item to hold, and is walked over all the same.
    const began = this.held !== "" || closest(document.activeElement, ".row.head") !== null;
    const started = began && this.contains(document.activeElement);
    // What was opened from elsewhere, a link in the panel or in a message, is where one is.
    const opened = started ? null : this.opened();
    if (opened) this.index = Number(opened.dataset["index"]);
    void this.walkTo(started || openKey() ? this.index + steps : this.index, extend);
  }

  page(direction: 1 | -1): void {
    this.walk(direction * Math.max(1, Math.floor(this.scroller.clientHeight / this.window.rowHeight) - 2));
  }

  openFocused(): boolean {
    const row = this.row(this.index);
    if (!row || !this.contains(document.activeElement)) return false;
    if (document.activeElement !== row) return false;
    void openPanel(row.dataset["key"] ?? "");
    return true;
  }

  toggleFocused(): boolean {
    const row = this.row(this.index);
    if (row) this.toggle(row);
    return row !== null;
  }

  async all(): Promise<void> {
    for (const id of await this.ids()) this.selected.add(id);
    this.changed();
  }

  clear(): boolean {
    if (this.selected.size === 0) return false;
    this.selected.clear();
    this.changed();
    return true;
  }

  /** One step up or down past what is shown: a filter may hide the neighbour in the backlog. */
  step(by: 1 | -1): void {
    const { drop, refuses } = find(".rows", this)?.dataset ?? {};
    if (drop) this.steps.press(subjects(), by);
    else if (refuses) showToast("refusal", refuses);
  }

  /** Moves items by so many of the rows that are here; how many steps were made. */
  private async move(items: string[], by: number): Promise<number> {
    await this.window.settled();
    const rows = all(".row", this);
    const moving = rows.flatMap((row, at) => (items.includes(row.dataset["item"] ?? "") ? [at] : []));
    const edge = by < 0 ? moving[0] : moving.at(-1);
    if (edge === undefined) return 0;
    const at = Math.max(0, Math.min(rows.length - 1, edge + by));
    const to = `${by < 0 ? "before" : "after"}:${rows[at]?.dataset["item"] ?? ""}`;
    const drop = find(".rows", this)?.dataset["drop"];
    if (at === edge || !drop) return 0;
    return (await send(drop, { items: items.join(","), to })) ? at - edge : 0;
  }

  /** What was moved from here keeps the focus, also where its new row is not here yet. */
  private async follow(items: string[]): Promise<void> {
    if (!this.held || !items.includes(this.held)) return;
    const item = this.held;
    this.follows = item;
    await this.window.settled();
    // Whoever walked on meanwhile stays where they are.
    if (this.held === item) await this.goTo(item);
    if (this.follows === item) this.follows = "";
  }

  private async goTo(item: string): Promise<void> {
    const row = find(`.row[data-item="${item}"]`, this);
    if (document.activeElement !== document.body && !this.contains(document.activeElement)) return;
    if (!row) return this.walkTo((await this.ids()).indexOf(item));
    if (!this.contains(document.activeElement)) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  get last(): number {
    return this.window.total - 1;
  }
}

customElements.define("pond-list", PondList);

/** Every list of the page that has begun to be one. */
function lists(): PondList[] {
  return all("pond-list").filter((list) => list instanceof PondList);
}

/** The list that keys are about: the one with the focus, else the first. */
function list(): PondList | null {
  return (closest(document.activeElement, "pond-list") ?? find("pond-list")) as PondList | null;
}

function onList(id: string, work: (list: PondList) => void | boolean): void {
  handle(id, () => {
    const target = list();
    return target ? work(target) : false;
  });
}

onList("list.down", (list) => list.walk(1));
onList("list.up", (list) => list.walk(-1));
onList("list.first", (list) => void list.walkTo(0));
onList("list.last", (list) => void list.walkTo(list.last));
onList("list.page-down", (list) => list.page(1));
onList("list.page-up", (list) => list.page(-1));
onList("list.extend-down", (list) => list.walk(1, true));
onList("list.extend-up", (list) => list.walk(-1, true));
onList("list.open", (list) => list.openFocused());
onList("list.select", (list) => list.toggleFocused());
for (const [id, by] of [["order.up", -1], ["order.down", 1]] as const) {
  handle(id, () => {
    const target = list();
    if (target) target.step(by);
    else act(id);
  });
}
onList("list.all", (list) => void list.all());
const clear = (): boolean => lists().filter((list) => list.clear()).length > 0;
handle("list.clear", clear);
handle("list.close", () => clear() || closePanel());
