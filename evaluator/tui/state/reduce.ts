import type { CommandId, Context } from "../keys/bindings.js";
import { overlays } from "../keys/bindings.js";
import type { World } from "../world.js";
import type { Where } from "../../results/where.js";
import * as act from "./act.js";
import { docOf, rowsOfList } from "./derive.js";
import { loaded, refilled } from "./fill.js";
import { fitAll } from "./fit.js";
import { isTooSmall, layoutOf, listHeight } from "./layout.js";
import { clickRow, left, move, next, pane, right, wheel } from "./motion.js";
import * as narrow from "./narrow.js";
import { escape, goBack, goForward, goScreen, open, quit, withPlaceScroll } from "./navigate.js";
import { moveStep } from "./move-step.js";
import { settle } from "./scroll.js";
import {
  isList, placeOf, saying, screenOf, startScroll, type Command, type Effect, type Filling, type ListScreen, type Message,
  type Phase, type Size, type State, type Step, type TextInput,
} from "./state.js";
import { paste, typeKey } from "./typing.js";

export type Action =
  | { readonly type: "key"; readonly name: string }
  | { readonly type: "paste"; readonly text: string }
  | {
    readonly type: "mouse"; readonly action: "press" | "wheel-up" | "wheel-down"; readonly column: number;
    readonly row: number; readonly again?: boolean;
  }
  | { readonly type: "resize"; readonly size: Size }
  | { readonly type: "phase"; readonly phase: Phase }
  | { readonly type: "loaded"; readonly world: World; readonly filling?: Filling }
  | { readonly type: "scanned"; readonly where: Where; readonly done: number; readonly hits: ReadonlySet<number> }
  | { readonly type: "said"; readonly text: string; readonly tone: Message["tone"] }
  | { readonly type: "ask"; readonly question: string; readonly yes: Effect }
  | { readonly type: "show"; readonly title: string; readonly text: string };

const screen = (name: ListScreen): Command => (state) => [goScreen(state, name)];
const input = (state: State, field: TextInput["field"], text: string, more: Partial<TextInput> = {}): State =>
  ({ ...state, input: { field, text, cursor: text.length, before: text, ...more } });

const share = (by: number): Command => (state) => [{ ...state, share: Math.max(20, Math.min(80, state.share + by)) }];
const effect = (one: Effect): Command => (state) => [state, [one]];

const startFilter: Command = (state) => {
  const place = placeOf(state);
  if (!isList(place)) return [state];
  if (place.screen === "findings" && state.focus === "preview") return [input({ ...state, search: "" }, "search", "")];
  return place.screen === "findings"
    ? [input(state, "filter", state.filter.text, { filter: state.filter })]
    : [input(state, "local", state.local[place.screen])];
};

const scrollOverlay = (by: number): Command => (state) => (state.overlay?.kind === "text"
  ? [{ ...state, overlay: { ...state.overlay, top: Math.max(0, state.overlay.top + by) } }]
  : [state]);
const inText = (by: number, otherwise: Command): Command =>
  (state) => (state.overlay?.kind === "text" ? scrollOverlay(by)(state) : otherwise(state));

const confirmed: Command = (state) =>
  (state.overlay?.kind === "confirm" ? [{ ...state, overlay: undefined }, [state.overlay.yes]] : [state]);
const closed: Command = (state) => [{ ...state, overlay: undefined, input: undefined }];

const commands: Readonly<Record<CommandId, Command>> = {
  up: inText(-1, move("up")), down: inText(1, move("down")), "page-up": inText(-10, move("page-up")),
  "page-down": inText(10, move("page-down")), "half-up": move("half-up"), "half-down": move("half-down"),
  top: inText(-1e6, move("top")), bottom: inText(1e6, move("bottom")), left, right, "next-pane": pane(1),
  "previous-pane": pane(-1), open, back: escape,
  "history-back": goBack, "history-forward": goForward,
  go: (state) => [input({ ...state, overlay: { kind: "go", query: "", chosen: 0 } }, "go", "")],
  filter: startFilter, search: (state) => [input({ ...state, search: "" }, "search", "")], next: next(1),
  previous: next(-1),
  facets: narrow.showFacets, "only-control": narrow.onlyControl,
  "only-differing": (state) => [saying(
    { ...state, matrix: { ...state.matrix, differing: !state.matrix.differing }, preview: startScroll },
    state.matrix.differing ? "all controls" : "only controls that differ between hosts"
  )],
  role: (state) => [saying(
    { ...state, matrix: { ...state.matrix, role: !state.matrix.role }, preview: startScroll },
    state.matrix.role ? "all hosts" : "only hosts with the same roles"
  )],
  group: narrow.group(1), "group-back": narrow.group(-1), sort: narrow.sort, reverse: narrow.reverse, larger: share(5),
  smaller: share(-5),
  wrap: (state) => [saying(reposition({ ...state, wrap: !state.wrap }), state.wrap
    ? "long lines go on to the right: ← → scroll"
    : "long lines are wrapped")],
  bytes: (state) => [saying(reposition({ ...state, bytes: !state.bytes }), state.bytes ? "escaped text" : "bytes")],
  mark: act.mark, "mark-all": act.markAll, "plan-toggle": act.planToggle,
  "step-down": moveStep(1), "step-up": moveStep(-1),
  copy: (state) => [{ ...state, overlay: { kind: "copy" } }], export: act.startExport,
  outside: act.outside("pager"), "outside-editor": act.outside("editor"), rule: act.showControl,
  "screen-findings": screen("findings"), "screen-sections": screen("sections"), "screen-plan": screen("plan"),
  "screen-hosts": screen("hosts"),
  help: (state) => [input({ ...state, overlay: { kind: "help", query: "", top: 0 } }, "help", "")],
  redraw: effect({ kind: "redraw" }), suspend: effect({ kind: "suspend" }), quit, "quit-now": effect({ kind: "quit" }),
  close: closed, "close-overlay": (state) =>
    (state.overlay === undefined ? [{ ...state, focus: "list" }] : closed(state)),
  "facet-toggle": narrow.toggleFacet, "facet-only": narrow.onlyFacet, "facet-all": narrow.wholeFacet,
  "facet-reset": narrow.resetFacets, "facets-close": narrow.hideFacets,
  "copy-fix": act.copyFix, "copy-fixes": act.copyFixes, "copy-evidence": act.copyEvidence, "copy-id": act.copyId,
  "copy-json": act.copyJson, "copy-link": act.copyLink, "copy-shown": act.showCopied,
  "confirm-yes": confirmed, "confirm-no": closed,
};

const run = (id: CommandId): Command => commands[id];

/** After a text was made anew in another shape its cursor goes to where the text begins to matter. */
function reposition(state: State): State {
  const place = placeOf(state);
  if (place.screen !== "source") return fitAll(state);
  const doc = docOf({ ...state });
  return withPlaceScroll(state, settle(
    { cursor: doc.start, top: Math.max(0, doc.start - 3), left: 0 }, doc.length, layoutOf(state).main.rows
  ));
}

const always: readonly CommandId[] = ["quit-now", "redraw", "suspend"];

const contextsOf = (state: State): readonly Context[] =>
  (state.overlay ? [state.overlay.kind] : state.focus === "facets" ? ["facets", screenOf(state)] : [screenOf(state)]);

const keyed = (state: State, name: string): Step => {
  const contexts = contextsOf(state);
  const id = contexts.map((context) => state.keymap.find(context, name)).find((found) => found !== undefined);
  if (id !== undefined && always.includes(id)) return run(id)(state);
  if (isTooSmall(state.size) || state.phase.kind !== "ready") {
    if (id === "quit" || id === "help") return id === "quit" ? [state, [{ kind: "quit" }]] : [state];
    return name === "p" && state.phase.kind === "ready" ? [state, [{ kind: "quit", print: true }]] : [state];
  }
  if (state.input) return typeKey(state, state.input, name, run);
  if (id !== undefined) return run(id)(state);
  if (state.overlay?.kind === "copy") return [saying({ ...state, overlay: undefined }, "nothing copied")];
  const elsewhere =
    overlays.every((context) => context !== contexts[0]) && state.keymap.table.find(({ keys }) => keys.includes(name));
  return elsewhere
    ? [saying(
      state, `${state.keymap.label(name)} (${elsewhere.says}) works on: ${elsewhere.in.slice(0, 4).join(", ")}`
    )]
    : [state];
};

const clicked = (state: State, action: Extract<Action, { readonly type: "mouse" }>): Step => {
  if (state.overlay || state.input || state.phase.kind !== "ready") return [state];
  const layout = layoutOf(state);
  const facets = layout.facets;
  const inFacets = facets !== undefined && action.column < facets.columns;
  const inSecond = layout.second !== undefined && (layout.wide && screenOf(state) !== "hosts"
    ? action.column > layout.columns - layout.second.columns
    : action.row > 2 + layout.main.rows);
  const focused: State = { ...state, focus: inFacets
    ? "facets"
    : inSecond && (screenOf(state) === "findings" || screenOf(state) === "hosts") ? "preview"
    : "list" };
  if (action.action !== "press") return wheel(action.action === "wheel-up" ? -1 : 1)(focused);
  const first = 2 + (isList(placeOf(state)) && focused.focus === "list" ? 1 : 0) + (focused.focus === "preview"
    && !(layout.wide && screenOf(state) !== "hosts") ? layout.main.rows + 1 + (screenOf(state) === "hosts"
      ? 1
      : 0) : 0);
  const [moved] = clickRow(focused, action.row - first);
  return action.again ? open(moved) : [moved];
};

/** The one place where the state changes. */
export const reduce = (state: State, action: Action): Step => {
  if (action.type === "key") return keyed({ ...state, message: undefined, keys: state.keys + 1 }, action.name);
  if (action.type === "paste") return paste(state, action.text, run);
  if (action.type === "mouse") return clicked({ ...state, message: undefined }, action);
  if (action.type === "resize") return [fitAll({ ...state, size: action.size })];
  if (action.type === "phase") return state.phase.kind === "ready" ? [state] : [{ ...state, phase: action.phase }];
  if (action.type === "loaded") {
    const next: State = { ...state, phase: { kind: "ready" }, world: action.world, filling: action.filling };
    return state.world ? refilled(state, next, action.world) : loaded(next, action.world);
  }
  if (action.type === "scanned") {
    if (state.filter.where !== action.where) return [state];
    const next: State = { ...state, scan: { where: action.where, done: action.done, hits: action.hits } };
    return [{ ...next, scrolls: {
      ...next.scrolls, findings: settle(next.scrolls.findings, rowsOfList(next).length, listHeight(layoutOf(next))),
    } }];
  }
  if (action.type === "said") return [saying(state, action.text, action.tone)];
  if (action.type === "ask") {
    return [{ ...state, overlay: { kind: "confirm", question: action.question, yes: action.yes } }];
  }
  return [{ ...state, overlay: { kind: "text", title: action.title, text: action.text, top: 0 } }];
};

