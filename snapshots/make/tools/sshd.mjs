// sshd: what `sshd -T` printed once on Debian 12, changed as the server's files say, and those files.
import { readFileSync } from "node:fs";

const recorded = () =>
  readFileSync(new URL("../recorded/sshd-T.txt", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");

/** `set` changes keywords (null takes one away, a list repeats it). */
const effective = (set) => {
  const done = new Set();
  const lines = recorded().flatMap((line) => {
    const name = line.split(" ", 1)[0];
    if (!(name in set)) return [line];
    if (done.has(name)) return [];
    done.add(name);
    const value = set[name];
    return value === null ? [] : [value].flat().map((one) => `${name} ${one}`);
  });
  const more = Object.entries(set)
    .filter(([name, value]) => !done.has(name) && value !== null)
    .flatMap(([name, value]) => [value].flat().map((one) => `${name} ${one}`));
  return [...lines, ...more].map((line) => `${line}\n`).join("");
};

/** `matches`: shell patterns over the words of a test connection, with what changes there; the first that fits counts. */
export const installSshd = (root, { set, matches = [], files, pam, pid, started, defaults = "/etc/default/ssh" }) => {
  const answers = [{ when: "-T", out: effective(set), ms: 30 }];
  root.tool("/usr/sbin/sshd", answers);
  for (const [index, { changes }] of matches.entries()) root.kernel(`/.fake/sshd.${index}`, effective({ ...set, ...changes }));
  root.kernel("/.fake/sshd.plain", effective(set));
  const cases = matches.map(({ pattern }, index) => `"-T -C "${pattern}) cat "$root/.fake/sshd.${index}" ;;\n`).join("");
  answers.push({
    run: `spend 20
case "$*" in
${cases}"-T -C "*) cat "$root/.fake/sshd.plain" ;;
esac`,
  });
  for (const [path, { text, ...facts }] of Object.entries(files)) root.put(path, text, facts);
  root.put(
    defaults,
    defaults.includes("sysconfig")
      ? 'OPTIONS="-u0"\n'
      : "# Default settings for openssh-server. This file is sourced by /bin/sh from\n\nSSHD_OPTS=\n",
  );
  for (const [path, text] of Object.entries(pam)) root.put(`/etc/pam.d/${path}`, text);
  root.kernel(`/proc/${pid}/cmdline`, "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups\0");
  return { pid, ppid: 1, uid: 0, comm: "sshd", start: started };
};

export const DEBIAN_PAM = {
  sshd: `@include common-auth
account    required     pam_nologin.so
@include common-account
session [success=ok ignore=ignore module_unknown=ignore default=bad]        pam_selinux.so close
session    required     pam_loginuid.so
session    optional     pam_keyinit.so force revoke
@include common-session
session    optional     pam_motd.so  motd=/run/motd.dynamic
session    optional     pam_mail.so standard noenv
session    required     pam_limits.so
session    required     pam_env.so
@include common-password
`,
  "common-auth": `auth\t[success=1 default=ignore]\tpam_unix.so nullok
auth\trequisite\t\t\tpam_deny.so
auth\trequired\t\t\tpam_permit.so
auth\toptional\t\t\tpam_cap.so
`,
  "common-account": `account\t[success=1 new_authtok_reqd=done default=ignore]\tpam_unix.so
account\trequisite\t\t\tpam_deny.so
account\trequired\t\t\tpam_permit.so
`,
  "common-session": `session\t[default=1]\t\t\tpam_permit.so
session\trequisite\t\t\tpam_deny.so
session\trequired\t\t\tpam_permit.so
session optional\t\t\tpam_umask.so
session\trequired\tpam_unix.so
session\toptional\tpam_systemd.so
`,
  "common-password": `password\t[success=1 default=ignore]\tpam_unix.so obscure yescrypt
password\trequisite\t\t\tpam_deny.so
password\trequired\t\t\tpam_permit.so
`,
};

export const EL_PAM = {
  sshd: `#%PAM-1.0
auth\t   required\tpam_sepermit.so
auth       substack     password-auth
auth       include      postlogin
account    required     pam_nologin.so
account    include      password-auth
password   include      password-auth
session    required     pam_selinux.so close
session    required     pam_loginuid.so
session    include      password-auth
`,
  "password-auth": `auth        required      pam_env.so
auth        required      pam_faildelay.so delay=2000000
auth        sufficient    pam_unix.so nullok try_first_pass
auth        requisite     pam_succeed_if.so uid >= 1000 quiet_success
auth        required      pam_deny.so
account     required      pam_unix.so
password    sufficient    pam_unix.so sha512 shadow nullok try_first_pass use_authtok
session     optional      pam_keyinit.so revoke
session     required      pam_limits.so
session     required      pam_unix.so
`,
  postlogin: "session     optional      pam_umask.so silent\n",
};
