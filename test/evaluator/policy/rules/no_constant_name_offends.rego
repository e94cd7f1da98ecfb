# METADATA
# scope: package
# title: No constant name offends
# custom:
#   id: test-12
#   severity: low
#   kind: evidence
package zmaudit.rules.no_constant_name_offends

import data.zmaudit.lib.verdict

watched := {"zimbraImapCleartextLoginEnabled", "zimbraPop3CleartextLoginEnabled"}

offending contains name if {
	some name, server in input.servers
	some k in watched
	server.attrs[k].value == true
}

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not name in offending
}
