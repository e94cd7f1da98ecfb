// Zimbra's own programs and files below /opt/zimbra.
import { localconfigDefaults } from "../directory/schema.mjs";
import { program } from "../root/program.mjs";
import { printDirectory, printLdif } from "../directory/print.mjs";

const ZIMBRA = { owner: "zimbra", group: "zimbra" };
const xml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const bytewise = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** `set` is what localconfig.xml holds; a key that the release does not know is left out of the defaults. */
export const installLocalconfig = (root, { set, unknown = [] }) => {
  const defaults = localconfigDefaults();
  for (const key of unknown) delete defaults[key];
  const values = { ...defaults, ...set };
  const keys = Object.keys(values).sort(bytewise);
  root.kernel("/.fake/localconfig", keys.map((key) => `${key}\t${values[key]}\n`).join(""));
  const changed = keys.filter((key) => set[key] !== undefined && set[key] !== defaults[key]);
  root.kernel("/.fake/localconfig.changed", changed.map((key) => `${key} = ${key.includes("password") ? "*" : set[key]}\n`).join(""));
  const body = Object.keys(set)
    .sort(bytewise)
    .map((key) => `  <key name="${key}">\n    <value>${xml(set[key])}</value>\n  </key>\n`)
    .join("");
  root.put("/opt/zimbra/conf/localconfig.xml", `<?xml version="1.0" encoding="UTF-8"?>\n\n<localconfig>\n${body}</localconfig>\n`, {
    ...ZIMBRA,
    mode: "640",
  });
  root.tool("/opt/zimbra/bin/zmlocalconfig", [{ run: program("zmlocalconfig") }]);
};

export const installDirectory = (root, directory, { slow = 1 } = {}) => {
  const printed = printDirectory(directory);
  const entries = [...(directory.services ?? []), ...directory.accounts];
  root.kernel("/.fake/accounts.ldif", printLdif(entries));
  root.kernel("/.fake/datasources.ldif", printLdif(directory.dataSources ?? []));
  for (const [command, out] of Object.entries(printed.batch)) root.kernel(`/.fake/batch/${command.replace(/[ /]/g, "_")}`, out);
  const ms = (base) => Math.round(base * slow);
  root.tool("/opt/zimbra/bin/zmprov", [
    { when: "-l gacf", out: printed.gacf, ms: ms(2310) },
    { when: "-l gas -v", out: printed.gas, ms: ms(2490) },
    { when: "-l gas -v -e", out: printed.gasOwn, ms: ms(2380) },
    { when: "-l gac -v", out: printed.gac, ms: ms(2520) },
    { when: "-l gad -v", out: printed.gad, ms: ms(2450) },
    { when: "-l gaaa -v", out: printed.gaaa, ms: ms(2610) },
    { when: "-l", run: program("zmprov-batch") },
  ]);
  root.tool("/opt/zimbra/common/bin/ldapsearch", [{ run: `slow=${ms(340 + entries.length)}\n${program("ldapsearch")}` }]);
};

/** `history` are lines `EPOCH: WHAT`; folders of lib/ext with the files in them. */
export const installRelease = (root, { release, platform, history, extensions = {}, zimlets = [], time, crontab }) => {
  root.dir("/opt/zimbra");
  root.tool("/opt/zimbra/bin/zmcontrol", [{ when: "-v", out: `${release}\n`, ms: 1340 }]);
  root.tool("/opt/zimbra/libexec/get_plat_tag.sh", [{ out: `${platform}\n`, ms: 30 }]);
  root.put("/opt/zimbra/.install_history", history.map((line) => `${line}\n`).join(""), { mode: "644", mtime: time });
  root.dir("/opt/zimbra/lib/ext", { mtime: time });
  for (const [folder, files] of Object.entries(extensions)) {
    root.dir(`/opt/zimbra/lib/ext/${folder}`, { mtime: time });
    for (const [name, facts] of Object.entries(files))
      root.put(`/opt/zimbra/lib/ext/${folder}/${name}`, `${folder}/${name}\n`, { mtime: time, ...facts });
  }
  root.dir("/opt/zimbra/zimlets-deployed", { ...ZIMBRA, mtime: time });
  for (const name of zimlets) {
    root.dir(`/opt/zimbra/zimlets-deployed/${name}`, { ...ZIMBRA, mtime: time });
    root.put(`/opt/zimbra/zimlets-deployed/${name}/${name}.xml`, `<zimlet name="${name}"/>\n`, {
      ...ZIMBRA,
      mtime: time,
      mode: "640",
      size: 1480 + name.length * 17,
    });
  }
  if (crontab !== undefined) root.tool("/usr/bin/crontab", [{ when: "-u zimbra -l", out: crontab, ms: 20 }]);
};

/** The web applications' own code, as far as a foreign file has to be told from it. */
export const installWebapps = (root, { time, extra = [] }) => {
  const shipped = [
    "service/WEB-INF/lib/zimbrastore.jar",
    "zimbra/public/launchZCS.jsp",
    "zimbra/public/login.jsp",
    "zimbra/public/error.jsp",
    "zimbra/public/TinyMCEiframe.jsp",
    "zimbra/h/search.jsp",
    "zimbra/WEB-INF/lib/zm-taglib.jar",
    "zimbraAdmin/public/admin.jsp",
    "zimbraAdmin/public/login.jsp",
    "zimlet/WEB-INF/lib/zimbrastore.jar",
  ];
  for (const path of shipped)
    root.put(`/opt/zimbra/jetty_base/webapps/${path}`, `${path}\n`, {
      ...ZIMBRA,
      mode: "640",
      mtime: time,
      size: 3000 + path.length * 911,
    });
  root.dir("/opt/zimbra/lib/patches", { mtime: time });
  for (const { path, time: when } of extra) root.put(path, `${path}\n`, { ...ZIMBRA, mode: "640", mtime: when, size: 2131 });
};
