package main

import (
	"sort"
	"strings"
)

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

// value is what a term may be: places in input, constants, keys of a collection (symbols), parts of a composite that the rule
// itself builds, or a partial rule that is not looked into yet.
type value struct {
	paths    map[path]bool
	consts   map[string]bool
	keys     map[string]bool
	fields   map[string]*value
	partials map[*group]bool
}

func newValue() *value {
	return &value{map[path]bool{}, map[string]bool{}, map[string]bool{}, map[string]*value{}, map[*group]bool{}}
}

func constant(text string) *value {
	v := newValue()
	v.consts[text] = true
	return v
}

func symbol(id string) *value {
	v := newValue()
	v.keys[id] = true
	return v
}

func (v *value) field(name string) *value {
	if v.fields[name] == nil {
		v.fields[name] = newValue()
	}
	return v.fields[name]
}

// join adds everything that other may be.
func (v *value) join(other *value) {
	if other == nil || v == other {
		return
	}
	for p := range other.paths {
		v.paths[p] = true
	}
	for c := range other.consts {
		v.consts[c] = true
	}
	for k := range other.keys {
		v.keys[k] = true
	}
	for g := range other.partials {
		v.partials[g] = true
	}
	for name, f := range other.fields {
		v.field(name).join(f)
	}
}

func (v *value) rename(symbols func(string) string) *value {
	out := newValue()
	for p := range v.paths {
		out.paths[p.rename(symbols)] = true
	}
	for c := range v.consts {
		out.consts[c] = true
	}
	for k := range v.keys {
		if to := symbols(k); to != anyKey {
			out.keys[to] = true
		}
	}
	for g := range v.partials {
		out.partials[g] = true
	}
	for name, f := range v.fields {
		out.fields[name] = f.rename(symbols)
	}
	return out
}

// key is a text that is equal for equal values.
func (v *value) key() string {
	parts := []string{}
	for p := range v.paths {
		parts = append(parts, "p"+string(p))
	}
	for c := range v.consts {
		parts = append(parts, "c"+c)
	}
	for k := range v.keys {
		parts = append(parts, "k"+k)
	}
	for g := range v.partials {
		parts = append(parts, "g"+g.name)
	}
	for name, f := range v.fields {
		parts = append(parts, "f"+name+"{"+f.key()+"}")
	}
	sort.Strings(parts)
	return strings.Join(parts, "|")
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
