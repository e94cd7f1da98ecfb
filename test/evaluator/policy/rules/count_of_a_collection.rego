# METADATA
# scope: package
# title: Count of a collection
# custom:
#   id: test-35
#   severity: low
#   kind: evidence
package zmaudit.rules.count_of_a_collection

import data.zmaudit.lib.verdict

subject contains "deployment"

result contains verdict.pass("deployment", "one or two", [input.census.live]) if count(input.servers) <= 2
