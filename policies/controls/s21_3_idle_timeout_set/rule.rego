# METADATA
# title: The idle timeout is set
# description: An unattended browser keeps a mailbox open to whoever sits down next.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "21.3"
#   section: 21
#   severity: medium
#   kind: evidence
#   parameters:
#     longest:
#       default: 3600
#       description: Longest idle time that passes, in seconds
#     useless:
#       default: 28800
#       description: Idle time in seconds above which the finding is medium and not low
#     shortest:
#       default: 60
#       description: Idle time in seconds below which nobody can work
package zmaudit.controls.s21_3_idle_timeout_set

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.durations
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.zimbra_duration

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

limits := input.parameters["21.3"]

result contains verdict.pass_with(name, said(name, leaf), [leaf], notes) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraMailIdleSessionTimeout
	leaf.value >= limits.shortest
	leaf.value <= limits.longest
	notes := ["only the web client obeys it: IMAP, CalDAV, ActiveSync and the token itself go on"]
}

result contains verdict.fail(name, said(name, leaf), [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraMailIdleSessionTimeout
	is_no_timeout(leaf.value)
}

result contains verdict.fail_as("low", name, said(name, leaf), [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraMailIdleSessionTimeout
	leaf.value > limits.longest
	leaf.value <= limits.useless
}

# a session that ends while its user reads is a nuisance that gets the whole setting thrown out
result contains verdict.fail_as("low", name, $"{said(name, leaf)}: too short to work", [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraMailIdleSessionTimeout
	leaf.value > 0
	leaf.value < limits.shortest
}

result contains verdict.fail_as("low", name, $"{said(name, leaf)}; nobody is in it", [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraMailIdleSessionTimeout
	is_bad(leaf.value)
}

# an account's value goes over its class's
result contains verdict.pass(name, "no live account has an idle time of its own outside the limits", [leaf]) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraMailIdleSessionTimeout
	every own in leaf.value {
		own.value >= limits.shortest
		own.value <= limits.longest
	}
}

result contains verdict.fail(name, told(own), [leaf], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraMailIdleSessionTimeout
	some own in leaf.value
	is_no_timeout(own.value)
}

result contains verdict.fail_as("low", name, told(own), [leaf], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraMailIdleSessionTimeout
	some own in leaf.value
	is_bad(own.value)
	not is_no_timeout(own.value)
}

attribute := "zimbraMailIdleSessionTimeout"

told(own) := $"idle web sessions of {account_overrides.who(own)} never end" if own.value == 0

told(own) := message if {
	own.value > 0
	message := $"idle web sessions of {account_overrides.who(own)} end after {durations.text(own.value)}"
}

is_no_timeout(0)

is_no_timeout(seconds) if {
	seconds > limits.longest
	seconds > limits.useless
}

is_bad(seconds) if seconds < limits.shortest

is_bad(seconds) if seconds > limits.longest

said(name, leaf) := $"idle web sessions of {name} never end{origin(leaf)}" if leaf.value == 0

said(name, leaf) := $"idle web sessions of {name} end after {durations.text(leaf.value)}" if leaf.value > 0

origin(leaf) := "" if leaf.from == "cos"

origin(leaf) := " (nothing is set)" if leaf.from == "default"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraMailIdleSessionTimeout {zimbra_duration.word(min([1800, limits.longest]))}",
	"# a message that is being written when the time is up is cut off; drafts stay",
]
