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

export const serverName = (snapshot: Snapshot): string =>
  keyOf(textOf(snapshot, "zm.localconfig", "effective") ?? "", "zimbra_server_hostname") ?? snapshot.host.name;

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
  const listed = keyOf(now, SENDER) ?? "";
  const wanted = valuesOf(record, "zimbraMtaSmtpdSenderRestrictions").flatMap((value) => value.split(/,\s*/)).filter((word) => !listed.includes(word));
  const all = wanted.length > 0 ? [...settings, [SENDER, [...wanted, listed].join(", ")] as const] : settings;
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

/** What of a restart shows in a snapshot. */
export const restarts: Readonly<Record<string, Restart>> = {
  zmmtactl: restartMta, zmamavisdctl: restartAmavis, zmproxyctl: closePorts("zmproxyctl"), zmmailboxdctl: closePorts("zmmailboxdctl"),
};
