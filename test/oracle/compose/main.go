// Says what Docker Compose makes of a project, by Compose's own loader (compose-go).
//
// Its first line says that it is ready. Then a line of JSON in, a line of JSON out, in turn. In: the project's folder, the shell's environment, the files of `-f`
// (none: those that Compose finds) and the profiles. Out: each service that starts, or why Compose refuses the project.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

type question struct {
	Folder   string            `json:"folder"`
	Files    []string          `json:"files"`
	Shell    map[string]string `json:"shell"`
	Profiles []string          `json:"profiles"`
}

type service struct {
	Image       string             `json:"image"`
	Environment map[string]*string `json:"environment"`
	Entrypoint  []string           `json:"entrypoint"`
	Command     []string           `json:"command"`
	WorkingDir  string             `json:"workingDir"`
	Volumes     []string           `json:"volumes"`
}

type answer struct {
	Services map[string]service `json:"services,omitempty"`
	Refusal  string             `json:"refused,omitempty"`
}

func load(asked question) (*types.Project, error) {
	// Paths in COMPOSE_FILE start where Compose is called, and so does the search for a project.
	if err := os.Chdir(asked.Folder); err != nil {
		return nil, err
	}
	shell := make([]string, 0, len(asked.Shell))
	for name, value := range asked.Shell {
		shell = append(shell, name+"="+value)
	}
	options, err := cli.NewProjectOptions(
		asked.Files,
		cli.WithName("judged"),
		cli.WithEnv(shell),
		// The `.env` where Compose is called, then the one where the project turns out to be (docker/compose).
		cli.WithEnvFiles(),
		cli.WithDotEnv,
		cli.WithConfigFileEnv,
		cli.WithDefaultConfigPath,
		cli.WithEnvFiles(),
		cli.WithDotEnv,
		cli.WithDefaultProfiles(asked.Profiles...),
	)
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	return project.WithServicesEnvironmentResolved(false)
}

func judge(asked question) answer {
	project, err := load(asked)
	if err != nil {
		return answer{Refusal: err.Error()}
	}
	services := make(map[string]service, len(project.Services))
	for name, each := range project.Services {
		volumes := make([]string, 0, len(each.Volumes))
		for _, volume := range each.Volumes {
			volumes = append(volumes, volume.String())
		}
		services[name] = service{
			Image:       each.Image,
			Environment: each.Environment,
			Entrypoint:  each.Entrypoint,
			Command:     each.Command,
			WorkingDir:  each.WorkingDir,
			Volumes:     volumes,
		}
	}
	return answer{Services: services}
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
