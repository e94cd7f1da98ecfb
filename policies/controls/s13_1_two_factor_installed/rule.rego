# METADATA
# title: Two-factor authentication is really installed
# description: Without the extension Zimbra takes every attribute of two-factor authentication for decoration.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "13.1"
#   section: 13
#   severity: high
#   kind: evidence
package zmaudit.controls.s13_1_two_factor_installed

import data.zmaudit.dated.two_factor
import data.zmaudit.lib.verdict

subject contains name if {
	some name, host in input.hosts
	"mailbox" in host.roles.value
}

result contains verdict.pass(name, $"{name} has Maldua's extension", [files]) if {
	some name in subject
	files := input.hosts[name].two_factor
	"zetatwofactorauth.jar" in files.value
}

# put there by hand, in a build that calls itself open source
result contains verdict.pass(name, $"{name} has the Network Edition's extension", [files, edition]) if {
	some name in subject
	edition := input.hosts[name].zimbra.edition
	edition.value == "FOSS"
	files := input.hosts[name].two_factor
	"zimbratwofactorauth.jar" in files.value
}

result contains verdict.pass(name, $"{name} has the Network Edition, which brings it", [edition, files]) if {
	some name in subject
	edition := input.hosts[name].zimbra.edition
	edition.value == "NETWORK"
	files := input.hosts[name].two_factor
	some file in files.value
	file in two_factor.extensions
}

result contains verdict.fail(name, message, [files, edition], fix) if {
	some name in subject
	files := input.hosts[name].two_factor
	count(files.value) == 0
	edition := input.hosts[name].zimbra.edition
	message := said[edition.value]
}

result contains verdict.unknown(name, message, [files, edition], settle) if {
	some name in subject
	edition := input.hosts[name].zimbra.edition
	edition.value in {"FOSS", "NETWORK"}
	files := input.hosts[name].two_factor
	count(files.value) > 0
	every file in files.value {
		not file in two_factor.extensions
	}
	message := $"{name} has an extension that is not known here: {concat(", ", sort(files.value))}"
	settle := ["# switch it on for an account of your own, log out and in again: is a code asked for?"]
}

said := {
	"FOSS": "the open source edition has no two-factor authentication, whatever the directory says",
	"NETWORK": "the Network Edition's extension for two-factor authentication is missing",
}

fix := [
	"# Network Edition: install the packages of the release again",
	$"# open source: install an extension, for example Maldua's ({two_factor.maldua_versions})",
	"zmmailboxdctl restart",
	"# the restart cuts off web users for a minute; mail programs need app passcodes once it is required",
]
