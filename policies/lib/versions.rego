# METADATA
# title: Zimbra versions
# description: A version is [major, minor, micro, patch]. News reach 8.8.15 and 9.0.0 in a patch of their own.
package zmaudit.lib.versions

# has(version, patches): patches names the first patch of each old line that has it (policies/data/zimbra-releases.json)
has(version, _) if version >= [10]

has(version, patches) if version[3] >= patches[line(version)]

# lacks(version, patches) is no `not has`: of a line that patches does not name, neither holds
lacks(version, _) if version < [8, 8, 15]

lacks(version, patches) if version[3] < patches[line(version)]

line(version) := $"{version[0]}.{version[1]}.{version[2]}"

# dotted(numbers): [10, 0] is "10.0"
dotted(numbers) := concat(".", [$"{number}" | some number in numbers])

# text(version): as Zimbra writes it
text(version) := $"{line(version)} P{version[3]}" if {
	version < [10]
	version[3] > 0
}

text(version) := line(version) if version[3] == 0

text(version) := line(version) if version >= [10]

# since(patches): "from 8.8.15 P31, 9.0.0 P24 and 10.0 on"
since(patches) := $"from {concat(", ", firsts(patches))} and 10.0 on"

firsts(patches) := [first(name, patches[name]) | some name in sort(object.keys(patches))]

first(name, patch) := $"{name} P{patch}" if patch > 0

first(name, patch) := name if patch == 0
