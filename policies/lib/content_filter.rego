# METADATA
# title: The way of mail through amavis
# description: |
#   content_filter of main.cf and of single services as Zimbra writes them: smtp-amavis straight to amavis, scan to the
#   signing service on port 10030, which hands on to amavis on 10032 where antispam is on, else around it.
package zmaudit.lib.content_filter

import data.zmaudit.lib.postfix

is_amavis(filter) if startswith(filter, "smtp-amavis:")

is_not_amavis(filter) if not startswith(filter, "smtp-amavis:")

words(filter) := "is empty" if filter == ""

words(filter) := $"is {filter}, not amavis" if filter != ""

# services that clients reach, with a parameter of their own
own(overrides, name) := {row |
	some row in overrides
	row.name == name
	row.type in {"inet", "pass"}
	not postfix.is_inner(row.service)
}

# unfiltered(overrides): services whose own filter is none, or another one
unfiltered(overrides) := {postfix.place(row) |
	some row in own(overrides, "content_filter")
	is_not_amavis(row.value)
	not startswith(row.value, "scan:")
}

# dead_ends(overrides): services that scan, where the signer does not hand on to amavis
dead_ends(overrides) := {postfix.place(row) |
	some row in own(overrides, "content_filter")
	startswith(row.value, "scan:")
	not hands_on(overrides, trim_prefix(row.value, "scan:"))
}

hands_on(overrides, address) if {
	some row in overrides
	row.type == "inet"
	row.service == address
	row.name == "content_filter"
	is_amavis(row.value)
}

# unchecked(overrides): services that switch header_checks off
unchecked(overrides) := {postfix.place(row) |
	some row in own(overrides, "receive_override_options")
	is_unchecked(row.value)
}

is_unchecked(options) if "no_header_body_checks" in postfix.words(options)

# without_table(overrides): cleanup, which reads the headers, has other checks of its own
without_table(overrides) := {row.value |
	some row in overrides
	row.service == "cleanup"
	row.name == "header_checks"
	not has_table(row.value)
}

has_table(checks) if contains(checks, "/opt/zimbra/conf/postfix_header_checks")

# FILTER smtp-amavis for every sender, in Zimbra's own tables
is_tagging(restrictions) if {
	contains(restrictions, "tag_as_originating.re")
	contains(restrictions, "tag_as_foreign.re")
}

is_not_tagging(restrictions) if not is_tagging(restrictions)

untagged(overrides) := {postfix.place(row) |
	some row in own(overrides, "smtpd_sender_restrictions")
	is_not_tagging(row.value)
}
