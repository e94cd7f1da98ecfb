# METADATA
# scope: package
# title: Root logs in without a password or not at all
# description: root is the name that every guesser tries first, and needs no second step.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://man.openbsd.org/sshd_config#PermitRootLogin
# custom:
#   id: "8.3"
#   section: 8
#   severity: medium
#   kind: evidence
#   optional:
#     - path: input.hosts.*.sshd.directives
#       because: the files only show which line set a value; sshd -T decides
#     - path: input.hosts.*.sshd.crypto_options
#       because: it only shows that a value comes from the daemon's command line; the value has that in it
#     - path: input.hosts.*.sshd.running
#       because: an sshd that is installed but not running is judged as it would start
package zmaudit.controls.s08_3_ssh_root_login

import data.zmaudit.lib.ssh
import data.zmaudit.lib.ssh_lines
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

keywords := {"permitrootlogin"}

# sshd -T prints without-password where the file says prohibit-password.
safe := {"no", "prohibit-password", "without-password", "forced-commands-only"}

result contains verdict.not_applicable(name, $"{name} has no SSH server", [installed]) if {
	some name in subject
	installed := input.hosts[name].sshd.installed
	installed.value == false
}

result contains verdict.pass_with(name, message, [leaf, daemon.complete], ssh.notes(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	leaf := daemon.default.permitrootlogin
	leaf.value in safe
	every connection in daemon.connections {
		keeps_root_out(connection)
	}
	every other in daemon.others {
		other.settings.permitrootlogin.value in safe
	}
	count(ssh_lines.openings(daemon, keywords, safe)) == 0
	message := $"root needs a key on {name}, or cannot log in (permitrootlogin {leaf.value})"
}

result contains verdict.unknown(name, message, lines, ssh_lines.try("permitrootlogin")) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	lines := ssh_lines.openings(daemon, keywords, safe)
	count(lines) > 0
	message := ssh_lines.untried(name, "root with a password", lines)
}

keeps_root_out(connection) if connection.user != "root"

keeps_root_out(connection) if connection.settings.permitrootlogin.value in safe

result contains verdict.fail_as("medium", name, message, array.concat([leaf], lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	leaf := daemon.default.permitrootlogin
	leaf.value == "yes"
	lines := ssh_lines.first_line(daemon, keywords)
	message := $"root may log in to {name} in any way that others may ({ssh_lines.origin(daemon, keywords)})"
}

result contains verdict.fail_as("medium", name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.default.permitrootlogin.value in safe
	keys := open_to_root(daemon)
	count(keys) > 0
	shown := [daemon.connections[key].settings.permitrootlogin | some key in keys]
	lines := ssh_lines.match_lines(daemon, keywords, "yes")
	tried := $"tried from {ssh.addresses(daemon, keys)}{ssh_lines.in_blocks(lines)}"
	message := $"root may log in to {name} in any way that others may ({tried})"
}

result contains verdict.fail_as("high", name, message, shown, fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	lets_root_in(daemon)
	some way in ssh.password_ways
	ssh.opens(way, daemon.default)
	shown := ssh.leaves(way, daemon.default)
	message := $"{name} accepts {words[way]} over SSH (8.1), and root may log in with one"
}

# What is shut without a connection can only be opened by a Match block.
result contains verdict.fail_as("high", name, message, shown, fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	lets_root_in(daemon)
	some way in ssh.password_ways
	ssh.shuts(way, daemon.default)
	some public in {true, false}
	keys := ssh.open_to(daemon, way, public)
	count(keys) > 0
	shown := ssh.leaves_of(way, daemon, keys)
	from := ssh.addresses(daemon, keys)
	message := $"{name} accepts {words[way]} over SSH from {from} (8.1), and root may log in with one"
}

words := {"password": "passwords", "keyboard-interactive": "passwords by keyboard-interactive"}

open_to_root(daemon) := {key |
	some key, connection in daemon.connections
	connection.user == "root"
	connection.settings.permitrootlogin.value == "yes"
}

lets_root_in(daemon) if daemon.default.permitrootlogin.value == "yes"

lets_root_in(daemon) if {
	some connection in daemon.connections
	connection.user == "root"
	connection.settings.permitrootlogin.value == "yes"
}

result contains verdict.fail_as("medium", name, message, [leaf], fix) if {
	some name in subject
	some label, other in input.hosts[name].sshd.others
	leaf := other.settings.permitrootlogin
	leaf.value == "yes"
	message := $"{name} has another SSH daemon ({label}), which lets root log in in any way"
	fix := ["# stop that daemon, or write PermitRootLogin prohibit-password into its own file"]
}

fix(daemon) := array.flatten([
	ssh_lines.without_option(daemon, keywords),
	ssh_lines.comment_out(ssh_lines.match_lines(daemon, keywords, "yes")),
	ssh_lines.set_first(daemon, "00-root.conf", keywords, ["PermitRootLogin prohibit-password"]),
	ssh_lines.reload,
])
