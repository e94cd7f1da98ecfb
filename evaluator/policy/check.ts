import { validateControlAnnotation } from "#validators";
import { isSeverity } from "../results/status.js";
import { nearest } from "../text/nearest.js";
import type { Annotation, Contract, Diagnosis } from "./compiler.js";
import { isOptional } from "./gate.js";
import { lookUp, typeOf, type SchemaNode } from "./schema-paths.js";

const complain = (code: string, message: string, file: string, row: number, text = ""): Diagnosis => ({ code, message, file, row, col: 1, text });

/** What the annotation schema says of a control's METADATA. */
export const checkAnnotation = (annotation: Annotation | undefined, file: string, row: number): readonly Diagnosis[] => {
  if (!annotation) return [complain("zmaudit_annotation", "the package has no METADATA block with a title and custom.id", file, row)];
  const { row: at, ...metadata } = annotation;
  const plain = Object.fromEntries(Object.entries(metadata).filter(([key, value]) => value !== undefined && value !== "" && !(key === "related_resources" && Array.isArray(value) && value.length === 0)));
  if (validateControlAnnotation(plain)) return [];
  const [error] = validateControlAnnotation.errors ?? [];
  const where = `custom${(error?.instancePath ?? "").replace(/^\/custom/, "").replaceAll("/", ".")}`.replace(/^custom\.?(title|related_resources|description)/, "$1");
  const stray = error?.params["additionalProperty"];
  const known = ["id", "section", "severity", "kind", "scope", "parameters", "optional", "mappings", "deprecated"];
  const hint = typeof stray === "string" ? ` (${stray}); nearest: ${nearest(stray, known, 3).join(", ") || known.join(", ")}` : error?.params["allowedValues"] ? `: ${String(error.params["allowedValues"])}` : "";
  return [complain("zmaudit_annotation", `${where} ${error?.message ?? "is not as control.schema.json says"}${hint}`, file, at)];
};

const attribution = /\.(attrs|own|effective)$/;

const strayMessage = (path: readonly string[], stray: NonNullable<ReturnType<typeof lookUp>["stray"]>): string => {
  const at = stray.at === "" ? "input" : `input.${stray.at}`;
  if (stray.own) return `reads ${at} by a computed name: name every attribute, so that it is known what the verdict depends on`;
  const near = stray.nearest.length > 0 ? `; nearest: ${stray.nearest.join(", ")}` : "";
  const what = attribution.test(at) ? "has no such attribute" : "has no such name";
  return `${at} ${what}: ${stray.name}${near} (read as input.${path.join(".")})`;
};

/** Holds every place that a control reads against the facts schema: also names in helpers and in strings. */
export const checkContract = (schema: SchemaNode, contract: Contract, file: string, optional: readonly { readonly path: string }[], parameters: readonly string[], id: string): readonly Diagnosis[] => {
  const out: Diagnosis[] = [...contract.problems];
  const seen = new Set<string>();
  const once = (message: string, line: number, code = "zmaudit_path"): void => {
    if (!seen.has(message)) out.push(complain(code, message, file, line));
    seen.add(message);
  };
  if (contract.subject.length === 0) once("the package has no rule named subject: whom does it examine?", 1, "zmaudit_shape");
  if (contract.result.length === 0) once("the package has no rule named result: what does it say of each subject?", 1, "zmaudit_shape");
  for (const rule of [...contract.subject, ...contract.result]) {
    for (const read of rule.reads) {
      if (read.path[0] === "parameters") {
        if (read.path.length < 3) continue;
        if (read.path[1] !== id) once(`reads the parameters of another control (${read.path[1] ?? ""}); its own are input.parameters["${id}"]`, rule.line);
        else if (!parameters.includes(read.path[2] ?? "")) once(`parameter ${read.path[2] ?? ""} is not declared in the annotations; nearest: ${nearest(read.path[2] ?? "", parameters, 3).join(", ") || "none are declared"}`, rule.line);
        continue;
      }
      const { stray, place } = lookUp(schema, read.path);
      if (stray) once(strayMessage(read.path, stray), rule.line);
      else if (read.path.at(-1) === "unknown") once(`reads .unknown of input.${read.path.slice(0, -1).join(".")}: what is not known has no .value, and the engine says why`, rule.line);
      else if (read.how.includes("get") && place !== undefined) once(`object.get gives input.${read.path.join(".")} a default, which decides the verdict where nothing is known; read .value, or .from == "unset" for known absence`, rule.line, "zmaudit_get");
    }
  }
  for (const set of contract.sets) {
    const entity = set.elements.find((path) => lookUp(schema, path).place === "object");
    if (entity) once(`${set.name} is a set of whole entities (input.${entity.join(".")}), a hundred times as costly as a set of their names`, set.line, "zmaudit_entities");
  }
  for (const { path, type } of contract.compares) {
    const wanted = typeOf(lookUp(schema, path).node);
    if (wanted !== undefined && wanted !== type) once(`input.${path.join(".")} is a ${wanted} and is compared with a ${type}, which never holds`, 1, "zmaudit_type");
  }
  const reads = [...contract.subject, ...contract.result].flatMap((rule) => rule.reads);
  for (const { path } of optional) {
    if (!reads.some((read) => isOptional([path], read.path))) once(`optional names ${path}, which the rule does not read`, 1, "zmaudit_optional");
  }
  for (const rule of contract.result) {
    for (const status of rule.statuses) {
      if (!["pass", "fail", "not_applicable", "manual", "unknown"].includes(status) && !isSeverity(status)) once(`status ${JSON.stringify(status)} does not exist: pass, fail, not_applicable, manual or unknown`, rule.line, "zmaudit_shape");
    }
  }
  return out;
};
