// postconf of Zimbra's Postfix: the compiled defaults as postconf -d printed them once, main.cf as zmconfigd writes it from the
// directory, and master.cf.
import { readFileSync } from "node:fs";
import { mainCf } from "../zimbra/main-cf.mjs";
import { services, masterLine } from "../zimbra/master-cf.mjs";

const readDefaults = () =>
  new Map(
    readFileSync(new URL("../recorded/postconf-d.txt", import.meta.url), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => {
        const at = line.indexOf(" =");
        return [line.slice(0, at), line.slice(at + 3)];
      }),
  );

export const installPostfix = (root, { version = "3.6.14", master = {}, time, ...of }) => {
  const defaults = readDefaults();
  defaults.set("mail_version", version);
  for (const name of of.unknown ?? []) defaults.delete(name);
  const set = Object.fromEntries(Object.entries(mainCf(of)).filter(([name]) => defaults.has(name)));
  const print = (entries) =>
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${name} =${value === "" ? " " : ` ${value}`}\n`)
      .join("");
  const rows = services(master);
  root.tool("/opt/zimbra/common/sbin/postconf", [
    { when: "", out: print([...new Map([...defaults, ...Object.entries(set)])]), ms: 60 },
    { when: "-d", out: print([...defaults]), ms: 40 },
    { when: "-n", out: print(Object.entries(set)), ms: 50 },
    { when: "-M", out: rows.map(masterLine).join(""), ms: 40 },
    {
      when: "-P",
      out: rows.flatMap((row) => row.at(-1).map((option) => `${row[0]}/${row[1]}/${option.replace("=", " = ")}\n`)).join(""),
      ms: 40,
    },
  ]);
  for (const map of ["vad", "vam", "vmd", "vmm", "transport", "scm", "slm"])
    root.put(`/opt/zimbra/conf/ldap-${map}.cf`, "", { owner: "root", group: "postfix", mode: "640", size: 480 + map.length, mtime: time });
  root.put("/opt/zimbra/conf/postfix_header_checks", "", { owner: "zimbra", size: 312, mtime: time });
  for (const file of ["main.cf", "master.cf"])
    root.put(`/opt/zimbra/common/conf/${file}`, "", { size: 9120 + file.length * 7, mtime: time });
  for (const file of ["/etc/aliases", "/etc/aliases.lmdb"]) root.put(file, "", { size: file.endsWith("s") ? 61 : 12288, mtime: time });
};
