# METADATA
# title: Durations as Zimbra takes them
# description: DateUtil.java reads a number and one of d, h, m, s, ms; without a unit it is seconds.
package zmaudit.lib.zimbra_duration

word(seconds) := $"{seconds / 3600}h" if {
	seconds % 3600 == 0
} else := $"{seconds / 60}m" if {
	seconds % 60 == 0
} else := $"{seconds}s"
