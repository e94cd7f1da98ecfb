# METADATA
# title: "SMTP: the log-in must match the sender"
# description: A phished account else sends as the managing director, correctly signed by the own mail system.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "16.1"
#   section: 16
#   severity: high
#   kind: evidence
#   parameters:
#     checked_elsewhere:
#       default: false
#       description: A policy service or milter compares sender and log-in
#   optional:
#     - path: input.hosts.*.postfix.main.smtpd_sender_restrictions
#       because: the directory is asked only where Postfix was not; each pass needs the values that it names
#     - path: input.hosts.*.postfix.main.smtpd_sasl_auth_enable
#       because: read to excuse a server that offers no AUTH, which has to be shown
#     - path: input.servers.*.attrs.zimbraMtaSaslAuthEnable
#       because: that the next rewrite brings AUTH back has to be shown
#     - path: input.hosts.*.postfix.overrides
#       because: read to excuse a server that offers no AUTH, which has to be shown; a pass by Postfix needs its value
package zmaudit.controls.s16_1_sender_matches_login

import data.zmaudit.lib.postfix
import data.zmaudit.lib.sender_login
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

declared if input.parameters["16.1"].checked_elsewhere == true

is_without_auth(name) if {
	mta := input.hosts[name].postfix
	postfix.is_no(mta.main.smtpd_sasl_auth_enable.value)
	count(postfix.auth_places(mta.overrides.value)) == 0
	not comes_back(name)
}

# the next rewrite of main.cf turns it on (11.1)
comes_back(name) if input.servers[name].attrs.zimbraMtaSaslAuthEnable.value == "yes"

result contains verdict.manual(name, question, [host.roles], []) if {
	some name in subject
	declared
	host := input.hosts[name]
	"mta" in host.roles.value
	question := $"does the policy service or milter on {name} refuse senders that the log-in does not own?"
}

result contains verdict.not_applicable(name, $"{name} offers no AUTH (11.1)", evidence) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	is_without_auth(name)
	evidence := [mta.main.smtpd_sasl_auth_enable, mta.overrides]
}

result contains verdict.pass(name, message, [restrictions, maps, mta.overrides]) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	not is_without_auth(name)
	restrictions := mta.main.smtpd_sender_restrictions
	maps := mta.main.smtpd_sender_login_maps
	sender_login.is_guarded(restrictions.value)
	sender_login.has_map(maps.value)
	count(sender_login.weakened(mta.overrides.value)) == 0
	message := $"Postfix on {name} refuses senders that the log-in does not own"
}

result contains verdict.fail(name, message, [restrictions], fix(name)) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	not is_without_auth(name)
	restrictions := mta.main.smtpd_sender_restrictions
	sender_login.is_absent(restrictions.value)
	message := $"Postfix on {name} lets a log-in send as anybody"
}

result contains verdict.fail(name, message, [restrictions], fix(name)) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	not is_without_auth(name)
	restrictions := mta.main.smtpd_sender_restrictions
	sender_login.is_late(restrictions.value)
	message := $"Postfix on {name} lets everybody through before the sender is compared with the log-in"
}

# nobody then owns any address, so that Postfix refuses all and the check is taken out again
result contains verdict.fail(name, message, [restrictions, maps], fix(name)) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	not is_without_auth(name)
	restrictions := mta.main.smtpd_sender_restrictions
	sender_login.is_guarded(restrictions.value)
	maps := mta.main.smtpd_sender_login_maps
	sender_login.has_no_map(maps.value)
	message := $"Postfix on {name} compares the sender with a log-in map that is empty"
}

result contains verdict.fail(name, message, [mta.overrides], by_service) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	not is_without_auth(name)
	places := sender_login.weakened(mta.overrides.value)
	count(places) > 0
	message := $"master.cf of {name} takes the check away from {concat(", ", sort(places))}"
}

# why Postfix has not what the directory seems to say
result contains verdict.fail(name, message, [restrictions, leaf], fix(name)) if {
	some name in subject
	not declared
	mta := input.hosts[name].postfix
	not is_without_auth(name)
	restrictions := mta.main.smtpd_sender_restrictions
	sender_login.is_absent(restrictions.value)
	leaf := input.servers[name].attrs.zimbraMtaSmtpdSenderRestrictions
	sender_login.is_near_miss(leaf.value)
	message := $"zmconfigd drops \"{leaf.value}\": it takes {sender_login.word} as a word of its own only"
}

result contains verdict.pass_with(name, message, [leaf, maps], notes) if {
	some name in subject
	not declared
	host := input.hosts[name]
	host.collected.value == true
	not host.postfix.main.smtpd_sender_restrictions.value
	attrs := input.servers[name].attrs
	leaf := attrs.zimbraMtaSmtpdSenderRestrictions
	sender_login.is_exact(leaf.value)
	maps := attrs.zimbraMtaSmtpdSenderLoginMaps
	sender_login.names_map(maps.value)
	message := $"the directory has {name} refuse senders that the log-in does not own"
	notes := ["by LDAP, not by Postfix: postconf and postconf -P would show whether it is in force on every port"]
}

result contains verdict.fail(name, message, [leaf], fix(name)) if {
	some name in subject
	not declared
	not input.hosts[name].postfix.main.smtpd_sender_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaSmtpdSenderRestrictions
	leaf.from == "unset"
	message := $"the directory has no sender check for {name} (by LDAP, not by Postfix)"
}

result contains verdict.fail(name, message, [leaf], fix(name)) if {
	some name in subject
	not declared
	not input.hosts[name].postfix.main.smtpd_sender_restrictions.value
	leaf := input.servers[name].attrs.zimbraMtaSmtpdSenderRestrictions
	sender_login.is_not_exact(leaf.value)
	message := $"zmconfigd drops \"{leaf.value}\": it takes {sender_login.word} as a word of its own only"
}

result contains verdict.fail(name, message, [leaf, maps], fix(name)) if {
	some name in subject
	not declared
	not input.hosts[name].postfix.main.smtpd_sender_restrictions.value
	attrs := input.servers[name].attrs
	leaf := attrs.zimbraMtaSmtpdSenderRestrictions
	sender_login.is_exact(leaf.value)
	maps := attrs.zimbraMtaSmtpdSenderLoginMaps
	sender_login.is_mapless(maps)
	message := $"the directory has {name} compare the sender with no log-in map (by LDAP, not by Postfix)"
}

fix(name) := [
	concat(" ", [
		$"zmprov ms {shell.word(name)} zimbraMtaSmtpdSenderLoginMaps proxy:ldap:/opt/zimbra/conf/ldap-slm.cf",
		$"zimbraMtaSmtpdSenderRestrictions {sender_login.word}",
	]),
	"zmmtactl restart",
	"# for all MTAs at once: the same with zmprov mcf; a server's own value goes over it",
	"# shared mailboxes, send-as and mailing programs are refused until zimbraAllowFromAddress has their senders",
]

by_service := [
	"# take -o smtpd_sender_restrictions and -o smtpd_sender_login_maps from /opt/zimbra/common/conf/master.cf.in, then:",
	"zmmtactl restart",
]
