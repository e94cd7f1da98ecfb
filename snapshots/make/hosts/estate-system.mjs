// The system below each server of the estate.
import { at } from "../seed.mjs";
import { installFail2ban } from "../tools/fail2ban.mjs";
import { installChrony } from "../tools/time.mjs";
import { installUbuntu } from "../tools/ubuntu-host.mjs";
import { SEED, SERVERS } from "./estate-servers.mjs";
import { listenersOf, processesOf } from "./roles.mjs";
import { QUIRKS, rulesOf } from "./estate-quirks.mjs";
import { PATCHED } from "./estate-times.mjs";

export const installSystem = (root, host, packages) => {
  const { name, roles, inside, outside, outside6 } = host;
  const quirk = QUIRKS[name] ?? {};
  const rules = rulesOf(host);
  const own = { roles: [...roles], boot: root.boot, zimbra: PATCHED + 900 };
  installUbuntu(root, {
    seed: SEED,
    host: name,
    address: inside,
    virt: "vmware",
    packages: {
      zimbra: packages,
      kernels: [["linux-image-5.15.0-157-generic", "5.15.0-157.167"]],
      listed: at("2026-09-01T03:12:00Z"),
      pending: quirk.pending ?? [],
      held: packages.map(([one]) => one).filter((one) => one === "zimbra-core"),
      versions: {
        chrony: "4.2-2ubuntu2",
        "systemd-timesyncd": null,
        "iptables-persistent": "1.0.16",
        "netfilter-persistent": "1.0.16",
        ...(outside ? { fail2ban: "0.11.2-6" } : {}),
        ...(quirk.pending ? { openssl: "3.0.2-0ubuntu1.22" } : {}),
        ...(roles.includes("mta") ? {} : { pax: null }),
      },
    },
    ssh: {
      set: { passwordauthentication: "no", permitrootlogin: "no" },
      files: { "/etc/ssh/sshd_config.d/10-site.conf": `PasswordAuthentication no\nPermitRootLogin no\n${quirk.sshFile ?? ""}` },
      time: root.boot - 86400,
      keys: { "/home/ubuntu/.ssh/authorized_keys": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC operations\n" },
      matches: quirk.ssh ? [{ pattern: "*,addr=10.*", changes: quirk.ssh }] : [],
    },
    links: [
      { name: "ens192", v4: [`${inside}/24`], gateway: outside ? undefined : "10.30.0.1" },
      ...(outside
        ? [{ name: "ens224", v4: [`${outside}/24`], v6: [`${outside6}/64`], gateway: "203.0.113.1", gateway6: "2001:db8:70::1" }]
        : []),
    ],
    hosts: `127.0.0.1 localhost
${SERVERS.map((one) => `${one.inside} ${one.name} ${one.name.split(".")[0]}\n`).join("")}`,
    resolv: roles.includes("mta") ? "nameserver 127.0.0.1\nsearch example.com\n" : "nameserver 10.30.0.2\nsearch example.com\n",
    firewall: { ...rules, ...(rules.four ? { recorded: `estate-${name.split(".")[0]}` } : {}) },
    units: {
      "ufw.service": ["inactive", "disabled"],
      "systemd-timesyncd.service": ["inactive", "", "not-found"],
      "chrony.service": ["active", "enabled"],
      ...(rules.four ? { "netfilter-persistent.service": ["active", "enabled"] } : {}),
      ...(outside ? { "fail2ban.service": ["active", "enabled"] } : {}),
    },
    processes: processesOf({
      ...own,
      extra: [["chronyd", 640, 113, root.boot + 5], ...(outside ? [["fail2ban-server", 901, 0, root.boot + 9]] : [])],
    }),
    listeners: listenersOf({
      roles,
      own: inside,
      memcached: inside,
      proxy: [80, 143, 443, 993],
      extra: [["udp", "127.0.0.1:323", "chronyd", 640]],
    }),
    mounts: roles.includes("store") ? ["/opt/zimbra/backup   /dev/mapper/backup-zimbra           ext4   rw,relatime"] : [],
  });
  if (rules.four) root.put("/etc/iptables/rules.v4", rules.four, { mode: "640" });
  if (rules.six) root.put("/etc/iptables/rules.v6", rules.six, { mode: "640" });
  installChrony(root, {
    reference: "0A1E0002 (10.30.0.2)",
    stratum: 3,
    offset: "0.000101233",
    sources: [
      ["^*", "10.30.0.2", 2, 6, 377, 22, " +101us[ +104us] +/- 2127us"],
      ["^+", "10.30.0.3", 2, 6, 377, 25, " -202us[ -199us] +/- 3120us"],
    ],
    config: "server 10.30.0.2 iburst\nserver 10.30.0.3 iburst\nmakestep 1.0 3\nrtcsync\ndriftfile /var/lib/chrony/chrony.drift\n",
  });
  if (outside)
    installFail2ban(root, {
      sshd: { log: ["/var/log/auth.log"], port: "ssh", bantime: 600, findtime: 600, maxretry: 5, ignore: ["127.0.0.1/8", "10.30.0.0/24"] },
      ...(roles.includes("mta")
        ? {
            "postfix-sasl": {
              log: ["/var/log/zimbra.log"],
              port: "25,465,587",
              total: 9112,
              bans: 211,
              bantime: 3600,
              findtime: 600,
              maxretry: 5,
              ignore: ["127.0.0.1/8", "10.30.0.0/24"],
            },
          }
        : {}),
    });
};
