package zmaudit.lib.zimbra_duration_test

import data.zmaudit.lib.zimbra_duration

test_hours if zimbra_duration.word(43200) == "12h"

test_days_stay_hours if zimbra_duration.word(172800) == "48h"

test_minutes if zimbra_duration.word(5400) == "90m"

test_seconds if zimbra_duration.word(61) == "61s"
