//go:build js && wasm

// The policy toolchain for Node: OPA's compiler, checker, formatter, test runner and evaluator, one exported call a job.
package main

import (
	"encoding/json"
	"fmt"
	"syscall/js"

	"github.com/open-policy-agent/opa/v1/version"
)

func answer(value any, err error) any {
	if err != nil {
		text, _ := json.Marshal(map[string]any{"errors": diagnoses(err)})
		return string(text)
	}
	text, err := json.Marshal(value)
	if err != nil {
		return answer(nil, err)
	}
	return string(text)
}

// export registers one call. A panic inside it would end the whole module, so it becomes an answer.
func export(into js.Value, name string, run func(args []js.Value) any) {
	into.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if r := recover(); r != nil {
				result = answer(nil, fmt.Errorf("%s: %v", name, r))
			}
		}()
		return run(args)
	}))
}

func job(run func(request) (any, error)) func(args []js.Value) any {
	return func(args []js.Value) any {
		var r request
		if err := json.Unmarshal([]byte(args[0].String()), &r); err != nil {
			return answer(nil, err)
		}
		return answer(run(r))
	}
}

func main() {
	api := js.Global().Get("Object").New()
	api.Set("version", version.Version)
	export(api, "check", job(check))
	export(api, "annotations", job(annotations))
	export(api, "capabilities", job(capabilitiesOf))
	export(api, "evaluate", job(evaluate))
	export(api, "test", job(runTests))
	export(api, "build", func(args []js.Value) any {
		var r request
		if err := json.Unmarshal([]byte(args[0].String()), &r); err != nil {
			return answer(nil, err)
		}
		raw, err := build(r)
		if err != nil {
			return answer(nil, err)
		}
		bytes := js.Global().Get("Uint8Array").New(len(raw))
		js.CopyBytesToJS(bytes, raw)
		return bytes
	})
	export(api, "format", func(args []js.Value) any {
		text, err := formatSource(args[0].String(), args[1].String())
		return answer(map[string]any{"text": text}, err)
	})
	export(api, "call", func(args []js.Value) any {
		text, err := call(args[0].String(), args[1].String())
		return answer(map[string]any{"value": text}, err)
	})
	js.Global().Get("zmauditCompilerReady").Invoke(api)
	select {}
}
