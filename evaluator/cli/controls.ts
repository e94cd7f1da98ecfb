import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inputError } from "../errors.js";
import { projectFolder } from "../paths.js";
import { sections } from "../policy/builtin.js";
import { parameterText, type Control } from "../policy/control.js";
import { startEngine } from "../policy/engine.js";
import { nearest } from "../text/nearest.js";
import { severityTones } from "../text/style.js";
import { fit, joined, padded, visible, visibleJson, wrapped } from "../text/visible.js";
import { exits } from "./exit.js";
import { say, type Io } from "./io.js";
import { loadPolicies } from "./policies.js";

const brief = (control: Control): object => ({
  id: control.id, title: control.title, section: control.section ?? null, severity: control.severity, kind: control.kind,
  ...(control.description === undefined ? {} : { description: control.description }),
  parameters: control.parameters, optional: control.optional, mappings: control.mappings, related: control.related,
  subject: control.gate.subjectKind, reads: control.reads.map((path) => path.join(".")),
});

const explain = async (control: Control, io: Io): Promise<void> => {
  const line = (text: string): void => wrapped(visible(text), io.columns).forEach((one) => io.out(one));
  io.out(io.paint(say(`${control.id}  ${control.title}`), "strong"));
  line(`severity ${control.severity}, ${control.kind}, judges each ${control.gate.subjectKind}`);
  for (const [name, parameter] of Object.entries(control.parameters)) line(parameterText(name, parameter));
  for (const { path, because } of control.optional) line(`optional ${path}: ${because}`);
  const root = join(projectFolder, "policies");
  const readme = join(root, control.folder, "README.md");
  if (existsSync(readme)) for (const text of (await readFile(readme, "utf8")).split("\n").slice(1)) io.out(visible(text));
  io.out(io.paint(say("What a verdict depends on"), "strong"));
  for (const path of control.reads) io.out(say(`  input.${path.join(".")}`));
  const rule = join(root, control.file);
  if (!existsSync(rule)) return;
  io.out(io.paint(say(`\nRule (${control.file})`.trim()), "strong"));
  for (const text of (await readFile(rule, "utf8")).split("\n")) io.out(visible(text));
};

/** `zmaudit controls [ID]`: the catalogue, or one control explained with its rule. */
export const runControls = async (id: string | undefined, args: { readonly format: string; readonly policy: readonly string[] }, io: Io): Promise<number> => {
  const engine = startEngine();
  try {
    const controls = (await loadPolicies(engine, args.policy)).flatMap((set) => set.controls);
    const chosen = id === undefined ? controls : controls.filter((control) => control.id === id);
    if (id !== undefined && chosen.length === 0) throw inputError({ what: `there is no control ${JSON.stringify(id.slice(0, 60))}`, where: "controls", todo: `nearest: ${nearest(id, controls.map((one) => one.id), 3).join(", ") || "none; \"zmaudit controls\" lists all"}`, kind: "command" });
    if (args.format === "json") {
      await io.raw(`${visibleJson({ controls: chosen.map(brief) }, 1)}\n`);
      return exits.good;
    }
    if (args.format !== "table") throw inputError({ what: `there is no format ${JSON.stringify(args.format)}`, where: "--format", todo: "choose table or json", kind: "command" });
    const [only] = chosen;
    if (id !== undefined && only) {
      await explain(only, io);
      return exits.good;
    }
    const titles = new Map(sections().map(({ number, title }) => [number, title]));
    let section: number | undefined = -1;
    for (const control of chosen) {
      if (control.section !== section) io.out(io.paint(fit(say(`${control.section ?? ""}  ${titles.get(control.section ?? 0) ?? "Other controls"}`), io.columns), "strong"));
      section = control.section;
      io.out(fit(joined(say("  "), padded(say(control.id), 7), io.paint(padded(say(control.severity), 9), severityTones[control.severity]), say(control.title), say(control.kind === "manual" ? " (manual)" : "")), io.columns + 20));
    }
    return exits.good;
  } finally {
    await engine.close();
  }
};
