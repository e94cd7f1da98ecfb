package zmaudit.lib.dnsbl_test

import data.zmaudit.lib.dnsbl

test_the_next_word_is_the_list if {
	dnsbl.asked(["permit_mynetworks", "reject_rbl_client", "zen.example=127.0.0.[2..11]", "permit"]) == {
		"zen.example=127.0.0.[2..11]",
	}
	dnsbl.asked(["reject_rbl_client"]) == set()
}

test_zones if {
	dnsbl.zone("zen.example=127.0.0.[2..11]*3") == "zen.example"
	dnsbl.zone("ZEN.example*3") == "zen.example"
	not dnsbl.zone("permit")
}

test_weights_add_up_and_negative_ones_do_not if {
	dnsbl.reach(dnsbl.sites("a.example*3, b.example=127.0.0.2*7 c.example w.example*-5")) == 11
	dnsbl.reach(dnsbl.sites("")) == 0
}

test_a_dead_list_and_its_subdomains if {
	dnsbl.dead("dul.dnsbl.sorbs.net", ["sorbs.net"])
	not dnsbl.dead("notsorbs.net", ["sorbs.net"])
	dnsbl.live({"dnsbl.sorbs.net", "zen.example", "permit"}, ["sorbs.net"]) == {"zen.example"}
}
