// The proxy's configuration as zmproxyconfgen writes it: a file for each concern, a server block for each domain with names of
// its own, and the block that refuses unknown names, which is commented out where strict names are off.
const FILE = { owner: "zimbra", group: "zimbra" };

const block = (head, lines) => `    ${head}\n    {\n${lines.map((line) => `        ${line}\n`).join("")}    }\n`;

const locations = (host) => [
  "location / {",
  "    # Begin stray redirect hack",
  "    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
  "    proxy_set_header Host            $http_host;",
  `    proxy_pass      https://${host}_ssl;`,
  "}",
  "location ~* ^/zmerror_.*_502.html$ {",
  "    root /opt/zimbra/conf/nginx/errors;",
  "}",
];

/** Every line of the strict block carries the mark where the block is off. */
const strictBlock = ({ strict, listen }) =>
  [
    "server {",
    `    listen ${listen} default_server;`,
    "    server_name _;",
    "    ssl_certificate /opt/zimbra/conf/nginx.crt;",
    "    ssl_certificate_key /opt/zimbra/conf/nginx.key;",
    "    return 400;",
    "}",
  ]
    .map((line) => `    ${strict ? "" : "#"}${line}\n`)
    .join("");

export const installNginx = (root, of) => {
  const {
    protocols,
    ciphers,
    curve = "prime256v1",
    domains = [],
    admin,
    http,
    strict,
    headers = [],
    dh = true,
    time,
    host,
    ports = { imap: true, pop: true },
    startTls = "only",
  } = of;
  const tls = (name) => [
    `ssl_protocols             ${protocols.join(" ")};`,
    "ssl_prefer_server_ciphers on;",
    "ssl_session_cache         shared:SSL:50m;",
    "ssl_session_timeout       10m;",
    `ssl_ciphers               ${ciphers};`,
    `ssl_ecdh_curve            ${curve};`,
    `ssl_certificate           ${name}.crt;`,
    `ssl_certificate_key       ${name}.key;`,
    ...(dh ? ["ssl_dhparam               /opt/zimbra/conf/dhparam.pem;"] : []),
  ];
  const own = tls("/opt/zimbra/conf/nginx");
  const add = headers.map((header) => {
    const at = header.indexOf(":");
    return `add_header ${header.slice(0, at)} "${header.slice(at + 1).trim()}";`;
  });
  const put = (path, text) => root.put(`/opt/zimbra/conf/${path}`, text, { ...FILE, mode: "644", mtime: time });
  put(
    "nginx.conf",
    [
      "include /opt/zimbra/conf/nginx/includes/nginx.conf.main;",
      "include /opt/zimbra/conf/nginx/includes/nginx.conf.memcache;",
      "include /opt/zimbra/conf/nginx/includes/nginx.conf.zmlookup;",
      "include /opt/zimbra/conf/nginx/includes/nginx.conf.mail;",
      "include /opt/zimbra/conf/nginx/includes/nginx.conf.web;",
      "",
    ].join("\n"),
  );
  const include = (name, text) => put(`nginx/includes/nginx.conf.${name}`, text);
  include(
    "main",
    `working_directory     /opt/zimbra;

user                  zimbra zimbra;
worker_processes      4;
worker_rlimit_core    256M;

error_log             /opt/zimbra/log/nginx.log  info;
pid                   /opt/zimbra/log/nginx.pid;

events {
    worker_connections  10240;
    use                 epoll;
    multi_accept        on;
}
`,
  );
  include(
    "memcache",
    "memcache {\n    servers         " +
      host +
      ":11211;\n    timeout         3000ms;\n    reconnect       1m;\n    ttl             1h;\n}\n",
  );
  include(
    "zmlookup",
    `zmlookup {
    zm_lookup_handlers  https://${host}:7072/service/extension/nginx-lookup;
    zm_lookup_timeout   15000ms;
    master_auth_username "zmnginx";
    master_auth_password "not-a-password-of-anything";
    zm_lookup_caching   on;
}
`,
  );
  include(
    "mail",
    `mail {
    ssl_protocols             ${protocols.join(" ")};
    ssl_prefer_server_ciphers on;
    ssl_ciphers               ${ciphers};
    ssl_ecdh_curve            ${curve};
    ssl_certificate           /opt/zimbra/conf/nginx.crt;
    ssl_certificate_key       /opt/zimbra/conf/nginx.key;
    proxy_ctimeout            2m;
    proxy_issue_pop3_xoip     on;
    proxy_issue_imap_id       on;
${
  ports.imap
    ? `    include /opt/zimbra/conf/nginx/includes/nginx.conf.mail.imap.default;
    include /opt/zimbra/conf/nginx/includes/nginx.conf.mail.imaps.default;
`
    : ""
}${
      ports.pop
        ? `    include /opt/zimbra/conf/nginx/includes/nginx.conf.mail.pop3.default;
    include /opt/zimbra/conf/nginx/includes/nginx.conf.mail.pop3s.default;
`
        : ""
    }}
`,
  );
  const mail = (protocol, port, secure) =>
    `server
{
    listen                  ${port}${secure ? " ssl" : ""};
    protocol                ${protocol};
    proxy                   on;
    sasl_service_name       "${protocol}";
    starttls                ${secure ? "off" : startTls};
}
`;
  if (ports.imap) {
    include("mail.imap.default", mail("imap", 143, false));
    include("mail.imaps.default", mail("imap", 993, true));
  }
  if (ports.pop) {
    include("mail.pop3.default", mail("pop3", 110, false));
    include("mail.pop3s.default", mail("pop3", 995, true));
  }
  include(
    "web",
    `http {
    include         mime.types;
    default_type    application/octet-stream;
    log_format upstream '$remote_addr:$remote_port - $remote_user [$time_local]  "$request" $status $bytes_sent';
    access_log      /opt/zimbra/log/nginx.access.log upstream;
    server_tokens   off;
    proxy_http_version 1.1;
    upstream ${host}_ssl {
        server    ${host}:8443 fail_timeout=60s;
        zmauth;
    }
${
  http ? "    include /opt/zimbra/conf/nginx/includes/nginx.conf.web.http.default;\n" : ""
}    include /opt/zimbra/conf/nginx/includes/nginx.conf.web.https.default;
    include /opt/zimbra/conf/nginx/includes/nginx.conf.web.https;
${admin ? "    include /opt/zimbra/conf/nginx/includes/nginx.conf.web.admin.default;\n" : ""}}
`,
  );
  // Another than strict names: the default block itself answers unknown names.
  include(
    "web.https.default",
    strictBlock({ strict, listen: "443 ssl" }) +
      block("server", [
        `listen                  443 ssl http2${strict ? "" : " default_server"};`,
        `server_name             ${host}.default ${host};`,
        ...own,
        ...add,
        ...locations(host),
      ]),
  );
  include(
    "web.https",
    domains
      .map(({ names, certificate, headers: domainHeaders }) =>
        block("server", [
          `listen                  443 ssl http2;`,
          `server_name             ${names.join(" ")};`,
          ...tls(certificate ?? "/opt/zimbra/conf/nginx"),
          ...(domainHeaders ?? headers).map((header) => {
            const at = header.indexOf(":");
            return `add_header ${header.slice(0, at)} "${header.slice(at + 1).trim()}";`;
          }),
          ...locations(host),
        ]),
      )
      .join(""),
  );
  if (http)
    include(
      "web.http.default",
      block("server", [
        "listen                  80 default_server;",
        `server_name             ${host}.default;`,
        ...(http === "redirect"
          ? ["return 301 https://$host$request_uri;"]
          : locations(host).map((line) => line.replace("https://", "http://").replace("_ssl", ""))),
      ]),
    );
  if (admin)
    include(
      "web.admin.default",
      block("server", [
        "listen                  9071 ssl;",
        ...own,
        "location / {",
        "    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
        `    proxy_pass      https://${host}_admin;`,
        "}",
      ]),
    );
};
