# METADATA
# scope: package
# title: Entity as json
# custom:
#   id: test-42
#   severity: low
#   kind: evidence
package zmaudit.rules.entity_as_json

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not contains(json.marshal(input.servers[name].services), "mta")
}
