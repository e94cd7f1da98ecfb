package zmaudit.lib.durations_test

import data.zmaudit.lib.durations

test_the_largest_whole_unit if {
	durations.text(604800) == "7 d"
	durations.text(43200) == "12 h"
	durations.text(300) == "5 min"
	durations.text(90) == "90 s"
	durations.text(0) == "0 s"
}

test_fractions_are_seconds if durations.text(0.5) == "0.5 s"
