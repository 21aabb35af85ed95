// Says what Kustomize makes of a folder, by its own library.
//
// Its first line says that it is ready. Then a line of JSON in, a line of JSON out, in turn. In: the files, and the folder of
// the Kustomization. Out: the objects as one text, or why there are none.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type question struct {
	Files  map[string]string `json:"files"`
	Folder string            `json:"folder"`
}

type answer struct {
	Text    string `json:"text"`
	Refusal string `json:"refused,omitempty"`
}

func build(asked question) (string, error) {
	files := filesys.MakeFsInMemory()
	for name, text := range asked.Files {
		if err := files.WriteFile("/"+name, []byte(text)); err != nil {
			return "", err
		}
	}
	objects, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, "/"+asked.Folder)
	if err != nil {
		return "", err
	}
	text, err := objects.AsYaml()
	return string(text), err
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
		text, err := build(asked)
		answered := answer{Text: text}
		if err != nil {
			answered = answer{Refusal: err.Error()}
		}
		if err := out.Encode(answered); err != nil {
			os.Exit(1)
		}
	}
}
