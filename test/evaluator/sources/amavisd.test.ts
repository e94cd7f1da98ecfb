import { test } from "uvu";
import * as assert from "uvu/assert";
import { type AmavisdConf, parseAmavisd } from "../../../evaluator/sources/amavisd.js";

const read = (text: string): AmavisdConf => {
  const parsed = parseAmavisd(text);
  if (parsed.outcome === "error") throw new Error(parsed.reason);
  assert.is(parsed.outcome, "ok", parsed.outcome === "partial" ? parsed.reason : "");
  return parsed.value;
};

const programs = (text: string): readonly string[] | undefined =>
  read(text).decoders?.map(({ types, handler, programs: names }) => `${types.join("+")} ${handler} ${names.join("|")}`);

test("decoders in every spelling", () => {
  assert.equal(programs(`@decoders = (
    ['mail', \\&do_mime_decode],
  # ['cpio', \\&do_pax_cpio, ['cpio'] ],
    [[qw(cpio tar)], \\&do_pax_cpio, ['pax', 'gcpio', "cpio"] ],  # ['tar', \\&do_tar],
    ['lzma', \\&do_uncompress,
             ['lzmadec', 'xz -dc --format=lzma'] ],
    ['exe',  \\&do_executable, ['7z'], 'lha', ['unarj','arj'] ],
  );`), [
    "mail do_mime_decode ", "cpio+tar do_pax_cpio pax|gcpio|cpio",
    "lzma do_uncompress lzmadec|xz -dc --format=lzma", "exe do_executable 7z|lha|unarj|arj",
  ]);
});

test("the last assignment counts, comments and what follows __END__ do not", () => {
  assert.equal(read("$path = '/a';\n$path = '/b:/c';\n#$path = '/d';\n1;\n__END__\n$path = '/e';\n").path,
    { value: ["/b", "/c"], line: 2 });
  assert.is(read("#$path = '/d';\n1;\n").path, null);
  assert.is(read("use strict;\n").decoders, null);
});

test("a banned rule keeps its pattern and modifiers; commented ones do not count", () => {
  const { banned } = read(`$banned_filename_re = new_RE(
  qr{.\\.(?:exe|vbs)\\s*$}i,
#  qr'^\\.(exe|lha)$',
  [ qr'^\\.(gz|bz2)$' => 0 ],  # allow
  qr'.\\.(a|b{2})$'ix, # with ' and ; in a comment
);`);
  assert.equal(banned, [
    { pattern: ".\\.(?:exe|vbs)\\s*$", flags: "i", allows: false, line: 2 },
    { pattern: "^\\.(gz|bz2)$", flags: "", allows: true, line: 4 },
    { pattern: ".\\.(a|b{2})$", flags: "ix", allows: false, line: 5 },
  ]);
});

test("settings for all mail", () => {
  const { settings } = read("@bypass_banned_checks_maps = (1);\n$sa_kill_level_deflt = 15.0;  # was 6.9\n$x = $sa_kill_level_deflt;\n");
  assert.equal([...settings], [
    ["bypass_banned_checks_maps", { value: "(1)", line: 1 }], ["sa_kill_level_deflt", { value: "15.0", line: 2 }],
  ]);
});

test("policy banks and destinies", () => {
  const conf = read(`$final_banned_destiny     = D_BOUNCE;
$policy_bank{'MYNETS'} = {   # ours
  originating => 1,
  bypass_banned_checks_maps => [0],  # allow any
  os_fingerprint_method => undef,
};
$interface_policy{'10026'} = 'ORIGINATING';
`);
  assert.equal(conf.destinies.get("final_banned_destiny"), { value: "D_BOUNCE", line: 1 });
  assert.equal([...(conf.policyBanks.get("MYNETS") ?? [])].map(([key, { value }]) => `${key} ${value}`),
    ["originating 1", "bypass_banned_checks_maps [0]", "os_fingerprint_method undef"]);
});

test("the template: what is written under a condition is named and does not count", () => {
  const conf = read(`%%comment SERVICE:antivirus%% @bypass_virus_checks_maps = (1);
$max_servers = %%zimbraAmavisMaxServers%%;
%%uncomment VAR:zimbraAmavisQuarantineAccount%%$final_virus_destiny      = D_DISCARD;
$default_ldap = { tls => @@ldap_starttls_supported@@, bind => '@@x@@' };
$banned_filename_re = new_RE(
  %%uncomment VAR:zimbraMtaBlockedExtension%%qr{.\\.(?:%%list VAR:zimbraMtaBlockedExtension |%%)\\s*$}i,
);
@decoders = ( [['cpio','tar'], \\&do_pax_cpio, ['pax'] ] );
`);
  assert.equal(conf.conditional, [1, 3, 6]);
  assert.equal(conf.banned, []);
  assert.is(conf.destinies.size, 0);
  assert.equal(conf.decoders?.[0]?.programs, ["pax"]);
});

test("perl that only reads our variables is no trouble", () => {
  assert.equal(read("$path = '/a';\n$ENV{PATH} = $path;\nmy $n = $#{$x}; $y = q{a;b}; $z{q} = 1;\n").path?.value, ["/a"]);
});

test("what cannot be followed is named", () => {
  const statements = [
    "push(@decoders, ['cpio', \\&do_pax_cpio, ['cpio']]);", "if ($x) { $path = '/z'; }", "$path = \"$MYHOME/bin\";", "$path .= ':/z';",
    "@decoders = (@decoders, ['x']);", "@decoders = ( ['cpio', \\&do_pax_cpio, [\\$cpio] ] );", "$decoders[3] = 1;",
    "@decoders = ( ['mail', \\&do_mime_decode],",
  ];
  for (const line of statements) {
    const parsed = parseAmavisd(`$final_spam_destiny = D_DISCARD;\n${line}\n`);
    assert.is(parsed.outcome, "partial", line);
    assert.equal(parsed.outcome === "partial" && parsed.lines, [2], line);
  }
  assert.is(parseAmavisd("$path = '/a\n").outcome, "error");
  assert.is(parseAmavisd("# <dropped>\n").outcome, "nothing");
});

test.run();
