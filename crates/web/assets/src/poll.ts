// Waits for something that the server does aside (`data-poll` is the address to ask): the answer
// takes the element's place, and as long as it asks to wait on, it is asked again.
import { find } from "./dom";
import { apply, part } from "./net";

const PAUSE_MS = 400;
let waiting = false;

async function wait(): Promise<void> {
  if (waiting) return;
  waiting = true;
  for (let place = find("[data-poll]"); place; place = find("[data-poll]")) {
    await new Promise((done) => window.setTimeout(done, PAUSE_MS));
    const html = await part(place.dataset["poll"] ?? "", "fragment");
    if (html !== null) apply(html);
  }
  waiting = false;
}

export function startPoll(): void {
  document.addEventListener("pond:morphed", () => void wait());
  void wait();
}
