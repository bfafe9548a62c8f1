// The form of a new product: a key made of the name until somebody types one, checked by the
// server while it is typed; and the time zone this browser is in. A suggestion that is older than the
// name is not sent: the server then makes the key itself.
import { all, closest, debounced, find } from "./dom";
import { apply, part } from "./net";

let asked = 0;

async function check(form: HTMLFormElement): Promise<void> {
  const name = form.elements.namedItem("name");
  const key = form.elements.namedItem("key");
  if (!(name instanceof HTMLInputElement) || !(key instanceof HTMLInputElement)) return;
  const mine = ++asked;
  const query = new URLSearchParams({ name: name.value, key: key.value });
  const said = await part(`${form.dataset["check"]}?${query}`, "fragment");
  // Somebody typed on while this was on its way.
  if (said === null || mine !== asked) return;
  apply(said);
  form.dataset["suggestedFor"] = name.value;
  if (find("#key-said .error")?.textContent) key.setAttribute("aria-invalid", "true");
  else key.removeAttribute("aria-invalid");
  const suggestion = find("#key-said")?.dataset["suggestion"] ?? "";
  if (key.dataset["own"] !== undefined || key.value === suggestion) return;
  key.value = suggestion;
  await check(form);
}

function zones(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of all<HTMLInputElement>("[data-zone]")) if (zone) field.value = zone;
}

/** Takes a suggestion away that was made for less of the name than is typed now. */
function dropOutdated(form: HTMLFormElement): void {
  const name = form.elements.namedItem("name");
  const key = form.elements.namedItem("key");
  if (!(name instanceof HTMLInputElement) || !(key instanceof HTMLInputElement)) return;
  if (key.dataset["own"] === undefined && form.dataset["suggestedFor"] !== name.value) key.value = "";
}

export function startProductForm(): void {
  zones();
  document.addEventListener("submit", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-product-form]");
    if (form) dropOutdated(form);
  });
  const later = debounced(200, (form: HTMLFormElement) => void check(form));
  document.addEventListener("input", (event) => {
    const form = closest<HTMLFormElement>(event.target, "form[data-product-form]");
    const field = event.target;
    if (!form || !(field instanceof HTMLInputElement) || !["name", "key"].includes(field.name)) return;
    if (field.name === "key") {
      if (field.value === "") delete field.dataset["own"];
      else field.dataset["own"] = "";
    }
    later(form);
  });
}
