import { loadCompiler } from "../../evaluator/policy/compiler.js";
import type { Contract, Read } from "../../evaluator/policy/compiler.js";

export const compiler = await loadCompiler();

/** The contract of one module, that of package p. */
export const contractOf = (source: string): Contract => {
  const answer = compiler.check({ modules: { "rule.rego": `package p\n\n${source}` }, packages: ["p"] });
  if (answer.errors) throw new Error(answer.errors.map(({ row, message }) => `${row}: ${message}`).join("\n"));
  const [contract] = answer.contracts;
  if (!contract) throw new Error("no contract");
  return contract;
};

export const say = (list: readonly Read[]): readonly string[] => list.map(({ path, how }) => [path.join("."), ...how].join(" "));

/** Most situations are about a server's name. */
export const servers = "subject contains name if some name, _ in input.servers\n\n";
/** A pass for each server whose body holds. */
export const pass = (body: string, more = ""): string =>
  `${servers}${more}\n\nresult contains {"subject": name, "status": "pass"} if {\n\tsome name in subject\n\t${body}\n}\n`;
