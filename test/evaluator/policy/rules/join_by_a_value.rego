# METADATA
# scope: package
# title: Join by a value
# custom:
#   id: test-46
#   severity: low
#   kind: evidence
package zmaudit.rules.join_by_a_value

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.domains

result contains verdict.pass(name, "m", [input.domains[name].live]) if {
	some name in subject
	host := input.domains[name].attrs.zimbraPublicServiceHostname.value
	not input.servers[host].attrs.zimbraMailMode.value == "http"
}
