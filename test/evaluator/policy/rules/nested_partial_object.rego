# METADATA
# scope: package
# title: Nested partial object
# custom:
#   id: test-20
#   severity: low
#   kind: evidence
package zmaudit.rules.nested_partial_object

import data.zmaudit.lib.verdict

modes[name][proto] := on if {
	some name, server in input.servers
	some proto, attribute in {"imap": "zimbraImapCleartextLoginEnabled", "pop3": "zimbraPop3CleartextLoginEnabled"}
	on := server.attrs[attribute].value
	on == true
}

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not modes[name].imap
	not modes[name].pop3
}
