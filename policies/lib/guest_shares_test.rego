package zmaudit.lib.guest_shares_test

import data.zmaudit.lib.guest_shares

test_for_ever_is_not_short if not guest_shares.is_short({"value": 0}, 86400)

test_for_ever_is_long if guest_shares.is_long({"value": 0}, 86400)

test_unset_is_long if guest_shares.is_long({"from": "unset"}, 86400)

test_a_wildcard_lists_nobody if not guest_shares.lists_somebody({"value": ["*.partner.example"]})

test_a_name_lists_somebody if guest_shares.lists_somebody({"value": ["*.a.example", "b.example"]})

test_none_of_their_own_is_short if guest_shares.all_are_short({"value": []}, 86400)

test_one_for_ever_is_not_short if not guest_shares.all_are_short({"value": [{"value": 60}, {"value": 0}]}, 86400)
