// Zimbra 8.8.15 on CentOS 7, upgraded for years and patched by half.
import { installChrony } from "../tools/time.mjs";
import { accessLog, auditLog, installLogs } from "../tools/logs.mjs";
import { CENTOS_RSYSLOG } from "../tools/centos-host.mjs";
import { openRoot } from "../root/open-root.mjs";
import { recipientRestrictions } from "../zimbra/main-cf.mjs";
import { at } from "../seed.mjs";
import { crontabWith } from "../zimbra/crontab.mjs";
import { installZimbra } from "../zimbra/host.mjs";
import { localconfigOf } from "../zimbra/localconfig.mjs";
import { directory } from "./neglected-directory.mjs";
import { HOST, SEED } from "./neglected-names.mjs";
import { NOW, BOOT, PATCHED } from "./neglected-times.mjs";
import { installSystem } from "./neglected-system.mjs";

const HISTORY = [
  "1299492000: INSTALL SESSION START",
  "1299492420: INSTALLED zimbra-core-6.0.10_GA_2692.RHEL5_64-20101215170845.x86_64",
  "1299493900: INSTALL SESSION COMPLETE",
  "1398000000: UPGRADED zimbra-core-8.0.7_GA_6021.RHEL6_64-20140408123911.x86_64",
  "1489000000: UPGRADED zimbra-core-8.7.11_GA_1854.RHEL7_64-20170531151956.x86_64",
  "1575000000: UPGRADED zimbra-core-8.8.15_GA_3869.RHEL7_64-20190918004220.x86_64",
  "1575000900: CONFIGURED BEGIN",
  "1575000930: CONFIGURED END",
  "1612200000: CONFIGURED mta-patch 8.8.15_P26",
  `${PATCHED}: CONFIGURED patch 8.8.15_P30`,
  "1663300000: CONFIGURED proxy-patch 8.8.15_P33",
];

const fill = (place) => {
  const root = openRoot(place, { boot: BOOT, now: NOW, users: { postfix: 997 } });
  const tree = directory();
  installSystem(root);
  installChrony(root, {
    path: "/etc/chrony.conf",
    reference: "7F7F0101 ()",
    stratum: 10,
    offset: "0.000000000",
    sources: [["^?", "192.0.2.123", 0, 10, 0, "-", "   +0ns[   +0ns] +/-    0ns"]],
    config: "server 192.0.2.123 iburst\nlocal stratum 10\ndriftfile /var/lib/chrony/drift\nrtcsync\n",
  });
  installZimbra(root, {
    host: HOST,
    roles: ["store", "mta", "proxy", "ldap"],
    directory: tree,
    written: at("2022-09-16T04:00:00Z"),
    pax: false,
    slow: 2.4,
    release: {
      release: "Release 8.8.15_GA_3869.RHEL7_64_20190918004220 RHEL7_64 FOSS edition, Patch 8.8.15_P33.",
      platform: "RHEL7_64",
      time: PATCHED,
      history: HISTORY,
      crontab: crontabWith("").replace(
        "0 3 * * * /opt/zimbra/libexec/zmcheckexpiredcerts -days 30 -email",
        "#0 3 * * * /opt/zimbra/libexec/zmcheckexpiredcerts -days 30 -email",
      ),
      extensions: {
        nginx_lookup: { "nginx-lookup.jar": { size: 31022 } },
        clamscanner: { "clamscanner.jar": { size: 8014 } },
        com_zimbra_social: { "com_zimbra_social.jar": { size: 20211 } },
        tools: { "adminfix.jar": { size: 4100, mtime: at("2022-09-09T01:02:00Z") } },
      },
      zimlets: [
        "com_zimbra_attachmail",
        "com_zimbra_date",
        "com_zimbra_email",
        "com_zimbra_phone",
        "com_zimbra_social",
        "com_zimbra_url",
        "com_zimbra_webex",
        "com_zimbra_ymemoticons",
      ],
    },
    webapps: { extra: [{ path: "/opt/zimbra/jetty_base/webapps/zimbra/public/jsp/ping.jsp", time: at("2022-09-08T23:41:07Z") }] },
    localconfig: {
      set: localconfigOf({
        host: HOST,
        seed: SEED,
        ldap: `ldap://${HOST}:389`,
        changes: {
          ldap_common_tlsprotocolmin: "3.1",
          ldap_starttls_supported: "0",
          zimbra_require_interprocess_security: "0",
          postjournal_enabled: "true",
          zimbra_http_originating_ip_header: "X-Real-IP",
          zimbra_zmjava_options: "-Xmx256m -Dhttps.protocols=TLSv1,TLSv1.1,TLSv1.2",
        },
      }),
      unknown: ["zimbra_same_site_cookie", "zimbra_strict_unclosed_comment_tag", "zimbra_use_owasp_html_sanitizer"],
    },
    postfix: {
      version: "3.4.5",
      networks: "127.0.0.0/8 10.0.0.0/8 192.168.0.0/16",
      master: { opendkim: false },
      unknown: [
        "smtpd_relay_before_recipient_restrictions",
        "smtp_tls_connection_reuse",
        "info_log_address_format",
        "known_tcp_ports",
        "postlog_service_name",
      ],
      main: {
        smtpd_tls_auth_only: "no",
        smtpd_recipient_restrictions: recipientRestrictions(
          "reject_invalid_helo_hostname",
          "reject_non_fqdn_sender",
          "reject_rbl_client dnsbl.njabl.org",
          "reject_rbl_client cbl.abuseat.org",
        ),
        postscreen_dnsbl_sites: "bl.spamcop.net*2 dnsbl.sorbs.net",
        smtpd_banner: "$myhostname ESMTP $mail_name ($mail_version)",
      },
    },
    amavis: { cpio: ["pax", "gcpio", "cpio"], banned: [".exe", ".scr"], kill: "19", bypass: { originating: 1 } },
    jetty: { protocols: ["SSLv2Hello", "TLSv1", "TLSv1.1", "TLSv1.2"], exclude: ["SSL_RSA_WITH_DES_CBC_SHA", ".*_RC4_.*"] },
    nginx: {
      protocols: ["TLSv1", "TLSv1.1", "TLSv1.2"],
      ciphers: tree.schema.globalDefaults.zimbraReverseProxySSLCiphers[0],
      strict: false,
      admin: true,
      http: "both",
      startTls: "on",
      domains: [{ names: ["mail.example.com"] }],
    },
    tls: {
      version: "1.1.1h  22 Sep 2020",
      chain: ["neglected-server"],
      ca: "neglected-ca",
      issued: at("2021-03-10T09:05:00Z"),
      deployed: at("2021-03-10T09:06:00Z"),
      created: "Mar 10, 2021",
      dh: { bits: 1024, mtime: at("2016-01-01T00:00:00Z") },
      keys: {
        "/opt/zimbra/ssl/zimbra/server/server.key.bak": { of: "neglected-server", mode: "644", mtime: at("2021-03-10T09:00:00Z") },
        "/tmp/mx.key": { of: "neglected-server", mode: "666", owner: "root", mtime: at("2021-03-10T08:59:00Z") },
      },
    },
  });
  installLogs(root, {
    files: {
      "/var/log/messages": [44120112, NOW - 2],
      "/var/log/secure": [81220118, NOW - 1],
      "/var/log/maillog": [122010044, NOW - 1],
      "/var/log/zimbra.log": [910223881, NOW - 1],
      "/var/log/zimbra-stats.log": [22100411, NOW - 30],
      "/opt/zimbra/log/nginx.log": [812003, NOW - 300, "zimbra", "zimbra"],
    },
    audit: {
      size: 9120334,
      mtime: NOW - 5,
      text: auditLog(
        Array.from({ length: 40 }, (_, index) => [
          NOW - 40000 + index * 901,
          index % 7 === 3 ? "AdminAuth" : "Auth",
          `user${String(index + 1).padStart(3, "0")}@example.com`,
          "10.20.0.5",
          undefined,
          index % 4 === 0 ? "invalid password" : undefined,
        ]),
        "ZimbraWebClient - GC104 (Win)/8.8.15_GA_3869",
      ),
    },
    mailbox: { size: 81220911, mtime: NOW - 3, text: "" },
    access: {
      size: 55120301,
      mtime: NOW - 1,
      text: accessLog(
        Array.from({ length: 30 }, (_, index) => [
          NOW - 900000 + index * 30000,
          "10.20.7.4",
          index % 3 === 0
            ? "GET /service/preauth?account=user005@corp.example.com&by=name&timestamp=1&expires=0&preauth=x"
            : "GET /zimbra/",
        ]),
      ),
    },
    config: CENTOS_RSYSLOG,
  });
  root.close();
};

export default { name: SEED, hosts: [{ name: HOST, fill }] };
