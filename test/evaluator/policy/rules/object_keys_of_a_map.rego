# METADATA
# scope: package
# title: Object keys of a map
# custom:
#   id: test-67
#   severity: low
#   kind: evidence
package zmaudit.rules.object_keys_of_a_map

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "m", [input.hosts[name].collected]) if {
	some name in subject
	not "stranger" in object.keys(input.servers)
}
