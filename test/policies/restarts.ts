import { keyOf, editPart, textOf, withKey } from "./snapshot-text.js";
import { readRecords, valuesOf } from "./record-text.js";
import type { ZmprovRecord } from "../../evaluator/sources/zmprov.js";
import type { Snapshot } from "../../evaluator/types/snapshot.js";

type Hosts = readonly Snapshot[];
type Restart = (snapshot: Snapshot, hosts: Hosts) => Snapshot;

/** zmconfigd.cf: which attribute becomes which line of main.cf. */
const MAIN: readonly (readonly [string, string])[] = [
  ["zimbraMtaMyNetworks", "mynetworks"],
  ["zimbraMtaSaslAuthEnable", "smtpd_sasl_auth_enable"],
  ["zimbraMtaTlsAuthOnly", "smtpd_tls_auth_only"],
  ["zimbraMtaSmtpdClientAuthRateLimit", "smtpd_client_auth_rate_limit"],
  ["zimbraMtaSmtpdSenderLoginMaps", "smtpd_sender_login_maps"],
  ["zimbraMtaPostscreenDnsblSites", "postscreen_dnsbl_sites"],
  ["zimbraMtaPostscreenDnsblThreshold", "postscreen_dnsbl_threshold"],
  ["zimbraMtaPostscreenDnsblAction", "postscreen_dnsbl_action"],
];
const SENDER = "smtpd_sender_restrictions";
const RECIPIENT = "smtpd_recipient_restrictions";

export const serverName = (snapshot: Snapshot): string =>
  ["effective", "changed"].map((part) => keyOf(textOf(snapshot, "zm.localconfig", part) ?? "", "zimbra_server_hostname")).find((name) => name !== undefined)
    ?? snapshot.host.name;

/** Which switch closes which port, of which process. */
const LISTENERS: Readonly<Record<"zmproxyctl" | "zmmailboxdctl", { readonly process: string; readonly services: readonly (readonly [string, string])[] }>> = {
  zmproxyctl: {
    process: "nginx",
    services: [
      ["zimbraReverseProxyMailImapEnabled", "zimbraImapProxyBindPort"], ["zimbraReverseProxyMailImapsEnabled", "zimbraImapSSLProxyBindPort"],
      ["zimbraReverseProxyMailPop3Enabled", "zimbraPop3ProxyBindPort"], ["zimbraReverseProxyMailPop3sEnabled", "zimbraPop3SSLProxyBindPort"],
    ],
  },
  zmmailboxdctl: {
    process: "java",
    services: [
      ["zimbraImapServerEnabled", "zimbraImapBindPort"], ["zimbraImapSSLServerEnabled", "zimbraImapSSLBindPort"],
      ["zimbraPop3ServerEnabled", "zimbraPop3BindPort"], ["zimbraPop3SSLServerEnabled", "zimbraPop3SSLBindPort"],
    ],
  },
};

const inMainCf = (value: string): string => (value === "TRUE" ? "yes" : value === "FALSE" ? "no" : value);

/** A record of the directory, which not every host of a deployment was asked for. */
const recordIn = (hosts: Hosts, id: string, part: string, name: string): ZmprovRecord | undefined =>
  hosts.flatMap((one) => readRecords(textOf(one, id, part) ?? "", id !== "zm.global").records.get(name) ?? [])[0];

/** zmconfigd writes main.cf anew from the server's effective values, what was put in by hand included. */
const restartMta: Restart = (snapshot, hosts) => {
  const record = recordIn(hosts, "zm.server", "gas", serverName(snapshot));
  const now = textOf(snapshot, "mta.postconf", "effective");
  if (!record || now === undefined) return snapshot;
  const settings = MAIN.flatMap(([attribute, key]) => {
    const values = valuesOf(record, attribute);
    return values.length > 0 ? [[key, values.map(inMainCf).join(" ")] as const] : [];
  });
  const filter = valuesOf(record, "zimbraServiceEnabled").includes("amavis") ? [["content_filter", "smtp-amavis:[127.0.0.1]:10024"] as const] : [];
  const wanted = valuesOf(record, "zimbraMtaSmtpdSenderRestrictions").flatMap((value) => value.split(/,\s*/));
  // smtpd_sender_restrictions.cf has the attribute's values before everything else.
  const others = (keyOf(now, SENDER) ?? "").split(/,\s*/).filter((word) => word !== "" && !wanted.includes(word));
  const senders = wanted.length > 0 ? [[SENDER, [...wanted, ...others].join(", ")] as const] : [];
  // smtpd_recipient_restrictions.cf (`%%explode reject_rbl_client VAR:zimbraMtaRestriction RBLs%%`) has the attribute's block lists and no others.
  const isList = (word: string): boolean => /^reject_r(bl|hsbl)_/.test(word);
  const restrictions = valuesOf(record, "zimbraMtaRestriction");
  const recipients = (keyOf(now, RECIPIENT) ?? "").split(/,\s*/).filter((word) => word !== "" && (!isList(word) || restrictions.includes(word)));
  const all = [...settings, ...filter, ...senders, ...(restrictions.length > 0 ? [[RECIPIENT, recipients.join(", ")] as const] : [])];
  const write = (text: string): string => all.reduce((before, [key, value]) => (keyOf(before, key) === value ? before : withKey(before, key, value)), text);
  return editPart(editPart(snapshot, "mta.postconf", "effective", write), "mta.postconf", "changed", write);
};

/** zmconfigd writes the list of blocked file names into amavisd.conf. */
const restartAmavis: Restart = (snapshot, hosts) => {
  const blocked = valuesOf(recordIn(hosts, "zm.global", "gacf", ""), "zimbraMtaBlockedExtension");
  if (blocked.length === 0) return snapshot;
  const rule = `  qr{.\\.(?:${blocked.join("|")})\\s*$}i,`;
  return editPart(snapshot, "zm.amavis", "amavisd.conf", (text) => {
    const without = text.split("\n").filter((line) => !/^\s*qr\{\.\\\.\(\?:.*\)\\s\*\$\}i,$/.test(line));
    const at = without.findIndex((line) => line.startsWith("$banned_filename_re = new_RE("));
    return at < 0 ? text : [...without.slice(0, at + 1), rule, ...without.slice(at + 1)].join("\n");
  });
};

/** A service that is off listens no more once its process has started again. */
const closePorts = (control: keyof typeof LISTENERS): Restart => (snapshot, hosts) => {
  const record = recordIn(hosts, "zm.server", "gas", serverName(snapshot));
  const { process, services } = LISTENERS[control];
  const ports = services.flatMap(([attribute, port]) => (valuesOf(record, attribute)[0] === "FALSE" ? valuesOf(record, port) : []));
  const isClosed = (line: string): boolean => line.includes(`(("${process}",`) && ports.some((port) => new RegExp(`^\\S+\\s+LISTEN\\s+\\d+\\s+\\d+\\s+\\S+:${port}\\s`).test(line));
  return editPart(snapshot, "net.listen", "sockets", (text) => text.split("\n").filter((line) => !isClosed(line)).join("\n"));
};

/** ProxyConfGen writes a block that is off with `#` before each of its lines (template variables such as `${web.admin.enabled}`). */
const BLOCKS: readonly (readonly [string, RegExp])[] = [
  ["zimbraReverseProxyAdminEnabled", /nginx\.conf\.web\.admin\.default$/],
  ["zimbraReverseProxyStrictServerNameEnabled", /nginx\.conf\.web\.https\.default$/],
];

const switchOn = (text: string): string => text.split("\n").reduce<{ readonly lines: readonly string[]; readonly inBlock: boolean }>(
  ({ lines, inBlock }, line) => {
    const isIn = inBlock || /^#server\b/.test(line);
    return { lines: [...lines, isIn ? line.replace(/^#/, "") : line], inBlock: isIn && line !== "#}" };
  }, { lines: [], inBlock: false }).lines.join("\n");

const listen = (snapshot: Snapshot, program: string, port: string): Snapshot =>
  editPart(snapshot, "net.listen", "sockets", (text) => (text.includes(`:${port} `) ? text
    : `${text}tcp   LISTEN 0      100             127.0.0.1:${port}       0.0.0.0:*    users:(("${program}",pid=4000,fd=5))\n`));

const writeNginx: Restart = (snapshot, hosts) => {
  const record = recordIn(hosts, "zm.server", "gas", serverName(snapshot));
  const isAdmin = valuesOf(record, "zimbraReverseProxyAdminEnabled")[0] === "TRUE";
  const ports = isAdmin ? valuesOf(record, "zimbraAdminProxyPort") : [];
  const written = BLOCKS.filter(([attribute]) => valuesOf(record, attribute)[0] === "TRUE").reduce((before, [, file]) =>
    before.parts.filter(({ id, part }) => id === "tls.nginx" && file.test(part)).reduce((now, { id, part }) => editPart(now, id, part, switchOn), before), snapshot);
  return ports.reduce((now, port) => listen(now, "nginx", port), written);
};

/** What a service that is enabled runs and listens on, in the words of proc.list and net.listen. */
const PROGRAMS: readonly { readonly service: string; readonly program: string; readonly port?: string }[] = [
  { service: "amavis", program: "/opt/zimbra/com", port: "10024" },
  { service: "antivirus", program: "clamd" },
];

const startOne = (snapshot: Snapshot, program: string, port: string | undefined): Snapshot => {
  const runs = (line: string): boolean => line.split("\t")[3] === program;
  const started = editPart(snapshot, "proc.list", "list", (text) => (text.split("\n").some(runs) ? text : `${text}4000\t1\t999\t${program}\t1785700000\n`));
  return port === undefined ? started : listen(started, program, port);
};

const start = (snapshot: Snapshot, hosts: Hosts): Snapshot => {
  const enabled = valuesOf(recordIn(hosts, "zm.server", "gas", serverName(snapshot)), "zimbraServiceEnabled");
  return PROGRAMS.filter(({ service }) => enabled.includes(service)).reduce((now, { program, port }) => startOne(now, program, port), snapshot);
};

const inTurn = (...all: readonly Restart[]): Restart => (snapshot, hosts) => all.reduce((now, one) => one(now, hosts), snapshot);

const proxy = inTurn(closePorts("zmproxyctl"), writeNginx);
const mailboxd = closePorts("zmmailboxdctl");

/** What of a restart shows in a snapshot. */
export const restarts: Readonly<Record<string, Restart>> = {
  zmmtactl: restartMta, zmamavisdctl: inTurn(restartAmavis, start), zmclamdctl: start, zmproxyctl: proxy, zmmailboxdctl: mailboxd,
  zmcontrol: inTurn(restartMta, restartAmavis, proxy, mailboxd, start),
};
