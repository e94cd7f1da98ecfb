package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// Diagnosis is one complaint about a policy: what, where.
type Diagnosis struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	File    string `json:"file"`
	Row     int    `json:"row"`
	Col     int    `json:"col"`
	Text    string `json:"text"`
}

func (d Diagnosis) less(o Diagnosis) bool {
	if d.File != o.File {
		return d.File < o.File
	}
	if d.Row != o.Row {
		return d.Row < o.Row
	}
	if d.Col != o.Col {
		return d.Col < o.Col
	}
	return d.Message < o.Message
}

func diagnose(code, message string, at *ast.Location) Diagnosis {
	d := Diagnosis{Code: code, Message: message}
	if at != nil {
		d.File, d.Row, d.Col = at.File, at.Row, at.Col
		d.Text = strings.TrimSpace(string(at.Text))
		if cut := strings.IndexByte(d.Text, '\n'); cut >= 0 {
			d.Text = d.Text[:cut]
		}
	}
	return d
}

func diagnoses(err error) []Diagnosis {
	var list ast.Errors
	if errors.As(err, &list) {
		out := []Diagnosis{}
		for _, e := range list {
			message := e.Message
			if e.Details != nil {
				details := e.Details.Lines()
				// OPA lists every name that the schema has; the caller finds the nearest three itself.
				for _, line := range details {
					if len(line) < 200 && line != "" {
						message += "\n" + line
					}
				}
			}
			out = append(out, diagnose(e.Code, message, e.Location))
		}
		return out
	}
	var one *ast.Error
	if errors.As(err, &one) {
		return []Diagnosis{diagnose(one.Code, one.Message, one.Location)}
	}
	return []Diagnosis{{Code: "error", Message: err.Error()}}
}

type request struct {
	Modules      map[string]string `json:"modules"`
	Packages     []string          `json:"packages"`
	Entrypoints  []string          `json:"entrypoints"`
	Schema       any               `json:"schema"`
	Capabilities json.RawMessage   `json:"capabilities"`
	Inputs       []json.RawMessage `json:"inputs"`
	Marked       bool              `json:"marked"`
	Strict       *bool             `json:"strict"`
	Trace        bool              `json:"trace"`
}

// allowed keeps the last capabilities: every call of a check has the same.
var allowed struct {
	raw    string
	loaded *ast.Capabilities
}

// capabilities are those of this OPA as far as the request's file names them. Only names are read from it: decoding the types of
// two hundred built-ins takes a second in WebAssembly, and they are OPA's own anyway.
func (r *request) capabilities() (*ast.Capabilities, error) {
	all := ast.CapabilitiesForThisVersion()
	if len(r.Capabilities) == 0 {
		return all, nil
	}
	if allowed.loaded != nil && allowed.raw == string(r.Capabilities) {
		return allowed.loaded, nil
	}
	var file struct {
		Builtins []struct {
			Name string `json:"name"`
		} `json:"builtins"`
	}
	if err := json.Unmarshal(r.Capabilities, &file); err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, b := range file.Builtins {
		named[b.Name] = true
	}
	kept := []*ast.Builtin{}
	for _, b := range all.Builtins {
		if named[b.Name] {
			kept = append(kept, b)
		}
	}
	all.Builtins = kept
	all.AllowNet = []string{}
	allowed.raw, allowed.loaded = string(r.Capabilities), all
	return all, nil
}

func (r *request) parse() (map[string]*ast.Module, error) {
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	out := map[string]*ast.Module{}
	var all ast.Errors
	for name, source := range r.Modules {
		m, err := ast.ParseModuleWithOpts(name, source, ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: caps})
		if err != nil {
			var list ast.Errors
			if !errors.As(err, &list) {
				return nil, err
			}
			all = append(all, list...)
			continue
		}
		if m == nil {
			return nil, fmt.Errorf("%s: the file is empty", name)
		}
		out[name] = m
	}
	if len(all) > 0 {
		return nil, all
	}
	if r.Marked {
		mark(out, r.Packages)
	}
	return out, nil
}

func (r *request) compile() (*ast.Compiler, error) {
	modules, err := r.parse()
	if err != nil {
		return nil, err
	}
	caps, err := r.capabilities()
	if err != nil {
		return nil, err
	}
	c := ast.NewCompiler().WithStrict(r.Strict == nil || *r.Strict).WithCapabilities(caps).WithUseTypeCheckAnnotations(true)
	if r.Schema != nil {
		set := ast.NewSchemaSet()
		set.Put(ast.SchemaRootRef, r.Schema)
		set.Put(ast.MustParseRef("schema.input"), r.Schema)
		c = c.WithSchemas(set)
	}
	if c.Compile(modules); c.Failed() {
		return nil, c.Errors
	}
	return c, nil
}

// mark makes every rule named result say which rule it was: the engine's gate asks a verdict for what its own rule read.
func mark(modules map[string]*ast.Module, packages []string) {
	wanted := map[string]bool{}
	for _, p := range packages {
		wanted["data."+p] = true
	}
	byPackage := map[string][]*ast.Rule{}
	for _, m := range modules {
		if !wanted[m.Package.Path.String()] {
			continue
		}
		for _, r := range m.Rules {
			if string(r.Head.Name) == "result" && r.Head.RuleKind() == ast.MultiValue && r.Head.Key != nil {
				byPackage[m.Package.Path.String()] = append(byPackage[m.Package.Path.String()], r)
			}
		}
	}
	for _, rules := range byPackage {
		for i, r := range sortRules(rules) {
			index := ast.ObjectTerm(ast.Item(ast.StringTerm("rule"), ast.IntNumberTerm(i)))
			index.SetLocation(r.Location)
			key := ast.NewTerm(ast.Call{ast.NewTerm(ast.ObjectUnion.Ref()), r.Head.Key, index})
			key.SetLocation(r.Head.Key.Location)
			r.Head.Key = key
		}
	}
}

func formatSource(name, source string) (string, error) {
	out, err := format.SourceWithOpts(name, []byte(source), format.Opts{RegoVersion: ast.RegoV1})
	return string(out), err
}
