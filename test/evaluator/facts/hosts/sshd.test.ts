import { test } from "uvu";
import * as assert from "uvu/assert";
import type { SshdFacts } from "../../../../evaluator/facts/hosts/sshd.js";
import { bare, demanding, makeHost, openHost, openSample, type GivenHost } from "./sample-host.js";

const demand = demanding({ sshd: ["ciphers", "passwordauthentication"] });
const read = async (parts: GivenHost["parts"], more: Partial<GivenHost> = {}): Promise<SshdFacts> =>
  makeHost(await openHost({ parts, ...more }), demand).host.sshd;

const packages = "bash\tii \t5\tamd64\tbash\t5\n";
const processes = "1\t0\t0\tsystemd\t1\n";
const sockets = 'tcp LISTEN 0 5 0.0.0.0:25 0.0.0.0:* users:(("master",pid=9,fd=1))\n';
const daemon = "640\t/usr/sbin/sshd -D\t1\n";
const settings = "port 22\nciphers aes128-ctr\npasswordauthentication no\n";
const words = "user=root,host=a,addr=198.51.100.1,laddr=192.0.2.25,lport=22";
const el8 = { "os.release@os-release": 'ID="rocky"\nVERSION_ID="8.10"\n' };

test("not installed needs the packages, the processes and the listeners", async () => {
  const all = {
    "pkg.dpkg@list": packages,
    "proc.list@list": processes,
    "net.listen@sockets": sockets,
    "ssh.effective@default": { state: "absent" as const },
  };
  assert.equal(bare((await read(all)).installed), { value: false, from: "command" });
  for (const key of ["pkg.dpkg@list", "proc.list@list", "net.listen@sockets"] as const) {
    assert.ok("unknown" in (await read({ ...all, [key]: { state: "denied" as const } })).installed, key);
  }
  assert.ok("unknown" in (await read({ "ssh.effective@default": { state: "absent" } })).installed);
});

test("any witness shows that it is there", async () => {
  for (const parts of [
    { "pkg.dpkg@list": "openssh-server\tii \t1\tamd64\tx\t1\n" },
    { "proc.list@list": "9\t1\t0\tsshd-session\t1\n" },
    { "ssh.proc@list": daemon },
    { "net.listen@sockets": sockets.replace("master", "sshd") },
    { "ssh.effective@default": settings },
  ])
    assert.equal(bare((await read(parts)).installed), { value: true, from: "command" }, JSON.stringify(parts));
});

test("a listener on port 22 without a name, systemd, or dropbear may be one", async () => {
  for (const line of [
    "tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:*\n",
    'tcp LISTEN 0 5 *:22 *:* users:(("systemd",pid=1,fd=1))\n',
    'tcp LISTEN 0 5 *:2222 *:* users:(("dropbear",pid=1,fd=1))\n',
  ]) {
    const facts = await read({ "pkg.dpkg@list": packages, "proc.list@list": processes, "net.listen@sockets": line, "ssh.proc@list": "" });
    assert.equal([bare(facts.installed), bare(facts.running)], Array(2).fill({ unknown: "who listens for SSH is not known" }), line);
  }
});

test("running by a daemon, a listener, or a socket that starts one; not running only by all of them", async () => {
  assert.equal(bare((await read({ "ssh.proc@list": daemon })).running), { value: true, from: "command" });
  assert.equal(bare((await read({ "svc.units@active": "ssh.socket active\n" })).running), { value: true, from: "command" });
  assert.equal(bare((await read({ "ssh.proc@list": "", "net.listen@sockets": sockets })).running), { value: false, from: "command" });
  assert.ok("unknown" in (await read({ "ssh.proc@list": "" })).running);
});

test("a daemon's command line beats its files", async () => {
  const facts = await read({
    "ssh.effective@default": settings,
    "ssh.proc@list": "640\t/usr/sbin/sshd -D -oCiphers=aes256-ctr -o PasswordAuthentication=yes\t1\n",
  });
  assert.equal(bare(facts.default["ciphers"]), { value: "aes256-ctr", from: "command" });
  assert.equal(bare(facts.default["passwordauthentication"]), { value: "yes", from: "command" });
  assert.equal(bare(facts.crypto_options), { value: "-oCiphers=aes256-ctr -oPasswordAuthentication=yes", from: "command" });
});

test("in a test connection a Match block may beat the command line", async () => {
  const parts = {
    [`ssh.effective@${words}`]: settings,
    "ssh.proc@list": "640\tsshd -oCiphers=aes256-ctr -oPasswordAuthentication=no\t1\n",
  };
  const unsure = (await read(parts)).connections[words]?.settings;
  assert.equal(bare(unsure?.["ciphers"]), { value: "aes256-ctr", from: "command" });
  assert.equal(bare(unsure?.["passwordauthentication"]), {
    unknown: "passwordauthentication is set on the daemon's command line, and maybe in a Match block as well",
  });
  const files = { "ssh.files@/etc/ssh/sshd_config": "Match User x\nX11Forwarding no\n" };
  const sure = (await read({ ...parts, ...files }, { meant: { "ssh.files": ["/etc/ssh/sshd_config"] } })).connections[words]?.settings;
  assert.equal(bare(sure?.["passwordauthentication"]), { value: "no", from: "command" });
});

test("EL8's crypto policy is on the command line and not in sshd -T", async () => {
  const unseen = await read({ ...el8, "ssh.effective@default": settings });
  assert.match(JSON.stringify(bare(unseen.default["ciphers"])), "on EL8 the crypto policy is on the daemon's command line");
  assert.equal(bare(unseen.default["passwordauthentication"]), { value: "no", from: "command" });
  const policy = {
    "ssh.files@/etc/crypto-policies/back-ends/opensshserver.config": "CRYPTO_POLICY='-oCiphers=aes256-gcm@openssh.com -oMACs=x'\n",
  };
  const stopped = await read({ ...el8, "ssh.effective@default": settings, "ssh.proc@list": "", ...policy });
  assert.equal(bare(stopped.default["ciphers"]), { value: "aes256-gcm@openssh.com", from: "command" });
  assert.equal(bare(stopped.crypto_options), { value: "-oCiphers=aes256-gcm@openssh.com -oMACs=x", from: "file" });
  const running = await read({ ...el8, "ssh.effective@default": settings, "ssh.proc@list": daemon, ...policy });
  assert.equal(bare(running.default["ciphers"]), { value: "aes128-ctr", from: "command" });
  assert.equal(bare(running.crypto_options), { from: "unset" });
});

test("a daemon that reads another file is not what sshd -T describes; a second one does not speak for the first", async () => {
  const other = await read({ "ssh.effective@default": settings, "ssh.proc@list": "640\t/usr/sbin/sshd -f /etc/ssh/backup\t1\n" });
  assert.equal(bare(other.default["ciphers"]), { unknown: "the listening sshd reads /etc/ssh/backup" });
  const both = await read({
    "ssh.effective@default": settings,
    "ssh.proc@list": `640\t/usr/sbin/sshd -f /etc/ssh/backup -oCiphers=x\t1\n${daemon}`,
  });
  assert.equal(bare(both.default["ciphers"]), { value: "aes128-ctr", from: "command" });
  const two = await read({ "ssh.effective@default": settings, "ssh.proc@list": `641\tsshd -oCiphers=x\t1\n${daemon}` });
  assert.equal(bare(two.default["ciphers"]), { unknown: "the listening daemons have different options for ciphers" });
});

test("a bad line anywhere is no configuration at all", async () => {
  const facts = await read({
    "ssh.effective@default": {
      state: "failed",
      exit: 255,
      stderr: { text: "/etc/ssh/sshd_config: line 3: Bad configuration option: Foo\n" },
    },
  });
  assert.match(JSON.stringify(bare(facts.default["ciphers"])), "Bad configuration option: Foo");
});

test("connections go by the words that they were tried with", async () => {
  const [near, far] = [words.replaceAll("198.51.100.1", "10.1.2.3"), words.replace("addr=198.51.100.1", "addr=2001:db8::1")];
  const facts = await read({ "ssh.effective@default": settings, [`ssh.effective@${near}`]: settings, [`ssh.effective@${far}`]: settings });
  assert.equal(
    Object.values(facts.connections).map(({ user, addr, public: open }) => [user, addr, open]),
    [
      ["root", "10.1.2.3", false],
      ["root", "2001:db8::1", true],
    ],
  );
});

test("complete: all that were meant, and at least one", async () => {
  const meant = { "ssh.effective": ["default", words] };
  const parts = { "ssh.effective@default": settings, [`ssh.effective@${words}`]: settings };
  assert.equal(bare((await read(parts, { meant })).complete), { value: true, from: "command" });
  assert.match(JSON.stringify(bare((await read(parts)).complete)), "which others there are is not said");
  assert.match(JSON.stringify(bare((await read({ "ssh.effective@default": settings }, { meant })).complete)), "was not collected");
  assert.equal(bare((await read({ "ssh.effective@default": settings }, { meant: { "ssh.effective": ["default"] } })).complete), {
    unknown: "no test connection was tried (sshd -T -C …)",
  });
  assert.ok("unknown" in (await read({ ...parts, [`ssh.effective@${words}`]: { state: "timeout" } }, { meant })).complete);
});

const files = (texts: Readonly<Record<string, string>>, more: Partial<GivenHost> = {}): Promise<SshdFacts> =>
  read(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`ssh.files@/etc/ssh/${name}`, text])), {
    meant: { "ssh.files": Object.keys(texts).map((name) => `/etc/ssh/${name}`) },
    ...more,
  });

const print = ({ directives }: SshdFacts): unknown =>
  "value" in directives
    ? directives.value.map(({ keyword, arguments: args, file, line, match }) => `${keyword} ${args} ${file.slice(9)}:${line} [${match}]`)
    : bare(directives);

test("directives in reading order: an include in its place, a backup not at all, a Match that ends with its file", async () => {
  assert.equal(
    print(
      await files({
        sshd_config:
          "Port 22\nInclude sshd_config.d/*.conf\nPasswordAuthentication no\n" +
          "Match Address 10.0.0.0/8\nInclude /etc/ssh/more\nPermitRootLogin no\n",
        "sshd_config.d/50-b.conf": "PasswordAuthentication yes\nMatch User x\nX11Forwarding no\n",
        "sshd_config.d/10-a.conf": "#\nLogLevel INFO\n",
        "sshd_config.d/00-x.conf.bak": "Port 1\n",
        more: "Match User y\nBanner none\n",
      }),
    ),
    [
      "port 22 sshd_config:1 []",
      "loglevel INFO sshd_config.d/10-a.conf:2 []",
      "passwordauthentication yes sshd_config.d/50-b.conf:1 []",
      "x11forwarding no sshd_config.d/50-b.conf:3 [User x]",
      "passwordauthentication no sshd_config:3 []",
      "banner none more:2 [Address 10.0.0.0/8 User y]",
      "permitrootlogin no sshd_config:6 [Address 10.0.0.0/8]",
    ],
  );
});

test("an include that stands for nothing: the collector proves it, an import does not", async () => {
  const text = { sshd_config: "Include /etc/ssh/sshd_config.d/*.conf\nPort 22\n" };
  assert.equal(print(await files(text)), ["port 22 sshd_config:2 []"]);
  assert.equal(print(await files(text, { origin: "import" })), {
    unknown: 'ssh.files has no file of Include "/etc/ssh/sshd_config.d/*.conf"',
  });
  assert.match(JSON.stringify(print(await files(text, { meant: {} }))), "which others there are is not said");
  assert.match(JSON.stringify(print(await files({ sshd_config: "Include /etc/ssh/[ab].conf\n" }))), "is not known");
});

test("files that include each other end, however many times", async () => {
  const text = "Include /etc/ssh/sshd_config\n".repeat(10);
  assert.equal(print(await files({ sshd_config: text })), { unknown: "ssh.files: files include each other without end" });
});

test("what sshd would refuse, and what is missing, is unknown", async () => {
  assert.match(JSON.stringify(print(await files({ sshd_config: 'Port 22\nBanner "open\n' }))), "read in part only");
  assert.match(JSON.stringify(print(await files({}, { meant: { "ssh.files": [] } }))), "ssh.files@/etc/ssh/sshd_config was not collected");
  assert.match(
    JSON.stringify(print(await files({ sshd_config: "Port 22\n" }, { meant: { "ssh.files": ["/etc/ssh/sshd_config"] } }))),
    "port 22",
  );
});

test("password by a drop-in that comes first", async () => {
  const made = makeHost(
    await openSample({ "ssh.files@/etc/ssh/sshd_config.d/50-cloud-init.conf": "PasswordAuthentication yes\n" }),
    demand,
  );
  const { directives } = made.host.sshd;
  assert.ok("value" in directives);
  assert.equal(
    "value" in directives &&
      directives.value.filter(({ keyword }) => keyword === "passwordauthentication").map(({ arguments: args }) => args),
    ["no", "yes"],
  );
});

test.run();
