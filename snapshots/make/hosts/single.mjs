// The programs of a server that runs all of Zimbra: who listens where, since when.

/** Processes of a single server; `times` says when Zimbra, the log daemon and sshd were started. */
export const processesOf = ({ zimbra, boot, uids, extra = [], gone = {} }) => {
  const list = [["systemd-journal", 412, 0, boot + 2], ["systemd-udevd", 451, 0, boot + 2], ["systemd-network", 688, uids.network ?? 100, boot + 4], ["rsyslogd", 745, uids.syslog ?? 104, boot + 6], ["cron", 731, 0, boot + 6],
    ["dbus-daemon", 733, uids.dbus ?? 101, boot + 6], ["agetty", 802, 0, boot + 8],
    ["slapd", 1810, 998, zimbra], ["zmlogger", 1902, 998, zimbra + 12], ["zmrrdfetch", 1931, 998, zimbra + 14], ["zmconfigd", 1955, 998, zimbra + 18], ["java", 1960, 998, zimbra + 18], ["unbound", 2011, 998, zimbra + 22],
    ["mysqld_safe", 2140, 998, zimbra + 30], ["mysqld", 2388, 998, zimbra + 31], ["zmmailboxdmgr", 2510, 0, zimbra + 40], ["java", 2514, 998, zimbra + 40], ["memcached", 2790, 998, zimbra + 66], ["nginx", 2821, 998, zimbra + 70],
    ["nginx", 2822, 998, zimbra + 70], ["nginx", 2823, 998, zimbra + 70], ["clamd", 2944, 998, zimbra + 84], ["freshclam", 2951, 998, zimbra + 85], ["amavisd (master)", 3021, 998, zimbra + 96], ["amavisd (ch1-avail)", 3040, 998, zimbra + 98],
    ["opendkim", 3102, 998, zimbra + 104], ["httpd", 3130, 0, zimbra + 107], ["httpd", 3132, 998, zimbra + 107], ["saslauthd", 3201, 0, zimbra + 112], ["master", 3344, 0, zimbra + 116], ["qmgr", 3351, 997, zimbra + 116],
    ["pickup", 3352, 997, zimbra + 116], ["tlsmgr", 3360, 997, zimbra + 117], ["zmstat-proc", 3501, 998, zimbra + 130], ...extra];
  return list.map(([comm, pid, uid, start]) => ({ pid, uid, comm, start, ...(gone[comm] ? { gone: gone[comm] } : {}) }));
};

/** Sockets of a single server, the proxy in front. `own` is the address that LDAP is bound to. */
export const listenersOf = ({ own, memcached = "0.0.0.0", ssh = ["0.0.0.0:22", "[::]:22"], proxy = [110, 143, 443, 993, 995], java = "0.0.0.0", admin = java, extra = [], sshPid = 761 }) => [
  ["udp", "127.0.0.53%lo:53", "systemd-resolve", 690], ["udp", "127.0.0.1:53", "unbound", 2011],
  ...ssh.map((local) => ["tcp", local, "sshd", sshPid]),
  ...proxy.map((port) => ["tcp", `0.0.0.0:${port}`, "nginx", 2821]),
  ...[7025, 7072, 7073, 7110, 7143, 7993, 7995, 8443].map((port) => ["tcp", `${java}:${port}`, "java", 2514]), ["tcp", `${admin}:7071`, "java", 2514],
  ...[25, 465, 587].map((port) => ["tcp", `0.0.0.0:${port}`, "master", 3344]), ...[10025, 10027, 10030].map((port) => ["tcp", `127.0.0.1:${port}`, "master", 3344]),
  ...[10024, 10026, 10032].map((port) => ["tcp", `127.0.0.1:${port}`, "/opt/zimbra/com", 3021]),
  ["tcp", "127.0.0.1:3310", "clamd", 2944], ["tcp", "127.0.0.1:7306", "mysqld", 2388], ["tcp", `${own}:389`, "slapd", 1810], ["tcp", `${memcached}:11211`, "memcached", 2790], ["tcp", "127.0.0.1:7171", "java", 1960],
  ["tcp", "*:7780", "httpd", 3130], ["tcp", "127.0.0.1:8465", "opendkim", 3102], ["tcp", "127.0.0.1:10663", "zmlogger", 1902], ["tcp", "127.0.0.53%lo:53", "systemd-resolve", 690], ["tcp", "127.0.0.1:53", "unbound", 2011], ...extra,
];
