package zmaudit.controls.s19_2_proxy_servlet_list_empty_test

import data.zmaudit.controls.s19_2_proxy_servlet_list_empty as control

results(entry, zimlets) := found if {
	found := control.result with input as {"cos": {"staff": {
		"used": {"value": true},
		"attrs": {"zimbraProxyAllowedDomains": {"value": [entry]}, "zimbraZimletAvailableZimlets": zimlets},
	}}}
}

only_low(found) if {
	count(found) == 1
	every result in found {
		result.severity == "low"
	}
}

test_an_entry_that_a_zimlet_may_need_is_low if {
	only_low(results("api.vendor.example", {"value": ["+com_vendor_calls"]}))
	only_low(results("api.vendor.example", {"unknown": "not collected"}))
	only_low(results("a.example,b.example", {"from": "unset"}))
}

# without a severity of its own a result has the control's
test_an_entry_without_a_zimlet_is_medium if {
	some result in results("api.vendor.example", {"value": ["-com_vendor_calls", "+com_zimbra_email"]})
	not result.severity
}
