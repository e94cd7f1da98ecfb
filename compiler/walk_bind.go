package main

import "github.com/open-policy-agent/opa/v1/ast"

// own is the symbol of a variable's own value, whatever that is.
func (s *scope) own(name ast.Var) string { return s.w.symbol(s.id + "|" + string(name)) }

// bind adds that a variable is also what v is. Both hold at once, so what is known exactly stays.
func (s *scope) bind(name ast.Var, v *value) {
	old := s.env[name]
	if old == nil || old.empty() {
		s.env[name] = v
		return
	}
	if have := old.onlyKey(); have != "" {
		if more := v.onlyKey(); more != "" && s.resolve(have) != s.resolve(more) {
			s.alias[s.resolve(more)] = s.resolve(have)
		}
		return
	}
	if old.onlyConsts() || old == v {
		return
	}
	both := newValue()
	both.join(old)
	both.join(v)
	s.env[name] = both
}

// fresh says that the expression at hand gives the variable its value; elsewhere it is compared.
func (s *scope) fresh(t *ast.Term) bool {
	name, ok := t.Value.(ast.Var)
	if !ok {
		return false
	}
	if by := s.binder[name]; by != nil {
		return by == s.at
	}
	v := s.env[name]
	return v == nil || v.empty()
}

// defines says that a pattern gives some variable its value.
func (s *scope) defines(t *ast.Term) bool {
	found := false
	switch x := t.Value.(type) {
	case ast.Var:
		return s.fresh(t)
	case *ast.Array:
		x.Foreach(func(e *ast.Term) { found = found || s.defines(e) })
	case ast.Object:
		x.Foreach(func(_, e *ast.Term) { found = found || s.defines(e) })
	}
	return found
}

// twice says that a pattern holds a variable more than once, which compares what stands there.
func twice(pattern *ast.Term) bool {
	seen := map[ast.Var]int{}
	again := false
	switch pattern.Value.(type) {
	case *ast.Array, ast.Object:
		ast.WalkVars(pattern, func(v ast.Var) bool {
			seen[v]++
			again = again || seen[v] > 1
			return false
		})
	}
	return again
}

func (s *scope) unify(a, b *ast.Term) {
	if name, ok := a.Value.(ast.Var); ok && s.printed[name] {
		if set, ok := b.Value.(*ast.SetComprehension); ok {
			s.match(a, s.text(set))
			return
		}
	}
	va, vb := s.term(a), s.term(b)
	if twice(a) || twice(b) {
		s.readWhole(va, howWhole)
		s.readWhole(vb, howWhole)
	}
	givesA, givesB := s.defines(a), s.defines(b)
	compared := !givesA && !givesB
	if compared {
		va, vb = s.whole(va), s.whole(vb)
		s.compareWith(b, va)
		s.compareWith(a, vb)
	}
	if compared || givesA {
		s.matchPattern(a, vb)
	}
	if compared || givesB {
		s.matchPattern(b, va)
	}
}

func (s *scope) matchPattern(t *ast.Term, v *value) {
	switch t.Value.(type) {
	case ast.Var, *ast.Array, ast.Object:
		s.match(t, v)
	}
}

// match gives the variables of a pattern their values.
func (s *scope) match(pattern *ast.Term, v *value) {
	part := func(e *ast.Term, keys []string) {
		item := s.descend(v, keys)
		for p := range item.paths {
			s.read(p, 0)
		}
		s.match(e, item)
	}
	switch p := pattern.Value.(type) {
	case ast.Var:
		if s.fresh(pattern) {
			s.binder[p] = s.at
		} else {
			v = s.whole(v)
			s.readWhole(s.env[p], howWhole)
			s.readWhole(v, howWhole)
		}
		s.bind(p, v)
	case *ast.Array:
		for k := range p.Len() {
			part(p.Elem(k), constKey(ast.IntNumberTerm(k).String()))
		}
	case ast.Object:
		p.Foreach(func(k, e *ast.Term) { part(e, s.key(k)) })
	default:
		s.compareWith(pattern, s.whole(v))
	}
}

// compareWith records that v is compared with a term.
func (s *scope) compareWith(with *ast.Term, v *value) {
	if kind := constKind(with); kind != "" {
		for p := range v.paths {
			s.comparing(p, kind)
		}
		s.readPrinted(v)
		return
	}
	s.readWhole(v, howWhole)
}

// readWhole records that something takes the value itself, also where it is inside something that the rule built.
func (s *scope) readWhole(v *value, more how) {
	if v == nil {
		return
	}
	for p := range v.paths {
		s.read(p, more)
	}
	for p := range v.printed {
		s.read(p, howDefault)
	}
	for _, f := range v.fields {
		s.readWhole(f, more)
	}
}

// readPrinted records that something judges a text: it is there also where what it prints is not.
func (s *scope) readPrinted(v *value) {
	for p := range v.printed {
		s.read(p, howDefault)
	}
	for _, f := range v.fields {
		s.readPrinted(f)
	}
}
