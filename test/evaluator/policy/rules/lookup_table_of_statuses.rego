# METADATA
# scope: package
# title: Lookup table of statuses
# custom:
#   id: test-70
#   severity: low
#   kind: evidence
package zmaudit.rules.lookup_table_of_statuses

table := {"https": "pass", "both": "fail", "http": "fail"}

subject contains name if some name, _ in input.servers

result contains {"subject": name, "status": status, "message": "m", "evidence": [leaf]} if {
	some name in subject
	leaf := input.servers[name].attrs.zimbraMailMode
	status := table[leaf.value]
}
