# METADATA
# title: IMAP and POP3 of a server
# description: Switches of mailboxd and of the proxy. A server is an entry of input.servers with effective values.
package zmaudit.lib.mail_protocols

# zimbraImapBindOnStartup and the like are no switches
imap_closed(server) if {
	imap_store_closed(server)
	imap_proxy_closed(server)
}

imap_store_closed(server) if {
	services := server.services.value
	not "mailbox" in services
	not "imapd" in services
}

imap_store_closed(server) if {
	server.attrs.zimbraImapServerEnabled.value == false
	server.attrs.zimbraImapSSLServerEnabled.value == false
	is_not_on(server.attrs.zimbraRemoteImapServerEnabled)
	is_not_on(server.attrs.zimbraRemoteImapSSLServerEnabled)
}

imap_proxy_closed(server) if {
	services := server.services.value
	not "proxy" in services
}

imap_proxy_closed(server) if server.attrs.zimbraReverseProxyMailEnabled.value == false

imap_proxy_closed(server) if {
	server.attrs.zimbraReverseProxyMailImapEnabled.value == false
	server.attrs.zimbraReverseProxyMailImapsEnabled.value == false
}

pop3_closed(server) if {
	pop3_store_closed(server)
	pop3_proxy_closed(server)
}

pop3_store_closed(server) if {
	services := server.services.value
	not "mailbox" in services
}

pop3_store_closed(server) if {
	server.attrs.zimbraPop3ServerEnabled.value == false
	server.attrs.zimbraPop3SSLServerEnabled.value == false
}

pop3_proxy_closed(server) if {
	services := server.services.value
	not "proxy" in services
}

pop3_proxy_closed(server) if server.attrs.zimbraReverseProxyMailEnabled.value == false

pop3_proxy_closed(server) if {
	server.attrs.zimbraReverseProxyMailPop3Enabled.value == false
	server.attrs.zimbraReverseProxyMailPop3sEnabled.value == false
}

# imap_switches(server): the leaves that are off, for evidence
imap_switches(server) := [
	[leaf | leaf := server.attrs.zimbraImapServerEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraImapSSLServerEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraReverseProxyMailEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraReverseProxyMailImapEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraReverseProxyMailImapsEnabled; leaf.value == false],
]

pop3_switches(server) := [
	[leaf | leaf := server.attrs.zimbraPop3ServerEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraPop3SSLServerEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraReverseProxyMailEnabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraReverseProxyMailPop3Enabled; leaf.value == false],
	[leaf | leaf := server.attrs.zimbraReverseProxyMailPop3sEnabled; leaf.value == false],
]

# the remote IMAP servers of 8.8.1 and later are off unless somebody switches them on
is_not_on(leaf) if leaf.value == false

is_not_on(leaf) if leaf.from == "unset"

# inside_only(leaf): a list of addresses, none of which the Internet has
inside_only(leaf) if {
	count(leaf.value) > 0
	every entry in leaf.value {
		is_inside(entry)
	}
}

is_inside(entry) if {
	some network in inside
	net.cidr_contains(network, entry)
}

inside := [
	"10.0.0.0/8",
	"172.16.0.0/12",
	"192.168.0.0/16",
	"127.0.0.0/8",
	"169.254.0.0/16",
	"fc00::/7",
	"fe80::/10",
	"::1/128",
]

# imap_listens(server, host): a port of IMAP is open on the host, whatever the directory says: nobody has restarted it
imap_listens(server, host) if listens(host, server.attrs.zimbraImapBindPort)

imap_listens(server, host) if listens(host, server.attrs.zimbraImapSSLBindPort)

imap_listens(server, host) if listens(host, server.attrs.zimbraImapProxyBindPort)

imap_listens(server, host) if listens(host, server.attrs.zimbraImapSSLProxyBindPort)

imap_listens(server, host) if listens(host, server.attrs.zimbraRemoteImapBindPort)

imap_listens(server, host) if listens(host, server.attrs.zimbraRemoteImapSSLBindPort)

# pop3_listens(server, host): a port of POP3 is open on the host, whatever the directory says: nobody has restarted it
pop3_listens(server, host) if listens(host, server.attrs.zimbraPop3BindPort)

pop3_listens(server, host) if listens(host, server.attrs.zimbraPop3SSLBindPort)

pop3_listens(server, host) if listens(host, server.attrs.zimbraPop3ProxyBindPort)

pop3_listens(server, host) if listens(host, server.attrs.zimbraPop3SSLProxyBindPort)

listens(host, port) if {
	some socket in host.listeners.value
	socket.protocol == "tcp"
	socket.port == port.value
}
