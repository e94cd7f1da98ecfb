# METADATA
# title: Anti-spam and anti-virus services run on every inbound MTA
# description: Without them phishing and malware reach the mailbox as they are.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "18.1"
#   section: 18
#   severity: high
#   kind: evidence
#   parameters:
#     filtered_elsewhere:
#       default: false
#       description: A gateway in front of the MTAs filters spam and malware
#     outbound_only:
#       default: []
#       description: MTAs that take no mail from the Internet, by name
#   optional:
#     - path: input.hosts.*.amavis.skipped
#       because: what runs decides; that amavis was told to skip a check has to be shown
package zmaudit.controls.s18_1_filters_run

import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

declared if input.parameters["18.1"].filtered_elsewhere == true

outbound contains name if some name in input.parameters["18.1"].outbound_only

needed := {"amavis", "antispam", "antivirus"}

missing(roles) := needed - {role | some role in roles}

result contains verdict.not_applicable(name, $"{name} is declared to take no mail from the Internet", [host.roles]) if {
	some name in subject
	name in outbound
	host := input.hosts[name]
	"mta" in host.roles.value
}

result contains verdict.manual(name, question, [host.roles], []) if {
	some name in subject
	not name in outbound
	declared
	host := input.hosts[name]
	count(missing(host.roles.value)) > 0
	question := concat("", [
		$"{name} leaves {concat(", ", sort(missing(host.roles.value)))} to the declared gateway: ",
		"does it filter all mail, and can nobody reach the MTA around it?",
	])
}

result contains verdict.fail(name, message, [host.roles], switch_on(name, missing(host.roles.value))) if {
	some name in subject
	not name in outbound
	not declared
	host := input.hosts[name]
	count(missing(host.roles.value)) > 0
	message := $"not switched on for {name}: {concat(", ", sort(missing(host.roles.value)))}"
}

result contains verdict.pass(name, message, [host.roles, host.listeners, host.processes]) if {
	some name in subject
	not name in outbound
	host := input.hosts[name]
	count(missing(host.roles.value)) == 0
	some socket in host.listeners.value
	is_amavis(socket)
	"clamd" in host.processes.value
	message := $"amavis and clamd run on {name}"
}

result contains verdict.fail(name, message, [host.roles, host.listeners], ["zmamavisdctl start"]) if {
	some name in subject
	not name in outbound
	host := input.hosts[name]
	count(missing(host.roles.value)) == 0
	sockets := host.listeners.value
	every socket in sockets {
		is_not_amavis(socket)
	}
	message := $"amavis is switched on for {name} and doesn't listen on port 10024: mail waits in the queue"
}

result contains verdict.fail(name, message, [host.roles, host.processes], ["zmclamdctl start"]) if {
	some name in subject
	not name in outbound
	host := input.hosts[name]
	"antivirus" in host.roles.value
	count(missing(host.roles.value)) == 0
	programs := host.processes.value
	not "clamd" in programs
	message := $"antivirus is switched on for {name} and clamd doesn't run"
}

# zmconfigd takes @bypass_…_checks_maps out of amavisd.conf where the service is on; without that nothing is scanned
result contains verdict.fail(name, message, [host.roles, host.amavis.skipped], rewrite) if {
	some name in subject
	not name in outbound
	host := input.hosts[name]
	some check, service in {"spam": "antispam", "virus": "antivirus"}
	service in host.roles.value
	check in host.amavis.skipped.value
	message := $"{service} is switched on for {name}, but amavisd.conf has all mail skip its check ({check})"
}

rewrite := [
	"zmamavisdctl restart",
	"# the restart writes amavisd.conf anew; if it doesn't, zmconfigd is not running: zmconfigdctl restart",
]

is_amavis(socket) if {
	socket.protocol == "tcp"
	socket.port == 10024
}

is_not_amavis(socket) if socket.port != 10024

is_not_amavis(socket) if socket.protocol != "tcp"

switch_on(name, services) := [
	concat(" ", array.concat(
		[$"zmprov ms {shell.word(name)}"],
		[pair | some service in sort(services); pair := $"+zimbraServiceEnabled {service}"],
	)),
	"zmcontrol restart",
	"# the scanners need about 2 GB of memory; all services of this server stop for some minutes",
]
