# METADATA
# title: The blocked-extension list reached amavis
# description: What the console shows blocks nothing before the configuration of amavis was written anew.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "17.3"
#   section: 17
#   severity: medium
#   kind: evidence
package zmaudit.controls.s17_3_list_reached_amavis

import data.zmaudit.lib.amavis_rules
import data.zmaudit.lib.extensions
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

result contains verdict.not_applicable(name, "the list is empty (17.1)", [leaf]) if {
	some name in subject
	"amavis" in input.hosts[name].roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	leaf.from == "unset"
}

result contains verdict.not_applicable(name, "no word of the list is an extension (17.1)", [leaf]) if {
	some name in subject
	"amavis" in input.hosts[name].roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	count(leaf.value) > 0
	count(extensions.effective(leaf.value)) == 0
}

result contains verdict.pass_with(name, message, evidence, amavis_rules.exceptions(rules.value)) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	rules := host.amavis.banned
	words := extensions.effective(leaf.value)
	count(words) > 0
	count(extensions.breaking(leaf.value)) == 0
	count(words - amavis_rules.blocked(rules.value)) == 0
	count(amavis_rules.let_through(rules.value, words)) == 0
	unchecked := host.amavis.unchecked
	count(unchecked.value) == 0
	destiny := host.amavis.banned_destiny
	destiny.value != "D_PASS"
	evidence := [leaf, rules, unchecked, destiny]
	message := $"amavis on {name} blocks all {count(words)} listed types"
}

result contains verdict.fail(name, message, [leaf, rules], rewrite) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	rules := host.amavis.banned
	lost := extensions.effective(leaf.value) - amavis_rules.blocked(rules.value)
	count(lost) > 0
	message := $"amavis on {name} doesn't block {concat(", ", sort(lost))}, which the list has"
}

result contains verdict.fail(name, message, [leaf, rules], rewrite) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	count(extensions.effective(leaf.value)) > 0
	rules := host.amavis.banned
	rules.from == "unset"
	message := $"amavis on {name} has no rule for file names at all"
}

result contains verdict.fail(name, message, [leaf, rules], edit) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	rules := host.amavis.banned
	open := amavis_rules.let_through(rules.value, extensions.effective(leaf.value))
	count(open) > 0
	message := $"amavis on {name} lets {concat(", ", sort(open))} through by an exception"
}

result contains verdict.fail(name, message, [leaf], ["# take it out of the list: 17.1"]) if {
	some name in subject
	"amavis" in input.hosts[name].roles.value
	leaf := input.global.attrs.zimbraMtaBlockedExtension
	count(extensions.effective(leaf.value)) > 0
	broken := extensions.breaking(leaf.value)
	count(broken) > 0
	message := $"{concat(" ", sort(broken))} makes the rule invalid: amavis on {name} can't be started with it"
}

result contains verdict.fail(name, message, [unchecked], edit) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	unchecked := host.amavis.unchecked
	count(unchecked.value) > 0
	message := concat("", [
		$"amavis on {name} doesn't look at file names of {concat(", ", sort(unchecked.value))} ",
		"(bypass_banned_checks_maps)",
	])
}

result contains verdict.fail(name, message, [destiny], edit) if {
	some name in subject
	host := input.hosts[name]
	"amavis" in host.roles.value
	destiny := host.amavis.banned_destiny
	destiny.value == "D_PASS"
	message := $"amavis on {name} finds banned files and delivers them all the same (D_PASS)"
}

rewrite := [
	"zmamavisdctl restart",
	"grep -A3 banned_filename_re /opt/zimbra/conf/amavisd.conf",
	"# the restart writes amavisd.conf anew; if it doesn't, zmconfigd is not running: zmconfigdctl restart",
]

edit := [
	"# set it back in /opt/zimbra/conf/amavisd.conf.in, from which amavisd.conf is written, then:",
	"zmamavisdctl restart",
]
