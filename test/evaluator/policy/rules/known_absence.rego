# METADATA
# scope: package
# title: Known absence
# custom:
#   id: test-62
#   severity: low
#   kind: evidence
package zmaudit.rules.known_absence

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.cos

result contains verdict.pass(name, "m", [leaf]) if {
	some name in subject
	leaf := input.cos[name].attrs.zimbraProxyAllowedDomains
	leaf.from == "unset"
}
