# METADATA
# scope: package
# title: Two rules fill one set
# custom:
#   id: test-98
#   severity: low
#   kind: evidence
package zmaudit.rules.two_rules_fill_one_set

import data.zmaudit.lib.verdict

offending contains name if {
	some name, server in input.servers
	server.attrs.zimbraImapCleartextLoginEnabled.value == true
}

offending contains host if {
	some host, machine in input.hosts
	machine.units.telnet.active.value == "active"
}

subject contains name if some name, _ in input.servers

result contains verdict.pass(name, "m", [input.servers[name].collected]) if {
	some name in subject
	not name in offending
}
