package zmaudit.lib.class_of_service_test

import data.zmaudit.lib.class_of_service

test_members_counts if class_of_service.members({"value": 40}) == " (40 live accounts)"

test_members_counts_one if class_of_service.members({"value": 1}) == " (1 live account)"

test_members_counts_nobody if class_of_service.members({"value": 0}) == " (0 live accounts)"

test_members_says_nothing_of_unknown if class_of_service.members({"unknown": "no accounts"}) == ""
