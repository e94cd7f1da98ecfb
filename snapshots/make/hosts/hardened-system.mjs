// The system below a hardened Zimbra: firewall, SSH, fail2ban, clock, integrity.
import { at } from "../seed.mjs";
import { SSHD_CONFIG } from "../tools/ubuntu.mjs";
import { installFail2ban } from "../tools/fail2ban.mjs";
import { installChrony } from "../tools/time.mjs";
import { installUbuntu } from "../tools/ubuntu-host.mjs";
import { HOST, SEED } from "./hardened-directory.mjs";
import { listenersOf, processesOf } from "./roles.mjs";
import { NOW, BOOT, INSTALLED, PATCHED, PACKAGES } from "./hardened-times.mjs";

const MANAGEMENT = "-A INPUT -s 198.51.100.0/28 -p tcp -m conntrack --ctstate NEW -m tcp --dport 22 -j ACCEPT\n";

const rules = (protocol, four) => `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -m conntrack --ctstate INVALID -j DROP
${protocol}${four ? MANAGEMENT : ""}-A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports 25,443 -j ACCEPT
COMMIT
`;

const FOUR = rules(
  "-A INPUT -p icmp -m icmp --icmp-type 3 -j ACCEPT\n-A INPUT -p icmp -m icmp --icmp-type 8 -m limit --limit 10/sec -j ACCEPT\n",
  true,
);

const SIX = rules(
  [1, 2, 3, 4, 128, 133, 134, 135, 136, 137].map((type) => `-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type ${type} -j ACCEPT\n`).join(""),
  false,
);

// fail2ban puts its chains in front of the saved rules.
const BANS = { "zimbra-audit": ["80,443,7071"], "zimbra-smtp": ["25,465,587", "198.51.100.201"], "zimbra-web": ["80,443"] };

const live = (text) =>
  text
    .replace(
      "-A INPUT -i lo",
      `${Object.keys(BANS)
        .map((name) => `:f2b-${name} - [0:0]\n`)
        .join("")}${Object.entries(BANS)
        .reverse()
        .map(([name, [ports]]) => `-A INPUT -p tcp -m multiport --dports ${ports} -j f2b-${name}\n`)
        .join("")}-A INPUT -i lo`,
    )
    .replace(
      "COMMIT",
      `${Object.entries(BANS)
        .map(
          ([name, [, address]]) =>
            `${address ? `-A f2b-${name} -s ${address}/32 -j REJECT --reject-with icmp-port-unreachable\n` : ""}-A f2b-${name} -j RETURN
`,
        )
        .join("")}COMMIT`,
    );

export const LIVE = { four: live(FOUR), six: SIX };

const SSHD = `PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
GSSAPIAuthentication no
X11Forwarding no
AllowTcpForwarding local
PermitOpen localhost:7071
Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr
MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com
KexAlgorithms sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org
HostKeyAlgorithms ssh-ed25519,rsa-sha2-512
MaxAuthTries 3
LoginGraceTime 30
`;

const JAIL = { bantime: 3600, findtime: 600, maxretry: 5, ignore: ["127.0.0.1/8", "::1", "203.0.113.20"] };

export const installSystem = (root) => {
  installUbuntu(root, {
    seed: SEED,
    host: HOST,
    address: "203.0.113.20",
    pro: true,
    packages: {
      zimbra: PACKAGES,
      kernels: [["linux-image-5.15.0-157-generic", "5.15.0-157.167"]],
      listed: at("2026-09-01T04:12:00Z"),
      versions: {
        chrony: "4.2-2ubuntu2",
        fail2ban: "0.11.2-6",
        "iptables-persistent": "1.0.16",
        "netfilter-persistent": "1.0.16",
        aide: "0.17.4-1",
        "aide-common": "0.17.4-1",
        ufw: null,
        "systemd-timesyncd": null,
        "rsyslog-openssl": "8.2112.0-2ubuntu2.2",
      },
    },
    ssh: {
      main: SSHD_CONFIG.replace("X11Forwarding yes\n", ""),
      files: { "/etc/ssh/sshd_config.d/00-hardening.conf": SSHD },
      time: BOOT - 86400 * 20,
      keys: {
        "/home/ubuntu/.ssh/authorized_keys":
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA admin-one\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB admin-two\n",
      },
      set: {
        passwordauthentication: "no",
        kbdinteractiveauthentication: "no",
        permitrootlogin: "no",
        gssapiauthentication: "no",
        x11forwarding: "no",
        allowtcpforwarding: "local",
        permitopen: "localhost:7071",
        maxauthtries: "3",
        logingracetime: "30",
        hostkeyalgorithms: "ssh-ed25519,rsa-sha2-512",
        ciphers: "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr",
        macs: "hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com,umac-128-etm@openssh.com",
        kexalgorithms: "sntrup761x25519-sha512@openssh.com,curve25519-sha256,curve25519-sha256@libssh.org",
        pubkeyacceptedalgorithms: "ssh-ed25519,rsa-sha2-512,rsa-sha2-256",
        hostbasedacceptedalgorithms: "ssh-ed25519,rsa-sha2-512",
        casignaturealgorithms: "ssh-ed25519,rsa-sha2-512",
      },
    },
    links: [
      {
        name: "ens3",
        v4: ["203.0.113.20/24"],
        v6: ["2001:db8:60::20/64", "fe80::5054:ff:fe1a:2b02/64"],
        gateway: "203.0.113.1",
        gateway6: "2001:db8:60::1",
      },
    ],
    resolv: "nameserver 127.0.0.1\nsearch example.com\n",
    hosts: `127.0.0.1 localhost\n203.0.113.20 ${HOST} mail\n2001:db8:60::20 ${HOST} mail\n`,
    firewall: { ...LIVE, recorded: "hardened" },
    units: {
      "ufw.service": ["inactive", "", "not-found"],
      "systemd-timesyncd.service": ["inactive", "", "not-found"],
      "chrony.service": ["active", "enabled"],
      "netfilter-persistent.service": ["active", "enabled"],
      "fail2ban.service": ["active", "enabled"],
      "dailyaidecheck.timer": ["active", "enabled"],
    },
    timers: [
      [
        "Wed 2026-09-02 01:14:00 UTC",
        "19h left",
        "Tue 2026-09-01 01:22:41 UTC",
        "4h 37min ago",
        "dailyaidecheck.timer",
        "dailyaidecheck.service",
      ],
    ],
    cron: { "/etc/cron.daily/chkrootkit": "#!/bin/sh\nexit 0\n" },
    processes: processesOf({
      zimbra: BOOT + 60,
      boot: BOOT,
      uids: {},
      extra: [
        ["chronyd", 640, 113, BOOT + 5],
        ["fail2ban-server", 901, 0, BOOT + 9],
      ],
    }),
    listeners: [
      ...listenersOf({
        own: "203.0.113.20",
        memcached: "127.0.0.1",
        admin: "127.0.0.1",
        proxy: [443],
        ssh: ["0.0.0.0:22", "[::]:22"],
      }).filter(([, local]) => !/:(465|587|7110|7143|7993|7995)$/.test(local) && !local.includes("127.0.0.53")),
      ["udp", "127.0.0.1:323", "chronyd", 640],
      ["udp", "[::1]:323", "chronyd", 640],
    ],
    mounts: ["/opt/zimbra/backup   backup.example.net:/export/zimbra nfs4   rw,relatime,vers=4.2,sec=krb5p"],
  });
  root.put("/etc/iptables/rules.v4", `# Generated by iptables-save v1.8.7 on Sun Aug 16 02:00:00 2026\n${FOUR}# Completed\n`, {
    mode: "640",
  });
  root.put("/etc/iptables/rules.v6", `# Generated by ip6tables-save v1.8.7 on Sun Aug 16 02:00:00 2026\n${SIX}# Completed\n`, {
    mode: "640",
  });
  installChrony(root, {
    reference: "C0000201 (192.0.2.1)",
    stratum: 3,
    offset: "0.000021433",
    sources: [
      ["^*", "192.0.2.1", 2, 6, 377, 41, "  +21us[  +24us] +/- 4127us"],
      ["^+", "192.0.2.2", 2, 6, 377, 43, " -102us[  -99us] +/- 5120us"],
      ["^+", "192.0.2.3", 2, 6, 377, 40, "  +88us[  +91us] +/- 4881us"],
    ],
    config: `server 192.0.2.1 iburst
server 192.0.2.2 iburst
server 192.0.2.3 iburst
makestep 1.0 3
rtcsync
driftfile /var/lib/chrony/chrony.drift
`,
  });
  installFail2ban(root, {
    sshd: { ...JAIL, log: ["/var/log/auth.log"], port: "ssh", total: 4 },
    "zimbra-smtp": {
      ...JAIL,
      log: ["/var/log/zimbra.log"],
      port: "25,465,587",
      total: 51,
      banned: ["198.51.100.201"],
      bans: 9,
      regex: "SASL LOGIN authentication failed",
    },
    "zimbra-web": {
      ...JAIL,
      log: ["/opt/zimbra/log/mailbox.log"],
      port: "80,443",
      total: 88,
      bans: 12,
      regex: "oip=<HOST>.*authentication failed",
    },
    "zimbra-audit": {
      ...JAIL,
      log: ["/opt/zimbra/log/audit.log"],
      port: "80,443,7071",
      total: 17,
      bans: 3,
      regex: "cmd=(Auth|AdminAuth).*oip=<HOST>",
    },
  });
  for (const [path, mtime] of [
    ["/var/lib/aide/aide.db", PATCHED + 7200],
    ["/var/lib/aide/aide.db.new", NOW - 16800],
    ["/etc/aide/aide.conf", INSTALLED],
    ["/var/log/aide/aide.log", NOW - 16700],
  ])
    root.put(path, "", { size: 9120331, mtime, mode: "600" });
};
