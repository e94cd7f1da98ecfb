# METADATA
# scope: package
# title: First of sorted names
# custom:
#   id: test-95
#   severity: low
#   kind: evidence
package zmaudit.rules.first_of_sorted_names

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	first := sort([name, "mail1"])[0]
	not input.servers[first].attrs.zimbraImapCleartextLoginEnabled.value == true
}
