// The way to the accounts against a real directory: password through the pipe, paging, only the attributes that are asked for.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { readLdif, valuesOf } from "../../evaluator/sources/ldif.js";
import { collect, errorsOf, hasTool, makeFolder, makeRoot, partOf, shells, textOf } from "./collect.js";

const usable = hasTool("slapd") && hasTool("ldapsearch") && hasTool("slapadd");
if (!usable) console.log("SKIPPED slapd and ldapsearch are not installed");

const secret = `Pa ss<w>&"ord'7`;
const escaped = "Pa ss&lt;w&gt;&amp;&quot;ord&apos;7";
const count = 2500;

const schema = `
attributetype ( 1.1.2.1 NAME 'zimbraId' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.2 NAME 'zimbraAccountStatus' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.3 NAME 'zimbraIsAdminAccount' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.4 NAME 'zimbraPasswordMinLength' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.5 NAME 'zimbraTwoFactorAuthSecret' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.6 NAME 'zimbraAppSpecificPassword' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.7 NAME 'zimbraDataSourceHost' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.8 NAME 'zimbraDataSourcePassword' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
attributetype ( 1.1.2.9 NAME 'zimbraLastLogonTimestamp' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
objectclass ( 1.1.1.1 NAME 'zimbraAccount' SUP top AUXILIARY MAY ( zimbraId $ zimbraAccountStatus $ zimbraIsAdminAccount $ zimbraPasswordMinLength $ zimbraTwoFactorAuthSecret $ zimbraAppSpecificPassword $ zimbraLastLogonTimestamp $ mail ) )
objectclass ( 1.1.1.2 NAME 'zimbraDataSource' SUP top AUXILIARY MAY ( zimbraDataSourceHost $ zimbraDataSourcePassword ) )
`;

const entry = (number: number): string => `dn: uid=u${number},ou=people,dc=example,dc=com
objectClass: inetOrgPerson
objectClass: zimbraAccount
uid: u${number}
cn: Secret Person ${number}
sn: Person
mail: u${number}@example.com
zimbraId: 00000000-0000-0000-0000-${String(number).padStart(12, "0")}
zimbraAccountStatus: ${number % 10 === 0 ? "locked" : "active"}
zimbraIsAdminAccount: ${number === 7 ? "TRUE" : "FALSE"}
zimbraPasswordMinLength: ${number % 3 === 0 ? "gr\u00f6\u00dfer 8" : "8"}
zimbraTwoFactorAuthSecret: CANARYsecret${number}
zimbraAppSpecificPassword: phone|{SSHA}CANARYapp
zimbraLastLogonTimestamp: 20200102030405.678Z
userPassword: CANARYpassword
`;

const freePort = (): Promise<number> => new Promise((resolve) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => resolve(port));
  });
});

let slapd: ChildProcess | undefined;
let root = "";

test.before(async () => {
  if (!usable) return;
  const dir = makeFolder();
  mkdirSync(join(dir, "db"));
  writeFileSync(join(dir, "zimbra.schema"), schema);
  const files = ["core", "cosine", "inetorgperson"].map((name) => `include /etc/ldap/schema/${name}.schema\n`).join("");
  writeFileSync(join(dir, "slapd.conf"), `${files}include ${dir}/zimbra.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${dir}/pid
sizelimit unlimited
database mdb
suffix ""
directory ${dir}/db
maxsize 104857600
rootdn "uid=zimbra,cn=admins,cn=zimbra"
rootpw "${secret.replaceAll("\"", "\\\"")}"
index objectClass eq
`);
  const data = ["dn: dc=com\nobjectClass: domain\ndc: com\n", "dn: dc=example,dc=com\nobjectClass: domain\ndc: example\n", "dn: ou=people,dc=example,dc=com\nobjectClass: organizationalUnit\nou: people\n",
    ...Array.from({ length: count }, (_, number) => entry(number)),
    "dn: cn=imap,uid=u7,ou=people,dc=example,dc=com\nobjectClass: device\nobjectClass: zimbraDataSource\ncn: imap\nzimbraDataSourceHost: imap.example.net\nzimbraDataSourcePassword: CANARYds\n"].join("\n");
  writeFileSync(join(dir, "data.ldif"), data);
  const added = spawnSync("slapadd", ["-q", "-f", join(dir, "slapd.conf"), "-l", join(dir, "data.ldif")], { encoding: "utf8", env: { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin` } });
  assert.is(added.status, 0, added.stderr);
  const port = await freePort();
  slapd = spawn("slapd", ["-f", join(dir, "slapd.conf"), "-h", `ldap://127.0.0.1:${port}`, "-d", "0"], { stdio: "ignore", env: { ...process.env, PATH: `${process.env["PATH"]}:/usr/sbin` } });
  for (let tries = 0; tries < 100; tries++) {
    if (spawnSync("ldapsearch", ["-x", "-H", `ldap://127.0.0.1:${port}`, "-b", "", "-s", "base"]).status === 0) break;
    spawnSync("sleep", ["0.1"]);
  }
  root = makeRoot();
  rmSync(join(root, "opt/zimbra/common/bin/ldapsearch"));
  const key = (name: string, value: string): string => `  <key name="${name}">\n    <value>${value}</value>\n  </key>\n`;
  writeFileSync(join(root, "opt/zimbra/conf/localconfig.xml"), `<localconfig>\n${key("ldap_url", `ldap://127.0.0.1:${port} ldap://other.example.com:389`)}${key("zimbra_ldap_userdn", "uid=zimbra,cn=admins,cn=zimbra")}${key("zimbra_ldap_password", escaped)}</localconfig>\n`);
});

test.after(() => {
  slapd?.kill();
});

const run = usable ? test : test.skip;

for (const shell of shells.filter(([name = ""]) => hasTool(name))) run(`all accounts, page by page, without a secret, under ${shell.join(" ")}`, () => {
  const document = collect(["--only", "zm.accounts"], { root, shell });
  const record = partOf(document, "zm.accounts", "accounts");
  assert.is(record.state, "ok", errorsOf(record));
  const entries = [...readLdif([textOf(document, "zm.accounts", "accounts")])];
  assert.is(entries.length, count);
  const seven = entries.find(({ dn }) => dn.startsWith("uid=u7,"));
  assert.equal(seven && [valuesOf(seven, "zimbraIsAdminAccount"), valuesOf(seven, "mail"), valuesOf(seven, "zimbraAppSpecificPassword"), valuesOf(seven, "cn")],
    [["TRUE"], ["u7@example.com"], ["<dropped>"], []]);
  assert.is(entries.filter((one) => valuesOf(one, "zimbraPasswordMinLength")[0] === "gr\u00f6\u00dfer 8").length, Math.ceil(count / 3), "base64 values are whole");
  assert.ok(Array.isArray(record.covers) && record.covers.includes("zimbraTwoFactorAuthEnabled") && !record.covers.includes("zimbraTwoFactorAuthSecret"));
  assert.match(textOf(document, "zm.accounts", "datasources"), "zimbraDataSourceHost: imap.example.net");
  assert.not.match(document.run.stdout, /CANARY|Pa ss/);
});

run("census: administrators in full, and nobody else", () => {
  const document = collect(["--only", "zm.accounts", "--accounts=census"], { root });
  assert.is(partOf(document, "zm.accounts", "accounts").state, "skipped");
  assert.is([...readLdif([textOf(document, "zm.accounts", "admins")])].length, 1);
  assert.equal(document.parts.filter(({ id }) => id === "zm.accounts").map(({ part }) => part), ["accounts", "admins", "datasources"]);
});

run("none: nothing is asked", () => {
  const document = collect(["--only", "zm.accounts", "--accounts", "none"], { root });
  assert.equal(document.parts.filter(({ id }) => id === "zm.accounts").map(({ part, state }) => [part, state]), [["accounts", "skipped"], ["datasources", "skipped"]]);
});

run("a wrong password fails with what ldapsearch says, and without the password", () => {
  const path = join(root, "opt/zimbra/conf/localconfig.xml");
  const text = spawnSync("cat", [path], { encoding: "utf8" }).stdout;
  writeFileSync(path, text.replace(escaped, "WrongPassword1"));
  const document = collect(["--only", "zm.accounts"], { root });
  writeFileSync(path, text);
  const record = partOf(document, "zm.accounts", "accounts");
  assert.is(record.state, "failed");
  assert.match(errorsOf(record), "Invalid credentials");
  assert.not.match(document.run.stdout, "WrongPassword1");
});

run("a directory on another host is asked only with --with-ldap", () => {
  const other = makeRoot();
  const path = join(other, "opt/zimbra/conf/localconfig.xml");
  writeFileSync(path, "<localconfig>\n<key name=\"ldap_url\">\n<value>ldap://ldap.elsewhere.example:389</value>\n</key>\n</localconfig>\n");
  const document = collect(["--only", "zm.accounts,zm.global"], { root: other });
  assert.match(partOf(document, "zm.accounts").reason ?? "", /^the directory is on another host \(ldap\.elsewhere\.example\)/);
  assert.is(partOf(document, "zm.global").state, "skipped");
  assert.is(partOf(collect(["--only", "zm.global", "--with-ldap"], { root: other }), "zm.global").state, "ok");
});

test.run();
