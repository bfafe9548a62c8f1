// Talking to the server: commands go out as form posts, fragments and changes come back.
// Deliberately not here: when to send (forms.ts, commands.ts, drop.ts) and what a change redraws.
import { find, parse } from "./dom";
import { morph } from "./morph";
import { outdateRefusals, reached, rememberFinal, sayUnreached, showToast } from "./toasts";

/** What moved, as a command's answer and the live stream both say it. */
export interface Change {
  position: number;
  /** Where each of the commands in it ended; others' may be committed together with one's own. */
  ends: number[];
  items: number[];
  sprints: number[];
  order: boolean;
  /** Somebody mentioned whoever looks. */
  mentions?: boolean;
  /** Something was missed: anything may have changed. */
  all?: boolean;
}

export type Fields = Record<string, string>;

/** Where this page's commands ended: their echo on the live stream is skipped. */
const own = new Set<number>();

/** Whether a change is this page's alone, and so drawn already. */
export function isOwn(change: Change): boolean {
  const others = change.ends.filter((end) => !own.delete(end));
  return change.ends.length > 0 && others.length === 0;
}

export function announceChange(change: Change): void {
  document.dispatchEvent(new CustomEvent<Change>("pond:change", { detail: change }));
}

/** Commands on their way. */
const sending = new Set<Promise<unknown>>();
const PATIENCE_MS = 1000;

/** When what was sent is answered, or takes long: an echo may be faster than its answer. */
export async function answered(patience = PATIENCE_MS): Promise<void> {
  if (sending.size === 0) return;
  await Promise.race([Promise.allSettled(sending), new Promise((done) => window.setTimeout(done, patience))]);
}

/** Sends a command. True when the server accepted it; otherwise the refusal is on the page. */
export function send(url: string, body: URLSearchParams | FormData | Fields, form?: HTMLFormElement): Promise<boolean> {
  const sent = deliver(url, body, form).finally(() => sending.delete(sent));
  sending.add(sent);
  return sent;
}

async function deliver(url: string, body: URLSearchParams | FormData | Fields, form?: HTMLFormElement): Promise<boolean> {
  const fields = body instanceof FormData || body instanceof URLSearchParams ? body : new URLSearchParams(body);
  // Multipart only where there is a file; everything else is an ordinary form.
  const multipart = fields instanceof FormData && [...fields.values()].some((value) => value instanceof File);
  const payload = multipart || fields instanceof URLSearchParams ? fields : new URLSearchParams(fields as unknown as Record<string, string>);
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", body: payload, headers: { "x-part": "fragment" } });
  } catch {
    sayUnreached();
    return false;
  }
  reached();
  outdateRefusals(url);
  if (response.redirected) {
    if (response.ok) leave(response.url, form);
    return response.ok;
  }
  const answer = await response.text();
  // From here on the form is what the answer says.
  form?.removeAttribute("aria-busy");
  take(answer, response.headers.get("x-change"), form, url);
  if (response.ok && url.endsWith("/moves")) announceMove(fields.get("items"));
  return response.ok;
}

/** What leads to another page says by that what was done, and offers no way back. */
function leave(to: string, form?: HTMLFormElement): void {
  const label = form?.querySelector("[type='submit']")?.textContent?.trim();
  if (label && new URL(to).pathname !== "/login") rememberFinal(`“${label}”`);
  window.location.assign(to);
}

/** What this page itself moved; its list keeps the focus on it, wherever it went. */
function announceMove(items: FormDataEntryValue | null): void {
  if (typeof items !== "string") return;
  document.dispatchEvent(new CustomEvent<string[]>("pond:moved", { detail: items.split(",") }));
}

/** Takes a command's answer: its fragments, and the change in its header. */
export function take(answer: string, header: string | null, form: HTMLFormElement | undefined, url: string): void {
  apply(answer, form, url);
  if (!header) return;
  const change = JSON.parse(header) as Change;
  for (const end of change.ends) own.add(end);
  announceChange(change);
}

/** Fetches a part of a page ("main", "panel", "rows"); null when it cannot be had. */
export async function part(url: string, name: string, signal?: AbortSignal): Promise<string | null> {
  try {
    const response = await fetch(url, { headers: { "x-part": name }, ...(signal ? { signal } : {}) });
    reached();
    if (response.redirected && new URL(response.url).pathname === "/login") {
      window.location.reload();
      return null;
    }
    const html = await response.text();
    if (response.ok) return html;
    apply(html);
  } catch (error) {
    const aborted = error instanceof DOMException && error.name === "AbortError";
    // What could not be fetched now is fetched when the server can be reached again (live.ts).
    if (!aborted) document.dispatchEvent(new CustomEvent("pond:missed"));
  }
  return null;
}

/** Puts an answer's fragments where they belong: toasts, field errors, elements with a known id, new lines of a list. */
export function apply(html: string, form?: HTMLFormElement, action = ""): void {
  for (const element of parse(html)) {
    if (!(element instanceof HTMLElement)) continue;
    if (element.dataset["toast"] !== undefined) {
      element.dataset["action"] = action;
      if (!besideField(element, form) && !inForm(element, form)) showToast(element);
    } else if (element.id) {
      const target = document.getElementById(element.id);
      if (target) {
        morph(target, element, "outerHTML");
        find("[data-focus]", document.getElementById(element.id) ?? target)?.focus();
      }
      else if (element.dataset["into"]) add(element, element.dataset["into"]);
    }
  }
}

/** A new line of a list: at its end, or where the newest comes first on top. */
function add(element: HTMLElement, list: string): void {
  const place = document.getElementById(list);
  if (element.dataset["first"] === undefined) place?.append(element);
  else place?.prepend(element);
}

/** A refusal that names a field of this form stands beside the field. */
function besideField(refusal: HTMLElement, form?: HTMLFormElement): boolean {
  const name = refusal.dataset["field"];
  const place = name ? form?.querySelector<HTMLElement>(`[data-error-for="${CSS.escape(name)}"]`) : undefined;
  if (!place || !name) return false;
  place.role = "alert";
  place.textContent = refusal.querySelector("span")?.textContent ?? "";
  const input = form?.elements.namedItem(name);
  if (input instanceof HTMLElement) {
    input.setAttribute("aria-invalid", "true");
    input.focus();
  }
  place.scrollIntoView({ block: "nearest" });
  return true;
}

/** A refusal of what a dialog asked for stands in the dialog: behind it nobody could read it. So does one of
 * what was typed into the panel: it is read where one looks. */
function inForm(refusal: HTMLElement, form?: HTMLFormElement): boolean {
  const typed = form?.closest("#panel") && form.querySelector("textarea, input:not([type='hidden'], [type='checkbox'])");
  if (refusal.dataset["refusal"] === undefined || !form || !(typed || form.closest("dialog[open]"))) return false;
  const actions = form.matches(".actions") ? form : form.querySelector(".actions");
  if (actions) actions.before(refusal);
  else form.append(refusal);
  refusal.scrollIntoView({ block: "nearest" });
  return true;
}

export function clearErrors(form: HTMLFormElement): void {
  for (const place of form.querySelectorAll<HTMLElement>("[data-error-for]")) place.textContent = "";
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}
