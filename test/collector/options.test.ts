import { test } from "uvu";
import * as assert from "uvu/assert";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collect, hasTool, makeExtra, makeFolder, makeRoot, partOf, project, runCollector, script } from "./collect.js";

const root = makeRoot();
const table = (readFileSync(script, "utf8").split("<<'TABLE'\n")[1]?.split("\nTABLE\n")[0] ?? "").split("\n").map((row) => row.split("|"));

test("every row of the table is whole, and its function exists", () => {
  const text = readFileSync(script, "utf8");
  for (const row of table) {
    assert.is(row.length, 10, row.join("|"));
    const [id = "", , who = "", seconds = "", bytes = "", filter = "", , kind = ""] = row;
    assert.match(id, /^[a-z][a-z0-9]*(\.[a-z0-9-]+)*$/);
    assert.match(who, /^(any|root|zimbra|directory|postfix)$/);
    assert.match(`${seconds} ${bytes}`, /^\d+ \d+[kmg]$/);
    assert.ok(text.includes(`\n    ${filter}) `), `filter ${filter}`);
    const [, what, name] = /^(fn|parts):([a-z0-9_]+)/.exec(kind) ?? [];
    if (name !== undefined) assert.ok(text.includes(`\n${what === "fn" ? "print" : "make"}_${name}() {`), kind);
    else assert.match(kind, /^(cmd|file)$/);
  }
});

test("no command of the table changes, loads or sends anything", () => {
  for (const [id = "", , , , , , , kind = "", what = ""] of table) {
    const words = `${kind} ${what}`;
    assert.not.match(words, /\b(gaa|gmi|zmmailbox|zmcontrol (status|start|stop|restart)|zmdiaglog|subscription-manager|hostname -f)\b/, id);
    assert.not.match(what, /zmlocalconfig.* -s( |$)/, id);
    assert.not.match(what, /iptables(-legacy|-nft)? -L/, id);
    if (/^zmprov/.test(what)) assert.match(what, /^zmprov -l\b/);
    if (/^(apt-get)/.test(what)) assert.match(what, /^apt-get -s -o Debug::NoLocking=1/);
    if (/^(dnf|yum)/.test(what)) assert.match(what, / -C -q /);
  }
});

test("--list says what would run, as whom, why, and what is never read; it runs nothing and writes nothing", () => {
  const run = runCollector(["--list"], { root });
  assert.is(run.status, 0);
  for (const [id = "", part = "", , , , , , , , why = ""] of table) assert.ok(run.stdout.includes(`${id}@${part}\n`) && run.stdout.includes(`for: ${why}\n`), id);
  for (const words of ["It never reads: mail", "It never runs: zmprov without -l", "as user zimbra", "as root"]) assert.match(run.stdout, words);
  const some = runCollector(["--list", "--only", "zm.cos"], { root });
  assert.is(some.stdout.match(/@/g)?.length, 1);
});

test("--help, and command lines that are wrong", () => {
  assert.is(runCollector(["--help"]).status, 0);
  assert.match(runCollector(["--help"]).stdout, /exit status: 0 complete, 1 /);
  for (const args of [["--nonsense"], ["word"], ["--only"], ["--only="], ["--only", "no.such"], ["--accounts=some"], ["--deadline", "soon"], ["--list=x"], ["--extra", "/no/such"], ["--output", ""]]) {
    const run = runCollector(args, { root });
    assert.is(run.status, 2, args.join(" "));
    assert.match(run.stderr, /^zmaudit: /);
  }
});

test("--only and --except take sources and groups; what was not asked for says so", () => {
  const document = collect(["--only", "ssh,os.release", "--except", "ssh.effective"], { root });
  const asked = new Set(document.parts.filter(({ state, reason }) => !(state === "skipped" && reason === "not asked for")).map(({ id }) => id));
  assert.equal([...asked].sort(), ["os.release", "ssh.files", "ssh.proc"]);
  assert.is(partOf(document, "ssh.effective", "default").state, "skipped");
  assert.ok(document.collector?.options?.includes("--only=ssh,os.release"));
});

test("--nonce comes back, and other words of the command line do not", () => {
  const document = collect(["--nonce", "a \"challenge\"", "--only", "os.release", "--extra", makeExtra(root, [{ name: "x", body: "true" }])], { root });
  assert.is(document.collector?.nonce, "a \"challenge\"");
  assert.ok(document.collector?.options?.includes("--extra"));
  assert.not.match(JSON.stringify(document.collector), "extra.table");
  assert.is(document.collector?.sha256, createHash("sha256").update(readFileSync(script)).digest("hex"));
});

test("--extra: only a table that nobody else can write, with its own ids and filters", () => {
  const extra = makeExtra(root, [{ name: "mine", body: "echo fine; echo password: CANARY" }]);
  const document = collect(["--only", "extra", "--extra", extra], { root });
  assert.equal(partOf(document, "extra.mine").stdout, { text: "fine\npassword: <dropped>\n" });
  const refuse = (row: string, reason: string): void => {
    writeFileSync(extra, `${row}\n`);
    const run = runCollector(["--extra", extra], { root });
    assert.is(run.status, 2, row);
    assert.match(run.stderr, reason);
  };
  refuse("zm.global|x|any|5|64k|text|0|cmd|/mine|test", "the id must be extra.NAME");
  refuse("extra.x|x|any|5|64k|raw|0|cmd|/mine|test", "the filter is");
  refuse("extra.x|x|any|5|64k|text|0|fn:login_users|/mine|test", "the kind is cmd");
  refuse("extra.x|x|any|5|64k|text|0|cmd", "10 columns");
  writeFileSync(extra, "extra.x|x|any|5|64k|text|0|cmd|/mine|test\n");
  chmodSync(extra, 0o666);
  assert.match(runCollector(["--extra", extra], { root }).stderr, "can be written by others");
});

(hasTool("ssh-keygen") ? test : test.skip)("--sign makes a signature that ssh-keygen verifies", () => {
  const keys = makeFolder();
  const output = makeFolder();
  spawnSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(keys, "key")]);
  assert.is(runCollector(["--output", output, "--only", "os.release", "--sign", join(keys, "key")], { root }).status, 0);
  const name = readdirSync(output).find((one) => one.endsWith(".sig")) ?? "";
  writeFileSync(join(keys, "signers"), `a ${readFileSync(join(keys, "key.pub"), "utf8")}`);
  const verified = spawnSync("ssh-keygen", ["-Y", "verify", "-f", join(keys, "signers"), "-I", "a", "-n", "zmaudit-snapshot", "-s", join(output, name)], { input: readFileSync(join(output, name.slice(0, -4))), encoding: "utf8" });
  assert.is(verified.status, 0, verified.stderr);
});

if (!hasTool("shellcheck")) console.log("SKIPPED shellcheck is not installed");
(hasTool("shellcheck") ? test : test.skip)("shellcheck has nothing to say", () => {
  const { status, stdout } = spawnSync("shellcheck", ["-s", "sh", script], { encoding: "utf8" });
  assert.equal([status, stdout], [0, ""]);
});

const lists = existsSync(join(project, "policies/data/attributes.tsv"));
if (!lists) console.log("SKIPPED policies/data has no attribute table");
(lists ? test : test.skip)("the lists of names are those of the tables", () => {
  const { status, stderr } = spawnSync(process.execPath, [join(project, "scripts/collector-lists.mjs"), "--check"], { encoding: "utf8" });
  assert.is(status, 0, stderr);
});

test("the lists hold no secret and all that is plain", () => {
  const text = readFileSync(script, "utf8");
  const list = (name: string): readonly string[] => (new RegExp(`^${name}='([^']*)'`, "m").exec(text)?.[1] ?? "").split(/\s+/);
  const allowed = new Set(list("zm_attr_allow"));
  const asked = new Set(list("zm_account_ask"));
  const local = new Set(list("zm_lc_allow"));
  const secrets = `zimbraAuthTokenKey zimbraCsrfTokenKey zimbraTwoFactorAuthTrustedDeviceTokenKey zimbraExternalAccountProvisioningKey zimbraSslCaKey zimbraCertAuthorityKeySelfSigned
    zimbraSSLPrivateKey zimbraXMPPServerDialbackKey zimbraGCMAuthorizationKey zimbraAPNSCertificate zimbraAPNSCertificatePassword zimbraOAuthConsumerCredentials zimbraDocumentEditingJwtSecret
    zimbraMobileConfigSigningKey zimbraFreebusyExchangeAuthPassword zimbraShareNotificationMtaAuthPassword zimbraCommunityAPIClientSecret zimbraSMIMELdapBindPassword zimbraNetworkLicense
    zimbraNetworkRealtimeLicense zimbraPreAuthKey zimbraAuthLdapSearchBindPassword zimbraGalLdapBindPassword zimbraGalSyncLdapBindPassword zimbraAutoProvLdapAdminBindPassword userPassword
    zimbraPasswordHistory zimbraTwoFactorAuthSecret zimbraTwoFactorAuthScratchCodes zimbraAppSpecificPassword zimbraAuthTokens zimbraCsrfTokenData zimbraInvalidJWTokens
    zimbraResetPasswordRecoveryCode zimbraUCPassword zimbraPrefWebClientOfflineBrowserKey zimbraDataSourcePassword zimbraDataSourceOAuthToken zimbraDataSourceOAuthClientSecret
    zimbraDataSourceOAuthRefreshToken zimbraDataSourceSmtpAuthPassword zimbraNotes description displayName`.split(/\s+/);
  for (const name of secrets) assert.ok(!allowed.has(name), name);
  for (const name of secrets) assert.ok(name === "zimbraAppSpecificPassword" || !asked.has(name), `${name} is asked for`);
  const passwords = `zimbra_ldap_password ldap_root_password ldap_replication_password ldap_postfix_password ldap_amavis_password ldap_nginx_password ldap_bes_searcher_password zimbra_mysql_password
    mysql_root_password antispam_mysql_password antispam_mysql_root_password mailboxd_keystore_password mailboxd_keystore_base_password mailboxd_truststore_password imapd_keystore_password
    client_ssl_truststore_password smime_truststore_password zimbra_vami_password`.split(/\s+/);
  for (const key of passwords) assert.ok(!local.has(key), key);
  for (const name of ["zimbraPasswordMinLength", "zimbraAuthTokenLifetime", "zimbraPasswordLockoutEnabled", "zimbraMtaMyNetworks", "zimbraResponseHeader", "zimbraProxyAllowedDomains", "zimbraReverseProxySSLCiphers", "zimbraVirtualHostname", "objectClass"]) assert.ok(allowed.has(name), name);
  for (const key of ["ldap_url", "ldap_common_tlsprotocolmin", "ssl_allow_untrusted_certs", "zimbra_same_site_cookie", "alias_login_enabled", "postjournal_enabled", "antispam_enable_rule_updates", "ldap_starttls_supported"]) assert.ok(local.has(key), key);
  const cheapest = `mail zimbraId zimbraCOSId zimbraAccountStatus zimbraIsAdminAccount zimbraIsDelegatedAdminAccount zimbraIsDomainAdminAccount zimbraIsSystemAccount zimbraIsSystemResource
    zimbraIsExternalVirtualAccount zimbraLastLogonTimestamp zimbraCreateTimestamp zimbraPasswordModifiedTime zimbraImapEnabled zimbraPop3Enabled zimbraPrefImapEnabled zimbraPrefPop3Enabled
    zimbraFeatureTwoFactorAuthAvailable zimbraFeatureTwoFactorAuthRequired zimbraTwoFactorAuthEnabled zimbraFeatureTrustedDevicesEnabled zimbraFeatureAppSpecificPasswordsEnabled zimbraAllowAnyFromAddress
    zimbraAllowFromAddress zimbraAuthTokenLifetime zimbraAdminAuthTokenLifetime zimbraMailIdleSessionTimeout zimbraFeatureSharingEnabled zimbraPublicSharingEnabled zimbraExternalSharingEnabled
    zimbraFeatureImapDataSourceEnabled zimbraFeaturePop3DataSourceEnabled zimbraDataSourceMaxNumEntries zimbraPrefShortEmailAddress zimbraProxyAllowedDomains zimbraAttachmentsBlocked`.split(/\s+/);
  for (const name of cheapest) assert.ok(asked.has(name), `${name} is not asked for`);
});

test.run();
