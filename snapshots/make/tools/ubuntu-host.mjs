// A whole Ubuntu server but Zimbra: kernel, packages, units, network, firewall, SSH, clock, logs.
import { hexOf, idOf } from "../seed.mjs";
import { installFirewall } from "./firewall.mjs";
import { installListeners, installNetwork } from "./network.mjs";
import { installDpkg } from "./packages.mjs";
import { installKernel, installProcesses } from "./processes.mjs";
import { DEBIAN_PAM, installSshd } from "./sshd.mjs";
import { installTimedatectl } from "./time.mjs";
import * as ubuntu from "./ubuntu.mjs";
import { VERSIONS } from "./ubuntu-versions.mjs";
import { installUnits } from "./units.mjs";

const PRO = (attached) =>
  `${JSON.stringify({
    attached,
    expires: attached ? "2027-05-01T00:00:00+00:00" : null,
    services: ["esm-apps", "esm-infra", "livepatch"].map((name) => ({
      available: "yes",
      name,
      status: attached && name !== "livepatch" ? "enabled" : "disabled",
    })),
  })}\n`;

const TOOLCHAIN = "gcc (Ubuntu 11.4.0-1ubuntu1~22.04.2) 11.4.0, GNU ld (GNU Binutils for Ubuntu) 2.38";
const BUILD = "#167-Ubuntu SMP Wed Aug 5 12:01:34 UTC 2026";

const installBase = (root, { seed, host, kernel = "5.15.0-157", pro = false, virt = "kvm", capabilities }) => {
  const short = host.split(".")[0];
  installKernel(root, {
    name: short,
    machineId: hexOf(32, seed, host, "machine"),
    bootId: idOf(seed, host, "boot"),
    virt,
    ...(capabilities ? { capabilities } : {}),
    uname: `Linux ${short} ${kernel}-generic ${BUILD} x86_64 x86_64 x86_64 GNU/Linux`,
    version: `Linux version ${kernel}-generic (buildd@lcy02-amd64-088) (${TOOLCHAIN}) ${BUILD}`,
    cmdline: `BOOT_IMAGE=/vmlinuz-${kernel}-generic root=/dev/mapper/ubuntu--vg-ubuntu--lv ro`,
    entropy: 256,
    poolsize: 256,
    flags: "rdrand rdseed",
  });
  for (const [path, text] of Object.entries(ubuntu.RELEASE)) root.put(path, text);
  root.put("/var/lib/ubuntu-advantage/status.json", PRO(pro));
};

const installUfw = (root) => {
  root.put("/etc/ufw/ufw.conf", "# /etc/ufw/ufw.conf\n#\nENABLED=no\nLOGLEVEL=low\n");
  root.put("/etc/default/ufw", 'IPV6=yes\nDEFAULT_INPUT_POLICY="DROP"\nDEFAULT_OUTPUT_POLICY="ACCEPT"\nDEFAULT_FORWARD_POLICY="DROP"\n');
  root.tool("/usr/sbin/ufw", [{ when: "status verbose", out: "Status: inactive\n" }]);
};

const sshFiles = (files, time, main = ubuntu.SSHD_CONFIG) => ({
  "/etc/ssh/sshd_config": { text: main, mtime: time },
  ...Object.fromEntries(Object.entries(files).map(([path, text]) => [path, { text, mode: "600", mtime: time }])),
  "/lib/systemd/system/ssh.service": ubuntu.sshUnit,
});

export const installUbuntu = (root, of) => {
  const { seed, host, address, packages, ssh, processes, listeners } = of;
  installBase(root, of);
  installDpkg(root, {
    versions: { ...VERSIONS, ...packages.versions },
    zimbra: packages.zimbra,
    kernels: packages.kernels,
    pending: packages.pending ?? [],
    held: packages.held ?? [],
    apt: { ...ubuntu.APT, ...packages.apt },
    lists: ubuntu.LISTS(packages.listed),
  });
  const shells = ubuntu.users(root, of.users);
  ubuntu.shadow(root, shells, ssh.passwords ?? []);
  for (const [path, text] of Object.entries(ssh.keys ?? {})) root.put(path, text, { mode: "600" });
  installUnits(root, {
    units: { ...ubuntu.UNITS, ...of.units },
    files: ubuntu.UNIT_FILES,
    timers: [...ubuntu.TIMERS, ...(of.timers ?? [])],
  });
  for (const [path, text] of Object.entries({ ...ubuntu.CRON, ...of.cron })) root.put(path, text);
  installTimedatectl(root, { ntp: true, synchronized: true });
  installNetwork(root, {
    links: of.links,
    resolv: of.resolv ?? "nameserver 127.0.0.53\noptions edns0 trust-ad\nsearch example.com\n",
    hosts: of.hosts ?? `127.0.0.1 localhost\n${address} ${host} ${host.split(".")[0]}\n`,
  });
  installFirewall(root, of.firewall ?? {});
  installUfw(root);
  const daemon = installSshd(root, {
    set: { ...ubuntu.SSHD_SET, ...ssh.set },
    matches: ssh.matches ?? [],
    pam: DEBIAN_PAM,
    pid: 761,
    started: root.boot + 6,
    files: sshFiles(ssh.files, ssh.time ?? root.boot - 900, ssh.main),
  });
  installProcesses(root, [daemon, ...processes]);
  installListeners(root, listeners);
  root.dir("/var/log/journal", { group: "systemd-journal", mode: "2755" });
  root.tool("/usr/bin/findmnt", [
    {
      when: "-l",
      out: `${[
        "TARGET              SOURCE                            FSTYPE OPTIONS",
        "/                   /dev/mapper/ubuntu--vg-ubuntu--lv ext4   rw,relatime",
        "/boot               /dev/vda2                         ext4   rw,relatime",
        "/run                tmpfs                             tmpfs  rw,nosuid,nodev,noexec,relatime,size=1639392k,mode=755",
        ...(of.mounts ?? []),
      ].join("\n")}
`,
    },
  ]);
  return { seed };
};
