# METADATA
# title: External IMAP accounts are off
# description: Users leave foreign passwords on the server and fetch mail past its filters.
# related_resources:
#   - ref: https://wiki.zimbra.com/wiki/Security/hardening_tips
# custom:
#   id: "29.1"
#   section: 29
#   severity: low
#   kind: evidence
#   optional:
#     - path: input.cos.*.attrs.zimbraDataSourceMaxNumEntries
#       because: a limit of 0 is an excuse, which has to be shown
#     - path: input.census.data_sources
#       because: what is set up already is only told
package zmaudit.controls.s29_1_external_imap_off

import data.zmaudit.lib.account_overrides
import data.zmaudit.lib.shell
import data.zmaudit.lib.verdict

subject contains name if some name in classes

classes contains name if some name, _ in input.cos

subject contains "accounts"

result contains verdict.pass_with(name, $"{name} does not offer external IMAP accounts", [leaf], notes) if {
	some name in classes
	cos := input.cos[name]
	leaf := cos.attrs.zimbraFeatureImapDataSourceEnabled
	leaf.value == false
	not is_enforced(cos)
	notes := ["the flag hides it in the web client only; zimbraDataSourceMaxNumEntries 0 enforces it"]
}

result contains verdict.pass_with(name, $"{name} lets nobody add an account elsewhere", [leaf, limit], notes) if {
	some name in classes
	cos := input.cos[name]
	limit := cos.attrs.zimbraDataSourceMaxNumEntries
	limit.value == 0
	leaf := cos.attrs.zimbraFeatureImapDataSourceEnabled
	notes := remarks(leaf)
}

result contains verdict.pass_with(name, $"{name} does not offer external IMAP accounts", [leaf], notes) if {
	some name in classes
	leaf := input.cos[name].attrs.zimbraFeatureImapDataSourceEnabled
	leaf.from == "unset"
	notes := ["zimbraFeatureImapDataSourceEnabled is unset, which the web client takes as off; set it to FALSE"]
}

result contains verdict.pass_with(name, $"{name} offers external IMAP accounts to nobody", [leaf, cos.used], notes) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == false
	leaf := cos.attrs.zimbraFeatureImapDataSourceEnabled
	leaf.value == true
	notes := ["the first account that is put there gets them: switch them off before"]
}

# defaultExternal counts as used, but it works from the first guest on
result contains verdict.pass_with(name, "there are no guests to add external IMAP accounts", evidence, notes) if {
	some name in classes
	name == "defaultExternal"
	cos := input.cos[name]
	cos.accounts.value == 0
	leaf := cos.attrs.zimbraFeatureImapDataSourceEnabled
	leaf.value == true
	evidence := [leaf, cos.accounts]
	notes := ["the first guest gets them: switch them off before"]
}

result contains verdict.fail(name, $"{name} offers external IMAP accounts", [leaf, cos.used], fix(name)) if {
	some name in classes
	cos := input.cos[name]
	cos.used.value == true
	leaf := cos.attrs.zimbraFeatureImapDataSourceEnabled
	leaf.value == true
	not is_enforced(cos)
	has_members(name, cos)
}

# an account's value goes over its class's; where a class has the limit 0, the account may be under it
result contains verdict.fail(name, message, [leaf], fix) if {
	name := "accounts"
	input.collections.cos.value == true
	every cos in input.cos {
		has_room(cos)
	}
	leaf := input.census.overrides.zimbraFeatureImapDataSourceEnabled
	some own in leaf.value
	own.value == true
	message := $"{account_overrides.who(own)} may add external IMAP accounts"
	fix := account_overrides.fix(own, "zimbraFeatureImapDataSourceEnabled")
}

result contains verdict.pass_with(name, message, [leaf], left_over) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraFeatureImapDataSourceEnabled
	every own in leaf.value {
		own.value == false
	}
	every cos in input.cos {
		needs_no_limit(cos)
	}
	message := "no live account is offered external IMAP accounts by a value of its own"
}

# what only a class's limit 0 excuses, an account's own limit brings back
result contains verdict.pass_with(name, "no live account goes past the limit 0 of its class", evidence, left_over) if {
	name := "accounts"
	leaf := input.census.overrides.zimbraFeatureImapDataSourceEnabled
	every own in leaf.value {
		own.value == false
	}
	some cos in input.cos
	is_excused(cos)
	limits := input.census.overrides.zimbraDataSourceMaxNumEntries
	every own in limits.value {
		own.value == 0
	}
	evidence := [leaf, limits]
}

result contains verdict.pass_with(name, "nobody may add external IMAP accounts", [leaf, limits], notes) if {
	name := "accounts"
	every cos in input.cos {
		is_enforced(cos)
	}
	leaf := input.census.overrides.zimbraFeatureImapDataSourceEnabled
	some one in leaf.value
	one.value == true
	limits := input.census.overrides.zimbraDataSourceMaxNumEntries
	every own in limits.value {
		own.value == 0
	}
	notes := array.concat(
		["only zimbraDataSourceMaxNumEntries 0 enforces it; the web client still offers it to some accounts"],
		left_over,
	)
}

# neither the flag nor the limit stops what was set up before
left_over := [note |
	input.census.data_sources.imap.value > 0
	note := $"{input.census.data_sources.imap.value} external IMAP accounts are set up and go on: zmprov gds, zmprov dds"
]

# the census does not join the values of one account, nor its values with its class
result contains verdict.unknown(name, message, [limits, leaf], settle) if {
	name := "accounts"
	some cos in input.cos
	is_enforced(cos)
	leaf := input.census.overrides.zimbraFeatureImapDataSourceEnabled
	may_be_offered(cos, leaf)
	limits := input.census.overrides.zimbraDataSourceMaxNumEntries
	some own in limits.value
	own.value > 0
	message := $"{account_overrides.who(own)} have the limit {own.value}; whether they are offered IMAP is not known"
	settle := [
		"zmprov -l sa '(zimbraDataSourceMaxNumEntries>=1)'",
		$"zmprov ga {shell.word(own.first)} zimbraFeatureImapDataSourceEnabled zimbraDataSourceMaxNumEntries zimbraCOSId",
	]
}

may_be_offered(cos, _) if cos.attrs.zimbraFeatureImapDataSourceEnabled.value == true

may_be_offered(_, leaf) if {
	some own in leaf.value
	own.value == true
}

needs_no_limit(cos) if cos.attrs.zimbraFeatureImapDataSourceEnabled.value == false

needs_no_limit(cos) if cos.attrs.zimbraFeatureImapDataSourceEnabled.from == "unset"

needs_no_limit(cos) if has_room(cos)

is_excused(cos) if {
	is_enforced(cos)
	cos.attrs.zimbraFeatureImapDataSourceEnabled.value == true
}

has_room(cos) if cos.attrs.zimbraDataSourceMaxNumEntries.value > 0

has_room(cos) if cos.attrs.zimbraDataSourceMaxNumEntries.from == "unset"

is_enforced(cos) if cos.attrs.zimbraDataSourceMaxNumEntries.value == 0

has_members(name, _) if name != "defaultExternal"

has_members("defaultExternal", cos) if cos.accounts.value > 0

remarks(leaf) := ["enforced by zimbraDataSourceMaxNumEntries 0, which also stops RSS and calendars"] if {
	leaf.value == false
}

remarks(leaf) := ["only zimbraDataSourceMaxNumEntries 0 enforces it; the web client still offers it"] if {
	leaf.value == true
}

fix(name) := [
	$"zmprov mc {shell.word(name)} zimbraFeatureImapDataSourceEnabled FALSE",
	"# users get no more mail from elsewhere; what they set up goes on until zmprov dds removes it",
]
