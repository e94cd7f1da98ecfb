# METADATA
# scope: package
# title: Object comprehension keys are not values
# custom:
#   id: test-53
#   severity: low
#   kind: evidence
package zmaudit.rules.object_comprehension_keys_are_not_values

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	partners := {other: name | some other, _ in input.servers}
	every partner, _ in partners {
		not input.servers[partner].attrs.zimbraImapCleartextLoginEnabled.value == true
	}
}
