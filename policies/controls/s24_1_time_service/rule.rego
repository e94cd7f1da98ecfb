# METADATA
# scope: package
# title: Exactly one time service is active and enabled
# description: >-
#   One-time passwords, Kerberos, replication, certificates and the order of log lines need the right time. Two services
#   pull the clock in two directions, and one that is not enabled is gone after the next boot.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "24.1"
#   section: 24
#   severity: medium
#   kind: evidence
#   optional:
#     - path: input.hosts.*.container
#       because: it only excuses containers, which have their host's clock; the services themselves decide
#     - path: input.hosts.*.os
#       because: only the fix needs the distribution's tool
#     - path: input.hosts.*.processes
#       because: it is read only where there is no systemd; where its units are known they decide
package zmaudit.controls.s24_1_time_service

import data.zmaudit.lib.clock
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.not_applicable(name, $"{name} is a container: its host sets the clock", [container]) if {
	some name in subject
	clock.shares_kernel(input.hosts[name])
	container := input.hosts[name].container
}

result contains verdict.pass_with(name, message, shown(host, service), notes(service)) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	running := clock.active(host)
	count(running) == 1
	some service in running
	clock.starts_at_boot(host, service)
	message := $"{service} alone keeps the time of {name}, now and after a boot"
}

# Without systemd the process list shows what runs, and not what a boot starts.
result contains verdict.pass_with(name, message, [host.processes], array.concat([note], notes(service))) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	running := without_systemd(host)
	count(running) == 1
	some service in running
	message := $"{service} alone keeps the time of {name}"
	note := "no systemd: judged by the process list, which does not show what starts at boot"
}

result contains verdict.fail(name, message, [clock.leaves(host, service) | some service in clock.services], fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	clock.none_active(host)
	message := $"no time service runs on {name}"
	fix := install(host)
}

result contains verdict.fail(name, message, [host.processes], install(host)) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	count(without_systemd(host)) == 0
	message := $"no time service runs on {name}"
}

result contains verdict.fail(name, message, array.concat(shown(host, first), shown(host, second)), fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	some first in clock.services
	some second in clock.services
	first < second
	clock.is_active(host, first)
	clock.is_active(host, second)
	message := $"{first} and {second} both set the clock of {name}"
	fix := [$"systemctl disable --now {unit_name(host, second)}", "# or keep that one and disable the other"]
}

result contains verdict.fail(name, message, [host.processes], ["# stop and remove one of the two"]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	count(without_systemd(host)) > 1
	message := $"chronyd and ntpd both set the clock of {name}"
}

result contains verdict.fail(name, message, shown(host, service), fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	some service in clock.services
	clock.is_active(host, service)
	clock.stays_off_at_boot(host, service)
	message := $"{service} runs on {name}, but the next boot does not start it"
	fix := [$"systemctl enable {unit_name(host, service)}"]
}

shown(host, service) := array.concat(clock.leaves(host, service), clock.boot_leaves(host, service))

without_systemd(host) := {"chronyd", "ntpd"} & {program | some program in host.processes.value} if {
	is_array(host.processes.value)
	not "systemd" in host.processes.value
}

notes(service) := [] if service == "chronyd"

notes(service) := [$"{service} is no chrony, which the article asks for; it keeps the time too"] if service != "chronyd"

unit_name(host, service) := {"chronyd": "chrony", "ntpd": "ntp", "systemd-timesyncd": "systemd-timesyncd"}[service] if {
	clock.is_debian(host)
}

unit_name(host, service) := service if not clock.is_debian(host)

install(host) := [
	"apt-get install chrony",
	"systemctl enable --now chrony",
	step,
] if {
	clock.is_debian(host)
}

install(host) := [
	"yum install chrony",
	"systemctl enable --now chronyd",
	step,
] if {
	not clock.is_debian(host)
}

step := "# a step of more than a second upsets MariaDB and Java: stop Zimbra first where the clock is far off"
