# METADATA
# title: Encrypted archives are blocked or noted
# description: A scanner can't look into them, and their password stands in the message.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "17.5"
#   section: 17
#   severity: medium
#   kind: evidence
package zmaudit.controls.s17_5_encrypted_archives_blocked

import data.zmaudit.lib.verdict

subject contains "global"

result contains verdict.pass("global", "clamd takes encrypted archives for infected", [leaf]) if {
	leaf := input.global.attrs.zimbraVirusBlockEncryptedArchive
	leaf.value == true
}

# a warning: many sites exchange them
result contains verdict.fail_as("low", "global", "encrypted archives pass the virus scanner", [leaf], fix) if {
	leaf := input.global.attrs.zimbraVirusBlockEncryptedArchive
	leaf.value == false
}

# zmconfigd writes AlertEncrypted for a true value only
result contains verdict.fail_as("low", "global", message, [leaf], fix) if {
	leaf := input.global.attrs.zimbraVirusBlockEncryptedArchive
	leaf.from == "unset"
	message := "encrypted archives pass the virus scanner: zimbraVirusBlockEncryptedArchive is not set"
}

fix := [
	"zmprov mcf zimbraVirusBlockEncryptedArchive TRUE",
	"zmantivirusctl restart",
	"# on every MTA; partners that send encrypted archives need another way",
]
