package zmaudit.lib.postfix_test

import data.zmaudit.lib.postfix

master := [
	{"service": "smtp", "type": "inet", "command": "postscreen"},
	{"service": "smtpd", "type": "pass", "command": "smtpd -o smtpd_tls_security_level=may"},
	{"service": "465", "type": "inet", "command": "smtpd"},
	{"service": "[127.0.0.1]:10025", "type": "inet", "command": "smtpd -o content_filter="},
	{"service": "[::1]:10030", "type": "inet", "command": "smtpd"},
	{"service": "smtp", "type": "unix", "command": "smtp"},
]

overrides := [
	{"service": "465", "type": "inet", "name": "smtpd_sasl_auth_enable", "value": "yes"},
	{"service": "465", "type": "inet", "name": "smtpd_recipient_restrictions", "value": ""},
	{"service": "[127.0.0.1]:10025", "type": "inet", "name": "smtpd_sasl_auth_enable", "value": "yes"},
]

test_words_of_a_list if {
	postfix.words("permit_mynetworks, reject_rbl_client zen.example,\tpermit ") == [
		"permit_mynetworks", "reject_rbl_client", "zen.example", "permit",
	]
	postfix.words("") == []
	postfix.words("check_policy_service { inet:127.0.0.1:10031, default_action=DUNNO }, permit") == [
		"check_policy_service", "{ inet:127.0.0.1:10031, default_action=dunno }", "permit",
	]
}

test_what_is_only_logged_is_no_word if {
	postfix.words("warn_if_reject reject_rbl_client zen.example, reject_non_fqdn_sender") == [
		"zen.example", "reject_non_fqdn_sender",
	]
	postfix.words("Permit_MyNetworks, REJECT_SENDER_LOGIN_MISMATCH") == [
		"permit_mynetworks", "reject_sender_login_mismatch",
	]
}

test_entrances_are_what_clients_reach if {
	[postfix.place(service) | some service in postfix.entrances(master)] == ["25", "465"]
}

test_an_empty_parameter_of_a_service_hides_the_main_one if {
	postfix.effective(overrides, master[2], "smtpd_recipient_restrictions", "permit") == ""
	postfix.effective(overrides, master[1], "smtpd_recipient_restrictions", "permit") == "permit"
}

test_auth_of_an_inner_service_counts_for_nothing if {
	postfix.auth_places(overrides) == {"465"}
	postfix.offers_auth("no", overrides)
	not postfix.offers_auth("no", [overrides[2]])
	postfix.offers_auth("yes", [])
}

test_where_auth_is_offered if {
	postfix.auth_services("no", overrides) == {{"service": "465", "type": "inet"}}
	count(postfix.auth_services("yes", overrides)) == 2
	off := {"service": "465", "type": "inet", "name": "smtpd_sasl_auth_enable", "value": "NO"}
	postfix.auth_services("Yes", [off]) == {{"service": "main.cf", "type": "inet"}}
}

test_what_is_not_no_may_offer_auth if {
	shouted := {"service": "465", "type": "inet", "name": "smtpd_sasl_auth_enable", "value": "YES"}
	parameter := {"service": "587", "type": "inet", "name": "smtpd_sasl_auth_enable", "value": "${mua_auth?yes}"}
	postfix.auth_places([shouted, parameter]) == {"465", "587"}
	postfix.auth_services("no", [shouted, parameter]) == {
		{"service": "465", "type": "inet"}, {"service": "587", "type": "inet"},
	}
}

test_what_is_reached if {
	postfix.reached(["permit_mynetworks", "a", "permit", "b"]) == ["permit_mynetworks", "a"]
	postfix.reached(["a"]) == ["a"]
	postfix.reached(["permit_auth_destination", "reject_rbl_client", "zen.example"]) == []
	postfix.before_permit(["a", "permit_mynetworks", "b"]) == ["a"]
	postfix.before_permit([]) == []
}

test_what_port_25_has if {
	own := [{"service": "smtpd", "type": "pass", "name": "smtpd_recipient_restrictions", "value": "permit"}]
	postfix.inbound(own, "smtpd_recipient_restrictions", "reject") == "permit"
	postfix.inbound(overrides, "smtpd_recipient_restrictions", "reject") == "reject"
	postfix.is_screened(master)
	own_screen := [{"service": "smtp", "type": "inet", "name": "postscreen_dnsbl_action", "value": "ignore"}]
	postfix.screened(own_screen, "postscreen_dnsbl_action", "enforce") == "ignore"
	postfix.screened(own, "smtpd_recipient_restrictions", "reject") == "reject"
	postfix.is_not_screened([{"service": "smtp", "type": "inet", "command": "smtpd"}])
}
