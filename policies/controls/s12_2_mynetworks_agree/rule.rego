# METADATA
# title: LDAP and running Postfix agree on mynetworks
# description: What the directory says is worth nothing while Postfix trusts others.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "12.2"
#   section: 12
#   severity: low
#   kind: evidence
package zmaudit.controls.s12_2_mynetworks_agree

import data.zmaudit.lib.mynetworks
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

result contains verdict.pass(name, $"Postfix on {name} trusts what the directory lists", [running, listed]) if {
	some name in subject
	running := input.hosts[name].postfix.main.mynetworks
	listed := input.servers[name].attrs.zimbraMtaMyNetworks
	count(mynetworks.missing(mynetworks.entries(running.value), mynetworks.joined(listed.value))) == 0
	count(mynetworks.missing(mynetworks.joined(listed.value), mynetworks.entries(running.value))) == 0
}

result contains verdict.fail(name, message, [running, listed], rewrite) if {
	some name in subject
	running := input.hosts[name].postfix.main.mynetworks
	listed := input.servers[name].attrs.zimbraMtaMyNetworks
	more := mynetworks.missing(mynetworks.entries(running.value), mynetworks.joined(listed.value))
	count(more) > 0
	message := $"Postfix on {name} trusts {concat(" ", sort(more))}, which zimbraMtaMyNetworks doesn't list"
}

result contains verdict.fail(name, message, [running, listed], rewrite) if {
	some name in subject
	running := input.hosts[name].postfix.main.mynetworks
	listed := input.servers[name].attrs.zimbraMtaMyNetworks
	less := mynetworks.missing(mynetworks.joined(listed.value), mynetworks.entries(running.value))
	count(less) > 0
	message := $"Postfix on {name} doesn't trust {concat(" ", sort(less))}, which zimbraMtaMyNetworks lists"
}

# zmconfigd (state.py, isFalseValue) takes such a list for false and leaves main.cf alone
result contains verdict.fail(name, message, [running, listed], reorder) if {
	some name in subject
	running := input.hosts[name].postfix.main.mynetworks
	listed := input.servers[name].attrs.zimbraMtaMyNetworks
	regex.match(`(?i)^(0|no|false)`, concat(" ", listed.value))
	count(mynetworks.missing(mynetworks.joined(listed.value), mynetworks.entries(running.value))) > 0
	message := $"zimbraMtaMyNetworks of {name} begins with {listed.value[0]}, so that zmconfigd drops the whole list"
}

result contains verdict.fail(name, message, [running, listed], write(name)) if {
	some name in subject
	running := input.hosts[name].postfix.main.mynetworks
	count(mynetworks.entries(running.value)) > 0
	listed := input.servers[name].attrs.zimbraMtaMyNetworks
	listed.from == "unset"
	message := $"Postfix on {name} trusts {running.value} by itself: zimbraMtaMyNetworks is set nowhere"
}

result contains verdict.unknown(name, message, [running], settle) if {
	some name in subject
	not input.servers[name]
	running := input.hosts[name].postfix.main.mynetworks
	message := $"the directory has no server {name}, so that nothing says what its Postfix should trust"
	settle := ["zmhostname", "zmprov -l gas"]
}

rewrite := [
	"zmmtactl restart",
	"postconf mynetworks",
	"# the restart writes main.cf anew from zimbraMtaMyNetworks; what was put into main.cf by hand is lost",
]

reorder := [
	"# take 0.0.0.0/0 out of zimbraMtaMyNetworks, it trusts everybody (12.1); begin the list with 127.0.0.0/8, then:",
	"zmmtactl restart",
]

write(name) := [
	$"zmprov ms {shell.word(name)} zimbraMtaMyNetworks '127.0.0.0/8 [::1]/128'",
	"zmmtactl restart",
	"# add the addresses of this host and of every mailbox server as /32 and /128 first: they send without AUTH (12.1)",
]
