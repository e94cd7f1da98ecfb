import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq, parseDocument, type Node } from "yaml";
import { projectFolder } from "../../evaluator/paths.js";

/** One of OPA's own cases. Values are JSON text, so that numbers stay as they are written. */
export interface Case {
  readonly id: string;
  readonly query: string;
  readonly modules: readonly string[];
  readonly data: string | undefined;
  readonly input: string | undefined;
  /** The input as a Rego term, where JSON can't say it. */
  readonly inputTerm: string | undefined;
  readonly want: readonly Readonly<Record<string, string>>[] | undefined;
  readonly wantError: string | undefined;
  /** Asks for an evaluation that ends at the first error of a built-in; policies are evaluated the other way. */
  readonly strict: boolean;
  /** Lists among the bindings are sets. */
  readonly unordered: boolean;
}

/** The folder of the cases, or why it is not there. */
export const casesFolder = (): { folder: string } | { missing: string } => {
  const module = "github.com/open-policy-agent/opa";
  try {
    const found = execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", module], {
      cwd: join(projectFolder, "compiler"), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, GOFLAGS: "-mod=mod", GOPROXY: "off" },
    }).trim();
    const folder = join(found, "v1/test/cases/testdata/v1");
    return found !== "" && existsSync(folder) ? { folder } : { missing: `the Go module cache has no ${module} with its test cases` };
  } catch {
    return { missing: "go is not there to say where OPA's module is" };
  }
};

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** YAML as JSON text. A number keeps its digits. */
const toJson = (node: Node | null | undefined): string => {
  if (isMap(node)) {
    const fields = node.items.map(({ key, value }) => `${JSON.stringify(textOf(key as Node))}:${toJson(value as Node | null)}`);
    return `{${fields.join(",")}}`;
  }
  if (isSeq(node)) return `[${node.items.map((item) => toJson(item as Node)).join(",")}]`;
  if (!isScalar(node)) return "null";
  const { value, source } = node;
  if (typeof value === "number" || typeof value === "bigint") return source !== undefined && jsonNumber.test(source) ? source : String(value);
  return JSON.stringify(value ?? null);
};

const textOf = (node: Node): string => (isScalar(node) ? String(node.value) : toJson(node));

const caseOf = (id: string, node: Node): Case => {
  if (!isMap(node)) throw new Error(`${id} is no case`);
  const at = (name: string): Node | undefined => node.get(name, true) as Node | undefined;
  const text = (name: string): string | undefined => {
    const found = at(name);
    return isScalar(found) ? String(found.value) : undefined;
  };
  const json = (name: string): string | undefined => (at(name) === undefined ? undefined : toJson(at(name)));
  const list = (name: string): readonly Node[] => {
    const found = at(name);
    return isSeq(found) ? (found.items as Node[]) : [];
  };
  const want = list("want_result").map((row) =>
    Object.fromEntries(isMap(row) ? row.items.map(({ key, value }) => [textOf(key as Node), toJson(value as Node | null)]) : []));
  return {
    id, query: text("query") ?? "", modules: list("modules").map(textOf), data: json("data"), input: json("input"), inputTerm: text("input_term"),
    want: isSeq(at("want_result")) ? want : undefined, wantError: text("want_error_code") ?? text("want_error"),
    strict: text("strict_error") === "true", unordered: text("sort_bindings") === "true",
  };
};

export const listCaseFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml")).sort();

export const readCases = (folder: string, file: string): readonly Case[] => {
  const cases = parseDocument(readFileSync(join(folder, file), "utf8"), { intAsBigInt: true }).get("cases", true);
  return isSeq(cases) ? cases.items.map((node, i) => caseOf(`${file.replaceAll("\\", "/")}#${i + 1}`, node as Node)) : [];
};
