# METADATA
# title: IMAP and POP3 at server and proxy level
# description: A service that is switched off cannot be guessed at, whatever classes of service and accounts say.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "10.4"
#   section: 10
#   severity: info
#   kind: evidence
#   parameters:
#     public_provider:
#       default: false
#       description: The site is a public provider whose users read their mail by IMAP or POP3
package zmaudit.controls.s10_4_imap_pop3_off_on_servers

import data.zmaudit.lib.mail_services
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	some role in ["mailbox", "proxy", "imapd"]
	role in server.services.value
}

public_provider if input.parameters["10.4"].public_provider == true

result contains verdict.not_applicable(name, "the site is declared a public provider", [server.services]) if {
	some name in subject
	public_provider
	server := input.servers[name]
}

result contains verdict.pass(name, $"{name} serves neither IMAP nor POP3", evidence) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	attrs := server.attrs
	stored := [one | "mailbox" in server.services.value; some one in mail_services.store(attrs)]
	proxied := [one |
		"proxy" in server.services.value
		mail_services.is_on(attrs.zimbraReverseProxyMailEnabled)
		some one in mail_services.proxied(attrs)
	]
	on := [one.what | some one in array.concat(stored, proxied); mail_services.is_on(one.switch)]
	remote := [one.what | some one in mail_services.remote(attrs); one.switch.value == true]
	count(on) + count(remote) == 0
	evidence := [
		server.services,
		[attrs.zimbraReverseProxyMailEnabled | "proxy" in server.services.value],
		[one.switch | some one in array.concat(stored, proxied)],
		input.hosts[name].listeners,
	]
}

result contains verdict.fail(name, $"{name} serves {one.what}", [one.switch, server.services], fix) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	"mailbox" in server.services.value
	some one in mail_services.store(server.attrs)
	mail_services.is_on(one.switch)
	fix := off(name, one.attribute, "zmmailboxdctl restart")
}

result contains verdict.fail(name, $"{name} serves {one.what}", [one.switch, server.services], fix) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	some one in mail_services.remote(server.attrs)
	one.switch.value == true
	fix := off(name, one.attribute, "zmcontrol restart")
}

result contains verdict.fail(name, $"{name} hands {one.what} on", [one.switch, mail, server.services], fix) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	"proxy" in server.services.value
	mail := server.attrs.zimbraReverseProxyMailEnabled
	mail_services.is_on(mail)
	some one in mail_services.proxied(server.attrs)
	mail_services.is_on(one.switch)
	fix := off(name, one.attribute, "zmproxyctl restart")
}

# off in the directory and nobody has restarted it
result contains verdict.fail(name, said(name, one), [one.switch, one.port, listeners], ["zmmailboxdctl restart"]) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	"mailbox" in server.services.value
	some one in mail_services.store(server.attrs)
	one.switch.value == false
	listeners := input.hosts[name].listeners
	listens(listeners, one.port)
}

result contains verdict.fail(name, said(name, one), [one.switch, one.port, listeners], ["zmcontrol restart"]) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	some one in mail_services.remote(server.attrs)
	one.switch.value == false
	listeners := input.hosts[name].listeners
	listens(listeners, one.port)
}

result contains verdict.fail(name, said(name, one), [one.switch, one.port, listeners], ["zmproxyctl restart"]) if {
	some name in subject
	not public_provider
	server := input.servers[name]
	"proxy" in server.services.value
	some one in mail_services.proxied(server.attrs)
	is_closed(server.attrs.zimbraReverseProxyMailEnabled, one.switch)
	listeners := input.hosts[name].listeners
	listens(listeners, one.port)
}

is_closed(mail, _) if mail.value == false

is_closed(_, switch) if switch.value == false

listens(listeners, port) if {
	some socket in listeners.value
	socket.protocol == "tcp"
	socket.port == port.value
}

said(name, one) := $"{one.what} of {name} is off in the directory, but port {one.port.value} still listens"

off(name, attribute, restart) := [
	$"zmprov ms {shell.word(name)} {attribute} FALSE",
	restart,
	"# mail programs and phones that use it stop for everybody, and the restart cuts off users for a minute",
]
