# METADATA
# scope: package
# title: GSSAPI authentication is off
# description: A way in that Zimbra does not need, and code that runs before anybody has logged in.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://man.openbsd.org/sshd_config#GSSAPIAuthentication
# custom:
#   id: "8.5"
#   section: 8
#   severity: low
#   kind: evidence
#   optional:
#     - path: input.hosts.*.sshd.directives
#       because: the files only show which line set a value; sshd -T decides
#     - path: input.hosts.*.sshd.crypto_options
#       because: it only shows that a value comes from the daemon's command line; the value has that in it
#     - path: input.hosts.*.sshd.running
#       because: an sshd that is installed but not running is judged as it would start
package zmaudit.controls.s08_5_ssh_gssapi

import data.zmaudit.lib.ssh
import data.zmaudit.lib.ssh_lines
import data.zmaudit.lib.verdict

subject contains name if some name, _ in input.hosts

keywords := {"gssapiauthentication"}

result contains verdict.not_applicable(name, $"{name} has no SSH server", [installed]) if {
	some name in subject
	installed := input.hosts[name].sshd.installed
	installed.value == false
}

result contains verdict.pass_with(name, message, [leaf, daemon.complete], ssh.notes(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	leaf := daemon.default.gssapiauthentication
	every settings in ssh.all_settings(daemon) {
		is_off(settings.gssapiauthentication)
	}
	count(ssh_lines.openings(daemon, keywords, {"no"})) == 0
	message := $"GSSAPI log-ins are off on {name}"
}

result contains verdict.unknown(name, message, lines, ssh_lines.try("gssapiauthentication")) if {
	some name in subject
	daemon := input.hosts[name].sshd
	daemon.complete.value == true
	lines := ssh_lines.openings(daemon, keywords, {"no"})
	count(lines) > 0
	message := ssh_lines.untried(name, "GSSAPI log-ins", lines)
}

is_off(leaf) if leaf.value == "no"

# An sshd built without it has no such setting.
is_off(leaf) if leaf.from == "unset"

result contains verdict.fail(name, message, array.concat([leaf], lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	leaf := daemon.default.gssapiauthentication
	leaf.value == "yes"
	lines := ssh_lines.first_line(daemon, keywords)
	message := $"GSSAPI log-ins are on on {name} ({ssh_lines.origin(daemon, keywords)})"
}

result contains verdict.fail(name, message, array.concat(shown, lines), fix(daemon)) if {
	some name in subject
	daemon := input.hosts[name].sshd
	is_off(daemon.default.gssapiauthentication)
	keys := {key |
		some key, connection in daemon.connections
		connection.settings.gssapiauthentication.value == "yes"
	}
	count(keys) > 0
	shown := [daemon.connections[key].settings.gssapiauthentication | some key in keys]
	lines := ssh_lines.match_lines(daemon, keywords, "yes")
	tried := $"tried as {ssh.users(daemon, keys)} from {ssh.addresses(daemon, keys)}{ssh_lines.in_blocks(lines)}"
	message := $"GSSAPI log-ins are on on {name} ({tried})"
}

result contains verdict.fail(name, message, [leaf], fix) if {
	some name in subject
	some label, other in input.hosts[name].sshd.others
	leaf := other.settings.gssapiauthentication
	leaf.value == "yes"
	message := $"{name} has another SSH daemon ({label}), whose GSSAPI log-ins are on"
	fix := ["# stop that daemon, or write GSSAPIAuthentication no into its own file"]
}

fix(daemon) := array.flatten([
	ssh_lines.without_option(daemon, keywords),
	ssh_lines.comment_out(ssh_lines.match_lines(daemon, keywords, "yes")),
	ssh_lines.set_first(daemon, "00-gssapi.conf", keywords, ["GSSAPIAuthentication no"]),
	ssh_lines.reload,
	"# people who log in with Kerberos tickets need a key from then on",
])
