# METADATA
# title: Internal sharing was reviewed
# description: Folders shared inside the company widen what one stolen account can read.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "28.3"
#   section: 28
#   severity: info
#   kind: manual
package zmaudit.controls.s28_3_internal_sharing_reviewed

import data.zmaudit.lib.durations
import data.zmaudit.lib.verdict

subject contains "global"

result contains verdict.manual("global", question, evidence, notes) if {
	# complete, so that the notes leave no class of service out
	input.collections.cos.value == true
	question := "did somebody look through the internal shares: who shares what with whom, and is it still meant?"
	evidence := array.concat([input.collections.cos], [leaf |
		some cos in input.cos
		cos.used.value == true
		leaf := cos.attrs.zimbraFeatureSharingEnabled
		leaf.value in {true, false}
	])
	notes := array.concat(
		[note |
			some name, cos in input.cos
			cos.used.value == true
			note := offers(name, cos.attrs.zimbraFeatureSharingEnabled)
		],
		[note |
			some name, cos in input.cos
			cos.used.value == true
			note := ends(name, cos.attrs.zimbraShareLifetime)
		],
	)
}

offers(name, leaf) := $"{name}: the web client offers sharing ({leaf.from} value)" if leaf.value == true

# a flag for clients: the server's code does not read it
offers(name, leaf) := $"{name}: the web client hides sharing; the server does not refuse it" if leaf.value == false

ends(name, leaf) := $"{name}: a share ends after {durations.text(leaf.value)} at the latest" if leaf.value > 0

ends(name, leaf) := $"{name}: a share never ends by itself" if leaf.value == 0

ends(name, leaf) := $"{name}: a share never ends by itself" if leaf.from == "unset"
