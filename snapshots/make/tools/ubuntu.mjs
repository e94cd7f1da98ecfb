// What an Ubuntu server has before Zimbra comes: release files, units, cron, users and the usual daemons.
import { at } from "../seed.mjs";

export const RELEASE = {
  "/etc/os-release": 'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nNAME="Ubuntu"\nVERSION_ID="22.04"\nVERSION="22.04.5 LTS (Jammy Jellyfish)"\nVERSION_CODENAME=jammy\nID=ubuntu\nID_LIKE=debian\nHOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\nPRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"\nUBUNTU_CODENAME=jammy\n',
};

/** Versions of Ubuntu 22.04 in place of the recorded ones; null: not there. */
export const VERSIONS = {
  "base-files": "12ubuntu4.7", bash: "5.1-6ubuntu1.1", coreutils: "8.32-4.1ubuntu1.2", cron: "3.0pl1-137ubuntu3", curl: "7.81.0-1ubuntu1.23", dash: "0.5.11+git20210903+really0.5.11-4", libc6: "2.35-0ubuntu3.11",
  "libc-bin": "2.35-0ubuntu3.11", libssl3: "3.0.2-0ubuntu1.23", openssl: "3.0.2-0ubuntu1.23", "openssh-server": "1:8.9p1-3ubuntu0.15", "openssh-client": "1:8.9p1-3ubuntu0.15",
  "openssh-sftp-server": "1:8.9p1-3ubuntu0.15", sudo: "1.9.9-1ubuntu2.6", rsyslog: "8.2112.0-2ubuntu2.2", systemd: "249.11-0ubuntu3.17", "systemd-sysv": "249.11-0ubuntu3.17", libsystemd0: "249.11-0ubuntu3.17",
  libudev1: "249.11-0ubuntu3.17", "systemd-timesyncd": "249.11-0ubuntu3.17", iproute2: "5.15.0-1ubuntu2.1", iptables: "1.8.7-1ubuntu5.2", nftables: "1.0.2-1ubuntu3", ufw: "0.36.1-4ubuntu0.1",
  "libpam0g": "1.4.0-11ubuntu2.6", "libpam-modules": "1.4.0-11ubuntu2.6", "libpam-runtime": "1.4.0-11ubuntu2.6", "util-linux": "2.37.2-4ubuntu3.4", login: "1:4.8.1-2ubuntu2.2", passwd: "1:4.8.1-2ubuntu2.2",
  "perl-base": "5.34.0-3ubuntu1.5", perl: "5.34.0-3ubuntu1.5", "libperl5.36": null, "perl-modules-5.36": null, "libperl5.34": "5.34.0-3ubuntu1.5", "python3.11": null, "python3.11-minimal": null,
  "libpython3.11": null, "libpython3.11-minimal": null, "libpython3.11-stdlib": null, "python3.10": "3.10.12-1~22.04.11", "python3.10-minimal": "3.10.12-1~22.04.11", python3: "3.10.6-1~22.04.1",
  "python3-minimal": "3.10.6-1~22.04.1", "net-tools": "1.60+git20181103.0eebece-1ubuntu5.4", tzdata: "2026a-0ubuntu0.22.04.1", "usr-is-merged": null, "util-linux-extra": null,
  "cron-daemon-common": null, "cloud-init": "25.1.4-0ubuntu0~22.04.1", "ubuntu-server": "1.481.4", "ubuntu-pro-client": "36ubuntu0~22.04", "update-notifier-common": "3.192.54.8", "unattended-upgrades": "2.8ubuntu1",
  pax: "1:20201030-1", libgmp10: "2:6.2.1+dfsg-3ubuntu1", "libaio1": "0.3.112-13build1", sysstat: "12.5.2-2ubuntu0.2", sqlite3: "3.37.2-2ubuntu0.5", "libidn12": "1.38-4ubuntu1", "netcat-openbsd": "1.218-4ubuntu1",
};

const ONE = (state) => [state === "static" ? "inactive" : "active", state];

export const UNITS = {
  "ufw.service": ["active", "enabled"], "rsyslog.service": ONE("enabled"), "systemd-journald.service": ONE("static"), "systemd-timesyncd.service": ONE("enabled"), "ssh.service": ONE("enabled"),
  "zimbra.service": ["active", "generated"], "cron.service": ONE("enabled"), "atd.service": ONE("enabled"), "apt-daily.timer": ONE("enabled"), "apt-daily-upgrade.timer": ONE("enabled"),
  "unattended-upgrades.service": ONE("enabled"), "packagekit.service": ["inactive", "static"], "nftables.service": ["inactive", "disabled"], "snapd.service": ONE("enabled"), "ssh.socket": ["inactive", "disabled"],
};
UNITS["systemd-journald.service"][0] = "active";

export const UNIT_FILES = Object.fromEntries(["apparmor.service", "blk-availability.service", "cloud-config.service", "cloud-final.service", "cloud-init.service", "console-setup.service", "dmesg.service", "e2scrub_reap.service",
  "finalrd.service", "getty@.service", "grub-common.service", "gpu-manager.service", "irqbalance.service", "keyboard-setup.service", "lvm2-monitor.service", "lxd-agent.service", "ModemManager.service", "multipathd.service",
  "networkd-dispatcher.service", "open-iscsi.service", "open-vm-tools.service", "pollinate.service", "rsync.service", "secureboot-db.service", "setvtrgb.service", "sysstat.service", "systemd-networkd.service",
  "systemd-networkd-wait-online.service", "systemd-pstore.service", "systemd-resolved.service", "thermald.service", "ua-reboot-cmds.service", "ubuntu-advantage.service", "udisks2.service", "vgauth.service",
  "dpkg-db-backup.timer", "e2scrub_all.timer", "fstrim.timer", "logrotate.timer", "man-db.timer", "motd-news.timer", "update-notifier-download.timer"].map((name) => [name, "enabled"]));

export const TIMERS = [
  ["Tue 2026-09-01 06:09:14 UTC", "9min left", "Tue 2026-09-01 05:59:04 UTC", "54s ago", "sysstat-collect.timer", "sysstat-collect.service"],
  ["Tue 2026-09-01 06:24:31 UTC", "24min left", "Mon 2026-08-31 06:11:02 UTC", "23h ago", "apt-daily-upgrade.timer", "apt-daily-upgrade.service"],
  ["Tue 2026-09-01 11:02:47 UTC", "5h 2min left", "Mon 2026-08-31 22:47:12 UTC", "7h ago", "apt-daily.timer", "apt-daily.service"],
  ["Wed 2026-09-02 00:00:00 UTC", "17h left", "Tue 2026-09-01 00:00:03 UTC", "5h 59min ago", "logrotate.timer", "logrotate.service"],
  ["Sun 2026-09-06 03:10:24 UTC", "4 days left", "Sun 2026-08-30 14:02:11 UTC", "1 day 15h ago", "e2scrub_all.timer", "e2scrub_all.service"],
];

export const CRON = {
  "/etc/crontab": "SHELL=/bin/sh\n# You can also override PATH, but by default, newer versions inherit it from the environment\n\n17 *\t* * *\troot    cd / && run-parts --report /etc/cron.hourly\n25 6\t* * *\troot\ttest -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.daily )\n47 6\t* * 7\troot\ttest -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.weekly )\n52 6\t1 * *\troot\ttest -x /usr/sbin/anacron || ( cd / && run-parts --report /etc/cron.monthly )\n",
  "/etc/cron.d/e2scrub_all": "30 3 * * 0 root test -e /run/systemd/system || SERVICE_MODE=1 /usr/lib/x86_64-linux-gnu/e2fsprogs/e2scrub_all_cron\n10 3 * * * root test -e /run/systemd/system || SERVICE_MODE=1 /sbin/e2scrub_all -A -r\n",
  "/etc/cron.d/sysstat": "PATH=/usr/lib/sysstat:/usr/sbin:/usr/sbin:/usr/bin:/sbin:/bin\n5-55/10 * * * * root command -v debian-sa1 > /dev/null && debian-sa1 1 1\n59 23 * * * root command -v debian-sa1 > /dev/null && debian-sa1 60 2\n",
  "/etc/cron.daily/apt-compat": "#!/bin/sh\nset -e\n[ ! -d /run/systemd/system ] || exit 0\nexec /usr/lib/apt/apt.systemd.daily\n",
  "/etc/cron.daily/logrotate": "#!/bin/sh\n[ ! -d /run/systemd/system ] || exit 0\n/usr/sbin/logrotate /etc/logrotate.conf\n",
};

export const APT = {
  "/etc/apt/sources.list": "deb http://archive.ubuntu.com/ubuntu jammy main restricted universe multiverse\ndeb http://archive.ubuntu.com/ubuntu jammy-updates main restricted universe multiverse\ndeb http://security.ubuntu.com/ubuntu jammy-security main restricted universe multiverse\n# deb-src http://archive.ubuntu.com/ubuntu jammy main\n",
  "/etc/apt/sources.list.d/zimbra.list": "deb     [arch=amd64 signed-by=/etc/apt/trusted.gpg.d/zimbra.gpg] https://repo.zimbra.com/apt/1010 jammy zimbra\n",
};

export const LISTS = (time) => Object.fromEntries([["archive.ubuntu.com_ubuntu_dists_jammy_InRelease", -90000], ["archive.ubuntu.com_ubuntu_dists_jammy-updates_InRelease", 0], ["archive.ubuntu.com_ubuntu_dists_jammy_main_binary-amd64_Packages", -90000],
  ["archive.ubuntu.com_ubuntu_dists_jammy-updates_main_binary-amd64_Packages", 0], ["security.ubuntu.com_ubuntu_dists_jammy-security_InRelease", 0], ["security.ubuntu.com_ubuntu_dists_jammy-security_main_binary-amd64_Packages", 0],
  ["repo.zimbra.com_apt_1010_dists_jammy_InRelease", 0], ["repo.zimbra.com_apt_1010_dists_jammy_zimbra_binary-amd64_Packages", 0]].map(([name, shift]) => [name, time + shift]));

export const users = (root, more = []) => {
  const shells = [["root", 0, "/root", "/bin/bash"], ["daemon", 1, "/usr/sbin", "/usr/sbin/nologin"], ["syslog", 104, "/home/syslog", "/usr/sbin/nologin"], ["sshd", 106, "/run/sshd", "/usr/sbin/nologin"],
    ["ubuntu", 1000, "/home/ubuntu", "/bin/bash"], ["zimbra", 998, "/opt/zimbra", "/bin/bash"], ["postfix", 997, "/opt/zimbra/postfix", "/bin/sh"], ...more];
  root.put("/etc/passwd", shells.map(([name, uid, home, shell]) => `${name}:x:${uid}:${uid}:${name}:${home}:${shell}\n`).join(""));
  return shells;
};

/** `passwords`: names whose password can be used; the hash of a root is a placeholder. */
export const shadow = (root, shells, passwords) => root.put("/etc/shadow", shells.map(([name]) => `${name}:${passwords.includes(name) ? "+placeholder" : "!"}:20300:0:99999:7:::\n`).join(""), { mode: "640", group: "shadow" });

export const sshUnit = { text: "[Unit]\nDescription=OpenBSD Secure Shell server\nDocumentation=man:sshd(8) man:sshd_config(5)\nAfter=network.target auditd.service\nConditionPathExists=!/etc/ssh/sshd_not_to_be_run\n\n[Service]\nEnvironmentFile=-/etc/default/ssh\nExecStartPre=/usr/sbin/sshd -t\nExecStart=/usr/sbin/sshd -D $SSHD_OPTS\nExecReload=/usr/sbin/sshd -t\nExecReload=/bin/kill -HUP $MAINPID\nKillMode=process\nRestart=on-failure\nType=notify\nRuntimeDirectory=sshd\n\n[Install]\nWantedBy=multi-user.target\nAlias=sshd.service\n", mtime: at("2024-06-26T09:00:00Z") };

export const SSHD_CONFIG = "# This is the sshd server system-wide configuration file.  See\n# sshd_config(5) for more information.\n\nInclude /etc/ssh/sshd_config.d/*.conf\n\n#Port 22\n#PermitRootLogin prohibit-password\n#PasswordAuthentication yes\n#PermitEmptyPasswords no\n\n# Change to yes to enable challenge-response passwords (beware issues with\n# some PAM modules and threads)\nKbdInteractiveAuthentication no\n\nUsePAM yes\n\nX11Forwarding yes\nPrintMotd no\n\nAcceptEnv LANG LC_*\n\nSubsystem\tsftp\t/usr/lib/openssh/sftp-server\n";

/** Recorded on OpenSSH 9.2; 8.9 does not know these yet. */
export const SSHD_SET = { requiredrsasize: null, unusedconnectiontimeout: null, gssapikexalgorithms: null, gssapikeyexchange: null, gssapistorecredentialsonrekey: null,
  hostkey: ["/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_ecdsa_key", "/etc/ssh/ssh_host_ed25519_key"], channeltimeout: null };
