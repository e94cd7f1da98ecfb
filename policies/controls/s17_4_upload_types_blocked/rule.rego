# METADATA
# title: Upload blocking in the web client (10.0 and later)
# description: Files that users upload, to the briefcase or as attachments, never pass amavis on their way in.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "17.4"
#   section: 17
#   severity: low
#   kind: evidence
package zmaudit.controls.s17_4_upload_types_blocked

import data.zmaudit.dated.mail_filtering
import data.zmaudit.dated.zimbra_releases
import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.versions

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

# of the two attributes, an older version has neither
known contains leaf if {
	some host in input.hosts
	"mailbox" in host.roles.value
	leaf := host.zimbra.version
	leaf.value >= zimbra_releases.upload_restrictions
}

result contains verdict.not_applicable(name, reason, evidence) if {
	some name in subject
	evidence := [host.zimbra.version | some host in input.hosts; "mailbox" in host.roles.value]
	count(evidence) > 0
	every host in input.hosts {
		is_older_or_other(host)
	}
	first := versions.dotted(zimbra_releases.upload_restrictions)
	reason := $"no mailbox server has {first}, which brought the switch"
}

is_older_or_other(host) if host.zimbra.version.value < zimbra_releases.upload_restrictions

is_older_or_other(host) if not "mailbox" in host.roles.value

result contains verdict.pass(name, message, [switch, types]) if {
	some name in classes
	attrs := input.cos[name].attrs
	switch := attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == true
	types := attrs.zimbraFileUploadBlockedFileTypes
	count(types.value) > 0
	message := $"{name} refuses to upload {count(types.value)} file types"
}

result contains verdict.fail(name, message, [switch, types, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == false
	types := cos.attrs.zimbraFileUploadBlockedFileTypes
	message := $"{name} takes any file: the list of {amount(types)} is not switched on"
}

# unset, it is off; that the version has it must be shown otherwise
result contains verdict.fail(name, message, [switch, version, cos.used], fix(name)) if {
	some name in classes
	some version in known
	cos := input.cos[name]
	cos.used.value == true
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.from == "unset"
	message := $"{name} takes any file: the blocking of uploads was never switched on"
}

result contains verdict.fail(name, message, [switch, types, cos.used], fill(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == true
	types := cos.attrs.zimbraFileUploadBlockedFileTypes
	types.from == "unset"
	message := $"{name} has the blocking of uploads on, with an empty list"
}

result contains verdict.pass_with(name, message, [switch, cos.used], notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == false
	message := $"nobody is in {name}, which blocks no uploads"
	notes := ["the first account that is put there may upload anything: switch it on before"]
}

result contains verdict.pass_with(name, message, [switch, types, cos.used], notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == true
	types := cos.attrs.zimbraFileUploadBlockedFileTypes
	types.from == "unset"
	message := $"nobody is in {name}, which has the blocking of uploads on with an empty list"
	notes := ["the first account that is put there may upload anything: fill the list before"]
}

# an account's value goes over its class's
result contains verdict.fail(name, message, [switch], account_overrides.fix(own, attribute)) if {
	name := "accounts"
	switch := input.census.overrides.zimbraFeatureFileTypeUploadRestrictionsEnabled
	some own in switch.value
	own.value == false
	message := $"{account_overrides.who(own)} may upload any file"
}

result contains verdict.pass(name, "no live account may upload any file by a value of its own", [switch]) if {
	name := "accounts"
	is_there
	switch := input.census.overrides.zimbraFeatureFileTypeUploadRestrictionsEnabled
	account_overrides.all_are(switch, true)
	nothing_to_fill(switch)
}

# the census does not join an account's value with the list of its class
result contains verdict.unknown(name, message, [switch, types], settle) if {
	name := "accounts"
	switch := input.census.overrides.zimbraFeatureFileTypeUploadRestrictionsEnabled
	some own in switch.value
	own.value == true
	some class, cos in input.cos
	not is_unused(cos)
	types := cos.attrs.zimbraFileUploadBlockedFileTypes
	types.from == "unset"
	message := $"{account_overrides.who(own)} have the blocking on, and may be in {class}, of which the list is empty"
	settle := [
		"zmprov -l sa '(zimbraFeatureFileTypeUploadRestrictionsEnabled=TRUE)'",
		$"zmprov ga {shell.word(own.first)} zimbraFileUploadBlockedFileTypes",
	]
}

attribute := "zimbraFeatureFileTypeUploadRestrictionsEnabled"

# the version has the switch, by what is set or by its number
is_there if {
	some cos in input.cos
	cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled.value in {true, false}
}

is_there if {
	some own in input.census.overrides.zimbraFeatureFileTypeUploadRestrictionsEnabled.value
	own.accounts > 0
}

is_there if {
	some version in known
	version.value
}

# a switch that is on blocks what the list of the class says
nothing_to_fill(switch) if count(switch.value) == 0

nothing_to_fill(_) if {
	every cos in input.cos {
		has_list_or_nobody(cos)
	}
}

has_list_or_nobody(cos) if count(cos.attrs.zimbraFileUploadBlockedFileTypes.value) > 0

has_list_or_nobody(cos) if is_unused(cos)

is_unused(cos) if cos.used.value == false

amount(leaf) := $"{count(leaf.value)} types" if count(leaf.value) > 0

amount(leaf) := "types" if leaf.from == "unset"

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraFeatureFileTypeUploadRestrictionsEnabled TRUE",
	"zmprov fc -a cos",
	"# users can then no longer upload these types, to the briefcase either",
]

fill(name) := [
	concat(" ", array.concat(
		[$"zmprov mc {shell.word(name)}"],
		[pair | some type in mail_filtering.upload_types; pair := $"+zimbraFileUploadBlockedFileTypes {type}"],
	)),
	"zmprov fc -a cos",
	"# users can then no longer upload these types, to the briefcase either",
]
