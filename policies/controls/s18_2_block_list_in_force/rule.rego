# All ways to a verdict, by Postfix and by the directory, stand together here: longer than other rules.

# METADATA
# title: A DNS block list is in force
# description: Most spam comes from addresses that are already listed; asking costs one DNS look-up.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "18.2"
#   section: 18
#   severity: medium
#   kind: evidence
#   parameters:
#     filtered_elsewhere:
#       default: false
#       description: A gateway in front of the MTAs asks block lists
#     policy_service_asks:
#       default: false
#       description: The policy service of the MTAs (cbpolicyd, rspamd) asks block lists
#     outbound_only:
#       default: []
#       description: MTAs that take no mail from the Internet, by name
#     dead_lists:
#       default_from: mail_filtering.dead_lists
#       description: Block lists that are no longer kept; they count as none
#   optional:
#     - path: input.hosts.*.postfix.main.smtpd_recipient_restrictions
#       because: where Postfix was not asked, the directory decides; each pass needs the values that it names
#     - path: input.hosts.*.postfix.main.smtpd_client_restrictions
#       because: a list may be asked in another restriction list; that it is has to be shown
#     - path: input.hosts.*.postfix.main.smtpd_helo_restrictions
#       because: a list may be asked in another restriction list; that it is has to be shown
#     - path: input.hosts.*.postfix.main.smtpd_sender_restrictions
#       because: a list may be asked in another restriction list; that it is has to be shown
#     - path: input.hosts.*.postfix.overrides
#       because: without it main.cf alone can show that no list is asked; a pass needs it
#     - path: input.hosts.*.postfix.master
#       because: read to show that postscreen has port 25; a pass by postscreen needs it
package zmaudit.controls.s18_2_block_list_in_force

# Long, since a list may stand in postscreen, four restrictions and master.cf, by Postfix or by LDAP: a rule each.

import data.zmaudit.lib.dnsbl
import data.zmaudit.lib.mynetworks
import data.zmaudit.lib.postfix
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

declared if input.parameters["18.2"].filtered_elsewhere == true

policy_asks if input.parameters["18.2"].policy_service_asks == true

outbound contains name if some name in input.parameters["18.2"].outbound_only

dead := input.parameters["18.2"].dead_lists

# judged: no declaration of the site takes the server out
judged contains name if {
	some name in subject
	not declared
	not name in outbound
}

result contains verdict.not_applicable(name, "the site declares a gateway that asks block lists", [host.roles]) if {
	some name in subject
	declared
	host := input.hosts[name]
	"mta" in host.roles.value
}

result contains verdict.not_applicable(name, $"{name} is declared to take no mail from the Internet", [host.roles]) if {
	some name in subject
	name in outbound
	host := input.hosts[name]
	"mta" in host.roles.value
}

# asked(mta): lists that are alive and that the service on port 25 asks before it lets everybody through
asked(mta) := dnsbl.live(entries(mta), dead)

entries(mta) := {entry |
	some name in [clients, helo, senders, recipients]
	some entry in dnsbl.asked(reached(mta, name))
}

clients := "smtpd_client_restrictions"

helo := "smtpd_helo_restrictions"

senders := "smtpd_sender_restrictions"

recipients := "smtpd_recipient_restrictions"

reached(mta, "smtpd_client_restrictions") := in_effect(mta, clients, mta.main.smtpd_client_restrictions)

reached(mta, "smtpd_helo_restrictions") := in_effect(mta, helo, mta.main.smtpd_helo_restrictions)

reached(mta, "smtpd_sender_restrictions") := in_effect(mta, senders, mta.main.smtpd_sender_restrictions)

reached(mta, "smtpd_recipient_restrictions") := in_effect(mta, recipients, mta.main.smtpd_recipient_restrictions)

in_effect(mta, name, main) := postfix.reached(postfix.words(postfix.inbound(mta.overrides.value, name, main.value)))

# main.cf alone where that is all there is: enough for a fail
in_effect(mta, _, main) := postfix.reached(postfix.words(main.value)) if not mta.overrides.value

sites(mta) := dnsbl.sites(screen(mta, "postscreen_dnsbl_sites", mta.main.postscreen_dnsbl_sites))

action(mta) := screen(mta, "postscreen_dnsbl_action", mta.main.postscreen_dnsbl_action)

threshold(mta) := to_number(screen(mta, "postscreen_dnsbl_threshold", mta.main.postscreen_dnsbl_threshold))

screen(mta, name, main) := postfix.screened(mta.overrides.value, name, main.value)

screen(mta, _, main) := main.value if not mta.overrides.value

# weight(sites): of a client on every list that still answers
weight(sites) := dnsbl.reach(dnsbl.answering(sites, dead))

is_acting(action) if action in {"enforce", "drop"}

# nobody is local just by being on the Internet
trusts_few(mta) if mynetworks.is_bounded(postfix.inbound(mta.overrides.value, "mynetworks", mta.main.mynetworks.value))

result contains verdict.pass(name, message, [mta.main.smtpd_recipient_restrictions, shown(mta), mta.overrides]) if {
	some name in judged
	mta := input.hosts[name].postfix
	mta.overrides.value
	trusts_few(mta)
	lists := asked(mta)
	count(lists) > 0
	message := $"{name} refuses clients that {concat(", ", sort(lists))} list"
}

# shown(mta): the lists of restrictions besides those for recipients that ask
shown(mta) := array.concat(
	[leaf | leaf := mta.main.smtpd_client_restrictions; count(dnsbl.asked(reached(mta, clients))) > 0],
	array.concat(
		[leaf | leaf := mta.main.smtpd_helo_restrictions; count(dnsbl.asked(reached(mta, helo))) > 0],
		[leaf | leaf := mta.main.smtpd_sender_restrictions; count(dnsbl.asked(reached(mta, senders))) > 0],
	),
)

result contains verdict.pass(name, message, evidence) if {
	some name in judged
	mta := input.hosts[name].postfix
	mta.overrides.value
	trusts_few(mta)
	is_acting(action(mta))
	lists := dnsbl.live(sites(mta), dead)
	count(lists) > 0
	weight(sites(mta)) >= threshold(mta)
	postfix.is_screened(mta.master.value)
	evidence := [
		mta.main.postscreen_dnsbl_sites, mta.main.postscreen_dnsbl_action,
		mta.main.postscreen_dnsbl_threshold, mta.master,
	]
	message := $"postscreen on {name} turns clients away by {concat(", ", sort(lists))}"
}

# what else may decide: only a person can tell, or the site declares it
result contains verdict.pass_with(name, message, [leaf, mta.overrides], notes) if {
	some name in judged
	policy_asks
	mta := input.hosts[name].postfix
	mta.overrides.value
	trusts_few(mta)
	leaf := mta.main.smtpd_recipient_restrictions
	"check_policy_service" in reached(mta, recipients)
	message := $"the policy service of {name} asks block lists, as the site declares"
	notes := ["the policy service itself is not in the snapshot"]
}

result contains verdict.manual(name, question, [leaf, mta.overrides], []) if {
	some name in judged
	not policy_asks
	mta := input.hosts[name].postfix
	leaf := mta.main.smtpd_recipient_restrictions
	is_without(mta)
	"check_policy_service" in reached(mta, recipients)
	question := $"does the policy service of {name} ask block lists? If so, declare it: policy_service_asks"
}

result contains verdict.fail(name, message, evidence, ask(name)) if {
	some name in judged
	mta := input.hosts[name].postfix
	is_without(mta)
	leaf := mta.main.smtpd_recipient_restrictions
	leaf.value
	not "check_policy_service" in reached(mta, recipients)
	evidence := [leaf, mta.overrides, mta.main.postscreen_dnsbl_sites]
	message := concat("", [$"{name} asks no block list to any effect", why(mta)])
}

# both ways are known to be closed
is_without(mta) if {
	count(asked(mta)) == 0
	count(dnsbl.live(sites(mta), dead)) == 0
}

is_without(mta) if {
	count(asked(mta)) == 0
	action(mta) == "ignore"
}

is_without(mta) if {
	count(asked(mta)) == 0
	weight(sites(mta)) < threshold(mta)
}

is_without(mta) if {
	count(asked(mta)) == 0
	postfix.is_not_screened(mta.master.value)
}

why(mta) := concat("", sort(reasons(mta)))

reasons(mta) := (({reason |
	count(sites(mta)) > 0
	action(mta) == "ignore"
	reason := ": postscreen only logs what its lists say (postscreen_dnsbl_action ignore)"
} | {reason |
	count(sites(mta)) > 0
	is_acting(action(mta))
	sum := weight(sites(mta))
	sum < threshold(mta)
	reason := $": all lists of postscreen together weigh {sum}, the threshold is {threshold(mta)}"
}) | {reason |
	lists := {entry | some entry in (entries(mta) | sites(mta)); dnsbl.dead(entry, dead)}
	count(lists) > 0
	reason := $": {concat(", ", sort(lists))} is no longer kept"
}) | {reason |
	lost := {entry | some entry in entries(mta); not dnsbl.zone(entry)}
	count(lost) > 0
	reason := $": {concat(", ", sort(lost))} stands where the name of a list belongs"
}

# everybody is local then, and no list is ever asked
result contains verdict.fail(name, message, [networks], ["# take the range out of zimbraMtaMyNetworks: 12.1"]) if {
	some name in judged
	networks := input.hosts[name].postfix.main.mynetworks
	wide := mynetworks.everybody(networks.value)
	count(wide) > 0
	message := $"{name} trusts everybody ({concat(" ", sort(wide))}), so that no block list is ever asked"
}

result contains verdict.fail(name, message, [mta.overrides], fix) if {
	some name in judged
	mta := input.hosts[name].postfix
	some own in postfix.inbound_values(mta.overrides.value, "mynetworks")
	not mynetworks.is_bounded(own)
	message := $"port 25 of {name} trusts everybody by master.cf ({own}), so that no block list is ever asked"
	fix := ["# take -o mynetworks from smtpd in /opt/zimbra/common/conf/master.cf.in: 12.1", "zmmtactl restart"]
}

# where Postfix was not asked
result contains verdict.pass_with(name, message, [leaf], ["by LDAP, not by Postfix"]) if {
	some name in judged
	host := input.hosts[name]
	host.collected.value == true
	not host.postfix.main.smtpd_recipient_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaRestriction
	is_bounded(input.servers[name].attrs.zimbraMtaMyNetworks)
	lists := dnsbl.live(dnsbl.asked(postfix.words(concat(" ", leaf.value))), dead)
	count(lists) > 0
	message := $"the directory has {name} refuse clients that {concat(", ", sort(lists))} list"
}

result contains verdict.pass_with(name, message, evidence, ["by LDAP, not by Postfix"]) if {
	some name in judged
	host := input.hosts[name]
	host.collected.value == true
	not host.postfix.main.smtpd_recipient_restrictions.value
	attrs := input.servers[name].attrs
	is_bounded(attrs.zimbraMtaMyNetworks)
	screened := attrs.zimbraMtaPostscreenDnsblSites
	is_acting(attrs.zimbraMtaPostscreenDnsblAction.value)
	lists := dnsbl.live(listed(screened), dead)
	count(lists) > 0
	least := attrs.zimbraMtaPostscreenDnsblThreshold
	weight(listed(screened)) >= least.value
	evidence := [screened, attrs.zimbraMtaPostscreenDnsblAction, least]
	message := $"the directory has postscreen of {name} turn clients away by {concat(", ", sort(lists))}"
}

result contains verdict.manual(name, question, [leaf, screened, host.roles], ["by LDAP, not by Postfix"]) if {
	some name in judged
	not policy_asks
	host := input.hosts[name]
	not host.postfix.main.smtpd_recipient_restrictions.value
	attrs := input.servers[name].attrs
	leaf := attrs.zimbraMtaRestriction
	count(dnsbl.live(dnsbl.asked(postfix.words(joined(leaf))), dead)) == 0
	screened := attrs.zimbraMtaPostscreenDnsblSites
	is_idle(attrs, listed(screened))
	has_policy_service(host.roles.value, joined(leaf))
	question := $"does the policy service of {name} ask block lists? If so, declare it: policy_service_asks"
}

result contains verdict.fail(name, message, [leaf, screened, acting, host.roles], ask(name)) if {
	some name in judged
	host := input.hosts[name]
	not host.postfix.main.smtpd_recipient_restrictions.value
	attrs := input.servers[name].attrs
	leaf := attrs.zimbraMtaRestriction
	count(dnsbl.live(dnsbl.asked(postfix.words(joined(leaf))), dead)) == 0
	screened := attrs.zimbraMtaPostscreenDnsblSites
	acting := attrs.zimbraMtaPostscreenDnsblAction
	is_idle(attrs, listed(screened))
	not has_policy_service(host.roles.value, joined(leaf))
	message := $"the directory has {name} ask no block list to any effect (by LDAP, not by Postfix)"
}

is_bounded(leaf) if mynetworks.is_bounded(concat(" ", leaf.value))

# Postfix then trusts the subnets of the host
is_bounded(leaf) if leaf.from == "unset"

has_policy_service(roles, _) if "cbpolicyd" in roles

has_policy_service(_, text) if "check_policy_service" in postfix.words(text)

is_idle(_, entries) if count(dnsbl.live(entries, dead)) == 0

is_idle(attrs, _) if attrs.zimbraMtaPostscreenDnsblAction.value == "ignore"

is_idle(attrs, entries) if weight(entries) < attrs.zimbraMtaPostscreenDnsblThreshold.value

listed(leaf) := dnsbl.sites(joined(leaf))

joined(leaf) := concat(" ", leaf.value)

joined(leaf) := "" if leaf.from == "unset"

ask(name) := [
	concat(" ", [
		$"zmprov ms {shell.word(name)} zimbraMtaPostscreenDnsblSites 'zen.spamhaus.org=127.0.0.[2..11]*8'",
		"zimbraMtaPostscreenDnsblThreshold 8 zimbraMtaPostscreenDnsblAction enforce",
	]),
	"zmmtactl restart",
	"# lists have terms of use and limits, and refuse public resolvers (18.4); some good clients are turned away",
	"# for all MTAs at once: the same with zmprov mcf; a server's own value goes over it",
]
