import type { Where } from "../../results/where.js";
import { readWhere } from "../../results/where.js";
import { defaultKeymap, type CommandId, type Keymap, type Screen } from "../keys/bindings.js";
import type { SourceRef, World } from "../world.js";
import type { Facets } from "./facets.js";
import type { Grouping, Order } from "./rows.js";

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Where the cursor is in a list or text, what is at the top of it, and how far it is scrolled to the right. */
export interface Scroll {
  readonly cursor: number;
  readonly top: number;
  readonly left: number;
}
export const startScroll: Scroll = { cursor: 0, top: 0, left: 0 };

export const listScreens = ["findings", "sections", "plan", "hosts"] as const;
export type ListScreen = (typeof listScreens)[number];

/** The filter as it was before a section or host was opened: going back brings it back. */
export interface Restore {
  readonly filter: Filter;
  readonly undo: readonly Filter[];
}

/** A place one can go back to. Texts keep their scroll here, lists in the state. */
export interface ListPlace {
  readonly screen: ListScreen;
  readonly restore?: Restore;
  readonly again?: Restore;
}
export type TextPlace =
  | { readonly screen: "detail"; readonly key: string; readonly scroll: Scroll }
  | {
    readonly screen: "source"; readonly ref: SourceRef; readonly lines: readonly number[]; readonly id?: string;
    readonly scroll: Scroll;
  }
  | { readonly screen: "control"; readonly id: string; readonly scroll: Scroll };
export type Place = ListPlace | TextPlace;

export interface Filter {
  /** As it was typed; `where` is the last of it that could be understood. */
  readonly text: string;
  readonly where: Where;
  readonly facets: Facets;
  /** While the facets are still those that the list began with: of which findings they are the open ones. */
  readonly began?: Where;
}

/** A slow filter under way: what it has found so far. */
export interface Scan {
  readonly where: Where;
  readonly done: number;
  readonly hits: ReadonlySet<number>;
}

export type InputField = "filter" | "local" | "search" | "go" | "help" | "file";

/** A line that is being typed. */
export interface TextInput {
  readonly field: InputField;
  readonly text: string;
  readonly cursor: number;
  /** What esc goes back to. */
  readonly before: string;
  readonly filter?: Filter;
}

export type Overlay =
  | { readonly kind: "help"; readonly query: string; readonly top: number }
  | { readonly kind: "facets" }
  | { readonly kind: "copy" }
  | { readonly kind: "export"; readonly format: string; readonly file: string }
  | { readonly kind: "go"; readonly query: string; readonly chosen: number }
  | { readonly kind: "confirm"; readonly question: string; readonly yes: Effect }
  | { readonly kind: "text"; readonly title: string; readonly text: string; readonly top: number };

export interface Message {
  readonly text: string;
  readonly tone: "quiet" | "doubt" | "bad" | "good";
}

/** What the program does outside: the reducer only says what, so that it can be tested without a terminal. */
export type Effect =
  | { readonly kind: "quit"; readonly print?: boolean }
  | { readonly kind: "suspend" }
  | { readonly kind: "redraw" }
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "copy"; readonly what: string; readonly text: string }
  | {
    readonly kind: "outside"; readonly with: "pager" | "editor"; readonly name: string; readonly text: string;
    readonly line: number;
  }
  | { readonly kind: "export"; readonly format: string; readonly file: string; readonly overwrite: boolean }
  | { readonly kind: "scan"; readonly where: Where };

/** Until there is something to show, `text` says how far it is. */
export type Phase = { readonly kind: "opening"; readonly text: string } | { readonly kind: "ready" };

/** How many controls are judged, while there are more to come. */
export interface Filling {
  readonly done: number;
  readonly all: number;
}

export type Focus = "list" | "preview" | "facets";

export interface State {
  readonly size: Size;
  readonly phase: Phase;
  readonly world: World | undefined;
  readonly filling: Filling | undefined;
  readonly keymap: Keymap;
  readonly history: readonly Place[];
  readonly at: number;
  readonly scrolls: Readonly<Record<ListScreen, Scroll>>;
  /** Of the pane beside or below the list. */
  readonly preview: Scroll;
  readonly grouping: Grouping;
  readonly order: Order;
  readonly folds: Readonly<Partial<Record<Grouping, ReadonlySet<string>>>>;
  readonly filter: Filter;
  readonly undo: readonly Filter[];
  /** Plain text filters of the other lists. */
  readonly local: Readonly<Record<ListScreen, string>>;
  readonly sectionOrder: { readonly by: "article" | "failed" | "unknown"; readonly reverse: boolean };
  readonly hostOrder: { readonly by: "failed" | "name" | "unknown"; readonly reverse: boolean };
  readonly matrix: { readonly differing: boolean; readonly role: boolean };
  readonly scan: Scan | undefined;
  readonly marks: ReadonlySet<string>;
  readonly planned: ReadonlySet<string>;
  /** Steps that the user moved: by part of the plan, the steps of it in their order. */
  readonly planOrder: Readonly<Record<string, readonly string[]>>;
  /** The finding that a folded row stands for after the list was made anew; only while the cursor is on that row. */
  readonly anchor: { readonly row: string; readonly key: string } | undefined;
  readonly focus: Focus;
  readonly share: number;
  readonly facetsOpen: boolean | undefined;
  readonly facetAt: Scroll;
  readonly wrap: boolean;
  readonly bytes: boolean;
  readonly search: string;
  readonly overlay: Overlay | undefined;
  readonly input: TextInput | undefined;
  readonly message: Message | undefined;
  readonly lastCopied: string;
  /** Keys taken so far: with ZMAUDIT_TRACE the bar shows it, so that a test can wait for the frame after a key. */
  readonly keys: number;
}

export type Step = readonly [state: State, effects?: readonly Effect[]];
export type Command = (state: State) => Step;
export type { CommandId };

const everything = readWhere("");
if ("problem" in everything) throw new Error(everything.problem);
export const noFilter: Filter = { text: "", where: everything, facets: {} };

export const initialState = (size: Size, keymap: Keymap = defaultKeymap): State => ({
  size, phase: { kind: "opening", text: "" }, world: undefined, filling: undefined, keymap, history: [{ screen: "sections" }], at: 0,
  scrolls: { findings: startScroll, sections: startScroll, plan: startScroll, hosts: startScroll },
  preview: startScroll,
  grouping: "section", order: { by: "article", reverse: false }, folds: {}, filter: noFilter, undo: [],
  local: { findings: "", sections: "", plan: "", hosts: "" },
  sectionOrder: { by: "article", reverse: false }, hostOrder: { by: "failed", reverse: false },
  matrix: { differing: true, role: false }, scan: undefined,
  marks: new Set(), planned: new Set(), planOrder: {}, anchor: undefined, focus: "list", share: 50,
  facetsOpen: undefined,
  facetAt: startScroll, wrap: false, bytes: false, search: "",
  overlay: undefined, input: undefined, message: undefined, lastCopied: "", keys: 0,
});

export const placeOf = (state: State): Place => state.history[state.at] ?? { screen: "sections" };
export const screenOf = (state: State): Screen => placeOf(state).screen;
export const isList = (place: Place): place is ListPlace => listScreens.some((one) => one === place.screen);
export const saying = (state: State, text: string, tone: Message["tone"] = "quiet"): State =>
  ({ ...state, message: { text, tone } });
