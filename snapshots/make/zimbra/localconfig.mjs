// localconfig.xml as the installer writes it. Its passwords stand for passwords: they open nothing, and the collector must leave
// them behind.
import { base64Of } from "../seed.mjs";

const PASSWORDS = ["antispam_mysql_password", "antispam_mysql_root_password", "ldap_amavis_password", "ldap_bes_searcher_password", "ldap_nginx_password", "ldap_postfix_password", "ldap_replication_password",
  "ldap_root_password", "mailboxd_keystore_password", "mysql_root_password", "zimbra_ldap_password", "zimbra_mysql_password", "zimbra_logger_mysql_password"];

export const localconfigOf = ({ host, seed, ldap, master = ldap, isMaster = "true", changes = {} }) => ({
  ...Object.fromEntries(PASSWORDS.map((key) => [key, base64Of(9, seed, key).replace(/[^A-Za-z0-9]/g, "x")])),
  av_notify_domain: host.split(".").slice(1).join("."), av_notify_user: `admin@${host.split(".").slice(1).join(".")}`, ldap_host: host, ldap_is_master: isMaster, ldap_master_url: master, ldap_port: "389",
  ldap_starttls_supported: "1", ldap_starttls_required: "true", ldap_url: ldap, ldap_common_tlsprotocolmin: "3.3", mailboxd_directory: "/opt/zimbra/mailboxd", mailboxd_keystore: "/opt/zimbra/mailboxd/etc/keystore",
  mailboxd_java_heap_size: "3072", mailboxd_java_heap_new_size_percent: "25", mailboxd_server: "jetty", mailboxd_truststore: "/opt/zimbra/common/etc/java/cacerts", mailboxd_truststore_password: "changeit",
  mysql_bind_address: "127.0.0.1", mysql_innodb_buffer_pool_size: "4616945664", mysql_memory_percent: "30", mysql_port: "7306", postfix_mail_owner: "postfix", postfix_setgid_group: "postdrop",
  smtp_destination: `admin@${host.split(".").slice(1).join(".")}`, smtp_notify: "yes", smtp_source: `admin@${host.split(".").slice(1).join(".")}`, snmp_notify: "yes", snmp_trap_host: host, spell_java_home: "/opt/zimbra/common/lib/jvm/java",
  ssl_allow_accept_untrusted_certs: "true", ssl_allow_mismatched_certs: "true", ssl_allow_untrusted_certs: "true", ssl_default_digest: "sha256", timezone_file: "/opt/zimbra/conf/timezones.ics",
  zimbra_gid: "998", zimbra_java_home: "/opt/zimbra/common/lib/jvm/java", zimbra_ldap_userdn: "uid=zimbra,cn=admins,cn=zimbra", zimbra_log4j_properties: "/opt/zimbra/conf/log4j.properties",
  zimbra_mail_service_port: "8080", zimbra_mysql_connector_maxActive: "100", zimbra_mysql_user: "zimbra", zimbra_require_interprocess_security: "1", zimbra_server_hostname: host, zimbra_tmp_directory: "/opt/zimbra/data/tmp",
  zimbra_uid: "998", zimbra_user: "zimbra", zimbra_vami_installmode: "single", zimbra_zmjava_options: "-Xmx256m -Djava.net.preferIPv4Stack=true", zimbra_zmprov_default_to_ldap: "false",
  ...changes,
});
