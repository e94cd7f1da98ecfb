// Zimbra 10.1, open source, on Ubuntu 22.04, the day after install.sh: nothing was changed, in Zimbra or in the system.
import { account, classOfService, domain, globalConfig, server, serviceAccount, systemAccounts } from "../directory/entries.mjs";
import { schemaOf } from "../directory/schema.mjs";
import { at, gentime, hexOf, idOf } from "../seed.mjs";
import { installAmavis } from "../tools/amavis.mjs";
import { installFirewall } from "../tools/firewall.mjs";
import { accessLog, auditLog, installLogs, RSYSLOG, RSYSLOG_DEFAULT, ZIMBRA_SYSLOG } from "../tools/logs.mjs";
import { installListeners, installNetwork } from "../tools/network.mjs";
import { installNginx } from "../tools/nginx.mjs";
import { installDpkg } from "../tools/packages.mjs";
import { installPostfix } from "../tools/postfix.mjs";
import { installKernel, installProcesses } from "../tools/processes.mjs";
import { DEBIAN_PAM, installSshd } from "../tools/sshd.mjs";
import { installTimedatectl } from "../tools/time.mjs";
import { certificate, installTls } from "../tools/tls.mjs";
import * as ubuntu from "../tools/ubuntu.mjs";
import { installUnits } from "../tools/units.mjs";
import { installDirectory, installLocalconfig, installRelease, installWebapps } from "../tools/zimbra.mjs";
import { openRoot } from "../root/open-root.mjs";
import { CRONTAB } from "../zimbra/crontab.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { listenersOf, processesOf } from "./single.mjs";

const SEED = "default-install";
const HOST = "mail.example.com";
const NOW = at("2026-09-01T06:00:00Z");
const BOOT = at("2026-08-30T13:40:11Z");
const INSTALLED = at("2026-08-30T14:20:00Z");
const NETWORKS = "127.0.0.0/8 [::1]/128 203.0.113.0/24";
const VERSION = { text: "10.1.0_GA_4655", major: 10, minor: 1, micro: 0, type: "GA", build: "20240716" };
const SERVICES = ["amavis", "antispam", "antivirus", "dnscache", "ldap", "logger", "mailbox", "memcached", "mta", "opendkim", "proxy", "service", "snmp", "spell", "stats", "zimbra", "zimbraAdmin", "zimlet"];

const directory = () => {
  const schema = schemaOf("10.1.0");
  const global = globalConfig(schema, { seed: SEED, domain: "example.com" });
  const common = { created: INSTALLED + 900, mailHost: HOST };
  const accounts = [
    account(SEED, { ...common, name: "admin@example.com", changes: { zimbraIsAdminAccount: "TRUE", zimbraAdminConsoleUIComponents: "cartBlancheUI", description: "Administrative Account",
      zimbraLastLogonTimestamp: gentime(INSTALLED + 3600, ".214"), zimbraPasswordModifiedTime: gentime(INSTALLED + 901, ".120"), zimbraMailAlias: ["root@example.com", "postmaster@example.com"] } }),
    account(SEED, { ...common, name: `galsync.${idOf(SEED, "gal").slice(0, 10)}@example.com`, changes: { zimbraIsSystemResource: "TRUE", zimbraIsSystemAccount: "TRUE", zimbraHideInGal: "TRUE", zimbraContactMaxNumEntries: 0 } }),
    ...systemAccounts(SEED, global, common),
  ];
  return {
    schema, global, accounts, services: [serviceAccount(SEED, "zimbra"), serviceAccount(SEED, "zmnginx")],
    servers: [server(SEED, { name: HOST, version: VERSION, services: SERVICES, roles: { created: INSTALLED + 600 }, changes: { zimbraMtaMyNetworks: NETWORKS } })],
    domains: [domain(SEED, { name: "example.com", created: INSTALLED + 700, changes: { zimbraGalAccountId: idOf(SEED, accounts[1].name) } })],
    cos: [classOfService(schema, SEED, { name: "default" }), classOfService(schema, SEED, { name: "defaultExternal", external: true })],
  };
};

const log = (time) => ({ size: 48211, mtime: time });

const fill = (place) => {
  const root = openRoot(place, { boot: BOOT, now: NOW });
  const dir = directory();
  installKernel(root, { name: "mail", machineId: hexOf(32, SEED, "machine"), bootId: idOf(SEED, "boot"), virt: "kvm",
    uname: "Linux mail 5.15.0-157-generic #167-Ubuntu SMP Wed Aug 5 12:01:34 UTC 2026 x86_64 x86_64 x86_64 GNU/Linux",
    version: "Linux version 5.15.0-157-generic (buildd@lcy02-amd64-088) (gcc (Ubuntu 11.4.0-1ubuntu1~22.04.2) 11.4.0, GNU ld (GNU Binutils for Ubuntu) 2.38) #167-Ubuntu SMP Wed Aug 5 12:01:34 UTC 2026",
    cmdline: "BOOT_IMAGE=/vmlinuz-5.15.0-157-generic root=/dev/mapper/ubuntu--vg-ubuntu--lv ro", entropy: 256, poolsize: 256, flags: "rdrand rdseed" });
  for (const [path, text] of Object.entries(ubuntu.RELEASE)) root.put(path, text);
  root.put("/var/lib/ubuntu-advantage/status.json", `${JSON.stringify({ attached: false, expires: null, services: ["esm-apps", "esm-infra", "livepatch"].map((name) => ({ available: "yes", name, status: "disabled" })) })}\n`);
  installDpkg(root, {
    versions: ubuntu.VERSIONS, zimbra: packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64" }), kernels: [["linux-image-5.15.0-157-generic", "5.15.0-157.167"], ["linux-image-5.15.0-153-generic", "5.15.0-153.163"]],
    pending: [{ name: "libsqlite3-0", from: "3.37.2-2ubuntu0.4", to: "3.37.2-2ubuntu0.5", origin: "Ubuntu:22.04/jammy-updates, Ubuntu:22.04/jammy-security" }],
    apt: ubuntu.APT, lists: ubuntu.LISTS(at("2026-08-31T22:47:40Z")),
  });
  const shells = ubuntu.users(root);
  ubuntu.shadow(root, shells, ["ubuntu"]);
  installUnits(root, { units: ubuntu.UNITS, files: ubuntu.UNIT_FILES, timers: ubuntu.TIMERS });
  for (const [path, text] of Object.entries(ubuntu.CRON)) root.put(path, text);
  installTimedatectl(root, { ntp: true, synchronized: true });
  installNetwork(root, { links: [{ name: "ens3", v4: ["203.0.113.10/24"], v6: ["2001:db8:51::10/64", "fe80::5054:ff:fe1a:2b01/64"], gateway: "203.0.113.1", gateway6: "2001:db8:51::1" }],
    resolv: "nameserver 127.0.0.53\noptions edns0 trust-ad\nsearch example.com\n", hosts: `127.0.0.1 localhost\n203.0.113.10 ${HOST} mail\n` });
  installFirewall(root, {});
  root.put("/etc/ufw/ufw.conf", "# /etc/ufw/ufw.conf\n#\nENABLED=no\nLOGLEVEL=low\n");
  root.put("/etc/default/ufw", "IPV6=yes\nDEFAULT_INPUT_POLICY=\"DROP\"\nDEFAULT_OUTPUT_POLICY=\"ACCEPT\"\nDEFAULT_FORWARD_POLICY=\"DROP\"\n");
  root.tool("/usr/sbin/ufw", [{ when: "status verbose", out: "Status: inactive\n" }]);
  const sshd = installSshd(root, { set: ubuntu.SSHD_SET, pam: DEBIAN_PAM, pid: 761, started: BOOT + 6, files: { "/etc/ssh/sshd_config": { text: ubuntu.SSHD_CONFIG, mtime: BOOT - 900 },
    "/etc/ssh/sshd_config.d/50-cloud-init.conf": { text: "PasswordAuthentication yes\n", mode: "600", mtime: BOOT - 900 }, "/lib/systemd/system/ssh.service": ubuntu.sshUnit } });
  installProcesses(root, [sshd, ...processesOf({ zimbra: INSTALLED + 1000, boot: BOOT, uids: {} })]);
  installListeners(root, listenersOf({ own: "203.0.113.10" }));
  installRelease(root, { release: "Release 10.1.19.GA.4655.UBUNTU22_64 FOSS edition.", platform: "UBUNTU22_64", time: INSTALLED + 400, crontab: CRONTAB,
    history: [`${INSTALLED}: INSTALL SESSION START`, ...packagesOf("10.1", { patch: "10.1.19", base: "10.1.0.GA.4655.UBUNTU22.64" }).map(([name, version], index) => `${INSTALLED + 20 + index}: INSTALLED ${name}-${version}_amd64`),
      `${INSTALLED + 380}: INSTALL SESSION COMPLETE`, `${INSTALLED + 400}: CONFIG SESSION START`, `${INSTALLED + 920}: CONFIGURED BEGIN`, ...["patch", "mta-patch", "proxy-patch", "ldap-patch"].map((name) => `${INSTALLED + 930}: CONFIGURED ${name} 10.1.19`),
      `${INSTALLED + 940}: CONFIGURED END`, `${INSTALLED + 941}: CONFIG SESSION COMPLETE`],
    extensions: { nginx_lookup: { "nginx-lookup.jar": { size: 38211 } }, com_zimbra_ssdb_ephemeral_store: { "zm-ssdb-ephemeral-store.jar": { size: 41877 } }, clamscanner: { "clamscanner.jar": { size: 9122 } }, "openidconsumer": { "guice-2.0.jar": { size: 682000 } } },
    zimlets: ["com_zimbra_attachcontacts", "com_zimbra_attachmail", "com_zimbra_bulkprovision", "com_zimbra_date", "com_zimbra_email", "com_zimbra_phone", "com_zimbra_srchhighlighter", "com_zimbra_url", "com_zimbra_webex"] });
  installWebapps(root, { time: INSTALLED + 120 });
  installDirectory(root, dir);
  installLocalconfig(root, { set: localconfigOf({ host: HOST, seed: SEED, ldap: `ldap://${HOST}:389` }) });
  installPostfix(root, { host: HOST, networks: NETWORKS, time: INSTALLED + 950 });
  root.tool("/usr/bin/pax", [{ run: "exit 1" }]);
  installAmavis(root, { time: INSTALLED + 950, cpio: ["pax"], banned: [], networks: NETWORKS, host: HOST, quarantine: dir.global.zimbraAmavisQuarantineAccount[0] });
  installNginx(root, { protocols: ["TLSv1.2", "TLSv1.3"], ciphers: dir.schema.globalDefaults.zimbraReverseProxySSLCiphers[0], strict: false, host: HOST, time: INSTALLED + 955 });
  root.put("/opt/zimbra/jetty_base/etc/jetty.xml", JETTY, { owner: "zimbra", mode: "640", mtime: INSTALLED + 950 });
  const own = { chain: ["default-server"] };
  const key = { of: "default-server" };
  installTls(root, { version: "3.0.9 30 May 2023", time: INSTALLED + 640, keystore: { created: "Aug 30, 2026", chain: ["default-server"] }, dh: { bits: 2048, text: certificate("default-ca").split("\n").slice(1, 8).join("\n") },
    files: { "/opt/zimbra/conf/nginx.crt": own, "/opt/zimbra/conf/smtpd.crt": own, "/opt/zimbra/conf/slapd.crt": own, "/opt/zimbra/ssl/zimbra/server/server.crt": own, "/opt/zimbra/ssl/zimbra/ca/ca.pem": { chain: ["default-ca"] }, "/opt/zimbra/conf/ca/ca.pem": { chain: ["default-ca"] } },
    keys: { "/opt/zimbra/conf/nginx.key": key, "/opt/zimbra/conf/smtpd.key": key, "/opt/zimbra/conf/slapd.key": key, "/opt/zimbra/ssl/zimbra/server/server.key": key, "/opt/zimbra/ssl/zimbra/ca/ca.key": { of: "default-ca" }, "/opt/zimbra/conf/ca/ca.key": { of: "default-ca" } } });
  const agent = "zclient/10.1.0_GA_4655";
  installLogs(root, {
    files: { "/var/log/syslog": [812311, NOW - 4], "/var/log/auth.log": [90412, NOW - 31], "/var/log/mail.log": [40118, NOW - 60], "/var/log/zimbra.log": [2210411, NOW - 4, "syslog", "adm"], "/var/log/zimbra-stats.log": [812003, NOW - 30, "syslog", "adm"], "/var/log/kern.log": [70112, BOOT + 40] },
    audit: { ...log(NOW - 600), text: auditLog([[INSTALLED + 1200, "AdminAuth", "zimbra", "203.0.113.10"], [INSTALLED + 3600, "AdminAuth", "admin@example.com", "198.51.100.23"], [INSTALLED + 90000, "Auth", "admin@example.com", "203.0.113.10", undefined, "invalid password"]], agent) },
    mailbox: { ...log(NOW - 20), size: 911824, text: "" }, access: { ...log(NOW - 200), text: accessLog([[INSTALLED + 3600, "198.51.100.23", "GET /"], [NOW - 40000, "198.51.100.77", "GET /"]]) },
    config: { "/etc/rsyslog.conf": RSYSLOG, "/etc/rsyslog.d/50-default.conf": RSYSLOG_DEFAULT, "/etc/rsyslog.d/60-zimbra.conf": ZIMBRA_SYSLOG, "/etc/systemd/journald.conf": "[Journal]\n#Storage=auto\n#Compress=yes\n" },
  });
  root.dir("/var/log/journal", { group: "systemd-journal", mode: "2755" });
  root.dir("/opt/zimbra/conf");
  root.tool("/usr/bin/findmnt", [{ when: "-l", out: "TARGET           SOURCE                            FSTYPE OPTIONS\n/                /dev/mapper/ubuntu--vg-ubuntu--lv ext4   rw,relatime\n/boot            /dev/vda2                         ext4   rw,relatime\n/run             tmpfs                             tmpfs  rw,nosuid,nodev,noexec,relatime,size=1639392k,mode=755\n" }]);
  root.close();
};

export const JETTY = `<?xml version="1.0"?>
<Configure id="Server" class="org.eclipse.jetty.server.Server">
  <New id="zimbraHttpsSslContextFactory" class="org.eclipse.jetty.util.ssl.SslContextFactory$Server">
    <Set name="KeyStorePath">/opt/zimbra/mailboxd/etc/keystore</Set>
    <Set name="KeyStorePassword">not-a-password-of-anything</Set>
    <Set name="RenegotiationAllowed">TRUE</Set>
    <Set name="IncludeProtocols">
      <Array type="java.lang.String">
        <Item>TLSv1.2</Item>
      </Array>
    </Set>
    <Set name="ExcludeCipherSuites">
      <Array type="java.lang.String">
        <Item>.*_RC4_.*</Item>
        <Item>^.*_(MD5|SHA|SHA1)$</Item>
        <Item>^TLS_RSA_.*</Item>
      </Array>
    </Set>
  </New>
</Configure>
`;

export default { name: SEED, hosts: [{ name: HOST, fill }] };
