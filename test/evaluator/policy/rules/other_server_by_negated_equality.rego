# METADATA
# scope: package
# title: Other server by negated equality
# custom:
#   id: test-22
#   severity: low
#   kind: evidence
package zmaudit.rules.other_server_by_negated_equality

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

open_elsewhere(name) if {
	some other, server in input.servers
	not other == name
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not open_elsewhere(name)
}
