# METADATA
# scope: package
# title: mynetworks trusts only this host
# description: Whoever is in mynetworks relays mail without a password and skips sender checks.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://www.postfix.org/postconf.5.html#mynetworks
# custom:
#   id: "12.1"
#   section: 12
#   severity: high
#   kind: evidence
#   parameters:
#     trusted_relays:
#       default: []
#       description: Addresses of other hosts that may relay without a password, each as an address or /32, /128
#   optional:
#     - path: input.hosts.*.postfix.main.mynetworks
#       because: where postconf is not there the directory's list is judged, and the verdict says so
#     - path: input.hosts.*.postfix.overrides
#       because: a list that one service has for itself has to be shown
#     - path: input.hosts.*.addresses
#       because: only the fix names the host's own addresses
package zmaudit.controls.s12_1_mynetworks_trust

import data.zmaudit.lib.mynetworks
import data.zmaudit.lib.postfix
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

result contains verdict.pass_with(name, message, evidence, notes) if {
	some name in subject
	host := input.hosts[name]
	shown_by_postfix(host)
	trusts_no_stranger(host.postfix.networks)
	message := $"Postfix on {name} trusts {whom(host.postfix.networks)}"
	notes := exceptions(host.postfix.networks)
	evidence := [host.postfix.main.mynetworks, host.postfix.networks, host.mta_networks]
}

result contains verdict.pass_with(name, message, [host.mta_networks], notes) if {
	some name in subject
	host := input.hosts[name]
	host.collected.value == true
	not shown_by_postfix(host)
	not dropped_when_rendered(host.mta_networks)
	trusts_no_stranger(host.mta_networks)
	count(host.mta_networks.value) > 0
	message := $"zimbraMtaMyNetworks of {name} trusts {whom(host.mta_networks)}"
	notes := array.concat(["by LDAP, not by Postfix"], exceptions(host.mta_networks))
}

# A fail that several words earn takes the severity of the widest.
severity := {"host": "medium", "subnet": "high", "everyone": "critical"}

result contains verdict.fail_as(severity[kind], name, message, [networks], fix(name, host, networks)) if {
	some name in subject
	host := input.hosts[name]
	networks := host.postfix.networks
	shown_by_postfix(host)
	some kind, strangers in trusted_strangers(networks)
	message := $"Postfix on {name} trusts {words[kind]}: {concat(" ", strangers)}"
}

result contains verdict.fail_as(severity[kind], name, message, [networks], fix(name, host, networks)) if {
	some name in subject
	host := input.hosts[name]
	networks := host.mta_networks
	not shown_by_postfix(host)
	some kind, strangers in trusted_strangers(networks)
	message := $"zimbraMtaMyNetworks of {name} trusts {words[kind]} (by LDAP, not by Postfix): {concat(" ", strangers)}"
}

# Zimbra's main.cf says mynetworks_style = subnet, and zmconfigd writes mynetworks only where the attribute has a value.
result contains verdict.fail_as("high", name, message, [networks], fix(name, host, networks)) if {
	some name in subject
	host := input.hosts[name]
	networks := host.mta_networks
	not shown_by_postfix(host)
	networks.from == "unset"
	message := $"zimbraMtaMyNetworks of {name} is not set: Postfix then trusts the subnet of every interface"
}

# zm-jython state.py isFalseValue: a value that begins so is false for zmconfigd, and mynetworks keeps what it had.
dropped_when_rendered(networks) if regex.match(`^(?i:no|false|0)`, networks.value[0].text)

result contains verdict.fail_as("high", name, message, [networks], fix(name, host, networks)) if {
	some name in subject
	host := input.hosts[name]
	networks := host.mta_networks
	dropped_when_rendered(networks)
	begin := $"zimbraMtaMyNetworks of {name} begins with {networks.value[0].text}"
	message := $"{begin}, which zmconfigd takes for false: Postfix does not get the list, amavis does"
}

result contains verdict.manual(name, question, [networks], []) if {
	some name in subject
	host := input.hosts[name]
	networks := host.postfix.networks
	shown_by_postfix(host)
	tables := table_words(networks)
	question := $"Which addresses do these tables of mynetworks on {name} trust: {concat(" ", tables)}?"
}

result contains verdict.manual(name, question, [networks], ["by LDAP, not by Postfix"]) if {
	some name in subject
	host := input.hosts[name]
	networks := host.mta_networks
	not shown_by_postfix(host)
	tables := table_words(networks)
	question := $"Which addresses do these tables in zimbraMtaMyNetworks of {name} trust: {concat(" ", tables)}?"
}

result contains verdict.unknown(name, message, [networks], settle) if {
	some name in subject
	host := input.hosts[name]
	networks := host.postfix.networks
	shown_by_postfix(host)
	wrong := wrong_words(networks)
	message := $"mynetworks of Postfix on {name} has what is no address, network or table: {concat(" ", wrong)}"
}

result contains verdict.unknown(name, message, [networks], settle) if {
	some name in subject
	host := input.hosts[name]
	networks := host.mta_networks
	not shown_by_postfix(host)
	wrong := wrong_words(networks)
	message := $"zimbraMtaMyNetworks of {name} has what is no address, network or table: {concat(" ", wrong)}"
}

settle := [
	"postconf -x -h mynetworks",
	"# a word that Postfix cannot read is in its log: grep -E 'bad (net|address)' /var/log/zimbra.log",
]

wrong_words(networks) := texts if {
	texts := [word.text | some word in networks.value; word.kind == "invalid"; word.negated == false]
	count(texts) > 0
}

# A service of master.cf may have a list of its own. Those on the loopback, which take mail back from amavis, do.
result contains verdict.fail_as(width(strangers), name, message, [overrides], by_service(postfix.place(row))) if {
	some name in subject
	host := input.hosts[name]
	overrides := host.postfix.overrides
	some row in overrides.value
	row.name == "mynetworks"
	row.type in {"inet", "pass"}
	not postfix.is_inner(row.service)
	strangers := {word | some word in mynetworks.entries(row.value); not is_harmless(word, host.postfix.networks)}
	count(strangers) > 0
	message := $"{postfix.place(row)} in master.cf of {name} trusts {concat(" ", sort(strangers))} by a list of its own"
}

is_harmless(word, _) if startswith(word, "!")

is_harmless(word, _) if regex.match(`^(127\.[0-9.]+(/([89]|[12][0-9]|3[0-2]))?|\[?::1\]?(/128)?)$`, word)

is_harmless(word, networks) if {
	some known in networks.value
	lower(known.text) == word
	no_stranger(known)
}

width(words) := "critical" if count(mynetworks.everybody(concat(" ", words))) > 0

width(words) := "high" if count(mynetworks.everybody(concat(" ", words))) == 0

by_service(place) := [
	$"# take -o mynetworks from {place} in /opt/zimbra/common/conf/master.cf.in, then:",
	"zmmtactl restart",
	"# whoever relied on it needs an account; a patch of Zimbra brings the shipped file back",
]

shown_by_postfix(host) if is_string(host.postfix.main.mynetworks.value)

trusts_no_stranger(networks) if {
	every word in networks.value {
		no_stranger(word)
	}
}

no_stranger(word) if word.kind in {"loopback", "own", "server"}

# An exclusion takes trust away.
no_stranger(word) if word.negated == true

no_stranger(word) if declared(word)

declared(word) if {
	word.kind == "host"
	some relay in input.parameters["12.1"].trusted_relays
	word.network in {relay, $"{relay}/32", $"{relay}/128"}
}

trusted_strangers(networks) := {kind: texts |
	some kind, _ in severity
	texts := [word.text | some word in networks.value; word.kind == kind; not no_stranger(word)]
	count(texts) > 0
}

table_words(networks) := texts if {
	texts := [word.text | some word in networks.value; word.kind == "map"; not no_stranger(word)]
	count(texts) > 0
}

words := {
	"host": "other hosts",
	"subnet": "whole networks",
	"everyone": "the internet, or a public range of it",
}

whom(networks) := "nobody" if count(networks.value) == 0

whom(networks) := concat(" ", [word.text | some word in networks.value]) if count(networks.value) > 0

exceptions(networks) := array.concat(
	[$"{word.text} is another server of the directory" | some word in other_servers(networks)],
	[$"{word.text} is declared in trusted_relays" | some word in networks.value; declared(word)],
)

other_servers(networks) := [word | some word in networks.value; word.kind == "server"; word.negated == false]

fix(name, host, networks) := [
	$"zmprov ms {shell.word(name)} zimbraMtaMyNetworks {shell.word(concat(" ", sort(kept(host, networks))))}",
	"zmmtactl restart",
	"# where postconf mynetworks still shows the old list then, main.cf was edited by hand",
	"# the /32 and /128 of every other Zimbra server must stay in the list: mailbox servers submit without a password",
	"# printers, applications and scanners that relay without a password lose it: give them an account, or name each one",
]

# Sorted as text: exclusions come first, where Postfix needs them, and no word begins with 0.
kept(host, networks) := ({"127.0.0.0/8", "[::1]/128"} | own_words(host)) | good_words(networks)

good_words(networks) := {word.text | some word in networks.value; no_stranger(word)}

own_words(host) := {word |
	some address in host.addresses.value
	address.scope == "global"
	word := {"ipv4": $"{address.address}/32", "ipv6": $"[{address.address}]/128"}[address.family]
}
