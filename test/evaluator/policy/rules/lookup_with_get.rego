# METADATA
# scope: package
# title: Lookup with get
# custom:
#   id: test-71
#   severity: low
#   kind: evidence
package zmaudit.rules.lookup_with_get

subject contains name if some name, _ in input.servers

result contains {"subject": name, "status": status, "message": "m", "evidence": [input.servers[name].collected]} if {
	some name in subject
	not input.servers[name].attrs.zimbraMailMode.value == "both"
	status := object.get({"http": "fail"}, [mode(name)], "pass")
}

mode(name) := input.servers[name].attrs.zimbraMailMode.value

mode(name) := "none" if not input.servers[name].attrs.zimbraMailMode.value
