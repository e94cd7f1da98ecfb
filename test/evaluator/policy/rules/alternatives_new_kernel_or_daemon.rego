# METADATA
# scope: package
# title: Alternatives new kernel or daemon
# custom:
#   id: test-9
#   severity: low
#   kind: evidence
package zmaudit.rules.alternatives_new_kernel_or_daemon

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

daemon(name) if {
	some unit in ["haveged", "rngd"]
	input.hosts[name].units[unit].active.value == "active"
}

result contains verdict.pass(name, "kernel", [leaf]) if {
	some name in subject
	leaf := input.hosts[name].kernel.version
	leaf.value[0] >= 6
}

result contains verdict.pass(name, "daemon", [input.hosts[name].kernel.version]) if {
	some name in subject
	input.hosts[name].kernel.version.value[0] < 6
	daemon(name)
}

result contains verdict.fail(name, "none", [input.hosts[name].random.available], []) if {
	some name in subject
	input.hosts[name].kernel.version.value[0] < 6
	input.hosts[name].random.available.value < 200
	not daemon(name)
}
