// Zimbra 8.8.15 on CentOS 7, upgraded for years and patched by half.
import { installChrony } from "../tools/time.mjs";
import { accessLog, auditLog, installLogs } from "../tools/logs.mjs";
import { CENTOS_RSYSLOG, installCentos } from "../tools/centos-host.mjs";
import { row } from "../tools/centos-packages.mjs";
import { SSHD_CONFIG } from "../tools/ubuntu.mjs";
import { openRoot } from "../root/open-root.mjs";
import { at } from "../seed.mjs";
import { crontabWith } from "../zimbra/crontab.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { packagesOf } from "../zimbra/packages.mjs";
import { directory, HOST, NETWORKS, SEED } from "./neglected-directory.mjs";
import { listenersOf, processesOf } from "./roles.mjs";

const NOW = at("2026-09-01T02:30:00Z");
const BOOT = at("2023-11-18T21:14:40Z");
const UPDATED = at("2022-06-19T03:00:00Z");
const PATCHED = at("2022-04-30T22:10:00Z");
const PATCHES = { "zimbra-patch": "8.8.15.p30", "zimbra-mta-patch": "8.8.15.p26", "zimbra-proxy-patch": "8.8.15.p33" };

const ZIMBRA = packagesOf("8.8", { base: "8.8.15_GA_3869.RHEL7_64", patch: "8.8.15.p30", patches: PATCHES, tag: "r7", build: "1651350000" });
const zimbraRows = ZIMBRA.map(([name, version]) => {
  const at1 = version.lastIndexOf("-");
  const [number, release] = version.includes("_GA_") ? [version, "20190918004220"] : [version.slice(0, at1), version.slice(at1 + 1)];
  return row(name, number, release, PATCHED, { key: "(none)" });
});
// Built by somebody, since the distribution's own has no Include.
const openssh = ["openssh", "openssh-server", "openssh-clients"].map((name) => row(name, "8.7p1", "1.el7", at("2021-11-05T11:20:00Z"), { key: "(none)" }));
const kernels = [["kernel", "3.10.0", "1127.19.1.el7"], ["kernel", "3.10.0", "1160.66.1.el7"]].map(([name, version, release], index) => row(name, version, release, UPDATED - (1 - index) * 40000000));

const FIREWALL = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [194417721:88211765302]
:f2b-sshd - [0:0]
-A INPUT -p tcp -m multiport --dports 22 -j f2b-sshd
-A INPUT -m state --state RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p icmp -j ACCEPT
-A INPUT -i lo -j ACCEPT
-A INPUT -p tcp -m state --state NEW -m tcp --dport 22 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 7000:8000 -m comment --comment "mailbox, was only for the migration" -j ACCEPT
-A INPUT -p tcp -m multiport --dports 25,80,110,143,389,443,465,587,993,995,9071,11211 -j ACCEPT
-A INPUT -j REJECT --reject-with icmp-host-prohibited
-A INPUT -s 10.0.0.0/8 -p tcp -m tcp --dport 3306 -j ACCEPT
-A FORWARD -j REJECT --reject-with icmp-host-prohibited
-A f2b-sshd -s 203.0.113.77/32 -j REJECT --reject-with icmp-port-unreachable
-A f2b-sshd -j RETURN
COMMIT
`;

const VERIFY = "S.5....T.  c /etc/ssh/sshd_config\nS.5....T.  c /etc/sudoers\nS.5....T.    /opt/zimbra/jetty_base/webapps/zimbra/public/login.jsp\nSM5....T.  c /etc/rsyslog.conf\n";
const UPDATES = "\nbash.x86_64                       4.2.46-35.el7_9                 updates\nkernel.x86_64                     3.10.0-1160.119.1.el7           updates\nopenssl.x86_64                    1:1.0.2k-26.el7_9               updates\nopenssl-libs.x86_64               1:1.0.2k-26.el7_9               updates\nsudo.x86_64                       1.8.23-10.el7_9.3               updates\nzimbra-patch.x86_64               8.8.15.1702000000.p46-1.r7      zimbra-8815-oss\n";
const REPOSITORY = (id, url, enabled) => `[${id}]\nname=${id}\n${url}\ngpgcheck=1\nenabled=${enabled}\n\n`;

const HISTORY = ["1299492000: INSTALL SESSION START", "1299492420: INSTALLED zimbra-core-6.0.10_GA_2692.RHEL5_64-20101215170845.x86_64", "1299493900: INSTALL SESSION COMPLETE", "1398000000: UPGRADED zimbra-core-8.0.7_GA_6021.RHEL6_64-20140408123911.x86_64",
  "1489000000: UPGRADED zimbra-core-8.7.11_GA_1854.RHEL7_64-20170531151956.x86_64", "1575000000: UPGRADED zimbra-core-8.8.15_GA_3869.RHEL7_64-20190918004220.x86_64", "1575000900: CONFIGURED BEGIN", "1575000930: CONFIGURED END",
  "1612200000: CONFIGURED mta-patch 8.8.15_P26", `${PATCHED}: CONFIGURED patch 8.8.15_P30`, "1663300000: CONFIGURED proxy-patch 8.8.15_P33"];

const installSystem = (root) => installCentos(root, {
  seed: SEED, host: HOST, address: "10.20.0.5", kernel: "3.10.0-1127.19.1.el7.x86_64",
  packages: { installed: UPDATED, more: [...openssh, ...kernels, ...zimbraRows, row("wkhtmltox", "0.12.6", "1.centos7", UPDATED, { key: "(none)" })], kernels: ["kernel 0:3.10.0-1127.19.1.el7.x86_64 1610000000", "kernel 0:3.10.0-1160.66.1.el7.x86_64 1655600400"], verify: VERIFY, updates: UPDATES,
    repositories: { "/etc/yum.repos.d/CentOS-Base.repo": REPOSITORY("base", "baseurl=http://vault.centos.org/7.9.2009/os/$basearch/", 1) + REPOSITORY("updates", "baseurl=http://vault.centos.org/7.9.2009/updates/$basearch/", 1), "/etc/yum.repos.d/zimbra.repo": REPOSITORY("zimbra", "baseurl=https://repo.zimbra.com/rpm/87/rhel7", 1) + REPOSITORY("zimbra-8815-oss", "baseurl=https://repo.zimbra.com/rpm/8815/rhel7", 0),
      "/etc/yum.conf": "[main]\ncachedir=/var/cache/yum/$basearch/$releasever\nkeepcache=0\ngpgcheck=1\nexclude=kernel* zimbra-*\n" },
    repomd: { "/var/cache/yum/x86_64/7/base/repomd.xml": UPDATED + 3600, "/var/cache/yum/x86_64/7/updates/repomd.xml": UPDATED + 3600 }, reboot: { exit: 1, text: "Core libraries or services have been updated:\n  kernel -> 3.10.0-1160.66.1.el7\n  openssl-libs -> 1:1.0.2k-25.el7_9\n\nReboot is required to ensure that your system benefits from these updates.\n" } },
  ssh: { passwords: ["root", "support", "vendor"], keys: { "/root/.ssh/authorized_keys": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB old\nssh-dss AAAAB3NzaC1kc3MAAACBAP older\n" },
    set: { permitrootlogin: "yes", kbdinteractiveauthentication: "yes", gssapiauthentication: "yes", requiredrsasize: null, unusedconnectiontimeout: null, gssapikexalgorithms: null, gssapikeyexchange: null, gssapistorecredentialsonrekey: null, ciphers: "aes128-ctr,aes192-ctr,aes256-ctr,aes128-cbc,3des-cbc",
      macs: "hmac-sha2-256,hmac-sha1,umac-64@openssh.com,hmac-md5", kexalgorithms: "curve25519-sha256,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1", hostkey: ["/etc/ssh/ssh_host_rsa_key", "/etc/ssh/ssh_host_ecdsa_key"] },
    files: { "/etc/ssh/sshd_config": { text: SSHD_CONFIG.replace("KbdInteractiveAuthentication no", "PasswordAuthentication no\nPermitRootLogin no"), mtime: at("2026-03-02T09:12:00Z") },
      "/etc/ssh/sshd_config.d/50-vendor.conf": { text: "# support access, remove after go-live\nPasswordAuthentication yes\nPermitRootLogin yes\nKbdInteractiveAuthentication yes\nGSSAPIAuthentication yes\nCiphers aes128-ctr,aes192-ctr,aes256-ctr,aes128-cbc,3des-cbc\nMACs hmac-sha2-256,hmac-sha1,umac-64@openssh.com,hmac-md5\nKexAlgorithms curve25519-sha256,diffie-hellman-group14-sha1,diffie-hellman-group1-sha1\n", mtime: at("2021-11-05T12:00:00Z") } } },
  cron: { "/etc/crontab": "SHELL=/bin/bash\nPATH=/sbin:/bin:/usr/sbin:/usr/bin\nMAILTO=root\n", "/etc/cron.d/0hourly": "SHELL=/bin/bash\nPATH=/sbin:/bin:/usr/sbin:/usr/bin\nMAILTO=root\n01 * * * * root run-parts /etc/cron.hourly\n", "/etc/cron.d/zimbra-backup": "#0 1 * * 6 root /usr/local/sbin/zmbackup-site.sh full\n", "/etc/cron.daily/logrotate": "#!/bin/sh\n/usr/sbin/logrotate -s /var/lib/logrotate/logrotate.status /etc/logrotate.conf\n" },
  links: [{ name: "ens192", v4: ["10.20.0.5/24"], gateway: "10.20.0.1" }, { name: "ens224", v4: ["198.51.100.25/24"], v6: ["2001:db8:88::25/64"], gateway6: "2001:db8:88::1" }], resolv: "search example.com\nnameserver 8.8.8.8\nnameserver 1.1.1.1\n",
  firewall: { four: FIREWALL, six: "", files: { "/etc/sysconfig/iptables": `# sample configuration for iptables service\n${FIREWALL}`, "/etc/sysconfig/ip6tables": "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n" } },
  processes: processesOf({ zimbra: BOOT + 120, boot: BOOT, uids: { syslog: 0 }, extra: [["chronyd", 901, 996, BOOT + 8], ["ntpd", 905, 38, BOOT + 8], ["fail2ban-server", 1180, 0, BOOT + 10]], gone: { java: ["/usr/lib64/libc-2.17.so", "/usr/lib64/libnss3.so"], master: ["/usr/lib64/libssl.so.1.0.2k"] } }),
  listeners: [...listenersOf({ own: "0.0.0.0", java: "0.0.0.0", ssh: ["0.0.0.0:22", "[::]:22"], sshPid: 1121, proxy: [80, 110, 143, 443, 993, 995, 9071], extra: [["tcp", "0.0.0.0:8080", "java", 2514]] }).filter(([, local]) => !local.includes("127.0.0.53")), ["udp", "0.0.0.0:123", "ntpd", 905], ["udp", "127.0.0.1:323", "chronyd", 901]],
  jails: { sshd: { log: ["/var/log/secure"], failed: 3, total: 8812, banned: ["203.0.113.77"], bans: 1402, bantime: 300, findtime: 600, maxretry: 25, ignore: ["127.0.0.1/8", "10.0.0.0/8", "198.51.100.0/22"], port: "22" } },
  ntp: [" 10.20.0.1       .INIT.          16 u    - 1024    0    0.000    0.000   0.000", " 192.0.2.123     .INIT.          16 u    - 1024    0    0.000    0.000   0.000"],
});

const fill = (place) => {
  const root = openRoot(place, { boot: BOOT, now: NOW, users: { postfix: 997 } });
  const tree = directory();
  installSystem(root);
  installChrony(root, { path: "/etc/chrony.conf", reference: "7F7F0101 ()", stratum: 10, offset: "0.000000000", sources: [["^?", "192.0.2.123", 0, 10, 0, "-", "   +0ns[   +0ns] +/-    0ns"]], config: "server 192.0.2.123 iburst\nlocal stratum 10\ndriftfile /var/lib/chrony/drift\nrtcsync\n" });
  installZimbra(root, {
    host: HOST, roles: ["store", "mta", "proxy", "ldap"], directory: tree, written: at("2022-09-16T04:00:00Z"), pax: false, slow: 2.4,
    release: { release: "Release 8.8.15_GA_3869.RHEL7_64_20190918004220 RHEL7_64 FOSS edition, Patch 8.8.15_P33.", platform: "RHEL7_64", time: PATCHED, history: HISTORY, crontab: crontabWith("").replace("0 3 * * * /opt/zimbra/libexec/zmcheckexpiredcerts -days 30 -email", "#0 3 * * * /opt/zimbra/libexec/zmcheckexpiredcerts -days 30 -email"),
      extensions: { nginx_lookup: { "nginx-lookup.jar": { size: 31022 } }, clamscanner: { "clamscanner.jar": { size: 8014 } }, "com_zimbra_social": { "com_zimbra_social.jar": { size: 20211 } }, tools: { "adminfix.jar": { size: 4100, mtime: at("2022-09-09T01:02:00Z") } } },
      zimlets: ["com_zimbra_attachmail", "com_zimbra_date", "com_zimbra_email", "com_zimbra_phone", "com_zimbra_social", "com_zimbra_url", "com_zimbra_webex", "com_zimbra_ymemoticons"] },
    webapps: { extra: [{ path: "/opt/zimbra/jetty_base/webapps/zimbra/public/jsp/ping.jsp", time: at("2022-09-08T23:41:07Z") }] },
    localconfig: { set: localconfigOf({ host: HOST, seed: SEED, ldap: `ldap://${HOST}:389`, changes: { ldap_common_tlsprotocolmin: "3.1", ldap_starttls_supported: "0", zimbra_require_interprocess_security: "0", postjournal_enabled: "true", zimbra_http_originating_ip_header: "X-Real-IP", zimbra_zmjava_options: "-Xmx256m -Dhttps.protocols=TLSv1,TLSv1.1,TLSv1.2" } }),
      unknown: ["zimbra_same_site_cookie", "zimbra_strict_unclosed_comment_tag", "zimbra_use_owasp_html_sanitizer"] },
    postfix: { version: "3.4.5", networks: "127.0.0.0/8 10.0.0.0/8 192.168.0.0/16", master: { opendkim: false }, unknown: ["smtpd_relay_before_recipient_restrictions", "smtp_tls_connection_reuse", "info_log_address_format", "known_tcp_ports", "postlog_service_name"], main: { smtpd_tls_auth_only: "no",
      smtpd_recipient_restrictions: "reject_non_fqdn_recipient, permit_sasl_authenticated, permit_mynetworks, reject_unlisted_recipient, reject_invalid_helo_hostname, reject_non_fqdn_sender, reject_rbl_client dnsbl.njabl.org, reject_rbl_client cbl.abuseat.org, permit",
      postscreen_dnsbl_sites: "bl.spamcop.net*2 dnsbl.sorbs.net", smtpd_banner: "$myhostname ESMTP $mail_name ($mail_version)" } },
    amavis: { cpio: ["pax", "gcpio", "cpio"], banned: ["\\.exe", "\\.scr"], kill: "19", bypass: { originating: 1 } },
    jetty: { protocols: ["SSLv2Hello", "TLSv1", "TLSv1.1", "TLSv1.2"], exclude: ["SSL_RSA_WITH_DES_CBC_SHA", ".*_RC4_.*"] },
    nginx: { protocols: ["TLSv1", "TLSv1.1", "TLSv1.2"], ciphers: tree.schema.globalDefaults.zimbraReverseProxySSLCiphers[0], strict: false, admin: true, http: "both", startTls: "on", domains: [{ names: ["mail.example.com"] }] },
    tls: { version: "1.1.1h  22 Sep 2020", chain: ["neglected-server"], ca: "neglected-ca", issued: at("2021-03-10T09:05:00Z"), deployed: at("2021-03-10T09:06:00Z"), created: "Mar 10, 2021", dh: { bits: 1024, mtime: at("2016-01-01T00:00:00Z") },
      keys: { "/opt/zimbra/ssl/zimbra/server/server.key.bak": { of: "neglected-server", mode: "644", mtime: at("2021-03-10T09:00:00Z") }, "/tmp/mx.key": { of: "neglected-server", mode: "666", owner: "root", mtime: at("2021-03-10T08:59:00Z") } } },
  });
  installLogs(root, {
    files: { "/var/log/messages": [44120112, NOW - 2], "/var/log/secure": [81220118, NOW - 1], "/var/log/maillog": [122010044, NOW - 1], "/var/log/zimbra.log": [910223881, NOW - 1], "/var/log/zimbra-stats.log": [22100411, NOW - 30], "/opt/zimbra/log/nginx.log": [812003, NOW - 300, "zimbra", "zimbra"] },
    audit: { size: 9120334, mtime: NOW - 5, text: auditLog(Array.from({ length: 40 }, (_, index) => [NOW - 40000 + index * 901, index % 7 === 3 ? "AdminAuth" : "Auth", `user${String(index + 1).padStart(3, "0")}@example.com`, "10.20.0.5", undefined, index % 4 === 0 ? "invalid password" : undefined]), "ZimbraWebClient - GC104 (Win)/8.8.15_GA_3869") },
    mailbox: { size: 81220911, mtime: NOW - 3, text: "" }, access: { size: 55120301, mtime: NOW - 1, text: accessLog(Array.from({ length: 30 }, (_, index) => [NOW - 900000 + index * 30000, "10.20.7.4", index % 3 === 0 ? "GET /service/preauth?account=user005@corp.example.com&by=name&timestamp=1&expires=0&preauth=x" : "GET /zimbra/"])) },
    config: CENTOS_RSYSLOG,
  });
  root.close();
};

export default { name: SEED, hosts: [{ name: HOST, fill }] };
