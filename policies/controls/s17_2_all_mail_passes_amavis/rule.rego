# METADATA
# title: The blocking engine runs, and all mail passes it on every entrance
# description: A list of blocked types is worth nothing on a port whose mail goes around the filter.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "17.2"
#   section: 17
#   severity: high
#   kind: evidence
#   parameters:
#     filtered_elsewhere:
#       default: false
#       description: Another filter, in front of the MTAs or as a milter, blocks attachments
package zmaudit.controls.s17_2_all_mail_passes_amavis

import data.zmaudit.lib.content_filter
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

declared if input.parameters["17.2"].filtered_elsewhere == true

result contains verdict.manual(name, question, [host.roles], []) if {
	some name in subject
	declared
	host := input.hosts[name]
	"mta" in host.roles.value
	question := $"does the declared filter block executables in all mail that reaches {name}, also from inside?"
}

result contains verdict.pass(name, message, [host.roles, filter, host.postfix.overrides]) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_engine(host.roles.value)
	filter := host.postfix.main.content_filter
	content_filter.is_amavis(filter.value)
	count(content_filter.unfiltered(host.postfix.overrides.value)) == 0
	count(content_filter.dead_ends(host.postfix.overrides.value)) == 0
	count(content_filter.unchecked(host.postfix.overrides.value)) == 0
	message := $"all mail that reaches {name} goes through amavis ({filter.value})"
}

# without antispam the signer leads around amavis; the sender restrictions then send each mail there by FILTER
result contains verdict.pass_with(name, message, [host.roles, filter, senders, host.postfix.overrides], notes) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_engine(host.roles.value)
	filter := host.postfix.main.content_filter
	content_filter.is_amavis(filter.value)
	count(content_filter.unfiltered(host.postfix.overrides.value)) == 0
	count(content_filter.dead_ends(host.postfix.overrides.value)) > 0
	count(content_filter.unchecked(host.postfix.overrides.value)) == 0
	senders := host.postfix.main.smtpd_sender_restrictions
	content_filter.is_tagging(senders.value)
	count(content_filter.untagged(host.postfix.overrides.value)) == 0
	message := $"all mail that reaches {name} goes through amavis (FILTER in the sender restrictions)"
	notes := ["the tables tag_as_originating.re and tag_as_foreign.re are not in the snapshot: as Zimbra writes them"]
}

result contains verdict.fail(name, message, [host.roles, senders, host.postfix.overrides], rewrite) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_scanner(host.roles.value)
	places := content_filter.dead_ends(host.postfix.overrides.value)
	count(places) > 0
	senders := host.postfix.main.smtpd_sender_restrictions
	content_filter.is_not_tagging(senders.value)
	message := $"mail on {concat(", ", sort(places))} of {name} goes to the DKIM signer and from there around amavis"
}

result contains verdict.fail(name, message, [host.roles, filter], rewrite) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_scanner(host.roles.value)
	filter := host.postfix.main.content_filter
	content_filter.is_not_amavis(filter.value)
	message := concat("", [
		$"scanners are switched on for {name}, but content_filter of main.cf ",
		content_filter.words(filter.value),
	])
}

result contains verdict.fail(name, message, [host.roles, host.postfix.overrides], by_service) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_scanner(host.roles.value)
	places := content_filter.unfiltered(host.postfix.overrides.value)
	count(places) > 0
	message := $"master.cf takes mail on {concat(", ", sort(places))} of {name} around amavis"
}

result contains verdict.fail(name, message, [host.postfix.overrides], by_service) if {
	some name in subject
	not declared
	host := input.hosts[name]
	places := content_filter.unchecked(host.postfix.overrides.value)
	count(places) > 0
	message := $"master.cf switches header and body checks off for {concat(", ", sort(places))} of {name}"
}

result contains verdict.fail(name, message, [host.roles], switch_on(name)) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_scanner(host.roles.value)
	not "amavis" in host.roles.value
	message := $"scanners are switched on for {name}, but amavis, which runs them, is not"
}

# zmconfigd then empties header_checks and leaves blocking to amavis, which gets no mail
result contains verdict.fail(name, message, [host.roles, warn], switch_on(name)) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_no_scanner(host.roles.value)
	warn := input.global.attrs.zimbraMtaBlockedExtensionWarnRecipient
	warn.value == true
	message := $"nothing is blocked on {name}: no scanner is on, and for WarnRecipient TRUE Postfix doesn't check either"
}

result contains verdict.fail(name, message, [host.roles, checks], rewrite) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_no_scanner(host.roles.value)
	checks := host.postfix.main.header_checks
	not content_filter.has_table(checks.value)
	message := $"nothing is blocked on {name}: no scanner is on, and header_checks has not Zimbra's table"
}

result contains verdict.fail(name, message, [host.roles, host.postfix.overrides], by_service) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_no_scanner(host.roles.value)
	count(content_filter.without_table(host.postfix.overrides.value)) > 0
	message := $"nothing is blocked on {name}: no scanner is on, and cleanup in master.cf has not Zimbra's table"
}

result contains verdict.fail(name, message, [host.roles, options], rewrite) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_no_scanner(host.roles.value)
	options := host.postfix.main.receive_override_options
	content_filter.is_unchecked(options.value)
	message := $"nothing is blocked on {name}: no scanner is on, and receive_override_options switches header_checks off"
}

result contains verdict.pass_with(name, message, evidence, notes) if {
	some name in subject
	not declared
	host := input.hosts[name]
	has_no_scanner(host.roles.value)
	warn := input.global.attrs.zimbraMtaBlockedExtensionWarnRecipient
	is_off(warn)
	checks := host.postfix.main.header_checks
	content_filter.has_table(checks.value)
	options := host.postfix.main.receive_override_options
	not content_filter.is_unchecked(options.value)
	count(content_filter.unchecked(host.postfix.overrides.value)) == 0
	count(content_filter.without_table(host.postfix.overrides.value)) == 0
	evidence := [host.roles, checks, options, warn, host.postfix.overrides]
	message := $"Postfix on {name} blocks by the names in the headers"
	notes := ["headers only: what is inside of an archive passes, since no scanner is switched on"]
}

is_off(leaf) if leaf.value == false

is_off(leaf) if leaf.from == "unset"

scanners := {"antispam", "antivirus", "archiving"}

has_scanner(roles) if {
	some role in roles
	role in scanners
}

has_no_scanner(roles) if not has_scanner(roles)

has_engine(roles) if {
	has_scanner(roles)
	"amavis" in roles
}

switch_on(name) := [
	concat(" ", [
		$"zmprov ms {shell.word(name)}",
		"+zimbraServiceEnabled amavis +zimbraServiceEnabled antivirus +zimbraServiceEnabled antispam",
	]),
	"zmcontrol restart",
	"# the scanners need about 2 GB of memory; all services of this server stop for some minutes",
]

rewrite := [
	"zmmtactl restart",
	"postconf content_filter header_checks smtpd_sender_restrictions",
	"# the restart writes main.cf anew; what was changed there by hand is lost",
]

by_service := [
	"# take content_filter and receive_override_options from that service in /opt/zimbra/common/conf/master.cf.in, then:",
	"zmmtactl restart",
]
