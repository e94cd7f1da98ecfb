// What zmprov -l prints of a directory: attributes sorted by the bytes of their names, values raw, a header for each entry of a
// list and none for the global configuration. Inherited values are merged in without a mark, as ProvUtil does it.
const bytewise = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

export const printAttributes = (attributes) =>
  Object.keys(attributes)
    .sort(bytewise)
    .flatMap((name) => attributes[name].filter((value) => value !== "").map((value) => `${name}: ${value}\n`))
    .join("");

const printEntry = ({ name, attributes }) => `# name ${name}\n${printAttributes(attributes)}\n`;

const inherit = (own, above, names) => ({ ...Object.fromEntries(Object.entries(above).filter(([name]) => names.has(name))), ...own });

const pad = (text, width) => text.slice(0, width).padEnd(width);
const GRANT_WIDTHS = [12, 36, 30, 12, 36, 30];
const GRANT_TITLES = ["target type", "target id", "target name", "grantee type", "grantee id", "grantee name"];

/** ProvUtil's table of grants: columns cut at their width, the right unbounded. */
export const printGrants = (grants) =>
  [
    `${GRANT_TITLES.map((title, index) => pad(title, GRANT_WIDTHS[index])).join(" ")} right\n`,
    `${GRANT_WIDTHS.map((width) => "-".repeat(width)).join(" ")} --------------------\n`,
    ...grants.map(({ cells, right }) => `${cells.map((cell, index) => pad(cell, GRANT_WIDTHS[index])).join(" ")} ${right}\n`),
    "\n",
  ].join("");

export const printDirectory = ({ schema, global, servers, domains, cos, accounts, grants = {} }) => {
  const effectiveServer = ({ name, attributes }) => ({ name, attributes: inherit(attributes, global, schema.serverInherited) });
  const effectiveDomain = ({ name, attributes }) => ({ name, attributes: inherit(attributes, global, schema.domainInherited) });
  const cosOf = (account) => {
    const id = account.attributes.zimbraCOSId?.[0];
    return cos.find((one) => one.attributes.zimbraId[0] === id) ?? cos.find(({ name }) => name === "default");
  };
  const isAdmin = ({ attributes }) =>
    ["zimbraIsAdminAccount", "zimbraIsDelegatedAdminAccount", "zimbraIsDomainAdminAccount"].some(
      (flag) => attributes[flag]?.[0] === "TRUE",
    );
  return {
    gacf: printAttributes(global),
    gas: servers.map(effectiveServer).map(printEntry).join(""),
    gasOwn: servers.map(printEntry).join(""),
    gac: cos.map(printEntry).join(""),
    gad: domains.map(effectiveDomain).map(printEntry).join(""),
    gaaa: accounts
      .filter((account) => isAdmin(account) && account.name.includes("@"))
      .map((account) =>
        printEntry({ name: account.name, attributes: inherit(account.attributes, cosOf(account).attributes, schema.accountInherited) }),
      )
      .join(""),
    batch: Object.fromEntries([
      ...domains.map((domain) => [`gd -e ${domain.name}`, printEntry(domain)]),
      ["gg -t global", printGrants(grants.global ?? [])],
      ...domains.map(({ name }) => [`gg -t domain ${name}`, printGrants(grants[name] ?? [])]),
    ]),
  };
};

const BINARY = /^[\s:<]|[^\x20-\x7e]| $/;

/** LDIF as ldapsearch -LLL -o ldif-wrap=no writes it: base64 where a value is not safe (RFC 2849). */
export const printLdif = (entries) =>
  entries
    .map(({ dn, attributes }) =>
      [
        `dn: ${dn}\n`,
        ...Object.entries(attributes).flatMap(([name, values]) =>
          values.map((value) => (BINARY.test(value) ? `${name}:: ${Buffer.from(value).toString("base64")}\n` : `${name}: ${value}\n`)),
        ),
        "\n",
      ].join(""),
    )
    .join("");
