import * as assert from "uvu/assert";
import { test } from "uvu";
import { contractOf, pass, say, servers } from "./contract-of.js";

// The walk over compiled rules (compiler/walk.go), one situation a test: what a small rule reads, and how it leans on it.

/** What the last result rule reads. */
const reads = (source: string): readonly string[] => say(contractOf(source).result.at(-1)?.reads ?? []);
const units = `units[h] contains u if {
	some h, host in input.hosts
	some u, unit in host.units
	unit.a.value == 1
}`;
const open = `open contains name if {
	some name, server in input.servers
	server.attrs.open.value == true
}`;

const situations: Readonly<Record<string, readonly [source: string, expected: readonly string[]]>> = {
  "a plain read is of the subject's own leaf": [pass("input.servers[name].attrs.a.value == 1"), ["servers.@.attrs.a.value"]],
  "a binding is followed": [
    pass("server := input.servers[name]\n\tleaf := server.attrs.a\n\tleaf.value == 1"),
    ["servers.@.attrs.a.value"],
  ],
  "another variable for the name is the name": [pass("other := name\n\tinput.hosts[other].a.value == 1"), ["hosts.@.a.value", "servers.@"]],
  "a name that only iteration gives is any": [pass("some other\n\tinput.hosts[other].a.value == 1"), ["hosts.*.a.value", "servers.@"]],
  "names of a constant set are names": [
    pass("some k in {\"a\", \"b\"}\n\tinput.servers[name].attrs[k].value == 1"), ["servers.@.attrs.a.value", "servers.@.attrs.b.value"],
  ],
  "names of a constant object are names": [
    pass("some k, least in watched\n\tinput.servers[name].attrs[k].value >= least", "watched := {\"a\": 1, \"b\": 2}"),
    ["servers.@.attrs.a.value whole", "servers.@.attrs.b.value whole"],
  ],
  "a computed name beside constant ones is any": [
    pass("some k, _ in {\"a\": 1, lower(\"B\"): 2}\n\tinput.servers[name].attrs[k].value == 1"), ["servers.@.attrs.*.value"],
  ],
  "an argument that is constant is a name": [
    pass("effective(input.servers[name], \"a\") == 1", "effective(entry, attribute) := entry.attrs[attribute].value"),
    ["servers.@.attrs.a.value whole"],
  ],
  "a function is walked for each of its arguments": [
    pass("on(input.servers[name], \"a\")\n\tnot on(input.servers[name], \"b\")",
      "on(entry, attribute) if entry.attrs[attribute].value == true"),
    ["servers.@.attrs.a.value", "servers.@.attrs.b.value not"],
  ],
  "a name that a function may change is any": [
    pass("input.servers[target(name)].a.value == 1",
      "target(n) := n if startswith(n, \"a\")\n\ntarget(n) := lower(n) if not startswith(n, \"a\")"),
    ["servers.*.a.value", "servers.@"],
  ],
  "not leans on what it reads": [pass("not input.servers[name].attrs.a.value == 1"), ["servers.@.attrs.a.value not"]],
  "not with a body leans on all of it": [
    `import future.keywords.not\n\n${pass("not {\n\t\tleaf := input.servers[name].attrs.a\n\t\tleaf.value == 1\n\t}")}`,
    ["servers.@.attrs.a.value not"],
  ],
  "or reads both sides": [
    `import future.keywords.or\n\n${pass("input.servers[name].a.value == 1 or not input.servers[name].b.value == 1")}`,
    ["servers.@.a.value", "servers.@.b.value not"],
  ],
  "and reads both sides": [
    `import future.keywords.and\n\n${pass("input.servers[name].a.value == 1 and input.servers[name].b.value == 1")}`,
    ["servers.@.a.value", "servers.@.b.value"],
  ],
  "membership in a helper set is about the subject": [pass("name in open", open), ["servers.@.attrs.open.value"]],
  "no membership in a helper set is about the subject": [pass("not name in open", open), ["servers.@.attrs.open.value not"]],
  "an element of a helper set is a name": [pass("some other in open\n\tinput.hosts[other].a.value == 1", open), [
    "hosts.*.a.value", "servers.*.attrs.open.value", "servers.@",
  ]],
  "a whole reference leans on every member": [pass("count(open) == 0", open), ["servers.*.attrs.open.value aggregate", "servers.@"]],
  "a comparison with the empty set is a whole reference": [
    pass("open == set()", open),
    ["servers.*.attrs.open.value aggregate", "servers.@"],
  ],
  "so is one inside of something else": [pass("[open] == [set()]", open), ["servers.*.attrs.open.value aggregate", "servers.@"]],
  "so is one through variables": [
    pass("a := open\n\tb := a\n\tcount(b) == 0", open),
    ["servers.*.attrs.open.value aggregate", "servers.@"],
  ],
  "a comprehension leans on what it reads": [
    pass("[n | some n, s in input.servers; s.a.value == 1] == []"), ["servers.*.a.value comprehension", "servers.@"],
  ],
  "every leans on each member": [pass("every s in input.servers { s.a.value == 1 }"), ["servers.*.a.value every", "servers.@"]],
  "every over names that the rule has": [pass("every n in [name] { input.servers[n].a.value == 1 }"), ["servers.@.a.value every"]],
  "object.get leans on what it looks for": [
    pass("object.get(input.servers[name], [\"a\", \"value\"], 1) == 1"),
    ["servers.@.a.value get whole"],
  ],
  "a default leans on the rule's other bodies": [
    pass("weak == false", "default weak := false\n\nweak if input.global.a.value == 1"), ["global.a.value default", "servers.@"],
  ],
  "a default of a function likewise": [
    pass("weak(input.servers[name]) == false", "default weak(_) := false\n\nweak(s) if s.a.value == 1"), ["servers.@.a.value default"],
  ],
  "else leans on what comes before it": [
    pass("kind(input.servers[name]) == \"b\"", "kind(s) := \"a\" if {\n\ts.a.value == 1\n} else := \"b\" if {\n\ts.b.value == 1\n}"),
    ["servers.@.a.value else", "servers.@.b.value"],
  ],
  "what only a message prints is text": [
    `${servers}result contains {"subject": name, "status": "pass", "message": $"{input.servers[name].a.value}"} if some name in subject`,
    ["servers.@", "servers.@.a text", "servers.@.a.value text"],
  ],
  "a text that is compared leans on what it prints": [pass("$\"{input.servers[name].a.value}\" != \"x\""), ["servers.@.a.value default"]],
  "a text in the status leans on what it prints": [
    `${servers}result contains {"subject": name, "status": $"{input.servers[name].a.value}"} if some name in subject`,
    ["servers.@.a.value default"],
  ],
  "a helper set of entities is walked through": [
    pass("every s in mailboxes { s.a.value == 1 }", "mailboxes contains s if {\n\tsome s in input.servers\n\ts.m.value == 1\n}"),
    ["servers.*.a.value every", "servers.*.m.value every aggregate", "servers.@"],
  ],
  "another subject that is unequal is any, never the subject": [
    pass("some other, s in input.servers\n\tother != name\n\tnot s.a.value == 1"), ["servers.*.a.value not", "servers.@"],
  ],
  "nor is one that is not equal": [
    pass("some other, s in input.servers\n\tnot other == name\n\tnot s.a.value == 1"), ["servers.*.a.value not", "servers.@"],
  ],
  "nor one out of a set that has the name": [
    pass("some other in {name, \"x\"}\n\tsome third, s in input.servers\n\tthird == other\n\tnot s.a.value == 1"),
    ["servers.*.a.value not", "servers.@"],
  ],
  "one that is equal is the subject": [
    pass("some other, s in input.servers\n\tother == name\n\tnot s.a.value == 1"),
    ["servers.@.a.value not"],
  ],
  "what a comprehension learns holds inside it": [
    pass("some other, s in input.servers\n\t[1 | other == name] == []\n\tnot s.a.value == 1"), ["servers.*.a.value not", "servers.@"],
  ],
  "a partial object is looked up by the subject": [
    pass("not lengths[name] < 3", "lengths[n] := s.a.value if some n, s in input.servers"), ["servers.@.a.value not whole"],
  ],
  "a partial object as a whole leans on every member": [
    pass("lengths == {}", "lengths[n] := s.a.value if some n, s in input.servers"), ["servers.*.a.value aggregate whole", "servers.@"],
  ],
  "a set in a partial object leans on every member of that name": [
    pass("count(units[name]) == 0", units),
    ["hosts.@.units.*.a.value aggregate", "servers.@"],
  ],
  "one element of a set in a partial object": [
    pass("some u in units[name]\n\tu == \"x\"", units),
    ["hosts.@.units.*.a.value", "servers.@"],
  ],
  "walk takes the place as a whole": [pass("walk(input.servers[name].a, [_, v])\n\tv == 1"), ["servers.@.a whole"]],
  "a comparison of leaves takes both as a whole": [
    pass("input.servers[name].a == input.global.a"), ["global.a whole", "servers.@.a whole"],
  ],
  "a comparison with a composite takes it as a whole": [pass("input.servers[name].a != {\"value\": 1}"), ["servers.@.a whole"]],
  "the number of members leans on the collection": [pass("count(input.servers) == 1"), ["servers.* aggregate", "servers.@"]],
  "names of members lean on the collection": [pass("not \"x\" in object.keys(input.servers)"), ["servers.* aggregate", "servers.@"]],
  "all of input has no place": [pass("json.marshal(input) != \"\""), ["* whole", "servers.@"]],
  "keys of an object comprehension are not its values": [
    pass("m := {n: name | some n, _ in input.servers}\n\tsome k, _ in m\n\tnot input.servers[k].a.value == 1"),
    ["servers.* not comprehension", "servers.*.a.value not", "servers.@"],
  ],
  "a destructured pair is two places": [
    pass("[a, b] := [input.servers[name].a, input.servers[name].b]\n\ta.value == 1\n\tnot b.value == 1"),
    ["servers.@.a.value", "servers.@.b.value not"],
  ],
  "a name with a place's separator is any": [pass("input.servers[\"a\\u001fb\"].a.value == 1"), ["servers.*.a.value", "servers.@"]],
};

for (const [name, [source, expected]] of Object.entries(situations)) test(name, () => assert.equal(reads(source), expected));

test.run();
