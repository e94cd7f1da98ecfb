import { test } from "uvu";
import * as assert from "uvu/assert";
import type { MadeHost } from "./sample-host.js";
import { bare, demanding, makeHost, openHost, type GivenHost } from "./sample-host.js";

const demand = demanding({ sshd: ["passwordauthentication", "usepam"] });
const settings = "passwordauthentication no\nusepam yes\n";
const make = async (parts: GivenHost["parts"], more: Partial<GivenHost> = {}): Promise<MadeHost> =>
  makeHost(await openHost({ parts: { "ssh.effective@default": settings, ...parts }, ...more }), demand);

test("a second sshd with its own file is known by its options alone", async () => {
  const { host } = await make({
    "ssh.proc@list": "640\t/usr/sbin/sshd -D\t1\n700\t/usr/sbin/sshd -f /etc/ssh/sshd_backup -o PasswordAuthentication=yes\t2\n",
  });
  const label = "/usr/sbin/sshd -f /etc/ssh/sshd_backup -o PasswordAuthentication=yes";
  assert.equal(Object.keys(host.sshd.others), [label]);
  assert.equal(bare(host.sshd.others[label]?.settings["passwordauthentication"]), { value: "yes", from: "command" });
  assert.equal(bare(host.sshd.others[label]?.settings["usepam"]), {
    unknown: `another sshd listens (${label}): its settings are what sshd -T -f /etc/ssh/sshd_backup prints`,
  });
  assert.equal(bare(host.sshd.default["passwordauthentication"]), { value: "no", from: "command" });
});

test("a second port with the same file is no other daemon", async () => {
  const { host } = await make({ "ssh.proc@list": "640\t/usr/sbin/sshd -D\t1\n700\t/usr/sbin/sshd -p 2222\t2\n" });
  assert.equal(Object.keys(host.sshd.others), []);
});

test("where every sshd has another file, that is what is not known", async () => {
  const { host } = await make({ "ssh.proc@list": "700\t/usr/sbin/sshd -f /etc/ssh/own\t2\n" });
  assert.equal(Object.keys(host.sshd.others), []);
  assert.ok("unknown" in (host.sshd.default["usepam"] ?? {}));
});

test("dropbear is another daemon, and its options are none of sshd's", async () => {
  const { host } = await make({ "ssh.proc@list": "640\t/usr/sbin/sshd -oUsePAM=no\t1\n9\tdropbear -p 2222 -oUsePAM=no\t1\n" });
  assert.equal(bare(host.sshd.default["usepam"]), { value: "no", from: "command" });
  assert.equal(bare(host.sshd.others["dropbear -p 2222 -oUsePAM=no"]?.settings["usepam"]), {
    unknown: "another SSH daemon listens (dropbear -p 2222 -oUsePAM=no), which sshd -T says nothing of",
  });
});

test("daemons that were not collected are none that was seen", async () => {
  assert.equal(Object.keys((await make({})).host.sshd.others), []);
});

test("each directive has its own line as evidence", async () => {
  const parts = {
    "ssh.files@/etc/ssh/sshd_config": "Include /etc/ssh/sshd_config.d/*.conf\n\nUsePAM yes\n",
    "ssh.files@/etc/ssh/sshd_config.d/50-cloud-init.conf": "# cloud\nPasswordAuthentication yes\n",
  };
  const { host, evidence } = await make(parts, { meant: { "ssh.files": Object.keys(parts).map((key) => key.slice("ssh.files@".length)) } });
  assert.ok("value" in host.sshd.directives);
  const lines = "value" in host.sshd.directives ? host.sshd.directives.value : [];
  assert.equal(
    lines.map(({ keyword, ev }) => [keyword, evidence.entries[ev]?.part, evidence.entries[ev]?.lines]),
    [
      ["passwordauthentication", "/etc/ssh/sshd_config.d/50-cloud-init.conf", [[2, 2]]],
      ["usepam", "/etc/ssh/sshd_config", [[3, 3]]],
    ],
  );
});

test("without a Match block there is no connection to try", async () => {
  const meant = { "ssh.files": ["/etc/ssh/sshd_config"], "ssh.effective": ["default"] };
  const complete = async (text: string): Promise<unknown> =>
    bare((await make({ "ssh.files@/etc/ssh/sshd_config": text }, { meant })).host.sshd.complete);
  assert.equal(await complete("UsePAM yes\n"), { value: true, from: "file" });
  assert.equal(await complete("Match User root\nUsePAM yes\n"), { unknown: "no test connection was tried (sshd -T -C …)" });
});

test("the auth lines of PAM keep their order and their substacks", async () => {
  const { host } = await make({
    "ssh.files@pam": "auth substack password-auth\nauth sufficient pam_unix.so\naccount required pam_nologin.so\nauth required pam_duo.so\n",
  });
  assert.equal(bare(host.sshd.pam_auth), {
    value: [
      { control: "substack", module: "password-auth" },
      { control: "sufficient", module: "pam_unix.so" },
      { control: "required", module: "pam_duo.so" },
    ],
    from: "file",
  });
  assert.equal(bare(host.sshd.pam_modules), { value: ["pam_unix.so", "pam_nologin.so", "pam_duo.so"], from: "file" });
});

test.run();
