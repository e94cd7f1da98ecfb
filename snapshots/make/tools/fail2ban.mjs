// fail2ban-client: status, questions about jails, and the dump of the configuration.
const list = (values) => values.map((value, index) => `${index === values.length - 1 ? "`-" : "|-"} ${value}\n`).join("");

const actionOf = (name, port, bantime) =>
  Object.entries({
    actionstart: `<iptables> -N f2b-${name}`,
    actionban: `<iptables> -I f2b-${name} 1 -s <ip> -j <blocktype>`,
    name,
    port,
    protocol: "tcp",
    chain: "INPUT",
    blocktype: "REJECT --reject-with icmp-port-unreachable",
    bantime,
  })
    .map(([key, value]) => `['${key}', '${value}']`)
    .join(", ");

/** `jails`: name to {log, failed, total, banned, bans, bantime, findtime, maxretry, ignore, port, action}. */
export const installFail2ban = (root, jails) => {
  const names = Object.keys(jails);
  const answers = [{ when: "status", out: `Status\n|- Number of jail:\t${names.length}\n\`- Jail list:\t${names.join(", ")}\n`, ms: 180 }];
  const dump = [
    "['set', 'syslogsocket', 'auto']\n",
    "['set', 'loglevel', 'INFO']\n",
    "['set', 'logtarget', '/var/log/fail2ban.log']\n",
    "['set', 'dbfile', '/var/lib/fail2ban/fail2ban.sqlite3']\n",
    "['set', 'dbpurgeage', '1d']\n",
  ];
  for (const [name, jail] of Object.entries(jails)) {
    const {
      log,
      failed = 0,
      total = 0,
      banned = [],
      bans = banned.length,
      bantime,
      findtime,
      maxretry,
      ignore = [],
      port,
      action = "iptables-multiport",
      regex = "authentication failed",
    } = jail;
    answers.push({
      when: `status ${name}`,
      ms: 170,
      out: `Status for the jail: ${name}
|- Filter
|  |- Currently failed:\t${failed}
|  |- Total failed:\t${total}
|  \`- File list:\t${log.join(" ")}
\`- Actions
   |- Currently banned:\t${banned.length}
   |- Total banned:\t${bans}
   \`- Banned IP list:\t${banned.join(" ")}
`,
    });
    const facts = {
      bantime: `${bantime}\n`,
      findtime: `${findtime}\n`,
      maxretry: `${maxretry}\n`,
      actions: `The jail ${name} has the following actions:\n${action}\n`,
      ignoreip: ignore.length === 0 ? "No IP address/network is ignored\n" : `These IP addresses/networks are ignored:\n${list(ignore)}`,
      logpath: `Current monitored log file(s):\n${list(log)}`,
    };
    for (const [word, out] of Object.entries(facts)) answers.push({ when: `get ${name} ${word}`, out, ms: 160 });
    dump.push(
      `['add', '${name}', 'auto']\n`,
      `['set', '${name}', 'usedns', 'warn']\n`,
      `['set', '${name}', 'addfailregex', '^.*${regex}.*<HOST>.*$']\n`,
      `['set', '${name}', 'maxretry', ${maxretry}]\n`,
      `['set', '${name}', 'bantime', '${bantime}']\n`,
      `['set', '${name}', 'findtime', '${findtime}']\n`,
      ...ignore.map((one) => `['set', '${name}', 'addignoreip', '${one}']\n`),
      ...log.map((path) => `['set', '${name}', 'addlogpath', '${path}', 'head']\n`),
      `['set', '${name}', 'addaction', '${action}']\n`,
      `['multi-set', '${name}', 'action', '${action}', [${actionOf(name, port, bantime)}]]\n`,
      `['start', '${name}']\n`,
    );
  }
  answers.push({ when: "-d", out: dump.join(""), ms: 400 });
  root.tool("/usr/bin/fail2ban-client", answers);
  root.put("/var/log/fail2ban.log", "", { size: 51022, mtime: root.now - 900, mode: "600" });
};
