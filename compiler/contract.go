package main

import (
	"fmt"
	"sort"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Contract says what one control reads: per rule, so that the gate asks a verdict only for what its own rule leaned on.
type Contract struct {
	Package  string         `json:"package"`
	Subject  []SubjectRule  `json:"subject"`
	Result   []ResultRule   `json:"result"`
	Problems []Diagnosis    `json:"problems"`
	Compares []ComparedRead `json:"compares"`
	Sets     []SetRule      `json:"sets"`
}

// SetRule is a partial set of the package, with the places in input that its elements are.
type SetRule struct {
	Name     string     `json:"name"`
	Line     int        `json:"line"`
	Elements [][]string `json:"elements"`
}

// SubjectRule: whom one `subject` rule finds, and what that depends on. "@" in a path is the subject's own name.
type SubjectRule struct {
	Line        int        `json:"line"`
	Names       []string   `json:"names"`
	Collections [][]string `json:"collections"`
	Reads       []Read     `json:"reads"`
}

// ResultRule: one `result` rule. Index is the mark that the compiled rule puts into each of its results.
type ResultRule struct {
	Index    int      `json:"index"`
	Line     int      `json:"line"`
	Statuses []string `json:"statuses"`
	Reads    []Read   `json:"reads"`
}

// Read is a path below input; "*" is any key, "@" the subject's name.
type Read struct {
	Path []string `json:"path"`
	How  []string `json:"how"`
}

// ComparedRead is a place that is compared with a constant of a type.
type ComparedRead struct {
	Path []string `json:"path"`
	Type string   `json:"type"`
}

func contract(c *ast.Compiler, pkg string) Contract {
	w := newWalker(c)
	ref := ast.MustParseRef("data." + pkg)
	out := Contract{Package: pkg, Subject: []SubjectRule{}, Result: []ResultRule{}, Problems: []Diagnosis{}, Compares: []ComparedRead{}, Sets: []SetRule{}}
	compared := map[string]ComparedRead{}
	note := func(e *effect, self string) {
		for k := range e.compares {
			r := ComparedRead{plain(k.path, self), k.kind}
			compared[fmt.Sprint(r)] = r
		}
	}
	for _, r := range c.GetRulesExact(ref.Append(ast.StringTerm("subject"))) {
		e := w.rule(r, nil)
		item := e.value.fields[anyKey]
		rule := SubjectRule{Line: r.Location.Row, Names: []string{}, Collections: [][]string{}}
		if r.Head.RuleKind() != ast.MultiValue || item == nil {
			out.Problems = append(out.Problems, diagnose("zmaudit_shape", "subject must be a set: subject contains name if …", r.Location))
			continue
		}
		self := ""
		if len(item.keys) == 1 && len(item.consts) == 0 {
			self = only(item.keys)
			rule.Collections = collections(e, self)
		}
		for name := range item.consts {
			rule.Names = append(rule.Names, name)
		}
		sort.Strings(rule.Names)
		rule.Reads = flatten(e.reads, self)
		note(e, self)
		out.Subject = append(out.Subject, rule)
	}
	for i, r := range resultRules(c, ref) {
		e := w.rule(r, nil)
		item := e.value.fields[anyKey]
		if r.Head.RuleKind() != ast.MultiValue || item == nil {
			out.Problems = append(out.Problems, diagnose("zmaudit_shape", "result must be a set: result contains {…} if …", r.Location))
			continue
		}
		self := ""
		if f := item.fields["subject"]; f != nil && len(f.keys) == 1 && len(f.consts) == 0 {
			self = only(f.keys)
		}
		statuses := []string{}
		if f := item.fields["status"]; f != nil {
			for s := range f.consts {
				statuses = append(statuses, s)
			}
		}
		sort.Strings(statuses)
		note(e, self)
		out.Result = append(out.Result, ResultRule{i, r.Location.Row, statuses, flatten(e.reads, self)})
	}
	out.Sets = sets(w, pkg)
	for text, at := range w.problems {
		out.Problems = append(out.Problems, diagnose("zmaudit_read", text, at))
	}
	sort.Slice(out.Problems, func(a, b int) bool { return out.Problems[a].less(out.Problems[b]) })
	names := []string{}
	for k := range compared {
		names = append(names, k)
	}
	sort.Strings(names)
	for _, k := range names {
		out.Compares = append(out.Compares, compared[k])
	}
	return out
}

func sets(w *walker, pkg string) []SetRule {
	out := []SetRule{}
	for _, m := range w.compiler.Modules {
		if m.Package.Path.String() != "data."+pkg {
			continue
		}
		for _, r := range m.Rules {
			if r.Head.RuleKind() != ast.MultiValue || string(r.Head.Name) == "result" {
				continue
			}
			found := map[string][]string{}
			if item := w.rule(r, nil).value.fields[anyKey]; item != nil {
				for p := range item.paths {
					found[string(p)] = plain(p, "")
				}
			}
			out = append(out, SetRule{r.Head.Reference.String(), r.Location.Row, sorted(found)})
		}
	}
	sort.Slice(out, func(a, b int) bool { return out[a].Line < out[b].Line })
	return out
}

// resultRules are in the order of their place in the file, which is also the order of their marks.
func resultRules(c *ast.Compiler, pkg ast.Ref) []*ast.Rule {
	rules := append([]*ast.Rule{}, c.GetRulesExact(pkg.Append(ast.StringTerm("result")))...)
	sort.SliceStable(rules, func(a, b int) bool { return before(rules[a].Location, rules[b].Location) })
	return rules
}

func before(a, b *ast.Location) bool {
	if a.File != b.File {
		return a.File < b.File
	}
	if a.Row != b.Row {
		return a.Row < b.Row
	}
	return a.Col < b.Col
}

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
	leads := map[string]bool{}
	for k, p := range paths {
		for n := 1; n < len(p); n++ {
			prefix := join(p[:n])
			if byPath[prefix]&^byPath[k] == 0 && !textOnly(k) {
				leads[prefix] = true
			}
		}
	}
	names := []string{}
	for k := range paths {
		if !leads[k] {
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
