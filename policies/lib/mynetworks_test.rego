package zmaudit.lib.mynetworks_test

import data.zmaudit.lib.mynetworks

missing(one, other) := mynetworks.missing(mynetworks.entries(one), mynetworks.entries(other))

test_order_separators_and_spellings_mean_nothing if {
	missing("127.0.0.0/8, [::1]/128", "[::1]/128 127.0.0.0/8") == set()
	missing("192.0.2.5 ::1", "[::1]/128 192.0.2.5/32") == set()
	missing("2001:DB8:0:0::/64 192.0.2.9/24", "[2001:db8::]/64 192.0.2.0/24") == set()
}

test_another_network_is_missing if {
	missing("127.0.0.0/8 10.0.0.0/8", "127.0.0.0/8") == {"10.0.0.0/8"}
	missing("10.0.0.0/8", "10.0.0.0/16") == {"10.0.0.0/8"}
	missing("192.0.2.5", "!192.0.2.5") == {"192.0.2.5"}
}

test_maps_and_wrong_words_are_compared_as_text if {
	missing("/opt/zimbra/conf/nets 10.0.0", "10.0.0 /opt/zimbra/conf/nets") == set()
	missing("cidr:/etc/a", "cidr:/etc/b 10.0.0.0/33") == {"cidr:/etc/a"}
}

test_values_are_joined if mynetworks.joined(["127.0.0.0/8", "10.0.0.0/8 [::1]/128"]) == {
	"127.0.0.0/8", "10.0.0.0/8", "[::1]/128",
}

test_a_default_route_is_everybody if {
	not mynetworks.is_bounded("127.0.0.0/8 0.0.0.0/0")
	not mynetworks.is_bounded("[::1]/128, [::]/0")
	mynetworks.is_bounded("127.0.0.0/8 [::1]/128 10.0.0.0/8")
}
