// The key that goes to where an item is linked to another, in whichever item is open.
import { handle } from "./commands";
import { all } from "./dom";
import { showToast } from "./toasts";

export function startLinks(): void {
  handle("item.link", () => {
    const fields = all<HTMLSelectElement>("form.linking select").filter((field) => field.checkVisibility());
    const field = fields.find((field) => field.closest("#panel")) ?? fields[0];
    if (!field) {
      showToast("plain", "Link: open an item first (Enter).");
      return true;
    }
    field.scrollIntoView({ block: "nearest" });
    field.focus();
    return true;
  });
}
