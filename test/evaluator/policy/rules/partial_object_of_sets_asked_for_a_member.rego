# METADATA
# scope: package
# title: Partial object of sets asked for a member
# custom:
#   id: test-17
#   severity: low
#   kind: evidence
package zmaudit.rules.partial_object_of_sets_asked_for_a_member

import data.zmaudit.lib.verdict

exposed[name] contains unit if {
	some name, host in input.hosts
	some unit in ["telnet", "sshd"]
	host.units[unit].active.value == "active"
}

subject contains name if some name, _ in input.hosts

result contains verdict.pass(name, "no telnet", [input.hosts[name].collected]) if {
	some name in subject
	not "telnet" in exposed[name]
}
