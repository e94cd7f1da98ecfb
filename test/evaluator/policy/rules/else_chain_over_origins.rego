# METADATA
# scope: package
# title: Else chain over origins
# custom:
#   id: test-7
#   severity: low
#   kind: evidence
package zmaudit.rules.else_chain_over_origins

import data.zmaudit.lib.verdict

long_enough(c) if {
	c.attrs.zimbraPasswordMinLength.value >= 12
} else if {
	c.attrs.zimbraPasswordMinNumericChars.value >= 4
}

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [input.cos[name].used]) if {
	some name in subject
	long_enough(input.cos[name])
}

result contains verdict.fail(name, "m", [input.cos[name].used], []) if {
	some name in subject
	not long_enough(input.cos[name])
}
