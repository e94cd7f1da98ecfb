// Log files, the configuration of the log daemon, and the log-in lines of audit.log and mailbox.log.

const ZIMBRA = { owner: "zimbra", group: "zimbra", mode: "640" };

export const RSYSLOG = `# /etc/rsyslog.conf configuration file for rsyslog
module(load="imuxsock") # provides support for local system logging
module(load="imklog" permitnonkernelfacility="on")
$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat
$RepeatedMsgReduction on
$FileOwner syslog
$FileGroup adm
$FileCreateMode 0640
$DirCreateMode 0755
$Umask 0022
$PrivDropToUser syslog
$PrivDropToGroup syslog
$WorkDirectory /var/spool/rsyslog
$IncludeConfig /etc/rsyslog.d/*.conf
`;

export const RSYSLOG_DEFAULT = `auth,authpriv.*\t\t\t/var/log/auth.log
*.*;auth,authpriv.none\t\t-/var/log/syslog
kern.*\t\t\t\t-/var/log/kern.log
mail.*\t\t\t\t-/var/log/mail.log
mail.err\t\t\t/var/log/mail.err
*.emerg\t\t\t\t:omusrmsg:*
`;

export const ZIMBRA_SYSLOG = `local0.*                -/var/log/zimbra.log
local1.*                -/var/log/zimbra-stats.log
auth.*                  -/var/log/zimbra.log
mail.*                  -/var/log/zimbra.log
`;

/** Log-ins of audit.log: [time, command, account, ip, oip, error]. */
const auditLine = ([time, command, account, ip, oip, error], agent) => {
  const stamp = `${new Date(time * 1000).toISOString().slice(0, 19).replace("T", " ")},${String(100 + (time % 800)).padStart(3, "0")}`;
  const thread = `qtp${1400000000 + (time % 9999)}-${time % 997}:https:https://localhost:8443/service/soap/AuthRequest`;
  const address = `${ip ? `ip=${ip};` : ""}${oip ? `oip=${oip};` : ""}`;
  const result = error ? `error=authentication failed for [${account}], ${error};` : "protocol=soap;";
  const words = `[name=${account};${address}ua=${agent};] security - cmd=${command}; account=${account}; ${result}`;
  return `${stamp} ${error ? "WARN " : "INFO "} [${thread}] ${words}\n`;
};
export const auditLog = (logins, agent) => logins.map((login) => auditLine(login, agent)).join("");

/** `files`: path to [size, mtime, owner, group]; `audit` and `mailbox` are the texts of the two logs. */
export const installLogs = (root, { files, audit, mailbox, access, config }) => {
  for (const [path, [size, mtime, owner = "syslog", group = "adm"]] of Object.entries(files))
    root.put(path, "", { size, mtime, owner, group, mode: "640" });
  if (audit !== undefined) root.put("/opt/zimbra/log/audit.log", audit.text, { ...ZIMBRA, size: audit.size, mtime: audit.mtime });
  if (mailbox !== undefined) root.put("/opt/zimbra/log/mailbox.log", mailbox.text, { ...ZIMBRA, size: mailbox.size, mtime: mailbox.mtime });
  if (access !== undefined)
    root.put("/opt/zimbra/log/nginx.access.log", access.text, { ...ZIMBRA, size: access.size, mtime: access.mtime });
  root.dir("/var/spool/rsyslog", { owner: "syslog", group: "adm", mode: "700" });
  for (const [path, text] of Object.entries(config)) root.put(path, text);
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Requests of the proxy's access log: [time, address, request]. */
export const accessLog = (requests) =>
  requests
    .map(([time, address, request]) => {
      const day = new Date(time * 1000);
      const two = (number) => String(number).padStart(2, "0");
      const date = `${two(day.getUTCDate())}/${MONTHS[day.getUTCMonth()]}/${day.getUTCFullYear()}:${day.toISOString().slice(11, 19)} +0000`;
      const tail = '200 5123 "-" "Mozilla/5.0" "10.0.0.1:8443" "10.0.0.1:40112"';
      return `${address}:${40000 + (time % 20000)} - - [${date}]  "${request} HTTP/1.1" ${tail}\n`;
    })
    .join("");
