// Zimbra's OpenSSL, certificates, keys and Diffie-Hellman parameters. The certificates are recorded; their keys were thrown away,
// so a key file of the root holds the public half, and that is all the collector takes a digest of.
import { createPublicKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

export const certificate = (name) => readFileSync(new URL(`../recorded/certificates/${name}.pem`, import.meta.url), "utf8");
const publicKey = (name) =>
  createPublicKey(new X509Certificate(certificate(name)).publicKey.export({ type: "spki", format: "pem" })).export({
    type: "spki",
    format: "der",
  });
const ciphers = () => JSON.parse(readFileSync(new URL("../recorded/ciphers.json", import.meta.url), "utf8"));
const MARK = "-----BEGIN PRIVATE KEY-----\n";

/** `files`: certificate files, `keys`: key files by the certificate that they belong to. */
export const installTls = (root, { version, minimum, files, keys, keystore, dh, time }) => {
  const known = ciphers();
  root.tool("/opt/zimbra/common/bin/openssl", [
    {
      when: "version -a",
      out: `OpenSSL ${version} (Library: OpenSSL ${version})
built on: Mon Jun 12 09:11:25 2023 UTC
platform: linux-x86_64
options:  bn(64,64)
compiler: gcc -fPIC -pthread -m64 -Wall -O3 -O2 -g -DOPENSSL_USE_NODELETE -DL_ENDIAN -DOPENSSL_PIC -DOPENSSL_BUILDING_OPENSSL -DNDEBUG
OPENSSLDIR: "/opt/zimbra/common/etc/openssl"
`,
    },
    ...Object.entries(known).map(([string, out]) =>
      out === null ? { when: `ciphers -V ${string}`, err: "Error in cipher list\n", exit: 1 } : { when: `ciphers -V ${string}`, out },
    ),
  ]);
  root.put(
    "/opt/zimbra/common/etc/openssl/openssl.cnf",
    `openssl_conf = openssl_init

[openssl_init]
providers = provider_sect

[provider_sect]
default = default_sect

[default_sect]
activate = 1
${minimum ? `\n[system_default_sect]\nMinProtocol = ${minimum}\n` : ""}`,
  );
  for (const [path, { chain, mtime = time, mode = "644", owner = "zimbra" }] of Object.entries(files))
    root.put(path, chain.map(certificate).join(""), { owner, group: owner, mode, mtime });
  for (const [path, { of, mtime = time, mode = "640", owner = "zimbra", group = owner }] of Object.entries(keys))
    root.put(path, MARK, { owner, group, mode, mtime, size: 1704 });
  const publics = Object.entries(keys).filter(([, { of }]) => of !== undefined);
  for (const [index, [, { of }]] of publics.entries()) root.kernel(`/.fake/public/${index}`, publicKey(of));
  const pick = publics.map(([path], index) => `"$root${path}") cat "$root/.fake/public/${index}" >"\${10}" ;;`).join("\n");
  root.tool("/usr/bin/openssl", [
    {
      run: `case $1 in
pkey)
  case $3 in
${pick}
*) exit 1 ;;
  esac ;;
dhparam) spend 10; [ -f "$root/.fake/dh" ] && cat "$root/.fake/dh" ;;
*) exit 1 ;;
esac
exit 0`,
    },
  ]);
  if (keystore) {
    root.put("/opt/zimbra/mailboxd/etc/keystore", "", { owner: "zimbra", mode: "640", size: 4287, mtime: time });
    const text = `Keystore type: PKCS12
Keystore provider: SUN

Your keystore contains 1 entry

Alias name: jetty
Creation date: ${keystore.created}
Entry type: PrivateKeyEntry
Certificate chain length: ${keystore.chain.length}
${keystore.chain.map((name, index) => `Certificate[${index + 1}]:\n${certificate(name)}`).join("")}

*******************************************
*******************************************


`;
    root.tool("/opt/zimbra/common/bin/keytool", [{ run: `cat >/dev/null\nspend 700\ncat "$root/.fake/keystore"\nexit 0` }]);
    root.kernel("/.fake/keystore", text);
  }
  if (dh) {
    root.put("/opt/zimbra/conf/dhparam.pem", `-----BEGIN DH PARAMETERS-----\n${dh.text}\n-----END DH PARAMETERS-----\n`, {
      owner: "zimbra",
      mode: "644",
      mtime: dh.mtime ?? time,
    });
    root.kernel("/.fake/dh", `    DH Parameters: (${dh.bits} bit)\n    P:   \n`);
  }
};
