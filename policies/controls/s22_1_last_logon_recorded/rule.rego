# METADATA
# title: The last log-on is recorded often enough
# description: Stale accounts and intrusions cannot be dated by a time that is written once a week.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "22.1"
#   section: 22
#   severity: low
#   kind: evidence
#   parameters:
#     max_age:
#       default: 86400
#       description: Seconds that the recorded time may be behind the last log-on
package zmaudit.controls.s22_1_last_logon_recorded

import data.zmaudit.lib.durations
import data.zmaudit.lib.verdict

subject contains "global"

max_age := input.parameters["22.1"].max_age

result contains verdict.pass("global", $"the last log-on is written every {durations.text(leaf.value)}", [leaf]) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	leaf.value > 0
	leaf.value <= max_age
}

result contains verdict.fail("global", message, [leaf], fix) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	leaf.value > max_age
	message := $"the last log-on is written every {durations.text(leaf.value)} only ({leaf.from} value)"
}

result contains verdict.fail("global", "the last log-on is never written: 0 switches it off", [leaf], fix) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	leaf.value == 0
}

fix := [
	$"zmprov mcf zimbraLastLogonTimestampFrequency {interval}",
	"zmprov fc -a config",
	"# each account then causes a write to LDAP that often; 1s only with SSDB (22.2)",
]

interval := "1d" if max_age == 86400

interval := $"{max_age}s" if max_age != 86400
