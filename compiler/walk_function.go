package main

import (
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

func (s *scope) function(op ast.Ref, args []*ast.Term) *value {
	g := s.w.group(op)
	if g == nil {
		s.w.problem("calls a function that there is not: "+op.String(), op[0].Location)
		return anything()
	}
	n := min(len(g.rules[0].Head.Args), len(args))
	given := []*value{}
	passed := map[string]bool{}
	for _, t := range args[:n] {
		v := s.term(t).rename(s.resolve)
		given = append(given, v)
		collectKeys(v, passed)
	}
	site := s.id + "|" + op.String() + "|" + fmt.Sprint(args[:n])
	symbols := func(k string) string {
		if passed[k] {
			return k
		}
		return s.w.symbol(site + "|" + k)
	}
	result := newValue()
	for _, r := range g.rules {
		more := how(0)
		if !r.Default && hasDefault(g.rules) {
			more = howDefault
		}
		e := s.w.rule(r, given)
		s.absorb(e, symbols, more)
		result.join(e.value.rename(symbols))
	}
	for _, t := range args[n:] {
		s.match(t, result)
	}
	return result
}

func collectKeys(v *value, into map[string]bool) {
	for k := range v.keys {
		into[k] = true
	}
	for _, places := range []map[path]bool{v.paths, v.printed} {
		for p := range places {
			for _, segment := range p.segments() {
				if segment[0] == '$' {
					into[segment] = true
				}
			}
		}
	}
	for _, f := range v.fields {
		collectKeys(f, into)
	}
}
