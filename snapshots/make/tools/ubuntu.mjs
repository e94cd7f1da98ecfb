// What an Ubuntu server has before Zimbra comes: release files, units, cron, users and the usual daemons.
import { at } from "../seed.mjs";

export const RELEASE = {
  "/etc/os-release": `PRETTY_NAME="Ubuntu 22.04.5 LTS"
NAME="Ubuntu"
VERSION_ID="22.04"
VERSION="22.04.5 LTS (Jammy Jellyfish)"
VERSION_CODENAME=jammy
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=jammy
`,
};

const ONE = (state) => [state === "static" ? "inactive" : "active", state];

export const UNITS = {
  "ufw.service": ["active", "enabled"],
  "rsyslog.service": ONE("enabled"),
  "systemd-journald.service": ONE("static"),
  "systemd-timesyncd.service": ONE("enabled"),
  "ssh.service": ONE("enabled"),
  "zimbra.service": ["active", "generated"],
  "cron.service": ONE("enabled"),
  "atd.service": ONE("enabled"),
  "apt-daily.timer": ONE("enabled"),
  "apt-daily-upgrade.timer": ONE("enabled"),
  "unattended-upgrades.service": ONE("enabled"),
  "packagekit.service": ["inactive", "static"],
  "nftables.service": ["inactive", "disabled"],
  "snapd.service": ONE("enabled"),
  "ssh.socket": ["inactive", "disabled"],
};

UNITS["systemd-journald.service"][0] = "active";

export const UNIT_FILES = Object.fromEntries(
  [
    "apparmor.service",
    "blk-availability.service",
    "cloud-config.service",
    "cloud-final.service",
    "cloud-init.service",
    "console-setup.service",
    "dmesg.service",
    "e2scrub_reap.service",
    "finalrd.service",
    "getty@.service",
    "grub-common.service",
    "gpu-manager.service",
    "irqbalance.service",
    "keyboard-setup.service",
    "lvm2-monitor.service",
    "lxd-agent.service",
    "ModemManager.service",
    "multipathd.service",
    "networkd-dispatcher.service",
    "open-iscsi.service",
    "open-vm-tools.service",
    "pollinate.service",
    "rsync.service",
    "secureboot-db.service",
    "setvtrgb.service",
    "sysstat.service",
    "systemd-networkd.service",
    "systemd-networkd-wait-online.service",
    "systemd-pstore.service",
    "systemd-resolved.service",
    "thermald.service",
    "ua-reboot-cmds.service",
    "ubuntu-advantage.service",
    "udisks2.service",
    "vgauth.service",
    "dpkg-db-backup.timer",
    "e2scrub_all.timer",
    "fstrim.timer",
    "logrotate.timer",
    "man-db.timer",
    "motd-news.timer",
    "update-notifier-download.timer",
  ].map((name) => [name, "enabled"]),
);

export const TIMERS = [
  [
    "Tue 2026-09-01 06:09:14 UTC",
    "9min left",
    "Tue 2026-09-01 05:59:04 UTC",
    "54s ago",
    "sysstat-collect.timer",
    "sysstat-collect.service",
  ],
  [
    "Tue 2026-09-01 06:24:31 UTC",
    "24min left",
    "Mon 2026-08-31 06:11:02 UTC",
    "23h ago",
    "apt-daily-upgrade.timer",
    "apt-daily-upgrade.service",
  ],
  ["Tue 2026-09-01 11:02:47 UTC", "5h 2min left", "Mon 2026-08-31 22:47:12 UTC", "7h ago", "apt-daily.timer", "apt-daily.service"],
  ["Wed 2026-09-02 00:00:00 UTC", "17h left", "Tue 2026-09-01 00:00:03 UTC", "5h 59min ago", "logrotate.timer", "logrotate.service"],
  [
    "Sun 2026-09-06 03:10:24 UTC",
    "4 days left",
    "Sun 2026-08-30 14:02:11 UTC",
    "1 day 15h ago",
    "e2scrub_all.timer",
    "e2scrub_all.service",
  ],
];

export const CRON = {
  "/etc/crontab": `SHELL=/bin/sh
# You can also override PATH, but by default, newer versions inherit it from the environment

17 *\t* * *\troot    cd / && run-parts --report /etc/cron.hourly
25 6\t* * *\troot\ttest -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )
47 6\t* * 7\troot\ttest -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.weekly )
52 6\t1 * *\troot\ttest -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.monthly )
`,
  "/etc/cron.d/e2scrub_all": `30 3 * * 0 root test -e /run/systemd/system || SERVICE_MODE=1 /usr/lib/e2fsprogs/e2scrub_all_cron
10 3 * * * root test -e /run/systemd/system || SERVICE_MODE=1 /sbin/e2scrub_all -A -r
`,
  "/etc/cron.d/sysstat": `PATH=/usr/lib/sysstat:/usr/sbin:/usr/sbin:/usr/bin:/sbin:/bin
5-55/10 * * * * root command -v debian-sa1 > /dev/null && debian-sa1 1 1
59 23 * * * root command -v debian-sa1 > /dev/null && debian-sa1 60 2
`,
  "/etc/cron.daily/apt-compat": "#!/bin/sh\nset -e\n[ ! -d /run/systemd/system ] || exit 0\nexec /usr/lib/apt/apt.systemd.daily\n",
  "/etc/cron.daily/logrotate": "#!/bin/sh\n[ ! -d /run/systemd/system ] || exit 0\n/usr/sbin/logrotate /etc/logrotate.conf\n",
};

export const APT = {
  "/etc/apt/sources.list": `deb http://archive.ubuntu.com/ubuntu jammy main restricted universe multiverse
deb http://archive.ubuntu.com/ubuntu jammy-updates main restricted universe multiverse
deb http://security.ubuntu.com/ubuntu jammy-security main restricted universe multiverse
# deb-src http://archive.ubuntu.com/ubuntu jammy main
`,
  "/etc/apt/sources.list.d/zimbra.list":
    "deb     [arch=amd64 signed-by=/etc/apt/trusted.gpg.d/zimbra.gpg] https://repo.zimbra.com/apt/1010 jammy zimbra\n",
};

export const LISTS = (time) =>
  Object.fromEntries(
    [
      ["archive.ubuntu.com_ubuntu_dists_jammy_InRelease", -90000],
      ["archive.ubuntu.com_ubuntu_dists_jammy-updates_InRelease", 0],
      ["archive.ubuntu.com_ubuntu_dists_jammy_main_binary-amd64_Packages", -90000],
      ["archive.ubuntu.com_ubuntu_dists_jammy-updates_main_binary-amd64_Packages", 0],
      ["security.ubuntu.com_ubuntu_dists_jammy-security_InRelease", 0],
      ["security.ubuntu.com_ubuntu_dists_jammy-security_main_binary-amd64_Packages", 0],
      ["repo.zimbra.com_apt_1010_dists_jammy_InRelease", 0],
      ["repo.zimbra.com_apt_1010_dists_jammy_zimbra_binary-amd64_Packages", 0],
    ].map(([name, shift]) => [name, time + shift]),
  );

export const users = (root, more = []) => {
  const shells = [
    ["root", 0, "/root", "/bin/bash"],
    ["daemon", 1, "/usr/sbin", "/usr/sbin/nologin"],
    ["syslog", 104, "/home/syslog", "/usr/sbin/nologin"],
    ["sshd", 106, "/run/sshd", "/usr/sbin/nologin"],
    ["ubuntu", 1000, "/home/ubuntu", "/bin/bash"],
    ["zimbra", 998, "/opt/zimbra", "/bin/bash"],
    ["postfix", 997, "/opt/zimbra/postfix", "/bin/sh"],
    ...more,
  ];
  root.put("/etc/passwd", shells.map(([name, uid, home, shell]) => `${name}:x:${uid}:${uid}:${name}:${home}:${shell}\n`).join(""));
  return shells;
};

/** `passwords`: names whose password can be used; the hash of a root is a placeholder. */
export const shadow = (root, shells, passwords) =>
  root.put(
    "/etc/shadow",
    shells.map(([name]) => `${name}:${passwords.includes(name) ? "+placeholder" : "!"}:20300:0:99999:7:::\n`).join(""),
    { mode: "640", group: "shadow" },
  );

export const sshUnit = {
  text: `[Unit]
Description=OpenBSD Secure Shell server
Documentation=man:sshd(8) man:sshd_config(5)
After=network.target auditd.service
ConditionPathExists=!/etc/ssh/sshd_not_to_be_run

[Service]
EnvironmentFile=-/etc/default/ssh
ExecStartPre=/usr/sbin/sshd -t
ExecStart=/usr/sbin/sshd -D $SSHD_OPTS
ExecReload=/usr/sbin/sshd -t
ExecReload=/bin/kill -HUP $MAINPID
KillMode=process
Restart=on-failure
Type=notify
RuntimeDirectory=sshd

[Install]
WantedBy=multi-user.target
Alias=sshd.service
`,
  mtime: at("2024-06-26T09:00:00Z"),
};

export const SSHD_CONFIG = `# This is the sshd server system-wide configuration file.  See
# sshd_config(5) for more information.

Include /etc/ssh/sshd_config.d/*.conf

#Port 22
#PermitRootLogin prohibit-password
#PasswordAuthentication yes
#PermitEmptyPasswords no

# Change to yes to enable challenge-response passwords (beware issues with
# some PAM modules and threads)
KbdInteractiveAuthentication no

UsePAM yes

X11Forwarding yes
PrintMotd no

AcceptEnv LANG LC_*

Subsystem\tsftp\t/usr/lib/openssh/sftp-server
`;

/** Recorded on OpenSSH 9.2; 8.9 does not know these yet. */
export const SSHD_SET = {
  requiredrsasize: null,
  unusedconnectiontimeout: null,
  gssapikexalgorithms: null,
  gssapikeyexchange: null,
  gssapistorecredentialsonrekey: null,
  hostkey: ["/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_ecdsa_key", "/etc/ssh/ssh_host_ed25519_key"],
  channeltimeout: null,
};
