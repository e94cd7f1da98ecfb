package main

import "strings"

// A path below input, one encoded segment after another: "=name" a constant key, "$n" the key that variable n stands for
// (the same n is the same key), "*" any key.
type path string

const (
	separator = "\x1f"
	anyKey    = "*"
)

func (p path) step(segment string) path { return path(string(p) + separator + segment) }

func (p path) segments() []string {
	if p == "" {
		return nil
	}
	return strings.Split(string(p)[1:], separator)
}

func (p path) rename(symbols func(string) string) path {
	if !strings.Contains(string(p), "$") {
		return p
	}
	out := path("")
	for _, segment := range p.segments() {
		if segment[0] == '$' {
			segment = symbols(segment)
		}
		out = out.step(segment)
	}
	return out
}

// A read of one place in input, and in which ways it leans on absence (house words: not, comprehension, every, aggregate, get,
// default, else), or is "whole" (a built-in takes the place itself) or "text" (only a message prints it).
type read struct {
	path path
	how  how
}

type how uint16

const (
	howNot how = 1 << iota
	howComprehension
	howEvery
	howAggregate
	howGet
	howDefault
	howElse
	howWhole
	howText
	howLeads
)

var howNames = []struct {
	bit  how
	name string
}{
	{howNot, "not"}, {howComprehension, "comprehension"}, {howEvery, "every"}, {howAggregate, "aggregate"},
	{howGet, "get"}, {howDefault, "default"}, {howElse, "else"}, {howWhole, "whole"}, {howText, "text"},
}

func (h how) names() []string {
	out := []string{}
	for _, n := range howNames {
		if h&n.bit != 0 {
			out = append(out, n.name)
		}
	}
	return out
}

type reads map[read]bool

func (rs reads) merge(other reads, symbols func(string) string, more how) {
	for r := range other {
		rs[read{r.path.rename(symbols), r.how | more}] = true
	}
}
