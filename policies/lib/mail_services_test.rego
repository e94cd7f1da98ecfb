package zmaudit.lib.mail_services_test

import data.zmaudit.lib.mail_services

test_switches if {
	mail_services.is_on({"value": true})
	mail_services.is_on({"from": "unset"})
	not mail_services.is_on({"value": false, "from": "server"})
	not mail_services.is_on({"unknown": "filtered"})
}
