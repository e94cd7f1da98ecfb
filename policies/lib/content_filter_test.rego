package zmaudit.lib.content_filter_test

import data.zmaudit.lib.content_filter

row(service, type, name, value) := {"service": service, "type": type, "name": name, "value": value}

scan := [
	row("smtpd", "pass", "content_filter", "scan:[127.0.0.1]:10030"),
	row("465", "inet", "content_filter", "scan:[127.0.0.1]:10030"),
	row("[127.0.0.1]:10025", "inet", "content_filter", ""),
]

test_the_signer_hands_on_to_amavis if {
	good := array.concat(scan, [row("[127.0.0.1]:10030", "inet", "content_filter", "smtp-amavis:[127.0.0.1]:10032")])
	content_filter.dead_ends(good) == set()
	content_filter.unfiltered(good) == set()
}

test_or_around_it if {
	bad := array.concat(scan, [row("[127.0.0.1]:10030", "inet", "content_filter", "smtp:[127.0.0.1]:10025")])
	content_filter.dead_ends(bad) == {"25", "465"}
	content_filter.dead_ends(scan) == {"25", "465"}
}

test_an_empty_filter_of_an_entrance_counts_of_the_reinjection_not if {
	content_filter.unfiltered([row("465", "inet", "content_filter", ""), scan[2]]) == {"465"}
	content_filter.unfiltered([row("submission", "inet", "content_filter", "rspamd:[::1]:1")]) == {"submission"}
}

test_checks_switched_off if {
	content_filter.unchecked([
		row("465", "inet", "receive_override_options", "no_address_mappings, no_header_body_checks"),
		row("[127.0.0.1]:10025", "inet", "receive_override_options", "no_header_body_checks"),
	]) == {"465"}
}

test_both_tables_or_none if {
	content_filter.is_tagging("regexp:/x/tag_as_originating.re, permit, regexp:/x/tag_as_foreign.re")
	content_filter.is_not_tagging("check_sender_access regexp:tag_as_originating.re, permit")
}
