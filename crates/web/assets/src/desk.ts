// The desk (suggestions, icebox): its keys walk by the links that stand on it. Deliberately not
// here: what a decision does; menus and dialogs post it like everywhere.
import { handle } from "./commands";
import { find } from "./dom";

export function startDesk(): void {
  for (const step of ["next", "previous"]) {
    handle(`desk.${step}`, () => {
      const link = find<HTMLAnchorElement>(`a[data-desk='${step}']`);
      link?.click();
      return link !== null;
    });
  }
}
