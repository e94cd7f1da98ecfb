# METADATA
# scope: package
# title: Set union with names
# custom:
#   id: test-49
#   severity: low
#   kind: evidence
package zmaudit.rules.set_union_with_names

import data.zmaudit.lib.verdict

first contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

second contains name if {
	some name, server in input.servers
	server.attrs.zimbraPop3CleartextLoginEnabled.value == true
}

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not name in (first | second)
}
