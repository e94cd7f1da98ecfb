import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../evaluator/paths.js";
import { zmaudit } from "./command.js";

// The whole way on a real sshd: collector as root, snapshot, audit. It runs in a mount namespace of its own, with folders in memory
// over /etc/ssh and /run, so that the machine's own SSH configuration is never touched.
const inNamespace = (script: string): ReturnType<typeof spawnSync> =>
  spawnSync("unshare", ["--mount", "--propagation", "private", "sh", "-euc", script], { maxBuffer: 256 * 1024 * 1024, timeout: 120_000 });

const reasonToSkip = (): string | undefined => {
  if (process.getuid?.() !== 0) return "real SSH: needs root";
  if (!existsSync("/usr/sbin/sshd")) return "real SSH: openssh-server is not installed";
  return inNamespace("mount -t tmpfs tmpfs /mnt").status === 0 ? undefined : "real SSH: mount namespaces are not permitted here";
};

const skip = reasonToSkip();
if (skip !== undefined) console.log(`SKIPPED ${skip}`);
const check = skip === undefined ? test : test.skip;

interface Row {
  readonly status: string;
  readonly reason?: string;
  readonly subjects: readonly { readonly name: string; readonly status: string; readonly message: string; readonly fix: readonly string[]; readonly missing?: readonly { readonly reason: string; readonly command?: string }[]; readonly evidence: readonly { readonly source: string; readonly part: string; readonly lines: readonly { readonly line: number; readonly text: string }[] }[] }[];
}

/** Collects with the given files below /etc/ssh and gives the verdict of 8.1. */
const judge = (dropIn: string): Row => {
  const collected = inNamespace(`
    mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd
    mount -t tmpfs tmpfs /etc/ssh && mkdir /etc/ssh/sshd_config.d
    ssh-keygen -A >&2
    printf '%s\\n' 'Include /etc/ssh/sshd_config.d/*.conf' 'PasswordAuthentication no' 'KbdInteractiveAuthentication no' 'UsePAM yes' > /etc/ssh/sshd_config
    ${dropIn === "" ? ":" : `printf '%s\\n' '# left by an image builder' '${dropIn}' > /etc/ssh/sshd_config.d/50-cloud-init.conf`}
    sh ${join(projectFolder, "collector/collect.sh")} --only zm.server,os.release,os.uname,os.container,pkg.dpkg,proc.list,net.ip,net.listen,ssh.effective,ssh.files,ssh.proc --output - || [ $? = 1 ]
  `);
  assert.is(collected.status, 0, String(collected.stderr));
  const { stdout, stderr } = zmaudit(["audit", "-", "--only", "8.1", "--format", "json"], { input: collected.stdout as Buffer });
  const report = JSON.parse(stdout === "" ? `{"error": ${JSON.stringify(stderr)}}` : stdout) as { results: Row[] };
  const [row] = report.results;
  if (!row) throw new Error(stderr);
  return row;
};

check("a drop-in that re-enables passwords fails, with its line as evidence", () => {
  const row = judge("PasswordAuthentication yes");
  assert.is(row.status, "fail");
  const lines = row.subjects.flatMap(({ evidence }) => evidence).filter(({ part }) => part === "/etc/ssh/sshd_config.d/50-cloud-init.conf").flatMap((one) => one.lines);
  assert.equal(lines, [{ line: 2, text: "PasswordAuthentication yes" }]);
  assert.ok(row.subjects.some(({ fix }) => fix.length > 0));
});

check("without it passwords are off, and that passes", () => {
  assert.is(judge("").status, "pass");
});

check("where sshd -T does not answer, nothing is claimed", () => {
  const row = judge("PassWordAuthentification yes");
  assert.is(row.status, "unknown");
  assert.match(JSON.stringify(row), /Bad configuration option/);
});

test.run();
