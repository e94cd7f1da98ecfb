// A whole CentOS 7 server but Zimbra: kernel, packages, units, network, firewall, SSH, clocks, logs.
import { hexOf, idOf } from "../seed.mjs";
import { systemRows } from "./centos-packages.mjs";
import { installFail2ban } from "./fail2ban.mjs";
import { installListeners, installNetwork } from "./network.mjs";
import { installRpm } from "./packages.mjs";
import { installKernel, installProcesses } from "./processes.mjs";
import { EL_PAM, installSshd } from "./sshd.mjs";
import { installUnits } from "./units.mjs";

const OS_RELEASE = `NAME="CentOS Linux"
VERSION="7 (Core)"
ID="centos"
ID_LIKE="rhel fedora"
VERSION_ID="7"
PRETTY_NAME="CentOS Linux 7 (Core)"
ANSI_COLOR="0;31"
CPE_NAME="cpe:/o:centos:centos:7"
HOME_URL="https://www.centos.org/"
BUG_REPORT_URL="https://bugs.centos.org/"
`;

const UNITS = {
  "auditd.service": ["active", "enabled"],
  "chronyd.service": ["active", "enabled"],
  "ntpd.service": ["active", "enabled"],
  "crond.service": ["active", "enabled"],
  "firewalld.service": ["inactive", "disabled"],
  "iptables.service": ["active", "enabled"],
  "ip6tables.service": ["inactive", "disabled"],
  "rsyslog.service": ["active", "enabled"],
  "sshd.service": ["active", "enabled"],
  "sshd.socket": ["inactive", "disabled"],
  "systemd-journald.service": ["active", "static"],
  "fail2ban.service": ["active", "enabled"],
  "zimbra.service": ["active", "bad"],
  "ipset.service": ["inactive", "disabled"],
};
const FILES = Object.fromEntries(
  [
    "autovt@.service",
    "dbus-org.freedesktop.NetworkManager.service",
    "getty@.service",
    "irqbalance.service",
    "kdump.service",
    "lvm2-monitor.service",
    "microcode.service",
    "NetworkManager.service",
    "NetworkManager-dispatcher.service",
    "postfix.service",
    "rhel-autorelabel.service",
    "rhel-configure.service",
    "rhel-dmesg.service",
    "sysstat.service",
    "tuned.service",
    "vmtoolsd.service",
  ].map((name) => [name, name === "postfix.service" || name === "kdump.service" ? "disabled" : "enabled"]),
);

const RSYSLOG = `$ModLoad imuxsock
$ModLoad imjournal
$WorkDirectory /var/lib/rsyslog
$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat
$IncludeConfig /etc/rsyslog.d/*.conf
$OmitLocalLogging on
$IMJournalStateFile imjournal.state
*.info;mail.none;authpriv.none;cron.none                /var/log/messages
authpriv.*                                              /var/log/secure
mail.*                                                  -/var/log/maillog
cron.*                                                  /var/log/cron
*.emerg                                                 :omusrmsg:*
local7.*                                                /var/log/boot.log
`;

export const CENTOS_RSYSLOG = {
  "/etc/rsyslog.conf": `${RSYSLOG}local0.*                -/var/log/zimbra.log
local1.*                -/var/log/zimbra-stats.log
auth.*                  -/var/log/zimbra.log
mail.*                  -/var/log/zimbra.log
`,
  "/etc/systemd/journald.conf": "[Journal]\n#Storage=auto\n#Compress=yes\n",
};

export const installCentos = (root, of) => {
  const { seed, host, address, kernel, packages, ssh } = of;
  const short = host.split(".")[0];
  const build = "#1 SMP Tue Aug 25 17:23:54 UTC 2020";
  installKernel(root, {
    name: host,
    machineId: hexOf(32, seed, host, "machine"),
    bootId: idOf(seed, host, "boot"),
    virt: "vmware",
    uname: `Linux ${host} ${kernel} ${build} x86_64 x86_64 x86_64 GNU/Linux`,
    version: `Linux version ${kernel} (mockbuild@kbuilder.bsys.centos.org) (gcc version 4.8.5 20150623 (Red Hat 4.8.5-44) (GCC) ) ${build}`,
    cmdline: `BOOT_IMAGE=/vmlinuz-${kernel} root=/dev/mapper/centos-root ro crashkernel=auto rd.lvm.lv=centos/root rhgb quiet`,
    entropy: 172,
    poolsize: 4096,
    flags: "",
  });
  root.put("/etc/os-release", OS_RELEASE);
  root.put("/etc/redhat-release", "CentOS Linux release 7.9.2009 (Core)\n");
  installRpm(root, {
    rows: [...systemRows(packages.installed).filter(([name]) => !packages.without?.includes(name)), ...packages.more],
    kernels: packages.kernels,
    verify: packages.verify,
    updates: packages.updates,
    repositories: packages.repositories,
    repomd: packages.repomd,
    reboot: packages.reboot,
  });
  const users = [
    ["root", 0, "/root", "/bin/bash"],
    ["sshd", 74, "/var/empty/sshd", "/sbin/nologin"],
    ["support", 1000, "/home/support", "/bin/bash"],
    ["zimbra", 998, "/opt/zimbra", "/bin/bash"],
    ["postfix", 997, "/opt/zimbra/postfix", "/sbin/nologin"],
    ["vendor", 1001, "/home/vendor", "/bin/bash"],
  ];
  root.put("/etc/passwd", users.map(([name, uid, home, shell]) => `${name}:x:${uid}:${uid}:${name}:${home}:${shell}\n`).join(""));
  root.put(
    "/etc/shadow",
    users.map(([name]) => `${name}:${ssh.passwords.includes(name) ? "+placeholder" : "!!"}:17000:0:99999:7:::\n`).join(""),
    { mode: "000" },
  );
  for (const [path, text] of Object.entries(ssh.keys ?? {})) root.put(path, text, { mode: "600" });
  installUnits(root, {
    units: { ...UNITS, ...of.units },
    files: FILES,
    timers: [
      [
        "Tue 2026-09-01 13:41:22 UTC",
        "7h left",
        "Mon 2026-08-31 13:41:22 UTC",
        "16h ago",
        "systemd-tmpfiles-clean.timer",
        "systemd-tmpfiles-clean.service",
      ],
    ],
  });
  for (const [path, text] of Object.entries(of.cron)) root.put(path, text);
  installNetwork(root, {
    links: of.links,
    resolv: of.resolv,
    hosts: `127.0.0.1   localhost localhost.localdomain\n${address} ${host} ${short}\n`,
    tables: ["filter"],
  });
  const save = (rules) =>
    rules === ""
      ? ""
      : `# Generated by iptables-save v1.4.21 on Tue Sep  1 02:30:11 2026
${rules}# Completed on Tue Sep  1 02:30:11 2026
`;
  root.tool("/usr/sbin/iptables-save", [{ when: "", out: save(of.firewall.four), ms: 10 }]);
  root.tool("/usr/sbin/ip6tables-save", [{ when: "", out: save(of.firewall.six), ms: 10 }]);
  root.tool("/usr/sbin/ipset", [{ when: "save", out: "", ms: 10 }]);
  root.tool("/usr/bin/firewall-cmd", [{ out: "FirewallD is not running\n", exit: 252 }]);
  for (const [path, text] of Object.entries(of.firewall.files)) root.put(path, text, { mode: "600" });
  const daemon = installSshd(root, {
    set: ssh.set,
    matches: [],
    pam: EL_PAM,
    pid: 1121,
    started: root.boot + 9,
    files: ssh.files,
    defaults: "/etc/sysconfig/sshd",
  });
  installProcesses(root, [daemon, ...of.processes]);
  installListeners(root, of.listeners, { header: true });
  installFail2ban(root, of.jails);
  // systemd 219: no show, and the state of the clock in a table for people.
  root.tool("/usr/bin/timedatectl", [
    { when: "show", err: "Unknown operation show\n", exit: 1 },
    {
      when: "",
      out: `      Local time: Tue 2026-09-01 06:00:04 UTC
  Universal time: Tue 2026-09-01 06:00:04 UTC
        RTC time: Tue 2026-09-01 05:59:12
       Time zone: UTC (UTC, +0000)
     NTP enabled: yes
NTP synchronized: no
 RTC in local TZ: no
      DST active: n/a
`,
      ms: 20,
    },
  ]);
  root.tool("/usr/sbin/ntpq", [
    {
      when: "-pn",
      out: `     remote           refid      st t when poll reach   delay   offset  jitter
==============================================================================
${of.ntp.map((line) => `${line}\n`).join("")}`,
      ms: 20,
    },
  ]);
  root.tool("/usr/bin/findmnt", [
    {
      when: "-l",
      out: `TARGET               SOURCE                  FSTYPE OPTIONS
/                    /dev/mapper/centos-root xfs    rw,relatime,attr2,inode64,noquota
/boot                /dev/sda1               xfs    rw,relatime,attr2,inode64,noquota
/opt                 /dev/mapper/centos-opt  xfs    rw,relatime,attr2,inode64,noquota
`,
    },
  ]);
};
