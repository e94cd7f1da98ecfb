# METADATA
# scope: package
# title: Partial object looked up
# custom:
#   id: test-18
#   severity: low
#   kind: evidence
package zmaudit.rules.partial_object_looked_up

import data.zmaudit.lib.verdict

lengths[name] := c.attrs.zimbraPasswordMinLength.value if some name, c in input.cos

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [input.cos[name].used]) if {
	some name in subject
	not lengths[name] < 12
}
