# METADATA
# scope: package
# title: Json round trip
# custom:
#   id: test-99
#   severity: low
#   kind: evidence
package zmaudit.rules.json_round_trip

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	copy := json.unmarshal(json.marshal(input.servers[name].attrs.zimbraMailMode))
	not copy.value == "http"
}
