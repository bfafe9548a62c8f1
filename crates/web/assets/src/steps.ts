// Steps that are pressed faster than the server answers (`Alt ↓` held down): while one move is on
// its way, the next presses are added up and become one move. Deliberately not here: what a step is.

interface Wish {
  items: string[];
  by: number;
}

/** Moves items by so many steps; answers how many of them were made. */
type Move = (items: string[], by: number) => Promise<number>;

export class StepQueue {
  private readonly wishes: Wish[] = [];
  private moving = false;

  constructor(private readonly move: Move) {}

  /** Asks for a step of these items. */
  press(items: string[], by: number): void {
    const last = this.wishes.at(-1);
    if (last && last.items.join() === items.join()) last.by += by;
    else this.wishes.push({ items, by });
    if (!this.moving) void this.run();
  }

  private async run(): Promise<void> {
    this.moving = true;
    for (let wish = this.wishes.shift(); wish; wish = this.wishes.shift()) await this.make(wish);
    this.moving = false;
  }

  /** What could not be made at once, because rows further on were missing, is made in the next move. */
  private async make(wish: Wish): Promise<void> {
    const made = wish.by === 0 ? 0 : await this.move(wish.items, wish.by);
    const left = wish.by - made;
    if (made === 0 || left === 0) return;
    const next = this.wishes[0];
    if (next && next.items.join() === wish.items.join()) next.by += left;
    else this.wishes.unshift({ items: wish.items, by: left });
  }
}
