# METADATA
# scope: package
# title: Partial object of sets counted
# custom:
#   id: test-16
#   severity: low
#   kind: evidence
package zmaudit.rules.partial_object_of_sets_counted

import data.zmaudit.lib.verdict

exposed[name] contains unit if {
	some name, host in input.hosts
	some unit in ["telnet", "sshd"]
	host.units[unit].active.value == "active"
}

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "few", [input.hosts[name].collected]) if {
	some name in subject
	input.hosts[name].units.sshd.active.value == "active"
	count(exposed[name]) < 2
}
