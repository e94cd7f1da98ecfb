/** Where keys mean something. An overlay takes them first, then the screen below. */
export const screens = ["findings", "sections", "hosts", "plan", "detail", "source", "control"] as const;
export type Screen = (typeof screens)[number];
export const overlays = ["help", "facets", "copy", "export", "go", "confirm", "text"] as const;
export type OverlayName = (typeof overlays)[number];
export type Context = Screen | OverlayName;

export interface Binding {
  readonly id: string;
  readonly keys: readonly string[];
  readonly in: readonly Context[];
  /** The help's line. */
  readonly says: string;
  readonly part: "move" | "find" | "view" | "do" | "screens" | "leave";
  /** Words for the bar at the bottom; without them the key is only in the help. */
  readonly bar?: string;
  /** The command whose key stands before this one's in the bar. */
  readonly pair?: string;
  /** Where the bar has it, if not wherever it works. */
  readonly barIn?: readonly Screen[];
}

/** Headings of the help and the manual, in their order. */
export const partNames: Readonly<Record<Binding["part"], string>> = {
  move: "MOVE", find: "FIND", view: "VIEW", do: "DO", screens: "SCREENS", leave: "HELP AND LEAVING",
};

const lists = ["findings", "sections", "hosts", "plan"] as const;
const texts = ["detail", "source", "control"] as const;
const subjects = ["findings", "detail"] as const;
/** Where something folds, or goes on beyond the edge. */
const sideways = ["findings", "hosts", "source", "facets"] as const;
const searched = ["findings", "hosts", "detail", "source", "control"] as const;

/**
 * Every command with its keys: the bar, the help, the manual page and users' own keys all come from here. Letters keep
 * their meaning on every screen.
 */
export const bindings = [
  { id: "up", keys: ["up", "k"], in: [...screens, "facets", "help", "text"], says: "row up", part: "move" },
  {
    id: "down", keys: ["down", "j"], in: [...screens, "facets", "help", "text"], says: "row down", part: "move",
    bar: "move", pair: "up",
  },
  { id: "page-up", keys: ["pageup", "ctrl+b"], in: [...screens, "help", "text"], says: "page up", part: "move" },
  { id: "page-down", keys: ["pagedown", "ctrl+f"], in: [...screens, "help", "text"], says: "page down", part: "move" },
  { id: "half-up", keys: ["ctrl+u"], in: screens, says: "half a page up", part: "move" },
  { id: "half-down", keys: ["ctrl+d"], in: screens, says: "half a page down", part: "move" },
  { id: "top", keys: ["g", "home"], in: [...screens, "help", "text"], says: "to the top", part: "move" },
  { id: "bottom", keys: ["G", "end"], in: [...screens, "help", "text"], says: "to the bottom", part: "move" },
  { id: "left", keys: ["left", "h"], in: sideways, says: "fold; scroll to the left", part: "move" },
  { id: "right", keys: ["right", "l"], in: sideways, says: "unfold; scroll to the right", part: "move" },
  { id: "next-pane", keys: ["tab"], in: [...screens, "facets"], says: "next pane, next part of a text", part: "move" },
  {
    id: "previous-pane", keys: ["shift+tab"], in: [...screens, "facets"], says: "previous pane, previous part",
    part: "move",
  },
  {
    id: "open", keys: ["enter"], in: screens, says: "open what the cursor is on", part: "move", bar: "open",
    barIn: [...lists, "detail"],
  },
  {
    id: "back", keys: ["escape"], in: screens, says: "clear the search, undo the last filter, then go back",
    part: "move",
  },
  { id: "history-back", keys: ["["], in: screens, says: "back to where you were", part: "move" },
  { id: "history-forward", keys: ["]"], in: screens, says: "forward again", part: "move" },
  { id: "go", keys: [":"], in: screens, says: "go to a control, section, host or command by name", part: "find" },
  { id: "filter", keys: ["/"], in: lists, says: "filter while you type", part: "find", bar: "filter" },
  { id: "search", keys: ["/"], in: texts, says: "search in the text", part: "find", bar: "search" },
  { id: "next", keys: ["n"], in: searched, says: "next match, finding, or host that differs", part: "find" },
  {
    id: "previous", keys: ["N"], in: searched, says: "previous match, finding, or host that differs", part: "find",
    bar: "next", pair: "next", barIn: [...texts, "hosts"],
  },
  {
    id: "facets", keys: ["f"], in: ["findings"], says: "facets: narrow by status, severity, section, host …",
    part: "find", bar: "facets",
  },
  { id: "only-control", keys: ["*"], in: subjects, says: "only this control", part: "find" },
  {
    id: "only-differing", keys: ["d"], in: ["hosts"], says: "matrix: only rows that differ, or all", part: "find",
    bar: "differing",
  },
  {
    id: "role", keys: ["r"], in: ["hosts"], says: "matrix: only hosts with the roles of this one, or all", part: "find",
    bar: "roles",
  },
  {
    id: "group", keys: ["t"], in: ["findings"],
    says: "group by section, control, severity, status, host, kind, or flat", part: "view", bar: "group",
  },
  { id: "group-back", keys: ["T"], in: ["findings"], says: "the grouping before", part: "view" },
  {
    id: "sort", keys: ["s"], in: ["findings", "sections", "hosts"], says: "sort by the next column", part: "view",
    bar: "sort",
  },
  { id: "reverse", keys: ["S"], in: ["findings", "sections", "hosts"], says: "reverse the order", part: "view" },
  { id: "larger", keys: ["+", "="], in: ["findings", "sections", "hosts", "plan"], says: "larger list", part: "view" },
  {
    id: "smaller", keys: ["-", "_"], in: ["findings", "sections", "hosts", "plan"], says: "smaller list", part: "view",
  },
  { id: "wrap", keys: ["z"], in: ["source"], says: "wrap long lines", part: "view", bar: "wrap" },
  {
    id: "bytes", keys: ["v"], in: ["source", "detail", "findings"], says: "show the bytes, or escaped text again",
    part: "view", bar: "bytes", barIn: ["source", "detail"],
  },
  {
    id: "mark", keys: ["space"], in: ["findings", "sections", "hosts"], says: "mark; a group marks all of it",
    part: "do", bar: "mark",
  },
  { id: "mark-all", keys: ["A"], in: ["findings"], says: "mark all that are shown, or none", part: "do" },
  {
    id: "plan-toggle", keys: ["p"], in: ["findings", "detail", "plan"], says: "put the fix on the plan, or take it off",
    part: "do", bar: "on/off plan",
  },
  { id: "step-up", keys: ["K"], in: ["plan"], says: "move the step up in its part", part: "do" },
  {
    id: "step-down", keys: ["J"], in: ["plan"], says: "move the step down in its part", part: "do", bar: "reorder",
    pair: "step-up",
  },
  { id: "copy", keys: ["y"], in: screens, says: "copy: then choose what", part: "do", bar: "copy" },
  { id: "export", keys: ["e"], in: lists, says: "export what is shown to a file", part: "do", bar: "export" },
  {
    id: "outside", keys: ["o"], in: ["findings", "detail", "source", "control", "plan"], says: "show in $PAGER",
    part: "do", bar: "pager",
  },
  {
    id: "outside-editor", keys: ["O"], in: ["findings", "detail", "source", "control", "plan"], says: "show in $EDITOR",
    part: "do",
  },
  {
    id: "rule", keys: ["c"], in: ["findings", "detail", "source", "plan"],
    says: "the control: why, how it is judged, its rule", part: "do", bar: "control",
  },
  { id: "screen-findings", keys: ["1"], in: screens, says: "Findings", part: "screens" },
  { id: "screen-sections", keys: ["2"], in: screens, says: "Sections", part: "screens" },
  { id: "screen-plan", keys: ["4"], in: screens, says: "Plan", part: "screens" },
  { id: "screen-hosts", keys: ["5"], in: screens, says: "Hosts", part: "screens" },
  { id: "help", keys: ["?", "f1"], in: screens, says: "help", part: "leave" },
  { id: "redraw", keys: ["ctrl+l"], in: [...screens, ...overlays], says: "draw everything again", part: "leave" },
  { id: "suspend", keys: ["ctrl+z"], in: [...screens, ...overlays], says: "suspend", part: "leave" },
  { id: "quit", keys: ["q"], in: screens, says: "back; at the top, leave", part: "leave" },
  { id: "quit-now", keys: ["ctrl+c"], in: [...screens, ...overlays], says: "leave at once", part: "leave" },
  { id: "close", keys: ["escape", "q"], in: ["text"], says: "close", part: "leave" },
  {
    id: "close-overlay", keys: ["escape"], in: ["help", "facets", "copy", "export", "go", "confirm"], says: "close",
    part: "leave",
  },
  { id: "facet-toggle", keys: ["space", "enter"], in: ["facets"], says: "choose or leave out", part: "find" },
  { id: "facet-only", keys: ["o"], in: ["facets"], says: "only this", part: "find" },
  { id: "facet-all", keys: ["a"], in: ["facets"], says: "all of this facet", part: "find" },
  { id: "facet-reset", keys: ["r"], in: ["facets"], says: "reset all facets", part: "find" },
  { id: "facets-close", keys: ["f", "q"], in: ["facets"], says: "close the facets", part: "leave" },
  { id: "copy-fix", keys: ["f"], in: ["copy"], says: "fix, for this subject", part: "do" },
  { id: "copy-fixes", keys: ["F"], in: ["copy"], says: "fixes, of all that are marked", part: "do" },
  { id: "copy-evidence", keys: ["e"], in: ["copy"], says: "evidence lines", part: "do" },
  { id: "copy-id", keys: ["i"], in: ["copy"], says: "id and title", part: "do" },
  { id: "copy-json", keys: ["j"], in: ["copy"], says: "finding as JSON", part: "do" },
  { id: "copy-link", keys: ["l"], in: ["copy"], says: "link to what the rule rests on", part: "do" },
  { id: "copy-shown", keys: ["y"], in: ["copy"], says: "show the last text, for selecting by hand", part: "do" },
  { id: "confirm-yes", keys: ["y"], in: ["confirm"], says: "yes", part: "do" },
  { id: "confirm-no", keys: ["n"], in: ["confirm"], says: "no", part: "do" },
] as const satisfies readonly Binding[];

export type CommandId = (typeof bindings)[number]["id"];
