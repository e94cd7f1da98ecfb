package zmaudit.lib.auth_mech_test

import data.zmaudit.lib.auth_mech

kinds(leaf) := {kind |
	some kind, holds in {
		"external": {true | auth_mech.is_external(leaf)},
		"local": {true | auth_mech.is_local(leaf)},
		"misspelt": {true | auth_mech.is_misspelt(leaf)},
	}
	count(holds) > 0
}

test_outer_directories if {
	every mech in ["ldap", "ad", "kerberos5", "custom:zimbra-ldap a b", "custom:"] {
		kinds({"value": mech, "from": "domain"}) == {"external"}
	}
}

test_local_passwords if {
	kinds({"value": "zimbra", "from": "domain"}) == {"local"}
	kinds({"from": "unset"}) == {"local"}
}

test_words_that_zimbra_does_not_know if {
	every mech in ["AD", "Ldap", "ldaps", "ldap ", "custom", "Zimbra", ""] {
		kinds({"value": mech, "from": "domain"}) == {"misspelt"}
	}
}

test_unknown_is_nothing if kinds({"unknown": "not collected"}) == set()
