// A text that ends in the middle of a line was cut off, or lost its newline: what would follow is not known to be absent.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bare, build, demandOf, globalText, record } from "./deployment.js";
import type { GivenPart } from "./deployment.js";
import { bare as bareHost, demanding, makeHost, openHost } from "./hosts/sample-host.js";
import type { GivenHost } from "./hosts/sample-host.js";

const EARLY = "zimbraCsrfTokenCheckEnabled";
const LATE = "zimbraSmtpSendAddMailer";
const whole = globalText({ [EARLY]: "TRUE" });
const before = (text: string, mark: string): string => text.slice(0, text.indexOf(mark));

const globalAttributes = async (text: string, more: Partial<GivenPart> = {}, origin: "import" | "collector" = "import") => {
  const parts = { "zm.global@gacf": { text, ...more } };
  const { facts } = await build([{ origin, parts }], demandOf(EARLY, LATE, "zimbraZimletJspEnabled"));
  return Object.fromEntries(Object.entries(facts.global.attrs).map(([name, leaf]) => [name, bare(leaf)]));
};

test("gacf that reaches the end of the alphabet proves what it does not print", async () => {
  for (const text of [whole, whole.trimEnd(), whole.replaceAll("\n", "\r\n")]) {
    assert.equal((await globalAttributes(text))[LATE], { value: true, from: "default" });
  }
});

test("gacf that ends early in a line proves nothing of what would follow, and keeps what it has", async () => {
  const early = before(whole, "zimbraZimlet");
  const found = await globalAttributes(early.trimEnd());
  assert.equal((await globalAttributes(early))[LATE], { value: true, from: "default" }, "a whole line ends it: taken for whole");
  assert.equal(found[LATE], { unknown: "zm.global ends with zimbraFiller39, where zimbraSmtpSendAddMailer would follow: it may be cut off" });
  assert.equal(found[EARLY], { value: true, from: "global" });
});

test("of a last line without its end the value may be half", async () => {
  const reason = "the last line of zm.global has no end: the value of zimbraZimletJspEnabled may be cut off";
  const found = await globalAttributes(whole.slice(0, -3));
  assert.equal(found["zimbraZimletJspEnabled"], { unknown: reason });
  assert.equal(found[EARLY], { value: true, from: "global" });
  assert.equal((await globalAttributes(`${EARLY}: TRUE`))[EARLY], { value: true, from: "global" }, "a single line was copied");
  assert.equal((await globalAttributes(whole))["zimbraZimletJspEnabled"], { value: false, from: "global" });
});

test("a whole line ends a record, also the last one", async () => {
  const domain = async (end: string): Promise<unknown> => {
    const text = record("a.example") + record("b.example").trimEnd() + end;
    const { facts } = await build([{ parts: { "zm.global@gacf": whole, "zm.domain@gad": text } }], demandOf("zimbraSkinLogoURL"));
    return [bare(facts.domains["a.example"]?.own["zimbraSkinLogoURL"]), bare(facts.domains["b.example"]?.own["zimbraSkinLogoURL"])]
      .map((leaf) => JSON.stringify(leaf ?? null).includes("cut off"));
  };
  for (const end of ["\n", "\n\n", "\r\n\r\n", "\n\nprov> ", "\nprov> \n"]) assert.equal(await domain(end), [false, false], JSON.stringify(end));
  assert.equal(await domain(""), [false, true]);
});

test("what the collector took is whole by its own record", async () => {
  const found = await globalAttributes(before(whole, "zimbraZimlet").trimEnd(), { covers: "all" }, "collector");
  assert.equal(found[LATE], { value: true, from: "default" });
});

const readHost = async (parts: GivenHost["parts"], origin: "import" | "collector" = "import") =>
  makeHost(await openHost({ origin, parts }), demanding({ localconfig: ["aaa_key", "zimbra_same_site_cookie"] })).host;

test("amavisd.conf without its last line's end: what it sets is known, what it does not set is not", async () => {
  const set = "$path = '/usr/bin';\n$final_banned_destiny = D_BOUNCE;\n";
  const why = { unknown: "zm.amavis does not end in \"1;\", as Zimbra writes it: it may be cut off" };
  const cut = (await readHost({ "zm.amavis@amavisd.conf": set.trimEnd() })).amavis;
  assert.equal([bareHost(cut.path), bareHost(cut.banned_destiny)], [{ value: ["/usr/bin"], from: "file" }, { value: "D_BOUNCE", from: "file" }]);
  assert.equal([cut.decoders, cut.banned, cut.unchecked, cut.skipped].map((leaf) => bareHost(leaf)), [why, why, why, why]);
  for (const end of ["", "1;", "1;  # insure a defined return value", "1\n"]) {
    const { banned, skipped } = (await readHost({ "zm.amavis@amavisd.conf": set + end })).amavis;
    assert.equal([bareHost(banned), bareHost(skipped)], [{ from: "unset" }, { value: [], from: "file" }], end);
  }
  assert.equal(bareHost((await readHost({ "zm.amavis@amavisd.conf": set.trimEnd() }, "collector")).amavis.banned), { from: "unset" });
});

test("zmlocalconfig sorts its keys: one that would follow the last is not known", async () => {
  const keys = Array.from({ length: 120 }, (_, number) => `mailboxd_key_${String(number).padStart(3, "0")} = x\n`).join("");
  const read = async (text: string, origin: "import" | "collector" = "import") => {
    const covers = origin === "collector" ? { covers: "all" as const } : {};
    const { localconfig } = await readHost({ "zm.localconfig@effective": { text, ...covers } }, origin);
    return [bareHost(localconfig["aaa_key"]), bareHost(localconfig["zimbra_same_site_cookie"])];
  };
  const unset = { from: "unset" };
  assert.equal(await read(keys), [unset, unset]);
  assert.equal(await read(keys.trimEnd()), [unset, { unknown: "zm.localconfig ends before zimbra_same_site_cookie would follow: it may be cut off" }]);
  assert.equal(await read(`${keys}zmtrainsa_cleanup_host = false`), [unset, unset]);
  assert.equal(await read(keys.trimEnd(), "collector"), [unset, unset]);
});

test("half an address at the end makes the addresses unknown, a newline that an editor dropped does not", async () => {
  const line = (name: string, address: string): string =>
    `2: ${name}    inet ${address} scope global ${name}\\       valid_lft forever preferred_lft forever`;
  const text = `${line("eth0", "192.0.2.5/24")}\n${line("eth1", "198.51.100.7/24")}`;
  const addresses = async (given: string): Promise<boolean> => "value" in (await readHost({ "net.ip@addr": given })).addresses;
  assert.equal(await Promise.all([text, `${text}\n`, before(text, "4 scope global eth1"), before(text, " valid_lft forever preferred_lft forever\n")].map(addresses)),
    [true, true, false, true]);
});

test.run();
