# METADATA
# scope: package
# title: Leaf out of a set of objects
# custom:
#   id: test-91
#   severity: low
#   kind: evidence
package zmaudit.rules.leaf_out_of_a_set_of_objects

import data.zmaudit.lib.verdict

known contains {"name": name, "leaf": server.attrs.zimbraMailMode} if some name, server in input.servers

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	known[{"name": name, "leaf": leaf}]
	not leaf.value == "http"
}
