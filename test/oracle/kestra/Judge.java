import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what Kestra's own renderer makes of a text. One JSON object a line comes in, {"expression": TEXT}, and one
 * goes out, in the same order; the first line out says that it is ready. Ends with its standard input.
 *
 * <p>Out: {@code calls}, each {@code secret()} of the syntax tree, {@code inOrder} where that is the text's order, or
 * {@code parseError}; then {@code asked}, what the function was really called with when the text was rendered.
 */
public final class Judge {
  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] arguments) {
    // Libraries may write to standard output; what is said to the other side goes past them.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    int code = 0;
    try {
      serve(out);
    } catch (Throwable failure) {
      failure.printStackTrace();
      code = 1;
    }
    out.flush();
    // Kestra's threads would keep the process alive.
    Runtime.getRuntime().halt(code);
  }

  private static void serve(PrintStream out) throws Exception {
    Kestra kestra = Kestra.start();
    say(out, Map.of("ready", true, "arguments", kestra.secret().getArgumentNames()));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode question = JSON.readTree(line);
      say(out, answer(kestra, question.get("expression").asText()));
    }
  }

  private static void say(PrintStream out, Map<String, Object> answer) throws Exception {
    out.println(JSON.writeValueAsString(answer));
    out.flush();
  }

  private static Map<String, Object> answer(Kestra kestra, String text) {
    Map<String, Object> answer = new LinkedHashMap<>();
    try {
      SyntaxTree tree = new SyntaxTree(kestra.secret().getArgumentNames());
      List<Map<String, Object>> calls = tree.callsIn(kestra.parse(text));
      answer.put("calls", calls);
      answer.put("inOrder", tree.inOrder());
      // A range such as 1..9000000000 is a list of as many numbers.
      if (calls.isEmpty() || text.contains("..")) return answer;
    } catch (Exception | StackOverflowError failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      answer.put("parseError", cause.getClass().getSimpleName() + ": " + cause.getMessage());
      return answer;
    }
    answer.put("asked", kestra.render(text));
    return answer;
  }
}
