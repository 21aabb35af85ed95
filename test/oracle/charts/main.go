// Says what Helm renders of a chart with values, by Helm's own libraries, and with values that Flux puts together, by
// Flux's own.
//
// Its first line says that it is ready. Then a line of JSON in, a line of JSON out, in turn. In: the chart's files, and either
// what is given to Helm (files of values, --set, --set-string) or what a HelmRelease has (valuesFrom, the objects that it
// names, values). Out: the rendered objects, or why there are none.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type question struct {
	Chart      map[string]string `json:"chart"`
	Files      []string          `json:"files"`
	Sets       []string          `json:"sets"`
	SetStrings []string          `json:"setStrings"`
	Release    *helmRelease      `json:"release"`
}

type answer struct {
	Objects []map[string]any `json:"objects,omitempty"`
	Refusal string           `json:"refused,omitempty"`
}

func judge(asked question) answer {
	values, err := valuesOf(asked)
	if err != nil {
		return answer{Refusal: err.Error()}
	}
	objects, err := render(asked.Chart, values)
	if err != nil {
		return answer{Refusal: err.Error()}
	}
	return answer{Objects: objects}
}

func valuesOf(asked question) (map[string]any, error) {
	if asked.Release != nil {
		return releaseValues(*asked.Release)
	}
	return givenValues(asked.Files, asked.Sets, asked.SetStrings)
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<16), 1<<24)
	out := json.NewEncoder(os.Stdout)
	fmt.Println(`{"ready": true}`)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := out.Encode(judge(asked)); err != nil {
			os.Exit(1)
		}
	}
}
