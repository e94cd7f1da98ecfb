# METADATA
# title: Spam rules are updated; kill and tag levels are sane
# description: Rules of last year don't know this year's spam; a level that is never reached stops nothing.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "18.5"
#   section: 18
#   severity: medium
#   kind: evidence
#   parameters:
#     max_kill:
#       default: 90
#       description: Percent above which nothing is thrown away any more (100 is a score of 20)
#     noted_kill:
#       default: 75
#       description: Percent of the kill level above which a note says so
#     noted_tag:
#       default: 33
#       description: Percent of the tag level above which a note says so
#     updated_elsewhere:
#       default: false
#       description: Something else than zmsaupdate updates the rules
#   optional:
#     - path: input.hosts.*.localconfig.antispam_enable_rule_updates
#       because: where sa-update runs by itself, the switch of zmsaupdate decides nothing
#     - path: input.hosts.*.localconfig.antispam_enable_restarts
#       because: where sa-update runs by itself, the switch of zmsaupdate decides nothing
package zmaudit.controls.s18_5_spam_rules_and_levels

import data.zmaudit.lib.shell
import data.zmaudit.lib.spam_updates
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
}

filtering contains name if {
	some name, host in input.hosts
	"mta" in host.roles.value
	"antispam" in host.roles.value
}

limit := input.parameters["18.5"]

elsewhere if limit.updated_elsewhere == true

result contains verdict.not_applicable(name, $"antispam is not switched on for {name} (18.1)", [host.roles]) if {
	some name in subject
	host := input.hosts[name]
	not "antispam" in host.roles.value
}

result contains verdict.pass_with(name, message, evidence, notes) if {
	some name in filtering
	host := input.hosts[name]
	jobs := host.crontab.zimbra
	spam_updates.is_updated(jobs.value, host.localconfig)
	kill := input.global.attrs.zimbraSpamKillPercent
	tag := input.global.attrs.zimbraSpamTagPercent
	score := host.amavis.kill_level
	destiny := host.amavis.spam_destiny
	is_sane(kill.value, tag.value)
	score.value <= (limit.max_kill * 20) / 100
	destiny.value in {"D_DISCARD", "D_REJECT"}
	evidence := array.concat([jobs, kill, tag, score, destiny], spam_updates.switches(jobs.value, host.localconfig))
	message := $"{name} updates its spam rules, tags at {tag.value} % and throws away at {kill.value} %"
	notes := array.concat(levels(kill.value, tag.value), differs(kill.value, score.value))
}

result contains verdict.pass_with(name, message, [kill, tag, score, destiny], notes) if {
	some name in filtering
	elsewhere
	host := input.hosts[name]
	kill := input.global.attrs.zimbraSpamKillPercent
	tag := input.global.attrs.zimbraSpamTagPercent
	score := host.amavis.kill_level
	destiny := host.amavis.spam_destiny
	is_sane(kill.value, tag.value)
	score.value <= (limit.max_kill * 20) / 100
	destiny.value in {"D_DISCARD", "D_REJECT"}
	message := $"{name} tags at {tag.value} % and throws away at {kill.value} %; the site declares its own rule updates"
	notes := array.concat(levels(kill.value, tag.value), differs(kill.value, score.value))
}

result contains verdict.fail(name, message, [jobs], schedule) if {
	some name in filtering
	not elsewhere
	jobs := input.hosts[name].crontab.zimbra
	count(spam_updates.updaters(jobs.value)) == 0
	message := $"no job of zimbra on {name} updates the spam rules, not once a month"
}

# the shipped job asks this switch and ends if it isn't true, as it isn't by default
result contains verdict.fail(name, message, [jobs, leaf], switch_on) if {
	some name in filtering
	not elsewhere
	host := input.hosts[name]
	jobs := host.crontab.zimbra
	spam_updates.is_shipped_job_alone(jobs.value)
	leaf := host.localconfig.antispam_enable_rule_updates
	spam_updates.is_off(leaf)
	message := $"zmsaupdate is scheduled on {name} and does nothing: antispam_enable_rule_updates is not true"
}

result contains verdict.fail_as("low", name, message, [jobs, leaf], switch_on) if {
	some name in filtering
	not elsewhere
	host := input.hosts[name]
	jobs := host.crontab.zimbra
	spam_updates.is_shipped_job_alone(jobs.value)
	not spam_updates.is_off(host.localconfig.antispam_enable_rule_updates)
	leaf := host.localconfig.antispam_enable_restarts
	spam_updates.is_off(leaf)
	message := $"new spam rules on {name} wait for the next restart of amavis: antispam_enable_restarts is not true"
}

# zimbra.md's limits are warnings
result contains verdict.fail_as("low", name, message, [kill], level($"zimbraSpamKillPercent {usual_kill}")) if {
	some name in filtering
	kill := input.global.attrs.zimbraSpamKillPercent
	kill.value > limit.max_kill
	message := $"spam is thrown away from {kill.value} % on (score {kill.value * 20 / 100}), which hardly any mail reaches"
}

result contains verdict.fail_as("low", name, message, [kill, tag], levels_apart) if {
	some name in filtering
	kill := input.global.attrs.zimbraSpamKillPercent
	tag := input.global.attrs.zimbraSpamTagPercent
	tag.value >= kill.value
	message := $"spam is tagged at {tag.value} %, where it is thrown away already ({kill.value} %)"
}

result contains verdict.fail_as("low", name, message, [score], level($"zimbraSpamKillPercent {usual_kill}")) if {
	some name in filtering
	score := input.hosts[name].amavis.kill_level
	score.value > (limit.max_kill * 20) / 100
	message := $"amavis on {name} throws spam away from a score of {score.value} on, which hardly any mail reaches"
}

result contains verdict.fail_as("low", name, message, [destiny], destination(name)) if {
	some name in filtering
	destiny := input.hosts[name].amavis.spam_destiny
	not destiny.value in {"D_DISCARD", "D_REJECT"}
	message := $"amavis on {name} {does(destiny.value)} ({destiny.value})"
}

result contains verdict.fail_as("low", name, message, [leaf], destination(name)) if {
	some name in filtering
	leaf := input.servers[name].attrs.zimbraAmavisFinalSpamDestiny
	leaf.value in {"D_PASS", "D_BOUNCE"}
	message := $"the directory has amavis on {name} {plainly(leaf.value)} ({leaf.value})"
}

does("D_PASS") := "delivers spam, however sure it is"

does("D_BOUNCE") := "answers spam to whoever is named as its sender"

plainly("D_PASS") := "deliver spam, however sure it is"

plainly("D_BOUNCE") := "answer spam to whoever is named as its sender"

is_sane(kill, tag) if {
	kill <= limit.max_kill
	tag < kill
}

levels(kill, tag) := array.concat(
	[note | kill > limit.noted_kill; note := $"a kill level of {kill} % is above the usual {limit.noted_kill}"],
	[note | tag > limit.noted_tag; note := $"a tag level of {tag} % is above the usual {limit.noted_tag}"],
)

differs(kill, score) := [note |
	score != (kill * 20) / 100
	note := $"amavis has a score of {score}, the directory {kill * 20 / 100}: zmamavisdctl restart writes it anew"
]

schedule := [
	"(crontab -l; echo '45 23 * * * /opt/zimbra/libexec/zmsaupdate') | crontab -",
	"zmlocalconfig -e antispam_enable_rule_updates=true antispam_enable_restarts=true",
	"# as user zimbra; amavis restarts in the night after an update, mail waits for seconds",
]

switch_on := [
	"zmlocalconfig -e antispam_enable_rule_updates=true antispam_enable_restarts=true",
	"# as user zimbra, on every MTA; amavis restarts in the night after an update, mail waits for seconds",
]

# as Zimbra ships them, where the site's own limit is not lower
usual_kill := min([75, limit.max_kill])

usual_tag := min([33, usual_kill - 1])

level(pairs) := [
	$"zmprov mcf {pairs}",
	"zmamavisdctl restart",
	"# on every MTA; look through what is tagged for some days: some good mail may be thrown away",
]

levels_apart := level($"zimbraSpamKillPercent {usual_kill} zimbraSpamTagPercent {usual_tag}")

destination(name) := [
	$"zmprov ms {shell.word(name)} zimbraAmavisFinalSpamDestiny D_DISCARD",
	"zmamavisdctl restart",
	"# mail above the kill level is then thrown away without a word",
]
