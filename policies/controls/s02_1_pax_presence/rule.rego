# METADATA
# scope: package
# title: A pax program is present where amavis looks
# description: >-
#   Without pax amavis gave mailed archives to cpio, which let them write files anywhere (CVE-2022-41352).
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://nvd.nist.gov/vuln/detail/CVE-2022-41352
# custom:
#   id: "2.1"
#   section: 2
#   severity: critical
#   kind: evidence
#   optional:
#     - path: input.hosts.*.amavis.decoders
#       because: a pass needs it; of a fail it only says how bad a missing pax is
#     - path: input.hosts.*.packages.installed
#       because: package names differ between distributions and a package may be there without its program; files decide
#     - path: input.hosts.*.os
#       because: only the fix needs the distribution's tool
package zmaudit.controls.s02_1_pax_presence

import data.zmaudit.dated.operating_systems
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	some role in {"mta", "amavis"}
	role in host.roles.value
}

result contains verdict.pass_with(name, message, [host.pax, host.amavis.path], packages(host)) if {
	some name in subject
	host := input.hosts[name]
	found := within_reach(host)
	count(found) > 0
	knows_decoders(host.amavis.decoders)
	not overlooks_pax(host)
	message := $"amavis on {name} finds {concat(", ", sort(found))}"
}

result contains verdict.fail_as(severity(host), name, message, [host.pax], fix(host)) if {
	some name in subject
	host := input.hosts[name]
	count(host.pax.value) == 0
	message := $"{name} has no pax program: {consequence(host)}"
}

result contains verdict.fail_as(severity(host), name, message, [host.pax, host.amavis.path], fix(host)) if {
	some name in subject
	host := input.hosts[name]
	count(host.pax.value) > 0
	count(within_reach(host)) == 0
	elsewhere := concat(", ", [program.path | some program in host.pax.value])
	message := $"amavis on {name} does not find pax in its $path (there is only {elsewhere}): {consequence(host)}"
}

result contains verdict.fail_as(severity(host), name, message, [host.pax, host.amavis.decoders], fix) if {
	some name in subject
	host := input.hosts[name]
	count(within_reach(host)) > 0
	overlooks_pax(host)
	message := $"amavisd.conf on {name} does not name pax for cpio and tar archives: {consequence(host)}"
	fix := [
		"# in /opt/zimbra/conf/amavisd.conf.in: [['cpio','tar'], \\&do_pax_cpio, ['pax'] ],",
		"su - zimbra -c 'zmamavisdctl restart'",
	]
}

knows_decoders(leaf) if is_array(leaf.value)

knows_decoders(leaf) if leaf.from == "unset"

# Programs are named, but pax is not among them.
overlooks_pax(host) if {
	programs := {program | some program in host.amavis.decoders.value}
	is_array(host.amavis.decoders.value)
	not "pax" in programs
}

within_reach(host) := {program.path |
	some folder in host.amavis.path.value
	some program in host.pax.value
	program.executable == true
	program.path == $"{trim_right(folder, "/")}/pax"
}

# The template of October 2022 and later names nothing but pax, so that archives stay packed instead of going to cpio.
# Where no line sets @decoders amavis has a list of its own, with cpio.
falls_back_to_nothing(host) if {
	programs := {program | some program in host.amavis.decoders.value}
	is_array(host.amavis.decoders.value)
	count({"cpio", "gcpio"} & programs) == 0
}

severity(host) := "medium" if falls_back_to_nothing(host)

severity(host) := "critical" if not falls_back_to_nothing(host)

consequence(host) := "cpio and tar archives stay packed, and nothing in them is scanned" if falls_back_to_nothing(host)

consequence(host) := "mailed archives may go to cpio, which writes files anywhere (CVE-2022-41352)" if {
	not falls_back_to_nothing(host)
}

packages(host) := sort({$"package {name} {version}" |
	some name, version in host.packages.installed.value
	name in {"pax", "spax"}
})

fix(host) := array.concat(install(host), [
	"su - zimbra -c 'zmamavisdctl restart'",
	"# mail waits in the queue while amavis restarts",
])

debian := {"debian", "ubuntu"}

install(host) := ["apt-get install pax"] if host.os.id.value in debian

install(host) := ["dnf install spax", "alternatives --auto pax"] if has_spax(host)

install(host) := ["yum install pax"] if {
	is_string(host.os.id.value)
	not host.os.id.value in debian
	not has_spax(host)
}

install(host) := ["apt-get install pax || dnf install spax || yum install pax"] if not has_os(host)

has_os(host) if is_string(host.os.id.value)

has_spax(host) if {
	not host.os.id.value in debian
	to_number(split(host.os.version.value, ".")[0]) >= operating_systems.pax_in_spax
}
