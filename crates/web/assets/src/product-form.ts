// The form of a new product: a key made of the name until somebody types one, checked by the
// server while it is typed; and the time zone this browser is in.
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

export function startProductForm(): void {
  zones();
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
