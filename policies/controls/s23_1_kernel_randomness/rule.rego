# METADATA
# scope: package
# title: The kernel has enough randomness (haveged where the kernel needs it)
# description: >-
#   Old kernels let programs wait for randomness, which stalls TLS and Java. Since Linux 5.4 the kernel makes its own
#   from timing jitter, since 5.6 /dev/random waits for nothing once it has started.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://github.com/jirka-h/haveged
# custom:
#   id: "23.1"
#   section: 23
#   severity: low
#   kind: evidence
#   optional:
#     - path: input.hosts.*.container
#       because: it only excuses containers, which have their host's kernel; the kernel's own numbers decide
#     - path: input.hosts.*.os
#       because: only the fix needs the distribution's tool
package zmaudit.controls.s23_1_kernel_randomness

import data.zmaudit.dated.operating_systems
import data.zmaudit.lib.clock
import data.zmaudit.lib.verdict
import data.zmaudit.lib.versions

subject contains name if some name, _ in input.hosts

result contains verdict.not_applicable(name, $"{name} is a container: its host's kernel counts", [container]) if {
	some name in subject
	clock.shares_kernel(input.hosts[name])
	container := input.hosts[name].container
}

result contains verdict.pass_with(name, message, [host.kernel.version], ["haveged is not needed, and harmless"]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	host.kernel.version.value >= operating_systems.kernel_never_waits
	message := $"the kernel of {name} ({release(host)}) does not let anybody wait for randomness"
}

result contains verdict.pass_with(name, message, [host.kernel.version], [note]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	host.kernel.version.value >= operating_systems.kernel_jitter
	host.kernel.version.value < operating_systems.kernel_never_waits
	message := $"the kernel of {name} ({release(host)}) makes randomness from timing jitter"
	note := $"before Linux {versions.dotted(operating_systems.kernel_never_waits)} /dev/random itself can still block"
}

# 5.18 and stable kernels with its generator back-ported have a pool of 256 bits, which is always full.
result contains verdict.pass(name, message, [host.kernel.version, host.random.poolsize, host.random.available]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	host.kernel.version.value < operating_systems.kernel_jitter
	host.random.poolsize.value == 256
	host.random.available.value == 256
	message := $"the kernel of {name} ({release(host)}) has the newer generator: its pool of 256 bits is full"
}

result contains verdict.pass(name, message, [host.kernel.version, host.units[unit].active]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	host.kernel.version.value < operating_systems.kernel_jitter
	some unit in generators
	host.units[unit].active.value == "active"
	message := $"{unit} feeds the kernel of {name} ({release(host)})"
}

result contains verdict.pass(name, message, [host.kernel.version, host.random.hardware]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	host.kernel.version.value < operating_systems.kernel_jitter
	host.random.hardware.value != "none"
	message := $"{host.random.hardware.value} feeds the kernel of {name} ({release(host)})"
}

result contains verdict.pass_with(name, message, evidence, [note]) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	nothing_feeds(host)
	host.random.available.value >= 1000
	"rdrand" in host.random.cpu.value
	message := $"{name} had {host.random.available.value} bits when it was asked, and its processor has rdrand"
	first := versions.dotted(operating_systems.kernel_jitter)
	note := $"kernel {release(host)} is older than {first} and no generator runs: haveged or rngd would help under load"
	evidence := [host.kernel.version, host.random.available, host.random.hardware, host.random.cpu]
}

result contains verdict.fail(name, message, evidence, fix(host)) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	nothing_feeds(host)
	host.random.available.value < 200
	message := $"{name} had {host.random.available.value} bits of randomness left, its kernel ({release(host)}) needs more"
	evidence := [host.kernel.version, host.random.available, host.random.hardware]
}

# Between the two limits, or above them without rdrand, one look does not tell.
result contains verdict.manual(name, question, [host.kernel.version, host.random.available], []) if {
	some name in subject
	host := input.hosts[name]
	not clock.shares_kernel(host)
	nothing_feeds(host)
	host.random.available.value >= 200
	not plenty(host)
	question := concat(" ", [
		$"Does /proc/sys/kernel/random/entropy_avail of {name} stay above 200 at busy hours?",
		$"It was {host.random.available.value}; kernel {release(host)} needs haveged or rngd if not.",
	])
}

plenty(host) if {
	host.random.available.value >= 1000
	"rdrand" in host.random.cpu.value
}

plenty(host) if {
	host.random.poolsize.value == 256
	host.random.available.value == 256
}

generators := {
	"haveged.service",
	"jitterentropy.service",
	"rng-tools-debian.service",
	"rng-tools.service",
	"rngd.service",
}

nothing_feeds(host) if {
	host.kernel.version.value < operating_systems.kernel_jitter
	host.random.hardware.value == "none"
	every unit in generators {
		host.units[unit].active.value != "active"
	}
}

release(host) := versions.dotted(host.kernel.version.value)

fix(host) := ["apt-get install haveged", "systemctl enable --now haveged"] if clock.is_debian(host)

fix(host) := ["yum install rng-tools", "systemctl enable --now rngd"] if not clock.is_debian(host)
