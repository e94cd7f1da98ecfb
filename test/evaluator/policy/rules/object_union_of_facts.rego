# METADATA
# scope: package
# title: Object union of facts
# custom:
#   id: test-51
#   severity: low
#   kind: evidence
package zmaudit.rules.object_union_of_facts

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [input.cos[name].used]) if {
	some name in subject
	merged := object.union({"least": 12}, {"length": input.cos[name].attrs.zimbraPasswordMinLength.value})
	merged.length >= merged.least
}
