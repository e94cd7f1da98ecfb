// Zimbra on a host, by the services that it runs: what the packages and the configuration rewriter leave there.
import { installAmavis } from "../tools/amavis.mjs";
import { installNginx } from "../tools/nginx.mjs";
import { installPostfix } from "../tools/postfix.mjs";
import { certificate, installTls } from "../tools/tls.mjs";
import { installDirectory, installLocalconfig, installRelease, installWebapps } from "../tools/zimbra.mjs";

const ZIMBRA = { owner: "zimbra", group: "zimbra" };

export const jettyXml = ({
  protocols = ["TLSv1.2"],
  exclude = [".*_RC4_.*", "^.*_(MD5|SHA|SHA1)$", "^TLS_RSA_.*"],
  renegotiation = "TRUE",
}) => `<?xml version="1.0"?>
<Configure id="Server" class="org.eclipse.jetty.server.Server">
  <New id="zimbraHttpsSslContextFactory" class="org.eclipse.jetty.util.ssl.SslContextFactory$Server">
    <Set name="KeyStorePath">/opt/zimbra/mailboxd/etc/keystore</Set>
    <Set name="KeyStorePassword">not-a-password-of-anything</Set>
    <Set name="RenegotiationAllowed">${renegotiation}</Set>
    <Set name="IncludeProtocols">
      <Array type="java.lang.String">
${protocols.map((name) => `        <Item>${name}</Item>\n`).join("")}      </Array>
    </Set>
    <Set name="ExcludeCipherSuites">
      <Array type="java.lang.String">
${exclude.map((name) => `        <Item>${name}</Item>\n`).join("")}      </Array>
    </Set>
  </New>
</Configure>
`;

const KEYED = { proxy: "nginx", mta: "smtpd", ldap: "slapd" };

/** Where the certificate of a host is deployed, by role; `commercial` says that it is no certificate of Zimbra's own. */
const certificateFiles = ({ roles, chain, ca, commercial, domains = {}, imapd, deployed, issued }) => {
  const key = { of: chain[0], mtime: deployed };
  const own = { chain, mtime: deployed };
  const served = roles.flatMap((role) => (KEYED[role] ? [KEYED[role]] : []));
  const files = Object.fromEntries(served.map((name) => [`/opt/zimbra/conf/${name}.crt`, own]));
  const keys = Object.fromEntries(served.map((name) => [`/opt/zimbra/conf/${name}.key`, key]));
  for (const [name, certificateName] of Object.entries(domains)) {
    files[`/opt/zimbra/conf/domaincerts/${name}.crt`] = { chain: [certificateName, ...chain.slice(1)], mtime: deployed };
    keys[`/opt/zimbra/conf/domaincerts/${name}.key`] = { of: certificateName, mtime: deployed };
  }
  if (commercial) {
    files["/opt/zimbra/ssl/zimbra/commercial/commercial.crt"] = { chain: [chain[0]], mtime: issued };
    files["/opt/zimbra/ssl/zimbra/commercial/commercial_ca.crt"] = { chain: chain.slice(1), mtime: issued };
    keys["/opt/zimbra/ssl/zimbra/commercial/commercial.key"] = { of: chain[0], mtime: issued };
  } else {
    files["/opt/zimbra/ssl/zimbra/server/server.crt"] = { chain: [chain[0]], mtime: issued };
    keys["/opt/zimbra/ssl/zimbra/server/server.key"] = { of: chain[0], mtime: issued };
  }
  for (const place of ["/opt/zimbra/conf/ca", "/opt/zimbra/ssl/zimbra/ca"]) {
    files[`${place}/ca.pem`] = { chain: [ca], mtime: issued };
    keys[`${place}/ca.key`] = { of: ca, mtime: issued };
  }
  if (imapd) files["/opt/zimbra/conf/imapd.crt"] = own;
  return { files, keys };
};

/** `roles` of store, mta, proxy, ldap; `written`: when the configuration was last rewritten. */
export const installZimbra = (root, of) => {
  const { roles, host, directory, written, tls, release } = of;
  const has = (role) => roles.includes(role);
  root.dir("/opt/zimbra/conf", ZIMBRA);
  installRelease(root, release);
  installLocalconfig(root, of.localconfig);
  installDirectory(root, directory, { slow: of.slow ?? 1 });
  if (has("mta")) {
    installPostfix(root, { host, time: written, ...of.postfix });
    installAmavis(root, {
      time: written,
      host,
      networks: of.postfix.networks,
      quarantine: directory.global.zimbraAmavisQuarantineAccount[0],
      ...of.amavis,
    });
  }
  if (has("proxy")) installNginx(root, { host, time: written, ...of.nginx });
  if (has("store")) {
    installWebapps(root, { time: release.time, ...of.webapps });
    root.put("/opt/zimbra/jetty_base/etc/jetty.xml", jettyXml(of.jetty ?? {}), { ...ZIMBRA, mode: "640", mtime: written });
  }
  const { files, keys } = certificateFiles({ roles, ...tls });
  installTls(root, {
    version: tls.version ?? "3.0.9 30 May 2023",
    minimum: tls.minimum,
    time: tls.issued,
    files: { ...files, ...tls.files },
    keys: { ...keys, ...tls.keys },
    ...(has("store") ? { keystore: { created: tls.created, chain: tls.chain } } : {}),
    ...(tls.dh ? { dh: { ...tls.dh, text: certificate(tls.ca).split("\n").slice(1, 8).join("\n") } } : {}),
  });
  for (const [path, [size, mtime]] of Object.entries(of.pax === false ? {} : { "/usr/bin/pax": [162488, root.boot - 86400 * 3] }))
    root.put(path, "", { mode: "755", size, mtime });
};
