# METADATA
# title: IMAP and POP3 services one by one
# description: What a server of input.servers may offer, each with its switch and its port.
package zmaudit.lib.mail_services

# store(attrs): of mailboxd
store(attrs) := [
	service("IMAP", "zimbraImapServerEnabled", attrs.zimbraImapServerEnabled, attrs.zimbraImapBindPort),
	service("IMAPS", "zimbraImapSSLServerEnabled", attrs.zimbraImapSSLServerEnabled, attrs.zimbraImapSSLBindPort),
	service("POP3", "zimbraPop3ServerEnabled", attrs.zimbraPop3ServerEnabled, attrs.zimbraPop3BindPort),
	service("POP3S", "zimbraPop3SSLServerEnabled", attrs.zimbraPop3SSLServerEnabled, attrs.zimbraPop3SSLBindPort),
]

# remote(attrs): of the IMAP servers outside of mailboxd, 8.8.1 and later
remote(attrs) := [
	service(
		"remote IMAP",
		"zimbraRemoteImapServerEnabled",
		attrs.zimbraRemoteImapServerEnabled,
		attrs.zimbraRemoteImapBindPort,
	),
	service(
		"remote IMAPS",
		"zimbraRemoteImapSSLServerEnabled",
		attrs.zimbraRemoteImapSSLServerEnabled,
		attrs.zimbraRemoteImapSSLBindPort,
	),
]

# proxied(attrs): of nginx, under zimbraReverseProxyMailEnabled
proxied(attrs) := [
	service(
		"IMAP",
		"zimbraReverseProxyMailImapEnabled",
		attrs.zimbraReverseProxyMailImapEnabled,
		attrs.zimbraImapProxyBindPort,
	),
	service(
		"IMAPS",
		"zimbraReverseProxyMailImapsEnabled",
		attrs.zimbraReverseProxyMailImapsEnabled,
		attrs.zimbraImapSSLProxyBindPort,
	),
	service(
		"POP3",
		"zimbraReverseProxyMailPop3Enabled",
		attrs.zimbraReverseProxyMailPop3Enabled,
		attrs.zimbraPop3ProxyBindPort,
	),
	service(
		"POP3S",
		"zimbraReverseProxyMailPop3sEnabled",
		attrs.zimbraReverseProxyMailPop3sEnabled,
		attrs.zimbraPop3SSLProxyBindPort,
	),
]

service(what, attribute, switch, port) := {"what": what, "attribute": attribute, "switch": switch, "port": port}

# is_on(switch): what is set nowhere is on, as the schema's getter says
is_on(switch) if switch.value == true

is_on(switch) if switch.from == "unset"
