// What is particular about single servers of the estate, and their firewalls.

const OPEN = { ldap: [], store: [], mta: [25, 465, 587], proxy: [80, 443, 993] };

/** What is particular about single servers. */
export const QUIRKS = {
  "mbx2.example.com": { localconfig: { zimbra_same_site_cookie: "Lax", alias_login_enabled: "true" }, firewall: "none", backup: "#" },
  "proxy2.example.com": {
    patches: { "zimbra-proxy-patch": "10.1.17" },
    six: "open",
    strict: false,
    pending: [
      {
        name: "openssl",
        from: "3.0.2-0ubuntu1.22",
        to: "3.0.2-0ubuntu1.23",
        origin: "Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security",
      },
    ],
  },
  "mta1.example.com": { ssh: { passwordauthentication: "yes" }, sshFile: "Match Address 10.0.0.0/8\n    PasswordAuthentication yes\n" },
};

const rulesFour = (ports) =>
  `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -s 10.30.0.0/24 -j ACCEPT
-A INPUT -s 10.30.9.0/24 -p tcp -m tcp --dport 22 -j ACCEPT
${ports.length > 0 ? `-A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports ${ports.join(",")} -j ACCEPT\n` : ""}COMMIT
`;

const rulesSix = (ports) =>
  `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p ipv6-icmp -j ACCEPT
${ports.length > 0 ? `-A INPUT -p tcp -m conntrack --ctstate NEW -m multiport --dports ${ports.join(",")} -j ACCEPT\n` : ""}COMMIT
`;

export const rulesOf = ({ name, roles }) => {
  const quirk = QUIRKS[name] ?? {};
  if (quirk.firewall === "none") return {};
  const ports = roles.flatMap((role) => OPEN[role] ?? []);
  return { four: rulesFour(ports), six: quirk.six === "open" ? "" : rulesSix(ports) };
};
