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
import data.zmaudit.lib.class_of_service
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict
import data.zmaudit.lib.versions

subject contains name if some name, _ in input.cos

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

result contains verdict.pass_with(name, message, [switch, types], notes) if {
	some name in subject
	attrs := input.cos[name].attrs
	switch := attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == true
	types := attrs.zimbraFileUploadBlockedFileTypes
	count(types.value) > 0
	message := $"{name} refuses to upload {count(types.value)} file types"
	notes := [class_of_service.overrides("zimbraFeatureFileTypeUploadRestrictionsEnabled")]
}

result contains verdict.fail(name, message, [switch, types, cos.used], fix(name)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == false
	types := cos.attrs.zimbraFileUploadBlockedFileTypes
	message := $"{name} takes any file: the list of {amount(types)} is not switched on"
}

# unset, it is off; that the version has it must be shown otherwise
result contains verdict.fail(name, message, [switch, version, cos.used], fix(name)) if {
	some name in subject
	some version in known
	cos := input.cos[name]
	cos.used.value == true
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.from == "unset"
	message := $"{name} takes any file: the blocking of uploads was never switched on"
}

result contains verdict.fail(name, message, [switch, types, cos.used], fill(name)) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == true
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == true
	types := cos.attrs.zimbraFileUploadBlockedFileTypes
	types.from == "unset"
	message := $"{name} has the blocking of uploads on, with an empty list"
}

result contains verdict.pass_with(name, message, [switch, cos.used], notes) if {
	some name in subject
	cos := input.cos[name]
	cos.used.value == false
	switch := cos.attrs.zimbraFeatureFileTypeUploadRestrictionsEnabled
	switch.value == false
	message := $"nobody is in {name}, which blocks no uploads"
	notes := ["the first account that is put there may upload anything: switch it on before"]
}

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
