package main

import "github.com/open-policy-agent/opa/v1/ast"

// member follows `item in collection`.
func (s *scope) member(item, collection *ast.Term) {
	v := s.term(collection)
	for g := range v.partials {
		s.partialMember(g, item)
	}
	for p := range v.paths {
		if endsWithValue(p) {
			s.read(p, 0)
		} else {
			s.read(p.step(anyKey), howWhole)
		}
		if kind := constKind(item); kind != "" {
			s.comparing(p.step(anyKey), kind)
		}
	}
	members := s.whole(s.descend(v, []string{anyKey}))
	if constKind(item) != "" {
		s.readPrinted(members)
		return
	}
	s.readWhole(members, howWhole)
	asked := s.whole(s.term(item))
	if members.onlyConsts() && len(v.paths) == 0 {
		s.readPrinted(asked)
	} else {
		s.readWhole(asked, howWhole)
	}
}

// partialMember looks a value up in a partial rule: by its member where that is a set, else in all of it.
func (s *scope) partialMember(g *group, item *ast.Term) {
	for _, r := range g.rules {
		if r.Head.RuleKind() != ast.MultiValue || len(keyTerms(r)) != 1 {
			one := newValue()
			one.partials[g] = true
			s.readWhole(s.whole(one), howWhole)
			return
		}
	}
	s.partial(g, []*ast.Term{item}, g.name)
}
