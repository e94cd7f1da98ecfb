# METADATA
# title: Zimbra versions
# description: A version is [major, minor, micro, patch]. News reach 8.8.15 and 9.0.0 in a patch of their own.
package zmaudit.lib.versions

# has(version, patches): patches names the first patch of each old line that has it, {"8.8.15": 31, "9.0.0": 24}
has(version, _) if version >= [10]

has(version, patches) if version[3] >= patches[line(version)]

# lacks(version, patches) is no `not has`: of a line that patches does not name, neither holds
lacks(version, _) if version < [8, 8, 15]

lacks(version, patches) if version[3] < patches[line(version)]

line(version) := $"{version[0]}.{version[1]}.{version[2]}"

# text(version): as Zimbra writes it
text(version) := $"{line(version)} P{version[3]}" if {
	version < [10]
	version[3] > 0
}

text(version) := line(version) if version[3] == 0

text(version) := line(version) if version >= [10]
