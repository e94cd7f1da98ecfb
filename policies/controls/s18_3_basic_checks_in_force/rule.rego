# METADATA
# title: Basic HELO, sender and recipient checks are in force
# description: Clients that break the rules in their first lines are spam robots, nearly without exception.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "18.3"
#   section: 18
#   severity: medium
#   kind: evidence
#   parameters:
#     outbound_only:
#       default: []
#       description: MTAs that take no mail from the Internet, by name
#   optional:
#     - path: input.hosts.*.postfix.main.smtpd_recipient_restrictions
#       because: where Postfix was not asked, the directory decides; a check may stand in another list
#     - path: input.hosts.*.postfix.main.smtpd_client_restrictions
#       because: a check may stand in another list; that it does has to be shown
#     - path: input.hosts.*.postfix.main.smtpd_helo_restrictions
#       because: a check may stand in another list; that it does has to be shown
#     - path: input.hosts.*.postfix.main.smtpd_sender_restrictions
#       because: a check may stand in another list; that it does has to be shown
#     - path: input.hosts.*.postfix.main.smtpd_relay_restrictions
#       because: what goes beyond the minimum is only noted
#     - path: input.hosts.*.postfix.main.smtpd_helo_required
#       because: what goes beyond the minimum is only noted
#     - path: input.hosts.*.postfix.main.mynetworks
#       because: that everybody is trusted, and so is past the checks, has to be shown
#     - path: input.hosts.*.postfix.overrides
#       because: without it main.cf alone can show that a check is missing; a pass needs it
package zmaudit.controls.s18_3_basic_checks_in_force

import data.zmaudit.lib.mynetworks
import data.zmaudit.lib.postfix
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.words as text_words

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

outbound contains name if some name in input.parameters["18.3"].outbound_only

judged contains name if {
	some name in subject
	not name in outbound
}

minimum := {"reject_invalid_helo_hostname", "reject_non_fqdn_sender"}

further := ["reject_non_fqdn_helo_hostname", "reject_unknown_sender_domain"]

result contains verdict.not_applicable(name, $"{name} is declared to take no mail from the Internet", [host.roles]) if {
	some name in subject
	name in outbound
	host := input.hosts[name]
	"mta" in host.roles.value
}

result contains verdict.pass_with(name, message, [mta.main.smtpd_recipient_restrictions, mta.overrides], notes) if {
	some name in judged
	mta := input.hosts[name].postfix
	mta.main.smtpd_recipient_restrictions.value
	mta.overrides.value
	every check in minimum {
		is_checked(mta, check)
	}
	message := $"Postfix on {name} refuses clients with an invalid HELO name and senders without a domain"
	notes := remarks(mta)
}

# the whole finding; what has to be done depends on where the directory has its value
result contains verdict.fail_as("low", name, message, [mta.main.smtpd_recipient_restrictions], rewrite) if {
	some name in judged
	mta := input.hosts[name].postfix
	mta.main.smtpd_recipient_restrictions.value
	missing := {check | some check in minimum; not is_checked(mta, check)}
	count(missing) > 0
	message := $"Postfix on {name} lacks {concat(", ", sort(missing))}"
}

result contains verdict.fail_as("low", name, message, [leaf], fix(name, leaf, missing)) if {
	some name in judged
	mta := input.hosts[name].postfix
	mta.main.smtpd_recipient_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaRestriction
	missing := {check | some check in minimum; not is_checked(mta, check); not check in words(leaf)}
	count(missing) > 0
	message := $"zimbraMtaRestriction of {name} lacks {concat(", ", sort(missing))}"
}

# everybody is let through by permit_mynetworks before a check that stands behind it
result contains verdict.fail_as("low", name, message, [networks], narrow) if {
	some name in judged
	mta := input.hosts[name].postfix
	networks := mta.main.mynetworks
	wide := mynetworks.everybody(networks.value)
	count(wide) > 0
	mta.main.smtpd_recipient_restrictions.value
	behind := {check | some check in minimum; not is_asked_of_all(mta, check)}
	count(behind) > 0
	message := concat("", [
		$"{name} trusts everybody ({concat(" ", sort(wide))}), ",
		$"so that nobody is held to {concat(", ", sort(behind))}",
	])
}

result contains verdict.pass_with(name, message, [leaf], ["by LDAP, not by Postfix"]) if {
	some name in judged
	not input.hosts[name].postfix.main.smtpd_recipient_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaRestriction
	count(minimum - {word | some word in words(leaf)}) == 0
	message := $"the directory has {name} refuse clients with an invalid HELO name and senders without a domain"
}

result contains verdict.fail_as("low", name, message, [leaf], fix(name, leaf, missing)) if {
	some name in judged
	not input.hosts[name].postfix.main.smtpd_recipient_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaRestriction
	missing := minimum - {word | some word in words(leaf)}
	count(missing) > 0
	message := $"zimbraMtaRestriction of {name} lacks {concat(", ", sort(missing))} (by LDAP, not by Postfix)"
}

# zmconfigd (state.py, `exact`) splits at blanks only
words(leaf) := text_words.blank_separated(concat(" ", leaf.value))

words(leaf) := [] if leaf.from == "unset"

is_checked(mta, check) if check in reached(mta, "smtpd_client_restrictions", mta.main.smtpd_client_restrictions)

is_checked(mta, check) if check in reached(mta, "smtpd_helo_restrictions", mta.main.smtpd_helo_restrictions)

is_checked(mta, check) if check in reached(mta, "smtpd_sender_restrictions", mta.main.smtpd_sender_restrictions)

is_checked(mta, check) if check in reached(mta, "smtpd_recipient_restrictions", mta.main.smtpd_recipient_restrictions)

is_asked_of_all(mta, check) if {
	some leaf in [
		mta.main.smtpd_client_restrictions, mta.main.smtpd_helo_restrictions,
		mta.main.smtpd_sender_restrictions, mta.main.smtpd_recipient_restrictions,
	]
	check in postfix.before_permit(postfix.words(leaf.value))
}

reached(mta, name, main) := postfix.reached(postfix.words(postfix.inbound(mta.overrides.value, name, main.value)))

reached(mta, _, main) := postfix.reached(postfix.words(main.value)) if not mta.overrides.value

remarks(mta) := array.concat(
	[note |
		some check in further
		not is_checked(mta, check)
		note := $"{check} is not in force, which would refuse more robots and a few good clients"
	],
	array.concat(
		[note | postfix.is_no(mta.main.smtpd_helo_required.value); note := "smtpd_helo_required is no"],
		[note |
			list := postfix.words(mta.main.smtpd_relay_restrictions.value)
			not "reject_unauth_destination" in list
			note := "smtpd_relay_restrictions has no reject_unauth_destination"
		],
	),
)

narrow := ["# take the range out of zimbraMtaMyNetworks: 12.1"]

rewrite := [
	"zmmtactl restart",
	"# the restart writes main.cf anew; zmconfigd takes each check only as a value or word of its own, exactly",
]

fix(name, leaf, missing) := [
	concat(" ", array.concat([$"zmprov ms {shell.word(name)}"], added(missing))),
	"zmmtactl restart",
] if {
	leaf.from == "server"
}

fix(_, leaf, missing) := [concat(" ", array.concat(["zmprov mcf"], added(missing))), "zmmtactl restart"] if {
	leaf.from in {"global", "unset"}
}

added(missing) := [pair | some check in sort(missing); pair := $"+zimbraMtaRestriction {check}"]
