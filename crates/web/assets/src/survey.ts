// The key that asks people about what the product backlog is filtered to.
import { handle } from "./commands";
import { find } from "./dom";
import { showToast } from "./toasts";

export function startSurvey(): void {
  handle("survey.filtered", () => {
    const link = find<HTMLAnchorElement>("a[data-filtered-survey]");
    if (link) link.click();
    else showToast("plain", "Filter the product backlog first: the survey asks about what is left.");
    return true;
  });
}
