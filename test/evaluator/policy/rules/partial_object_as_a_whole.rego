# METADATA
# scope: package
# title: Partial object as a whole
# custom:
#   id: test-19
#   severity: low
#   kind: evidence
package zmaudit.rules.partial_object_as_a_whole

import data.zmaudit.lib.verdict

short[name] := c.attrs.zimbraPasswordMinLength.value if {
	some name, c in input.cos
	c.attrs.zimbraPasswordMinLength.value < 12
}

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if short == {}
