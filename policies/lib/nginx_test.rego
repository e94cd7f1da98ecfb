package zmaudit.lib.nginx_test

import data.zmaudit.lib.nginx

strict := {"listen": ["[::]:443 default_server ipv6only=off ssl"], "names": ["_"], "returns": ["400"]}

site := {"listen": ["[::]:443 ipv6only=off ssl http2"], "names": ["mail.example.com"], "returns": []}

plain := {"listen": ["80 default"], "names": ["mail.example.com.default"], "returns": []}

own_address := {"listen": ["192.0.2.7:443 ssl"], "names": ["shop.example"], "returns": []}

test_refused_where_the_block_is_the_default if {
	nginx.refused_at([strict, site, plain]) == {"[::]:443", "*:443"}
	nginx.open_at([strict, site, plain]) == set()
}

test_a_port_is_every_ipv4_address if {
	block := object.union(strict, {"listen": ["443 default_server ssl"]})
	nginx.refused_at([block]) == {"*:443"}
	nginx.open_at([block, object.union(site, {"listen": ["[::]:443 ssl"]})]) == {"[::]:443"}
}

test_every_address_in_another_spelling if {
	block := object.union(strict, {"listen": ["0.0.0.0:443 default_server ssl"]})
	nginx.open_at([block, object.union(site, {"listen": ["443 ssl"]})]) == set()
}

test_https_sites_are_open_where_only_another_port_refuses if {
	block := object.union(strict, {"listen": ["80 default_server"]})
	https := object.union(site, {"file": "/opt/zimbra/conf/nginx/includes/nginx.conf.web.https", "listen": ["443 ssl"]})
	nginx.open_at([block, https]) == {"*:443"}
}

test_a_site_with_its_own_address_is_open if nginx.open_at([own_address, strict, site]) == {"192.0.2.7:443"}

test_no_default_no_other_answer_no_block if {
	nginx.refused_at([object.union(strict, {"listen": ["443 ssl"]})]) == set()
	nginx.refused_at([object.union(strict, {"returns": ["444"]})]) == set()
	nginx.refused_at([object.union(strict, {"returns": []})]) == set()
	nginx.refused_at([object.union(strict, {"names": ["mail.example.com"]})]) == set()
	nginx.refused_at([]) == set()
}
