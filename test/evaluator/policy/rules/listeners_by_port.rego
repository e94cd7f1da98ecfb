# METADATA
# scope: package
# title: Listeners by port
# custom:
#   id: test-68
#   severity: low
#   kind: evidence
package zmaudit.rules.listeners_by_port

import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

open(name, port) if {
	some socket in input.hosts[name].listeners.value
	socket.port == port
	not startswith(socket.address, "127.")
}

result contains verdict.pass(name, "m", [input.hosts[name].listeners]) if {
	some name in subject
	not open(name, 23)
	not open(name, 11211)
}
