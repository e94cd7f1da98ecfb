# METADATA
# scope: package
# title: Function given a helper set
# custom:
#   id: test-90
#   severity: low
#   kind: evidence
package zmaudit.rules.function_given_a_helper_set

import data.zmaudit.lib.verdict

open contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

outside(names, name) if not name in names

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	outside(open, name)
}
