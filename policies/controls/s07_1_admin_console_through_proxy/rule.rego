# METADATA
# scope: package
# title: Where the admin console is offered beyond the host, it goes through the proxy
# description: Without the proxy the console is served by mailboxd's own TLS, outside of what hardens nginx.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "7.1"
#   section: 7
#   severity: medium
#   kind: evidence
package zmaudit.controls.s07_1_admin_console_through_proxy

import data.zmaudit.lib.nginx
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"proxy" in server.services.value
}

result contains verdict.pass(name, message, [leaf, port, blocks, input.hosts[name].listeners]) if {
	some name in subject
	server := input.servers[name]
	leaf := server.attrs.zimbraReverseProxyAdminEnabled
	leaf.value == true
	port := server.attrs.zimbraAdminProxyPort
	blocks := input.hosts[name].nginx.servers
	serves(blocks.value, port.value)
	not is_silent(input.hosts[name], port.value)
	message := $"{name} serves the admin console on port {port.value} ({leaf.from} value)"
}

result contains verdict.fail(name, message, [leaf, port, blocks], restart) if {
	some name in subject
	server := input.servers[name]
	leaf := server.attrs.zimbraReverseProxyAdminEnabled
	leaf.value == true
	port := server.attrs.zimbraAdminProxyPort
	port.value > 0
	blocks := input.hosts[name].nginx.servers
	count([block | some block in blocks.value; serves([block], port.value)]) == 0
	message := $"{name} is configured to serve the admin console, but no nginx file listens on port {port.value}"
}

result contains verdict.fail(name, message, [leaf, port, sockets], restart) if {
	some name in subject
	server := input.servers[name]
	leaf := server.attrs.zimbraReverseProxyAdminEnabled
	leaf.value == true
	port := server.attrs.zimbraAdminProxyPort
	sockets := input.hosts[name].listeners
	is_silent(input.hosts[name], port.value)
	message := $"{name} is configured to serve the admin console, but nginx does not listen on port {port.value}"
}

result contains verdict.fail(name, message, [leaf, theirs], enable(name)) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraReverseProxyAdminEnabled
	is_off(leaf)
	some other, server in input.servers
	"proxy" in server.services.value
	theirs := server.attrs.zimbraReverseProxyAdminEnabled
	theirs.value == true
	message := $"{name} does not serve the admin console, {other} does: the proxies disagree"
}

# nginx reads its own host's entry (ProxyConfGen, override SERVER): on a mailbox server the switch does nothing
result contains verdict.fail(name, message, [leaf, theirs], array.concat(enable(name), withdraw(other))) if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraReverseProxyAdminEnabled
	is_off(leaf)
	some other, server in input.servers
	every service in server.services.value {
		service != "proxy"
	}
	theirs := server.attrs.zimbraReverseProxyAdminEnabled
	theirs.value == true
	theirs.from == "server"
	message := $"{other} has the switch, which runs no proxy; {name}, which does, lacks it: the console is not proxied"
}

result contains verdict.not_applicable(name, message, evidence) if {
	some name in subject
	every server in input.servers {
		is_off(server.attrs.zimbraReverseProxyAdminEnabled)
	}
	consoles := {console | some console, server in input.servers; "mailbox" in server.services.value}
	every console in consoles {
		is_for_itself(input.hosts[console].listeners, input.servers[console].attrs.zimbraAdminPort)
	}
	evidence := array.concat(
		[input.servers[name].attrs.zimbraReverseProxyAdminEnabled],
		[leaf | some console in consoles; leaf := input.hosts[console].listeners],
	)
	message := "no proxy serves the admin console, and it listens for the host alone: a tunnel is the better way"
}

# whether the port can be reached is no question of the sockets
result contains verdict.unknown(name, message, evidence, settle) if {
	some name in subject
	every server in input.servers {
		is_off(server.attrs.zimbraReverseProxyAdminEnabled)
	}
	some console, server in input.servers
	"mailbox" in server.services.value
	port := server.attrs.zimbraAdminPort
	sockets := input.hosts[console].listeners
	open := sort({socket.address | some socket in sockets.value; not is_out_of_reach(socket, port.value)})
	count(open) > 0
	evidence := [input.servers[name].attrs.zimbraReverseProxyAdminEnabled, port, sockets]
	where := $"{console} listens on {concat(", ", open)}, port {port.value}"
	message := $"no proxy serves the admin console and {where}: whether anybody reaches it is the firewall's to say"
	settle := [
		"# from an address that is no administrator's:",
		$"curl -sk -o /dev/null -m 5 {shell.word($"https://{console}:{port.value}/")} && echo open || echo closed",
	]
}

is_off(leaf) if leaf.value == false

is_off(leaf) if leaf.from == "unset"

serves(blocks, port) if {
	some block in blocks
	some words in block.listen
	some place in nginx.places(words)
	nginx.port(place) == $"{port}"
}

is_silent(host, port) if every socket in host.listeners.value {
	is_not_nginx(socket, port)
}

is_not_nginx(socket, port) if is_other(socket, port)

# a socket whose process nobody could name may be nginx's
is_not_nginx(socket, _) if {
	socket.process != ""
	socket.process != "nginx"
}

is_other(socket, _) if socket.protocol != "tcp"

is_other(socket, port) if socket.port != port

is_for_itself(sockets, port) if {
	port.value > 0
	every socket in sockets.value {
		is_out_of_reach(socket, port.value)
	}
}

is_out_of_reach(socket, port) if is_other(socket, port)

is_out_of_reach(socket, _) if startswith(socket.address, "127.")

is_out_of_reach(socket, _) if socket.address == "::1"

restart := [
	"# on the proxy, as user zimbra: writes nginx's files anew from the directory",
	"zmproxyctl restart",
	"# web and mail clients are cut off for some seconds",
]

enable(name) := [
	$"zmprov ms {shell.word(name)} zimbraReverseProxyAdminEnabled TRUE",
	"# then on that proxy, as user zimbra; clients are cut off for some seconds:",
	"zmproxyctl restart",
	"# next: 7071 open to the proxies' addresses only (7.2), 9071 to the management networks only (6.2)",
	"# zmproxyconfig -e -w -C without -x and the current mail mode rewrites mail ports and may switch HTTPS off",
]

withdraw(other) := [$"zmprov ms {shell.word(other)} zimbraReverseProxyAdminEnabled ''"]
