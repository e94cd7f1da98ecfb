// Interfaces, addresses, routes, listeners and the kernel's network switches.
const MAC = "52:54:00:1a:2b:";

const LIFE = "valid_lft forever preferred_lft forever";
const scopeOf = (name, address) => (address.startsWith("fe80") ? "link" : name === "lo" ? "host" : "global");

/** `ip -o addr` puts a backslash where the line would break. */
const addressLines = ({ name, v4, v6 = [] }, index) => [
  ...v4.map((one) => {
    const range = name === "lo" ? "" : ` brd ${broadcast(one)}`;
    return `${index + 1}: ${name}    inet ${one}${range} scope ${scopeOf(name, one)} ${name}\\       ${LIFE}\n`;
  }),
  ...v6.map((one) => `${index + 1}: ${name}    inet6 ${one} scope ${scopeOf(name, one)} \\       ${LIFE}\n`),
];

const linkLine = ({ name }, index) => {
  const [flags, mtu, queue, state, kind, own, all] =
    name === "lo"
      ? ["LOOPBACK", 65536, "noqueue", "UNKNOWN", "loopback", "00:00:00:00:00:00", "00:00:00:00:00:00"]
      : ["BROADCAST,MULTICAST", 1500, "fq_codel", "UP", "ether", `${MAC}${String(index).padStart(2, "0")}`, "ff:ff:ff:ff:ff:ff"];
  const words = `mtu ${mtu} qdisc ${queue} state ${state} mode DEFAULT group default qlen 1000`;
  return `${index + 1}: ${name}: <${flags},UP,LOWER_UP> ${words}\\    link/${kind} ${own} brd ${all}\n`;
};

const interfaceLine = (name, index, address) => {
  const scope = { link: "20", host: "10", global: "00" }[scopeOf(name, address)];
  const [words, length] = address.split("/");
  return `${hex6(words)} ${(index + 1).toString(16).padStart(2, "0")} ${Number(length).toString(16)} ${scope} 80 ${name.padStart(8)}\n`;
};

/** `links`: [{name, v4: ["203.0.113.10/24"], v6: [...], gateway}] beside lo. */
export const installNetwork = (root, { links, resolv, hosts, v6 = true, tables = [] }) => {
  const all = [{ name: "lo", v4: ["127.0.0.1/8"], v6: v6 ? ["::1/128"] : [] }, ...links];
  const addr = all.flatMap(addressLines).join("");
  const link = all.map(linkLine).join("");
  const four = links.flatMap(({ name, v4, gateway }) => [
    ...(gateway ? [`default via ${gateway} dev ${name} proto static \n`] : []),
    ...v4.map((one) => `${network(one)} dev ${name} proto kernel scope link src ${one.split("/")[0]} \n`),
  ]);
  const local = all.flatMap(({ name, v4 }) =>
    v4.map((one) => `local ${one.split("/")[0]} dev ${name} table local proto kernel scope host src ${one.split("/")[0]} \n`),
  );
  const six = links.flatMap(({ name, v6: list = [], gateway6 }) => [
    ...list.map((one) => `${prefix(one)} dev ${name} proto kernel metric 256 pref medium\n`),
    ...(gateway6 ? [`default via ${gateway6} dev ${name} proto static metric 1024 pref medium\n`] : []),
  ]);
  root.tool("/usr/sbin/ip", [
    { when: "-o addr", out: addr },
    { when: "-o link", out: link },
    {
      when: "-o -4 addr show scope global",
      out: addr
        .split("\n")
        .filter((line) => / inet .* scope global /.test(line))
        .map((line) => `${line}\n`)
        .join(""),
    },
    { when: "route show table all", out: [...four, ...local].join("") },
    { when: "-6 route show table all", out: v6 ? [`::1 dev lo proto kernel metric 256 pref medium\n`, ...six].join("") : "" },
    { when: "rule", out: "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n" },
    { when: "-6 rule", out: v6 ? "0:\tfrom all lookup local\n32766:\tfrom all lookup main\n" : "" },
  ]);
  root.tool("/usr/sbin/tc", [{ out: "" }]);
  for (const name of ["all", "default", ...all.map((one) => one.name)]) {
    if (v6) root.kernel(`/proc/sys/net/ipv6/conf/${name}/disable_ipv6`, "0\n");
    root.kernel(`/proc/sys/net/ipv4/conf/${name}/rp_filter`, name === "lo" ? "0\n" : "2\n");
    root.kernel(`/proc/sys/net/ipv4/conf/${name}/route_localnet`, "0\n");
  }
  root.kernel("/proc/net/ip_tables_names", tables.map((name) => `${name}\n`).join(""));
  root.kernel("/proc/net/ip6_tables_names", tables.map((name) => `${name}\n`).join(""));
  if (v6) {
    root.kernel("/proc/sys/net/ipv6/bindv6only", "0\n");
    const inet6 = all.flatMap(({ name, v6: list = [] }, index) => list.map((one) => interfaceLine(name, index, one)));
    root.kernel("/proc/net/if_inet6", inet6.join(""));
  }
  root.put("/etc/resolv.conf", resolv);
  root.put("/etc/hosts", hosts);
};

const numberOf = (address) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
const dotted = (number) => [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
const split = (cidr) => {
  const [address, length] = cidr.split("/");
  const size = 2 ** (32 - Number(length));
  return { length, first: Math.floor(numberOf(address) / size) * size, size };
};
const network = (cidr) => {
  const { first, length } = split(cidr);
  return `${dotted(first)}/${length}`;
};
const broadcast = (cidr) => {
  const { first, size } = split(cidr);
  return dotted(first + size - 1);
};
const groups = (address) => {
  const [head, tail] = address.split("::").map((part) => (part === "" ? [] : part.split(":")));
  return tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
};
const hex6 = (address) =>
  groups(address)
    .map((group) => group.padStart(4, "0"))
    .join("");
const prefix = (cidr) => {
  const [address, length] = cidr.split("/");
  return Number(length) === 64 ? `${groups(address).slice(0, 4).join(":")}::/64` : cidr;
};

/** `listeners`: [protocol, address:port, program, pid] in the order in which the kernel has them. */
export const installListeners = (root, listeners, { header = false } = {}) => {
  const rows = listeners.map(([protocol, local, program, pid], index) => {
    const wild = local.startsWith("[") || local.startsWith("*") ? (local.startsWith("*") ? "*:*" : "[::]:*") : "0.0.0.0:*";
    return [
      protocol,
      protocol === "udp" ? "UNCONN" : "LISTEN",
      "0",
      protocol === "udp" ? "0" : program === "sshd" ? "128" : program === "java" ? "100" : program === "nginx" ? "511" : "100",
      local,
      wild,
      `users:(("${program}",pid=${pid},fd=${5 + ((index * 7) % 90)}))`,
    ];
  });
  const titles = ["Netid", "State", "Recv-Q", "Send-Q", "Local Address:Port", "Peer Address:Port", "Process"];
  const widths = titles.map((title, index) => Math.max(...rows.map((row) => row[index].length), header ? title.length : 0));
  const line = (row) =>
    `${row
      .map((cell, index) => (index === 4 || index === 5 ? cell.padStart(widths[index]) : cell.padEnd(widths[index])))
      .join(" ")
      .trimEnd()}\n`;
  root.tool("/usr/bin/ss", [
    { when: header ? "-lntup" : "-H -lntup", out: [...(header ? [titles] : []), ...rows].map(line).join(""), ms: 30 },
    ...(header ? [{ when: "-H -lntup", err: "ss: invalid option -- 'H'\n", exit: 255 }] : []),
  ]);
};
