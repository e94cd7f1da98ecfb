# METADATA
# scope: package
# title: Keyboard-interactive gives no passwords through PAM
# description: With PasswordAuthentication no alone, sshd still asks PAM, and PAM asks for the password.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://man.openbsd.org/sshd_config#KbdInteractiveAuthentication
# custom:
#   id: "8.2"
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
package zmaudit.controls.s08_2_ssh_keyboard_interactive

import data.zmaudit.lib.ssh
import data.zmaudit.lib.ssh_lines
import data.zmaudit.lib.ssh_pam
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

keywords := ssh.keywords["keyboard-interactive"]

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
		ssh.shuts_questions(settings)
	}
	count(in_blocks(daemon)) == 0
	message := $"keyboard-interactive on {name} lets nobody in with a password alone"
	evidence := array.concat(ssh.question_leaves(daemon.default), [daemon.complete])
}

result contains verdict.unknown(name, message, lines, ssh_lines.try("kbdinteractiveauthentication")) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	lines := in_blocks(daemon)
	count(lines) > 0
	message := ssh_lines.untried(name, "PAM's questions", lines)
}

in_blocks(daemon) := ssh_lines.openings(daemon, ssh.keywords["keyboard-interactive"], {"no"})

result contains verdict.fail(name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	ssh.opens_questions(daemon.default)
	not ssh_pam.asks_second_factor(daemon)
	shown := ssh.question_leaves(daemon.default)
	lines := ssh_lines.first_line(daemon, keywords)
	message := $"keyboard-interactive on {name} asks PAM for passwords ({ssh_lines.origin(daemon, keywords)})"
}

result contains verdict.fail(name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	not ssh_pam.asks_second_factor(daemon)
	keys := ssh.questions_from(daemon, true)
	count(keys) > 0
	shown := ssh.question_leaves_of(daemon, keys)
	lines := ssh_lines.match_lines(daemon, keywords, "yes")
	tried := $"tried as {ssh.users(daemon, keys)}{ssh_lines.in_blocks(lines)}"
	message := $"keyboard-interactive on {name} asks PAM for passwords from the internet ({tried})"
}

# What is shut without a connection can only be opened by a Match block.
result contains verdict.fail_as("medium", name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	ssh.shuts_questions(daemon.default)
	not ssh_pam.asks_second_factor(daemon)
	keys := ssh.questions_from(daemon, false)
	count(keys) > 0
	shown := ssh.question_leaves_of(daemon, keys)
	lines := ssh_lines.match_lines(daemon, keywords, "yes")
	from := ssh.addresses(daemon, keys)
	tried := $"tried as {ssh.users(daemon, keys)}{ssh_lines.in_blocks(lines)}"
	message := $"keyboard-interactive on {name} asks PAM for passwords from {from} ({tried})"
}

result contains verdict.fail(name, message, ssh.question_leaves(other.settings), fix) if {
	some name in subject
	some label, other in input.hosts[name].sshd.others
	ssh.opens_questions(other.settings)
	message := $"{name} has another SSH daemon ({label}), whose keyboard-interactive asks PAM for passwords"
	fix := ["# stop that daemon, or write KbdInteractiveAuthentication no into its own file"]
}

result contains verdict.manual(name, question, array.concat(shown, [auth]), []) if {
	some name in subject
	daemon := input.hosts[name].sshd
	some settings in [daemon.default, daemon.connections[_].settings]
	ssh.opens_questions(settings)
	auth := daemon.pam_auth
	ssh_pam.asks_second_factor(daemon)
	shown := ssh.question_leaves(settings)
	question := $"Does PAM on {name} ask everybody for the second factor, also users who have not enrolled?"
}

fix(daemon) := array.flatten([
	ssh_lines.without_option(daemon, keywords),
	ssh_lines.comment_out(ssh_lines.match_lines(daemon, keywords, "yes")),
	ssh_lines.set_first(daemon, "00-interactive.conf", keywords, [ssh_lines.interactive_off(daemon.default)]),
	ssh_lines.reload,
	"# where PAM asks for a second factor, demand a key as well instead:",
	"# AuthenticationMethods publickey,keyboard-interactive",
])
