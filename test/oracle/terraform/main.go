// Says what HCL makes of a text, by HCL's own parser (hashicorp/hcl), which is Terraform's.
//
// Its first line says that it is ready. Then a line of JSON in, a line of JSON out, in turn. In: the text. Out: its blocks with
// their attributes, and its heredocs with what is put into them (offsets in bytes), or why HCL refuses the text.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

type question struct {
	Text string `json:"text"`
}

type value struct {
	// text: it stands there as it is; object; other: it is worked out.
	Kind string `json:"kind"`
	// What it is, where nothing but HCL itself is needed to tell.
	Text       *string     `json:"text"`
	Attributes []attribute `json:"attributes,omitempty"`
}

type attribute struct {
	Key   string `json:"key"`
	Value value  `json:"value"`
	start int
}

type block struct {
	Type       string      `json:"type"`
	Labels     []string    `json:"labels"`
	Attributes []attribute `json:"attributes"`
	start      int
}

type heredoc struct {
	Start int      `json:"start"`
	End   int      `json:"end"`
	Holes [][2]int `json:"holes"`
}

type answer struct {
	Blocks   []block   `json:"blocks"`
	Heredocs []heredoc `json:"heredocs"`
	Refusal  string    `json:"refused,omitempty"`
}

func textOf(expression hclsyntax.Expression) *string {
	found, problems := expression.Value(nil)
	if problems.HasErrors() || !found.IsWhollyKnown() || found.IsNull() || !found.Type().IsPrimitiveType() {
		return nil
	}
	converted, err := convert.Convert(found, cty.String)
	if err != nil {
		return nil
	}
	text := converted.AsString()
	return &text
}

func isWritten(expression hclsyntax.Expression) bool {
	switch each := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		return true
	case *hclsyntax.TemplateExpr:
		for _, part := range each.Parts {
			if _, ok := part.(*hclsyntax.LiteralValueExpr); !ok {
				return false
			}
		}
		return true
	}
	return false
}

func valueOf(expression hclsyntax.Expression) value {
	if object, ok := expression.(*hclsyntax.ObjectConsExpr); ok {
		attributes := []attribute{}
		for _, item := range object.Items {
			key := textOf(item.KeyExpr)
			if key == nil {
				return value{Kind: "other"}
			}
			attributes = append(attributes, attribute{Key: *key, Value: valueOf(item.ValueExpr)})
		}
		return value{Kind: "object", Attributes: attributes}
	}
	text := textOf(expression)
	if text != nil && isWritten(expression) {
		return value{Kind: "text", Text: text}
	}
	return value{Kind: "other", Text: text}
}

func attributesOf(body *hclsyntax.Body) []attribute {
	attributes := []attribute{}
	for name, each := range body.Attributes {
		attributes = append(attributes, attribute{Key: name, Value: valueOf(each.Expr), start: each.SrcRange.Start.Byte})
	}
	for _, each := range body.Blocks {
		inner := value{Kind: "object", Attributes: attributesOf(each.Body)}
		attributes = append(attributes, attribute{Key: each.Type, Value: inner, start: each.TypeRange.Start.Byte})
	}
	sort.Slice(attributes, func(one, other int) bool { return attributes[one].start < attributes[other].start })
	return attributes
}

// The outermost heredocs, with what stands in their `${…}` and `%{…}`.
func heredocsOf(tokens hclsyntax.Tokens) []heredoc {
	found := []heredoc{}
	depth, holes := 0, 0
	for _, token := range tokens {
		switch token.Type {
		case hclsyntax.TokenOHeredoc:
			if depth == 0 && holes == 0 {
				found = append(found, heredoc{Start: token.Range.End.Byte, Holes: [][2]int{}})
			}
			depth++
		case hclsyntax.TokenCHeredoc:
			depth--
			if depth == 0 && holes == 0 {
				found[len(found)-1].End = token.Range.Start.Byte
			}
		case hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
			if depth > 0 {
				if holes == 0 {
					last := &found[len(found)-1]
					last.Holes = append(last.Holes, [2]int{token.Range.Start.Byte, 0})
				}
				holes++
			}
		case hclsyntax.TokenTemplateSeqEnd:
			if depth > 0 {
				holes--
				if holes == 0 {
					last := &found[len(found)-1]
					last.Holes[len(last.Holes)-1][1] = token.Range.End.Byte
				}
			}
		}
	}
	return found
}

func judge(asked question) answer {
	text := []byte(asked.Text)
	file, problems := hclsyntax.ParseConfig(text, "judged.tf", hcl.InitialPos)
	if problems.HasErrors() {
		return answer{Refusal: problems.Error()}
	}
	tokens, problems := hclsyntax.LexConfig(text, "judged.tf", hcl.InitialPos)
	if problems.HasErrors() {
		return answer{Refusal: problems.Error()}
	}
	blocks := []block{}
	for _, each := range file.Body.(*hclsyntax.Body).Blocks {
		labels := append([]string{}, each.Labels...)
		start := each.TypeRange.Start.Byte
		blocks = append(blocks, block{Type: each.Type, Labels: labels, Attributes: attributesOf(each.Body), start: start})
	}
	sort.Slice(blocks, func(one, other int) bool { return blocks[one].start < blocks[other].start })
	return answer{Blocks: blocks, Heredocs: heredocsOf(tokens)}
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
