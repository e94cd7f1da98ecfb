# METADATA
# scope: package
# title: Both and
# custom:
#   id: test-34
#   severity: low
#   kind: evidence
package zmaudit.rules.both_and

import data.zmaudit.lib.verdict
import future.keywords.and
import future.keywords.not

subject contains name if some name, _ in input.servers

bad(server) if {
	server.attrs.zimbraMailMode.value == "http" and server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not bad(input.servers[name])
}
