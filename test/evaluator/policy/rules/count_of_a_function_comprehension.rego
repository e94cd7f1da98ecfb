# METADATA
# scope: package
# title: Count of a function comprehension
# custom:
#   id: test-3
#   severity: low
#   kind: evidence
package zmaudit.rules.count_of_a_function_comprehension

import data.zmaudit.lib.verdict

wild(c) := [d | some d in c.attrs.zimbraProxyAllowedDomains.value; startswith(d, "*")]

subject contains name if some name, _ in input.cos

result contains verdict.fail(name, concat(" ", wild(c)), [c.attrs.zimbraProxyAllowedDomains], []) if {
	some name in subject
	c := input.cos[name]
	count(wild(c)) > 0
}

result contains verdict.pass(name, "no wildcard", [c.used]) if {
	some name in subject
	c := input.cos[name]
	count(wild(c)) == 0
}
