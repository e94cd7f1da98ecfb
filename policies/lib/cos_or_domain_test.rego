package zmaudit.lib.cos_or_domain_test

import data.zmaudit.lib.cos_or_domain

test_the_class_hides_the_domain if {
	cos_or_domain.value({"value": true, "from": "cos"}, {"value": false, "from": "domain"}, true) == true
	cos_or_domain.value({"value": false, "from": "cos"}, {"value": true, "from": "domain"}, true) == false
}

test_a_class_without_a_value_leaves_it_to_the_domain if {
	cos_or_domain.value({"from": "unset"}, {"value": false, "from": "domain"}, true) == false
}

test_nothing_anywhere if cos_or_domain.value({"from": "unset"}, {"from": "unset"}, []) == []

test_an_unknown_class_hides_or_does_not if not answers({"unknown": "filtered"}, {"value": false, "from": "domain"})

test_an_unknown_domain_counts_only_below if {
	answers({"value": false, "from": "cos"}, {"unknown": "filtered"})
	not answers({"from": "unset"}, {"unknown": "filtered"})
}

answers(own, above) if cos_or_domain.value(own, above, false) in {true, false}
