// The system below a neglected Zimbra: old packages, a firewall with a hole, a vendor's drop-in for SSH.
import { installCentos } from "../tools/centos-host.mjs";
import { row } from "../tools/centos-packages.mjs";
import { SSHD_CONFIG } from "../tools/ubuntu.mjs";
import { at } from "../seed.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { HOST, SEED } from "./neglected-names.mjs";
import { listenersOf, processesOf } from "./roles.mjs";
import { BOOT, UPDATED, PATCHED } from "./neglected-times.mjs";

const PATCHES = { "zimbra-patch": "8.8.15.p30", "zimbra-mta-patch": "8.8.15.p26", "zimbra-proxy-patch": "8.8.15.p33" };

const ZIMBRA = packagesOf("8.8", {
  base: "8.8.15_GA_3869.RHEL7_64",
  patch: "8.8.15.p30",
  patches: PATCHES,
  tag: "r7",
  build: "1651350000",
});

const zimbraRows = ZIMBRA.map(([name, version]) => {
  const at1 = version.lastIndexOf("-");
  const [number, release] = version.includes("_GA_") ? [version, "20190918004220"] : [version.slice(0, at1), version.slice(at1 + 1)];
  return row(name, number, release, PATCHED, { key: "(none)" });
});

// Built by somebody, since the distribution's own has no Include.
const openssh = ["openssh", "openssh-server", "openssh-clients"].map((name) =>
  row(name, "8.7p1", "1.el7", at("2021-11-05T11:20:00Z"), { key: "(none)" }),
);

const kernels = [
  ["kernel", "3.10.0", "1127.19.1.el7"],
  ["kernel", "3.10.0", "1160.66.1.el7"],
].map(([name, version, release], index) => row(name, version, release, UPDATED - (1 - index) * 40000000));

const FIREWALL = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [194417721:88211765302]
:f2b-sshd - [0:0]
-A INPUT -p tcp -m multiport --dports 22 -j f2b-sshd
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 7000:8000 -m comment --comment "mailbox, was only for the migration" -j ACCEPT
-A INPUT -p tcp -m multiport --dports 25,80,110,143,389,443,465,587,993,995,9071,11211 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A INPUT -s 10.0.0.0/8 -p tcp -m tcp --dport 3306 -j ACCEPT
-A FORWARD -j REJECT --reject-with icmp-host-prohibited
-A f2b-sshd -s 203.0.113.77/32 -j REJECT --reject-with icmp-port-unreachable
-A f2b-sshd -j RETURN
COMMIT
`;

const VERIFY = `S.5....T.  c /etc/ssh/sshd_config
S.5....T.  c /etc/sudoers
S.5....T.    /opt/zimbra/jetty_base/webapps/zimbra/public/login.jsp
SM5....T.  c /etc/rsyslog.conf
`;

const UPDATES = `
bash.x86_64                       4.2.46-35.el7_9                 updates
kernel.x86_64                     3.10.0-1160.119.1.el7           updates
openssl.x86_64                    1:1.0.2k-26.el7_9               updates
openssl-libs.x86_64               1:1.0.2k-26.el7_9               updates
sudo.x86_64                       1.8.23-10.el7_9.3               updates
zimbra-patch.x86_64               8.8.15.1702000000.p46-1.r7      zimbra-8815-oss
`;

const REPOSITORY = (id, url, enabled) => `[${id}]\nname=${id}\n${url}\ngpgcheck=1\nenabled=${enabled}\n\n`;

export const installSystem = (root) =>
  installCentos(root, {
    seed: SEED,
    host: HOST,
    address: "10.20.0.5",
    kernel: "3.10.0-1127.19.1.el7.x86_64",
    packages: {
      installed: UPDATED,
      more: [...openssh, ...kernels, ...zimbraRows, row("wkhtmltox", "0.12.6", "1.centos7", UPDATED, { key: "(none)" })],
      kernels: ["kernel 0:3.10.0-1127.19.1.el7.x86_64 1610000000", "kernel 0:3.10.0-1160.66.1.el7.x86_64 1655600400"],
      verify: VERIFY,
      updates: UPDATES,
      repositories: {
        "/etc/yum.repos.d/CentOS-Base.repo":
          REPOSITORY("base", "baseurl=http://vault.centos.org/7.9.2009/os/$basearch/", 1) +
          REPOSITORY("updates", "baseurl=http://vault.centos.org/7.9.2009/updates/$basearch/", 1),
        "/etc/yum.repos.d/zimbra.repo":
          REPOSITORY("zimbra", "baseurl=https://repo.zimbra.com/rpm/87/rhel7", 1) +
          REPOSITORY("zimbra-8815-oss", "baseurl=https://repo.zimbra.com/rpm/8815/rhel7", 0),
        "/etc/yum.conf": "[main]\ncachedir=/var/cache/yum/$basearch/$releasever\nkeepcache=0\ngpgcheck=1\nexclude=kernel* zimbra-*\n",
      },
      repomd: { "/var/cache/yum/x86_64/7/base/repomd.xml": UPDATED + 3600, "/var/cache/yum/x86_64/7/updates/repomd.xml": UPDATED + 3600 },
      reboot: {
        exit: 1,
        text: `Core libraries or services have been updated:
  kernel -> 3.10.0-1160.66.1.el7
  openssl-libs -> 1:1.0.2k-25.el7_9

Reboot is required to ensure that your system benefits from these updates.
`,
      },
    },
    ssh: {
      passwords: ["root", "support", "vendor"],
      keys: { "/root/.ssh/authorized_keys": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB old\nssh-dss AAAAB3NzaC1kc3MAAACBAP older\n" },
      set: {
        permitrootlogin: "yes",
        kbdinteractiveauthentication: "yes",
        gssapiauthentication: "yes",
        requiredrsasize: null,
        unusedconnectiontimeout: null,
        gssapikexalgorithms: null,
        gssapikeyexchange: null,
        gssapistorecredentialsonrekey: null,
        ciphers: "aes128-ctr,aes192-ctr,aes256-ctr,aes128-cbc,3des-cbc",
        macs: "hmac-sha2-256,hmac-sha1,umac-64@openssh.com,hmac-md5",
        kexalgorithms: "curve25519-sha256,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1",
        hostkey: ["/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_ecdsa_key"],
      },
      files: {
        "/etc/ssh/sshd_config": {
          text: SSHD_CONFIG.replace("KbdInteractiveAuthentication no", "PasswordAuthentication no\nPermitRootLogin no"),
          mtime: at("2026-03-02T09:12:00Z"),
        },
        "/etc/ssh/sshd_config.d/50-vendor.conf": {
          text: `# support access, remove after go-live
PasswordAuthentication yes
PermitRootLogin yes
KbdInteractiveAuthentication yes
GSSAPIAuthentication yes
Ciphers aes128-ctr,aes192-ctr,aes256-ctr,aes128-cbc,3des-cbc
MACs hmac-sha2-256,hmac-sha1,umac-64@openssh.com,hmac-md5
KexAlgorithms curve25519-sha256,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1
`,
          mtime: at("2021-11-05T12:00:00Z"),
        },
      },
    },
    cron: {
      "/etc/crontab": "SHELL=/bin/bash\nPATH=/sbin:/bin:/usr/sbin:/usr/bin\nMAILTO=root\n",
      "/etc/cron.d/0hourly":
        "SHELL=/bin/bash\nPATH=/sbin:/bin:/usr/sbin:/usr/bin\nMAILTO=root\n01 * * * * root run-parts /etc/cron.hourly\n",
      "/etc/cron.d/zimbra-backup": "#0 1 * * 6 root /usr/local/sbin/zmbackup-site.sh full\n",
      "/etc/cron.daily/logrotate": "#!/bin/sh\n/usr/sbin/logrotate -s /var/lib/logrotate/logrotate.status /etc/logrotate.conf\n",
    },
    links: [
      { name: "ens192", v4: ["10.20.0.5/24"], gateway: "10.20.0.1" },
      { name: "ens224", v4: ["198.51.100.25/24"], v6: ["2001:db8:88::25/64"], gateway6: "2001:db8:88::1" },
    ],
    resolv: "search example.com\nnameserver 8.8.8.8\nnameserver 1.1.1.1\n",
    firewall: {
      four: FIREWALL,
      six: "",
      files: {
        "/etc/sysconfig/iptables": `# sample configuration for iptables service\n${FIREWALL}`,
        "/etc/sysconfig/ip6tables": "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
      },
    },
    processes: processesOf({
      zimbra: BOOT + 120,
      boot: BOOT,
      uids: { syslog: 0 },
      extra: [
        ["chronyd", 901, 996, BOOT + 8],
        ["ntpd", 905, 38, BOOT + 8],
        ["fail2ban-server", 1180, 0, BOOT + 10],
      ],
      gone: { java: ["/usr/lib64/libc-2.17.so", "/usr/lib64/libnss3.so"], master: ["/usr/lib64/libssl.so.1.0.2k"] },
    }),
    listeners: [
      ...listenersOf({
        own: "0.0.0.0",
        java: "0.0.0.0",
        ssh: ["0.0.0.0:22", "[::]:22"],
        sshPid: 1121,
        proxy: [80, 110, 143, 443, 993, 995, 9071],
        extra: [["tcp", "0.0.0.0:8080", "java", 2514]],
      }).filter(([, local]) => !local.includes("127.0.0.53")),
      ["udp", "0.0.0.0:123", "ntpd", 905],
      ["udp", "127.0.0.1:323", "chronyd", 901],
    ],
    jails: {
      sshd: {
        log: ["/var/log/secure"],
        failed: 3,
        total: 8812,
        banned: ["203.0.113.77"],
        bans: 1402,
        bantime: 300,
        findtime: 600,
        maxretry: 25,
        ignore: ["127.0.0.1/8", "10.0.0.0/8", "198.51.100.0/22"],
        port: "22",
      },
    },
    ntp: [
      " 10.20.0.1       .INIT.          16 u    - 1024    0    0.000    0.000   0.000",
      " 192.0.2.123     .INIT.          16 u    - 1024    0    0.000    0.000   0.000",
    ],
  });
