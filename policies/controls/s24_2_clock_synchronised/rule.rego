# METADATA
# scope: package
# title: The clock is synchronised to a real source
# description: >-
#   A service that runs and follows nobody lets the clock drift, and chrony can call itself synchronised to itself.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://chrony-project.org/doc/4.3/chronyc.html
# custom:
#   id: "24.2"
#   section: 24
#   severity: medium
#   kind: evidence
#   parameters:
#     max_offset_seconds:
#       default: 0.5
#       description: From this offset on the clock counts as wrong
#     noted_offset_seconds:
#       default: 0.1
#       description: Above this offset a pass carries a note
#     max_stratum:
#       default: 10
#       description: From this stratum on the source is none; chrony gives itself 10 where it follows nobody
#   optional:
#     - path: input.hosts.*.container
#       because: it only excuses containers, which have their host's clock; the sources themselves decide
#     - path: input.hosts.*.kernel.uptime
#       because: it only excuses a host that has just booted
#     - path: input.hosts.*.time.sources
#       because: a pass by chronyc or ntpq needs them; where systemd-timesyncd alone runs, these have nobody to ask
#     - path: input.hosts.*.time.stratum
#       because: a pass by chronyc or ntpq needs it; where systemd-timesyncd alone runs, these have nobody to ask
#     - path: input.hosts.*.time.offset
#       because: a pass by chronyc or ntpq needs it; where systemd-timesyncd alone runs, these have nobody to ask
#     - path: input.hosts.*.time.leap
#       because: ntpq shows none; a source that is selected and answers, and the offset, are what counts
package zmaudit.controls.s24_2_clock_synchronised

import data.zmaudit.lib.clock
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

limits := input.parameters["24.2"]

result contains verdict.not_applicable(name, $"{name} is a container: its host sets the clock", [container]) if {
	some name in subject
	clock.shares_kernel(input.hosts[name])
	container := input.hosts[name].container
}

result contains verdict.pass_with(name, message, [clocks.sources, clocks.stratum, clocks.offset], notes(clocks)) if {
	some name in subject
	not clock.shares_kernel(input.hosts[name])
	clocks := input.hosts[name].time
	followed := sources_followed(clocks)
	count(followed) > 0
	clocks.stratum.value < limits.max_stratum
	clocks.offset.value < limits.max_offset_seconds
	not says_unsynchronised(clocks)
	message := $"{name} follows {concat(", ", sort(followed))}, {clocks.offset.value} s away"
}

# The kernel's flag outlives the service that set it, so it counts only while that runs.
result contains verdict.pass_with(name, message, array.concat([synchronized], shown), [note]) if {
	some name in subject
	not clock.shares_kernel(input.hosts[name])
	clock.active(input.hosts[name]) == {"systemd-timesyncd"}
	shown := clock.leaves(input.hosts[name], "systemd-timesyncd")
	synchronized := input.hosts[name].time.synchronized
	synchronized.value == true
	message := $"systemd-timesyncd keeps the clock of {name} synchronised"
	note := "timedatectl shows neither the offset nor whether the source answers"
}

result contains verdict.fail(name, message, [clocks.sources], fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	not just_booted(host)
	clocks := host.time
	is_array(clocks.sources.value)
	count(sources_followed(clocks)) == 0
	message := $"{name} follows no time source that answers ({count(clocks.sources.value)} configured)"
}

result contains verdict.fail(name, message, [clocks.leap], fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	not just_booted(host)
	clocks := host.time
	says_unsynchronised(clocks)
	message := $"chronyd on {name} says that it is not synchronised"
}

result contains verdict.fail(name, message, [clocks.stratum], fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	clocks := host.time
	clocks.stratum.value >= limits.max_stratum
	message := $"{name} is at stratum {clocks.stratum.value}: it follows no real clock"
}

result contains verdict.fail(name, message, [clocks.offset], fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	not just_booted(host)
	clocks := host.time
	clocks.offset.value >= limits.max_offset_seconds
	message := $"the clock of {name} is {clocks.offset.value} s away from its source"
}

result contains verdict.fail(name, message, array.concat([synchronized], shown), fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	not just_booted(host)
	clock.active(host) == {"systemd-timesyncd"}
	shown := clock.leaves(host, "systemd-timesyncd")
	synchronized := host.time.synchronized
	synchronized.value == false
	message := $"systemd-timesyncd runs on {name}, and the clock is not synchronised"
}

result contains verdict.fail(name, message, [clock.leaves(host, service) | some service in clock.services], fix) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	clock.none_active(host)
	count(sources_followed(host.time)) == 0
	message := $"no time service runs on {name} (24.1), so nothing sets its clock"
}

result contains verdict.unknown(name, message, [host.kernel.uptime], settle) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	just_booted(host)
	is_not_set_yet(host)
	message := $"{name} booted {host.kernel.uptime.value} s before: its time service had no time to choose a source"
	settle := ["chronyc -n tracking || ntpq -pn || timedatectl", "# some minutes after the boot"]
}

is_not_set_yet(host) if {
	is_array(host.time.sources.value)
	count(sources_followed(host.time)) == 0
}

is_not_set_yet(host) if says_unsynchronised(host.time)

is_not_set_yet(host) if host.time.offset.value >= limits.max_offset_seconds

is_not_set_yet(host) if {
	clock.active(host) == {"systemd-timesyncd"}
	host.time.synchronized.value == false
}

sources_followed(clocks) := {source.name |
	some source in clocks.sources.value
	source.selected == true
	source.reach > 0
}

says_unsynchronised(clocks) if clocks.leap.value == "Not synchronised"

# A service needs some minutes to choose a source.
just_booted(host) if host.kernel.uptime.value < 600

notes(clocks) := [$"the offset is above {limits.noted_offset_seconds} s"] if {
	clocks.offset.value > limits.noted_offset_seconds
}

notes(clocks) := [] if clocks.offset.value <= limits.noted_offset_seconds

fix := [
	"chronyc -n sources    # which source answers? UDP 123 outwards must be open",
	"# in /etc/chrony/chrony.conf or /etc/chrony.conf: name servers that answer, and no local directive; then:",
	"systemctl restart chrony || systemctl restart chronyd",
	"# a step of more than a second upsets MariaDB and Java: stop Zimbra first, or let chrony slew",
]
