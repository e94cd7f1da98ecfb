import { defaultKeymap, withAsciiLabels } from "../../evaluator/tui/keys/bindings.js";
import { toModel } from "../../evaluator/tui/state/model.js";
import { reduce, type Action } from "../../evaluator/tui/state/reduce.js";
import { initialState, type Effect, type Size, type State } from "../../evaluator/tui/state/state.js";
import type { Theme } from "../../evaluator/tui/theme.js";
import { buildFrame } from "../../evaluator/tui/view/build.js";
import { startRenderer, type Renderer } from "../../evaluator/tui/view/render.js";
import type { ControlText, SourcePart, World } from "../../evaluator/tui/world.js";
import { makeReport, type ReportShape } from "./make-report.js";

export const noColours: Theme = { name: "mono", ascii: false };

/** Text of controls and outputs for the made report, with the hostile text in all of it. */
export const worldOf = (shape: ReportShape = {}): World => {
  const hostile = shape.hostile ?? "";
  const part = (): SourcePart => {
    const lines = Array.from({ length: 300 }, (_, i) =>
      (i === 3 ? `zimbraReverseProxySSLProtocols: TLSv1${hostile}` : `line ${i + 1} of the output${hostile}`));
    const text = `${lines.join("\n")}\n`;
    return {
      command: `zmprov -l gas -v${hostile}`, state: "ok", exit: 0, sha256: "a".repeat(64),
      size: Buffer.byteLength(text), text, bytes: Buffer.from(text), stderr: `a warning${hostile}`,
    };
  };
  const control = (id: string): ControlText => ({
    id, title: `A control${hostile}`, facts: [`severity medium, evidence, judges each server${hostile}`],
    reads: [`servers.*.attrs${hostile}`], file: "controls/x/rule.rego",
    readme:
      `# ${id}\n\n## Why it matters\nOld protocols can be forced upon a client${hostile}. See 2.1.\n\n`
      + `## How to fix\n- do it${hostile}\n\n\`\`\`\nzmprov mcf x${hostile}\n\`\`\`\n`,
    rule:
      `# METADATA\npackage zmaudit.x\n\nresult contains judged("a", 1) if {\n`
      + `\tsome name in input.servers # ${hostile}\n\tnot name == "x${hostile}"\n}\n`, links: [
      { url: `https://example.test/${hostile}`, says: "why" },
    ],
  });
  const parts = new Map<string, SourcePart>();
  const controls = new Map<string, ControlText>();
  const once = <T>(map: Map<string, T>, key: string, make: () => T): T => {
    const have = map.get(key) ?? make();
    map.set(key, have);
    return have;
  };
  return {
    model: toModel(makeReport(shape)), source: (ref) => once(parts, JSON.stringify(ref), part),
    control: (id) => once(controls, id, () => control(id)),
    roles: (host) => (host.startsWith("mail1") ? ["proxy", `mta${hostile}`] : ["mailbox"]),
  };
};

/** Starting Ink is the slow part: frames of one theme share it. */
const renderers = new Map<string, { readonly renderer: Renderer; readonly taken: Taken }>();
interface Taken {
  columns: number;
  rows: number;
  lines: readonly string[];
}
const rendererFor = (theme: Theme): { readonly renderer: Renderer; readonly taken: Taken } => {
  const key = JSON.stringify(theme);
  const have = renderers.get(key);
  if (have) return have;
  const taken: Taken = { columns: 80, rows: 24, lines: [] };
  const made = { taken, renderer: startRenderer({
    get columns() { return taken.columns; }, get rows() { return taken.rows; },
    take: (lines) => void (taken.lines = lines),
  }, theme) };
  renderers.set(key, made);
  return made;
};

/** The browser without a terminal: actions in, state, effects and frames out. */
export const browser = (shape: ReportShape = {}, size: Size = { columns: 80, rows: 24 }, theme: Theme = noColours) => {
  let state: State = initialState(size, theme.ascii ? withAsciiLabels(defaultKeymap) : defaultKeymap);
  const effects: Effect[] = [];
  const dispatch = (action: Action): void => {
    const [next, more = []] = reduce(state, action);
    state = next;
    effects.push(...more);
  };
  dispatch({ type: "loaded", world: worldOf(shape) });
  /** Key names, or a text in quotes that is typed letter by letter. */
  const keys = (...names: readonly string[]): void => {
    for (const name of names) {
      if (name.startsWith('"')) for (const character of name.slice(1)) {
        dispatch({ type: "key", name: character === " " ? "space" : character });
      }
      else dispatch({ type: "key", name });
    }
  };
  const render = (): readonly string[] => {
    const { renderer, taken } = rendererFor(theme);
    Object.assign(taken, state.size);
    renderer.draw(buildFrame(state));
    return taken.lines;
  };
  return { state: () => state, effects, dispatch, keys, render, set: (next: State) => void (state = next) };
};

/** A frame as people see it: without colours, and without blanks at the ends. */
export const plainFrame = (lines: readonly string[]): string =>
  `${lines.map((line) => line.replace(/\u001b\[[0-9;]*m/g, "").trimEnd()).join("\n")}\n`;
