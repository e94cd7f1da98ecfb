package main

// The walk over compiled rules that finds which places in input a rule reads, and how. It follows bindings, arguments with their
// constants, helper rules, comprehensions and branches, and errs on the side of reading more. It is longer than other files
// since the cases of one recursive descent belong together.

import (
	"fmt"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// group is a virtual document: all rules of one name.
type group struct {
	name  string
	rules []*ast.Rule
}

// compare says that a rule compares a place in input with a constant of a type.
type compare struct {
	path path
	kind string
}

// effect is what evaluating a rule, or part of one, means: what it may be and what it reads.
type effect struct {
	value    *value
	reads    reads
	compares map[compare]bool
}

type walker struct {
	compiler *ast.Compiler
	groups   map[string]*group
	memo     map[string]*effect
	symbols  map[string]string
	problems map[string]*ast.Location
}

func newWalker(c *ast.Compiler) *walker {
	return &walker{c, map[string]*group{}, map[string]*effect{}, map[string]string{}, map[string]*ast.Location{}}
}

func (w *walker) symbol(text string) string {
	if w.symbols[text] == "" {
		w.symbols[text] = fmt.Sprintf("$%d", len(w.symbols)+1)
	}
	return w.symbols[text]
}

// scope is one body being walked. Nested bodies (comprehensions, every) see the variables of the outer ones.
type scope struct {
	w        *walker
	id       string
	env      map[ast.Var]*value
	alias    map[string]string
	how      how
	out      *effect
	printed  map[ast.Var]bool
	recorded bool
}

func (w *walker) scope(id string) *scope {
	return &scope{w: w, id: id, env: map[ast.Var]*value{}, alias: map[string]string{}, out: &effect{newValue(), reads{}, map[compare]bool{}}, printed: map[ast.Var]bool{}}
}

func (s *scope) nested(more how) *scope {
	n := *s
	n.env = map[ast.Var]*value{}
	for k, v := range s.env {
		n.env[k] = v
	}
	n.how |= more
	return &n
}

// resolve follows aliases: two symbols that one variable was bound to are one key.
func (s *scope) resolve(sym string) string {
	for i := 0; i < 64; i++ {
		next, ok := s.alias[sym]
		if !ok {
			return sym
		}
		sym = next
	}
	return sym
}

func (s *scope) read(p path, more how) {
	if p != "" && s.recorded {
		s.out.reads[read{p.rename(s.resolve), s.how | more}] = true
	}
}

func (s *scope) absorb(e *effect, symbols func(string) string, more how) *value {
	if s.recorded {
		s.out.reads.merge(e.reads, func(k string) string { return s.resolve(symbols(k)) }, s.how|more)
		for c := range e.compares {
			s.out.compares[compare{c.path.rename(symbols), c.kind}] = true
		}
	}
	return e.value.rename(symbols)
}

func (s *scope) bind(name ast.Var, v *value) {
	old := s.env[name]
	if old == nil {
		old = newValue()
		s.env[name] = old
	}
	if len(old.keys) == 1 && len(v.keys) == 1 {
		have, more := s.resolve(only(old.keys)), s.resolve(only(v.keys))
		if have != more {
			s.alias[more] = have
		}
		v = v.rename(s.resolve)
	}
	old.join(v)
}

func only(set map[string]bool) string {
	for k := range set {
		return k
	}
	return ""
}

func isWild(name ast.Var) bool { return name.IsWildcard() }

// key says which segments a term stands for when it is used as a key.
func (s *scope) key(t *ast.Term) []string {
	switch x := t.Value.(type) {
	case ast.String:
		return []string{"=" + string(x)}
	case ast.Number, ast.Boolean:
		return []string{"=" + t.String()}
	case ast.Var:
		v := s.env[x]
		if v == nil || (len(v.consts) == 0 && len(v.keys) == 0 && len(v.paths) == 0) {
			if isWild(x) {
				return []string{anyKey}
			}
			sym := s.w.symbol(s.id + "|" + string(x))
			s.bind(x, symbol(sym))
			return []string{s.resolve(sym)}
		}
		return s.keysOf(v)
	}
	return s.keysOf(s.term(t))
}

func (s *scope) keysOf(v *value) []string {
	if len(v.keys) == 1 && len(v.consts) == 0 && len(v.paths) == 0 {
		return []string{s.resolve(only(v.keys))}
	}
	if len(v.consts) > 0 && len(v.keys) == 0 && len(v.paths) == 0 {
		out := []string{}
		for c := range v.consts {
			out = append(out, "="+c)
		}
		sort.Strings(out)
		return out
	}
	return []string{anyKey}
}

// descend takes one step into a value.
func (s *scope) descend(v *value, keys []string) *value {
	out := newValue()
	for p := range v.paths {
		for _, k := range keys {
			out.paths[p.step(k)] = true
		}
	}
	for _, k := range keys {
		if k[0] == '=' {
			out.join(v.fields[k[1:]])
			out.join(v.fields[anyKey])
			continue
		}
		for _, f := range v.fields {
			out.join(f)
		}
	}
	return out
}

// element is one member of a partial rule: its inner key becomes the key that the caller uses or a new one of this place.
func (s *scope) element(g *group, keyTerm *ast.Term, site string) *value {
	given := ""
	if name, ok := keyTerm.Value.(ast.Var); !ok || s.env[name] != nil {
		if ks := s.key(keyTerm); len(ks) == 1 && ks[0][0] == '$' {
			given = ks[0]
		}
	}
	out := newValue()
	multi := false
	for _, r := range g.rules {
		e := s.w.rule(r, nil)
		multi = multi || r.Head.RuleKind() == ast.MultiValue
		item, key := e.value.fields[anyKey], e.value.fields["@key"]
		if item == nil {
			item = e.value
		}
		inner := item
		if key != nil {
			inner = key
		}
		symbols := func(k string) string {
			if given != "" && len(inner.keys) == 1 && inner.keys[k] {
				return given
			}
			return s.w.symbol(s.id + "|" + site + "|" + k)
		}
		out.join(s.absorb(&effect{item, e.reads, e.compares}, symbols, 0))
		if name, ok := keyTerm.Value.(ast.Var); ok && given == "" && !isWild(name) {
			if key != nil {
				s.bind(name, key.rename(symbols))
			} else if multi {
				s.bind(name, item.rename(symbols))
			}
		}
	}
	if multi && len(out.keys) == 0 && len(out.paths) == 0 && len(out.consts) == 0 && len(out.fields) == 0 {
		out.keys[s.w.symbol(s.id+"|"+site)] = true
	}
	if multi && given != "" {
		return symbol(given)
	}
	return out
}

// whole looks into a partial rule as a whole: everything it reads leans on absence.
func (s *scope) whole(v *value, site string) *value {
	if len(v.partials) == 0 {
		return v
	}
	out := newValue()
	out.join(v)
	out.partials = map[*group]bool{}
	for g := range v.partials {
		for _, r := range g.rules {
			out.join(s.absorb(s.w.rule(r, nil), func(k string) string { return anyKey }, howAggregate))
		}
	}
	return out
}

func (w *walker) group(ref ast.Ref) *group {
	name := ref.String()
	if g := w.groups[name]; g != nil {
		return g
	}
	rules := w.compiler.GetRulesExact(ref)
	if len(rules) == 0 {
		return nil
	}
	g := &group{name, rules}
	w.groups[name] = g
	return g
}

func isPartial(r *ast.Rule) bool {
	return r.Head.RuleKind() == ast.MultiValue || len(r.Head.Reference) > len(r.Head.Reference.ConstantPrefix()) || (r.Head.Key != nil && r.Head.Value != nil)
}

func (s *scope) ref(r ast.Ref) *value {
	head, _ := r[0].Value.(ast.Var)
	site := r.String()
	current := newValue()
	i := 1
	switch {
	case head == ast.InputRootDocument.Value.(ast.Var):
		current.paths[""] = true
	case head == ast.DefaultRootDocument.Value.(ast.Var):
		var g *group
		for n := len(r); n > 1 && g == nil; n-- {
			prefix := r[:n]
			if len(prefix.ConstantPrefix()) == n {
				if g = s.w.group(prefix); g != nil {
					i = n
				}
			}
		}
		if g == nil {
			if len(s.w.compiler.GetRulesWithPrefix(r.ConstantPrefix())) > 0 {
				s.w.problems["reads data by a computed name: "+site] = r[0].Location
			}
			return newValue()
		}
		if len(g.rules[0].Head.Args) > 0 {
			return newValue()
		}
		if isPartial(g.rules[0]) {
			if i == len(r) {
				v := newValue()
				v.partials[g] = true
				return v
			}
			current = s.element(g, r[i], site)
			if g.rules[0].Head.RuleKind() != ast.MultiValue || i+1 < len(r) {
				i++
				break
			}
			return current
		}
		for _, rule := range g.rules {
			more := how(0)
			if !rule.Default && hasDefault(g.rules) {
				more = howDefault
			}
			current.join(s.absorb(s.w.rule(rule, nil), func(k string) string { return s.w.symbol(s.id + "|" + site + "|" + k) }, more))
		}
	default:
		v := s.env[head]
		if v == nil {
			return newValue()
		}
		if i < len(r) && len(v.partials) > 0 {
			for g := range v.partials {
				current.join(s.element(g, r[i], site))
			}
			i++
		}
		current.join(v)
	}
	for ; i < len(r); i++ {
		s.bindLocalKey(current, r[i], site)
		current = s.descend(current, s.key(r[i]))
		for p := range current.paths {
			s.read(p, 0)
		}
	}
	return current
}

func hasDefault(rules []*ast.Rule) bool {
	for _, r := range rules {
		if r.Default {
			return true
		}
	}
	return false
}

// bindLocalKey gives a free key variable the names of a composite that the rule itself builds.
func (s *scope) bindLocalKey(v *value, t *ast.Term, site string) {
	name, ok := t.Value.(ast.Var)
	if !ok || s.env[name] != nil || len(v.fields) == 0 || len(v.paths) > 0 || isWild(name) {
		return
	}
	keys := newValue()
	for f := range v.fields {
		if f != anyKey && f != "@key" {
			keys.consts[f] = true
		}
	}
	if v.fields[anyKey] != nil && len(keys.consts) == 0 {
		keys.join(v.fields[anyKey])
	}
	s.bind(name, keys)
}

func (s *scope) term(t *ast.Term) *value {
	switch x := t.Value.(type) {
	case ast.Ref:
		return s.ref(x)
	case ast.Var:
		if v := s.env[x]; v != nil {
			return v
		}
		v := newValue()
		if x == ast.InputRootDocument.Value.(ast.Var) {
			v.paths[""] = true
			s.read(path("").step(anyKey), howWhole)
		}
		return v
	case ast.String:
		return constant(string(x))
	case ast.Number, ast.Boolean, ast.Null:
		return constant(t.String())
	case *ast.Array:
		v := newValue()
		for k := range x.Len() {
			item := s.term(x.Elem(k))
			v.field(fmt.Sprint(k)).join(item)
		}
		return v
	case ast.Object:
		v := newValue()
		x.Foreach(func(k, e *ast.Term) {
			name := anyKey
			if text, ok := k.Value.(ast.String); ok {
				name = string(text)
			} else {
				s.term(k)
			}
			v.field(name).join(s.term(e))
		})
		return v
	case ast.Set:
		v := newValue()
		x.Foreach(func(e *ast.Term) { v.field(anyKey).join(s.term(e)) })
		return v
	case *ast.ArrayComprehension:
		return s.comprehension(x.Body, nil, x.Term)
	case *ast.SetComprehension:
		return s.comprehension(x.Body, nil, x.Term)
	case *ast.ObjectComprehension:
		return s.comprehension(x.Body, x.Key, x.Value)
	case ast.Call:
		return s.call(x)
	}
	return newValue()
}

func (s *scope) comprehension(body ast.Body, key, item *ast.Term) *value {
	n := s.nested(howComprehension)
	n.body(body)
	v := newValue()
	if key != nil {
		v.field("@key").join(n.term(key))
	}
	v.field(anyKey).join(n.whole(n.term(item), item.String()))
	return v
}

func (s *scope) call(x []*ast.Term) *value {
	op, ok := x[0].Value.(ast.Ref)
	if !ok {
		return newValue()
	}
	args := x[1:]
	if op[0].Equal(ast.DefaultRootDocument) {
		return s.function(op, args)
	}
	name := op.String()
	result := newValue()
	output := -1
	if b := s.w.builtin(name); b != nil {
		output = len(b.Decl.FuncArgs().Args)
	}
	switch name {
	case "eq", "assign":
		return result
	case "internal.template_string":
		text := s.nested(howText)
		for _, t := range args[:1] {
			text.term(t)
		}
		return s.output(args, output, result)
	case "internal.member_2":
		s.member(args[0], args[1])
		return result
	case "object.get":
		result = s.term(args[0])
		for _, t := range elements(args[1]) {
			result = s.descend(s.whole(result, ""), s.key(t))
		}
		for p := range result.paths {
			s.read(p, howGet)
		}
		joined := newValue()
		joined.join(result)
		joined.join(s.term(args[2]))
		return s.output(args, output, joined)
	}
	for k, t := range args {
		if output >= 0 && k >= output {
			break
		}
		v := s.whole(s.term(t), t.String())
		s.readWhole(v, howWhole)
		s.compareWith(args, k, v)
		if keeps(name) {
			result.join(v)
		}
	}
	return s.output(args, output, result)
}

// readWhole records that a built-in takes the value itself, also where the value is inside something the rule built.
func (s *scope) readWhole(v *value, more how) {
	for p := range v.paths {
		s.read(p, more)
	}
	for _, f := range v.fields {
		s.readWhole(f, more)
	}
}

// keeps lists the built-ins whose result holds their arguments' own parts.
func keeps(name string) bool {
	switch name {
	case "object.union", "array.concat", "or", "and", "minus", "object.union_n", "union", "intersection", "sort", "array.slice", "array.reverse", "object.remove", "object.filter":
		return true
	}
	return false
}

func (s *scope) output(args []*ast.Term, at int, v *value) *value {
	if at >= 0 && at < len(args) {
		if name, ok := args[at].Value.(ast.Var); ok {
			s.bind(name, v)
		}
	}
	return v
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

func (s *scope) member(item, collection *ast.Term) {
	s.term(item)
	v := s.term(collection)
	for g := range v.partials {
		s.element(g, item, collection.String())
	}
	for p := range v.paths {
		s.read(p, 0)
		if kind := constKind(item); kind != "" {
			s.comparing(p.step(anyKey), kind)
		}
	}
}

func (s *scope) compareWith(args []*ast.Term, at int, v *value) {
	for k, other := range args {
		if k == at || k > 1 {
			continue
		}
		if kind := constKind(other); kind != "" {
			for p := range v.paths {
				s.comparing(p, kind)
			}
		}
	}
}

func (s *scope) comparing(p path, kind string) {
	if s.recorded {
		s.out.compares[compare{p.rename(s.resolve), kind}] = true
	}
}

func constKind(t *ast.Term) string {
	switch t.Value.(type) {
	case ast.String:
		return "string"
	case ast.Number:
		return "number"
	case ast.Boolean:
		return "boolean"
	}
	return ""
}

func (s *scope) function(op ast.Ref, args []*ast.Term) *value {
	result := newValue()
	g := s.w.group(op)
	if g == nil {
		return result
	}
	n := len(g.rules[0].Head.Args)
	given := []*value{}
	passed := map[string]bool{}
	for k := 0; k < n && k < len(args); k++ {
		v := s.term(args[k])
		given = append(given, v)
		collectKeys(v, passed)
	}
	site := s.id + "|" + op.String() + "|" + fmt.Sprint(args)
	symbols := func(k string) string {
		if passed[k] {
			return k
		}
		return s.w.symbol(site + "|" + k)
	}
	for _, r := range g.rules {
		more := how(0)
		if !r.Default && hasDefault(g.rules) {
			more = howDefault
		}
		result.join(s.absorb(s.w.rule(r, given), symbols, more))
	}
	return s.output(args, n, result)
}

func collectKeys(v *value, into map[string]bool) {
	for k := range v.keys {
		into[k] = true
	}
	for p := range v.paths {
		for _, segment := range p.segments() {
			if segment[0] == '$' {
				into[segment] = true
			}
		}
	}
	for _, f := range v.fields {
		collectKeys(f, into)
	}
}

func (w *walker) builtin(name string) *ast.Builtin {
	return ast.BuiltinMap[name]
}

func (s *scope) unify(a, b *ast.Term) {
	va, vb := s.term(a), s.term(b)
	for _, side := range []struct {
		t *ast.Term
		v *value
	}{{a, vb}, {b, va}} {
		if kind := constKind(side.t); kind != "" {
			for p := range side.v.paths {
				s.comparing(p, kind)
			}
		} else if ast.IsConstant(side.t.Value) {
			s.readWhole(side.v, howWhole)
		}
	}
	s.match(a, vb)
	s.match(b, va)
}

func (s *scope) match(pattern *ast.Term, v *value) {
	switch p := pattern.Value.(type) {
	case ast.Var:
		s.bind(p, v)
	case *ast.Array:
		for k := range p.Len() {
			part := s.descend(v, []string{"=" + fmt.Sprint(k)})
			for q := range part.paths {
				s.read(q, 0)
			}
			s.match(p.Elem(k), part)
		}
	case ast.Object:
		p.Foreach(func(k, e *ast.Term) {
			part := s.descend(v, s.key(k))
			for q := range part.paths {
				s.read(q, 0)
			}
			s.match(e, part)
		})
	}
}

func (s *scope) expr(e *ast.Expr) {
	if len(e.With) > 0 {
		s.w.problems["uses the keyword with, which would judge other facts than the snapshot's"] = e.Location
	}
	c := s
	if e.Negated {
		c = s.nested(howNot)
	}
	switch t := e.Terms.(type) {
	case *ast.Term:
		c.whole(c.term(t), t.String())
	case *ast.Every:
		domain := c.nested(howEvery)
		v := domain.whole(domain.term(t.Domain), t.Domain.String())
		inner := c.nested(howEvery)
		if t.Key != nil {
			if name, ok := t.Key.Value.(ast.Var); ok {
				s.bindEveryKey(inner, name, v)
			}
		}
		if name, ok := t.Value.Value.(ast.Var); ok {
			item := inner.descend(v, []string{anyKey})
			for p := range item.paths {
				inner.read(p, 0)
			}
			inner.env[name] = item
		}
		inner.body(t.Body)
	case []*ast.Term:
		op := t[0].Value.String()
		if (op == "eq" || op == "assign") && len(t) == 3 {
			if name, ok := t[1].Value.(ast.Var); ok && s.printed[name] {
				if set, ok := t[2].Value.(*ast.SetComprehension); ok {
					c.nested(howText).comprehension(set.Body, nil, set.Term)
					return
				}
			}
			c.unify(t[1], t[2])
			return
		}
		c.call(t)
	}
}

func (s *scope) bindEveryKey(inner *scope, name ast.Var, v *value) {
	keys := newValue()
	for f := range v.fields {
		if f != anyKey && f != "@key" {
			keys.consts[f] = true
		}
	}
	inner.env[name] = keys
}

// body walks twice: the first time to learn what variables stand for, the second time to record what is read.
func (s *scope) body(b ast.Body) {
	for _, e := range b {
		if t, ok := e.Terms.([]*ast.Term); ok && t[0].Value.String() == "internal.template_string" {
			for _, part := range elements(t[1]) {
				if name, ok := part.Value.(ast.Var); ok {
					s.printed[name] = true
				}
			}
		}
	}
	recorded := s.recorded
	s.recorded = false
	for _, e := range b {
		s.expr(e)
	}
	s.recorded = recorded
	for _, e := range b {
		s.expr(e)
	}
}

func (w *walker) rule(r *ast.Rule, args []*value) *effect {
	keys := []string{fmt.Sprintf("%p", r)}
	for _, v := range args {
		keys = append(keys, v.key())
	}
	id := strings.Join(keys, "/")
	if e := w.memo[id]; e != nil {
		return e
	}
	out := &effect{newValue(), reads{}, map[compare]bool{}}
	w.memo[id] = out
	for branch := r; branch != nil; branch = branch.Else {
		s := w.scope(id + "#" + fmt.Sprint(branch.Location.Row, ":", branch.Location.Col))
		s.recorded = true
		for k, t := range branch.Head.Args {
			if k < len(args) {
				s.match(t, args[k])
			}
		}
		s.body(branch.Body)
		s.head(branch)
		more := how(0)
		if branch.Else != nil {
			more = howElse
		}
		out.reads.merge(s.out.reads, s.resolve, more)
		for c := range s.out.compares {
			out.compares[c] = true
		}
		out.value.join(s.out.value.rename(s.resolve))
	}
	return out
}

func (s *scope) head(r *ast.Rule) {
	h := r.Head
	switch {
	case h.RuleKind() == ast.MultiValue:
		s.out.value.field(anyKey).join(s.whole(s.term(h.Key), "head"))
	case isPartial(r):
		key := h.Key
		if key == nil {
			key = h.Reference[len(h.Reference)-1]
		}
		s.out.value.field("@key").join(s.term(key))
		s.out.value.field(anyKey).join(s.whole(s.term(h.Value), "head"))
	case h.Value != nil:
		s.out.value.join(s.whole(s.term(h.Value), "head"))
	}
}
