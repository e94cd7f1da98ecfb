# METADATA
# scope: package
# title: Two subjects distinct names
# custom:
#   id: test-21
#   severity: low
#   kind: evidence
package zmaudit.rules.two_subjects_distinct_names

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "no other server is open", [input.servers[name].collected]) if {
	some name in subject
	others := {other |
		some other, server in input.servers
		other != name
		server.attrs.zimbraImapCleartextLoginEnabled.value == true
	}
	count(others) == 0
}
