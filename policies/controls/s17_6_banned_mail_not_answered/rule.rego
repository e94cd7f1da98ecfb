# METADATA
# title: Banned mail is not answered to forged senders
# description: Malware names others as its sender; they get the bounces, and the server gets onto block lists.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "17.6"
#   section: 17
#   severity: low
#   kind: evidence
package zmaudit.controls.s17_6_banned_mail_not_answered

import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

result contains verdict.not_applicable(name, $"amavis is not switched on for {name} (17.2)", [host.roles]) if {
	some name in subject
	host := input.hosts[name]
	not "amavis" in host.roles.value
}

result contains verdict.pass(name, $"{name} throws banned mail away without a bounce", [destiny]) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	destiny := host.amavis.banned_destiny
	destiny.value == "D_DISCARD"
}

result contains verdict.pass_with(name, $"amavis on {name} refuses banned mail", [destiny], notes) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	destiny := host.amavis.banned_destiny
	destiny.value == "D_REJECT"
	notes := ["amavis stands behind Postfix, which may still tell the sender: D_DISCARD is quiet"]
}

result contains verdict.pass_with(name, $"amavis on {name} delivers banned mail", [destiny], notes) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	destiny := host.amavis.banned_destiny
	destiny.value == "D_PASS"
	notes := ["nobody is told, and nothing is blocked: 17.3"]
}

result contains verdict.fail(name, message, [destiny], fix) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	destiny := host.amavis.banned_destiny
	destiny.value == "D_BOUNCE"
	message := $"{name} answers banned mail to whoever is named as its sender (D_BOUNCE)"
}

result contains verdict.unknown(name, message, [destiny], settle) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	destiny := host.amavis.banned_destiny
	destiny.from == "unset"
	message := $"amavisd.conf of {name} does not set $final_banned_destiny, and what its amavis does then is not known"
	settle := ["grep -n 'final_banned_destiny' /opt/zimbra/common/sbin/amavisd"]
}

fix := [
	concat(" ", [
		"sed -i 's/^\\$final_banned_destiny.*/$final_banned_destiny     = D_DISCARD;/'",
		"/opt/zimbra/conf/amavisd.conf.in",
	]),
	"zmamavisdctl restart",
	"# real senders of a blocked type are no longer told; a patch of Zimbra brings the old template back",
]
