# METADATA
# scope: package
# title: Leaf differs from a leaf
# custom:
#   id: test-41
#   severity: low
#   kind: evidence
package zmaudit.rules.leaf_differs_from_a_leaf

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	some other, server in input.servers
	other != name
	server.attrs.zimbraMailMode != input.servers[name].attrs.zimbraMailMode
}
