# METADATA
# scope: package
# title: Array of names by index
# custom:
#   id: test-54
#   severity: low
#   kind: evidence
package zmaudit.rules.array_of_names_by_index

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	list := [name, "mail2"]
	every other in list { not input.servers[other].attrs.zimbraImapCleartextLoginEnabled.value == true }
}
