# METADATA
# scope: package
# title: Two kinds of subject
# custom:
#   id: test-59
#   severity: low
#   kind: evidence
package zmaudit.rules.two_kinds_of_subject

import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"mailbox" in server.services.value
}

subject contains name if {
	some name, server in input.servers
	"proxy" in server.services.value
}

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not input.servers[name].attrs.zimbraImapCleartextLoginEnabled.value == true
}
