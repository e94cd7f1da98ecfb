# METADATA
# title: X-Mailer is not added
# description: Every message that leaves tells the exact Zimbra version and the sender's browser.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "36.1"
#   section: 36
#   severity: info
#   kind: evidence
package zmaudit.controls.s36_1_x_mailer_off

import data.zmaudit.lib.verdict

subject contains "global"

result contains verdict.pass("global", "no X-Mailer header is added to outgoing messages", [leaf]) if {
	leaf := input.global.attrs.zimbraSmtpSendAddMailer
	leaf.value == false
}

# set nowhere, Zimbra adds it: the fact then is true by default
result contains verdict.fail("global", $"outgoing messages carry X-Mailer ({leaf.from} value)", [leaf], fix) if {
	leaf := input.global.attrs.zimbraSmtpSendAddMailer
	leaf.value == true
}

fix := [
	"zmprov mcf zimbraSmtpSendAddMailer FALSE",
	"zmprov fc -a config",
	"# support and statistics that read the header lose it; a mailbox server that keeps it needs zmmailboxdctl restart",
]
