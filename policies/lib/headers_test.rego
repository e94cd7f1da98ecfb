package zmaudit.lib.headers_test

import data.zmaudit.lib.headers

test_forbids if {
	every header in [
		"X-Robots-Tag: noindex", "x-robots-tag: noindex, nofollow", "X-Robots-Tag:   nofollow,NOINDEX",
		"X-Robots-Tag: none",
		`X-Robots-Tag: "noindex, nofollow"`, "X-Robots-Tag: nofollow, none", `X-Robots-Tag: 'none'`,
		"X-Robots-Tag: max-snippet:0, noindex", "X-Robots-Tag: *: noindex",
	] {
		headers.forbids_indexing(header)
		not headers.is_malformed_robots(header)
	}
}

test_does_not_forbid if {
	every header in [
		"X-Robots-Tag: index, nofollow", "X-Robots-Tag: noindexing", "X-Robots-Tag:noindex", "X-Robots-Tag : noindex",
		"X-Robots-Tag: max-image-preview:none", "X-Robots-Tag: no-index", "X-Other: noindex", "X-Robots-Tags: noindex",
		"X-Robots-Tag: nonesuch", "X-Robots-Tag: googlebot: noindex", `X-Robots-Tag: "bingbot: none"`,
	] {
		not headers.forbids_indexing(header)
	}
}

test_nginx_has_no_colon if {
	headers.forbids_indexing_in_nginx("X-Robots-Tag noindex, nofollow always")
	headers.forbids_indexing_in_nginx("x-robots-tag noindex")
	not headers.forbids_indexing_in_nginx("X-Robots-Tag all")
	not headers.forbids_indexing_in_nginx("X-Robots-Tag")
	not headers.forbids_indexing_in_nginx("Link noindex")
}

test_malformed if {
	headers.is_malformed_robots("X-Robots-Tag:noindex")
	headers.is_malformed_robots("x-robots-tag : noindex")
	not headers.is_malformed_robots("Strict-Transport-Security:max-age=1")
}
