package main

import "github.com/open-policy-agent/opa/v1/ast"

// keeping says of a built-in how its result holds its arguments' own parts: of how many arguments, with the names of an object or
// as members without order, from one level further in, and whether it compares them.
type keeping struct {
	arguments              int
	names, inner, compares bool
}

var keeps = map[string]keeping{
	"object.union": {arguments: 2, names: true}, "object.remove": {arguments: 1, names: true}, "object.filter": {arguments: 1, names: true},
	"object.union_n": {arguments: 1, names: true, inner: true}, "array.concat": {arguments: 2}, "array.slice": {arguments: 1},
	"array.reverse": {arguments: 1}, "sort": {arguments: 1, compares: true}, "or": {arguments: 2, compares: true},
	"and": {arguments: 2, compares: true}, "minus": {arguments: 2, compares: true},
	"union": {arguments: 1, inner: true, compares: true}, "intersection": {arguments: 1, inner: true, compares: true},
}

// printing lists the built-ins that make a text of texts and judge nothing.
var printing = map[string]bool{
	"concat": true, "lower": true, "upper": true, "replace": true, "trim": true, "trim_left": true, "trim_right": true, "trim_prefix": true,
	"trim_suffix": true, "trim_space": true, "substring": true, "sprintf": true, "format_int": true, "strings.replace_n": true,
	"strings.reverse": true,
}

func (s *scope) call(x []*ast.Term) *value {
	op, ok := x[0].Value.(ast.Ref)
	if !ok {
		s.w.problem("calls something that is no function: "+x[0].String(), x[0].Location)
		return anything()
	}
	args := x[1:]
	if op[0].Equal(ast.DefaultRootDocument) {
		return s.function(op, args)
	}
	name := op.String()
	inputs, outputs := args, args[len(args):]
	if b := ast.BuiltinMap[name]; b != nil {
		if n := len(b.Decl.FuncArgs().Args); n < len(args) {
			inputs, outputs = args[:n], args[n:]
		}
	}
	result := s.answer(name, inputs)
	for _, t := range outputs {
		s.match(t, result)
	}
	return result
}

// answer is what a built-in gives, with what it reads recorded.
func (s *scope) answer(name string, args []*ast.Term) *value {
	switch {
	case (name == "eq" || name == "assign") && len(args) == 2:
		s.unify(args[0], args[1])
		return anything()
	case name == "internal.template_string" || printing[name]:
		return s.print(name, args)
	case name == "internal.member_2" && len(args) == 2:
		s.member(args[0], args[1])
		return anything()
	case name == "object.get" && len(args) == 3:
		return s.get(args[0], args[1], args[2])
	case name == "count" || name == "object.keys":
		return s.size(name, args[0])
	}
	kept, keep := keeps[name]
	result := newValue()
	result.other = !keep
	for k, t := range args {
		v := s.whole(s.term(t))
		own := keep && k < kept.arguments
		if own {
			result.join(collected(v, kept.names, kept.inner))
		}
		if !own || kept.compares {
			s.readWhole(v, howWhole)
		} else if v.other || len(v.paths) > 0 {
			for p := range v.paths {
				s.read(p, howWhole)
			}
			s.readPrinted(v)
		}
		s.compareArgument(args, k, v)
	}
	return result
}

// collected is what a built-in that keeps its argument's parts makes of it.
func collected(v *value, names, inner bool) *value {
	if inner {
		members := newValue()
		members.other = v.other || len(v.paths) > 0
		for name, f := range v.fields {
			if name != keyField {
				members.join(f)
			}
		}
		v = members
	}
	out := newValue()
	out.other = v.other || len(v.paths) > 0 || len(v.consts) > 0 || len(v.keys) > 0
	if names {
		out.join(v)
		return out
	}
	ordered := false
	for name, f := range v.fields {
		ordered = ordered || name != anyKey
		if name != keyField {
			out.field(anyKey).join(f)
		}
	}
	if ordered {
		out.fields[keyField] = anything()
	}
	for p := range v.paths {
		out.field(anyKey).paths[p.step(anyKey)] = true
	}
	return out
}

func (s *scope) print(name string, args []*ast.Term) *value {
	more, c := howWhole, s
	if name == "internal.template_string" {
		more, c = 0, s.nested(howText)
	}
	out := anything()
	for k, t := range args {
		v := c.whole(c.term(t))
		if more != 0 {
			for _, p := range placesIn(v) {
				s.read(p, more)
			}
			s.compareArgument(args, k, v)
		}
		s.takePrinted(out, v)
	}
	return out
}

func placesIn(v *value) []path {
	out := []path{}
	for p := range v.paths {
		out = append(out, p)
	}
	for _, f := range v.fields {
		out = append(out, placesIn(f)...)
	}
	return out
}

// get follows object.get: what it finds or the default, whichever is there.
func (s *scope) get(object, key, otherwise *ast.Term) *value {
	v := s.whole(s.term(object))
	exact := true
	if list, ok := key.Value.(*ast.Array); ok {
		list.Foreach(func(t *ast.Term) { v = s.whole(s.descend(v, s.key(t))) })
	} else if name, ok := key.Value.(ast.Var); ok && s.env[name] != nil && s.keysOf(s.env[name]) == nil {
		// The variable may hold a path of several keys.
		s.readWhole(s.env[name], howWhole)
		s.readWhole(v, howGet)
		v, exact = s.descend(v, []string{anyKey}), false
	} else {
		v = s.descend(v, s.key(key))
	}
	for p := range v.paths {
		s.read(p, howGet)
	}
	out := newValue()
	out.join(v)
	out.join(s.term(otherwise))
	out.other = out.other || !exact
	return out
}

// size follows built-ins that ask how many members, or which names, something has.
func (s *scope) size(name string, t *ast.Term) *value {
	v := s.whole(s.term(t))
	for p := range v.paths {
		if endsWithValue(p) {
			s.read(p, howWhole)
		} else {
			s.read(p.step(anyKey), howAggregate)
		}
	}
	if v.fields[keyField] == nil {
		// Members of a set that are equal count once.
		s.readWhole(v.fields[anyKey], howWhole)
	}
	s.readWhole(v.fields[keyField], howWhole)
	s.readPrinted(v)
	out := anything()
	if name == "object.keys" && len(v.fields) > 0 {
		names := newValue()
		for f := range v.fields {
			if f != anyKey && f != keyField {
				names.consts[f] = true
			}
		}
		names.join(v.fields[keyField])
		names.other = names.other || v.other || len(v.paths) > 0 || (v.fields[anyKey] != nil && v.fields[keyField] == nil)
		out = newValue()
		out.fields[anyKey] = names
	}
	return out
}

func elements(t *ast.Term) []*ast.Term {
	if list, ok := t.Value.(*ast.Array); ok {
		out := []*ast.Term{}
		for k := range list.Len() {
			out = append(out, list.Elem(k))
		}
		return out
	}
	return []*ast.Term{t}
}

func (s *scope) compareArgument(args []*ast.Term, at int, v *value) {
	for k, t := range args {
		if k == at || k > 1 {
			continue
		}
		if kind := constKind(t); kind != "" {
			for p := range v.paths {
				s.comparing(p, kind)
			}
		}
	}
}
