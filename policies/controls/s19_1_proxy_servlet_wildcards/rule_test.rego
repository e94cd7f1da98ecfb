package zmaudit.controls.s19_1_proxy_servlet_wildcards_test

import data.zmaudit.controls.s19_1_proxy_servlet_wildcards as control

severities(entry, zimlets) := {result.severity | some result in control.result with input as {"cos": {"staff": {
	"used": {"value": true},
	"attrs": {"zimbraProxyAllowedDomains": {"value": [entry]}, "zimbraZimletAvailableZimlets": zimlets},
}}}}

test_what_anybody_can_match_is_critical if {
	severities("*", {"from": "unset"}) == {"critical"}
	severities("*.com", {"from": "unset"}) == {"critical"}
	severities("*example.com", {"from": "unset"}) == {"critical"}
}

test_a_zimlet_that_is_on_makes_a_wildcard_medium if {
	severities("*.webex.com", {"value": ["+com_zimbra_webex"]}) == {"medium"}
	severities("*.webex.com", {"value": ["-com_zimbra_webex"]}) == {"medium", "high"}
	severities("*.webex.com", {"from": "unset"}) == {"medium", "high"}
	severities("*.webex.com", {"unknown": "not collected"}) == {"medium"}
}

test_what_matches_nothing_is_low if severities("a.example,b.example", {"from": "unset"}) == {"low"}
