# METADATA
# scope: package
# title: No password log-in over SSH, for anybody, from anywhere
# description: Passwords over SSH are guessed around the clock; a key is not.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "8.1"
#   section: 8
#   severity: high
#   kind: evidence
#   optional:
#     - path: input.hosts.*.sshd.directives
#       because: the files only show which line set a value; sshd -T decides
#     - path: input.hosts.*.sshd.pam_auth
#       because: a second factor there turns a fail into a question; without it sshd's own settings decide
#     - path: input.hosts.*.sshd.crypto_options
#       because: it only shows that a value comes from the daemon's command line; the value has that in it
#     - path: input.hosts.*.sshd.running
#       because: an sshd that is installed but not running is judged as it would start
package zmaudit.controls.s08_1_ssh_password_login

import data.zmaudit.lib.ssh
import data.zmaudit.lib.ssh_lines
import data.zmaudit.lib.ssh_pam
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

result contains verdict.not_applicable(name, $"{name} has no SSH server", [installed]) if {
	some name in subject
	installed := input.hosts[name].sshd.installed
	installed.value == false
}

result contains verdict.pass_with(name, message, evidence, ssh.notes(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	every settings in ssh.all_settings(daemon) {
		ssh.shuts_passwords(settings)
		ssh.shuts_questions(settings)
	}
	count(in_blocks(daemon)) == 0
	message := $"{name} lets nobody in with a password alone (sshd -T, test connections: {count(daemon.connections)})"
	evidence := array.concat(leaves(daemon.default), [daemon.complete])
}

result contains verdict.unknown(name, message, lines, ssh_lines.try("passwordauthentication")) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	lines := in_blocks(daemon)
	count(lines) > 0
	message := ssh_lines.untried(name, "passwords", lines)
}

in_blocks(daemon) := array.concat(ssh_lines.openings(daemon, keywords, {"no"}), other_methods(daemon))

# where passwords are on and only the methods keep them out
other_methods(daemon) := ssh_lines.openings(daemon, {"authenticationmethods"}, set()) if {
	daemon.default.passwordauthentication.value != "no"
}

other_methods(daemon) := [] if daemon.default.passwordauthentication.value == "no"

leaves(settings) := array.concat(ssh.leaves("password", settings), ssh.question_leaves(settings))

words := {
	"password": "accepts passwords",
	"keyboard-interactive": "lets PAM ask for passwords by keyboard-interactive (8.2)",
}

# What sshd -T says without a connection holds for everybody whom no Match block names.
result contains verdict.fail(name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	some way in ssh.password_ways
	ssh.opens(way, daemon.default)
	not ssh_pam.second_factor_guards(way, daemon)
	shown := ssh.leaves(way, daemon.default)
	lines := ssh_lines.first_line(daemon, ssh.keywords[way])
	message := $"{name} {words[way]} ({ssh_lines.origin(daemon, ssh.keywords[way])})"
}

result contains verdict.fail(name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	some way in ssh.password_ways
	not ssh_pam.second_factor_guards(way, daemon)
	keys := ssh.open_to(daemon, way, true)
	count(keys) > 0
	shown := ssh.leaves_of(way, daemon, keys)
	lines := ssh_lines.match_lines(daemon, ssh.keywords[way], "yes")
	message := $"{name} {words[way]} from the internet (tried as {ssh.users(daemon, keys)}{ssh_lines.in_blocks(lines)})"
}

# What is shut without a connection can only be opened by a Match block.
result contains verdict.fail_as("medium", name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	some way in ssh.password_ways
	ssh.shuts(way, daemon.default)
	not ssh_pam.second_factor_guards(way, daemon)
	keys := ssh.open_to(daemon, way, false)
	count(keys) > 0
	shown := ssh.leaves_of(way, daemon, keys)
	lines := ssh_lines.match_lines(daemon, ssh.keywords[way], "yes")
	from := ssh.addresses(daemon, keys)
	message := $"{name} {words[way]} from {from} (tried as {ssh.users(daemon, keys)}{ssh_lines.in_blocks(lines)})"
}

result contains verdict.fail(name, message, shown, fix) if {
	some name in subject
	some label, other in input.hosts[name].sshd.others
	some way in ssh.password_ways
	ssh.opens(way, other.settings)
	shown := ssh.leaves(way, other.settings)
	message := $"{name} has another SSH daemon ({label}), which {words[way]}"
	fix := ["# stop that daemon, or write PasswordAuthentication no and KbdInteractiveAuthentication no into its own file"]
}

result contains verdict.manual(name, question, array.concat(shown, [auth]), []) if {
	some name in subject
	daemon := input.hosts[name].sshd
	some settings in [daemon.default, daemon.connections[_].settings]
	ssh.opens_questions(settings)
	auth := daemon.pam_auth
	ssh_pam.asks_second_factor(daemon)
	shown := ssh.question_leaves(settings)
	question := $"Does PAM on {name} ask everybody for the second factor, also users who have not enrolled (8.2)?"
}

fix(daemon) := array.flatten([
	ssh_lines.without_option(daemon, keywords),
	ssh_lines.comment_out(ssh_lines.match_lines(daemon, keywords, "yes")),
	ssh_lines.set_first(daemon, "00-passwords.conf", keywords, [
		"PasswordAuthentication no",
		ssh_lines.interactive_off(daemon.default),
	]),
	ssh_lines.reload,
	"# backup, monitoring and Zimbra's own remote commands go on with keys: leave those and the user zimbra alone",
])

keywords := ssh.keywords.password | ssh.keywords["keyboard-interactive"]
