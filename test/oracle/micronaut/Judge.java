import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what Micronaut makes of configuration files and environment variables, and Java's decoder of Base64. One JSON
 * object a line comes in, and one goes out, in the same order; the first line out says that it is ready. Ends with its
 * standard input.
 *
 * <p>In: {@code files}, texts in rising priority; {@code environment}; {@code config}, the text of a {@code --config} file,
 * which Kestra hands over as the context's own properties, above all others; {@code get}, keys with the type they are read
 * as. Out: {@code got}, in their order the value of each as text, null where there is none, or {@code {"error": …}} where
 * Micronaut refuses; or {@code error} where it reads none of it.
 *
 * <p>In: {@code base64}, a text. Out: {@code decoded}, its bytes as numbers; null where the decoder refuses.
 */
public final class Judge {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "text", String.class,
          "flag", Boolean.class,
          "integer", Integer.class,
          "duration", Duration.class,
          "map", Map.class);

  public static void main(String[] arguments) throws Exception {
    // Libraries may write to standard output; what is said to the other side goes past them.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    say(out, Map.of("ready", true));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) say(out, answer(JSON.readTree(line)));
    Runtime.getRuntime().halt(0);
  }

  private static void say(PrintStream out, Map<String, Object> answer) throws IOException {
    out.println(JSON.writeValueAsString(answer));
    out.flush();
  }

  private static Map<String, Object> answer(JsonNode question) {
    Map<String, Object> answer = new LinkedHashMap<>();
    if (question.has("base64")) {
      answer.put("decoded", decoded(question.get("base64").asText()));
      return answer;
    }
    try (ApplicationContext context = contextOf(question)) {
      Environment environment = context.getEnvironment();
      environment.start();
      List<Object> got = new ArrayList<>();
      for (JsonNode wanted : question.path("get")) {
        got.add(valueOf(environment, wanted.get("key").asText(), TYPES.get(wanted.path("as").asText("text"))));
      }
      answer.put("got", got);
    } catch (Exception | StackOverflowError failure) {
      answer.put("error", named(failure));
    }
    return answer;
  }

  private static ApplicationContext contextOf(JsonNode question) throws IOException {
    List<PropertySource> sources = new ArrayList<>();
    int priority = -300;
    for (JsonNode text : question.path("files")) {
      String name = "file" + sources.size();
      sources.add(PropertySource.of(name, read(name, text.asText()), priority++));
    }
    sources.add(environmentOf(question.path("environment")));
    var builder =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .environmentPropertySource(false)
            .propertySources(sources.toArray(PropertySource[]::new));
    if (question.path("config").isTextual()) builder.properties(read("config", question.get("config").asText()));
    return builder.build();
  }

  private static Map<String, Object> read(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new YamlPropertySourceLoader().read(name, new ByteArrayInputStream(bytes));
  }

  /** The variables as Micronaut's own source of them has them, without those of this process. */
  private static PropertySource environmentOf(JsonNode variables) {
    Map<String, Object> values = new LinkedHashMap<>();
    variables.properties().forEach(variable -> values.put(variable.getKey(), variable.getValue().asText()));
    return new MapPropertySource("environment", values) {
      @Override
      public PropertyConvention getConvention() {
        return PropertyConvention.ENVIRONMENT_VARIABLE;
      }

      @Override
      public int getOrder() {
        return -200;
      }
    };
  }

  /** A map flat, each value as text. */
  private static Object valueOf(Environment environment, String key, Class<?> type) {
    try {
      Object value = environment.getProperty(key, type).orElse(null);
      if (value instanceof Duration duration) return String.valueOf(duration.toMillis());
      if (!(value instanceof Map<?, ?> map)) return value == null ? null : value.toString();
      Map<String, Object> texts = new LinkedHashMap<>();
      map.forEach((name, each) -> texts.put(String.valueOf(name), each == null ? null : each.toString()));
      return texts;
    } catch (Exception | StackOverflowError failure) {
      return Map.of("error", named(failure));
    }
  }

  private static List<Integer> decoded(String text) {
    try {
      List<Integer> bytes = new ArrayList<>();
      for (byte each : Base64.getDecoder().decode(text)) bytes.add(each & 0xff);
      return bytes;
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }

  private static String named(Throwable failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
