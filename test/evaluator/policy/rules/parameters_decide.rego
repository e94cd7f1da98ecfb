# METADATA
# scope: package
# title: Parameters decide
# custom:
#   id: test-55
#   severity: low
#   kind: evidence
#   parameters: {days: {default: 3, description: How long}}
package zmaudit.rules.parameters_decide

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "m", [input.hosts[name].kernel.uptime]) if {
	some name in subject
	input.hosts[name].kernel.uptime.value < input.parameters["test-55"].days * 10
}
