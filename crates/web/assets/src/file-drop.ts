// A place that takes a file from outside (`data-file-drop` around a file field): dropped or chosen,
// its size is said, and too large a one is refused before it is sent.
import { closest, find } from "./dom";

function field(place: HTMLElement): HTMLInputElement | null {
  return find<HTMLInputElement>("input[type='file']", place);
}

export function size(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function chosen(place: HTMLElement): void {
  const input = field(place);
  const file = input?.files?.[0];
  const words = find("[data-file-named]", place);
  if (!input || !file || !words) return;
  const most = Number(place.dataset["most"] ?? 0);
  const error = find(`[data-error-for="${input.name}"]`, input.form ?? document);
  words.textContent = size(file.size);
  const large = file.size > most;
  if (error) error.textContent = large ? `This file is larger than ${size(most)}. Split it, or leave columns out of the export.` : "";
  if (large) input.value = "";
}

export function startFileDrop(): void {
  document.addEventListener("change", (event) => {
    const place = closest<HTMLElement>(event.target, "[data-file-drop]");
    if (place) chosen(place);
  });
  for (const name of ["dragover", "dragleave", "drop"] as const) {
    document.addEventListener(name, (event) => {
      const place = closest<HTMLElement>(event.target, "[data-file-drop]");
      if (!place || !event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      place.toggleAttribute("data-over", name === "dragover");
      const input = field(place);
      if (name !== "drop" || !input) return;
      input.files = event.dataTransfer.files;
      chosen(place);
    });
  }
}
