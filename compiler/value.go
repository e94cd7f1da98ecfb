package main

import (
	"sort"
	"strings"
)

// value is what a term may be: places in input, constants, keys of a collection (symbols), parts of a composite that the rule
// itself builds, or a partial rule that is not looked into yet. Other says that it may also be something else, and printed holds
// the places that a template string prints: a text exists although what it prints doesn't.
type value struct {
	paths    map[path]bool
	consts   map[string]bool
	keys     map[string]bool
	fields   map[string]*value
	partials map[*group]bool
	printed  map[path]bool
	other    bool
}

// Fields of a composite: its constant names, anyKey for members without one, keyField for what the computed names may be. A set
// has anyKey alone; an array and an object with computed names have both.
const keyField = "@key"

func newValue() *value {
	return &value{map[path]bool{}, map[string]bool{}, map[string]bool{}, map[string]*value{}, map[*group]bool{}, map[path]bool{}, false}
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

// anything is a value that the walk can't follow.
func anything() *value {
	v := newValue()
	v.other = true
	return v
}

func (v *value) field(name string) *value {
	if v.fields[name] == nil {
		v.fields[name] = newValue()
	}
	return v.fields[name]
}

func (v *value) simple() bool {
	return len(v.paths) == 0 && len(v.fields) == 0 && len(v.partials) == 0 && !v.other
}

func (v *value) empty() bool { return v.simple() && len(v.consts) == 0 && len(v.keys) == 0 }

// onlyKey is the one symbol that the value is, and nothing else.
func (v *value) onlyKey() string {
	if v.simple() && len(v.consts) == 0 && len(v.keys) == 1 {
		return only(v.keys)
	}
	return ""
}

func (v *value) onlyConsts() bool { return v.simple() && len(v.keys) == 0 && len(v.consts) > 0 }

func only(set map[string]bool) string {
	for k := range set {
		return k
	}
	return ""
}

// join adds everything that another value may be.
func (v *value) join(w *value) {
	if w == nil || v == w {
		return
	}
	for p := range w.paths {
		v.paths[p] = true
	}
	for c := range w.consts {
		v.consts[c] = true
	}
	for k := range w.keys {
		v.keys[k] = true
	}
	for g := range w.partials {
		v.partials[g] = true
	}
	for p := range w.printed {
		v.printed[p] = true
	}
	for name, f := range w.fields {
		v.field(name).join(f)
	}
	v.other = v.other || w.other
}

// rename gives symbols other names. One that becomes a constant is that constant; one that becomes any key is anything.
func (v *value) rename(symbols func(string) string) *value {
	out := newValue()
	out.other = v.other
	for p := range v.paths {
		out.paths[p.rename(symbols)] = true
	}
	for p := range v.printed {
		out.printed[p.rename(symbols)] = true
	}
	for c := range v.consts {
		out.consts[c] = true
	}
	for k := range v.keys {
		switch to := symbols(k); to[0] {
		case '$':
			out.keys[to] = true
		case '=':
			out.consts[to[1:]] = true
		default:
			out.other = true
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
	for p := range v.printed {
		parts = append(parts, "t"+string(p))
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
	if v.other {
		parts = append(parts, "o")
	}
	sort.Strings(parts)
	return strings.Join(parts, "|")
}
