// Starts every behaviour. Each is a module of its own, bound to the page by `data-` attributes
// with listeners on the document, so that fragments which arrive later need no set-up.
// Deliberately not here: state. The server's HTML is the state.
import "./list";
import { startBoard } from "./board";
import { startCommands } from "./commands";
import { startCopy } from "./copy";
import { startDialogs } from "./dialogs";
import { startDrafts } from "./drafts";
import { startDrag } from "./drag";
import { startFill } from "./fill";
import { startForms } from "./forms";
import { startGate } from "./gate";
import { startInlineNew } from "./inline-new";
import { startLift } from "./lift";
import { startLive } from "./live";
import { startMenus } from "./menus";
import { startPalette } from "./palette";
import { startPanel } from "./panel";
import { startParts } from "./parts";
import { startPreferences } from "./preferences";
import { startProductForm } from "./product-form";
import { startReveal } from "./reveal";
import { startTips } from "./tips";
import { startToasts } from "./toasts";

startPreferences();
startToasts();
startParts();
startPanel();
startForms();
startDrafts();
startMenus();
startDialogs();
startInlineNew();
startDrag();
startLift();
startGate();
startBoard();
startFill();
startPalette();
startTips();
startReveal();
startCopy();
startProductForm();
startCommands();
startLive();
