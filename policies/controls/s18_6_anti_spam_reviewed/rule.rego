# METADATA
# title: The anti-spam best practices were reviewed
# description: Settings say little about whether they fit the mail that really comes.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
#   - ref: https://wiki.zimbra.com/wiki/Anti-spam_Strategies
# custom:
#   id: "18.6"
#   section: 18
#   severity: low
#   kind: manual
package zmaudit.controls.s18_6_anti_spam_reviewed

import data.zmaudit.lib.durations
import data.zmaudit.lib.verdict

subject contains "global"

result contains verdict.manual("global", question, [kill, tag, input.collections.servers], notes) if {
	# complete, so that the notes leave no MTA out
	input.collections.servers.value == true
	kill := input.global.attrs.zimbraSpamKillPercent
	tag := input.global.attrs.zimbraSpamTagPercent
	question := concat(" ", [
		"did somebody go through Zimbra's anti-spam advice lately: training by users, white lists, SPF, DKIM and DMARC,",
		"sender restrictions, and what gets through or is thrown away wrongly?",
	])
	notes := array.concat(
		[$"spam is tagged at {tag.value} % and thrown away at {kill.value} %"],
		[note | some name in mtas; some note in settings(name, input.servers[name].attrs)],
	)
}

mtas contains name if {
	some name, server in input.servers
	"mta" in server.services.value
}

settings(name, attrs) := array.concat(
	[note |
		attrs.zimbraAmavisEnableDKIMVerification.value == false
		note := $"{name}: signatures of incoming mail (DKIM) are not verified"
	],
	array.concat(
		[note |
			attrs.zimbraAmavisOriginatingBypassSA.value == true
			note := $"{name}: mail of own users is not checked for spam"
		],
		[note |
			interval := attrs.zimbraVirusDefinitionsUpdateFrequency.value
			note := $"{name}: virus definitions are asked for every {durations.text(interval)}"
		],
	),
)
