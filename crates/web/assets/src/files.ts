// Files on an item (`form[data-upload]`): what is chosen, dropped onto the item or pasted as a picture
// is sent at once, one file after the other, and how far it is stands beside the field.
// Deliberately not here: what may be attached; the server says so. Only what is plainly too large is
// not sent at all.
import { handle } from "./commands";
import { all, announce, closest, find } from "./dom";
import { size } from "./file-drop";
import { take } from "./net";
import { showToast } from "./toasts";

const FORM = "form[data-upload]";

/** Files on their way or waiting, by the form they go to. */
let queue: Promise<void> = Promise.resolve();

function send(form: HTMLFormElement, files: File[]): void {
  for (const file of files) queue = queue.then(() => one(form, file));
}

async function one(form: HTMLFormElement, file: File): Promise<void> {
  const most = Number(form.dataset["most"] ?? 0);
  if (file.size > most) {
    say(form, `${file.name} is larger than ${size(most)}. Attach a smaller one, or put it elsewhere and link to it.`);
    return;
  }
  say(form, "");
  const state = document.createElement("div");
  state.className = "uploading";
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  bar.setAttribute("aria-label", `Uploading ${file.name}`);
  state.append(Object.assign(document.createElement("span"), { textContent: file.name }), bar);
  form.after(state);
  announce(`Uploading ${file.name}.`);
  await upload(form, file, (part) => (bar.value = part * 100));
  state.remove();
}

/** `fetch` tells nobody how far it is. */
function upload(form: HTMLFormElement, file: File, progress: (part: number) => void): Promise<void> {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("load", () => {
      take(request.responseText, request.getResponseHeader("x-change"), there(form), form.action);
      done();
    });
    request.addEventListener("error", () => {
      showToast("refusal", `${file.name} was not attached: the server can't be reached. Try again in a moment.`);
      done();
    });
    request.open("POST", form.action);
    request.setRequestHeader("x-part", "fragment");
    request.send(body);
  });
}

/** The form as it stands now: what came meanwhile may have made it anew. */
function there(form: HTMLFormElement): HTMLFormElement {
  return find<HTMLFormElement>(`#${CSS.escape(form.id)}`) ?? form;
}

function say(form: HTMLFormElement, words: string): void {
  const place = find("[data-error-for='file']", there(form));
  if (place) place.textContent = words;
}

/** The form of the item that is open; the panel stands over the page. */
function open(): HTMLFormElement | undefined {
  const forms = all<HTMLFormElement>(FORM).filter((form) => form.checkVisibility());
  return forms.find((form) => form.closest("#panel")) ?? forms[0];
}

function dropped(event: DragEvent): HTMLFormElement | null {
  const item = closest(event.target, "article.item");
  const form = item ? find<HTMLFormElement>(FORM, item) : null;
  return form && event.dataTransfer?.types.includes("Files") ? form : null;
}

/** A picture from the clipboard, where it holds no text that would be meant instead. */
function pasted(event: ClipboardEvent): void {
  const clipboard = event.clipboardData;
  const pictures = [...(clipboard?.files ?? [])].filter((file) => file.type.startsWith("image/"));
  const form = open();
  if (!form || pictures.length === 0 || clipboard?.types.includes("text/plain")) return;
  event.preventDefault();
  send(form, pictures);
}

export function startFiles(): void {
  document.addEventListener("change", (event) => {
    const form = closest<HTMLFormElement>(event.target, FORM);
    const field = event.target;
    if (!form || !(field instanceof HTMLInputElement)) return;
    send(form, [...(field.files ?? [])]);
    field.value = "";
  });
  for (const name of ["dragover", "dragleave", "drop"] as const) {
    document.addEventListener(name, (event) => {
      const form = dropped(event);
      if (!form) return;
      event.preventDefault();
      form.toggleAttribute("data-over", name === "dragover");
      if (name === "drop") send(form, [...(event.dataTransfer?.files ?? [])]);
    });
  }
  document.addEventListener("paste", pasted);
  handle("item.attach", () => {
    const field = find<HTMLInputElement>("input[type='file']", open() ?? document.createElement("div"));
    if (field) field.click();
    else showToast("plain", "Attach a file: open an item first (Enter).");
  });
}
