export interface SourcePart {
  readonly name: string;
  /** What the collector runs or reads for it. */
  readonly command: string;
}

/** Parts that are counted on the host. */
export interface OpenParts {
  /** What there is one of, and what its part is named after. */
  readonly oneA: string;
  /** The word of the command that stands for the part's name. */
  readonly placeholder: string;
  readonly command: string;
}

export interface SourceRow {
  readonly id: string;
  /** The parts with fixed names; the first is the default one. */
  readonly parts: readonly SourcePart[];
  readonly open?: OpenParts;
  readonly user: "root" | "zimbra" | "any";
}

const part = (name: string, command: string): SourcePart => ({ name, command });
const each = (oneA: string, placeholder: string, command: string): OpenParts => ({ oneA, placeholder, command });
const file = (what = "cat FILE"): OpenParts => each("file, named after its path", "FILE", what);
const row = (id: string, user: SourceRow["user"], parts: readonly SourcePart[], open?: OpenParts): SourceRow =>
  open ? { id, parts, open, user } : { id, parts, user };

const dpkgList = "dpkg-query -W -f='${binary:Package}\\t${db:Status-Abbrev}\\t${Version}\\t" +
  "${Architecture}\\t${source:Package}\\t${source:Version}\\n'";
const rpmList = "rpm -qa --nodigest --nosignature --qf '%{NAME}\\t%{EPOCHNUM}\\t" +
  "%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\t%{INSTALLTIME}\\t%{SOURCERPM}\\t%{SIGPGP:pgpsig}\\n'";
const aptSimulate = "apt-get -s -o Debug::NoLocking=1 -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=";

/** Every source the evaluator knows, in the order of the catalogue. A source with one command has one part. */
export const rows: readonly SourceRow[] = [
  row("os.release", "any", [part("os-release", "cat /etc/os-release"), part("redhat-release", "cat /etc/redhat-release")]),
  row("os.uname", "any", [
    part("uname", "uname -a"),
    part("uptime", "cat /proc/uptime"),
    part("version", "cat /proc/version"),
    part("cmdline", "cat /proc/cmdline (known keys only)"),
    part("hostname", "cat /proc/sys/kernel/hostname"),
  ]),
  row("os.container", "root", [
    part("virt", "systemd-detect-virt"),
    part("status", "grep ^Cap /proc/self/status"),
    part("uid_map", "cat /proc/self/uid_map"),
    part("netns", "whether /proc/self/ns/net is that of process 1"),
  ]),
  row("os.pro", "root", [part("status", "/var/lib/ubuntu-advantage/status.json, names and statuses only")]),
  row("pkg.dpkg", "any", [part("list", dpkgList)]),
  row("pkg.rpm", "any", [part("list", rpmList)]),
  row("pkg.apt.sim", "root", [part("dist-upgrade", `${aptSimulate} dist-upgrade`), part("upgrade", `${aptSimulate} upgrade`)]),
  row("pkg.apt.meta", "root", [
    part("lists", "ls -l --time-style=full-iso /var/lib/apt/lists"),
    part("holds", "apt-mark showhold"),
    part("preferences", "/etc/apt/preferences and /etc/apt/preferences.d"),
    part("sources", "/etc/apt/sources.list and /etc/apt/sources.list.d, without user names and passwords"),
  ]),
  row("pkg.dnf.sec", "root", [part("list", "dnf -C -q updateinfo list --security --updates (yum -C -q updateinfo list security on EL7)")]),
  row("pkg.dnf.check", "root", [part("list", "dnf -C -q check-update (its exit status counts)")]),
  row("pkg.dnf.meta", "root", [
    part("repos", "/etc/yum.repos.d/*.repo, without secrets"),
    part("repomd", "ls -l --time-style=full-iso of each repomd.xml"),
    part("locks", "version locks and excludes"),
  ]),
  row("pkg.reboot", "root", [
    part("flag", "ls /var/run/reboot-required*"),
    part("needs-restarting", "needs-restarting -r"),
    part("kernels", "installed kernels (dpkg-query or rpm -q)"),
  ]),
  row("pkg.verify", "root", [part("verify", "rpm -V or dpkg --verify of the named packages")]),
  row("proc.list", "root", [part("list", "pid, ppid, uid, command name and start time of every process")]),
  row("proc.deleted", "root", [part("list", "processes that have deleted libraries mapped (/proc/*/maps)")]),
  row("zm.version", "zimbra", [
    part("zmcontrol", "zmcontrol -v"),
    part("install_history", "cat /opt/zimbra/.install_history"),
    part("platform", "/opt/zimbra/libexec/get_plat_tag.sh"),
  ]),
  row("zm.global", "zimbra", [part("gacf", "zmprov -l gacf")]),
  row("zm.server", "zimbra", [part("gas", "zmprov -l gas -v")]),
  row("zm.server.own", "zimbra", [part("gas", "zmprov -l gas -v -e")]),
  row("zm.cos", "zimbra", [part("gac", "zmprov -l gac -v")]),
  row("zm.domain", "zimbra", [part("gad", "zmprov -l gad -v")]),
  row("zm.domain.own", "zimbra", [], each("domain, named after it", "DOMAIN", "zmprov -l gd -e DOMAIN")),
  row("zm.accounts", "zimbra", [
    part("accounts", "ldapsearch -LLL -o ldif-wrap=no -E pr=1000/noprompt '(objectClass=zimbraAccount)', named attributes"),
    part("admins", "ldapsearch -LLL -o ldif-wrap=no -E pr=1000/noprompt, the accounts that are administrators, named attributes"),
    part("datasources", "ldapsearch -LLL -o ldif-wrap=no -E pr=1000/noprompt '(objectClass=zimbraDataSource)', named attributes"),
  ]),
  row("zm.admins", "zimbra", [part("gaaa", "zmprov -l gaaa -v")]),
  row("zm.rights", "zimbra", [part("global", "zmprov -l gg -t global")],
    each("domain, named after it", "DOMAIN", "zmprov -l gg -t domain DOMAIN")),
  row("zm.localconfig", "zimbra", [part("effective", "zmlocalconfig -q KEYS"), part("changed", "zmlocalconfig -q -n KEYS")]),
  row("zm.crontab", "root", [part("zimbra", "crontab -u zimbra -l"), part("timers", "systemctl list-timers --all --no-pager")], file()),
  row("zm.amavis", "root", [
    part("amavisd.conf", "/opt/zimbra/conf/amavisd.conf: decoders, banned rules, policy banks, destinies"),
    part("amavisd.conf.in", "/opt/zimbra/conf/amavisd.conf.in: the same"),
  ]),
  row("zm.backup", "root", [
    part("sessions", "ls -l --time-style=full-iso /opt/zimbra/backup/sessions"),
    part("mounts", "device numbers of /opt/zimbra and /opt/zimbra/backup, then findmnt -l"),
  ]),
  row("zm.ext", "root", [], each("folder, named after its path", "FOLDER", "ls -l --time-style=full-iso FOLDER")),
  row("zm.log", "root", [
    part("audit", "last log-in lines of /opt/zimbra/log/audit.log: time, command, result, ip, oip, protocol"),
    part("mailbox", "last log-in lines of /opt/zimbra/log/mailbox.log: time, command, result, ip, oip, protocol"),
    part("preauth", "requests to /service/preauth a day, counted"),
  ]),
  row("zm.robots", "zimbra", [part("extra", "the extra robots file, if there is one")]),
  row("pax.tool", "root", [part("candidates", "path, mode, owner and size of the pax and spax candidates")]),
  row("mta.postconf", "zimbra", [
    part("effective", "postconf"),
    part("changed", "postconf -n"),
    part("master", "postconf -M"),
    part("overrides", "postconf -P"),
  ]),
  row("mta.maps", "root", [part("list", "names and times of the lookup tables")]),
  row("tls.nginx", "root", [], file("the file FILE: structure whole, values of directives that are not listed dropped")),
  row("tls.jetty", "root", [part("jetty.xml", "protocol and cipher parts of jetty.xml")]),
  row("tls.ciphers", "zimbra", [
    part("version", "/opt/zimbra/common/bin/openssl version -a"),
    part("openssl.cnf", "the system defaults of openssl.cnf"),
  ], each("cipher string, numbered from 1", "STRING", "/opt/zimbra/common/bin/openssl ciphers -V of cipher string STRING")),
  row("tls.certs", "root", [], file("certificate blocks of FILE")),
  row("tls.keys", "root", [part("list", "path, mode, owner, group, time and public-key digest of every key file")]),
  row("tls.keystore", "root", [], each("keystore, named after its path", "FILE", "keytool -list -rfc -keystore FILE")),
  row("tls.dh", "root", [], file("openssl dhparam -in FILE -noout -text (first line) and sha256sum FILE")),
  row("fw.iptables", "root", [part("save", "iptables-save"), part("legacy", "iptables-legacy-save"), part("nft", "iptables-nft-save")]),
  row("fw.ip6tables", "root", [part("save", "ip6tables-save"), part("legacy", "ip6tables-legacy-save"), part("nft", "ip6tables-nft-save")]),
  row("fw.nft", "root", [part("text", "nft -a list ruleset"), part("json", "nft -j list ruleset")]),
  row("fw.ipset", "root", [part("save", "ipset save")]),
  row("fw.firewalld", "root", [
    part("active", "firewall-cmd --get-active-zones"),
    part("zones", "firewall-cmd --list-all-zones"),
    part("permanent", "firewall-cmd --permanent --list-all-zones"),
  ]),
  row("fw.ufw", "root", [part("status", "ufw status verbose")], file()),
  row("fw.files", "root", [], file()),
  row("net.ip", "root", [
    part("addr", "ip -o addr"),
    part("link", "ip -o link"),
    part("route", "ip route show table all; ip -6 route show table all"),
    part("rule", "ip rule; ip -6 rule"),
    part("tc", "whether there are tc filters"),
  ]),
  row("net.sysctl", "root", [
    part("list", "disable_ipv6, rp_filter, route_localnet, /proc/net/ip*_tables_names and if_inet6, as PATH=VALUE"),
  ]),
  row("net.listen", "root", [part("sockets", "ss -H -lntup")]),
  row("net.resolv", "any", [part("resolv.conf", "cat /etc/resolv.conf"), part("hosts", "names in /etc/hosts")]),
  row("ssh.effective", "root", [part("default", "sshd -T")], each("test connection, named by its -C words", "WORDS", "sshd -T -C WORDS")),
  row("ssh.files", "root", [part("pam", "modules of the sshd PAM stack, names only")],
    each("file in reading order, named after its path", "FILE", "cat FILE")),
  row("ssh.proc", "root", [part("list", "arguments and start time of each listening sshd")]),
  row("f2b.status", "root", [part("status", "fail2ban-client status")],
    each("jail (JAIL) or question (JAIL/NAME)", "JAIL", "fail2ban-client status JAIL")),
  row("f2b.dump", "root", [part("dump", "fail2ban-client -d (without action secrets)")]),
  row("log.rsyslog", "root", [], file("output sections of FILE")),
  row("log.files", "root", [part("list", "ls -l --time-style=full-iso of the log files")]),
  row("time.sync", "root", [
    part("timedatectl", "timedatectl show (timedatectl on systemd before 239)"),
    part("tracking", "chronyc -n tracking"),
    part("sources", "chronyc -n sources"),
    part("ntpq", "ntpq -pn"),
    part("config", "chrony.conf"),
  ]),
  row("rng", "any", [part("entropy", "entropy_avail, poolsize and rng_current, as PATH=VALUE")]),
  row("svc.units", "root", [
    part("files", "systemctl list-unit-files --no-pager"),
    part("active", "systemctl is-active of the named units, one by one"),
    part("enabled", "systemctl is-enabled of the named units, one by one"),
  ]),
  row("files.webroot", "root", [part("list", "path, size, time, owner and sha256 of code in web roots and extension folders")]),
  row("files.baseline", "root", [part("list", "integrity tools' databases and outputs: names, times, sizes")]),
  row("files.acme", "root", [part("list", "certificate renewal configuration and hooks: names, times, deploy lines")]),
  row("acct.shadow", "root", [part("list", "log-in users: name, shell, password usable, number of authorised keys")]),
];
