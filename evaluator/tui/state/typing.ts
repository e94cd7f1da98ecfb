import { candidates, goTo } from "./go.js";
import { exportFormats, exportName } from "./act.js";
import type { CommandId } from "../keys/bindings.js";
import { edit, insert, type Edited } from "./input.js";
import { searchFrom } from "./motion.js";
import { typeFilter } from "./narrow.js";
import { keepCursor, rescan } from "./navigate.js";
import { isList, placeOf, saying, startScroll, type State, type Step, type TextInput } from "./state.js";

type Run = (id: CommandId) => (state: State) => Step;

/** What each field does with its text after every key. */
const changed = (state: State, input: TextInput): Step => {
  const next: State = { ...state, input };
  const { text } = input;
  const place = placeOf(state);
  if (input.field === "filter") return typeFilter(next, text);
  if (input.field === "local" && isList(place)) return [{
    ...next, local: { ...state.local, [place.screen]: text },
    scrolls: { ...state.scrolls, [place.screen]: startScroll },
  }];
  if (input.field === "search") {
    const found = searchFrom(
      { ...next, search: text }, text, isList(place) ? state.preview.cursor - 1 : place.scroll.cursor - 1, 1
    );
    return found;
  }
  if (input.field === "go") return [{ ...next, overlay: { kind: "go", query: text, chosen: 0 } }];
  if (input.field === "help") return [{ ...next, overlay: { kind: "help", query: text, top: 0 } }];
  if (input.field === "file" && state.overlay?.kind === "export") {
    return [{ ...next, overlay: { ...state.overlay, file: text } }];
  }
  return [next];
};

const cancel = (state: State, { field, before, filter }: TextInput): Step => {
  const closed: State = { ...state, input: undefined };
  const place = placeOf(state);
  if (field === "filter") return filter ? rescan(keepCursor(closed, { ...closed, filter, scan: undefined })) : [closed];
  if (field === "local" && isList(place)) return [{ ...closed, local: { ...state.local, [place.screen]: before } }];
  if (field === "search") return [{ ...closed, search: "" }];
  return [{ ...closed, overlay: undefined }];
};

const accept = (state: State, input: TextInput, run: Run): Step => {
  const closed: State = { ...state, input: undefined };
  const { overlay } = state;
  if (input.field === "filter") {
    const { filter } = state;
    if (filter.where.text !== filter.text) return typeFilter(state, filter.text);
    return [input.filter && input.filter.text !== filter.text
      ? { ...closed, undo: [...state.undo, input.filter].slice(-50) }
      : closed];
  }
  if (input.field === "go" && overlay?.kind === "go") {
    const chosen = candidates(state, overlay.query)[overlay.chosen];
    return chosen ? goTo(state, chosen, run) : [saying(state, "there is nothing of that name", "doubt")];
  }
  if (input.field === "help") return [closed];
  if (input.field === "file" && overlay?.kind === "export") {
    if (overlay.file.trim() === "") return [saying(state, "give the file a name", "doubt")];
    return [{ ...closed, overlay: undefined }, [
      { kind: "export", format: overlay.format, file: overlay.file.trim(), overwrite: false },
    ]];
  }
  return [closed];
};

const step = (state: State, by: 1 | -1): Step => {
  const { overlay } = state;
  if (overlay?.kind === "go") {
    const { length } = candidates(state, overlay.query);
    return [{ ...state, overlay: { ...overlay, chosen: Math.max(0, Math.min(overlay.chosen + by, length - 1)) } }];
  }
  if (overlay?.kind === "help") return [{ ...state, overlay: { ...overlay, top: Math.max(0, overlay.top + by) } }];
  return [state];
};

/** Tab completes: the best candidate's id, or the next format of an export. */
const complete = (state: State): Step => {
  const { overlay, input } = state;
  if (overlay?.kind === "export" && input) {
    const formats = exportFormats(placeOf(state).screen);
    const format = formats[(formats.indexOf(overlay.format) + 1) % formats.length] ?? overlay.format;
    const file = input.text === exportName(state, overlay.format) ? exportName(state, format) : input.text;
    return [{ ...state, overlay: { ...overlay, format, file }, input: { ...input, text: file, cursor: file.length } }];
  }
  if (overlay?.kind === "go" && input) {
    const chosen = candidates(state, overlay.query)[overlay.chosen];
    const text = chosen === undefined
      ? input.text
      : chosen.kind === "command" ? chosen.value
      : chosen.kind === "control" ? chosen.value
      : `${chosen.kind} ${chosen.value}`;
    return changed(state, { ...input, text, cursor: text.length });
  }
  return [state];
};

const apply = (state: State, input: TextInput, edited: Edited, run: Run): Step => {
  if (edited.kind === "typed") {
    return edited.input.text === input.text ? [{ ...state, input: edited.input }] : changed(state, edited.input);
  }
  if (edited.kind === "cancel") return cancel(state, input);
  if (edited.kind === "accept") return accept(state, input, run);
  if (edited.kind === "next") return step(state, 1);
  if (edited.kind === "previous") return step(state, -1);
  return edited.kind === "complete" ? complete(state) : [state];
};

export const typeKey = (state: State, input: TextInput, key: string, run: Run): Step => {
  if (state.overlay?.kind === "help" && (key === "pagedown" || key === "pageup")) return [
    { ...state, overlay: { ...state.overlay, top: Math.max(0, state.overlay.top + (key === "pagedown" ? 10 : -10)) } },
  ];
  return apply(state, input, edit(input, key), run);
};
export const paste = (state: State, text: string, run: Run): Step => (state.input
  ? apply(state, state.input, insert(state.input, text), run)
  : [saying(state, "pasting does nothing here: / opens a field")]);
