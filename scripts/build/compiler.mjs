import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { limitMemory } from "./limit-memory.mjs";

const needed = [1, 26];

/** The Go toolchain's version, or a sentence that says what is wrong with it. */
const goVersion = () => {
  let text;
  try {
    text = execFileSync("go", ["version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    throw new Error(`Go is not on the PATH. The policy compiler is built from source and needs Go ${needed.join(".")} or newer: install it from https://go.dev/dl/ and run "npm run build" again.`);
  }
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(text) ?? [];
  if (Number(major) < needed[0] || (Number(major) === needed[0] && Number(minor) < needed[1])) {
    throw new Error(`Go ${major}.${minor} is too old. The policy compiler needs Go ${needed.join(".")} or newer: install it from https://go.dev/dl/ and run "npm run build" again.`);
  }
};

/** OPA's compiler, checker, formatter and evaluator as one WebAssembly module for Node. */
export const compiler = {
  name: "compiler",
  says: "OPA for Node from source (compiler/, a minute or two the first time)",
  reads: ["compiler", "scripts/build/limit-memory.mjs"],
  makes: ["dist/opa.wasm", "dist/wasm_exec.js"],
  async run(root) {
    goVersion();
    execFileSync("go", ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", join(root, "build/opa.wasm"), "."], {
      cwd: join(root, "compiler"), stdio: "inherit", env: { ...process.env, GOOS: "js", GOARCH: "wasm", GOFLAGS: "-mod=readonly", GOTOOLCHAIN: "local" },
    });
    writeFileSync(join(root, "dist/opa.wasm"), limitMemory(readFileSync(join(root, "build/opa.wasm")), 1024 * 1024 * 1024));
    const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
    const glue = ["lib/wasm/wasm_exec.js", "misc/wasm/wasm_exec.js"].map((path) => join(goroot, path)).find((path) => existsSync(path));
    if (!glue) throw new Error(`the Go installation in ${goroot} has no lib/wasm/wasm_exec.js: install the complete Go distribution.`);
    copyFileSync(glue, join(root, "dist/wasm_exec.js"));
  },
};
