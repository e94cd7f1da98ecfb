package zmaudit.lib.sender_login_test

import data.zmaudit.lib.sender_login

test_before_the_first_permit if {
	sender_login.is_guarded("check_sender_access x:y, reject_sender_login_mismatch, permit_mynetworks")
	sender_login.is_late("permit_mynetworks, reject_authenticated_sender_login_mismatch")
	sender_login.is_absent("permit_mynetworks")
	not sender_login.is_guarded("reject_known_sender_login_mismatch")
}

test_an_empty_list_of_a_service_weakens_it if {
	empty := {"service": "465", "type": "inet", "name": "smtpd_sender_restrictions", "value": ""}
	sender_login.weakened([empty]) == {"465"}
	off := {"service": "465", "type": "inet", "name": "smtpd_sasl_auth_enable", "value": "no"}
	sender_login.weakened([empty, off]) == set()
	sender_login.weakened([object.union(empty, {"service": "[127.0.0.1]:10025"})]) == set()
}

test_only_the_exact_word if {
	sender_login.is_exact("permit_mynetworks reject_authenticated_sender_login_mismatch")
	sender_login.is_near_miss("reject_authenticated_sender_login_mismatch, permit_mynetworks")
	sender_login.is_near_miss("reject_sender_login_mismatch")
	not sender_login.is_near_miss("permit_mynetworks")
}

test_maps if {
	sender_login.names_map("lmdb:/opt/zimbra/conf/slm-exceptions-db, proxy:ldap:/opt/zimbra/conf/ldap-slm.cf")
	sender_login.is_mapless({"value": "ldap:/etc/other.cf"})
	sender_login.is_mapless({"from": "unset"})
	not sender_login.is_mapless({"unknown": "x"})
}
