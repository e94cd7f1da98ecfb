// What the kernel saw of a run on this machine: no connection but to this host, no write outside the folder, no module loaded.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { environment, hasTool, isRoot, makeFolder, readOnlyFile, script } from "./collect.js";

const calls = "connect,sendto,sendmsg,open,openat,openat2,creat,mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,chmod,fchmodat,chown,fchownat,lchown,truncate,mount,init_module,finit_module,delete_module,setxattr,lsetxattr,ptrace,kexec_load,bpf";
const works = isRoot && hasTool("strace") && spawnSync("strace", ["-f", "-qq", "-o", "/dev/null", "true"]).status === 0;
if (!works) console.log("SKIPPED strace is not installed, or may not be used here, or the test is not run by root");

const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
const kernelState = (): readonly string[] => [
  spawnSync("sh", ["-c", "cut -d' ' -f1 /proc/modules 2>/dev/null | sort"], { encoding: "utf8" }).stdout, read("/proc/net/ip_tables_names"), read("/proc/net/ip6_tables_names"),
  spawnSync("sh", ["-c", "command -v nft >/dev/null && nft list tables"], { encoding: "utf8" }).stdout ?? "",
];

(works ? test : test.skip)("a trace of every system call that could change or send anything", () => {
  const output = makeFolder();
  const log = join(makeFolder(), "trace");
  const before = kernelState();
  const run = spawnSync("strace", ["-f", "-y", "-qq", "-s", "4096", "-e", `trace=${calls}`, "-o", log, "sh", script, "--output", output, "--anyway", "--except", "pkg.verify"], { env: environment(undefined), encoding: "utf8" });
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  assert.ok(readOnlyFile(output).document.complete);
  assert.equal(kernelState(), before);

  const bad: string[] = [];
  for (const line of readFileSync(log, "utf8").split("\n")) {
    if (/ = -1 | ENOENT|\?\?\?/.test(line) || !line.includes("(")) continue;
    const call = /^\d+ +(\w+)\(/.exec(line)?.[1] ?? "";
    if (call === "connect" || call === "sendto" || call === "sendmsg") {
      // Addresses of this host, sockets of files, and the kernel's own netlink. sshd -T sorts its wildcard addresses by a
      // connect that sends nothing (RFC 6724 in the C library).
      if (/sa_family=AF_INET6?,/.test(line) && !/"(127\.[\d.]+|::1|0\.0\.0\.0|::)"/.test(line)) bad.push(line);
      continue;
    }
    if (/^open/.test(call) && !/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line)) continue;
    if (/"(\/dev\/null|\/dev\/tty|\/proc\/self\/fd\/\d+)"/.test(line)) continue;
    // With -y every folder a name is relative to is shown, so each name of ours shows where it is.
    if (line.includes(`${output}/`) || line.includes(`<${output}>`) || line.includes(`"${output}"`)) continue;
    // Asking netlink and procfs, not files.
    if (/<(\/proc|\/sys)\//.test(line) && /^open/.test(call) && !/O_CREAT/.test(line) && /O_RDWR/.test(line) && /"\/proc\/(self|\d+)\//.test(line)) continue;
    bad.push(line);
  }
  assert.equal(bad.slice(0, 20), []);
});

test.run();
