# METADATA
# scope: package
# title: Every over networks
# custom:
#   id: test-6
#   severity: low
#   kind: evidence
package zmaudit.rules.every_over_networks

import data.zmaudit.lib.verdict

mta contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

subject contains name if some name in mta

stranger(n) if not n.kind in {"loopback", "own"}

result contains verdict.pass(name, "only this host", [input.hosts[name].mta_networks]) if {
	some name in mta
	every n in input.hosts[name].mta_networks.value { not stranger(n) }
}

result contains verdict.fail(name, "strangers", [input.hosts[name].mta_networks], []) if {
	some name in mta
	some n in input.hosts[name].mta_networks.value
	stranger(n)
}
