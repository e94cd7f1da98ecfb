// sshd: what `sshd -T` printed once on Debian 12, changed as the server's files say, and those files.
import { readFileSync } from "node:fs";

const recorded = () => readFileSync(new URL("../recorded/sshd-T.txt", import.meta.url), "utf8").trimEnd().split("\n");

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
  const more = Object.entries(set).filter(([name, value]) => !done.has(name) && value !== null).flatMap(([name, value]) => [value].flat().map((one) => `${name} ${one}`));
  return [...lines, ...more].map((line) => `${line}\n`).join("");
};

/** `matches`: shell patterns over the words of a test connection, with what changes there; the first that fits counts. */
export const installSshd = (root, { set, matches = [], files, pam, pid, started, defaults = "/etc/default/ssh" }) => {
  const answers = [{ when: "-T", out: effective(set), ms: 30 }];
  root.tool("/usr/sbin/sshd", answers);
  for (const [index, { changes }] of matches.entries()) root.kernel(`/.fake/sshd.${index}`, effective({ ...set, ...changes }));
  root.kernel("/.fake/sshd.plain", effective(set));
  answers.push({ run: `spend 20\ncase "$*" in\n${matches.map(({ pattern }, index) => `"-T -C "${pattern}) cat "$root/.fake/sshd.${index}" ;;\n`).join("")}"-T -C "*) cat "$root/.fake/sshd.plain" ;;\nesac` });
  for (const [path, { text, ...facts }] of Object.entries(files)) root.put(path, text, facts);
  root.put(defaults, defaults.includes("sysconfig") ? "OPTIONS=\"-u0\"\n" : "# Default settings for openssh-server. This file is sourced by /bin/sh from\n\nSSHD_OPTS=\n");
  for (const [path, text] of Object.entries(pam)) root.put(`/etc/pam.d/${path}`, text);
  root.kernel(`/proc/${pid}/cmdline`, "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups\0");
  return { pid, ppid: 1, uid: 0, comm: "sshd", start: started };
};

export const DEBIAN_PAM = {
  sshd: "@include common-auth\naccount    required     pam_nologin.so\n@include common-account\nsession [success=ok ignore=ignore module_unknown=ignore default=bad]        pam_selinux.so close\nsession    required     pam_loginuid.so\nsession    optional     pam_keyinit.so force revoke\n@include common-session\nsession    optional     pam_motd.so  motd=/run/motd.dynamic\nsession    optional     pam_mail.so standard noenv\nsession    required     pam_limits.so\nsession    required     pam_env.so\n@include common-password\n",
  "common-auth": "auth\t[success=1 default=ignore]\tpam_unix.so nullok\nauth\trequisite\t\t\tpam_deny.so\nauth\trequired\t\t\tpam_permit.so\nauth\toptional\t\t\tpam_cap.so\n",
  "common-account": "account\t[success=1 new_authtok_reqd=done default=ignore]\tpam_unix.so\naccount\trequisite\t\t\tpam_deny.so\naccount\trequired\t\t\tpam_permit.so\n",
  "common-session": "session\t[default=1]\t\t\tpam_permit.so\nsession\trequisite\t\t\tpam_deny.so\nsession\trequired\t\t\tpam_permit.so\nsession optional\t\t\tpam_umask.so\nsession\trequired\tpam_unix.so\nsession\toptional\tpam_systemd.so\n",
  "common-password": "password\t[success=1 default=ignore]\tpam_unix.so obscure yescrypt\npassword\trequisite\t\t\tpam_deny.so\npassword\trequired\t\t\tpam_permit.so\n",
};

export const EL_PAM = {
  sshd: "#%PAM-1.0\nauth\t   required\tpam_sepermit.so\nauth       substack     password-auth\nauth       include      postlogin\naccount    required     pam_nologin.so\naccount    include      password-auth\npassword   include      password-auth\nsession    required     pam_selinux.so close\nsession    required     pam_loginuid.so\nsession    include      password-auth\n",
  "password-auth": "auth        required      pam_env.so\nauth        required      pam_faildelay.so delay=2000000\nauth        sufficient    pam_unix.so nullok try_first_pass\nauth        requisite     pam_succeed_if.so uid >= 1000 quiet_success\nauth        required      pam_deny.so\naccount     required      pam_unix.so\npassword    sufficient    pam_unix.so sha512 shadow nullok try_first_pass use_authtok\nsession     optional      pam_keyinit.so revoke\nsession     required      pam_limits.so\nsession     required      pam_unix.so\n",
  postlogin: "session     optional      pam_umask.so silent\n",
};
