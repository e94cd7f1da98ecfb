# METADATA
# scope: package
# title: Swapped arguments
# custom:
#   id: test-97
#   severity: low
#   kind: evidence
package zmaudit.rules.swapped_arguments

import data.zmaudit.lib.verdict

differs(one, other) if {
	one != other
	not input.servers[one].attrs.zimbraImapCleartextLoginEnabled.value == true
}

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	some other, _ in input.servers
	differs(other, name)
}
