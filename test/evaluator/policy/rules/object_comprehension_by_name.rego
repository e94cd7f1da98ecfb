# METADATA
# scope: package
# title: Object comprehension by name
# custom:
#   id: test-52
#   severity: low
#   kind: evidence
package zmaudit.rules.object_comprehension_by_name

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "m", [input.census.live]) if {
	lengths := {name: c.attrs.zimbraPasswordMinLength.value | some name, c in input.cos}
	every _, length in lengths { length >= 5 }
}
