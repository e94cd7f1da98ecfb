// The programs of a server by its roles: who listens where, since when.

const SYSTEM = (boot, uids) => [
  ["systemd-journal", 412, 0, boot + 2],
  ["systemd-udevd", 451, 0, boot + 2],
  ["systemd-network", 688, uids.network ?? 100, boot + 4],
  ["rsyslogd", 745, uids.syslog ?? 104, boot + 6],
  ["cron", 731, 0, boot + 6],
  ["dbus-daemon", 733, uids.dbus ?? 101, boot + 6],
  ["agetty", 802, 0, boot + 8],
];

/** Program, process, user, seconds after the start of Zimbra. */
const BY_ROLE = {
  ldap: [["slapd", 1810, 998, 0]],
  logger: [
    ["zmlogger", 1902, 998, 12],
    ["zmrrdfetch", 1931, 998, 14],
  ],
  core: [
    ["zmconfigd", 1955, 998, 18],
    ["java", 1960, 998, 18],
    ["zmstat-proc", 3501, 998, 130],
  ],
  store: [
    ["mysqld_safe", 2140, 998, 30],
    ["mysqld", 2388, 998, 31],
    ["zmmailboxdmgr", 2510, 0, 40],
    ["java", 2514, 998, 40],
    ["httpd", 3130, 0, 107],
    ["httpd", 3132, 998, 107],
  ],
  proxy: [
    ["memcached", 2790, 998, 66],
    ["nginx", 2821, 998, 70],
    ["nginx", 2822, 998, 70],
    ["nginx", 2823, 998, 70],
  ],
  mta: [
    ["unbound", 2011, 998, 22],
    ["clamd", 2944, 998, 84],
    ["freshclam", 2951, 998, 85],
    ["amavisd (master)", 3021, 998, 96],
    ["amavisd (ch1-avail)", 3040, 998, 98],
    ["opendkim", 3102, 998, 104],
    ["saslauthd", 3201, 0, 112],
    ["master", 3344, 0, 116],
    ["qmgr", 3351, 997, 116],
    ["pickup", 3352, 997, 116],
    ["tlsmgr", 3360, 997, 117],
  ],
};

const ALL = ["ldap", "logger", "store", "proxy", "mta"];

/** `extra` are further rows with whole times; `gone` are replaced libraries by program. */
export const processesOf = ({ zimbra, boot, roles = ALL, uids = {}, extra = [], gone = {} }) =>
  [
    ...SYSTEM(boot, uids),
    ...["core", ...roles].flatMap((role) => (BY_ROLE[role] ?? []).map(([comm, pid, uid, after]) => [comm, pid, uid, zimbra + after])),
    ...extra,
  ].map(([comm, pid, uid, start]) => ({ pid, uid, comm, start, ...(gone[comm] ? { gone: gone[comm] } : {}) }));

const ports = (address, list, program, pid) => list.map((port) => ["tcp", `${address}:${port}`, program, pid]);

/** Sockets, the proxy in front. `own` is the address that LDAP is bound to. */
export const listenersOf = ({
  own,
  roles = ALL,
  memcached = "0.0.0.0",
  ssh = ["0.0.0.0:22", "[::]:22"],
  proxy = [110, 143, 443, 993, 995],
  java = "0.0.0.0",
  admin = java,
  extra = [],
  sshPid = 761,
}) => {
  const of = (role, rows) => (roles.includes(role) ? rows : []);
  return [
    ["udp", "127.0.0.53%lo:53", "systemd-resolve", 690],
    ...of("mta", [["udp", "127.0.0.1:53", "unbound", 2011]]),
    ...ssh.map((local) => ["tcp", local, "sshd", sshPid]),
    ...of("proxy", ports("0.0.0.0", proxy, "nginx", 2821)),
    ...of("store", [
      ...ports(java, [7025, 7072, 7073, 7110, 7143, 7993, 7995, 8443], "java", 2514),
      ["tcp", `${admin}:7071`, "java", 2514],
    ]),
    ...of("mta", [
      ...ports("0.0.0.0", [25, 465, 587], "master", 3344),
      ...ports("127.0.0.1", [10025, 10027, 10030], "master", 3344),
      ...ports("127.0.0.1", [10024, 10026, 10032], "/opt/zimbra/com", 3021),
      ...ports("127.0.0.1", [3310], "clamd", 2944),
    ]),
    ...of("store", ports("127.0.0.1", [7306], "mysqld", 2388)),
    ...of("ldap", ports(own, [389], "slapd", 1810)),
    ...of("proxy", ports(memcached, [11211], "memcached", 2790)),
    ...ports("127.0.0.1", [7171], "java", 1960),
    ...of("store", [["tcp", "*:7780", "httpd", 3130]]),
    ...of("mta", ports("127.0.0.1", [8465], "opendkim", 3102)),
    ...of("logger", ports("127.0.0.1", [10663], "zmlogger", 1902)),
    ["tcp", "127.0.0.53%lo:53", "systemd-resolve", 690],
    ...of("mta", [["tcp", "127.0.0.1:53", "unbound", 2011]]),
    ...extra,
  ];
};
