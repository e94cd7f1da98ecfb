# METADATA
# title: The block lists used are alive and the resolver can use them
# description: A dead list may list everybody; a public resolver gets an error that looks like a listing.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "18.4"
#   section: 18
#   severity: medium
#   kind: evidence
#   parameters:
#     dead_lists:
#       default_from: mail_filtering.dead_lists
#       description: Block lists that are no longer kept, with all below them
#     public_resolvers:
#       default_from: mail_filtering.public_resolvers
#       description: Resolvers of the public, which block lists refuse
#   optional:
#     - path: input.servers.*.attrs.zimbraMtaRestriction
#       because: where Postfix was asked, only the fix names the values of the directory
#     - path: input.servers.*.attrs.zimbraMtaPostscreenDnsblSites
#       because: only the fix names its values
#     - path: input.hosts.*.postfix.main.smtpd_recipient_restrictions
#       because: where Postfix was not asked, the directory can show a dead list; a pass needs the value
#     - path: input.hosts.*.postfix.main.smtpd_client_restrictions
#       because: a list may be asked there too; where it is not known, nothing is set in main.cf
#     - path: input.hosts.*.postfix.main.smtpd_helo_restrictions
#       because: a list may be asked there too; where it is not known, nothing is set in main.cf
#     - path: input.hosts.*.postfix.main.smtpd_sender_restrictions
#       because: a list may be asked there too; where it is not known, nothing is set in main.cf
#     - path: input.hosts.*.postfix.overrides
#       because: without it main.cf alone can show a fail; a pass needs it
#     - path: input.servers.*.attrs.zimbraDNSMasterIP
#       because: read to show that the local resolver hands on to a public one
package zmaudit.controls.s18_4_block_lists_alive

# Long, since a list may stand in postscreen, four restrictions and master.cf, and resolvers hand on: a rule each.

import data.zmaudit.lib.dnsbl
import data.zmaudit.lib.postfix
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

dead := input.parameters["18.4"].dead_lists

resolvers := input.parameters["18.4"].public_resolvers

# asked(mta): lists that smtpd on port 25 asks, in any of its restrictions that are known
asked(mta) := {entry |
	some text in [recipients(mta), clients(mta), helo(mta), senders(mta)]
	some entry in dnsbl.asked(postfix.words(text))
}

recipients(mta) := on_25(mta, "smtpd_recipient_restrictions", mta.main.smtpd_recipient_restrictions)

clients(mta) := on_25(mta, "smtpd_client_restrictions", mta.main.smtpd_client_restrictions)

clients(mta) := "" if not mta.main.smtpd_client_restrictions.value

helo(mta) := on_25(mta, "smtpd_helo_restrictions", mta.main.smtpd_helo_restrictions)

helo(mta) := "" if not mta.main.smtpd_helo_restrictions.value

senders(mta) := on_25(mta, "smtpd_sender_restrictions", mta.main.smtpd_sender_restrictions)

senders(mta) := "" if not mta.main.smtpd_sender_restrictions.value

on_25(mta, name, main) := postfix.inbound(mta.overrides.value, name, main.value)

# main.cf alone, where that is all there is, can show a fail
on_25(mta, _, main) := main.value if not mta.overrides.value

# sites(mta): lists that postscreen asks
sites(mta) := dnsbl.sites(postfix.screened(mta.overrides.value, "postscreen_dnsbl_sites", site_text(mta)))

sites(mta) := dnsbl.sites(site_text(mta)) if not mta.overrides.value

site_text(mta) := mta.main.postscreen_dnsbl_sites.value

entries(mta) := asked(mta) | sites(mta)

result contains verdict.not_applicable(name, $"{name} asks no block list (18.2)", evidence) if {
	some name in subject
	mta := input.hosts[name].postfix
	mta.main.smtpd_recipient_restrictions.value
	mta.overrides.value
	count(entries(mta)) == 0
	evidence := [mta.main.smtpd_recipient_restrictions, mta.main.postscreen_dnsbl_sites]
}

result contains verdict.pass_with(name, message, evidence, remarks(servers.value)) if {
	some name in subject
	host := input.hosts[name]
	host.postfix.main.smtpd_recipient_restrictions.value
	host.postfix.overrides.value
	lists := entries(host.postfix)
	count(lists) > 0
	count({entry | some entry in lists; dnsbl.dead(entry, dead)}) == 0
	servers := host.resolver.nameservers
	count({server | some server in servers.value; server in resolvers}) == 0
	is_not_handed_on(name, host)
	evidence := [host.postfix.main.smtpd_recipient_restrictions, host.postfix.main.postscreen_dnsbl_sites, servers]
	message := $"{name} asks {concat(", ", sort(dnsbl.live(lists, dead)))} through {concat(", ", servers.value)}"
}

result contains verdict.fail(name, message, [leaf], remove(name)) if {
	some name in subject
	leaf := input.hosts[name].postfix.main.smtpd_recipient_restrictions
	lists := {entry | some entry in dnsbl.asked(postfix.words(leaf.value)); dnsbl.dead(entry, dead)}
	count(lists) > 0
	message := $"{name} asks a list that is no longer kept: {concat(", ", sort(lists))}"
}

result contains verdict.fail(name, message, [leaf], remove(name)) if {
	some name in subject
	leaf := input.hosts[name].postfix.main.postscreen_dnsbl_sites
	lists := {entry | some entry in dnsbl.sites(leaf.value); dnsbl.dead(entry, dead)}
	count(lists) > 0
	message := $"postscreen on {name} asks a list that is no longer kept: {concat(", ", sort(lists))}"
}

# in restrictions besides those for recipients, or for one service alone
result contains verdict.fail(name, message, [mta.overrides], remove(name)) if {
	some name in subject
	mta := input.hosts[name].postfix
	main := dnsbl.asked(postfix.words(mta.main.smtpd_recipient_restrictions.value))
	lists := {entry |
		some entry in (entries(mta) - (main | dnsbl.sites(mta.main.postscreen_dnsbl_sites.value)))
		dnsbl.dead(entry, dead)
	}
	count(lists) > 0
	message := $"{name} asks a list that is no longer kept on port 25: {concat(", ", sort(lists))}"
}

# zmconfigd writes it at the next change
result contains verdict.fail(name, message, [leaf], remove(name)) if {
	some name in subject
	not input.hosts[name].postfix.main.smtpd_recipient_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaRestriction
	lists := {entry | some entry in dnsbl.asked(postfix.words(concat(" ", leaf.value))); dnsbl.dead(entry, dead)}
	count(lists) > 0
	message := $"zimbraMtaRestriction of {name} has a list that is no longer kept: {concat(", ", sort(lists))} (by LDAP)"
}

# warn: what a public resolver gets depends on the list
result contains verdict.fail_as("low", name, message, [host.resolver.nameservers, leaf], own_resolver(name)) if {
	some name in subject
	host := input.hosts[name]
	public := {server | some server in host.resolver.nameservers.value; server in resolvers}
	count(public) > 0
	leaf := host.postfix.main.smtpd_recipient_restrictions
	lists := entries(host.postfix)
	count(lists) > 0
	message := concat("", [$"{name} asks block lists through {concat(", ", sort(public))}", harm(lists)])
}

# unbound of zimbra-dnscache hands on to these
result contains verdict.fail_as("low", name, message, [host.resolver.nameservers, leaf], no_masters(name, leaf)) if {
	some name in subject
	host := input.hosts[name]
	count(entries(host.postfix)) > 0
	some server in host.resolver.nameservers.value
	is_own(server)
	"dnscache" in host.roles.value
	leaf := input.servers[name].attrs.zimbraDNSMasterIP
	public := {address | some address in leaf.value; address in resolvers}
	count(public) > 0
	message := $"the resolver on {name} hands on to {concat(", ", sort(public))}, which block lists refuse"
}

# what Zimbra's own resolver hands on to is known, or another resolver is asked
is_not_handed_on(_, host) if {
	every server in host.resolver.nameservers.value {
		not is_own(server)
	}
}

is_not_handed_on(_, host) if {
	roles := host.roles.value
	not "dnscache" in roles
}

is_not_handed_on(name, _) if input.servers[name].attrs.zimbraDNSMasterIP.from == "unset"

is_not_handed_on(name, _) if count(input.servers[name].attrs.zimbraDNSMasterIP.value) >= 0

# 127.255.255.254, Spamhaus' answer to public resolvers, counts as a listing unless the answers are named
harm(lists) := ": as Spamhaus answers them, it refuses all mail (no =127.0.0.[2..11] behind the list)" if {
	some entry in lists
	contains(entry, "spamhaus")
	not contains(entry, "=")
} else := ", which many lists refuse: nothing is found then"

is_own(address) if startswith(address, "127.")

is_own("::1")

remarks(servers) := [note |
	some server in servers
	is_own(server)
	note := $"what the resolver at {server} hands on to is not in the snapshot"
]

# the values of the directory that name dead lists only
removals(name) := [line |
	some attribute in ["zimbraMtaRestriction", "zimbraMtaPostscreenDnsblSites"]
	leaf := input.servers[name].attrs[attribute]
	some value in leaf.value
	is_dead(attribute, value)
	line := $"zmprov {scope(name, leaf.from)} -{attribute} {shell.word(value)}"
]

is_dead("zimbraMtaRestriction", value) if {
	words := postfix.words(value)
	count(words) == 2
	some entry in dnsbl.asked(words)
	dnsbl.dead(entry, dead)
}

is_dead("zimbraMtaPostscreenDnsblSites", value) if {
	lists := dnsbl.sites(value)
	count(lists) == 1
	some entry in lists
	dnsbl.dead(entry, dead)
}

scope(name, "server") := $"ms {shell.word(name)}"

scope(_, "global") := "mcf"

remove(name) := array.concat(removals(name), [
	"zmmtactl restart",
	"# a server that has no value of its own left takes the global ones: look at them too",
]) if {
	count(removals(name)) > 0
} else := [
	$"zmprov -l gs {shell.word(name)} zimbraMtaRestriction zimbraMtaPostscreenDnsblSites",
	"# take the list out of the value that has it, or of main.cf and master.cf where it was written by hand, then:",
	"zmmtactl restart",
]

own_resolver(name) := [
	$"zmprov ms {shell.word(name)} +zimbraServiceInstalled dnscache +zimbraServiceEnabled dnscache",
	"zmdnscachectl start",
	"# once the package zimbra-dnscache is installed; then nameserver 127.0.0.1 alone in /etc/resolv.conf",
]

no_masters(name, leaf) := array.concat(forget(name, leaf.from), [
	"zmdnscachectl restart",
	"# the resolver then asks the Internet itself: DNS (53) must be open to the outside for it",
])

# without a value of its own a server takes the global one
forget(name, "server") := [
	$"zmprov ms {shell.word(name)} zimbraDNSMasterIP ''",
	"# if zmprov gcf zimbraDNSMasterIP shows addresses too, which count then: zmprov mcf zimbraDNSMasterIP ''",
]

forget(_, from) := ["zmprov mcf zimbraDNSMasterIP ''"] if from != "server"
