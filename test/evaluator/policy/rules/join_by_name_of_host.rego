# METADATA
# scope: package
# title: Join by name of host
# custom:
#   id: test-45
#   severity: low
#   kind: evidence
package zmaudit.rules.join_by_name_of_host

import data.zmaudit.lib.verdict

subject contains name if {
	some name, server in input.servers
	"proxy" in server.services.value
}

result contains verdict.pass(name, "m", [input.hosts[name].collected]) if {
	some name in subject
	not "telnetd" in input.hosts[name].processes.value
}
