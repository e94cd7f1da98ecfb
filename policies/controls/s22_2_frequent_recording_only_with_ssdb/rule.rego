# METADATA
# title: A high recording frequency only with SSDB
# description: A write to LDAP for each log-in, and to each replica, can bring the directory down.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "22.2"
#   section: 22
#   severity: medium
#   kind: evidence
#   parameters:
#     min_interval:
#       default: 300
#       description: Seconds between two writes of one account up to which LDAP is the wrong place
package zmaudit.controls.s22_2_frequent_recording_only_with_ssdb

import data.zmaudit.lib.durations
import data.zmaudit.lib.verdict

subject contains "global"

min_interval := input.parameters["22.2"].min_interval

result contains verdict.pass("global", $"an account causes one write in {durations.text(leaf.value)}", [leaf]) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	leaf.value > min_interval
}

result contains verdict.pass("global", "the last log-on is never written, so there is no load (22.1)", [leaf]) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	leaf.value == 0
}

result contains verdict.pass_with("global", message, [leaf, backend], notes) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	is_often(leaf)
	backend := input.global.attrs.zimbraEphemeralBackendURL
	startswith(backend.value, "ssdb:")
	message := $"an account causes one write to SSDB in {durations.text(leaf.value)}"
	notes := ["SSDB needs the extension com_zimbra_ssdb_ephemeral_store on every mailbox server"]
}

result contains verdict.fail("global", message, [leaf, backend], fix) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	is_often(leaf)
	backend := input.global.attrs.zimbraEphemeralBackendURL
	is_ldap(backend)
	message := $"an account causes one write to LDAP, and to each replica, in {durations.text(leaf.value)}"
}

result contains verdict.fail_as("low", "global", message, [leaf, backend, host.extensions], install) if {
	leaf := input.global.attrs.zimbraLastLogonTimestampFrequency
	is_often(leaf)
	backend := input.global.attrs.zimbraEphemeralBackendURL
	startswith(backend.value, "ssdb:")
	some name, host in input.hosts
	"mailbox" in host.roles.value
	every path in host.extensions.value {
		indexof(path, "ssdb") < 0
	}
	message := $"{name} has no ssdb extension, so where it writes to is not sure"
}

is_often(leaf) if {
	leaf.value > 0
	leaf.value <= min_interval
}

# EphemeralStore.java: no URL is LDAP
is_ldap(backend) if backend.from == "unset"

is_ldap(backend) if startswith(backend.value, "ldap:")

install := [
	"# put zm-ssdb-ephemeral-store into /opt/zimbra/lib/ext/com_zimbra_ssdb_ephemeral_store on every mailbox server, then",
	"zmmailboxdctl restart",
]

fix := [
	"zmprov mcf zimbraLastLogonTimestampFrequency 1d",
	"zmprov fc -a config",
	"# or keep the interval and move this data to SSDB first: zmprov mcf zimbraEphemeralBackendURL ssdb:HOST:PORT",
]
