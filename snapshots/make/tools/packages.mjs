// Package lists: the names of a small Debian server as dpkg-query printed them once, with the release's own versions where they
// matter, and Zimbra's packages.
import { readFileSync } from "node:fs";
import { program } from "../root/program.mjs";

const recorded = () =>
  readFileSync(new URL("../recorded/dpkg-list.txt", import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));

/** Debian's versions as Ubuntu would have numbered a rebuild of them. */
const rebuilt = (version) => version.replace(/\+?~?deb12u(\d+)$/, "ubuntu0.$1").replace(/\+deb12.*$/, "ubuntu1");

/** `versions`: package to version, null takes it away, new names are added. */
export const installDpkg = (root, { versions, zimbra, kernels, pending = [], held = [], apt, lists, extraSim = "" }) => {
  const rows = recorded()
    .filter(([name]) => versions[name.split(":")[0]] !== null)
    .map(([name, , arch, source]) => {
      const version = versions[name.split(":")[0]];
      const old = recorded().find(([one]) => one === name)[1];
      return [name, "ii ", version ?? rebuilt(old), arch, source, version ?? rebuilt(old)];
    });
  const known = new Set(rows.map(([name]) => name.split(":")[0]));
  const more = Object.entries(versions)
    .filter(([name, version]) => version !== null && !known.has(name))
    .map(([name, version]) => [name, "ii ", version, "amd64", name, version]);
  const zimbras = zimbra.map(([name, version, status = "ii "]) => [name, status, version, "amd64", name, version]);
  const images = kernels.map(([name, version]) => [name, "ii ", version, "amd64", name.replace("linux-image", "linux-signed"), version]);
  const all = [...rows, ...more, ...zimbras, ...images].sort(([one], [other]) => (one < other ? -1 : 1));
  root.kernel("/.fake/dpkg-names", all.map(([name, status]) => `${status} ${name}\n`).join(""));
  root.tool("/usr/bin/dpkg-query", [
    {
      when: "-W -f=${binary:Package}\\t${db:Status-Abbrev}\\t${Version}\\t${Architecture}\\t${source:Package}\\t${source:Version}\\n",
      out: all.map((row) => `${row.join("\t")}\n`).join(""),
      ms: 120,
    },
    {
      when: "-W -f=${db:Status-Abbrev}\\t${Package}\\t${Version}\\n linux-image-[0-9]*",
      out: kernels.map(([name, version]) => `ii \t${name}\t${version}\n`).join(""),
      ms: 60,
    },
    { run: program("dpkg-query") },
  ]);
  root.tool("/usr/bin/dpkg", [{ run: `spend 9000\n[ ! -f "$root/.fake/verify" ] || cat "$root/.fake/verify"\nexit 0` }]);
  const sim = (list) =>
    [
      `NOTE: This is only a simulation!
      apt-get needs root privileges for real execution.
      Keep also in mind that locking is deactivated,
      so don't depend on the relevance to the real current situation!
Reading package lists...
Building dependency tree...
Reading state information...
Calculating upgrade...
`,
      extraSim,
      list.length > 0 ? `The following packages will be upgraded:\n  ${list.map(({ name }) => name).join(" ")}\n` : "",
      `${list.length} upgraded, 0 newly installed, 0 to remove and ${held.length} not upgraded.\n`,
      ...list.map(({ name, from, to, origin }) => `Inst ${name} [${from}] (${to} ${origin} [amd64])\n`),
      ...list.map(({ name, to, origin }) => `Conf ${name} (${to} ${origin} [amd64])\n`),
    ].join("");
  root.tool("/usr/bin/apt-get", [
    { ending: " dist-upgrade", out: sim(pending), ms: 900 },
    { ending: " upgrade", out: sim(pending.filter(({ kept }) => !kept)), ms: 880 },
  ]);
  root.tool("/usr/bin/apt-mark", [{ ending: " showhold", out: held.map((name) => `${name}\n`).join(""), ms: 300 }]);
  for (const [path, text] of Object.entries(apt)) root.put(path, text);
  root.dir("/var/lib/apt/lists");
  for (const [name, mtime] of Object.entries(lists))
    root.put(`/var/lib/apt/lists/${name}`, "", { size: 270000 + name.length * 1013, mtime });
  root.dir("/var/lib/apt/lists/partial", { owner: "_apt", group: "root", mode: "700" });
};

/** RPM: rows of [name, epoch, version, release, arch, install time, source, signature]. */
export const installRpm = (
  root,
  { rows, kernels, verify = "", updates = "", security = "", repositories, repomd, locks, tool = "yum", reboot },
) => {
  root.kernel("/.fake/rpm", rows.map((row) => `${row.join("\t")}\n`).join(""));
  root.kernel("/.fake/rpm-names", rows.map(([name]) => `${name}\n`).join(""));
  root.kernel("/.fake/rpm-verify", verify);
  root.kernel("/.fake/rpm-kernels", kernels.map((line) => `${line}\n`).join(""));
  root.tool("/usr/bin/rpm", [
    {
      run: `case "$*" in
    "--nodigest --nosignature -qa --qf "*) spend 1400; cat "$root/.fake/rpm" ;;
    "-qa --qf %{NAME}"*) spend 700; cat "$root/.fake/rpm-names" ;;
    "-q --qf "*) spend 120; cat "$root/.fake/rpm-kernels" ;;
    "-V --nomtime "*) spend 61000; cat "$root/.fake/rpm-verify"; [ ! -s "$root/.fake/rpm-verify" ] || exit 1 ;;
    *) exit 1 ;;
  esac
  exit 0`,
    },
  ]);
  root.tool(`/usr/bin/${tool}`, [
    {
      when: tool === "yum" ? "-C -q --setopt=exit_on_lock=1 updateinfo list security" : "-C -q updateinfo list --security --updates",
      out: security,
      ms: 2100,
    },
    {
      when: tool === "yum" ? "-C -q --setopt=exit_on_lock=1 check-update" : "-C -q check-update",
      out: updates,
      exit: updates === "" ? 0 : 100,
      ms: 2600,
    },
  ]);
  for (const [path, text] of Object.entries(repositories)) root.put(path, text);
  for (const [path, mtime] of Object.entries(repomd)) root.put(path, "", { size: 3736, mtime });
  for (const [path, text] of Object.entries(locks ?? {})) root.put(path, text);
  if (reboot) root.tool("/usr/bin/needs-restarting", [{ when: "-r", out: reboot.text, exit: reboot.exit, ms: 900 }]);
};
