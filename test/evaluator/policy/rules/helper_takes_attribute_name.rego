# METADATA
# scope: package
# title: Helper takes attribute name
# custom:
#   id: test-2
#   severity: low
#   kind: evidence
package zmaudit.rules.helper_takes_attribute_name

effective(entry, name) := entry.attrs[name].value

status(c) := "pass" if effective(c, "zimbraPrefShortEmailAddress") == false

status(c) := "fail" if effective(c, "zimbraPrefShortEmailAddress") == true

subject contains name if {
	some name, c in input.cos
	c.used.value == true
}

result contains {"subject": name, "status": status(c), "message": "m", "evidence": [c.used]} if {
	some name in subject
	c := input.cos[name]
}
