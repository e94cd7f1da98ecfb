// A CentOS 7 server as `rpm -qa` lists it: [name, version, release, architecture] and, at the start, an epoch other than 0.
const SYSTEM = `
acl 2.2.51-15 x86_64|audit 2.8.5-4 x86_64|audit-libs 2.8.5-4 x86_64|basesystem 10.0-7 noarch|bash 4.2.46-34 x86_64|32:bind-export-libs 9.11.4-26.P2 x86_64|binutils 2.27-44.base x86_64|bzip2 1.0.6-13 x86_64|bzip2-libs 1.0.6-13 x86_64
ca-certificates 2021.2.50-72 noarch|chkconfig 1.7.6-1 x86_64|chrony 3.4-1 x86_64|coreutils 8.22-24 x86_64|cpio 2.11-28 x86_64|cracklib 2.9.0-11 x86_64|cronie 1.4.11-23 x86_64|cronie-anacron 1.4.11-23 x86_64|crontabs 1.11-6.20121102git noarch
cryptsetup-libs 2.0.3-6 x86_64|curl 7.29.0-59 x86_64|cyrus-sasl-lib 2.1.26-23 x86_64|1:dbus 1.10.24-15 x86_64|1:dbus-libs 1.10.24-15 x86_64|7:device-mapper 1.02.170-6 x86_64|diffutils 3.3-5 x86_64|dracut 033-572 x86_64|e2fsprogs 1.42.9-19 x86_64
elfutils-libelf 0.176-5 x86_64|ethtool 4.8-10 x86_64|expat 2.1.0-12 x86_64|fail2ban 0.11.2-3 noarch|fail2ban-server 0.11.2-3 noarch|file 5.11-37 x86_64|filesystem 3.2-25 x86_64|findutils 4.5.11-6 x86_64|firewalld 0.6.3-13 noarch|gawk 4.0.2-4 x86_64
gdbm 1.10-8 x86_64|glib2 2.56.1-9 x86_64|glibc 2.17-325 x86_64|glibc-common 2.17-325 x86_64|1:gmp 6.0.0-15 x86_64|gnupg2 2.0.22-5 x86_64|gnutls 3.3.29-9 x86_64|grep 2.20-3 x86_64|groff-base 1.22.2-8 x86_64|1:grub2 2.02-0.87 x86_64|gzip 1.5-10 x86_64
hostname 3.13-3 x86_64|initscripts 9.49.53-1 x86_64|iproute 4.11.0-30 x86_64|ipset 7.1-1 x86_64|iptables 1.4.21-35 x86_64|iptables-services 1.4.21-35 x86_64|iputils 20160308-10 x86_64|json-c 0.11-4 x86_64|kbd 1.15.5-15 x86_64|keyutils-libs 1.5.8-3 x86_64
kmod 20-28 x86_64|krb5-libs 1.15.1-50 x86_64|less 458-9 x86_64|libacl 2.2.51-15 x86_64|libaio 0.3.109-13 x86_64|libattr 2.4.46-13 x86_64|libblkid 2.23.2-65 x86_64|libcap 2.22-11 x86_64|libcom_err 1.42.9-19 x86_64|libcurl 7.29.0-59 x86_64|libdb 5.3.21-25 x86_64
libffi 3.0.13-19 x86_64|libgcc 4.8.5-44 x86_64|libgcrypt 1.5.3-14 x86_64|libidn 1.28-4 x86_64|libmnl 1.0.3-7 x86_64|libmount 2.23.2-65 x86_64|libnetfilter_conntrack 1.0.6-1 x86_64|libnl3 3.2.28-4 x86_64|libpwquality 1.2.3-5 x86_64|libselinux 2.5-15 x86_64
libsemanage 2.5-14 x86_64|libssh2 1.8.0-4 x86_64|libstdc++ 4.8.5-44 x86_64|libuser 0.60-9 x86_64|libuuid 2.23.2-65 x86_64|libxml2 2.9.1-6 x86_64|logrotate 3.8.6-19 x86_64|lvm2 2.02.187-6 x86_64|make 3.82-24 x86_64|ncurses 5.9-14.20130511 x86_64|ncurses-libs 5.9-14.20130511 x86_64
net-tools 2.0-0.25.20131004git x86_64|NetworkManager 1.18.8-2 x86_64|nc 1.84-24 x86_64|newt 0.52.15-4 x86_64|nspr 4.25.0-2 x86_64|nss 3.53.1-7 x86_64|ntp 4.2.6p5-29 x86_64|ntpdate 4.2.6p5-29 x86_64|1:openssl 1.0.2k-21 x86_64|1:openssl-libs 1.0.2k-21 x86_64|openldap 2.4.44-24 x86_64
pam 1.1.8-23 x86_64|parted 3.1-32 x86_64|passwd 0.79-6 x86_64|pcre 8.32-17 x86_64|4:perl 5.16.3-299 x86_64|4:perl-libs 5.16.3-299 x86_64|policycoreutils 2.5-34 x86_64|polkit 0.112-26 x86_64|popt 1.13-16 x86_64|procps-ng 3.3.10-28 x86_64|python 2.7.5-90 x86_64
python-libs 2.7.5-90 x86_64|readline 6.2-11 x86_64|rootfiles 8.1-11 noarch|rpm 4.11.3-45 x86_64|rpm-libs 4.11.3-45 x86_64|rsyslog 8.24.0-57 x86_64|sed 4.2.2-7 x86_64|selinux-policy 3.13.1-268 noarch|setup 2.8.71-11 noarch|2:shadow-utils 4.6-5 x86_64
slang 2.2.4-11 x86_64|sqlite 3.7.17-8 x86_64|sudo 1.8.23-10 x86_64|sysstat 10.1.5-19 x86_64|systemd 219-78 x86_64|systemd-libs 219-78 x86_64|2:tar 1.26-35 x86_64|tcp_wrappers-libs 7.6-77 x86_64|tuned 2.11.0-11 noarch|tzdata 2022a-1 noarch|unzip 6.0-21 x86_64
util-linux 2.23.2-65 x86_64|2:vim-minimal 7.4.629-8 x86_64|wget 1.14-18 x86_64|which 2.20-7 x86_64|xz 5.2.2-1 x86_64|xz-libs 5.2.2-1 x86_64|yum 3.4.3-168 noarch|yum-utils 1.1.31-54 noarch|zlib 1.2.7-18 x86_64|centos-release 7-9.2009.1 x86_64`;

const KEY = "RSA/SHA256, Fri 20 Nov 2020 04:16:01 PM UTC, Key ID 24c6a8a7f4a80eb5";

/** Rows of the collector's query; `installed` is when the system was last updated. */
export const systemRows = (installed) => SYSTEM.trim().split(/[|\n]/).map((text, index) => {
  const [, epoch = "0", name, full, arch] = /^(?:(\d+):)?(\S+) (\S+) (\S+)$/.exec(text.trim());
  const at = full.indexOf("-");
  const [version, release] = [full.slice(0, at), `${full.slice(at + 1)}.el7_9`];
  return [name, epoch, version, release, arch, installed + index, `${name}-${version}-${release}.src.rpm`, KEY];
});

export const row = (name, version, release, installed, { arch = "x86_64", epoch = "0", key = KEY, source = `${name}-${version}-${release}.src.rpm` } = {}) => [name, epoch, version, release, arch, installed, source, key];
