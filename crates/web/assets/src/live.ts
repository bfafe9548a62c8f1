// What others do: one event stream per page. The browser resumes from the last position it saw;
// a hidden tab lets go of its connection (browsers allow six per host) and catches up when shown.
// Deliberately not here: what a change redraws (parts.ts, list.ts).
import { find } from "./dom";
import { announceChange, answered, isOwn, type Change } from "./net";
import { reached } from "./toasts";

let stream: EventSource | undefined;
let position = 0;
let complaint: number | undefined;
let again: number | undefined;

const RETRY_MS = 3000;

function open(src: string): void {
  const url = new URL(src, window.location.href);
  if (position > 0) url.searchParams.set("since", String(position));
  stream = new EventSource(url);
  stream.addEventListener("change", (event) => void receive(event as MessageEvent<string>));
  stream.addEventListener("open", () => say(false));
  stream.addEventListener("error", () => {
    say(true);
    // A refused stream (a restart, a proxy's error page) is closed for good; ask again.
    if (stream?.readyState === EventSource.CLOSED) void refused(src);
  });
}

/** Where this page may not be seen any more, asking again would say "connection lost" for ever. */
async function refused(src: string): Promise<void> {
  const answer = await fetch(window.location.href, { method: "HEAD" }).catch(() => null);
  const out = answer?.redirected && new URL(answer.url).pathname === "/login";
  if (!out && answer?.status !== 403 && answer?.status !== 404) {
    window.setTimeout(() => reopen(src), RETRY_MS);
    return;
  }
  const state = find("#link-state");
  window.clearTimeout(complaint);
  if (!state) return;
  state.textContent = out
    ? "You are signed out. What you typed stays here until you leave; sign in again in another tab."
    : "You no longer have a role in this product, so this page stays as it was. Copy what you typed before you leave; the product owner or an administrator gives roles.";
  state.hidden = false;
}

function reopen(src: string): void {
  stream?.close();
  if (!document.hidden) open(src);
}

async function receive(event: MessageEvent<string>): Promise<void> {
  const change = JSON.parse(event.data) as Change;
  position = Math.max(position, change.position);
  await answered();
  if (!isOwn(change)) announceChange(change);
}

/** Something could not be fetched: look at everything again as soon as the server answers. */
async function retry(): Promise<void> {
  window.clearTimeout(again);
  try {
    await fetch(window.location.href, { method: "HEAD" });
  } catch {
    again = window.setTimeout(retry, RETRY_MS);
    return;
  }
  say(false);
  announceChange({ position, ends: [], items: [], sprints: [], order: true, all: true });
}

/** Short breaks are nobody's business; after two seconds the page says so, quietly. */
function say(lost: boolean): void {
  const state = find("#link-state");
  if (!state) return;
  window.clearTimeout(complaint);
  if (!lost) reached();
  if (lost) complaint = window.setTimeout(() => (state.hidden = false), 2000);
  else state.hidden = true;
}

export function startLive(): void {
  document.addEventListener("pond:missed", () => {
    say(true);
    window.clearTimeout(again);
    again = window.setTimeout(retry, RETRY_MS);
  });
  window.addEventListener("online", () => void retry());
  const src = document.body.dataset["liveSrc"];
  if (!src) return;
  position = Number(new URL(src, window.location.href).searchParams.get("since") ?? 0);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) stream?.close();
    else reopen(src);
  });
  window.addEventListener("pagehide", () => stream?.close());
  window.addEventListener("pageshow", (event) => event.persisted && reopen(src));
  reopen(src);
}
