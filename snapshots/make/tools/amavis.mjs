// amavisd.conf as zmconfigd renders it from amavisd.conf.in: the statements that say what is unpacked, banned and done.
const MARK = { antispam: "%%uncomment VAR:antispam%%" };

/** `cpio`: the programs named for cpio and tar; `banned`: bare extensions. */
export const amavisdConf = ({
  cpio,
  banned,
  destiny = "D_BOUNCE",
  spam = "D_DISCARD",
  virus = "D_DISCARD",
  tag = "6.6",
  kill = "15",
  networks,
  host,
  quarantine,
  bypass = {},
}) => `use strict;

$max_servers = 10;
$daemon_user  = 'zimbra';
$daemon_group = 'zimbra';
$mydomain = 'localhost.localdomain';
$myhostname = '${host}';
$MYHOME   = '/opt/zimbra/data/amavisd';
$path = '/opt/zimbra/common/sbin:/opt/zimbra/common/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/usr/bin:/bin';
$inet_socket_port = [10024,10026,10032];
@mynetworks = qw( ${networks} );

$policy_bank{'MYNETS'} = {
  originating => 1,
  os_fingerprint_method => undef,
};
$interface_policy{'10026'} = 'ORIGINATING';
$policy_bank{'ORIGINATING'} = {
  originating => 1,
  allow_disclaimers => 1,
  virus_admin_maps => ["${quarantine}"],
  warnbadhsender => 0,
  forward_method => 'smtp:[127.0.0.1]:10025',
  smtpd_discard_ehlo_keywords => ['8BITMIME'],
  bypass_banned_checks_maps => [${bypass.originating ?? 0}],
  terminate_dsn_on_notify_success => 0,
};

$sa_tag_level_deflt  = -10.0;
$sa_tag2_level_deflt = ${tag};
$sa_kill_level_deflt = ${kill};
$sa_dsn_cutoff_level = 10;
$sa_mail_body_size_limit = 512*1024;
$sa_local_tests_only = 0;
$forward_method = 'smtp:[127.0.0.1]:10025';
$notify_method  = $forward_method;
$final_virus_destiny      = ${virus};
$final_banned_destiny     = ${destiny};
$final_spam_destiny       = ${spam};
$final_bad_header_destiny = D_PASS;

$banned_filename_re = new_RE(
  # what the directory's list says
${banned.length > 0 ? `  qr{.\\.(?:${banned.join("|")})\\s*$}i,\n` : ""}# qr'^\\.(exe-ms|dll)$',
# qr'.\\.(exe|vbs|pif|scr|cpl)$'i,
);

@decoders = (
  ['mail', \\&do_mime_decode],
  ['F',    \\&do_uncompress, ['unfreeze', 'freeze -d', 'melt', 'fcat'] ],
  ['Z',    \\&do_uncompress, ['uncompress', 'gzip -d', 'zcat'] ],
  ['gz',   \\&do_uncompress, 'gzip -d'],
  ['bz2',  \\&do_uncompress, 'bzip2 -d'],
  ['xz',   \\&do_uncompress, ['xzdec', 'xz -dc', 'unxz -c', 'xzcat'] ],
  ['lzma', \\&do_uncompress, ['lzmadec', 'xz -dc --format=lzma', 'lzma -dc', 'unlzma -c', 'lzcat', 'lzmadec'] ],
  [['cpio','tar'], \\&do_pax_cpio, [${cpio.map((name) => `'${name}'`).join(", ")}] ],
  ['deb',  \\&do_ar, 'ar'],
  ['rar',  \\&do_unrar, ['unrar', 'rar'] ],
  ['arj',  \\&do_unarj, ['unarj', 'arj'] ],
  ['zoo',  \\&do_zoo, ['zoo', 'unzoo'] ],
  ['7z',   \\&do_7zip, ['7zr', '7za', '7z'] ],
  [[qw(zip kmz)], \\&do_7zip, ['7za', '7z'] ],
  ['cab',  \\&do_cabextract, 'cabextract'],
  ['tnef', \\&do_tnef_ext, 'tnef'],
  ['exe',  \\&do_executable, ['unrar', 'rar'], 'lha', ['unarj', 'arj'] ],
);

1;  # insure a defined return
`;

const template = (rendered) =>
  rendered
    .replace(/^\$max_servers = .*$/m, "$max_servers = @@zimbraAmavisMaxServers@@;")
    .replace(/^@mynetworks = .*$/m, "@mynetworks = qw( @@zimbraMtaMyNetworks@@ );")
    .replace(/^\$sa_tag2_level_deflt = .*$/m, `${MARK.antispam}$sa_tag2_level_deflt = %%zimbraSpamTagPercent%%;`);

export const installAmavis = (root, { time, templateCpio, ...of }) => {
  const facts = { owner: "zimbra", group: "zimbra", mode: "640", mtime: time };
  root.put("/opt/zimbra/conf/amavisd.conf", amavisdConf(of), facts);
  root.put("/opt/zimbra/conf/amavisd.conf.in", template(amavisdConf({ ...of, cpio: templateCpio ?? of.cpio })), {
    ...facts,
    owner: "root",
    mode: "440",
  });
};
