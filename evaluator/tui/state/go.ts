import { bindings, type CommandId } from "../keys/bindings.js";
import { visible, type Visible } from "../../text/visible.js";
import { keyOf, type Model } from "./model.js";
import { statusRank } from "./rows.js";
import { memo } from "./memo.js";
import { drill, push } from "./navigate.js";
import { screenOf, startScroll, type State, type Step } from "./state.js";

/** What `:` leads to. */
export interface Candidate {
  readonly label: Visible;
  readonly kind: "control" | "section" | "host" | "command";
  readonly value: string;
  readonly words: string;
}

const places = memo((model: Model): readonly Candidate[] => {
  const make = (kind: Candidate["kind"], value: string, label: string): Candidate =>
    ({ kind, value, label: visible(label), words: label.toLowerCase() });
  return [
    ...[...model.byControl].map(([id, [first]]) => make("control", id, `${id} ${first?.title ?? ""}`)),
    ...model.sections.filter(({ status }) => status !== "not_covered")
      .map(({ number, title }) => make("section", String(number), `section ${number} ${title}`)),
    ...model.hosts.map((host) => make("host", host, `host ${host}`)),
  ];
});

const commandsFor = (state: State): readonly Candidate[] =>
  state.keymap.table.filter((one) => one.in.some((context) => context === screenOf(state)) && one.part !== "move")
    .map((one) => ({
      kind: "command", value: one.id, label: visible(`${one.says} (${one.keys.map(state.keymap.label).join(" ")})`),
      words: `${one.id} ${one.says}`.toLowerCase(),
    }));

const shown = 200;

/** Best first: an id that is what was typed, then what begins with it, then what has all the words. */
export const candidates = (state: State, query: string): readonly Candidate[] => {
  if (!state.world) return [];
  const low = query.trim().toLowerCase();
  const words = low.split(/\s+/);
  const rank = ({ value, words: text }: Candidate): number =>
    (value.toLowerCase() === low ? 0 : text.startsWith(low) ? 1 : 2);
  return [...places(state.world.model), ...commandsFor(state)].filter(({ words: text }) =>
    words.every((word) => text.includes(word)))
    .map((one, i) => ({ one, i, rank: rank(one) })).sort((a, b) => a.rank - b.rank || a.i - b.i).slice(0, shown).map(
      ({ one }) => one
    );
};

export const goTo = (state: State, candidate: Candidate, run: (id: CommandId) => (state: State) => Step): Step => {
  const closed: State = { ...state, overlay: undefined, input: undefined };
  if (candidate.kind === "section") return drill(closed, `sec:${candidate.value}`);
  if (candidate.kind === "host") return drill(closed, `host:"=${candidate.value.replaceAll('"', "")}"`);
  if (candidate.kind === "command") {
    const found = bindings.find(({ id }) => id === candidate.value);
    return found ? run(found.id)(closed) : [closed];
  }
  const [worst] = [...(state.world?.model.byControl.get(candidate.value) ?? [])]
    .sort((a, b) => statusRank(a.status) - statusRank(b.status) || a.index - b.index);
  return worst
    ? [push(closed, { screen: "detail", key: keyOf(worst.result.id, worst.subject), scroll: startScroll })]
    : [closed];
};
