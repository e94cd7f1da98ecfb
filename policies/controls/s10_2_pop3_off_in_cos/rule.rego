# METADATA
# title: POP3 is off by default (CoS)
# description: POP3 asks for no second factor, so that every mailbox that allows it can be tried with passwords.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "10.2"
#   section: 10
#   severity: medium
#   kind: evidence
#   parameters:
#     public_provider:
#       default: false
#       description: The site is a public provider whose users read their mail by POP3
#   optional:
#     - path: input.servers
#       because: POP3 that is closed on every server is an excuse, which has to be shown
#     - path: input.hosts.*.listeners
#       because: that a service still listens, off in the directory, has to be shown
#     - path: input.collections.servers
#       because: POP3 that is closed on every server is an excuse, which has to be shown
#     - path: input.cos.*.attrs.zimbraPop3AllowedIPs
#       because: a list of inside addresses (10.1 and later) is an excuse, which has to be shown
#     - path: input.cos.*.accounts
#       because: the number of accounts is only told
package zmaudit.controls.s10_2_pop3_off_in_cos

import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.mail_protocols
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

public_provider if input.parameters["10.2"].public_provider == true

# by what is known: nothing unknown can make it true, and an open port speaks against it
closed_everywhere if {
	input.collections.servers.value == true
	has_mailbox
	every one in input.servers {
		mail_protocols.pop3_closed(one)
	}
	not still_listens
}

still_listens if {
	some name, server in input.servers
	mail_protocols.pop3_listens(server, input.hosts[name])
}

result contains verdict.not_applicable(name, "the site is declared a public provider", [cos.id]) if {
	some name in subject
	public_provider
	cos := input.cos[name]
}

# a rule of its own: beside the `every` it would be judged once a server
has_mailbox if {
	some server in input.servers
	"mailbox" in server.services.value
}

# once for all classes, and no longer than a report shows
switches := array.slice([leaves | some server in input.servers; leaves := mail_protocols.pop3_switches(server)], 0, 10)

result contains verdict.pass(name, "POP3 is closed on every server, whatever the class of service says", switches) if {
	some name in subject
	not public_provider
	closed_everywhere
}

result contains verdict.pass_with(name, $"{name} does not allow POP3", [leaf], notes(leaf)) if {
	some name in subject
	not public_provider
	leaf := input.cos[name].attrs.zimbraPop3Enabled
	leaf.value == false
}

result contains verdict.pass_with(name, $"{name} allows POP3 from inside addresses only", [leaf, allowed], notes) if {
	some name in subject
	not public_provider
	cos := input.cos[name]
	leaf := cos.attrs.zimbraPop3Enabled
	leaf.value == true
	allowed := cos.attrs.zimbraPop3AllowedIPs
	mail_protocols.inside_only(allowed)
	notes := [$"zimbraPop3AllowedIPs: {concat(", ", sort(allowed.value))}"]
}

result contains verdict.pass_with(name, $"{name} allows POP3, but nobody is in it", [leaf, cos.used], notes) if {
	some name in subject
	not public_provider
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraPop3Enabled
	leaf.value == true
	notes := [$"{name} would give POP3 to the first account that is put there: switch it off before"]
}

result contains verdict.fail(name, message, [leaf, cos.used], fix(name)) if {
	some name in subject
	not public_provider
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraPop3Enabled
	leaf.value == true
	not closed_everywhere
	not mail_protocols.inside_only(cos.attrs.zimbraPop3AllowedIPs)
	message := $"{name} allows POP3{class_of_service.members(cos.accounts)}"
}

notes(leaf) := [class_of_service.overrides("zimbraPop3Enabled")] if leaf.from == "cos"

notes(leaf) := [
	"zimbraPop3Enabled is unset, which the server takes as off; set it to FALSE",
	class_of_service.overrides("zimbraPop3Enabled"),
] if {
	leaf.from == "default"
}

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraPop3Enabled FALSE",
	"# mail programs and phones on POP3 stop, and so do scanners and ticket systems that poll a mailbox",
	"# an exception for one account: zmprov ma ACCOUNT zimbraPop3Enabled TRUE",
]
