# METADATA
# scope: package
# title: Every over constant minimums
# custom:
#   id: test-11
#   severity: low
#   kind: evidence
package zmaudit.rules.every_over_constant_minimums

import data.zmaudit.lib.verdict

watched := {"zimbraPasswordMinLength": 12, "zimbraPasswordMinNumericChars": 1}

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [input.cos[name].used]) if {
	some name in subject
	every k, least in watched { input.cos[name].attrs[k].value >= least }
}

result contains verdict.fail(name, $"{k} is {v}", [input.cos[name].attrs[k]], []) if {
	some name in subject
	some k, least in watched
	v := input.cos[name].attrs[k].value
	v < least
}
