# METADATA
# scope: package
# title: No shadowed or duplicate directive in the SSH configuration
# description: >-
#   Of a keyword set twice sshd takes the first value, so the line that an administrator sees may not be in force.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://man.openbsd.org/sshd_config
# custom:
#   id: "8.4"
#   section: 8
#   severity: low
#   kind: evidence
package zmaudit.controls.s08_4_ssh_duplicate_directives

import data.zmaudit.lib.ssh_lines
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

# Every line of these counts (OpenSSH servconf.c): they add to a list, or open another part.
additive := {
	"acceptenv",
	"allowgroups",
	"allowusers",
	"denygroups",
	"denyusers",
	"hostcertificate",
	"hostkey",
	"include",
	"listenaddress",
	"match",
	"persourcepenalties",
	"port",
}

# Other names of the same keyword.
aliases := {
	"challengeresponseauthentication": "kbdinteractiveauthentication",
	"dsaauthentication": "pubkeyauthentication",
	"hostbasedacceptedkeytypes": "hostbasedacceptedalgorithms",
	"keepalive": "tcpkeepalive",
	"pubkeyacceptedkeytypes": "pubkeyacceptedalgorithms",
	"skeyauthentication": "kbdinteractiveauthentication",
}

result contains verdict.not_applicable(name, $"{name} has no SSH server", [installed]) if {
	some name in subject
	installed := input.hosts[name].sshd.installed
	installed.value == false
}

result contains verdict.pass_with(name, message, [directives], notes) if {
	some name in subject
	directives := input.hosts[name].sshd.directives
	lines := directives.value
	again := repeated(lines)
	every pair in again {
		same_value(lines[pair.first], lines[pair.line])
	}
	message := $"sshd on {name} has no directive twice with different values (lines read: {count(lines)})"
	notes := [twice(lines[pair.first], lines[pair.line]) | some pair in again]
}

result contains verdict.fail(name, message, [directives, winner, shadowed], fix(shadowed)) if {
	some name in subject
	directives := input.hosts[name].sshd.directives
	lines := directives.value
	some pair in repeated(lines)
	winner := lines[pair.first]
	shadowed := lines[pair.line]
	not same_value(winner, shadowed)
	message := $"on {name} {ssh_lines.at(winner)} wins; without effect: {ssh_lines.at(shadowed)}"
}

twice(first, again) := $"twice, with the same value: {ssh_lines.at(first)}; {ssh_lines.at(again)}"

fix(line) := array.flatten([
	ssh_lines.comment_out([line]),
	ssh_lines.reload,
	"# if that line is the one that was meant, put it in place of the one that wins",
])

# Yes and yes are the same to sshd.
same_value(one, other) if lower(one.arguments) == lower(other.arguments)

# Each line whose keyword an earlier line of the same block has set, with the earliest. Neighbours in a sorted list, not
# all pairs: a snapshot may hold a hundred thousand lines.
repeated(lines) := [{"first": starts[rows[n][0]], "line": rows[n][1]} |
	rows := sort([[place(line), i] | some i, line in lines; not canonical(line) in additive])
	starts := {row[0]: row[1] | some n, row in rows; not follows_its_like(rows, n)}
	some n, _ in rows
	follows_its_like(rows, n)
]

follows_its_like(rows, n) if rows[n - 1][0] == rows[n][0]

place(line) := $"{line.match} {canonical(line)}"

# One name can be given to one command only.
canonical(line) := $"subsystem {split(line.arguments, " ")[0]}" if lower(line.keyword) == "subsystem"

canonical(line) := aliases[lower(line.keyword)]

canonical(line) := lower(line.keyword) if {
	not aliases[lower(line.keyword)]
	lower(line.keyword) != "subsystem"
}
