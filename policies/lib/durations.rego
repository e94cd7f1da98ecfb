# METADATA
# title: Durations
# description: Seconds as people write them.
package zmaudit.lib.durations

text(seconds) := $"{seconds / 86400} d" if {
	seconds > 0
	seconds % 86400 == 0
} else := $"{seconds / 3600} h" if {
	seconds > 0
	seconds % 3600 == 0
} else := $"{seconds / 60} min" if {
	seconds > 0
	seconds % 60 == 0
} else := $"{seconds} s"
