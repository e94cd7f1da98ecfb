# METADATA
# title: SMTP AUTH is off on every MTA
# description: AUTH is the door that is guessed at most; one stolen password makes the server a spam relay.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "11.1"
#   section: 11
#   severity: medium
#   kind: evidence
#   parameters:
#     smtp_auth_in_use:
#       default: false
#       description: The site needs SMTP AUTH; 11.2 then judges how it is offered
#     closed_services:
#       default: []
#       description: Services of master.cf (465, submission) that a firewall closes to all clients
package zmaudit.controls.s11_1_smtp_auth_off

import data.zmaudit.lib.postfix
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

in_use if input.parameters["11.1"].smtp_auth_in_use == true

closed contains place if some place in input.parameters["11.1"].closed_services

result contains verdict.not_applicable(name, reason, [host.roles]) if {
	some name in subject
	host := input.hosts[name]
	"mta" in host.roles.value
	in_use
	reason := "the site declares SMTP AUTH in use: 11.2 judges it"
}

result contains verdict.pass(name, $"{name} offers AUTH on no port", [main, overrides, leaf]) if {
	some name in subject
	not in_use
	mta := input.hosts[name].postfix
	main := mta.main.smtpd_sasl_auth_enable
	postfix.is_no(main.value)
	overrides := mta.overrides
	count(postfix.auth_places(overrides.value)) == 0
	leaf := input.servers[name].attrs.zimbraMtaSaslAuthEnable
}

result contains verdict.pass_with(name, message, [main, overrides, leaf], notes) if {
	some name in subject
	not in_use
	mta := input.hosts[name].postfix
	main := mta.main.smtpd_sasl_auth_enable
	postfix.is_no(main.value)
	overrides := mta.overrides
	places := postfix.auth_places(overrides.value)
	count(places) > 0
	count(places - closed) == 0
	leaf := input.servers[name].attrs.zimbraMtaSaslAuthEnable
	message := $"{name} offers AUTH only where the site declares the port closed: {concat(", ", sort(places))}"
	notes := ["the firewall itself is not judged here"]
}

result contains verdict.fail_with(name, message, [main], through_directory(name), no_target) if {
	some name in subject
	not in_use
	main := input.hosts[name].postfix.main.smtpd_sasl_auth_enable
	postfix.is_yes(main.value)
	message := $"Postfix on {name} offers AUTH (main.cf)"
}

result contains verdict.unknown(name, message, [main], settle) if {
	some name in subject
	not in_use
	not input.servers[name]
	main := input.hosts[name].postfix.main.smtpd_sasl_auth_enable
	main.value == "no"
	message := $"the directory has no server {name}, so that what the next rewrite brings into Postfix is unknown"
	settle := [$"zmprov -l gs {shell.word(name)} zimbraMtaSaslAuthEnable"]
}

# an enum of yes and no: nobody knows what another word makes of main.cf at the next rewrite
result contains verdict.unknown(name, message, [leaf], settle) if {
	some name in subject
	not in_use
	leaf := input.servers[name].attrs.zimbraMtaSaslAuthEnable
	not leaf.value in {"yes", "no"}
	message := $"zimbraMtaSaslAuthEnable of {name} is {leaf.value}, neither yes nor no"
	settle := [$"zmprov -l gs {shell.word(name)} zimbraMtaSaslAuthEnable"]
}

# zmconfigd writes the attribute to main.cf and to the submission service, whatever Postfix has now
result contains verdict.fail_with(name, message, [leaf], through_directory(name), no_target) if {
	some name in subject
	not in_use
	leaf := input.servers[name].attrs.zimbraMtaSaslAuthEnable
	leaf.value == "yes"
	message := $"zimbraMtaSaslAuthEnable of {name} is yes ({leaf.from} value)"
}

# the template of master.cf has `yes` for 465, whatever the attribute says
result contains verdict.fail_with(name, message, [overrides], in_template(places), no_target) if {
	some name in subject
	not in_use
	overrides := input.hosts[name].postfix.overrides
	places := postfix.auth_places(overrides.value) - closed
	count(places) > 0
	message := $"{name} offers AUTH by master.cf on {concat(", ", sort(places))}, which main.cf does not change"
}

# a mailbox server that answers to the MTA: without one no log-in by SMTP can succeed
no_target contains note if {
	count(input.servers) > 0
	every server in input.servers {
		server.attrs.zimbraMtaAuthTarget.value == false
	}
	note := "no server has zimbraMtaAuthTarget TRUE, so that no log-in succeeds now"
}

through_directory(name) := [
	$"zmprov ms {shell.word(name)} zimbraMtaSaslAuthEnable no",
	"zmmtactl restart",
	"# for all MTAs at once: zmprov mcf zimbraMtaSaslAuthEnable no; a server's own value goes over it",
	"# phones, printers and scripts that send by SMTP stop; web client and ActiveSync go on",
]

in_template(places) := array.concat(
	[line | some place in sort(places); line := edit(place)],
	[
		"zmmtactl restart",
		"# or close the ports to clients in the firewall and declare it: parameter closed_services of 11.1",
		"# a patch of Zimbra brings the old template back; programs that send through these ports stop",
	],
)

# submission follows the attribute: the restart is enough
edit("submission") := "# submission follows zimbraMtaSaslAuthEnable: no edit is needed once that is no"

edit("25") := "# take -o smtpd_sasl_auth_enable=yes from smtpd in /opt/zimbra/common/conf/master.cf.in"

edit(place) := concat("", [
	$"sed -i '/^{place}[[:space:]]/,/^[[:alnum:]]/s/smtpd_sasl_auth_enable=yes/smtpd_sasl_auth_enable=no/' ",
	"/opt/zimbra/common/conf/master.cf.in",
]) if {
	regex.match(`^[a-z0-9]+$`, place)
	not place in {"25", "submission"}
}

edit(place) := concat("", [
	$"# take smtpd_sasl_auth_enable=yes from {shell.word(place)} ",
	"in /opt/zimbra/common/conf/master.cf.in",
]) if {
	not regex.match(`^[a-z0-9]+$`, place)
}
