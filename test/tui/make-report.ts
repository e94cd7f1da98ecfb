import type { Evidence, Report, Result, Subject } from "../../evaluator/types/report.js";
import { sectionsOf, summaryOf } from "../../evaluator/report/report.js";

export interface ReportShape {
  readonly hosts?: number;
  readonly controls?: number;
  /** Subjects a control; by default one a host. */
  readonly subjects?: number;
  /** Text that is put into every place that comes from outside. */
  readonly hostile?: string;
}

const statuses = ["fail", "pass", "pass", "fail", "unknown", "pass", "manual", "not_applicable"] as const;
const severities = ["high", "medium", "low", "critical", "info", "medium"] as const;
const topics = [
  "Proxy accepts TLS 1.0 or 1.1", "Passwords are accepted over SSH", "Certificate expires within 30 days",
  "Senders without a domain pass", "Log lines leave the host", "The administration port is open",
];

/** A report with every kind of row, the same for the same shape. */
export const makeReport = ({ hosts = 3, controls = 12, subjects, hostile = "" }: ReportShape = {}): Report => {
  const names = Array.from({ length: hosts }, (_, i) => `mail${i + 1}.example.test${hostile}`);
  const evidence = (host: string, i: number): Evidence => ({
    host, source: i % 2 ? "zm.server" : "ssh.files", part: i % 2 ? "gas" : "/etc/ssh/sshd_config",
    lines: [{ line: 4, text: `zimbraReverseProxySSLProtocols: TLSv1${i % 7}${hostile}` }, {
      line: 5, text: "PasswordAuthentication yes",
    }],
  });
  const subjectOf = (control: number, i: number, id: string): Subject => {
    const account = subjects !== undefined && subjects > hosts;
    const host = names[i % hosts] ?? "";
    const status = statuses[(control * 3 + i) % statuses.length] ?? "pass";
    const name = account ? `user${i}@example.test${hostile}` : host;
    return {
      kind: account ? "account" : "server", name, ...(account ? {} : { host }), status,
      severity: severities[control % severities.length] ?? "low",
      message: `${name} is judged ${status} by ${id}${hostile}`,
      ...(status === "unknown" ? { missing: [{
        path: `servers.${host}.attrs.zimbraX`, reason: "the command timed out", source: "zm.server", part: "gas", host,
        command: "zmprov -l gas -v",
      }] } : {}),
      evidence: [evidence(host, control)], fix: status === "fail" ? [
        `zmprov ms ${host} -zimbraReverseProxySSLProtocols TLSv1${hostile}`,
        "# the proxy drops connections for a moment", "zmproxyctl restart",
      ] : [],
    };
  };
  const results: Result[] = Array.from({ length: controls }, (_, c) => {
    const section = 1 + (c % 38);
    const id = `${section}.${1 + Math.floor(c / 38)}`;
    const list = Array.from({ length: subjects ?? hosts }, (_, i) => subjectOf(c, i, id));
    const status = list.some((one) => one.status === "fail")
      ? "fail"
      : list.some((one) => one.status === "unknown") ? "unknown"
      : list[0]?.status ?? "pass";
    return {
      id, title: `${topics[c % topics.length] ?? ""}${hostile}`, section,
      severity: severities[c % severities.length] ?? "low", kind: "evidence", status, subjects: list,
    };
  });
  const broken: Result = {
    id: "acme-1", title: `A rule of the site${hostile}`, section: null, severity: "medium", kind: "evidence",
    status: "error", reason: `took longer than 20 s${hostile}`, subjects: [],
  };
  const all = [...results.sort((a, b) => (a.section ?? 0) - (b.section ?? 0)), broken];
  return {
    format: "zmaudit-report", version: 1, tool: { name: "zmaudit", version: "0.1.0" },
    snapshots: names.map((host, i) => ({
      name: `${host}.json`, host, sha256: String(i).padStart(64, "0"), complete: i !== 1,
      started_at: "2026-11-20T04:12:00Z",
    })),
    policies: [{ name: "builtin", sha256: "0".repeat(64), controls: all.length }], now: "2026-11-20T04:12:00Z",
    summary: summaryOf(all), sections: sectionsOf(
      Array.from({ length: 38 }, (_, i) => ({ number: i + 1, title: `Section ${i + 1}${hostile}` })), all
    ), results: all,
  };
};
