package main

import (
	"fmt"
	"sort"
)

// collections are the places whose keys can be subjects.
func collections(e *effect, self string) [][]string {
	found := map[string][]string{}
	for r := range e.reads {
		segments := r.path.segments()
		for i, segment := range segments {
			if segment == self && i > 0 {
				prefix := plainSegments(segments[:i], self)
				found[fmt.Sprint(prefix)] = prefix
			}
		}
	}
	return sorted(found)
}

func sorted(found map[string][]string) [][]string {
	names := []string{}
	for k := range found {
		names = append(names, k)
	}
	sort.Strings(names)
	out := [][]string{}
	for _, k := range names {
		out = append(out, found[k])
	}
	return out
}

func plain(p path, self string) []string { return plainSegments(p.segments(), self) }

func plainSegments(segments []string, self string) []string {
	out := []string{}
	for _, segment := range segments {
		switch {
		case segment[0] == '=':
			out = append(out, segment[1:])
		case segment == self && self != "":
			out = append(out, "@")
		default:
			out = append(out, anyKey)
		}
	}
	return out
}

// flatten drops a plain read that only leads to a longer one.
func flatten(rs reads, self string) []Read {
	byPath := map[string]how{}
	judged := map[string]bool{}
	paths := map[string][]string{}
	for r := range rs {
		k := join(plain(r.path, self))
		paths[k] = plain(r.path, self)
		if r.how&howText == 0 {
			judged[k] = true
			byPath[k] |= r.how
		}
	}
	textOnly := func(k string) bool { return !judged[k] }
	covered := map[string]how{}
	for k, p := range paths {
		if textOnly(k) {
			continue
		}
		for n := 1; n < len(p); n++ {
			covered[join(p[:n])] |= byPath[k] | howLeads
		}
	}
	// What takes a place as a whole, or with a default, asks more than any longer read.
	leads := func(k string) bool {
		return covered[k] != 0 && byPath[k]&^covered[k] == 0 && byPath[k]&(howWhole|howGet) == 0
	}
	names := []string{}
	for k := range paths {
		if !leads(k) {
			names = append(names, k)
		}
	}
	sort.Strings(names)
	out := []Read{}
	for _, k := range names {
		h := byPath[k]
		if textOnly(k) {
			h = howText
		}
		out = append(out, Read{paths[k], h.names()})
	}
	return out
}

func join(p []string) string {
	out := ""
	for _, s := range p {
		out += separator + s
	}
	return out
}
