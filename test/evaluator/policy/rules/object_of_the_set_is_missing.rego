# METADATA
# scope: package
# title: Object of the set is missing
# custom:
#   id: test-92
#   severity: low
#   kind: evidence
package zmaudit.rules.object_of_the_set_is_missing

import data.zmaudit.lib.verdict

bad contains {"name": name, "mode": server.attrs.zimbraMailMode.value} if some name, server in input.servers

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not {"name": name, "mode": "http"} in bad
}
