package zmaudit.lib.proxy_hosts_test

import data.zmaudit.lib.proxy_hosts

test_wildcards_that_anybody_can_match if {
	every entry in ["*", "*.", "*.com", "*.com.", "*.co.uk", "*example.com", "*com"] {
		proxy_hosts.kind(entry) == "anybody"
	}
}

test_wildcards_of_one_owner if {
	every entry in ["*.webex.com", "*.vendor.example", "*.a.co.uk", "*.xx.example"] {
		proxy_hosts.kind(entry) == "wildcard"
	}
}

test_inner_targets if {
	every entry in [
		"127.0.0.1", "127.1", "2130706433", "0.0.0.0", "10.1.2.3", "172.31.255.255", "192.168.0.9", "100.100.0.1",
		"169.254.169.254", "[::1]", "[::]", "[fd00::5]", "[fe80::1]", "localhost", "localhost.localdomain", "intranet",
		"metadata.google.internal", "printer.local", "*.internal", "*localhost",
	] {
		proxy_hosts.kind(entry) == "internal"
	}
}

test_names if {
	every entry in ["api.vendor.example", "198.51.100.7", "172.32.0.1", "11.0.0.1", "[2001:db8::1]", "local.example"] {
		proxy_hosts.kind(entry) == "name"
	}
}

test_entries_that_no_host_equals if {
	every entry in ["Api.vendor.example", "*.WebEx.com", " *", "https://a.example", "a.example:80", "a.*.example", "::1"] {
		proxy_hosts.kind(entry) == "never"
	}
	proxy_hosts.kind("a.example,b.example") == "joined"
	proxy_hosts.kind("*,b.example") == "joined"
}

test_zimlets_by_a_common_word if {
	proxy_hosts.serves("+com_zimbra_webex", "*.webex.com")
	proxy_hosts.serves("!com_vendor_calls", "api.vendor.example")
	proxy_hosts.serves("com_vendor_calls", "api.vendor.example")
	not proxy_hosts.serves("-com_zimbra_webex", "*.webex.com")
	not proxy_hosts.serves("+com_zimbra_email", "*.webex.com")
	not proxy_hosts.serves("+com_zimbra_email", "www.zimbra.com")
}

test_addresses if {
	every entry in ["203.0.113.10", "[2001:db8::10]"] {
		proxy_hosts.is_address(entry)
	}
	every entry in ["api.vendor.example", "*", "203.0.113", "2001:db8::10"] {
		not proxy_hosts.is_address(entry)
	}
}

test_an_own_address_in_any_spelling if {
	own := [{"family": "ipv4", "address": "203.0.113.10"}, {"family": "ipv6", "address": "2001:db8::10"}]
	proxy_hosts.is_one_of("203.0.113.10", own)
	proxy_hosts.is_one_of("[2001:db8:0:0::10]", own)
	not proxy_hosts.is_one_of("203.0.113.11", own)
	not proxy_hosts.is_one_of("300.0.113.10", own)
	not proxy_hosts.is_one_of("mail.example.com", own)
}
