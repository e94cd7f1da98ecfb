// postconf of Zimbra's Postfix: the compiled defaults as postconf -d printed them once, main.cf as zmconfigd writes it from the
// directory, and master.cf.
import { readFileSync } from "node:fs";

const readDefaults = () => new Map(readFileSync(new URL("../recorded/postconf-d.txt", import.meta.url), "utf8").trimEnd().split("\n")
  .map((line) => { const at = line.indexOf(" ="); return [line.slice(0, at), line.slice(at + 3)]; }));

const PLACES = {
  command_directory: "/opt/zimbra/common/sbin", config_directory: "/opt/zimbra/common/conf", daemon_directory: "/opt/zimbra/common/libexec",
  data_directory: "/opt/zimbra/data/postfix/data", queue_directory: "/opt/zimbra/data/postfix/spool", mailq_path: "/opt/zimbra/common/sbin/mailq",
  manpage_directory: "/opt/zimbra/common/share/man", newaliases_path: "/opt/zimbra/common/sbin/newaliases", sendmail_path: "/opt/zimbra/common/sbin/sendmail",
  meta_directory: "/opt/zimbra/common/conf", shlib_directory: "no", sample_directory: "/opt/zimbra/common/conf",
};

/** main.cf of a release: literal lines of the template, then what follows the directory. */
const mainCf = (of) => ({
  ...PLACES,
  alias_maps: "lmdb:/etc/aliases", always_add_missing_headers: "yes", bounce_notice_recipient: "postmaster", bounce_queue_lifetime: "5d", broken_sasl_auth_clients: "yes",
  content_filter: "smtp-amavis:[127.0.0.1]:10024", default_process_limit: "100", delay_warning_time: "0h", header_checks: "", in_flow_delay: "1s", inet_protocols: "ipv4",
  lmtp_connection_cache_destinations: "", lmtp_connection_cache_time_limit: "4s", lmtp_host_lookup: "dns", lmtp_tls_CAfile: "", lmtp_tls_CApath: "", lmtp_tls_ciphers: "export",
  lmtp_tls_exclude_ciphers: "", lmtp_tls_loglevel: "0", lmtp_tls_mandatory_ciphers: "medium", lmtp_tls_mandatory_protocols: "!SSLv2, !SSLv3", lmtp_tls_protocols: "!SSLv2, !SSLv3",
  lmtp_tls_security_level: "may", local_header_rewrite_clients: "permit_mynetworks,permit_sasl_authenticated", mail_owner: "postfix", mailbox_size_limit: "0",
  maximal_backoff_time: "4000s", message_size_limit: "10240000", milter_command_timeout: "30s", milter_connect_timeout: "30s", milter_content_timeout: "300s",
  milter_default_action: "tempfail", minimal_backoff_time: "300s", mydestination: "localhost", myhostname: of.host, mynetworks: of.networks, mynetworks_style: "subnet",
  notify_classes: "resource, software", policy_time_limit: "3600", postscreen_access_list: "permit_mynetworks", postscreen_bare_newline_action: "ignore",
  postscreen_bare_newline_enable: "no", postscreen_blacklist_action: "ignore", postscreen_cache_cleanup_interval: "12h", postscreen_cache_retention_time: "7d",
  postscreen_command_count_limit: "20", postscreen_dnsbl_action: "ignore", postscreen_dnsbl_min_ttl: "60s", postscreen_dnsbl_reply_map: "", postscreen_dnsbl_sites: "",
  postscreen_dnsbl_threshold: "1", postscreen_dnsbl_ttl: "1h", postscreen_dnsbl_whitelist_threshold: "0", postscreen_greet_action: "ignore", postscreen_greet_ttl: "1d",
  postscreen_non_smtp_command_action: "drop", postscreen_non_smtp_command_enable: "no", postscreen_pipelining_action: "enforce", postscreen_pipelining_enable: "no",
  postscreen_upstream_proxy_protocol: "", postscreen_watchdog_timeout: "10s", postscreen_whitelist_interfaces: "static:all", propagate_unmatched_extensions: "canonical",
  queue_run_delay: "300s", recipient_delimiter: "", relayhost: "", sender_canonical_maps: "proxy:ldap:/opt/zimbra/conf/ldap-scm.cf", setgid_group: "postdrop",
  smtp_cname_overrides_servername: "no", smtp_fallback_relay: "", smtp_generic_maps: "", smtp_helo_name: "$myhostname", smtp_sasl_auth_enable: "no",
  smtp_sasl_mechanism_filter: "", smtp_sasl_password_maps: "", smtp_sasl_security_options: "noplaintext,noanonymous", smtp_tls_CAfile: "", smtp_tls_CApath: "",
  smtp_tls_ciphers: "export", smtp_tls_loglevel: "0", smtp_tls_mandatory_ciphers: "medium", smtp_tls_mandatory_protocols: "!SSLv2, !SSLv3", smtp_tls_protocols: "!SSLv2, !SSLv3",
  smtp_tls_security_level: "may", smtp_transport_rate_delay: "$default_transport_rate_delay", smtpd_banner: "$myhostname ESMTP $mail_name", smtpd_client_auth_rate_limit: "0",
  smtpd_client_port_logging: "no", smtpd_client_restrictions: "reject_unauth_pipelining", smtpd_data_restrictions: "reject_unauth_pipelining", smtpd_end_of_data_restrictions: "",
  smtpd_error_sleep_time: "1s", smtpd_hard_error_limit: "20", smtpd_helo_required: "yes", smtpd_milters: "", smtpd_proxy_timeout: "100s",
  smtpd_recipient_restrictions: "reject_non_fqdn_recipient, permit_sasl_authenticated, permit_mynetworks, reject_unlisted_recipient, reject_invalid_helo_hostname, reject_non_fqdn_sender, permit",
  smtpd_reject_unlisted_recipient: "no", smtpd_reject_unlisted_sender: "no", smtpd_relay_restrictions: "permit_sasl_authenticated, permit_mynetworks, reject_unauth_destination",
  smtpd_sasl_auth_enable: "yes", smtpd_sasl_authenticated_header: "no", smtpd_sasl_security_options: "noanonymous", smtpd_sasl_tls_security_options: "$smtpd_sasl_security_options",
  smtpd_sender_login_maps: "",
  smtpd_sender_restrictions: "check_sender_access regexp:/opt/zimbra/common/conf/tag_as_originating.re, permit_mynetworks, permit_sasl_authenticated, permit_tls_clientcerts, check_sender_access regexp:/opt/zimbra/common/conf/tag_as_foreign.re",
  smtpd_soft_error_limit: "10", smtpd_tls_CAfile: "", smtpd_tls_CApath: "", smtpd_tls_ask_ccert: "no", smtpd_tls_auth_only: "yes", smtpd_tls_ccert_verifydepth: "9",
  smtpd_tls_cert_file: "/opt/zimbra/conf/smtpd.crt", smtpd_tls_ciphers: "export", smtpd_tls_dh1024_param_file: "/opt/zimbra/conf/dhparam.pem", smtpd_tls_exclude_ciphers: "",
  smtpd_tls_key_file: "/opt/zimbra/conf/smtpd.key", smtpd_tls_loglevel: "1", smtpd_tls_mandatory_ciphers: "medium", smtpd_tls_mandatory_protocols: "!SSLv2, !SSLv3",
  smtpd_tls_protocols: "!SSLv2, !SSLv3", smtpd_tls_received_header: "no", smtpd_tls_security_level: "may", transport_maps: "proxy:ldap:/opt/zimbra/conf/ldap-transport.cf",
  unverified_recipient_defer_code: "250", virtual_alias_domains: "proxy:ldap:/opt/zimbra/conf/ldap-vad.cf", virtual_alias_expansion_limit: "10000",
  virtual_alias_maps: "proxy:ldap:/opt/zimbra/conf/ldap-vam.cf", virtual_mailbox_domains: "proxy:ldap:/opt/zimbra/conf/ldap-vmd.cf",
  virtual_mailbox_maps: "proxy:ldap:/opt/zimbra/conf/ldap-vmm.cf", virtual_transport: "error",
  ...of.main,
});

const REINJECT = ["content_filter=", "local_recipient_maps=", "virtual_mailbox_maps=", "virtual_alias_maps=", "relay_recipient_maps=", "smtpd_restriction_classes=",
  "smtpd_delay_reject=no", "smtpd_client_restrictions=permit_mynetworks,reject", "smtpd_helo_restrictions=", "smtpd_sender_restrictions=", "smtpd_reject_unlisted_sender=no",
  "smtpd_relay_restrictions=", "smtpd_recipient_restrictions=permit_mynetworks,reject", "smtpd_data_restrictions=reject_unauth_pipelining", "smtpd_end_of_data_restrictions=",
  "mynetworks_style=host", "mynetworks=127.0.0.0/8,[::1]/128", "strict_rfc821_envelopes=yes", "smtpd_error_sleep_time=0", "smtpd_soft_error_limit=1001", "smtpd_hard_error_limit=1000",
  "smtpd_client_connection_count_limit=0", "smtpd_client_connection_rate_limit=0", "receive_override_options=no_header_body_checks,no_unknown_recipient_checks,no_address_mappings",
  "local_header_rewrite_clients=", "syslog_name=postfix/amavisd"];

const services = ({ submission = {}, smtps = {}, without = [], opendkim = true }) => {
  const filter = opendkim ? ["content_filter=scan:[127.0.0.1]:10030"] : [];
  const sasl = { "465": "yes", submission: "yes" };
  return [
    ["smtp", "inet", "n", "-", "n", "-", "1", "postscreen", []],
    ["smtpd", "pass", "-", "-", "n", "-", "-", "smtpd", filter],
    ["tlsproxy", "unix", "-", "-", "n", "-", "0", "tlsproxy", []],
    ["dnsblog", "unix", "-", "-", "n", "-", "0", "dnsblog", []],
    ["465", "inet", "n", "-", "n", "-", "-", "smtpd", [...filter, "smtpd_tls_wrappermode=yes", `smtpd_sasl_auth_enable=${smtps.sasl ?? sasl["465"]}`, "smtpd_client_restrictions=",
      "smtpd_data_restrictions=", "smtpd_helo_restrictions=", "smtpd_recipient_restrictions=", "smtpd_relay_restrictions=permit_sasl_authenticated,reject",
      "syslog_name=postfix/smtps", "milter_macro_daemon_name=ORIGINATING", ...(smtps.more ?? [])]],
    ["submission", "inet", "n", "-", "n", "-", "-", "smtpd", [...filter, "smtpd_etrn_restrictions=reject", `smtpd_sasl_auth_enable=${submission.sasl ?? sasl.submission}`, "smtpd_tls_security_level=may",
      "smtpd_client_restrictions=permit_sasl_authenticated,reject", "smtpd_data_restrictions=", "smtpd_helo_restrictions=", "smtpd_recipient_restrictions=",
      "smtpd_relay_restrictions=permit_sasl_authenticated,reject", "syslog_name=postfix/submission", "milter_macro_daemon_name=ORIGINATING", ...(submission.more ?? [])]],
    ["scan", "unix", "-", "-", "n", "-", "10", "smtp", ["smtp_send_xforward_command=yes", "disable_mime_output_conversion=yes", "smtp_generic_maps="]],
    ["pickup", "fifo", "n", "-", "n", "60", "1", "pickup", []], ["cleanup", "unix", "n", "-", "n", "-", "0", "cleanup", []], ["qmgr", "fifo", "n", "-", "n", "300", "1", "qmgr", []],
    ["tlsmgr", "unix", "-", "-", "n", "1000?", "1", "tlsmgr", []], ["rewrite", "unix", "-", "-", "n", "-", "-", "trivial-rewrite", []], ["bounce", "unix", "-", "-", "n", "-", "0", "bounce", []],
    ["defer", "unix", "-", "-", "n", "-", "0", "bounce", []], ["trace", "unix", "-", "-", "n", "-", "0", "bounce", []], ["verify", "unix", "-", "-", "n", "-", "1", "verify", []],
    ["flush", "unix", "n", "-", "n", "1000?", "0", "flush", []], ["proxymap", "unix", "-", "-", "n", "-", "-", "proxymap", []], ["smtp", "unix", "-", "-", "n", "-", "-", "smtp", []],
    ["relay", "unix", "-", "-", "n", "-", "-", "smtp", []], ["showq", "unix", "n", "-", "n", "-", "-", "showq", []], ["error", "unix", "-", "-", "n", "-", "-", "error", []],
    ["retry", "unix", "-", "-", "n", "-", "-", "error", []], ["discard", "unix", "-", "-", "n", "-", "-", "discard", []], ["local", "unix", "-", "n", "n", "-", "-", "local", []],
    ["virtual", "unix", "-", "n", "n", "-", "-", "virtual", []], ["lmtp", "unix", "-", "-", "n", "-", "-", "lmtp", []], ["anvil", "unix", "-", "-", "n", "-", "1", "anvil", []],
    ["scache", "unix", "-", "-", "n", "-", "1", "scache", []],
    ["smtp-amavis", "unix", "-", "-", "n", "-", "10", "smtp", ["smtp_tls_security_level=none", "smtp_data_done_timeout=1200", "smtp_send_xforward_command=yes", "disable_dns_lookups=yes", "max_use=20"]],
    ["[127.0.0.1]:10025", "inet", "n", "-", "n", "-", "-", "smtpd", REINJECT],
    ["127.0.0.1:10027", "inet", "n", "n", "n", "-", "0", "spawn", []],
    ["[127.0.0.1]:10030", "inet", "n", "-", "n", "-", "-", "smtpd", ["local_recipient_maps=", "virtual_mailbox_maps=", "virtual_alias_maps=", "relay_recipient_maps=", "smtpd_restriction_classes=",
      "smtpd_delay_reject=no", "smtpd_client_restrictions=permit_mynetworks,reject", "smtpd_helo_restrictions=", "smtpd_sender_restrictions=", "smtpd_relay_restrictions=",
      "smtpd_recipient_restrictions=permit_mynetworks,reject", "mynetworks_style=host", "mynetworks=127.0.0.0/8,[::1]/128", "smtpd_milters=inet:localhost:8465", "syslog_name=postfix/dkimmilter"]],
  ].filter(([name, type]) => !without.includes(`${name}/${type}`));
};

const WIDTHS = [10, 5, 7, 7, 7, 7, 7];

/** `spawn` has an argument of its own after the program's name. */
const masterLine = ([name, type, ...fields]) => {
  const options = fields.at(-1);
  const columns = [name, type, ...fields.slice(0, 5)].map((field, index) => field.padEnd(WIDTHS[index])).join(" ");
  const rest = fields[5] === "spawn" ? " user=zimbra argv=/opt/zimbra/libexec/zmpostjournal" : "";
  return `${columns} ${fields[5]}${rest}${options.map((option) => ` -o ${option}`).join("")}\n`;
};

export const installPostfix = (root, { version = "3.6.14", master = {}, time, ...of }) => {
  const defaults = readDefaults();
  defaults.set("mail_version", version);
  for (const name of of.unknown ?? []) defaults.delete(name);
  const set = Object.fromEntries(Object.entries(mainCf(of)).filter(([name]) => defaults.has(name)));
  const print = (entries) => entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => `${name} =${value === "" ? " " : ` ${value}`}\n`).join("");
  const rows = services(master);
  root.tool("/opt/zimbra/common/sbin/postconf", [
    { when: "", out: print([...new Map([...defaults, ...Object.entries(set)])]), ms: 60 },
    { when: "-d", out: print([...defaults]), ms: 40 },
    { when: "-n", out: print(Object.entries(set)), ms: 50 },
    { when: "-M", out: rows.map(masterLine).join(""), ms: 40 },
    { when: "-P", out: rows.flatMap((row) => row.at(-1).map((option) => `${row[0]}/${row[1]}/${option.replace("=", " = ")}\n`)).join(""), ms: 40 },
  ]);
  for (const map of ["vad", "vam", "vmd", "vmm", "transport", "scm", "slm"]) root.put(`/opt/zimbra/conf/ldap-${map}.cf`, "", { owner: "root", group: "postfix", mode: "640", size: 480 + map.length, mtime: time });
  root.put("/opt/zimbra/conf/postfix_header_checks", "", { owner: "zimbra", size: 312, mtime: time });
  for (const file of ["main.cf", "master.cf"]) root.put(`/opt/zimbra/common/conf/${file}`, "", { size: 9120 + file.length * 7, mtime: time });
  for (const file of ["/etc/aliases", "/etc/aliases.lmdb"]) root.put(file, "", { size: file.endsWith("s") ? 61 : 12288, mtime: time });
};
