package zmaudit.lib.trusted_ips_test

import data.zmaudit.lib.trusted_ips

flawed(value) if trusted_ips.flaw(value)

test_texts_that_match_no_peer if {
	every value in ["10.1.2.0/24", "proxy1", "2001:db8::5", "[2001:db8::5]", "[2001:0db8:0:0:0:0:0:5]", "10.1.2", ""] {
		flawed(value)
	}
}

test_texts_that_can_match if {
	every value in ["10.1.2.5", "[2001:db8:0:0:0:0:0:5]", "2001:db8:0:0:0:0:0:5"] {
		not flawed(value)
	}
}

test_loopback_is_believed_unlisted if {
	trusted_ips.believed({"from": "unset"}) == trusted_ips.implicit
	trusted_ips.believed({"value": ["10.1.2.5"], "from": "global"}) == trusted_ips.implicit | {"10.1.2.5"}
}

test_unknown_is_neither if {
	count([true | trusted_ips.believed({"unknown": "not collected"})]) == 0
}

test_loopback if {
	trusted_ips.is_loopback("127.0.0.1")
	trusted_ips.is_loopback("[0:0:0:0:0:0:0:1]")
	not trusted_ips.is_loopback("10.1.2.5")
}

test_direction if {
	trusted_ips.towards("a", "a") == "itself"
	trusted_ips.towards("a", "b") == "others"
}
